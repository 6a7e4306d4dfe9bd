// Goal: what the bank tells of our account is taken in once and whole; what it settles is
// settled, what it may mean is left to people, and a shop whose money came back hears of it.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { type Actor, amount, buildFile, businessDay, csvRows, file_type as type, giveAccount, makePayout, makeShop, nobody,
	ownAccount, paper as paperOf, sender as our, sql, staff, takeStatement, unique, xlsxRows, type Shop } from "./lib.ts";
import { narrow, noticeFile, statementFile, type BankLine } from "../lib/zengin.ts";

const api = "/api/settlement";
let first: Actor, second: Actor, pay_on: string;

before(async () => {
	first = await staff("accounting");
	second = await staff("accounting2");
	pay_on = await businessDay();
	await first.put(`${api}/bank-sender`, our);
});

const account = (lines: BankLine[], change: object = {}) => ownAccount(lines, pay_on, change);
const paper = (...lines: Omit<BankLine, "day">[]) => paperOf(pay_on, lines);
const look = (file: Buffer) => first.done("POST", `${api}/statement-previews`, { body: file, type });
const take = (file: Buffer, by = first) => takeStatement(by, file);
const refused = (code: string, path: string, file: Buffer) => first.refused(code, "POST", `${api}/${path}`, file, { type });
const linesOf = async (bank_statement_id: number) =>
	(await first.get(`${api}/bank-lines`, { bank_statement_id, order: "oldest" })).rows;
const lineOf = async (bank_statement_id: number, at = 0) => (await linesOf(bank_statement_id))[at];

interface Paid { shop: Shop; payout_id: number; yen: number; holder: string }

async function due(): Promise<Paid> {
	const shop = await makeShop();
	const holder = `シケン ${unique().toUpperCase()}`;
	await giveAccount(shop.owner, { holder });
	const yen = amount();
	return { shop, yen, holder: narrow(holder), payout_id: await makePayout(shop.shop_id, yen - 1000, 1000, pay_on) };
}

/** A file that was handed to the bank; others may have left payouts that it holds, too. */
async function sent(): Promise<{ bank_file_id: number; yen: number }> {
	const { bank_file_id, file } = await buildFile(first, pay_on);
	await second.post(`${api}/bank-files/${bank_file_id}/approvals`, { payouts: file.payouts, yen: file.yen, hash: file.hash });
	await first.post(`${api}/bank-files/${bank_file_id}/sendings`);
	return { bank_file_id, yen: file.yen };
}

const stateOf = async (paid: Paid) => (await first.get(`${api}/payouts/${paid.payout_id}`)).payout.state;
const mailsTo = async (shop: Shop) => {
	const { mail } = await shop.owner.get(`${api}/shop-outlook`);
	return (await nobody.get("/api/people/sample-mailbox")).mails.filter((row: any) => row.to === mail);
};

