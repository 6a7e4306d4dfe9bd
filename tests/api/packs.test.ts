// Goal: who may, and nobody else, gets the audit pack of an instant as one file that is what the
// list says it is; taking it is written down; what is cancelled or not there is said plainly.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { csvRows, folder, makeWorld, sql, staff } from "./lib.ts";

const packs = "/api/settlement/audit-packs";
const run = promisify(execFile);
const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

async function rowOf(id: number): Promise<any> {
	const { rows } = await (await staff("auditor")).get(packs, { limit: 200 });
	return rows.find((row: any) => row.audit_pack_id === id);
}

/** Once it is no longer waiting or being made. */
async function ended(id: number): Promise<any> {
	for (;;) {
		const row = await rowOf(id);
		if (row.state !== "waiting" && row.state !== "running") return row;
		await sleep(200);
	}
}

test("a pack is made by a button, is what the list says, and taking it is written down", async () => {
	const [accounting, auditor] = [await staff("accounting"), await staff("auditor")];
	const world = await makeWorld();
	await world.buyer.resident.post("/api/till/payments", { shop_no: world.shop.shop_no, amount_yen: 300 });
	const at = new Date().toISOString();
	const heard = await auditor.listen("/api/settlement/audit-pack-events");
	const { audit_pack_id } = await accounting.post(packs, { at });
	assert.equal((await heard.next()).topic, "jobs");
	await heard.close();
	await auditor.refused("job_running", "POST", packs, {});
	await auditor.refused("pack_gone", "GET", `${packs}/${audit_pack_id}/content`);
	const row = await ended(audit_pack_id);
	assert.deepEqual([row.state, row.pack_at, row.done, row.total > 20], ["made", at, row.total, true]);
	await accounting.refused("job_ended", "POST", `${packs}/${audit_pack_id}/cancellations`);

	const file = await auditor.send("GET", `${packs}/${audit_pack_id}/content`);
	assert.equal(file.headers["content-type"], "application/zip");
	assert.match(file.headers["content-disposition"] ?? "", new RegExp(`^attachment; filename="kansa-\\d{4}-\\d\\d-\\d\\d-${audit_pack_id}\\.zip"`));
	assert.deepEqual([file.bytes.length, sha256(file.bytes)], [row.size_bytes, row.hash]);
	const kept = await stat(join(folder, "packs", `pack-${audit_pack_id}.zip`));
	assert.equal(kept.mode & 0o777, 0o640);
	const acts = (await auditor.get("/api/people/audit", { object: "audit_pack", object_no: audit_pack_id, limit: 200 })).rows
		.map((one: any) => [one.act, one.account_id]);
	assert.deepEqual(acts.reverse(), [["audit_pack.ask", accounting.account_id], ["audit_pack.make", 0],
		["audit_pack.take", auditor.account_id]]);
	await looksWhole(file.bytes, at);
});

/** Every file is there with the hash of the manifest, and README names each deliverable. */
async function looksWhole(zip: Buffer, at: string): Promise<void> {
	const place = await mkdtemp(join(tmpdir(), "pack-"));
	try {
		await writeFile(join(place, "pack.zip"), zip);
		await run("unzip", ["-q", join(place, "pack.zip"), "-d", join(place, "files")]);
		const file = (name: string) => readFile(join(place, "files", name));
		const [, ...manifest] = csvRows(await file("manifest.csv"));
		const names = manifest.map(([name = ""]) => name);
		assert.deepEqual((await readdir(join(place, "files"))).sort(), [...names, "README.txt", "manifest.csv"].sort());
		for (const [name = "", , , , bytes, hash] of manifest)
			assert.deepEqual([String((await file(name)).length), sha256(await file(name))], [bytes, hash], name);
		for (const table of ["bank_lines", "flags", "flag_acts", "shop_accounts"])
			assert.ok(names.includes(`${table}.csv`) && names.includes(`${table}.pdf`), table);
		const readme = (await file("README.txt")).toString();
		for (const word of [at, "利用店舗データ", "販売データ", "換金データ", "コールセンター応対記録", "アンケート", "事業報告書"])
			assert.ok(readme.includes(word), word);
		// Whole account numbers are nowhere, both persons of a change are.
		const [heading = []] = csvRows(await file("shop_accounts.csv"));
		assert.ok(heading.includes("口座番号の末尾") && heading.includes("申込者の名前") && !heading.includes("口座番号"));
	} finally {
		await rm(place, { recursive: true });
	}
}

test("a pack that is cancelled leaves nothing, and one of later is refused", async () => {
	const accounting = await staff("accounting");
	await accounting.refused("pack_later", "POST", packs, { at: new Date(Date.now() + 86_400_000).toISOString() });
	const { audit_pack_id } = await accounting.post(packs, {});
	await accounting.post(`${packs}/${audit_pack_id}/cancellations`);
	const row = await ended(audit_pack_id);
	assert.deepEqual([row.state, row.size_bytes, row.hash], ["cancelled", 0, undefined]);
	await accounting.refused("pack_gone", "GET", `${packs}/${audit_pack_id}/content`);
	assert.deepEqual((await readdir(join(folder, "packs"))).filter((name) => name.includes(String(audit_pack_id))), []);
});

test("a file cannot be had past the program, and one that is lost is not found", async () => {
	const auditor = await staff("auditor");
	await sql(`INSERT INTO audit_pack (pack_at, asked_by, asked_at, made_at, size_bytes, hash)
		VALUES (UTC_TIMESTAMP(3), 0, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), 1, REPEAT('b', 32))`);
	const [[id = ""] = []] = await sql("SELECT MAX(audit_pack_id) FROM audit_pack");
	await auditor.refused("not_found", "GET", `${packs}/${id}/content`);
	await sql(`UPDATE audit_pack SET removed_at = UTC_TIMESTAMP(3) WHERE audit_pack_id = ${id}`);
	for (const name of await readdir(join(folder, "packs")))
		assert.equal((await fetch(new URL(`/_stored/packs/${name}`, process.env.MADOGUCHI_URL))).status, 404);
});
