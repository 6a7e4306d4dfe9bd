// Goal: staff see what runs in the background and how far it is, and who may can stop it;
// a job that ended stays as it ended.  Pages are told, and the operator's tools too.
import assert from "node:assert/strict";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { test } from "node:test";
import { folder, sql, sqlNumber, staff } from "./lib.ts";

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

test("an open page hears that jobd began and ended a run, and of a cancellation", async () => {
	const auditor = await staff("auditor");
	const heard = await auditor.listen("/api/office/job-events");
	try {
		assert.match(heard.type, /^text\/event-stream/);
		// A run that nobody tells of: what is heard comes from jobd, which takes it.
		await sql(`INSERT INTO job_run (name, lane, argument, state, asked_by, asked_at)
			VALUES ('once.sweep', '', 0, 'waiting', 0, UTC_TIMESTAMP(3))`);
		const id = await sqlNumber("SELECT MAX(job_run_id) FROM job_run WHERE name = 'once.sweep'");
		let row: any;
		do {
			const event = await heard.next();
			assert.deepEqual([Object.keys(event).sort(), event.topic], [["topic", "version"], "jobs"]);
			row = (await auditor.get(jobs, { name: "once.sweep", limit: 1 })).rows[0];
		} while (row.job_run_id === id && row.state !== "done");
		const run = await makeRun("waiting");
		await (await staff("admin")).post(`${jobs}/${run.job_run_id}/cancellations`);
		while ((await heard.next()).version !== run.job_run_id);
	} finally {
		heard.close();
	}
	await (await staff("counter")).refused("not_allowed", "GET", "/api/office/job-events");
});

test("jobd answers on its local address", async () => {
	const ask = (path: string) => new Promise<string>((done, failed) => {
		const socket = connect(join(folder, "sock", "jobd.metrics"), () => socket.write(`GET ${path} HTTP/1.0\r\n\r\n`));
		let text = "";
		socket.setEncoding("utf8").on("data", (part) => text += part).on("end", () => done(text)).on("error", failed);
	});
	assert.match(await ask("/health"), /^HTTP\/1\.0 200 OK\r\n[^]*"status":"ok","program":"jobd"/);
	const text = await ask("/metrics");
	for (const lane of ["mail", "sweep", "seal", "proof"]) assert.match(text, new RegExp(`^madoguchi_lane_up\\{lane="${lane}"\\} 1$`, "m"));
	assert.match(text, /^madoguchi_job_runs_total\{job="outbox\.send",outcome="done"\} [1-9]/m);
	assert.match(text, /^madoguchi_job_last_success_timestamp_seconds\{job="ledger\.proof"\} \d+\.\d+$/m);
	assert.match(text, /^madoguchi_outbox_waiting \d+$/m);
	// Each line is one a scraper can read.
	const lines = text.slice(text.indexOf("\r\n\r\n") + 4).trimEnd().split("\n");
	for (const line of lines) assert.match(line, /^(# TYPE \w+ (gauge|counter)|\w+(\{\w+="[^"]+"(,\w+="[^"]+")*\})? -?\d+(\.\d+)?)$/);
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