test("a statement with one returned transfer and one unknown line is looked at, taken in, and worked on", async () => {
	const [back, kept, other] = [await due(), await due(), await due()];
	const file = await sent();
	const bytes = paper({ out: true, yen: file.yen, summary: "ｿｳｺﾞｳﾌﾘｺﾐ" },
		{ yen: back.yen, sender: `ｸﾐﾓﾄﾞｼ ${back.holder}`, no: 77 },
		{ yen: kept.yen, sender: "ﾍﾞﾂﾉ ﾋﾄ", summary: "ﾌﾘｺﾐ" });
	const seen = await look(bytes);
	assert.deepEqual([seen.bank_statement_id, seen.kind, seen.from_on, seen.debits, seen.returns, seen.open, seen.in_yen],
		[0, "03", pay_on, 1, 1, 1, back.yen + kept.yen]);
	assert.deepEqual(seen.lines.map((row: any) => [row.state, row.kind, row.bank_file_id, row.payout_id, row.shop_id]), [
		["matched", "debit", file.bank_file_id, 0, 0], ["matched", "return", 0, back.payout_id, back.shop.shop_id],
		["open", undefined, 0, 0, kept.shop.shop_id]]);
	assert.equal(await stateOf(back), "sent", "looking changes nothing");
	const taken = await take(bytes);
	assert.deepEqual([taken.debits, taken.returns, taken.open], [1, 1, 1]);
	assert.deepEqual([await stateOf(back), await stateOf(kept), await stateOf(other)], ["returned", "paid", "paid"]);
	assert.equal((await first.get(`${api}/bank-files/${file.bank_file_id}`)).file.state, "reconciled");
	const mail = (await mailsTo(back.shop)).find((row: any) => row.text.includes(back.yen.toLocaleString("en")));
	assert.ok(mail, "the shop is told");

	// The unknown line stops the shop's next payout until a person has looked.
	const next = await makePayout(kept.shop.shop_id, 400, 100, pay_on);
	const whyOf = async (payout_id: number) => (await first.get(`${api}/bank-file-plans`, { pay_on })).payouts
		.find((row: any) => row.payout_id === payout_id).why;
	assert.equal(await whyOf(next), "bank_line");
	const open = (await first.get(`${api}/bank-lines`, { state: "open", shop_no: kept.shop.shop_no })).rows;
	assert.deepEqual(open.map((row: any) => [row.yen, row.sender_name, row.summary]), [[kept.yen, "ベツノ ヒト", "フリコミ"]]);
	const line = `${api}/bank-lines/${open[0].bank_line_id}`;
	const found = await first.get(line);
	assert.deepEqual(found.payouts.map((row: any) => row.payout_id), [kept.payout_id]);
	assert.deepEqual([found.text.sender_name, found.text.code, found.line.state], ["ベツノ ヒト", "11", "open"]);
	await first.post(`${line}/explanations`, { kind: "deposit", note: "別の事業の入金" });
	assert.notEqual(await whyOf(next), "bank_line");
	const done = (await first.get(line)).line;
	assert.deepEqual([done.state, done.kind, done.note], ["explained", "deposit", "別の事業の入金"]);

	// A corrected account gives a new payout.
	const again = `${api}/payouts/${back.payout_id}/agains`;
	await first.refused("account_unchanged", "POST", again, { pay_on });
	await giveAccount(back.shop.owner, { holder: "カ）タダシイメイギ" });
	await first.post(again, { pay_on });
});

test("the same file is known, with who took it in; a line counts once in two files", async () => {
	const bytes = paper({ yen: amount(), no: 9 }, { yen: 300, no: 3, summary: unique().toUpperCase() });
	const { bank_statement_id, hash } = await take(bytes, second);
	for (const path of ["statement-previews", "statements"]) {
		const known = await refused("statement_known", path, bytes);
		assert.equal(known.params.bank_statement_id, bank_statement_id);
		assert.match(known.params.who, /会計/);
	}
	const [old = ""] = (await linesOf(bank_statement_id)).map((row: any) => row.summary).filter(Boolean);
	const more = await take(paper({ yen: 300, no: 3, summary: narrow(old) }, { yen: amount() }));
	assert.deepEqual([more.repeated, more.open], [1, 1]);
	const row = await first.get(`${api}/statements/${bank_statement_id}`);
	assert.deepEqual([row.hash, row.bank_lines, row.open_lines, row.taken_by_name], [hash, 2, 2, row.taken_by_name]);
	assert.deepEqual(await first.file(`${api}/statements/${bank_statement_id}/file`), bytes);
	const { rows } = await first.get(`${api}/statements`, { order: "newest", kind: "03" });
	assert.equal(rows[0].bank_statement_id, more.bank_statement_id);

	// A person sees that it is another one after all.
	const repeated = await lineOf(more.bank_statement_id);
	const line = `${api}/bank-lines/${repeated.bank_line_id}`;
	assert.equal(repeated.state, "repeated");
	await first.post(`${line}/reopenings`, { note: "別の入金" });
	await first.refused("line_settled", "POST", `${line}/reopenings`, { note: "x" });
	assert.equal((await first.get(line)).line.state, "open");
});

