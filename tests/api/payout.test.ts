// Goal: a shop says where it is paid and two people of the office let it count; what is due goes
// into a file that another person approves, that leaves once, and that is what the bankers' table
// says byte by byte; the shop sees each yen and the payments behind it.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { accountInput, type Actor, buildFile, businessDay, closePeriod, comesBack, csvRows, giveAccount, makeBuyer, makeCampaign, makePayout, makeRound,
	makeShop, nobody, sender, someDay, sql, sqlNumber, staff, unique } from "./lib.ts";
import { narrow, type Payment, zenginFile } from "../lib/zengin.ts";

const api = "/api/settlement";
let first: Actor, second: Actor, pay_on: string;

before(async () => {
	first = await staff("accounting");
	second = await staff("accounting2");
	pay_on = await businessDay();
});

async function mailsTo(mail: string): Promise<any[]> {
	const { mails } = await nobody.get("/api/people/sample-mailbox");
	return mails.filter((row: any) => row.to === mail);
}

const wrongAccounts: [string, Record<string, unknown>][] = [
	["bank_unknown", { bank_code: "0002" }], ["branch_unknown", { branch_code: "999" }],
	["number_wrong", { number: "12345678" }], ["yucho_symbol", { bank_code: "9900", symbol: "12345", number: "12345671" }],
	["yucho_number", { bank_code: "9900", symbol: "10530", number: "12345672" }],
	["name_character", { holder: "倉吉商店" }], ["name_voicing", { holder: "ア゛イ" }],
	["name_too_long", { holder: "ア".repeat(31) }], ["name_empty", { holder: "　" }],
];

test("banks and branches are found by number and by part of the name", async () => {
	const { banks } = await nobody.get(`${api}/banks`, { text: "みずほ" });
	assert.ok(banks.some((row: any) => row.bank_code === "0001"));
	assert.deepEqual((await nobody.get(`${api}/banks`, { text: "0001" })).banks.map((row: any) => row.bank_code), ["0001"]);
	const { branches } = await nobody.get(`${api}/branches`, { bank_code: "0001", text: "001" });
	assert.ok(branches.some((row: any) => row.branch_code === "001"));
});

test("what cannot be an account is named, wherever it is typed", async () => {
	const shop = await makeShop();
	for (const [code, change] of wrongAccounts) {
		const input = accountInput(change);
		await shop.owner.refused(code, "POST", `${api}/shop-account-previews`, input);
		await shop.owner.refused(code, "POST", `${api}/shop-account-proposals`, input);
		await first.refused(code, "POST", `${api}/account-previews`, input);
		await first.refused(code, "POST", `${api}/shop-accounts`, { ...input, shop_id: shop.shop_id });
	}
	await shop.clerk.refused("not_allowed", "POST", `${api}/shop-account-previews`, accountInput());
});

test("each change of the holder is shown before it is sent; ゆうちょ is converted", async () => {
	const shop = await makeShop();
	const seen = await shop.owner.post(`${api}/shop-account-previews`, accountInput({ bank_code: "9900", branch_code: undefined,
		kind: undefined, symbol: "10530", number: "12345671", holder: "カブシキガイシャ　ミホン" }), { key: null });
	assert.deepEqual([seen.branch_code, seen.kind, seen.number, seen.holder, seen.holder_short],
		["058", 1, "1234567", "カブシキガイシヤ ミホン", "カ)ミホン"]);
	assert.ok(seen.changes.some((row: any) => row.kind === "small_kana" && row.from === "ャ"));
	const office = await first.post(`${api}/account-previews`, accountInput(), { key: null });
	assert.equal(office.holder, "カ)シケンシヨウテン");
});

