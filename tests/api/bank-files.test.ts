// Goal: the files for and from a bank are what the bankers' tables say, by a second writer that
// shares nothing with the program; `madoctl zengin` finds what is wrong without an installation.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { type BankAccount, type Group, type Line, narrow, noticeFile, type Payment, statementFile, zenginFile,
	zenginGroups } from "../lib/zengin.ts";

const folder = join(import.meta.dirname, "../golden/zengin");
const golden = (name: string): Buffer => readFileSync(join(folder, name));

function zengin(...words: string[]): Promise<{ text: string; status: number }> {
	const program = join(process.env.MADOGUCHI_BUILD ?? "", "madoctl");
	return new Promise((done) => execFile(program, ["zengin", ...words], { env: {}, cwd: "/" },
		(error, stdout, stderr) => done({ text: stdout + stderr, status: Number(error?.code ?? 0) })));
}

async function check(file: Buffer, ...words: string[]): Promise<{ text: string; status: number }> {
	const place = mkdtempSync(join(tmpdir(), "madoguchi-"));
	try {
		writeFileSync(join(place, "file"), file);
		return await zengin("check", join(place, "file"), ...words);
	} finally {
		rmSync(place, { recursive: true });
	}
}

const tottori = { bank: "0166", bank_name: "ﾄﾂﾄﾘ", branch: "150", branch_name: "ｸﾗﾖｼ" };
const first: Payment = { ...tottori, kind: "1", account: "0012345", holder: "ｶ)ｸﾗﾖｼｼﾖｳﾃﾝ", yen: 1234567, new_code: "1" };
const second: Payment = { bank: "0167", bank_name: "ｻﾝｲﾝｺﾞｳﾄﾞｳ", branch: "051", branch_name: "ｸﾗﾖｼ", kind: "2",
	account: "0000001", holder: "ﾔﾏﾀﾞ ﾀﾛｳ", yen: 1 };
const third: Payment = { bank: "9900", bank_name: "ﾕｳﾁﾖ", branch: "058", branch_name: "ｾﾞﾛｺﾞﾊﾁ", kind: "1",
	account: "1234567", holder: "ﾊﾟﾝﾔ ﾋﾟﾖﾋﾟﾖ(ﾄﾞ ABC-1.2", yen: 9999999999, new_code: "2", transfer: "7" };
const group: Group = { ...tottori, client_code: "0000012345", client_name: "ｸﾗﾖｼｼ ﾌﾟﾚﾐｱﾑｼﾖｳﾋﾝｹﾝ", day: "1225",
	kind: "1", account: "7654321", payments: [first, second, third] };
const other: Group = { bank: "9999", bank_name: "A-Z 09", branch: "999", branch_name: "ｱ-ﾝ", kind: "9", account: "0000000",
	client_code: "9999999999", client_name: "ABC(DEF)-.0189", day: "0101", payments: [] };
const sparse: Payment = { bank: "9999", branch: "001", kind: "2", account: "0000009", holder: "Z", yen: 42, clearing: "",
	customer_1: "", customer_2: "", transfer: "0" };
const with_edi: Payment[] = [{ ...tottori, kind: "4", account: "9999999", holder: "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾎﾞ",
	yen: 500, edi: "PAYOUT 12/ｦ\\｢A｣(1)-." },
{ bank: "0166", branch: "150", kind: "9", account: "0000000", holder: "ｳﾞｱｲｵﾘﾝ", yen: 10, edi: "" }];

const account: BankAccount = { ...tottori, made: "2026-12-28", from: "2026-12-25", to: "2026-12-28", kind: "1",
	account: "7654321", holder: "ｸﾗﾖｼｼ", before_yen: 5000000, lines: [
		{ day: "2026-12-25", out: true, kind: "14", yen: 1234568, summary: "ｿｳｺﾞｳﾌﾘｺﾐ" },
		{ day: "2026-12-28", value_day: "2026-12-25", yen: 1, sender_code: "12345", sender: "ｸﾐﾓﾄﾞｼ ﾔﾏﾀﾞ ﾀﾛｳ",
			bank_name: "ｻﾝｲﾝｺﾞｳﾄﾞｳ", branch_name: "ｸﾗﾖｼ", summary: "ｸﾐﾓﾄﾞｼ", edi: "PAYOUT 7" },
		{ day: "2026-12-28", kind: "10", yen: 100 }] };
const overdrawn: BankAccount = { ...account, kind: "2", account: "1", before_yen: -300, lines: [] };
const told: BankAccount = { ...account, from: "2026-12-28", lines: [
	{ day: "2026-12-28", value_day: "2026-12-25", yen: 1, sender_code: "12345", sender: "ﾔﾏﾀﾞ ﾀﾛｳ",
		bank_name: "ｻﾝｲﾝｺﾞｳﾄﾞｳ", branch_name: "ｸﾗﾖｼ", edi: "PAYOUT 7" },
	{ day: "2026-12-28", yen: 700, sender: "ﾌﾒｲ", bank_name: "ﾄﾂﾄﾘ", branch_name: "ﾎﾝﾃﾝ", cancelled: true }] };

