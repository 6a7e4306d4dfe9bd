// Goal: two people close a period: one asks, jobd adds up what every shop is owed, the other
// confirms the sum that was seen, and it is due.  What is held is left out; two people
// release it or refuse it.  Every amount leads to its rows.
import assert from "node:assert/strict";
import { test } from "node:test";
import { awaitClosing, csvRows, day, makeBuyer, makeWorld, nextPeriod, readyClosing, someDay, sql, sqlNumber, staff,
	whileBooksDiffer } from "./lib.ts";

const cycles = "/api/settlement/payout-cycles";
const closings = "/api/settlement/closings";
const holds = "/api/settlement/holds";
const note = "確認のため";

test("cycles are data: no two of a day, no payout before the closing, never none", async () => {
	const accounting = await staff("accounting");
	const { cycles: before, periods } = await accounting.get(cycles);
	assert.equal(periods.length, 12);
	for (let i = 1; i < 12; i++) assert.ok(periods[i - 1].to_on < periods[i].from_on && periods[i].to_on < periods[i].pay_on);
	const cycle = { close_day: 10, pay_months_later: 0, pay_day: 25, shift: "previous" };
	const { payout_cycle_id } = await accounting.post(cycles, cycle);
	const path = `${cycles}/${payout_cycle_id}`;
	assert.equal((await accounting.refused("cycle_taken", "POST", cycles, cycle)).pointer, "/close_day");
	assert.equal((await accounting.refused("cycle_dates", "POST", cycles, { ...cycle, close_day: 26 })).pointer, "/pay_day");
	await accounting.refused("cycle_dates", "PUT", path, { ...cycle, pay_day: 10 });
	await accounting.refused("cycle_taken", "PUT", path, { ...cycle, close_day: before[0].close_day, pay_months_later: 2 });
	await accounting.put(path, { ...cycle, pay_day: 28 });
	assert.ok((await accounting.get(cycles)).cycles.some((row: any) => row.close_day === 10 && row.pay_day === 28));
	for (const row of before) await accounting.delete(`${cycles}/${row.payout_cycle_id}`);
	await accounting.refused("cycle_last", "DELETE", path);
	for (const { close_day, pay_months_later, pay_day, shift } of before) {
		await accounting.post(cycles, { close_day, pay_months_later, pay_day, shift });
	}
	await accounting.delete(path);
	assert.deepEqual((await accounting.get(cycles)).cycles.map((row: any) => row.close_day),
		before.map((row: any) => row.close_day));
	await (await staff("auditor")).refused("not_allowed", "POST", cycles, cycle);
});

test("only what is over is closed, in its order, one at a time, while the books agree", async () => {
	const accounting = await staff("accounting");
	const { from_on } = await nextPeriod();
	const early = new Date(Date.parse(from_on) - 86400000).toISOString().slice(0, 10);
	assert.equal((await accounting.refused("period_order", "POST", closings, { to_on: early })).pointer, "/to_on");
	await accounting.refused("period_not_over", "POST", closings, { to_on: day() });
	await whileBooksDiffer(() => accounting.refused("books_differ", "POST", closings, { to_on: from_on }));
	const { closing_id } = await readyClosing(from_on);
	await accounting.refused("closing_open", "POST", closings, {});
	const heard = await accounting.listen("/api/settlement/closing-events");
	try {
		await accounting.post(`${closings}/${closing_id}/cancellations`);
		while ((await heard.next()).version !== closing_id);
	} finally {
		heard.close();
	}
	await accounting.refused("closing_ended", "POST", `${closings}/${closing_id}/cancellations`);
	assert.equal((await nextPeriod()).from_on, from_on);
});

/** The shops of a closing, the largest amount first. */
async function shopsOf(closing_id: number): Promise<any[]> {
	const all: any[] = [];
	for (let after: string | undefined, page = { next: "" as string | undefined }; page.next !== undefined; after = page.next) {
		page = await (await staff("auditor")).get("/api/settlement/closing-shops", { closing_id, limit: 200, after });
		all.push(...(page as any).rows);
	}
	return all;
}

async function entriesOf(closing_shop_id: number): Promise<any[]> {
	return (await (await staff("auditor")).get("/api/settlement/closing-entries", { closing_shop_id, limit: 200 })).rows;
}

const sum = (rows: any[], name = "yen") => rows.reduce((all, row) => all + row[name], 0);

