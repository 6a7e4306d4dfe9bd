// A month from its last payment to the bank's statement: every act in a browser, by the person
// it is for; a kill -9 in the middle of each, after which the act is there wholly or not at all.
import { execFile } from "node:child_process";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Browser, Page } from "playwright-core";
import { pidOf, System } from "../chaos/system.ts";
import { browser_start, desk, open_page, settled, staff, type Caller } from "../e2e/lib.ts";
import { folder } from "../lib/client.ts";
import { sql, sqlNumber } from "../lib/database.ts";
import { businessDay, sender } from "../lib/payout.ts";
import { paper } from "../lib/statement.ts";
import { narrow, zenginFile, type Payment } from "../lib/zengin.ts";

const payments = Number(process.argv[2] ?? 100_000);
const api = "/api/settlement";
const system = new System(() => Promise.resolve(true));
let passed = 0;
let failed = 0;
let browser: Browser;
let first: Caller, second: Caller;

function check(text: string, problem = ""): void {
	console.log(`${problem === "" ? "ok    " : "FAILED"}  ${text}${problem === "" ? "" : `\n        ${problem}`}`);
	if (problem === "") passed++;
	else failed++;
}

function madoctl(...words: string[]): Promise<{ isGood: boolean; said: string }> {
	const program = join(process.env.MADOGUCHI_BUILD ?? "build", "madoctl");
	return new Promise((done) => {
		execFile(program, ["-c", join(folder, "conf/madoctl.conf"), ...words], { maxBuffer: 1 << 24 },
			(error, out, err) => done({ isGood: error === null, said: `${out}${err}` }));
	});
}

/* The sums of the books, and the chains with a root made this moment. */
async function prove(text: string): Promise<void> {
	for (const words of [["ledger-verify"], ["proof", "root"], ["proof"]]) {
		const { isGood, said } = await madoctl(...words);
		if (!isGood) return check(`${text}: the books are proved`, `madoctl ${words.join(" ")}: ${said}`);
	}
	check(`${text}: the books are proved`);
}

async function whole(): Promise<void> {
	for (;;) {
		while (!system.isWhole()) await sleep(100);
		const reply = await first.send("GET", `${api}/closings`).catch(() => undefined);
		if (reply?.status === 200) return;
		await sleep(100);
	}
}

interface Step {
	name: string;
	by: Caller;
	at: string;
	kill: string;					// the program that dies in the middle
	call: RegExp;					// of this call
	within_ms: number;				// at some moment until then
	act: (page: Page) => Promise<void>;
	/* How much of it is there: 0, or 1 when it is there wholly; anything else is half. */
	share: () => Promise<number>;
}

async function act_once(step: Step, kill: boolean): Promise<void> {
	const { context, page } = await open_page(browser, desk, step.by);
	await page.goto(step.at);
	await settled(page);
	const called = page.waitForRequest((request) => request.method() === "POST" && step.call.test(request.url()), { timeout: 0 });
	const acting = step.act(page);
	if (!kill) {
		await acting;
	} else {
		await Promise.race([called, acting.then(() => called)]);
		acting.catch(() => undefined);	// what the page says of a kill is tested elsewhere
		await sleep(Math.random() * step.within_ms);
		const pid = pidOf(step.kill);
		if (pid === null) throw new Error(`${step.kill} is not there`);
		process.kill(step.kill === "nginx" ? -pid : pid, "SIGKILL");
		await Promise.race([acting.catch(() => undefined), sleep(3000)]);
	}
	await context.close();
	await whole();
}

