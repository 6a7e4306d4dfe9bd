// Goal: before a shop is paid, the office sees what may be irregular with the payments behind it,
// and decides: hold the payments or the shop, or say that nothing is wrong.  The thresholds
// are the office's own.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { type Actor, day, makeBuyer, makePerson, makeWorld, makeShop, sql, sqlNumber, staff, type Shop } from "./lib.ts";

const flags = "/api/settlement/flags";
const rules = "/api/settlement/check-rules";
let accounting: Actor, round_id: number, shop: Shop;

before(async () => {
	({ round_id, shop } = await makeWorld());
	accounting = await staff("accounting");
});

/** jobd looks at everything that is not closed. */
async function look(): Promise<void> {
	const { job_run_id } = await accounting.post("/api/settlement/check-runs", {});
	for (;;) {
		const state = (await sql(`SELECT state FROM job_run WHERE job_run_id = ${job_run_id}`))[0]?.[0];
		if (state === "done") return;
		assert.ok(state === "waiting" || state === "running", state);
		await sleep(100);
	}
}

async function found(code: string, shop_id: number): Promise<any> {
	const { rows } = await accounting.get(flags, { code, shop_id });
	assert.equal(rows.length, 1, code);
	return rows[0];
}

const hold = (change: object = {}) => ({ reason: "irregular", note: "領収書を確認", ...change });