test("a notice of transfers brings a return home, too", async () => {
	const back = await due();
	const file = await sent();
	const out = await take(noticeFile([account([{ day: pay_on, yen: back.yen, edi: `SH ${back.payout_id}` },
		{ day: pay_on, yen: amount(), cancelled: true }])]));
	assert.deepEqual([out.kind, out.returns, out.open], ["01", 1, 1]);
	assert.equal(await stateOf(back), "returned");
	assert.equal((await first.get(`${api}/bank-files/${file.bank_file_id}`)).file.state, "sent");
	const rest = await take(paper({ out: true, yen: file.yen }));
	assert.equal(rest.debits, 1, "the bank debited the whole file");
	assert.equal(await stateOf(back), "returned");
});

test("a damaged file, and one of another account, leave nothing behind", async () => {
	const count = async () => (await sql("SELECT COUNT(*) FROM bank_statement"))[0]?.[0];
	const earlier = await count();
	const damaged = paper({ yen: amount() }, { yen: amount() });
	damaged[2 * 200 + 24] = 0x58;
	for (const path of ["statement-previews", "statements"]) {
		const wrong = await refused("bank_file_wrong", path, damaged);
		assert.deepEqual([wrong.params.record, wrong.params.column, wrong.params.name, wrong.params.finding],
			[3, 25, "取引金額", "not_digits"]);
		await refused("bank_file_wrong", path, damaged.subarray(0, 400));
		const foreign = await refused("statement_account", path, statementFile([account([], { account: "9999999" })]));
		assert.deepEqual([foreign.params.bank, foreign.params.account], [our.bank_code, "0009999999"]);
	}
	assert.equal(await count(), earlier);
});

test("without the account that pays no statement can be ours", async () => {
	await sql("DELETE FROM bank_sender");
	try {
		for (const path of ["statement-previews", "statements"]) await refused("sender_missing", path, paper({ yen: amount() }));
	} finally {
		await first.put(`${api}/bank-sender`, our);
	}
});

test("what is said by hand takes two people, and fits or is refused", async () => {
	const [one, two] = [await due(), await due()];
	const file = await sent();
	const { bank_statement_id } = await take(paper({ yen: one.yen }, { yen: amount() }));
	const line = `${api}/bank-lines/${(await lineOf(bank_statement_id)).bank_line_id}`;
	const claim = { kind: "return", payout_id: one.payout_id, note: "銀行に電話で確認" };
	await first.refused("nothing_asked", "POST", `${line}/confirmations`);
	await first.refused("nothing_asked", "POST", `${line}/drops`);
	await first.refused("match_unfit", "POST", `${line}/claims`, { ...claim, bank_file_id: file.bank_file_id });
	await first.post(`${line}/claims`, { ...claim, payout_id: two.payout_id });
	await first.refused("same_person", "POST", `${line}/confirmations`);
	await second.refused("match_unfit", "POST", `${line}/confirmations`);
	await second.post(`${line}/drops`);
	await first.post(`${line}/claims`, claim);
	const waiting = (await second.get(line)).line;
	assert.deepEqual([waiting.asked_kind, waiting.asked_payout_id, waiting.is_own], ["return", one.payout_id, false]);
	await second.post(`${line}/confirmations`);
	assert.equal(await stateOf(one), "returned");
	for (const [path, body] of [["claims", claim], ["confirmations"], ["drops"], ["explanations", { kind: "fee", note: "x" }],
		["reopenings", { note: "x" }]] as [string, object?][]) await first.refused("line_settled", "POST", `${line}/${path}`, body);
	await first.refused("line_settled", "PUT", `${line}/shop`, {});
});

