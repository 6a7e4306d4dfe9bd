// Goal: who has no phone pays with a printed card and a PIN; a thief with the card gets five
// tries, a lost card is worth nothing, and no card pays more than its holder allowed.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { makeCampaign, makePerson, makeRound, makeShop, pdfCodes, pdfText, sell, type Shop, staff } from "./lib.ts";

let shop: Shop;
let round_id: number;

before(async () => {
	shop = await makeShop();
	round_id = await makeRound(await makeCampaign());
});

const cards = "/api/sales/cards";
const openings = "/api/till/card-openings";
const takings = "/api/till/takings";

interface Card { card_id: number; card_no: string; person_id: number }

async function makeCard(change: object = {}): Promise<Card> {
	const person_id = await makePerson();
	await sell(round_id, person_id, 2);
	const card = await (await staff("counter")).post(cards,
		{ person_id, pin: "4711", use_limit_yen: 3000, day_limit_yen: 5000, ...change });
	return { ...card, person_id };
}
const open = (card: Card, pin = "4711") => shop.clerk.post(openings, { card_no: card.card_no, pin });
const rowOf = async (card: Card) =>
	(await (await staff("counter")).get(cards, { card_no: card.card_no })).rows[0];

test("card and PIN open a code, the code pays, the limits count", async () => {
	const card = await makeCard();
	const opened = await open(card);
	assert.deepEqual([opened.use_limit_yen, opened.left_today_yen], [3000, 5000]);
	const over = await shop.clerk.refused("card_limit", "POST", takings, { code: opened.code, amount_yen: 3001 });
	assert.deepEqual([over.pointer, over.params.limit_yen], ["/amount_yen", 3000]);
	const paid = await shop.clerk.post(takings, { code: opened.code, amount_yen: 3000 });
	await shop.clerk.refused("code_used", "POST", takings, { code: opened.code, amount_yen: 1 });
	const second = await open(card);
	assert.equal(second.left_today_yen, 2000);
	const day = await shop.clerk.refused("card_limit", "POST", takings, { code: second.code, amount_yen: 2001 });
	assert.equal(day.params.limit_yen, 2000);
	await shop.owner.post(`${takings}/${paid.payment_id}/voids`, { reason: "x" });
	const third = await open(card);
	assert.equal(third.left_today_yen, 5000, "what was taken back counts no more");
	await shop.clerk.post(takings, { code: third.code, amount_yen: 2500 });
	const { rows } = await shop.clerk.get(takings, { order: "newest" });
	assert.deepEqual([rows[0].means, rows[0].amount_yen], ["card", 2500]);
});

test("what the camera reads opens the card like what is typed", async () => {
	const card = await makeCard();
	const print = await (await staff("counter")).file(`${cards}/${card.card_id}/print`);
	const text = (await pdfText(print)).replace(/[ -]/g, "");
	assert.ok(text.includes(card.card_no), text);
	const [code = ""] = await pdfCodes(print);
	assert.ok(code.replace(/[ -]/g, "").includes(card.card_no), code);
	for (const card_no of [code, `M1${card.card_no}`, card.card_no.replace(/(\d{4})(?=\d)/g, "$1 "),
		card.card_no.replace(/(\d{4})(?=\d)/g, "$1-")]) {
		await shop.clerk.post(openings, { card_no, pin: "4711" });
	}
});

test("five wrong PINs and the card answers no more, until the counter gives a new PIN", async () => {
	const card = await makeCard();
	for (const left of [4, 3, 2, 1, 0]) {
		const error = await shop.clerk.refused("card_wrong", "POST", openings, { card_no: card.card_no, pin: "0000" });
		assert.deepEqual([error.pointer, error.params.tries_left], ["/pin", left]);
	}
	assert.equal((await rowOf(card)).tries_left, 0);
	await shop.clerk.refused("card_blocked", "POST", openings, { card_no: card.card_no, pin: "4711" });
	await (await staff("counter")).put(`${cards}/${card.card_id}/pin`, { pin: "081500" });
	await shop.clerk.refused("card_wrong", "POST", openings, { card_no: card.card_no, pin: "4711" });
	await open(card, "081500");
	assert.equal((await rowOf(card)).tries_left, 5, "the right PIN makes all tries fresh");
});

test("five tries at the same moment are five tries, not more", async () => {
	const card = await makeCard();
	const replies = await Promise.all(Array.from({ length: 8 }, () =>
		shop.clerk.send("POST", openings, { body: { card_no: card.card_no, pin: "0000" } })));
	assert.deepEqual(replies.map((reply) => reply.code).sort(),
		[...Array(3).fill("card_blocked"), ...Array(5).fill("card_wrong")]);
});