test("two people close a period; what was held meanwhile is left out of it", async () => {
	const accounting = await staff("accounting");
	const second = await staff("accounting2");
	const { closing_id, yen, shops, rounds, concern } = await readyClosing(await someDay());
	const path = `${closings}/${closing_id}/confirmations`;
	const rows = await shopsOf(closing_id);
	assert.ok(rows.length >= 2 && yen > 0);
	for (const [list, count] of [["flags", concern.findings], ["bank-lines", concern.lines]] as const) {
		const open = await accounting.get(`/api/settlement/${list}`, { paying_closing_id: closing_id, state: "open", limit: 200 });
		assert.equal(open.rows.length, Math.min(count, 200), `${list} that the closing names`);
	}
	assert.deepEqual([sum(rows), rows.filter((row) => row.yen > 0).length], [yen, shops]);
	assert.equal(sum(rounds, "paid_part_yen") + sum(rounds, "premium_part_yen"), yen);
	assert.ok(rounds.every((row: any) => row.round_name.length > 0));
	for (const row of rows.slice(0, 5)) {
		const entries = await entriesOf(row.closing_shop_id);
		assert.equal(sum(entries), row.yen, row.name);
		const of = (kind: string) => entries.filter((entry) => entry.kind === kind).length;
		assert.equal(of("payment") - of("payment_void"), row.payments, row.name);
		const shop = await accounting.get(`/api/settlement/closing-shops/${row.closing_shop_id}`);
		assert.equal(sum(shop.rounds, "paid_part_yen"), sum(entries, "paid_part_yen"));
		assert.equal(sum(shop.rounds, "premium_part_yen"), sum(entries, "premium_part_yen"));
	}
	const file = csvRows(await accounting.file("/api/settlement/closing-shops", { closing_id, as: "csv" }));
	assert.equal(file.length, rows.length + 1);

	// Somebody holds a payment while the second person looks.
	const busy = rows.find((row) => row.payments >= 2);
	const [entry] = (await entriesOf(busy.closing_shop_id)).filter((row) => row.kind === "payment");
	const held = await accounting.post("/api/settlement/payment-holds",
		{ payment_id: entry.payment_id, reason: "irregular", note });
	assert.equal(held.yen, entry.yen);
	const changed = await second.refused("closing_changed", "POST", path, { yen });
	assert.equal(changed.params.yen, yen - entry.yen);
	const after = (await shopsOf(closing_id)).find((row) => row.shop_id === busy.shop_id);
	assert.deepEqual([after.yen, after.held_yen], [busy.yen - entry.yen, entry.yen]);
	assert.equal(sum(await entriesOf(busy.closing_shop_id)), after.yen);
	const seen = { yen: yen - entry.yen };

	await accounting.refused("same_person", "POST", path, seen);
	await whileBooksDiffer(() => second.refused("books_differ", "POST", path, seen));
	await sql(`UPDATE closing SET state = 'building' WHERE closing_id = ${closing_id}`);
	await second.refused("closing_not_ready", "POST", path, seen);
	await sql(`UPDATE closing SET state = 'ready' WHERE closing_id = ${closing_id}`);
	// As if another machine were at it.
	await sql(`INSERT INTO job_run (name, lane, argument, state, asked_by, asked_at, seen_at, runner, tries)
		VALUES ('closing.post', 'settlement', ${closing_id}, 'running', 0, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), 'elsewhere/1/1', 1)`);
	await second.refused("job_running", "POST", path, seen);
	await sql("DELETE FROM job_run WHERE runner = 'elsewhere/1/1'");
	await second.post(path, seen);
	const closed = await awaitClosing(closing_id, "closed");
	assert.deepEqual([closed.yen, closed.held_yen, closed.decided_by_name !== closed.asked_by_name], [seen.yen, entry.yen, true]);
	await second.refused("closing_ended", "POST", path, seen);
	await second.refused("closing_ended", "POST", `${closings}/${closing_id}/cancellations`);
	assert.equal(await sqlNumber(`SELECT -SUM(e.yen) FROM entry e JOIN posting g ON g.posting_id = e.posting_id
		JOIN closing_shop s ON s.closing_shop_id = g.ref_id WHERE g.kind = 'closing' AND e.chart = 6
		AND s.closing_id = ${closing_id}`), seen.yen);
	assert.equal(await sqlNumber(`SELECT SUM(p.yen) FROM payout p JOIN closing_shop s
		ON s.closing_shop_id = p.closing_shop_id WHERE s.closing_id = ${closing_id}`), seen.yen);
	const audit = await (await staff("auditor")).get("/api/people/audit", { object: "closing", object_no: closing_id });
	assert.deepEqual(audit.rows.map((row: any) => row.act), ["closing.close", "closing.confirm", "closing.ask"]);

	// Once closed and in a file a payment stays in it; in no file yet, the payout becomes smaller.
	const other = (await entriesOf(rows.find((row) => row.payments >= 2 && row.shop_id !== busy.shop_id).closing_shop_id))
		.find((row) => row.kind === "payment");
	const shop_id = await sqlNumber(`SELECT shop_id FROM payment WHERE payment_id = ${other.payment_id}`);
	const payouts = `FROM payout p JOIN closing_shop s ON s.closing_shop_id = p.closing_shop_id
		WHERE s.closing_id = ${closing_id} AND s.shop_id = ${shop_id}`;
	const due = await sqlNumber(`SELECT p.yen ${payouts}`);
	const late = { payment_id: other.payment_id, reason: "inquiry", note };
	await sql(`UPDATE payout SET state = 'in_file' WHERE payout_id = (SELECT payout_id ${payouts})`);
	await accounting.refused("payment_in_payout", "POST", "/api/settlement/payment-holds", late);
	await sql(`UPDATE payout SET state = 'due' WHERE payout_id = (SELECT payout_id ${payouts})`);
	await accounting.post("/api/settlement/payment-holds", late);
	assert.equal(await sqlNumber(`SELECT p.yen ${payouts}`), due - other.yen);
});