test("an owner who pays at the own shop is found, once linked, with the payments and a purse number only", async () => {
	const { person_id, resident } = await makeBuyer(round_id, 2);
	const reviewer = await staff("reviewer");
	const people = "/api/settlement/shop-people";
	const link = { shop_id: shop.shop_id, person_id, relation: "owner" };
	const { shop_person_id } = await reviewer.post(people, link);
	await reviewer.refused("person_linked", "POST", people, { ...link, relation: "family" });
	const first = (await resident.post("/api/till/payments", { shop_no: shop.shop_no, amount_yen: 4000 })).payment_id;
	await look();
	const flag = await found("own_shop", shop.shop_id);
	assert.deepEqual([flag.state, flag.payment_count, flag.amount_yen, flag.measured, flag.threshold], ["open", 1, 4000, 4000, 1000]);
	const { rows } = await accounting.get("/api/settlement/flag-payments", { flag_id: flag.flag_id });
	assert.deepEqual(rows.map((row: any) => [row.payment_id, row.amount_yen, row.state, row.purse_id]),
		[[first, 4000, "paid", flag.purse_id]]);
	const one = await accounting.get(`${flags}/${flag.flag_id}`);
	assert.equal(one.person_id, person_id);
	assert.ok(!/name"|kana|address/.test(JSON.stringify(one).replace(/"(shop|account)_name"/g, "")));
	assert.deepEqual(one.acts.map((row: any) => [row.act, row.account_name]), [["found", undefined]]);
	// Once more: the same finding.
	await look();
	assert.equal((await found("own_shop", shop.shop_id)).flag_id, flag.flag_id);
	await reviewer.post(`${people}/${shop_person_id}/endings`);
	await reviewer.refused("link_ended", "POST", `${people}/${shop_person_id}/endings`);
	const links = (await reviewer.get(people, { shop_id: shop.shop_id })).rows;
	assert.deepEqual(links.map((row: any) => [row.person_id, row.relation, typeof row.ended_at]), [[person_id, "owner", "string"]]);
	await accounting.refused("not_allowed", "POST", people, { ...link, person_id: await makePerson() });
});

test("payments of a finding are held, all or none, and the shop on top; what is decided stays decided", async () => {
	const till = await makeShop();
	const { resident } = await makeBuyer(round_id, 10);
	const pay = async (amount_yen: number): Promise<number> =>
		(await resident.post("/api/till/payments", { shop_no: till.shop_no, amount_yen })).payment_id;
	const [large, small, taken] = [await pay(51000), await pay(300), await pay(200)];
	await look();
	const { flag_id } = await found("one_person", till.shop_id);
	const path = `${flags}/${flag_id}/holds`;
	const payments = (...ids: number[]) => ids.map((payment_id) => ({ payment_id }));
	await till.owner.post(`/api/till/takings/${taken}/voids`, { reason: "打ち間違い" });
	await accounting.refused("payment_gone", "POST", path, hold({ payments: payments(small, taken) }));
	assert.deepEqual(await accounting.post(path, hold({ payments: payments(large) })), { holds: 1 });
	await accounting.refused("already_held", "POST", path, hold({ payments: payments(small, large) }));
	const states = (await accounting.get("/api/settlement/flag-payments", { flag_id, order: "oldest" })).rows
		.map((row: any) => [row.payment_id, row.state]);
	assert.deepEqual(states, [[large, "held"], [small, "paid"], [taken, "void"]]);
	assert.deepEqual(await accounting.post(path, hold({ reason: "inquiry" })), { holds: 1 });
	const one = await accounting.get(`${flags}/${flag_id}`);
	assert.equal(one.state, "held");
	assert.deepEqual(one.holds.map((row: any) => [row.payment_id, row.yen, row.state]), [[0, 0, "held"], [large, 51000, "held"]]);
	assert.deepEqual(one.acts.map((row: any) => row.act), ["found", "held", "held"]);
	await accounting.refused("flag_decided", "POST", `${flags}/${flag_id}/clearances`, { note: "誤り" });
	const entries = await sql(`SELECT SUM(yen) FROM entry WHERE chart = 8 AND owner_id = ${till.shop_id}`);
	assert.deepEqual(entries, [["-51000"]]);
});

test("a payment that is in a payout is not held any more", async () => {
	const till = await makeShop();
	const { resident } = await makeBuyer(round_id, 10);
	await resident.post("/api/till/payments", { shop_no: till.shop_no, amount_yen: 55000 });
	await look();
	const { flag_id } = await found("one_person", till.shop_id);
	const { rows: [row] } = await accounting.get("/api/settlement/flag-payments", { flag_id });
	// A closing of this shop alone, taken away again: other files close periods of their own.
	await sql(`INSERT INTO closing (from_on, to_on, upto_at, pay_on, state, asked_by, asked_at)
		VALUES ('${day()}', '${day(1)}', '${day(1)} 23:59:59', '${day(9)}', 'closed', 0, UTC_TIMESTAMP(3))`);
	const closing_id = await sqlNumber("SELECT MAX(closing_id) FROM closing");
	try {
		await sql(`INSERT INTO closing_shop (closing_id, shop_id, payments, yen) VALUES (${closing_id}, ${till.shop_id}, 1, 55000)`);
		await accounting.refused("payment_in_payout", "POST", `${flags}/${flag_id}/holds`,
			hold({ payments: [{ payment_id: row.payment_id }] }));
		const { rows: about } = await accounting.get("/api/settlement/flags", { paying_closing_id: closing_id, state: "open" });
		assert.ok(about.some((one: any) => one.flag_id === flag_id) && about.every((one: any) => one.shop_id === till.shop_id));
		assert.deepEqual((await accounting.get("/api/settlement/bank-lines", { paying_closing_id: closing_id })).rows, []);
		// Its period may be looked at by itself.
		const { job_run_id } = await accounting.post("/api/settlement/check-runs", { closing_id });
		while (await sqlNumber(`SELECT COUNT(*) FROM job_run WHERE job_run_id = ${job_run_id} AND state = 'done'`) === 0)
			await sleep(100);
	} finally {
		await sql(`DELETE FROM closing_shop WHERE closing_id = ${closing_id}; UPDATE flag SET closing_id = NULL
			WHERE closing_id = ${closing_id}; DELETE FROM closing WHERE closing_id = ${closing_id}`);
	}
	assert.equal((await accounting.get(`${flags}/${flag_id}`)).state, "open");
});

test("what is cleared is closed: no second clearing, no hold", async () => {
	const till = await makeShop();
	const { resident } = await makeBuyer(round_id, 10);
	await resident.post("/api/till/payments", { shop_no: till.shop_no, amount_yen: 52000 });
	await look();
	const { flag_id } = await found("one_person", till.shop_id);
	await accounting.post(`${flags}/${flag_id}/clearances`, { note: "冷蔵庫の購入" });
	await accounting.refused("flag_decided", "POST", `${flags}/${flag_id}/clearances`, { note: "もう一度" });
	await accounting.refused("flag_decided", "POST", `${flags}/${flag_id}/holds`, hold());
	const one = await accounting.get(`${flags}/${flag_id}`);
	assert.deepEqual(one.acts.map((row: any) => [row.act, row.note]), [["found", undefined], ["cleared", "冷蔵庫の購入"]]);
	const { rows } = await (await staff("auditor")).get("/api/people/audit", { act: "flag.clear", object_no: flag_id });
	assert.deepEqual(rows.map((row: any) => [row.account_id, row.note]), [[accounting.account_id, "冷蔵庫の購入"]]);
	assert.deepEqual((await accounting.get(flags, { shop_no: till.shop_no, state: "open", code: "one_person" })).rows, []);
	assert.equal((await accounting.get(flags, { shop_no: till.shop_no, state: "cleared" })).rows[0].flag_id, flag_id);
});

test("thresholds are the office's: kept, checked, written down; a run is not asked for twice", async () => {
	const list = async () => (await accounting.get(rules)).rows;
	const rule = (await list()).find((row: any) => row.code === "few_people");
	assert.deepEqual(rule.uses, ["yen", "count", "percent"]);
	const path = `${rules}/${rule.check_rule_id}`;
	const input = { is_on: true, yen: rule.yen, count: rule.count, percent: rule.percent };
	for (const [change, pointer] of [[{ percent: 101 }, "/percent"], [{ yen: 0 }, "/yen"], [{ minutes: 1 }, "/minutes"]] as const)
		assert.equal((await accounting.refused("check_threshold", "PUT", path, { ...input, ...change })).pointer, pointer);
	await accounting.put(path, { ...input, percent: 65, is_on: false });
	const now = (await list()).find((row: any) => row.code === "few_people");
	assert.deepEqual([now.percent, now.is_on, now.editor_name], [65, false, "会計 五郎"]);
	await accounting.put(path, input);
	const { rows } = await (await staff("auditor")).get("/api/people/audit", { act: "check.rule", object_no: rule.check_rule_id });
	assert.match(rows[1].note, /^few_people 1\/150000\/3\/70\/0 -> 0\/150000\/3\/65\/0$/);
	await (await staff("auditor")).refused("not_allowed", "PUT", path, input);
	// While one waits or runs, nobody asks for another.
	await sql("INSERT INTO job_run (name, lane, argument, state, asked_by, asked_at)" +
		" VALUES ('closing.check', '', 0, 'running', 0, UTC_TIMESTAMP(3))");
	const running = await sqlNumber("SELECT MAX(job_run_id) FROM job_run WHERE name = 'closing.check'");
	await accounting.refused("job_running", "POST", "/api/settlement/check-runs", {});
	await sql(`DELETE FROM job_run WHERE job_run_id = ${running}`);
});