test("a blocked card pays nothing, not even with a code it opened before", async () => {
	const counter = await staff("counter");
	const card = await makeCard();
	const opened = await open(card);
	await counter.post(`${cards}/${card.card_id}/blocks`, { reason: "紛失" });
	await shop.clerk.refused("card_blocked", "POST", takings, { code: opened.code, amount_yen: 100 });
	await shop.clerk.refused("card_blocked", "POST", openings, { card_no: card.card_no, pin: "4711" });
	const path = `${cards}/${card.card_id}`;
	await counter.refused("card_ended", "POST", `${path}/blocks`, { reason: "もう一度" });
	await counter.refused("card_ended", "PUT", `${path}/pin`, { pin: "1111" });
	await counter.refused("card_ended", "PUT", `${path}/limits`, { use_limit_yen: 1, day_limit_yen: 1 });
	assert.equal((await rowOf(card)).state, "blocked");
});

test("a new card takes the place of the old one, with the same purse", async () => {
	const counter = await staff("counter");
	const card = await makeCard();
	const path = `${cards}/${card.card_id}/replacements`;
	const fresh = { ...await counter.post(path, { pin: "2468", reason: "破損" }), person_id: card.person_id };
	await shop.clerk.refused("card_blocked", "POST", openings, { card_no: card.card_no, pin: "4711" });
	await shop.clerk.post(takings, { code: (await open(fresh, "2468")).code, amount_yen: 3000 });
	await counter.refused("card_ended", "POST", path, { pin: "2468", reason: "もう一度" });
	const { rows } = await counter.get(cards, { person_id: card.person_id });
	assert.deepEqual(rows.map((row: any) => [row.card_id, row.state, row.use_limit_yen]),
		[[fresh.card_id, "active", 3000], [card.card_id, "replaced", 3000]]);
});

test("one card a person; limits that make sense", async () => {
	const counter = await staff("counter");
	const card = await makeCard();
	const order = { person_id: card.person_id, pin: "4711", use_limit_yen: 3000, day_limit_yen: 5000 };
	await counter.refused("has_card", "POST", cards, order);
	await counter.post(`${cards}/${card.card_id}/blocks`, { reason: "紛失" });
	await counter.post(cards, order);
	await counter.refused("has_card", "POST", `${cards}/${card.card_id}/replacements`, { pin: "2468", reason: "見つかった" });
	const other = { ...order, person_id: await makePerson(), day_limit_yen: 2999 };
	assert.equal((await counter.refused("card_limits", "POST", cards, other)).pointer, "/day_limit_yen");
	const { card_id } = await counter.post(cards, { ...other, day_limit_yen: 3000 });
	const path = `${cards}/${card_id}/limits`;
	await counter.refused("card_limits", "PUT", path, { use_limit_yen: 2, day_limit_yen: 1 });
	await counter.put(path, { use_limit_yen: 10000, day_limit_yen: 20000 });
	const { rows } = await counter.get(cards, { person_id: other.person_id });
	assert.deepEqual([rows[0].use_limit_yen, rows[0].day_limit_yen], [10000, 20000]);
});

test("a number that is no card's", async () => {
	await shop.clerk.refused("card_unknown", "POST", openings, { card_no: "9000000000000001", pin: "4711" });
	const card = await makeCard();
	const last = Number(card.card_no.at(-1));
	const typo = `${card.card_no.slice(0, -1)}${(last + 1) % 10}`;
	const error = await shop.clerk.refused("invalid_input", "POST", openings, { card_no: typo, pin: "4711" });
	assert.equal(error.pointer, "/card_no", "a digit mistyped is found before it costs a try");
	assert.equal((await rowOf(card)).tries_left, 5);
});

test("a card is read by its number in the register as it stands in the list", async () => {
	const counter = await staff("counter");
	const { card_id, card_no } = await counter.post("/api/sales/cards",
		{ person_id: await makePerson(), pin: "4711", use_limit_yen: 300, day_limit_yen: 400 });
	const card = await counter.get(`/api/sales/cards/${card_id}`);
	assert.deepEqual([card.card_no, card.state, card.use_limit_yen, card.day_limit_yen], [card_no, "active", 300, 400]);
	assert.deepEqual(card, (await counter.get("/api/sales/cards", { card_no })).rows[0]);
});
