// Goal: a resident pays at a shop by poster, by typed number or with a code the shop reads;
// both sides see the same two digits at once, and every yen is where the rules say.
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { before, test } from "node:test";
import { type Buyer, csvRows, day, makeBuyer, makeCampaign, makePerson, makeResident, makeRound, makeShop, makeWorld,
	nobody, sampleOwner, sell, type Shop, sql, sqlNumber, staff } from "./lib.ts";

let shop: Shop;
let round_id: number;
let campaign_id: number;

before(async () => {
	const world = await makeWorld();
	shop = world.shop;
	round_id = world.round_id;
	campaign_id = world.campaign_id;
});

const payments = "/api/till/payments";
const takings = "/api/till/takings";
const pay = (buyer: Buyer, body: object) => buyer.resident.post(payments, body);
const codeOf = async (buyer: Buyer): Promise<string> => (await buyer.resident.post("/api/till/pay-codes")).code;
const balanceOf = async (buyer: Buyer): Promise<number> => (await buyer.resident.get("/api/till/purse")).balance_yen;

async function stoppedShop(): Promise<Shop> {
	const stopped = await makeShop();
	const admin = await staff("admin");
	const { shop: row } = await admin.get(`/api/office/staff-shops/${stopped.shop_id}`);
	const { shop_id, shop_no, listed_on, has_photo, ...body } = row;
	await admin.put(`/api/office/staff-shops/${shop_id}`, { ...body, state: "stopped" });
	return stopped;
}

test("1,234 yen by the poster: the screen before, the payment, both screens after", async () => {
	const buyer = await makeBuyer(round_id);
	const sign = await nobody.post("/api/till/poster-reads", { poster: shop.poster });
	assert.deepEqual([sign.shop_id, sign.shop_no, sign.name], [shop.shop_id, shop.shop_no, shop.name]);
	const paid = await pay(buyer, { poster: shop.poster, amount_yen: 1234 });
	assert.deepEqual([paid.amount_yen, paid.shop_name, paid.balance_yen, paid.parts],
		[1234, shop.name, 10766, [{ round_name: "第1弾", amount_yen: 1234 }]]);
	const seen = await buyer.resident.get(`${payments}/${paid.payment_id}`);
	const { rows } = await shop.clerk.get(takings);
	const taken = rows.find((row: any) => row.payment_id === paid.payment_id);
	assert.match(paid.digits, /^\d\d$/);
	assert.deepEqual([seen.digits, taken.digits], [paid.digits, paid.digits]);
	assert.deepEqual([seen.means, seen.state, taken.means, taken.state, taken.is_today],
		["poster", "paid", "poster", "paid", true]);
	assert.equal(await balanceOf(buyer), 10766);
});

test("the code behind /p/ alone is enough, and so is the shop's number", async () => {
	const buyer = await makeBuyer(round_id);
	const code = shop.poster.split("/p/")[1];
	assert.equal((await nobody.post("/api/till/poster-reads", { poster: code })).shop_id, shop.shop_id);
	assert.equal((await nobody.post("/api/till/shop-reads", { shop_no: shop.shop_no })).shop_id, shop.shop_id);
	await pay(buyer, { poster: code, amount_yen: 1 });
	const paid = await pay(buyer, { shop_no: shop.shop_no, amount_yen: 999 });
	assert.equal((await buyer.resident.get(`${payments}/${paid.payment_id}`)).means, "number");
	assert.equal(await balanceOf(buyer), 11000);
});

test("the shop takes 567 yen with the code on the phone, once", async () => {
	const buyer = await makeBuyer(round_id);
	assert.equal((await buyer.resident.get("/api/till/pay-codes/latest-use")).payment, undefined);
	const code = await codeOf(buyer);
	const taken = await shop.clerk.post(takings, { code, amount_yen: 567 });
	const { payment } = await buyer.resident.get("/api/till/pay-codes/latest-use");
	assert.deepEqual([payment.payment_id, payment.amount_yen, payment.digits, payment.shop_name, payment.means],
		[taken.payment_id, 567, taken.digits, shop.name, "code"]);
	assert.equal(await balanceOf(buyer), 11433);
	await shop.clerk.refused("code_used", "POST", takings, { code, amount_yen: 567 });
	await shop.owner.refused("code_used", "POST", takings, { code, amount_yen: 1 });
	assert.equal(await balanceOf(buyer), 11433);
	const { rows } = await shop.owner.get(takings, { clerk_account_id: shop.clerk.account_id });
	assert.ok(rows.some((row: any) => row.payment_id === taken.payment_id && row.clerk_name === "レジ係 二郎"));
});