/* With a kill; then, when that left nothing, in peace. */
async function run(step: Step): Promise<void> {
	await act_once(step, true);
	for (let waited = 0; waited < 600 && ![0, 1].includes(await step.share()); waited++) await sleep(100);
	const share = await step.share();
	check(`${step.name}, ${step.kill} killed: ${share === 1 ? "all" : "nothing"} of it is there`,
		share === 0 || share === 1 ? "" : `${share} of it is there`);
	await prove(`${step.name}, after the kill`);
	if (share === 1) return;
	await act_once(step, false);
	for (let waited = 0; waited < 6000 && (await step.share()) !== 1; waited++) await sleep(100);
	check(step.name, (await step.share()) === 1 ? "" : "it did not happen");
	await prove(step.name);
}

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
async function confirmed(page: Page, name: string, said: string | RegExp): Promise<void> {
	await button(page, name).first().click();
	await page.getByRole("dialog").getByRole("button", { name, exact: true }).click();
	await page.getByText(said).first().waitFor();
}
async function fill_date(page: Page, date: string): Promise<void> {
	const [year = "", month, day] = date.split("-");
	await page.getByLabel("年", { exact: true }).fill(year);
	await page.getByLabel("月", { exact: true }).fill(String(Number(month)));
	await page.getByLabel("日", { exact: true }).fill(String(Number(day)));
}

const accounts = new Map<number, { number: string; holder: string }>();
const banks = [["0166", "150"], ["0167", "001"], ["0001", "001"], ["9900", "058"]] as const;

/* Every shop that took something says where it is paid; two people of the office see to it. */
async function open_accounts(): Promise<void> {
	await first.call(`PUT ${api}/bank-sender`, sender);
	for (const { shop_account_id } of (await second.call(`GET ${api}/shop-accounts?state=proposed`)).rows)
		await second.call(`POST ${api}/shop-accounts/${shop_account_id}/decisions`, { confirm: false, note: "見本の申込" });
	const shops = (await sql("SELECT DISTINCT shop_id FROM payment ORDER BY shop_id")).map(([id]) => Number(id));
	for (const shop_id of shops) {
		const [bank_code, branch_code] = banks[shop_id % banks.length]!;
		await first.call(`PUT ${api}/shops/${shop_id}/contact`, { mail: `shop${shop_id}@settle.example.jp` });
		const account = { number: String(1_000_000 + shop_id), holder: `ミホンショウテン　${shop_id}ゴウ` };
		const made = await first.call(`POST ${api}/shop-accounts`, { shop_id, bank_code, branch_code, kind: 1, ...account });
		await second.call(`POST ${api}/shop-accounts/${made.shop_account_id}/decisions`, { confirm: true });
		accounts.set(shop_id, { number: account.number, holder: `ﾐﾎﾝｼﾖｳﾃﾝ ${shop_id}ｺﾞｳ` });
	}
	check(`${shops.length} shops have an account`, shops.length > 0 ? "" : "no shop took anything");
}

/* What was paid in the month, by the payments alone. */
const took_yen = () => sqlNumber(`SELECT COALESCE(SUM(p.amount_yen), 0) FROM payment p
	WHERE NOT EXISTS (SELECT 1 FROM payment_void v WHERE v.payment_id = p.payment_id)`);

async function close_month(to_on: string): Promise<void> {
	const closing = async () => (await sql("SELECT closing_id, state FROM closing WHERE state <> 'cancelled'"))[0];
	await run({ name: "the month is added up", by: first, at: "/staff/closings", kill: "jobd", call: /closings$/, within_ms: 600,
		act: async (page) => {
			await button(page, "ほかの日で締める").click();
			await fill_date(page, to_on);
			await button(page, "集計を始める").last().click();
			await page.waitForURL(/\/staff\/closings\/\d+/);
		},
		share: async () => {
			const row = await closing();
			return row === undefined ? 0 : row[1] === "ready" ? 1 : 0.5;
		} });
	const [closing_id] = (await closing()) ?? [];
	await run({ name: "another person confirms the sum", by: second, at: `/staff/closings/${closing_id}`, kill: "mariadb",
		call: /confirmations$/, within_ms: 600,
		act: (page) => confirmed(page, "確定する", "締め済み"),
		share: async () => {
			const [state, postings, payouts, shops] = (await sql(`SELECT k.state, (SELECT COUNT(*) FROM posting WHERE kind = 'closing'),
				(SELECT COUNT(*) FROM payout), k.shops FROM closing k WHERE k.closing_id = ${closing_id}`))[0] ?? [];
			if (state === "ready" && postings === "0" && payouts === "0") return 0;
			return state === "closed" && postings === shops && payouts === shops ? 1 : 0.5;
		} });
	const closed = await sqlNumber(`SELECT yen FROM closing WHERE closing_id = ${closing_id}`);
	const took = await took_yen();
	check(`what was closed is what shops took: ${took} yen`, closed === took ? "" : `closed ${closed}`);
}

