// Goal: a person buys at the counter with cash what the rules allow and not one set more;
// a mistake of today is taken back by a second person, and the books agree all the while.
import assert from "node:assert/strict";
import { test } from "node:test";
import { day, makeBuyer, makeCampaign, makePerson, makeRound, makeShop, makeStaff, pdfCodes, pdfText, personInput, sell,
	origin, sql, staff, uniqueKana } from "./lib.ts";

const sales = "/api/sales/counter-sales";
const allowance = async (person_id: number, round_id: number) =>
	(await staff("counter")).get(`/api/sales/buyers/${person_id}/allowances/${round_id}`);
const order = (round_id: number, person_id: number, sets: number, change = {}) =>
	({ round_id, person_id, sets, received_yen: sets * 5000, ...change });
const purseOf = async (round_id: number) => {
	const { rounds } = await (await staff("auditor")).get("/api/sales/books");
	return rounds.find((row: any) => row.round_id === round_id);
};

test("two sets for 10,000 yen, 20,000 handed over", async () => {
	const counter = await staff("counter");
	const round_id = await makeRound(await makeCampaign());
	const name = "見本 太郎";
	const person_id = await makePerson({ name });
	assert.deepEqual(await allowance(person_id, round_id), { round_left_sets: 10, campaign_left_sets: 20,
		stock_left_sets: 1000, price_yen: 5000, face_yen: 6000, may_buy_sets: 10 });
	const sale = await counter.post(sales, order(round_id, person_id, 2, { received_yen: 20000 }));
	assert.deepEqual([sale.sets, sale.paid_yen, sale.change_yen, sale.face_yen, sale.use_to_on],
		[2, 10000, 10000, 12000, day(90)]);
	assert.match(sale.receipt_no, new RegExp(`^${day().replaceAll("-", "")}-\\d{7}$`));
	assert.equal((await allowance(person_id, round_id)).may_buy_sets, 8);
	assert.equal((await allowance(person_id, round_id)).stock_left_sets, 998);

	const row = await counter.get(`${sales}/${sale.sale_id}`);
	assert.deepEqual([row.receipt_no, row.state, row.sets, row.spent_yen, row.clerk_name],
		[sale.receipt_no, "sold", 2, 0, "窓口 花子"]);
	const receipt = await counter.file(`${sales}/${sale.sale_id}/receipt`);
	const text = await pdfText(receipt);
	for (const part of [sale.receipt_no, name, "10,000", "20,000", "12,000", "2,000", sale.claim_code]) {
		assert.ok(text.includes(part), `${part} on the receipt:\n${text}`);
	}
	assert.deepEqual(await pdfCodes(receipt), [`${origin}/c/${sale.claim_code}`]);
});

test("the eleventh set of a round is refused, and how many are left is said", async () => {
	const counter = await staff("counter");
	const round_id = await makeRound(await makeCampaign());
	const person_id = await makePerson();
	const whole = await counter.refused("cap_round", "POST", sales, order(round_id, person_id, 11));
	assert.deepEqual([whole.pointer, whole.params.left_sets, whole.params.cap_sets], ["/sets", 10, 10]);
	await sell(round_id, person_id, 7);
	const rest = await counter.refused("cap_round", "POST", sales, order(round_id, person_id, 4));
	assert.equal(rest.params.left_sets, 3);
	await sell(round_id, person_id, 3);
	const last = await counter.refused("cap_round", "POST", sales, order(round_id, person_id, 1));
	assert.equal(last.params.left_sets, 0);
});

test("the cap of the campaign holds over its rounds", async () => {
	const campaign_id = await makeCampaign(11);
	const first = await makeRound(campaign_id);
	const second = await makeRound(campaign_id, { name: "第2弾" });
	const person_id = await makePerson();
	await sell(first, person_id, 10);
	const error = await (await staff("counter")).refused("cap_campaign", "POST", sales, order(second, person_id, 2));
	assert.equal(error.params.left_sets, 1);
	assert.equal((await allowance(person_id, second)).may_buy_sets, 1);
	await sell(second, person_id, 1);
});

test("the last sets are sold once", async () => {
	const round_id = await makeRound(await makeCampaign(), { sets: 3, cap_sets: 3 });
	await sell(round_id, await makePerson(), 2);
	const person_id = await makePerson();
	const error = await (await staff("counter")).refused("stock_short", "POST", sales, order(round_id, person_id, 2));
	assert.equal(error.params.left_sets, 1);
	await sell(round_id, person_id, 1);
	await (await staff("counter")).refused("stock_short", "POST", sales, order(round_id, person_id, 1));
});