test("an account takes two people, and every address of the month is told", async () => {
	const shop = await makeShop();
	const [old, mail] = [`old-${unique()}@example.jp`, `new-${unique()}@example.jp`];
	await shop.owner.refused("contact_missing", "POST", `${api}/shop-account-proposals`, accountInput());
	await first.refused("contact_missing", "POST", `${api}/shop-accounts`, { ...accountInput(), shop_id: shop.shop_id });
	await shop.owner.put(`${api}/shop-contact`, { mail: old });
	await shop.owner.refused("contact_same", "PUT", `${api}/shop-contact`, { mail: old });
	await first.refused("contact_same", "PUT", `${api}/shops/${shop.shop_id}/contact`, { mail: old });
	await first.put(`${api}/shops/${shop.shop_id}/contact`, { mail });
	const input = accountInput({ number: "1230987" });
	const { shop_account_id } = await shop.owner.post(`${api}/shop-account-proposals`, input);
	await shop.owner.refused("account_waiting", "POST", `${api}/shop-account-proposals`, input);
	await first.refused("account_waiting", "POST", `${api}/shop-accounts`, { ...input, shop_id: shop.shop_id });
	for (const to of [old, mail]) {
		const found = (await mailsTo(to)).find((row) => row.text.includes("末尾 987"));
		assert.ok(found, to);
		assert.doesNotMatch(found.text, /1230987/);
	}
	const waiting = await shop.owner.get(`${api}/shop-outlook`);
	assert.deepEqual([waiting.account, waiting.proposal.last_digits, waiting.proposal.by_shop], [undefined, "987", true]);
	// The owner takes it back; then the office proposes, and cannot confirm its own.
	await shop.owner.post(`${api}/shop-account-withdrawals`);
	await shop.owner.refused("not_found", "POST", `${api}/shop-account-withdrawals`);
	await second.refused("already_decided", "POST", `${api}/shop-accounts/${shop_account_id}/decisions`, { confirm: true });
	const made = await first.post(`${api}/shop-accounts`, { ...input, shop_id: shop.shop_id });
	const decisions = `${api}/shop-accounts/${made.shop_account_id}/decisions`;
	await first.refused("same_person", "POST", decisions, { confirm: true });
	const looked = await second.post(`${api}/shop-accounts/${made.shop_account_id}/looks`, { purpose: "confirm" }, { key: null });
	assert.deepEqual(looked, { number: "1230987", holder: "カ)シケンシヨウテン", typed: "カ）シケンショウテン" });
	await second.post(decisions, { confirm: true, note: "電話で確認" });
	await shop.owner.refused("account_same", "POST", `${api}/shop-account-proposals`, input);
	await first.refused("account_same", "POST", `${api}/shop-accounts`, { ...input, shop_id: shop.shop_id });
	const row = await first.get(`${api}/shop-accounts/${made.shop_account_id}`);
	assert.deepEqual([row.state, row.last_digits, row.is_own, row.by_shop], ["confirmed", "987", true, false]);
	const listed = await first.get(`${api}/shop-accounts`, { q: shop.shop_no, order: "newest" });
	assert.deepEqual(listed.rows.map((one: any) => one.state), ["confirmed", "refused"]);
	const looks = await (await staff("auditor")).get("/api/people/audit", { object: "shop_account", object_no: made.shop_account_id });
	assert.deepEqual(looks.rows.map((one: any) => one.act), ["shop_account.confirm", "shop_account.look", "shop_account.propose"]);
	// No whole number lies open in the database.
	assert.equal(await sqlNumber(`SELECT COUNT(*) FROM shop_account WHERE CONCAT(number_sealed, holder_sealed) LIKE '%1230987%'`), 0);
});

test("who pays is checked by the same rules", async () => {
	await sql("DELETE FROM bank_sender");
	assert.deepEqual(await first.get(`${api}/bank-sender`), { is_set: false });
	for (const [code, change] of wrongAccounts.filter(([code]) => !code.startsWith("yucho"))) {
		const { holder, number, ...rest } = change as any;
		await first.refused(code, "PUT", `${api}/bank-sender`, { ...sender, ...rest,
			...(code === "number_wrong" ? { number: "0" } : {}), ...(holder === undefined ? {} :
			{ client_name: code === "name_too_long" ? "ア".repeat(41) : holder }) });
	}
	const shop = await makeShop();
	await giveAccount(shop.owner);
	await makePayout(shop.shop_id, 500, 100, pay_on);
	const plan = await first.get(`${api}/bank-file-plans`, { pay_on });
	await first.refused("sender_missing", "POST", `${api}/bank-files`, { pay_on, payouts: plan.chosen, yen: plan.yen });
	await first.put(`${api}/bank-sender`, sender);
	assert.deepEqual((await second.get(`${api}/bank-sender`)).sender, sender);
});