test("the second writer makes the golden files byte for byte", () => {
	const forms: [string, Line][] = [["plain.txt", {}], ["cr.txt", { end: "\r" }], ["lf.txt", { end: "\n" }],
		["crlf.txt", { end: "\r\n" }], ["crlf_open.txt", { end: "\r\n", open: true }],
		["eof.txt", { end: "\r\n", mark: true }], ["plain_eof.txt", { mark: true }]];
	for (const [name, form] of forms)
		assert.deepEqual(zenginFile([group], form), golden(name), name);
	assert.deepEqual(zenginFile([{ ...group, payments: with_edi }], { end: "\r\n" }), golden("edi.txt"));
	assert.deepEqual(zenginFile([{ ...group, payments: [first] },
		{ ...other, payments: [sparse, { ...sparse, yen: 43 }] },
		{ ...other, day: "1231", payments: [second] }], { end: "\r\n", mark: true }), golden("multi.txt"));
	assert.deepEqual(statementFile([account], { end: "\r\n" }), golden("statement.txt"));
	assert.deepEqual(statementFile([account, overdrawn]), golden("statement_two.txt"));
	assert.deepEqual(noticeFile([told], { end: "\r\n" }), golden("notice.txt"));
	assert.equal(zenginGroups(golden("multi.txt"))[1]?.payments[1]?.yen, 43);
	assert.deepEqual(zenginFile(zenginGroups(golden("edi.txt")), { end: "\r\n" }), golden("edi.txt"));
	assert.equal(narrow("カ）クラヨシショーテン"), "ｶ)ｸﾗﾖｼｼﾖ-ﾃﾝ");
});

test("madoctl zengin check takes every golden file", async () => {
	const names = readdirSync(folder);
	assert.equal(names.length, 13);
	for (const name of names) {
		const { text, status } = await zengin("check", join(folder, name), "2026");
		assert.equal(status, 0, text);
		assert.match(text, /\n0 wrong, 0 odd\n$/, name);
	}
	const { text } = await zengin("check", join(folder, "multi.txt"));
	assert.match(text, /総合振込 \(21\), 120 bytes a record, CRLF, end mark 1A/);
	assert.match(text, /\n +1 +12-25 +0000012345 +1 +1,234,567 +クラヨシシ プレミアムシヨウヒンケン\n/);
	assert.match((await zengin("check", join(folder, "statement_two.txt"))).text, /balance -300 to -300/);
});

test("madoctl zengin check names record and column of what is wrong", async () => {
	const file = golden("crlf.txt");
	const damaged = Buffer.from(file);
	damaged[122 + 50] = 0xde;			// the name begins with a voicing mark
	damaged[2 * 122 + 80] = 0x20;			// the amount with a space
	const found = await check(damaged);
	assert.equal(found.status, 1);
	assert.match(found.text, /wrong: record 2, column 51: 受取人名: voicing\n/);
	assert.match(found.text, /wrong: record 3, column 81: 振込金額: not_digits\n/);
	assert.match(found.text, /\n2 wrong, 0 odd\n$/);
	const more = zenginFile([{ ...group, day: "0229", payments: [second, second] }]);
	more[3 * 120 + 18] = 0x33;
	const sums = await check(more, "2027");
	assert.match(sums.text, /wrong: record 1, column 55: 振込指定日: leap_day/);
	assert.match(sums.text, /odd: record 3, column 81: 振込金額: equal_payments/);
	assert.match(sums.text, /wrong: record 4, column 8: 合計金額: sum \(2, here 3\)/);
	const short = await check(golden("statement.txt").subarray(0, 4 * 202));
	assert.match(short.text, /wrong: record 5, column 1: trailer_missing/);
	assert.equal((await check(Buffer.from("\ufeff"))).status, 1);
	assert.equal((await check(file, "never")).status, 2);
	assert.equal((await zengin("check", join(folder, "no such file"))).status, 2);
	assert.equal((await zengin()).status, 2);
});

test("every finding has its sentence in six languages", () => {
	const program = join(import.meta.dirname, "../../fcgi/settlement");
	const codes = new Set(["fixed.c", "fixed_file.c", "notice.c", "zengin.c"].flatMap((name) =>
		[...readFileSync(join(program, name), "utf8").matchAll(/"([a-z_]+)"/g)].map((found) => found[1] ?? "")));
	assert.ok(codes.size > 25);
	for (const language of ["ja", "ja-easy", "en", "zh", "ko", "vi"]) {
		const catalogue = join(import.meta.dirname, `../../web/src/i18n/${language}.json`);
		const texts = JSON.parse(readFileSync(catalogue, "utf8")) as Record<string, string>;
		assert.deepEqual([...codes].filter((code) => texts[`finding.${code}`] === undefined), [], language);
	}
});

test("madoctl zengin tells how a name is written and which account a passbook means", async () => {
	const name = await zengin("name", "カブシキガイシャ　くらよしショーテン");
	assert.equal(name.status, 0);
	assert.match(name.text, /^カブシキガイシヤ クラヨシシヨ-テン \(20 of 30 bytes\)\n/);
	assert.match(name.text, / ー > - +long_vowel \(reads otherwise\)\n/);
	assert.match(name.text, /in short: カ\)クラヨシシヨ-テン\n$/);
	assert.deepEqual(await zengin("name", "倉吉"), { text: "name_character character 倉 position 1\n", status: 1 });
	assert.match((await zengin("name", "ア".repeat(16), "bank")).text, /name_too_long needed 16 allowed 15/);
	assert.equal((await zengin("account", "10530", "12345671")).text, "9900-058 1 1234567\n");
	assert.deepEqual(await zengin("account", "10530", "12345672"), { text: "yucho_number\n", status: 1 });
	assert.match((await zengin("fields")).text, /\| 9 \| 受取人名 \| C30 \| 51-80 \| party name \|/);
});