test("five buyers at once for the last three sets: three get them", async () => {
	const counter = await staff("counter");
	const round_id = await makeRound(await makeCampaign(), { sets: 3, cap_sets: 1 });
	const persons = await Promise.all(Array.from({ length: 5 }, () => makePerson()));
	const replies = await Promise.all(persons.map((person_id) =>
		counter.send("POST", sales, { body: order(round_id, person_id, 1) })));
	assert.deepEqual(replies.map((reply) => reply.code ?? "sold").sort(),
		["sold", "sold", "sold", "stock_short", "stock_short"]);
	const row = await purseOf(round_id);
	assert.deepEqual([row.sold_sets, row.left_sets, row.difference_yen], [3, 0, 0]);
});

test("too little cash, a round that is not on sale, an address nobody looked at", async () => {
	const counter = await staff("counter");
	const campaign_id = await makeCampaign();
	const person_id = await makePerson();
	const open = await makeRound(campaign_id, { eligibility: "residents" });
	const error = await counter.refused("cash_short", "POST", sales,
		order(open, person_id, 2, { received_yen: 9999, is_resident_checked: true }));
	assert.deepEqual([error.pointer, error.params.due_yen], ["/received_yen", 10000]);
	for (const change of [{}, { is_resident_checked: false }]) {
		const unseen = await counter.refused("residency_unchecked", "POST", sales, order(open, person_id, 1, change));
		assert.equal(unseen.pointer, "/is_resident_checked");
	}
	await counter.post(sales, order(open, person_id, 1, { is_resident_checked: true }));
	const draft = await makeRound(campaign_id, {}, false);
	const later = await makeRound(campaign_id, { sell_from_on: day(1), use_from_on: day(1) });
	const over = await makeRound(campaign_id, { sell_from_on: day(-9), sell_to_on: day(-1), use_from_on: day(-9) });
	for (const round_id of [draft, later, over]) {
		await counter.refused("not_on_sale", "POST", sales, order(round_id, person_id, 1));
		assert.equal((await allowance(person_id, round_id)).may_buy_sets, 0);
	}
});

test("a sale is taken back by a second person, and everything is as before", async () => {
	const round_id = await makeRound(await makeCampaign());
	const { sale, resident, person_id } = await makeBuyer(round_id, 2);
	const reviewer = await staff("reviewer");
	assert.equal((await resident.get("/api/till/purse")).balance_yen, 12000);
	const back = await reviewer.post(`${sales}/${sale.sale_id}/voids`, { reason: "数の誤り" });
	assert.deepEqual(back, { sale_id: sale.sale_id, returned_yen: 10000, sets: 2 });
	assert.equal((await resident.get("/api/till/purse")).balance_yen, 0);
	assert.deepEqual([(await allowance(person_id, round_id)).stock_left_sets,
		(await allowance(person_id, round_id)).may_buy_sets], [1000, 10]);
	const row = await reviewer.get(`${sales}/${sale.sale_id}`);
	assert.deepEqual([row.state, row.voided_by, row.void_reason], ["void", "審査 三郎", "数の誤り"]);
	await reviewer.refused("sale_void", "POST", `${sales}/${sale.sale_id}/voids`, { reason: "もう一度" });
	assert.deepEqual((await resident.get("/api/till/purse/history")).rows.map((act: any) => [act.kind, act.amount_yen]),
		[["sale_void", -12000], ["sale", 12000]]);
	const text = await pdfText(await (await staff("counter")).file(`${sales}/${sale.sale_id}/receipt`));
	assert.ok(!text.includes(sale.claim_code), "a receipt that was taken back links nobody");
});

test("nobody takes back the own sale", async () => {
	const { actor } = await makeStaff(["窓口", "審査"]);
	const round_id = await makeRound(await makeCampaign());
	const sale = await actor.post(sales, order(round_id, await makePerson(), 1));
	await actor.refused("same_person", "POST", `${sales}/${sale.sale_id}/voids`, { reason: "自分の誤り" });
	await (await staff("reviewer")).post(`${sales}/${sale.sale_id}/voids`, { reason: "同僚の誤り" });
});

test("a set of which one yen was used is not taken back", async () => {
	const round_id = await makeRound(await makeCampaign());
	const { sale, resident } = await makeBuyer(round_id, 1);
	const shop = await makeShop();
	await resident.post("/api/till/payments", { shop_no: shop.shop_no, amount_yen: 1 });
	const error = await (await staff("reviewer")).refused("sale_spent", "POST", `${sales}/${sale.sale_id}/voids`, { reason: "x" });
	assert.equal(error.params.spent_yen, 1);
});