/** The file as another program would write it, from what the office can see. */
async function expected(rows: any[]): Promise<Buffer> {
	const short = (kana = ""): string => narrow(kana).length > 15 ? "" : narrow(kana);
	const known = new Map((await sql(`SELECT p.payout_id, a.shop_account_id, b.kana, r.kana FROM payout p JOIN shop_account a USING
		(shop_account_id) JOIN bank b USING (bank_code) JOIN bank_branch r ON r.bank_code = a.bank_code AND r.branch_code = a.branch_code
		WHERE p.payout_id IN (${rows.map((row) => row.payout_id).join()})`)).map(([id, ...rest]) => [Number(id), rest]));
	const payment = async (row: any): Promise<Payment> => {
		const [account_id, bank, branch] = known.get(row.payout_id) ?? [];
		const { number, holder } = await second.post(`${api}/shop-accounts/${account_id}/looks`, { purpose: "check" }, { key: null });
		return { bank: row.bank_code, bank_name: short(bank), branch: row.branch_code, branch_name: short(branch),
			kind: String(row.kind), account: number, holder: narrow(holder), yen: row.yen, new_code: "0", transfer: "7",
			customer_1: String(row.payout_id).padStart(10, "0"), customer_2: String(row.shop_no).padStart(10, "0") };
	};
	const payments: Payment[] = [];
	for (let at = 0; at < rows.length; at += 8) payments.push(...await Promise.all(rows.slice(at, at + 8).map(payment)));
	const [[bank, branch] = []] = await sql(`SELECT b.kana, r.kana FROM bank b JOIN bank_branch r USING (bank_code)
		WHERE b.bank_code = '${sender.bank_code}' AND r.branch_code = '${sender.branch_code}'`);
	return zenginFile([{ client_code: sender.client_code, client_name: narrow(sender.client_name), day: pay_on.slice(5).replace("-", ""),
		bank: sender.bank_code, bank_name: short(bank), branch: sender.branch_code, branch_name: short(branch),
		kind: "1", account: sender.number, payments }], { end: "\r\n", mark: true });
}