test("two people release a payment or refuse it; a held one is not taken back", async () => {
	const accounting = await staff("accounting");
	const second = await staff("accounting2");
	const { shop, buyer } = await makeWorld();
	const pay = async (amount_yen: number) => (await buyer.resident.post("/api/till/payments",
		{ shop_no: shop.shop_no, amount_yen })).payment_id;
	const hold = (payment_id: number) => ({ payment_id, reason: "inquiry", note });
	const gone = await pay(5);
	await shop.owner.post(`/api/till/takings/${gone}/voids`, { reason: "誤り" });
	await accounting.refused("payment_gone", "POST", "/api/settlement/payment-holds", hold(gone));
	const payment_id = await pay(1234);
	const { hold_id, yen } = await accounting.post("/api/settlement/payment-holds", hold(payment_id));
	assert.equal(yen, 1234);
	await accounting.refused("already_held", "POST", "/api/settlement/payment-holds", hold(payment_id));
	await shop.owner.refused("payment_held", "POST", `/api/till/takings/${payment_id}/voids`, { reason: "誤り" });
	const ask = { state: "released", note };
	await second.refused("hold_not_asked", "POST", `${holds}/${hold_id}/decisions`, { is_approved: true });
	await accounting.post(`${holds}/${hold_id}/requests`, ask);
	await accounting.refused("hold_asked", "POST", `${holds}/${hold_id}/requests`, ask);
	await accounting.refused("same_person", "POST", `${holds}/${hold_id}/decisions`, { is_approved: true });
	const { rows } = await second.get(holds, { is_asked: true, shop_id: shop.shop_id });
	assert.deepEqual(rows.map((row: any) => [row.hold_id, row.asked_state, row.is_own]), [[hold_id, "released", false]]);
	await second.post(`${holds}/${hold_id}/decisions`, { is_approved: true });
	await second.refused("hold_ended", "POST", `${holds}/${hold_id}/decisions`, { is_approved: true });
	await accounting.refused("hold_ended", "POST", `${holds}/${hold_id}/requests`, ask);
	const seen = await accounting.get(`${holds}/${hold_id}`);
	assert.deepEqual([seen.state, seen.payment_id, seen.shop_no], ["released", payment_id, shop.shop_no]);
	await shop.owner.post(`/api/till/takings/${payment_id}/voids`, { reason: "誤り" });

	const whole = { shop_id: shop.shop_id, reason: "shop_asked", note };
	const shopHold = (await accounting.post("/api/settlement/shop-holds", whole)).hold_id;
	await accounting.refused("already_held", "POST", "/api/settlement/shop-holds", whole);
	await accounting.refused("hold_of_shop", "POST", `${holds}/${shopHold}/requests`, { state: "refused", note });
	await pay(7);					// payments of residents go on
	const other = await makeBuyer(await sqlNumber("SELECT MAX(round_id) FROM round WHERE state = 'published' AND price_yen = 5000"), 1);
	await other.resident.post("/api/till/payments", { shop_no: shop.shop_no, amount_yen: 8 });
	const audit = await (await staff("auditor")).get("/api/people/audit", { object: "hold", object_no: hold_id });
	assert.deepEqual(audit.rows.map((row: any) => row.act), ["hold.release", "hold.ask_release", "hold.make"]);
});