test("a code dies with the next one, after a minute, and when it was never one", async () => {
	const buyer = await makeBuyer(round_id);
	const first = await codeOf(buyer);
	const second = await codeOf(buyer);
	await shop.clerk.refused("code_invalid", "POST", takings, { code: first, amount_yen: 100 });
	await sql(`UPDATE pay_code SET expires_at = UTC_TIMESTAMP(3) - INTERVAL 1 SECOND WHERE purse_id =
		(SELECT purse_id FROM purse WHERE person_id = ${buyer.person_id})`);
	await shop.clerk.refused("code_ended", "POST", takings, { code: second, amount_yen: 100 });
	await shop.clerk.refused("code_invalid", "POST", takings, { code: "0".repeat(second.length), amount_yen: 100 });
	const changedLetter = (second.startsWith("a") ? "b" : "a") + second.slice(1);
	await shop.clerk.refused("code_invalid", "POST", takings, { code: changedLetter, amount_yen: 100 });
	assert.equal(await balanceOf(buyer), 12000);
});

test("more than there is: the resident is told the balance, the shop is not", async () => {
	const buyer = await makeBuyer(round_id);
	const own = await buyer.resident.refused("balance_short", "POST", payments, { shop_no: shop.shop_no, amount_yen: 12001 });
	assert.deepEqual([own.pointer, own.params.balance_yen], ["/amount_yen", 12000]);
	const reply = await shop.clerk.send("POST", takings, { body: { code: await codeOf(buyer), amount_yen: 12001 } });
	assert.equal(reply.code, "purse_short");
	assert.doesNotMatch(String(reply.bytes), /12000/);
	await pay(buyer, { shop_no: shop.shop_no, amount_yen: 12000 });
	assert.equal(await balanceOf(buyer), 0);
});

test("a poster that was revoked, changed or made up", async () => {
	const buyer = await makeBuyer(round_id);
	const other = await makeShop();
	await (await staff("admin")).post(`/api/office/posters/${other.poster_id}/revocations`, { reason: "盗難" });
	const flipped = other.poster.slice(0, -1) + (other.poster.endsWith("0") ? "1" : "0");
	const [head = "", version = "", check = ""] = shop.poster.split(/\.(?=\d+\.)|\.(?=[^.]*$)/);
	assert.ok(check !== "");
	const fakes = [flipped, `${head}.${Number(version) + 1}.${check}`, shop.poster.replace(shop.shop_no, other.shop_no),
		"https://example.com/", "x", `${shop.poster}x`, "/p/"];
	for (const [code, posters] of [["poster_revoked", [other.poster]], ["poster_invalid", fakes]] as const) {
		for (const poster of posters) {
			await nobody.refused(code, "POST", "/api/till/poster-reads", { poster });
			await buyer.resident.refused(code, "POST", payments, { poster, amount_yen: 100 });
		}
	}
	assert.equal(await balanceOf(buyer), 12000);
});

test("a shop that no longer takes part", async () => {
	const buyer = await makeBuyer(round_id);
	const stopped = await stoppedShop();
	await nobody.refused("shop_stopped", "POST", "/api/till/poster-reads", { poster: stopped.poster });
	await nobody.refused("shop_stopped", "POST", "/api/till/shop-reads", { shop_no: stopped.shop_no });
	await buyer.resident.refused("shop_stopped", "POST", payments, { poster: stopped.poster, amount_yen: 100 });
	await buyer.resident.refused("shop_stopped", "POST", payments, { shop_no: stopped.shop_no, amount_yen: 100 });
	await stopped.clerk.refused("shop_stopped", "POST", takings, { code: await codeOf(buyer), amount_yen: 100 });
	await stopped.owner.refused("shop_stopped", "GET", "/api/office/own-kit");
	await (await staff("admin")).refused("shop_stopped", "GET", `/api/office/staff-shops/${stopped.shop_id}/kit`);
	assert.equal(await balanceOf(buyer), 12000);
});

test("who has no vouchers cannot pay, and is told why", async () => {
	const resident = await makeResident();
	await resident.refused("no_person", "POST", payments, { shop_no: shop.shop_no, amount_yen: 100 });
	await resident.refused("no_person", "POST", "/api/till/pay-codes");
	await resident.refused("no_person", "GET", "/api/till/pay-codes/latest-use");
	await resident.refused("no_person", "GET", "/api/till/purse-events");
	const purse = await resident.get("/api/till/purse");
	assert.deepEqual([purse.balance_yen, purse.lots, purse.has_person], [0, [], false]);
});

test("poster or number, one of the two", async () => {
	const buyer = await makeBuyer(round_id);
	await buyer.resident.refused("one_of_two", "POST", payments, { amount_yen: 100 });
	await buyer.resident.refused("one_of_two", "POST", payments, { poster: shop.poster, shop_no: shop.shop_no, amount_yen: 100 });
});