test("a file is built, approved by another, is what the table says, and leaves once", async () => {
	const shops = [await makeShop(), await makeShop(), await makeShop()];
	const [one, held, bare] = shops;
	assert.ok(one && held && bare);
	const payout_id = await makePayout(one.shop_id, 10_000, 2_000, pay_on);
	for (const shop of [held, bare]) await makePayout(shop.shop_id, 5_000, 1_000, pay_on);
	await giveAccount(one.owner, { number: "42", kind: 2, holder: "ミホン　ガガク（ド．" });
	await giveAccount(held.owner);
	await first.post(`${api}/shop-holds`, { shop_id: held.shop_id, reason: "inquiry", note: "試験" });

	await first.refused("day_past", "GET", `${api}/bank-file-plans`, undefined, { query: { pay_on: "2026-01-05" } });
	await first.refused("day_closed", "GET", `${api}/bank-file-plans`, undefined, { query: { pay_on: "2031-01-04" } });
	const plan = await first.get(`${api}/bank-file-plans`, { pay_on });
	const why = new Map(plan.payouts.map((row: any) => [row.shop_id, row.why]));
	assert.deepEqual(shops.map((shop) => why.get(shop.shop_id)), ["none", "shop_held", "no_account"]);
	const seen = { pay_on, payouts: plan.chosen, yen: plan.yen };
	await first.refused("file_changed", "POST", `${api}/bank-files`, { ...seen, yen: seen.yen + 1 });
	await first.refused("day_past", "POST", `${api}/bank-files`, { ...seen, pay_on: "2026-01-05" });
	await first.refused("day_closed", "POST", `${api}/bank-files`, { ...seen, pay_on: "2031-01-04" });
	await sql(`INSERT INTO drift (what, object_id, round_id, expected, found, found_at) VALUES ('test', 1, 0, 1, 2, UTC_TIMESTAMP(3))`);
	await first.refused("books_differ", "POST", `${api}/bank-files`, seen);
	await sql("UPDATE drift SET gone_at = UTC_TIMESTAMP(3) WHERE what = 'test'");

	const { bank_file_id, file, rows } = await buildFile(first, pay_on);
	const path = `${api}/bank-files/${bank_file_id}`;
	assert.deepEqual([file.state, file.payouts, file.yen, file.is_own], ["built", rows.length, plan.yen, true]);
	assert.equal(rows.reduce((sum: number, row: any) => sum + row.yen, 0), plan.yen);
	assert.equal(rows.find((row: any) => row.payout_id === payout_id).last_digits, "042");
	const inFile = async (shop_id: number) => (await first.get(`${api}/payouts`, { bank_file_id, shop_id })).rows
		.map((row: any) => row.payout_id);
	assert.deepEqual([await inFile(one.shop_id), await inFile(held.shop_id)], [[payout_id], []]);
	await first.refused("nothing_to_pay", "POST", `${api}/bank-files`, seen);
	await first.refused("file_state", "GET", `${path}/content`);
	await first.refused("file_state", "POST", `${path}/sendings`);
	const approval = { payouts: file.payouts, yen: file.yen, hash: file.hash };
	await first.refused("same_person", "POST", `${path}/approvals`, approval);
	await second.refused("file_changed", "POST", `${path}/approvals`, { ...approval, hash: "0".repeat(64) });
	await second.post(`${path}/approvals`, approval);
	await second.refused("file_state", "POST", `${path}/approvals`, approval);
	const bytes = await first.file(`${path}/content`);
	assert.deepEqual(bytes, await expected(rows));

	await sql(`INSERT INTO drift (what, object_id, round_id, expected, found, found_at) VALUES ('test', 2, 0, 1, 2, UTC_TIMESTAMP(3))`);
	await first.refused("books_differ", "POST", `${path}/sendings`);
	await sql("UPDATE drift SET gone_at = UTC_TIMESTAMP(3) WHERE what = 'test'");
	await first.post(`${path}/sendings`);
	await first.refused("file_state", "POST", `${path}/sendings`);
	await first.refused("file_state", "POST", `${path}/drops`);
	assert.deepEqual(await second.file(`${path}/content`), bytes);
	assert.equal((await first.get(path)).file.hash, file.hash);
	assert.equal((await first.get(`${api}/payouts/${payout_id}`)).payout.state, "sent");
	assert.equal(await sqlNumber(`SELECT SUM(yen) FROM entry WHERE chart = 10 AND owner_id = ${one.shop_id}`), -12_000);
	assert.equal(await sqlNumber(`SELECT SUM(yen) FROM entry WHERE chart = 6 AND owner_id = ${one.shop_id}`), 0);
	assert.ok((await first.get(`${api}/bank-files`, { state: "sent" })).rows.some((row: any) => row.bank_file_id === bank_file_id));
	assert.deepEqual((await first.get(`${api}/payouts`, { shop_id: bare.shop_id, state: "due" })).rows.map((row: any) => row.yen), [6_000]);
});

test("a file that may no longer leave is dropped and built again", async () => {
	const shop = await makeShop();
	await makePayout(shop.shop_id, 700, 70, pay_on);
	await giveAccount(shop.owner);
	const old = await buildFile(first, pay_on);
	const path = `${api}/bank-files/${old.bank_file_id}`;
	const approval = { payouts: old.file.payouts, yen: old.file.yen, hash: old.file.hash };
	await giveAccount(shop.owner);
	await second.refused("file_stale", "POST", `${path}/approvals`, approval);
	await first.post(`${path}/drops`);
	const file = await buildFile(first, pay_on);
	const again = `${api}/bank-files/${file.bank_file_id}`;
	await second.post(`${again}/approvals`, { payouts: file.file.payouts, yen: file.file.yen, hash: file.file.hash });
	await giveAccount(shop.owner);
	await first.refused("file_stale", "POST", `${again}/sendings`);
	await first.post(`${again}/drops`);
	assert.equal((await first.get(again)).file.state, "dropped");
});

