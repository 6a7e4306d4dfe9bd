// Files of banks, written a second time from the bankers' tables alone (docs/bank.md), to hold the
// program's own files against, and to play the bank.  Nothing here is shared with the program.
// Columns are given as they are printed: first and last, from 1.

export interface Line { end?: "" | "\r" | "\n" | "\r\n"; open?: boolean; mark?: boolean }

/** One byte each: half-width kana as in JIS X 0201, the rest as in ASCII. */
function bytes(text: string): Buffer {
	return Buffer.from([...text].map((letter) => {
		const point = letter.codePointAt(0) ?? 0;
		const byte = point >= 0xff61 && point <= 0xff9f ? point - 0xff61 + 0xa1 : point;
		if (byte > 0xdf || (byte > 0x7e && byte < 0xa1)) throw new Error(`${letter} is not one byte`);
		return byte;
	}));
}

const text_of = (at: Buffer): string =>
	[...at].map((byte) => String.fromCodePoint(byte < 0x80 ? byte : byte - 0xa1 + 0xff61)).join("");

const half = new Map<string, string>();
for (let point = 0xff66; point <= 0xff9f; point++) {
	const letter = String.fromCodePoint(point);
	half.set(letter.normalize("NFKC"), letter);
}

/** A full-width name as the bank gets it: half-width, large kana, '-' for a long vowel. */
export function narrow(name: string): string {
	const large = name.normalize("NFKC").replace(/[ァィゥェォッャュョヮヵヶ]/g,
		(small) => "アイウエオツヤユヨワカケ"["ァィゥェォッャュョヮヵヶ".indexOf(small)] ?? small);
	return [...large.normalize("NFD")].map((letter) => letter === "ー" ? "-" : half.get(letter) ?? letter)
		.join("").toUpperCase();
}

/** A record under construction: spaces, then fields by their columns. */
class Row {
	readonly at: Buffer;
	constructor(length: number) { this.at = Buffer.alloc(length, " "); }
	c(first: number, last: number, text = ""): this {
		const put = bytes(text);
		if (put.length > last - first + 1) throw new Error(`${text} is longer than ${last - first + 1}`);
		put.copy(this.at, first - 1);
		return this;
	}
	n(first: number, last: number, value: string | number = 0): this {
		const digits = String(value).padStart(last - first + 1, "0");
		return this.c(first, last, digits);
	}
}

function join(rows: Row[], { end = "", open = false, mark = false }: Line): Buffer {
	const parts = rows.flatMap((row, i) =>
		open && i === rows.length - 1 ? [row.at] : [row.at, Buffer.from(end)]);
	return Buffer.concat(mark ? [...parts, Buffer.from([0x1a])] : parts);
}

export interface Payment {
	bank: string; bank_name?: string; branch: string; branch_name?: string; clearing?: string;
	kind: string; account: string; holder: string; yen: number; new_code?: string;
	customer_1?: string; customer_2?: string; edi?: string; transfer?: string;
}
export interface Group {
	client_code: string; client_name: string; day: string; bank: string; bank_name?: string;
	branch: string; branch_name?: string; kind: string; account: string; payments: Payment[];
}

function payment_row(p: Payment): Row {
	const row = new Row(120).c(1, 1, "2").n(2, 5, p.bank).c(6, 20, p.bank_name).n(21, 23, p.branch)
		.c(24, 38, p.branch_name).c(39, 42, p.clearing ?? "0000").n(43, 43, p.kind).n(44, 50, p.account)
		.c(51, 80, p.holder).n(81, 90, p.yen).n(91, 91, p.new_code).c(112, 112, p.transfer);
	return p.edi === undefined
		? row.c(92, 101, p.customer_1 ?? "0000000000").c(102, 111, p.customer_2 ?? "0000000000")
		: row.c(92, 111, p.edi).c(113, 113, "Y");
}

/** 総合振込 (21). */
export function zenginFile(groups: Group[], line: Line = {}): Buffer {
	const rows = groups.flatMap((g) => [
		new Row(120).c(1, 4, "1210").n(5, 14, g.client_code).c(15, 54, g.client_name).n(55, 58, g.day)
			.n(59, 62, g.bank).c(63, 77, g.bank_name).n(78, 80, g.branch).c(81, 95, g.branch_name)
			.n(96, 96, g.kind).n(97, 103, g.account),
		...g.payments.map(payment_row),
		new Row(120).c(1, 1, "8").n(2, 7, g.payments.length)
			.n(8, 19, g.payments.reduce((sum, p) => sum + p.yen, 0)),
	]);
	return join([...rows, new Row(120).c(1, 1, "9")], line);
}

