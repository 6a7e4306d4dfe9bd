// Goal: new programs are put in place while people pay and buy: each program replaces its
// children one by one, and no request fails.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { test } from "node:test";
import { type Actor, folder, makeWorld, nobody, sql, sqlNumber, staff } from "./lib.ts";

const workers = ["people", "sales", "till", "settlement", "office"];

const parentOf = (name: string) => Number(readFileSync(join(folder, "pid", name), "utf8").split(" ")[0]);
const childrenOf = (pid: number) =>
	readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").sort();

test("all four workers are replaced under load, and nobody notices", async () => {
	const { shop, buyer } = await makeWorld();
	const counter = await staff("counter");
	let running = true;
	let paid = 0;
	const counts: Record<string, number> = {};

	async function again(name: string, ask: () => Promise<unknown>): Promise<void> {
		for (counts[name] = 0; running; counts[name]++) await ask();
	}
	const pay = async (actor: Actor) => {
		await actor.post("/api/till/payments", { shop_no: shop.shop_no, amount_yen: 1 });
		paid++;
	};
	const load = [
		again("till", () => pay(buyer.resident)),
		again("till reads", () => shop.clerk.get("/api/till/takings/today")),
		again("people", () => counter.get("/api/people/staff-me")),
		again("sales", () => counter.get("/api/sales/counter-sales", { limit: 5 })),
		again("office", () => nobody.get("/api/office/shops", { limit: 5, area: "中央" })),
		again("office reads", () => shop.owner.get("/api/office/clerks")),
	];
	try {
		for (const name of workers) {
			const parent = parentOf(name);
			const before = childrenOf(parent);
			assert.ok(before.length > 0 && before[0] !== "");
			process.kill(parent, "SIGHUP");
			while (childrenOf(parent).length !== before.length || childrenOf(parent).some((pid) => before.includes(pid))) {
				await sleep(20);
			}
			const earlier = { ...counts };
			while (Object.keys(counts).some((key) => counts[key] === earlier[key])) await sleep(20);
			assert.equal(parentOf(name), parent);
		}
	} finally {
		running = false;
	}
	await Promise.all(load);	// fails when any request failed
	assert.equal(paid, await sqlNumber(`SELECT COUNT(*) FROM payment WHERE shop_id = ${shop.shop_id}`));
});

test("jobd begins again in the same process, with new lanes, and goes on working", async () => {
	const parent = parentOf("jobd");
	const before = childrenOf(parent);
	const last = "SELECT COALESCE(MAX(job_run_id), 0) FROM job_run WHERE name = 'ledger.proof' AND state = 'done'";
	assert.ok(before.length > 1);
	process.kill(parent, "SIGHUP");
	while (childrenOf(parent).length !== before.length || childrenOf(parent).some((pid) => before.includes(pid)))
		await sleep(20);
	assert.equal(parentOf("jobd"), parent);
	await sql("INSERT INTO job_run (name, lane, argument, state, asked_by, asked_at) " +
		"VALUES ('ledger.proof', '', 0, 'waiting', 0, UTC_TIMESTAMP(3))");
	const asked = await sqlNumber("SELECT MAX(job_run_id) FROM job_run WHERE name = 'ledger.proof'");
	while (await sqlNumber(last) < asked) await sleep(50);
});