test("what came back is paid again once, to another account", async () => {
	const shop = await makeShop();
	const payout_id = await makePayout(shop.shop_id, 900, 90, pay_on);
	await giveAccount(shop.owner);
	const { bank_file_id, file } = await buildFile(first, pay_on);
	await second.post(`${api}/bank-files/${bank_file_id}/approvals`, { payouts: file.payouts, yen: file.yen, hash: file.hash });
	await first.post(`${api}/bank-files/${bank_file_id}/sendings`);
	await comesBack(payout_id);
	const path = `${api}/payouts/${payout_id}/agains`;
	assert.equal((await shop.owner.get(`${api}/shop-outlook`)).returned_yen, 990);
	await first.refused("account_unchanged", "POST", path, { pay_on });
	await giveAccount(shop.owner);
	await first.refused("day_past", "POST", path, { pay_on: "2026-01-05" });
	await first.refused("day_closed", "POST", path, { pay_on: "2031-01-04" });
	const again = await first.post(path, { pay_on });
	await first.refused("paid_again", "POST", path, { pay_on });
	const { payout } = await first.get(`${api}/payouts/${payout_id}`);
	assert.deepEqual([payout.state, payout.again_id], ["returned", again.payout_id]);
	const outlook = await shop.owner.get(`${api}/shop-outlook`);
	assert.deepEqual([outlook.returned_yen, outlook.due_yen], [0, 990]);
});

test("the shop sees what comes, the payments behind it, and has them on paper and as a file", async () => {
	const round_id = await makeRound(await makeCampaign());
	const [shop, other] = [await makeShop(), await makeShop()];
	const { resident } = await makeBuyer(round_id);
	for (const amount_yen of [1_100, 2_200]) await resident.post("/api/till/payments", { shop_no: shop.shop_no, amount_yen });
	const taken = await shop.owner.get(`${api}/shop-outlook`);
	assert.deepEqual([taken.open_yen, taken.due_yen, taken.is_held], [3_300, 0, false]);
	assert.equal(taken.periods.length, 3);
	const payout_id = await makePayout(shop.shop_id, 2_750, 550, pay_on);
	await giveAccount(shop.owner);
	const outlook = await shop.owner.get(`${api}/shop-outlook`);
	assert.deepEqual([outlook.open_yen, outlook.due_yen, outlook.account.state], [0, 3_300, "confirmed"]);

	const path = `${api}/shop-payouts/${payout_id}`;
	const whole = await shop.owner.get(path);
	assert.deepEqual([whole.payout.yen, whole.count, whole.rows_yen], [3_300, 2, 3_300]);
	assert.deepEqual(whole.rows.map((row: any) => [row.kind, row.yen]), [["payment", 1_100], ["payment", 2_200]]);
	assert.deepEqual(whole.parts.map((row: any) => [row.part, row.yen]), [[1, 2_750], [2, 550]]);
	const page = await shop.owner.get(path, { limit: 1 });
	assert.deepEqual((await shop.owner.get(path, { limit: 1, after: page.next })).rows.map((row: any) => row.yen), [2_200]);
	const [, ...lines] = csvRows(await shop.owner.file(`${path}/file`));
	assert.equal(lines.length, 2);
	assert.match((await shop.owner.file(`${path}/paper`)).subarray(0, 5).toString(), /^%PDF-/);
	assert.match((await first.file(`${api}/payouts/${payout_id}/paper`)).subarray(0, 5).toString(), /^%PDF-/);
	assert.deepEqual((await shop.owner.get(`${api}/shop-payouts`)).rows.map((row: any) => row.payout_id), [payout_id]);
	// Nobody else's.
	for (const end of ["", "/file", "/paper"]) await other.owner.refused("not_found", "GET", `${path}${end}`);
	await shop.clerk.refused("not_allowed", "GET", path);
});

test("what a closing leaves to be paid is the sum of the payments behind it, for every shop", async () => {
	const { closing_id } = await closePeriod(await someDay(10));
	const payouts = await sql(`SELECT p.payout_id, p.yen FROM payout p JOIN closing_shop s USING (closing_shop_id)
		WHERE s.closing_id = ${closing_id} ORDER BY p.yen DESC LIMIT 40`);
	assert.ok(payouts.length > 0);
	for (const [payout_id, yen] of payouts) {
		const whole = await first.get(`${api}/payouts/${payout_id}`);
		assert.equal(whole.rows_yen, Number(yen), `payout ${payout_id}`);
		assert.equal(whole.parts.reduce((sum: number, part: any) => sum + part.yen, 0), Number(yen));
	}
});
