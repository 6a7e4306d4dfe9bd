// The bank's side of the tests: its statements of the account that pays (tests/lib/payout.ts).
import type { Actor } from "./client.ts";
import { sender } from "./payout.ts";
import { statementFile, type BankAccount, type BankLine } from "./zengin.ts";

export const file_type = "application/octet-stream";

export function ownAccount(lines: BankLine[], on: string, change: Partial<BankAccount> = {}): BankAccount {
	return { made: on, from: on, to: on, bank: sender.bank_code, branch: sender.branch_code, kind: String(sender.kind),
		account: sender.number, holder: "ﾐﾎﾝｼ", lines, ...change };
}

/** 入出金取引明細 of one day. */
export function paper(on: string, lines: Omit<BankLine, "day">[]): Buffer {
	return statementFile([ownAccount(lines.map((line) => ({ day: on, ...line })), on)]);
}

export function takeStatement(by: Actor, file: Buffer): Promise<any> {
	return by.done("POST", "/api/settlement/statements", { body: file, type: file_type });
}

let last_yen = 10_000_000 + Math.floor(Math.random() * 80_000_000);
/** An amount that no other line or payout has. */
export const amount = (): number => ++last_yen;
