// Goal: what staff and shops do is written down with who, what and why; a few seconds later
// it is under a seal, and the proof finds what somebody changed behind the programs' backs.
import assert from "node:assert/strict";
import crypto from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { test } from "node:test";
import { publicKey, rootText, sha256 } from "../lib/chain.ts";
import { day, madoctl, makeBuyer, makeCampaign, makePerson, makeRound, makeShop, makeStaff, origin, sql, sqlNumber, staff } from "./lib.ts";

const verify = () => madoctl("audit", "verify");

test("each act of a morning stands in the list, with its object and its reason", async () => {
	const { actor } = await makeStaff(["窓口", "審査"]);
	const round_id = await makeRound(await makeCampaign());
	const person_id = await makePerson();
	const sale = await actor.post("/api/sales/counter-sales", { round_id, person_id, sets: 1, received_yen: 5000 });
	const { card_id } = await actor.post("/api/sales/cards", { person_id, pin: "4711", use_limit_yen: 1, day_limit_yen: 1 });
	await actor.post(`/api/sales/cards/${card_id}/blocks`, { reason: "紛失の届け" });
	const auditor = await staff("auditor");
	const { rows } = await auditor.get("/api/people/audit", { account_id: actor.account_id, order: "oldest" });
	const acts = rows.map((row: any) => [row.act, row.object, row.object_id, row.note]);
	for (const expected of [["staff.sign_in", "account", actor.account_id, undefined],
		["account.password", "account", actor.account_id, undefined], ["sale.make", "sale", sale.sale_id, undefined],
		["card.issue", "card", card_id, undefined], ["card.block", "card", card_id, "紛失の届け"]]) {
		assert.ok(acts.some((act: any) => JSON.stringify(act) === JSON.stringify(expected)), `${expected} in ${JSON.stringify(acts)}`);
	}
	assert.doesNotMatch(JSON.stringify(rows), /4711/);
	const blocks = await auditor.get("/api/people/audit", { act: "card.block", account_id: actor.account_id, from_on: day(), to_on: day() });
	assert.equal(blocks.rows.length, 1);
	assert.deepEqual((await auditor.get("/api/people/audit", { account_id: actor.account_id, to_on: day(-1) })).rows, []);
});

test("a shop's acts are written down too, a resident's without a name", async () => {
	const shop = await makeShop();
	const { resident } = await makeBuyer(await makeRound(await makeCampaign()));
	const paid = await resident.post("/api/till/payments", { shop_no: shop.shop_no, amount_yen: 10 });
	await shop.owner.post(`/api/till/takings/${paid.payment_id}/voids`, { reason: "wrong_amount" });
	const auditor = await staff("auditor");
	const { rows } = await auditor.get("/api/people/audit", { act: "payment.void", account_id: shop.owner.account_id });
	assert.deepEqual(rows.map((row: any) => [row.account_name, row.object_id, row.note]),
		[["店主 一郎", paid.payment_id, "wrong_amount"]]);
	const own = await auditor.get("/api/people/audit", { account_id: resident.account_id });
	assert.ok(own.rows.length > 0 && own.rows.every((row: any) => row.account_name === undefined));
});

test("a new entry is soon under a seal, and the whole chain fits", async () => {
	await makePerson();
	const id = await sqlNumber("SELECT MAX(audit_id) FROM audit_entry");
	const auditor = await staff("auditor");
	let row: any;
	do {
		await sleep(200);
		const { rows } = await auditor.get("/api/people/audit", { limit: 200 });
		row = rows.find((one: any) => one.audit_id === id);
	} while (!row.is_sealed);
	const proof = await verify();
	assert.equal(proof.status, 0, proof.text);
});

async function published(file: string): Promise<{ status: number; text: string }> {
	const answer = await fetch(`${origin}/proof/${file}`, { redirect: "manual" });
	return { status: answer.status, text: await answer.text() };
}

