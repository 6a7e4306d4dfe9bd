// Periods of the instance follow each other: each test closes the next days, whatever they
// are.  `accounting` asks, `accounting2` is the second person.
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "./database.ts";
import { staff } from "./people.ts";
import { day } from "./world.ts";

const closings = "/api/settlement/closings";

export interface Period { from_on: string; to_on: string; pay_on: string; is_over: boolean }

export async function nextPeriod(): Promise<Period> {
	return (await (await staff("accounting")).get("/api/settlement/payout-cycles")).periods[0];
}

/** The closing once it is in this state. */
export async function awaitClosing(closing_id: number, state: string): Promise<any> {
	const accounting = await staff("accounting");
	for (;;) {
		const row = await accounting.get(`${closings}/${closing_id}`);
		if (row.state === state) return row;
		assert.ok(!["failed", "cancelled"].includes(row.job?.state), JSON.stringify(row));
		await sleep(100);
	}
}

/** A last day that leaves later ones to other tests, as long as there are some. */
export async function someDay(before = 30): Promise<string> {
	const { from_on } = await nextPeriod();
	return from_on > day(-before) ? from_on : day(-before);
}

/** Asked for and added up: it may be looked at. */
export async function readyClosing(to_on: string): Promise<any> {
	const { closing_id } = await (await staff("accounting")).post(closings, { to_on });
	return awaitClosing(closing_id, "ready");
}

export async function closePeriod(to_on: string): Promise<any> {
	const { closing_id, yen } = await readyClosing(to_on);
	await (await staff("accounting2")).post(`${closings}/${closing_id}/confirmations`, { yen });
	return awaitClosing(closing_id, "closed");
}

/** While a difference of the books is open. */
export async function whileBooksDiffer(act: () => Promise<void>): Promise<void> {
	await sql(`INSERT INTO drift (what, object_id, round_id, expected, found, found_at)
		VALUES ('test', 1, 1, 1, 2, UTC_TIMESTAMP(3))`);
	try {
		await act();
	} finally {
		await sql("UPDATE drift SET gone_at = UTC_TIMESTAMP(3) WHERE what = 'test' AND gone_at IS NULL");
	}
}