test("what ends first is used first, and a payment may come from two rounds", async () => {
	const early = await makeRound(campaign_id, { name: "先に終わる", use_to_on: day(40) });
	const person_id = await makePerson();
	const first = await sell(round_id, person_id, 1);
	await sell(early, person_id, 1);
	const later = await makeRound(campaign_id, { name: "まだ使えない", use_from_on: day(2), sell_from_on: day(-1) });
	await sell(later, person_id, 1);
	const resident = await makeResident();
	await resident.post("/api/people/claims", { claim_code: first.claim_code });
	const purse = await resident.get("/api/till/purse");
	assert.deepEqual([purse.balance_yen, purse.next_expiry_on], [12000, day(40)]);
	assert.deepEqual(purse.lots.map((lot: any) => [lot.round_name, lot.is_usable]).sort(),
		[["まだ使えない", false], ["先に終わる", true], ["第1弾", true]].sort());
	const paid = await resident.post(payments, { shop_no: shop.shop_no, amount_yen: 7000 });
	assert.deepEqual(paid.parts.toSorted((a: any, b: any) => a.amount_yen - b.amount_yen),
		[{ round_name: "第1弾", amount_yen: 1000 }, { round_name: "先に終わる", amount_yen: 6000 }]);
	await resident.refused("balance_short", "POST", payments, { shop_no: shop.shop_no, amount_yen: 5001 });
});

test("the shop takes back a payment of today, once, and the money is in the purse again", async () => {
	const buyer = await makeBuyer(round_id);
	const paid = await pay(buyer, { poster: shop.poster, amount_yen: 2345 });
	const path = `${takings}/${paid.payment_id}/voids`;
	assert.deepEqual(await shop.owner.post(path, { reason: "金額の誤り" }), { payment_id: paid.payment_id, amount_yen: 2345 });
	assert.equal(await balanceOf(buyer), 12000);
	assert.equal((await buyer.resident.get(`${payments}/${paid.payment_id}`)).state, "void");
	await shop.owner.refused("payment_void", "POST", path, { reason: "もう一度" });
	assert.deepEqual((await buyer.resident.get("/api/till/purse/history")).rows.map((row: any) =>
		[row.kind, row.amount_yen, row.shop_name]),
		[["payment_void", 2345, shop.name], ["payment", -2345, shop.name], ["sale", 12000, undefined]]);
	const { rows } = await buyer.resident.get("/api/till/purse/history", { kind: "sale" });
	assert.equal(rows.length, 1);
});

test("a payment of another day stays", async () => {
	const owner = await sampleOwner();
	const { rows } = await owner.get(takings, { on_to: day(-1), state: "paid" });
	assert.ok(rows.length > 0 && !rows[0].is_today);
	await owner.refused("payment_not_today", "POST", `${takings}/${rows[0].payment_id}/voids`, { reason: "x" });
});

test("a payment from vouchers that have expired meanwhile stays", async () => {
	const ending = await makeRound(campaign_id, { name: "今日まで" });
	const buyer = await makeBuyer(ending, 1);
	const paid = await pay(buyer, { poster: shop.poster, amount_yen: 1000 });
	// Midnight and the hour of grace pass for this round, and the job of the night runs.
	await sql(`UPDATE round SET sell_to_on = '${day(-2)}', use_to_on = '${day(-2)}' WHERE round_id = ${ending}`);
	await sql(`INSERT INTO job_run (name, lane, argument, state, asked_by, asked_at)
		VALUES ('purse.expire', '', 0, 'waiting', 0, UTC_TIMESTAMP(3))`);
	while (await sqlNumber(`SELECT COUNT(*) FROM purse_lot WHERE round_id = ${ending} AND state = 'open'`) > 0) await sleep(100);
	await shop.owner.refused("lot_closed", "POST", `${takings}/${paid.payment_id}/voids`, { reason: "x" });
	assert.equal((await buyer.resident.get(`${payments}/${paid.payment_id}`)).state, "paid");
	const { rows } = await buyer.resident.get("/api/till/purse/history", { kind: "expiry" });
	assert.deepEqual(rows.map((row: any) => row.amount_yen), [-5000]);
	const books = (await (await staff("auditor")).get("/api/sales/books")).rounds.find((row: any) => row.round_id === ending);
	assert.deepEqual([books.expired_paid_yen + books.expired_premium_yen, books.used_paid_yen + books.used_premium_yen,
		books.purse_paid_yen + books.purse_premium_yen, books.difference_yen], [5000, 1000, 0, 0]);
});

