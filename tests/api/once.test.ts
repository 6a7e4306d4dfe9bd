// Goal: an act happens once however often it is sent: after a lost answer, from two fingers,
// through a database that fails in the middle.  The key belongs to one account and one route.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { before, test } from "node:test";
import { type Buyer, folder, makeBuyer, makeCampaign, makePerson, makeRound, makeShop, routes, sell, type Shop, sqlNumber,
	staff } from "./lib.ts";

let shop: Shop;
let round_id: number;

before(async () => {
	shop = await makeShop();
	round_id = await makeRound(await makeCampaign());
});

const path = "/api/till/payments";
const paymentsOf = (buyer: Buyer) => sqlNumber(`SELECT COUNT(*) FROM payment p JOIN purse u USING (purse_id)
	WHERE u.person_id = ${buyer.person_id}`);
const balanceOf = async (buyer: Buyer): Promise<number> => (await buyer.resident.get("/api/till/purse")).balance_yen;

test("sent again, the same bytes come back and nothing happens", async () => {
	const buyer = await makeBuyer(round_id);
	const ask = { key: randomUUID(), body: { shop_no: shop.shop_no, amount_yen: 1000 } };
	const first = await buyer.resident.send("POST", path, ask);
	assert.equal(first.headers["idempotency-replayed"], undefined);
	for (let i = 0; i < 3; i++) {
		const again = await buyer.resident.send("POST", path, ask);
		assert.deepEqual([again.status, String(again.bytes)], [200, String(first.bytes)]);
		assert.equal(again.headers["idempotency-replayed"], "true");
	}
	assert.deepEqual([await paymentsOf(buyer), await balanceOf(buyer)], [1, 11000]);
});

test("another body under a used key is refused", async () => {
	const buyer = await makeBuyer(round_id);
	const key = randomUUID();
	await buyer.resident.post(path, { shop_no: shop.shop_no, amount_yen: 1000 }, { key });
	await buyer.resident.refused("key_reused", "POST", path, { shop_no: shop.shop_no, amount_yen: 1001 }, { key });
	await buyer.resident.refused("key_reused", "POST", path, { poster: shop.poster, amount_yen: 1000 }, { key });
	assert.equal(await balanceOf(buyer), 11000);
});

test("a key belongs to one account and one route", async () => {
	const one = await makeBuyer(round_id);
	const two = await makeBuyer(round_id);
	const ask = { key: randomUUID(), body: { shop_no: shop.shop_no, amount_yen: 1000 } };
	const first = (await one.resident.send("POST", path, ask)).body;
	const second = (await two.resident.send("POST", path, ask)).body;
	assert.notEqual(first.payment_id, second.payment_id);
	const counter = await staff("counter");
	const person_id = await makePerson();
	const sale = { round_id, person_id, sets: 1, received_yen: 5000 };
	const { sale_id } = await counter.post("/api/sales/counter-sales", sale, { key: ask.key });
	const reviewer = await staff("reviewer");
	const void_ = (id: number) => reviewer.post(`/api/sales/counter-sales/${id}/voids`, { reason: "x" }, { key: ask.key });
	await void_(sale_id);
	await reviewer.refused("key_reused", "POST", `/api/sales/counter-sales/${(await sell(round_id, person_id, 1)).sale_id}/voids`,
		{ reason: "x" }, { key: ask.key });
});

test("a refusal is not kept: the same request may succeed later", async () => {
	const buyer = await makeBuyer(round_id, 1);
	const key = randomUUID();
	const body = { shop_no: shop.shop_no, amount_yen: 7000 };
	await buyer.resident.refused("balance_short", "POST", path, body, { key });
	await sell(round_id, buyer.person_id, 1);
	await buyer.resident.post(path, body, { key });
	assert.equal(await balanceOf(buyer), 5000);
});

test("two fingers: twenty requests with one key make one payment", async () => {
	const buyer = await makeBuyer(round_id);
	const ask = { key: randomUUID(), body: { shop_no: shop.shop_no, amount_yen: 1000 } };
	const replies = await Promise.all(Array.from({ length: 20 }, () => buyer.resident.send("POST", path, ask)));
	const bodies = new Set(replies.filter((reply) => reply.status === 200).map((reply) => String(reply.bytes)));
	assert.equal(bodies.size, 1);
	assert.ok(replies.every((reply) => reply.status === 200 || reply.code === "still_running"));
	assert.deepEqual([await paymentsOf(buyer), await balanceOf(buyer)], [1, 11000]);
});