test("a sale of another day is not taken back at the counter", async () => {
	const reviewer = await staff("reviewer");
	const [row] = await sql(`SELECT sale_id, sold_on FROM sale WHERE sold_on < '${day(-5)}' LIMIT 1`);
	const [sale_id, sold_on] = row ?? [];
	const error = await reviewer.refused("sale_not_today", "POST", `${sales}/${sale_id}/voids`, { reason: "x" });
	assert.equal(error.params.sold_on, sold_on);
});

test("day book and books count every sale and every void", async () => {
	const { actor: clerk } = await makeStaff(["窓口"]);
	const round_id = await makeRound(await makeCampaign());
	const auditor = await staff("auditor");
	const book = () => auditor.get("/api/sales/day-book", { on: day() });
	const before = await book();
	const one = await clerk.post(sales, order(round_id, await makePerson(), 2));
	await clerk.post(sales, order(round_id, await makePerson(), 3));
	await (await staff("reviewer")).post(`${sales}/${one.sale_id}/voids`, { reason: "x" });
	const after = await book();
	const grown = (name: string) => after[name] - before[name];
	assert.deepEqual(["sales", "sets", "cash_in_yen", "voids", "cash_out_yen", "cash_yen"].map(grown),
		[1, 3, 25000, 1, 10000, 15000], "sales that stand; all cash");
	const mine = after.clerks.filter((row: any) => !before.clerks.some((old: any) => old.clerk_name === row.clerk_name));
	assert.equal(mine.length, 1);
	assert.deepEqual([mine[0].sales, mine[0].sets, mine[0].cash_yen], [1, 3, 15000]);
	const row = await purseOf(round_id);
	assert.deepEqual([row.sold_sets, row.left_sets, row.proceeds_yen, row.premium_yen, row.purse_paid_yen,
		row.purse_premium_yen, row.used_paid_yen, row.difference_yen], [3, 997, 15000, 3000, 15000, 3000, 0, 0]);
});

test("the same reading and birth date: the clerk is asked who it is", async () => {
	const counter = await staff("counter");
	const input = personInput({ address: "見本市北町 1-1" });
	const { person_id, is_new } = await counter.post("/api/sales/buyers", input);
	assert.equal(is_new, true);
	// Typed in hiragana, with a blank: the same reading.
	const hiragana = [...input.kana].map((sign: string) => String.fromCodePoint((sign.codePointAt(0) as number) - 0x60)).join("");
	const again = { ...input, kana: `${hiragana.slice(0, 4)} ${hiragana.slice(4)}` };
	const asked = await counter.post("/api/sales/buyers", again);
	assert.equal(asked.person_id, undefined);
	assert.deepEqual(asked.candidates.map((row: any) => [row.person_id, row.birth_on, row.address_hint]),
		[[person_id, input.birth_on, "見本市北町 "]]);
	assert.equal((await counter.post("/api/sales/buyers", { ...again, same_person_id: person_id })).person_id, person_id);
	const another = await counter.post("/api/sales/buyers", { ...again, is_another: true });
	assert.equal(another.is_new, true);
	assert.notEqual(another.person_id, person_id);
	const stranger = await makePerson();
	await counter.refused("not_found", "POST", "/api/sales/buyers", { ...again, same_person_id: stranger });
});

test("more than twenty of one reading and birth date are not listed", async () => {
	const counter = await staff("counter");
	const input = personInput({ kana: uniqueKana() });
	for (let i = 0; i < 21; i++) await counter.post("/api/sales/buyers", { ...input, is_another: true });
	await counter.refused("too_many", "POST", "/api/sales/buyers", input);
});

test("who sold is known by name, and the list of sales is narrowed to one of them", async () => {
	const counter = await staff("counter");
	const auditor = await staff("auditor");
	const person_id = await makePerson();
	const sale = await sell(await makeRound(await makeCampaign()), person_id, 1);
	const { clerks } = await auditor.get("/api/sales/clerks");
	assert.ok(clerks.some((row: any) => row.account_id === counter.account_id && row.name === "窓口 花子"));
	const { rows } = await auditor.get(sales, { clerk_account_id: counter.account_id, limit: 200 });
	assert.ok(rows.every((row: any) => row.clerk_name === "窓口 花子"));
	assert.ok(rows.some((row: any) => row.sale_id === sale.sale_id));
	const book = await auditor.get("/api/sales/day-book", { on: day() });
	assert.ok(book.clerks.some((row: any) => row.clerk_account_id === counter.account_id));
});