test("today at the shop, on the screen and as a file", async () => {
	const own = await makeShop();
	const buyer = await makeBuyer(round_id);
	const zero = await own.clerk.get(`${takings}/today`);
	assert.deepEqual([zero.on, zero.payments, zero.amount_yen, zero.voids, zero.latest], [day(), 0, 0, 0, []]);
	for (const amount_yen of [300, 100, 200]) await pay(buyer, { shop_no: own.shop_no, amount_yen });
	const code = await codeOf(buyer);
	await own.clerk.post(takings, { code, amount_yen: 400 });
	const wrong = await pay(buyer, { shop_no: own.shop_no, amount_yen: 5000 });
	await own.owner.post(`${takings}/${wrong.payment_id}/voids`, { reason: "x" });
	const today = await own.clerk.get(`${takings}/today`);
	assert.deepEqual([today.payments, today.amount_yen, today.voids, today.latest.length], [4, 1000, 1, 5]);
	const list = await own.owner.get(takings, { order: "amount", state: "paid" });
	assert.deepEqual(list.rows.map((row: any) => row.amount_yen), [400, 300, 200, 100]);
	const file = await own.owner.send("GET", takings, { query: { as: "csv", order: "amount", state: "paid" } });
	assert.match(file.headers["content-type"] ?? "", /^text\/csv; charset=utf-8/);
	assert.match(file.headers["content-disposition"] ?? "", /^attachment; filename="takings-\d{4}-\d\d-\d\d\.csv"/);
	const [heading = [], ...rows] = csvRows(file.bytes);
	assert.ok(heading.every((word) => word !== "" && !word.startsWith("column.")), `headings are words: ${heading}`);
	assert.deepEqual(rows.map((row) => row.find((cell) => /^[1-4]00$/.test(cell))), ["400", "300", "200", "100"]);
	assert.equal(rows[0]?.[0], String(list.rows[0].payment_id));
	assert.ok(rows.every((row) => row.includes("支払い済み") && !row.includes("paid")), "words, not codes");
	assert.deepEqual([rows[0]?.includes("スマートフォンのコード"), list.rows[0].means], [true, "code"]);
	const { rows: none } = await own.owner.get(takings, { on_from: day(1) });
	assert.deepEqual(none, []);
});

test("a registered device stands beside the payments it took", async () => {
	const own = await makeShop();
	const buyer = await makeBuyer(round_id, 1);
	await own.owner.post("/api/office/terminals", { name: "レジ1" });
	await own.owner.post(takings, { code: await codeOf(buyer), amount_yen: 100 });
	await own.clerk.post(takings, { code: await codeOf(buyer), amount_yen: 100 });
	const { rows } = await own.owner.get(takings);
	assert.deepEqual(rows.map((row: any) => row.terminal_name), [undefined, "レジ1"]);
});

test("both screens hear of a payment at once", async () => {
	const buyer = await makeBuyer(round_id);
	const atShop = await shop.clerk.listen("/api/till/shop-events");
	const atHome = await buyer.resident.listen("/api/till/purse-events");
	try {
		assert.match(atShop.type, /^text\/event-stream/);
		const paid = await pay(buyer, { poster: shop.poster, amount_yen: 111 });
		const heard = [await atShop.next(), await atHome.next()];
		assert.deepEqual(heard.map((event) => [Object.keys(event).sort(), event.version]),
			[[["topic", "version"], paid.payment_id], [["topic", "version"], paid.payment_id]]);
		await shop.owner.post(`${takings}/${paid.payment_id}/voids`, { reason: "x" });
		await atShop.next();
		await atHome.next();
	} finally {
		atShop.close();
		atHome.close();
	}
});

test("two phones, one purse: ten payments at once leave no yen too few", async () => {
	const buyer = await makeBuyer(round_id, 1);
	const replies = await Promise.all(Array.from({ length: 10 }, () =>
		buyer.resident.send("POST", payments, { body: { shop_no: shop.shop_no, amount_yen: 1000 } })));
	assert.deepEqual(replies.map((reply) => reply.code ?? "paid").sort(),
		[...Array(4).fill("balance_short"), ...Array(6).fill("paid")]);
	assert.equal(await balanceOf(buyer), 0);
});

test("one code, five tills at once: one of them gets it", async () => {
	const buyer = await makeBuyer(round_id, 1);
	const code = await codeOf(buyer);
	const replies = await Promise.all(Array.from({ length: 5 }, () =>
		shop.clerk.send("POST", takings, { body: { code, amount_yen: 1000 } })));
	assert.deepEqual(replies.map((reply) => reply.code ?? "paid").sort(), [...Array(4).fill("code_used"), "paid"]);
	assert.equal(await balanceOf(buyer), 5000);
});

test("what vouchers cannot buy is public", async () => {
	const { exclusions } = await nobody.get("/api/till/exclusions");
	assert.ok(exclusions.some((row: any) => row.key === "exclusion.tobacco"));
});