/** Holds a row for as long as `work` takes, as a slow act beside ours would. */
async function whileHeld<T>(statement: string, work: () => Promise<T>): Promise<T> {
	const name = `test_${randomUUID()}`;
	const client = execFile("mariadb", [`--defaults-file=${join(folder, "conf/client.cnf")}`, "-N", "madoguchi"]);
	const gone = new Promise((done) => client.on("close", done));
	client.stdin?.write(`BEGIN; ${statement}; SELECT GET_LOCK('${name}', 0);\n`);
	while (await sqlNumber(`SELECT COALESCE(IS_USED_LOCK('${name}'), 0)`) === 0) await sleep(20);
	try {
		return await work();
	} finally {
		client.stdin?.end("ROLLBACK;\n");
		await gone;
	}
}

test("while the first is still running, the second is told so at once", async () => {
	const buyer = await makeBuyer(round_id);
	const ask = { key: randomUUID(), body: { shop_no: shop.shop_no, amount_yen: 1000 } };
	const lots = `SELECT * FROM purse_lot l JOIN purse u USING (purse_id) WHERE u.person_id = ${buyer.person_id} FOR UPDATE`;
	let first: Promise<any> | undefined;
	await whileHeld(lots, async () => {
		first = buyer.resident.send("POST", path, ask);
		const waiting = "SELECT COUNT(*) FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'";
		while (await sqlNumber(waiting) === 0) await sleep(20);
		const second = await buyer.resident.send("POST", path, ask);
		assert.deepEqual([second.status, second.code, second.headers["retry-after"]], [409, "still_running", "1"]);
	});
	assert.equal((await first).status, 200);
	assert.equal((await buyer.resident.send("POST", path, ask)).headers["idempotency-replayed"], "true");
	assert.equal(await paymentsOf(buyer), 1);
});

/* X-Fault: the sample set-up's way to let the n-th statement of an act fail. */
for (const kind of ["deadlock", "lock_wait", "link_before", "link_after"]) {
	test(`a payment under ${kind} at every statement happens once`, async () => {
		for (let n = 1; n <= 25; n++) {	// a payment from one lot has some fifteen
			const buyer = await makeBuyer(round_id, 1);
			const ask = { key: randomUUID(), body: { shop_no: shop.shop_no, amount_yen: 1000 } };
			const reply = await buyer.resident.send("POST", path, { headers: { "x-fault": `${n} ${kind}` }, ...ask });
			assert.ok(reply.status === 200 || ["database_busy", "outcome_unknown", "still_running"].includes(reply.code ?? ""),
				`${n}: ${reply.bytes}`);
			// Whatever was answered: sent again it settles.
			const settled = await buyer.resident.send("POST", path, ask);
			assert.equal(settled.status, 200, `${n}: ${settled.bytes}`);
			if (reply.status === 200) assert.equal(String(settled.bytes), String(reply.bytes));
			assert.deepEqual([await paymentsOf(buyer), await balanceOf(buyer)], [1, 5000], `statement ${n}`);
		}
	});
}

test("a link lost at COMMIT of an act without a key is an unknown outcome, and said so", async () => {
	const seen = new Set<string>();
	for (let n = 1; n <= 12; n++) {
		const text = `酒類 ${n}`;
		const reply = await shop.owner.send("PUT", "/api/office/own-shop/exclusions",
			{ body: { exclusions: text }, headers: { "x-fault": `${n} link_after` } });
		seen.add(reply.code ?? "done");
		const now = (await shop.owner.get("/api/office/own-shop")).exclusions;
		if (reply.status === 204) assert.equal(now, text);
	}
	assert.ok(seen.has("outcome_unknown") && seen.has("done"), [...seen].join());
});

test("a database that is away is a 503 that says when to come back", async () => {
	const seen = new Set<string>();
	for (let n = 1; n <= 6; n++) {
		const reply = await shop.owner.send("GET", "/api/office/own-shop", { headers: { "x-fault": `${n} link_before` } });
		seen.add(reply.code ?? "done");
		if (reply.code === "database_busy") assert.equal(reply.headers["retry-after"], "1");
	}
	assert.ok(seen.has("done"));
});

test("every act that makes something asks for a key", () => {
	// Sign-ins, codes and secrets that replace each other, what can be taken away only once,
	// and reads by POST are the only others.
	const without = routes.filter((route) => route.method === "POST" && !route.once).map((route) => route.path);
	assert.deepEqual(without.sort(), ["/api/office/terminals", "/api/people/mail-codes", "/api/people/person-looks",
		"/api/people/person-searches", "/api/people/resident-sessions", "/api/people/shop-sessions",
		"/api/people/shop-totp-removals", "/api/people/shop-totp-secrets", "/api/people/staff-sessions",
		"/api/settlement/account-previews", "/api/settlement/shop-account-previews",
		"/api/settlement/shop-accounts/{shop_account_id}/looks", "/api/settlement/statement-previews", "/api/till/card-openings", "/api/till/pay-codes", "/api/till/poster-reads",
		"/api/till/shop-reads"]);
});
