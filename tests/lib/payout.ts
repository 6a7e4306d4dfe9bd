// What the tests of payouts build for themselves: shops with accounts, and something that is
// to be paid, as a closing leaves it.
import { sql, sqlNumber } from "./database.ts";
import { type Actor } from "./client.ts";
import { staff, unique } from "./people.ts";

export const sender = { client_code: "1234567890", client_name: "ミホンシ", bank_code: "0001", branch_code: "001",
	kind: 1, number: "7654321", line_end: "crlf", has_eof: true, takes_wo: false };

export function accountInput(change: Record<string, unknown> = {}): any {
	return { bank_code: "0001", branch_code: "001", kind: 1, number: String(Math.floor(1 + Math.random() * 9999998)),
		holder: "カ）シケンショウテン", ...change };
}

/** A mail address and a confirmed account: proposed by the owner, confirmed by the office. */
export async function giveAccount(owner: Actor, change: Record<string, unknown> = {}): Promise<number> {
	const { mail } = await owner.get("/api/settlement/shop-outlook");
	if (mail === undefined) await owner.put("/api/settlement/shop-contact", { mail: `s-${unique()}@example.jp` });
	const { shop_account_id } = await owner.post("/api/settlement/shop-account-proposals", accountInput(change));
	await (await staff("accounting")).post(`/api/settlement/shop-accounts/${shop_account_id}/decisions`,
		{ confirm: true });
	return shop_account_id;
}

/** A payout that is due, with a closing that counts for nobody else (cancelled) and vouchers of a
 *  round that exists nowhere else, so that the books of others stay as they are. */
export async function makePayout(shop_id: number, paid_yen: number, premium_yen: number, pay_on: string):
	Promise<number> {
	const round = 4e15 + Math.floor(Math.random() * 1e15);
	const line = (table: string, id: string) => `INSERT INTO ${table} VALUES (${id}, ${round}, 1, ${paid_yen}),
		(${id}, ${round}, 2, ${premium_yen});`;
	const entries = [[1, paid_yen], [2, premium_yen]].flatMap(([part, yen = 0]) =>
		[`(@posting, ${round}, 4, ${shop_id}, ${part}, ${yen}, @now)`, `(@posting, ${round}, 6, ${shop_id}, ${part}, -${yen}, @now)`]);
	return sqlNumber(`SET @now = UTC_TIMESTAMP(3); START TRANSACTION;
		INSERT INTO closing (from_on, to_on, upto_at, pay_on, state, asked_by, asked_at)
			VALUES (UTC_DATE(), UTC_DATE(), @now, '${pay_on}', 'cancelled', 0, @now);
		SET @closing = LAST_INSERT_ID();
		INSERT INTO closing_shop (closing_id, shop_id, payments, yen)
			VALUES (@closing, ${shop_id}, 1, ${paid_yen + premium_yen});
		SET @shop = LAST_INSERT_ID();
		${line("closing_line", "@shop")}
		INSERT INTO posting (kind, ref_id, account_id, posted_at) VALUES ('closing', @shop, 0, @now);
		SET @posting = LAST_INSERT_ID();
		INSERT INTO entry (posting_id, round_id, chart, owner_id, part, yen, posted_at) VALUES ${entries.join(", ")};
		INSERT INTO payout (closing_shop_id, shop_id, yen, pay_on, state, made_at)
			VALUES (@shop, ${shop_id}, ${paid_yen + premium_yen}, '${pay_on}', 'due', @now);
		SET @payout = LAST_INSERT_ID();
		${line("payout_line", "@payout")}
		COMMIT; SELECT @payout;`);
}

/** What the bank's statement does when a transfer came back. */
export async function comesBack(payout_id: number): Promise<void> {
	await sql(`SET @now = UTC_TIMESTAMP(3); START TRANSACTION;
		UPDATE payout SET state = 'returned', ended_at = @now WHERE payout_id = ${payout_id};
		INSERT INTO posting (kind, ref_id, account_id, posted_at) VALUES ('payout_return', ${payout_id}, 0, @now);
		SET @posting = LAST_INSERT_ID();
		INSERT INTO entry (posting_id, round_id, chart, owner_id, part, yen, posted_at)
			SELECT @posting, l.round_id, 6, p.shop_id, l.part, -l.yen, @now FROM payout_line l
			JOIN payout p ON p.payout_id = l.payout_id WHERE l.payout_id = ${payout_id}
			UNION ALL SELECT @posting, l.round_id, 10, p.shop_id, l.part, l.yen, @now FROM payout_line l
			JOIN payout p ON p.payout_id = l.payout_id WHERE l.payout_id = ${payout_id};
		COMMIT;`);
}

export interface Planned { pay_on: string; payouts: number; yen: number }

/** A file of all that may be paid on that day. */
export async function buildFile(by: Actor, pay_on: string): Promise<{ bank_file_id: number; file: any; rows: any[] }> {
	const plan = await by.get("/api/settlement/bank-file-plans", { pay_on });
	const { bank_file_id } = await by.post("/api/settlement/bank-files", { pay_on, payouts: plan.chosen, yen: plan.yen });
	const { file, rows } = await by.get(`/api/settlement/bank-files/${bank_file_id}`);
	return { bank_file_id, file, rows };
}

/** The next day from a week on that banks work: no weekend, no holiday, not the turn of the year. */
export async function businessDay(): Promise<string> {
	const holidays = new Set((await sql("SELECT holiday_on FROM holiday")).map(([day]) => day));
	for (let offset = 7; ; offset++) {
		const at = new Date(Date.now() + (9 * 3600 + offset * 86400) * 1000);
		const day = at.toISOString().slice(0, 10);
		if (at.getUTCDay() % 6 !== 0 && !holidays.has(day) && !/-(12-31|01-0[123])$/.test(day)) return day;
	}
}
