// Goal: staff see what runs in the background and how far it is, and who may can stop it;
// a job that ended stays as it ended.
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { test } from "node:test";
import { sql, sqlNumber, staff } from "./lib.ts";

const jobs = "/api/office/jobs";

/** A run under a name that jobd has not: it stays as it was written. */
async function makeRun(state: string, done = 0, total = 0): Promise<{ job_run_id: number; name: string }> {
	const name = `test.${process.hrtime.bigint().toString(36)}`;
	const ended = state === "done" || state === "failed" ? "UTC_TIMESTAMP(3)" : "NULL";
	await sql(`INSERT INTO job_run (name, lane, argument, state, done, total, asked_by, asked_at, started_at, ended_at)
		VALUES ('${name}', '', 0, '${state}', ${done}, ${total}, 0, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), ${ended})`);
	return { job_run_id: await sqlNumber(`SELECT job_run_id FROM job_run WHERE name = '${name}'`), name };
}

test("the list tells how far a run is, and finds it by name and state", async () => {
	const auditor = await staff("auditor");
	const run = await makeRun("waiting", 3, 10);
	const [row, ...more] = (await auditor.get(jobs, { name: run.name })).rows;
	assert.deepEqual(more, []);
	assert.deepEqual([row.job_run_id, row.state, row.done, row.total, row.cancel_asked, row.asked_by, row.ended_at],
		[run.job_run_id, "waiting", 3, 10, false, 0, undefined]);
	assert.equal((await auditor.get(jobs, { name: run.name, is_open: true })).rows.length, 1);
	assert.deepEqual((await auditor.get(jobs, { name: run.name, state: "done" })).rows, []);
	const done = await makeRun("done");
	assert.deepEqual((await auditor.get(jobs, { name: done.name, is_open: true })).rows, []);
	assert.equal((await auditor.get(jobs, { name: done.name, state: "done" })).rows.length, 1);
});

test("a run is asked to stop, which is written down; one that ended is not", async () => {
	const admin = await staff("admin");
	const run = await makeRun("waiting");
	await admin.post(`${jobs}/${run.job_run_id}/cancellations`);
	assert.equal((await admin.get(jobs, { name: run.name })).rows[0].cancel_asked, true);
	const { rows } = await (await staff("auditor")).get("/api/people/audit", { act: "job.cancel", object_no: run.job_run_id });
	assert.deepEqual(rows.map((row: any) => [row.account_id, row.object]), [[admin.account_id, "job_run"]]);
	const done = await makeRun("done");
	await admin.refused("job_ended", "POST", `${jobs}/${done.job_run_id}/cancellations`);
	assert.equal((await admin.get(jobs, { name: done.name })).rows[0].cancel_asked, false);
	await (await staff("auditor")).refused("not_allowed", "POST", `${jobs}/${run.job_run_id}/cancellations`);
});

test("the proof of the books tells how far it is, and ends with all of it done", async () => {
	const auditor = await staff("auditor");
	let row: any;
	do {
		await sleep(500);
		[row] = (await auditor.get(jobs, { name: "ledger.proof", state: "done", limit: 1 })).rows;
	} while (row === undefined);
	assert.ok(row.total > 0);
	assert.equal(row.done, row.total);
});