test("a signed root over acts and ledger is published for everybody, and staff see them all", async () => {
	const made = await madoctl("proof", "root");
	assert.equal(made.status, 0, made.text);
	const newest_file = JSON.parse((await published("newest.json")).text);
	const [newest] = newest_file.roots;
	assert.equal(newest.hash, sha256(rootText(newest)));
	assert.match(made.text, new RegExp(`root ${newest.proof_root_id} ${newest.hash}`));
	assert.ok(crypto.verify(null, Buffer.from(rootText(newest)), publicKey(newest.public_key), Buffer.from(newest.signature, "hex")));
	const auditor = await staff("auditor");
	const { rows } = await auditor.get("/api/office/proof", { order: "oldest", limit: 200 });
	assert.equal(rows[0].proof_root_id, 1);
	assert.deepEqual((await auditor.get("/api/office/proof", { from_on: day(), to_on: day(), limit: 1 })).rows[0], newest);
	const month = await published(`roots-${newest_file.months.at(-1)}.jsonl`);
	assert.deepEqual(JSON.parse(month.text.trim().split("\n").at(-1) ?? ""), newest);
	assert.equal((await published("roots-1999-01.jsonl")).status, 404);
	assert.equal((await published("")).status, 301, "to the page");
});

test("what the proof found last is there for everybody", async () => {
	const proof = await madoctl("proof");
	assert.equal(proof.status, 0, proof.text);
	const status = JSON.parse((await published("status.json")).text);
	assert.equal(status.is_clean, true);
	assert.ok(status.ledger_rows > 0 && status.audit_rows > 0);
	assert.equal((await published("roots.jsonl")).status, 404, "what it has seen is its own");
});

test("an entry changed by the database's own administrator is found", async () => {
	const [entry = []] = await sql(`SELECT a.audit_id, COALESCE(a.note, 'NULL') FROM audit_entry a
		WHERE a.note = '紛失の届け' OR a.note IS NULL ORDER BY a.audit_id LIMIT 1`);
	const [audit_id] = entry;
	await sql(`UPDATE audit_entry SET note = 'x' WHERE audit_id = ${audit_id}`);
	try {
		const proof = await verify();
		assert.notEqual(proof.status, 0);
		assert.match(proof.text, new RegExp(`\\b${audit_id}\\b`), "and it is said which one");
	} finally {
		await sql(`UPDATE audit_entry SET note = ${entry[1] === "NULL" ? "NULL" : `'${entry[1]}'`} WHERE audit_id = ${audit_id}`);
	}
	assert.equal((await verify()).status, 0);
});

test("what was done to one thing is found by that thing", async () => {
	const shop = await makeShop();
	const auditor = await staff("auditor");
	const { rows } = await auditor.get("/api/people/audit", { object: "shop", object_no: shop.shop_id });
	assert.ok(rows.some((row: any) => row.act === "shop.make"));
	assert.ok(rows.every((row: any) => row.object === "shop" && row.object_id === shop.shop_id));
	assert.deepEqual((await auditor.get("/api/people/audit", { object: "card", object_no: 2 ** 50 })).rows, []);
});

test("the operator says whom papers name; what would not fit a paper is refused", async () => {
	const before = await madoctl("contact", "show");
	assert.equal(before.text, "商工観光課　商品券係\n見本市本町1丁目1番1号\n0000-00-0000\n");
	for (const words of [["係", "町"], ["係", "町", "x"], ["", "町", "0000-00-0000"], ["係\n", "町", "0000-00-0000"], ["係", "町".repeat(101), "0000-00-0000"]]) {
		assert.notEqual((await madoctl("contact", "set", ...words)).status, 0, words.join());
	}
	assert.deepEqual(await madoctl("contact", "show"), before);
	assert.equal((await madoctl("contact", "set", ...before.text.trim().split("\n"))).status, 0);
	assert.deepEqual(await madoctl("contact", "show"), before);
});