/** What a 総合振込 file says, by its columns alone; texts half-width without the spaces behind. */
export function zenginGroups(file: Buffer): Group[] {
	const groups: Group[] = [];
	for (let at = 0; at + 120 <= file.length; at += 120) {
		while (file[at] === 0x0d || file[at] === 0x0a) at++;
		const c = (first: number, last: number): string =>
			text_of(file.subarray(at + first - 1, at + last)).trimEnd();
		if (c(1, 1) === "1") {
			groups.push({ client_code: c(5, 14), client_name: c(15, 54), day: c(55, 58), bank: c(59, 62),
				bank_name: c(63, 77), branch: c(78, 80), branch_name: c(81, 95), kind: c(96, 96),
				account: c(97, 103), payments: [] });
		} else if (c(1, 1) === "2") {
			const edi = c(113, 113) === "Y" ? { edi: c(92, 111) }
				: { customer_1: c(92, 101), customer_2: c(102, 111) };
			groups.at(-1)?.payments.push({ bank: c(2, 5), bank_name: c(6, 20), branch: c(21, 23),
				branch_name: c(24, 38), clearing: c(39, 42), kind: c(43, 43), account: c(44, 50),
				holder: c(51, 80), yen: Number(c(81, 90)), new_code: c(91, 91), ...edi,
				transfer: c(112, 112) });
		}
	}
	return groups;
}

export interface BankLine {
	no?: number; day: string; value_day?: string; out?: boolean; kind?: string; yen: number;
	sender_code?: string; sender?: string; bank_name?: string; branch_name?: string; summary?: string;
	edi?: string; cancelled?: boolean;
}
export interface BankAccount {
	made: string; from: string; to: string; bank: string; bank_name?: string; branch: string;
	branch_name?: string; kind: string; account: string; holder: string; before_yen?: number;
	lines: BankLine[];
}

/** "2026-12-28" in the years of 令和. */
const era = (day: string): string =>
	String(Number(day.slice(0, 4)) - 2018).padStart(2, "0") + day.slice(5, 7) + day.slice(8, 10);

function account_row(a: BankAccount, kind: string): Row {
	return new Row(200).c(1, 4, `1${kind}0`).c(5, 10, era(a.made)).c(11, 16, era(a.from))
		.c(17, 22, era(a.to)).n(23, 26, a.bank).c(27, 41, a.bank_name).n(42, 44, a.branch)
		.c(45, 59, a.branch_name);
}

const sum = (lines: BankLine[]): number => lines.reduce((all, line) => all + line.yen, 0);
const sign = (yen: number): string => yen < 0 ? "2" : "1";

function statement_rows(a: BankAccount): Row[] {
	const paid_out = a.lines.filter((line) => line.out), paid_in = a.lines.filter((line) => !line.out);
	const before = a.before_yen ?? 0, after = before + sum(paid_in) - sum(paid_out);
	return [
		account_row(a, "03").c(60, 62, "000").n(63, 63, a.kind).n(64, 73, a.account).c(74, 113, a.holder)
			.c(114, 114, sign(before)).c(115, 115, "1").n(116, 129, Math.abs(before)),
		...a.lines.map((line, i) => new Row(200).c(1, 1, "2").n(2, 9, line.no ?? i + 1)
			.c(10, 15, era(line.day)).c(16, 21, era(line.value_day ?? line.day))
			.c(22, 22, line.out ? "2" : "1").n(23, 24, line.kind ?? "11").n(25, 36, line.yen).n(37, 48)
			.n(49, 54).n(55, 60).n(61, 61).n(62, 68).n(69, 71).n(72, 81, line.sender_code)
			.c(82, 129, line.sender).c(130, 144, line.bank_name).c(145, 159, line.branch_name)
			.c(160, 179, line.summary).c(180, 199, line.edi)),
		new Row(200).c(1, 1, "8").n(2, 7, paid_in.length).n(8, 20, sum(paid_in)).n(21, 26, paid_out.length)
			.n(27, 39, sum(paid_out)).c(40, 40, sign(after)).n(41, 54, Math.abs(after)).n(55, 61, a.lines.length),
	];
}

/** 入出金取引明細 (03). */
export function statementFile(accounts: BankAccount[], line: Line = {}): Buffer {
	const rows = accounts.flatMap(statement_rows);
	return join([...rows, new Row(200).c(1, 1, "9").n(2, 11, rows.length + 1).n(12, 16, accounts.length)], line);
}

function notice_rows(a: BankAccount): Row[] {
	const cancelled = a.lines.filter((line) => line.cancelled);
	return [
		account_row(a, "01").n(60, 60, a.kind).n(61, 67, a.account).c(68, 107, a.holder),
		...a.lines.map((line, i) => new Row(200).c(1, 1, "2").n(2, 7, line.no ?? i + 1)
			.c(8, 13, era(line.day)).c(14, 19, era(line.value_day ?? line.day)).n(20, 29, line.yen).n(30, 39)
			.n(40, 49, line.sender_code).c(50, 97, line.sender).c(98, 112, line.bank_name)
			.c(113, 127, line.branch_name).c(128, 128, line.cancelled ? "1" : "").c(129, 148, line.edi)),
		new Row(200).c(1, 1, "8").n(2, 7, a.lines.length).n(8, 19, sum(a.lines)).n(20, 25, cancelled.length)
			.n(26, 37, sum(cancelled)),
	];
}

/** 振込入金通知 (01). */
export function noticeFile(accounts: BankAccount[], line: Line = {}): Buffer {
	return join([...accounts.flatMap(notice_rows), new Row(200).c(1, 1, "9")], line);
}