async function reference(bank_file_id: number, pay_on: string): Promise<Buffer> {
	const short = (kana = ""): string => narrow(kana).length > 15 ? "" : narrow(kana);
	const places = new Map((await sql(`SELECT CONCAT(b.bank_code, r.branch_code), b.kana, r.kana FROM bank b
		JOIN bank_branch r USING (bank_code)`)).map(([code, ...names]) => [code, names.map(short)]));
	const rows = await sql(`SELECT p.payout_id, p.shop_id, s.shop_no, p.yen FROM payout p JOIN shop s USING (shop_id)
		WHERE p.bank_file_id = ${bank_file_id} ORDER BY p.payout_id`);
	const group = rows.map(([payout_id = "", shop_id, shop_no = "", yen]): Payment => {
		const [bank, branch] = banks[Number(shop_id) % banks.length]!;
		const [bank_name, branch_name] = places.get(bank + branch) ?? [];
		const { number, holder } = accounts.get(Number(shop_id))!;
		return { bank, bank_name, branch, branch_name, kind: "1", account: number, holder, yen: Number(yen), new_code: "0",
			transfer: "7", customer_1: payout_id.padStart(10, "0"), customer_2: shop_no.padStart(10, "0") };
	});
	const [bank_name, branch_name] = places.get(sender.bank_code + sender.branch_code) ?? [];
	return zenginFile([{ client_code: sender.client_code, client_name: narrow(sender.client_name),
		day: pay_on.slice(5).replace("-", ""), bank: sender.bank_code, bank_name, branch: sender.branch_code, branch_name,
		kind: "1", account: sender.number, payments: group }], { end: "\r\n", mark: true });
}

async function pay_out(pay_on: string): Promise<number> {
	const file = async () => (await sql("SELECT bank_file_id, state, payouts FROM bank_file WHERE state <> 'dropped'"))[0];
	await run({ name: "a bank file is built", by: first, at: "/staff/bank-files/new", kill: "settlement", call: /bank-files$/, within_ms: 60,
		act: async (page) => {
			await fill_date(page, pay_on);
			await button(page, "内容を見る").click();
			await button(page, "この内容で作る").click();
			await page.getByRole("dialog").getByRole("button", { name: "この内容で作る" }).click();
			await page.waitForURL(/bank-files\/\d+$/);
		},
		share: async () => {
			const [row, inside] = [await file(), await sqlNumber("SELECT COUNT(*) FROM payout WHERE state = 'in_file'")];
			return row === undefined && inside === 0 ? 0 : Number(row?.[2]) === inside ? 1 : 0.5;
		} });
	const bank_file_id = Number((await file())?.[0]);
	const state = (to: string) => async () => (await file())?.[1] === to ? 1 : 0;
	await run({ name: "another person approves it", by: second, at: `/staff/bank-files/${bank_file_id}`, kill: "mariadb",
		call: /approvals$/, within_ms: 30,
		act: (page) => confirmed(page, "承認する", "承認しました。"), share: state("approved") });
	const got = (await first.send("GET", `${api}/bank-files/${bank_file_id}/content`)).bytes;
	const expected = await reference(bank_file_id, pay_on);
	check(`the file is the reference byte by byte (${expected.length} bytes)`,
		got.equals(expected) ? "" : `they differ at byte ${got.findIndex((byte, at) => byte !== expected[at])}`);
	await run({ name: "it is said to be sent", by: first, at: `/staff/bank-files/${bank_file_id}`, kill: "settlement",
		call: /sendings$/, within_ms: 60,
		act: (page) => confirmed(page, "銀行に送ったと記録する", "銀行への送付を記録しました。"),
		share: async () => {
			const [row, moved] = [await file(), await sqlNumber("SELECT COUNT(*) FROM posting WHERE kind = 'payout'")];
			return row?.[1] === "sent" ? Number(row[2]) === moved ? 1 : 0.5 : moved === 0 ? 0 : 0.5;
		} });
	return bank_file_id;
}