test("a match is taken back by two people, and a return less a fee comes back whole", async () => {
	const [one, two] = [await due(), await due()];
	const file = await sent();
	const fee_yen = 660;
	const { bank_statement_id } = await take(paper({ out: true, yen: file.yen }, { yen: one.yen, sender: one.holder },
		{ yen: two.yen - fee_yen, sender: two.holder }));
	const [debit, back, less] = (await linesOf(bank_statement_id)).map((row: any) => `${api}/bank-lines/${row.bank_line_id}`);
	const note = "別の振込でした";
	await first.refused("line_unmatched", "POST", `${less}/undos`, { note });
	await first.post(`${back}/undos`, { note });
	const waiting = (await second.get(back)).line;
	assert.deepEqual([waiting.state, waiting.asked_kind, waiting.asked_note, waiting.is_own], ["matched", "undo", note, false]);
	await first.refused("same_person", "POST", `${back}/confirmations`);
	await second.post(`${back}/confirmations`);
	const open = (await first.get(back)).line;
	assert.deepEqual([open.state, open.kind, open.payout_id, open.note], ["open", undefined, 0, note]);
	assert.equal(await stateOf(one), "paid");
	assert.ok((await mailsTo(one.shop)).some((row: any) => row.text.includes("戻っていませんでした")), "the shop is told");

	// The whole file's debit, too, and again.
	await second.post(`${debit}/undos`, { note });
	await first.post(`${debit}/confirmations`);
	assert.equal((await first.get(`${api}/bank-files/${file.bank_file_id}`)).file.state, "sent");
	assert.equal((await take(paper({ out: true, yen: file.yen, no: 8 }))).debits, 1);

	// What the bank kept is the municipality's to bear.
	const { payouts, line } = await first.get(less);
	assert.deepEqual([line.state, line.shop_id, payouts[0].payout_id], ["open", two.shop.shop_id, two.payout_id]);
	const claim = { kind: "return", payout_id: two.payout_id, note: "手数料を差し引いて返金" };
	await first.post(`${less}/claims`, claim);
	await second.refused("match_unfit", "POST", `${less}/confirmations`);
	await first.post(`${less}/claims`, { ...claim, fee_yen });
	await second.post(`${less}/confirmations`);
	assert.equal(await stateOf(two), "returned");
	const csv = csvRows(await first.file(`${api}/bank-lines`, { bank_statement_id, kind: "return", as: "csv" }));
	assert.equal(csv.length, 2);
	assert.ok(csv[0]?.includes("銀行手数料(円)") && csv[1]?.includes(String(fee_yen)), csv.join("\n"));
	const [[due_yen, fee, bank] = []] = await sql(`SELECT -SUM(IF(chart = 6, yen, 0)), SUM(IF(chart = 12, yen, 0)),
		SUM(IF(chart = 7, yen, 0)) FROM entry WHERE round_id = (SELECT MIN(round_id) FROM payout_line
		WHERE payout_id = ${two.payout_id})`);
	assert.deepEqual([Number(due_yen), Number(fee), Number(bank)], [two.yen, fee_yen, -fee_yen]);

	// A new payout took its place: nothing is taken back any more.
	await first.post(`${less}/undos`, { note });
	await giveAccount(two.shop.owner, { holder: "カ）タダシイメイギ" });
	await first.post(`${api}/payouts/${two.payout_id}/agains`, { pay_on });
	await second.refused("match_followed", "POST", `${less}/confirmations`);
	await second.post(`${less}/drops`);
	await second.refused("match_followed", "POST", `${less}/undos`, { note });
	assert.equal((await first.get(less)).line.fee_yen, fee_yen);
});

test("a person says which shop a line is about; lists can be had as files", async () => {
	const shop = await makeShop();
	const { bank_statement_id } = await take(paper({ yen: amount(), summary: "ﾌﾒｲ" }));
	const line = `${api}/bank-lines/${(await lineOf(bank_statement_id)).bank_line_id}`;
	await first.refused("not_found", "PUT", `${line}/shop`, { shop_no: "999999" });
	await first.put(`${line}/shop`, { shop_no: shop.shop_no });
	assert.equal((await first.get(line)).line.shop_name, shop.name);
	const csv = csvRows(await first.file(`${api}/bank-lines`, { bank_statement_id, as: "csv" }));
	assert.ok(csv[1]?.includes("フメイ") && csv[1].includes(shop.name), csv.join("\n"));
	assert.ok((await xlsxRows(await first.file(`${api}/bank-lines`, { bank_statement_id, as: "xlsx" })))[1]?.includes("フメイ"));
	await first.put(`${line}/shop`, {});
	assert.equal((await first.get(line)).line.shop_id, 0);
});