/* One transfer came back, and one line nobody knows. */
async function take_statement(bank_file_id: number, pay_on: string): Promise<void> {
	const sum = await sqlNumber(`SELECT yen FROM bank_file WHERE bank_file_id = ${bank_file_id}`);
	const [payout_id, shop_id, yen] = ((await sql(`SELECT payout_id, shop_id, yen FROM payout WHERE bank_file_id = ${bank_file_id}
		ORDER BY yen DESC LIMIT 1`))[0] ?? []).map(Number);
	const back = accounts.get(shop_id ?? 0)!;
	const bytes = paper(pay_on, [{ out: true, yen: sum, summary: "ｿｳｺﾞｳﾌﾘｺﾐ" },
		{ yen: yen ?? 0, sender: back.holder, summary: "ｸﾐﾓﾄﾞｼ" }, { yen: 777, sender: "ﾌﾒｲ" }]);
	await run({ name: "the statement is taken in", by: second, at: "/staff/statements", kill: "mariadb", call: /statements$/, within_ms: 60,
		act: async (page) => {
			await page.getByLabel("明細のファイル").setInputFiles({ name: "meisai.dat", mimeType: "", buffer: bytes });
			await page.getByText("まだ取り込んでいません").first().waitFor();
			await confirmed(page, "取り込む", "3行の明細を取り込みました");
		},
		share: async () => {
			const [lines, files, returned] = (await sql(`SELECT (SELECT COUNT(*) FROM bank_line),
				(SELECT COUNT(*) FROM bank_file WHERE state = 'reconciled'), (SELECT COUNT(*) FROM posting WHERE kind = 'payout_return')`))[0] ?? [];
			return `${lines} ${files} ${returned}` === "0 0 0" ? 0 : `${lines} ${files} ${returned}` === "3 1 1" ? 1 : 0.5;
		} });
	const states = (await sql("SELECT state, COUNT(*) FROM bank_line GROUP BY state ORDER BY state")).map((row) => row.join(" "));
	check("debit and return are matched, the unknown line is open", states.join() === "matched 2,open 1" ? "" : states.join());
	const [paid, returned] = [await sqlNumber("SELECT COUNT(*) FROM payout WHERE state = 'paid'"),
		await sqlNumber(`SELECT COUNT(*) FROM payout WHERE state = 'returned' AND payout_id = ${payout_id}`)];
	check(`${paid} payouts are paid, the one that came back is returned`, paid > 0 && returned === 1 ? "" : `${returned} returned`);
	const due = await sqlNumber(`SELECT -COALESCE(SUM(yen), 0) FROM entry WHERE chart = 6`);
	check("what came back is due again, and nothing else", due === yen ? "" : `${due} yen are due`);
}

async function main(): Promise<void> {
	const began = performance.now();
	const month = await madoctl("load", "month", String(payments));
	if (!month.isGood) throw new Error(month.said);
	const made = await sqlNumber("SELECT COUNT(*) FROM payment");
	check(`${made} payments were made through the rules`, made >= payments ? "" : `${payments} were asked for`);
	first = await staff("accounting");
	second = await staff("accounting2");
	await prove("the month");
	await open_accounts();
	browser = await browser_start();
	const [[to_on = ""] = []] = await sql("SELECT MAX(paid_on) FROM payment");
	await close_month(to_on);
	const [[due_on = ""] = []] = await sql("SELECT pay_on FROM closing WHERE state = 'closed'");
	const soon = await businessDay();
	const pay_on = due_on > soon ? due_on : soon;
	await take_statement(await pay_out(pay_on), pay_on);
	await browser.close();
	console.log(`${((performance.now() - began) / 1000).toFixed(0)} s`);
	console.log(`${passed} passed, ${failed} failed`);
	process.exit(failed === 0 ? 0 : 1);
}

await main();
