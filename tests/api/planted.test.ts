// Goal: a person's name and address are readable nowhere on the disk: not in tables, redo,
// undo, binlogs, logs or temporary files.  A name nobody else has is planted, and searched.
import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { filesOf, holds, needlesOf } from "../lib/files.ts";
import { folder, makeCampaign, makePerson, makeResident, makeRound, sell, sql, staff, unique, uniqueKana } from "./lib.ts";

test("a planted name, address and mail are found in no file", async () => {
	const mark = unique();
	const name = `植木 𠮷之助${mark}`;
	const address = `見本市隠町 ${mark} 番地`;
	const mail = `planted-${mark}@example.jp`;
	const phone = `090${String(parseInt(mark.slice(0, 6), 16)).padStart(8, "0")}`;
	const kana = uniqueKana();
	const counter = await staff("counter");
	const person_id = await makePerson({ name, address, phone, kana });
	const sale = await sell(await makeRound(await makeCampaign()), person_id);
	const resident = await makeResident(mail);
	assert.equal((await resident.post("/api/people/claims", { claim_code: sale.claim_code })).person_name, name);
	await counter.post("/api/people/person-searches", { kana, purpose: "inquiry" });
	assert.equal((await counter.post("/api/people/person-looks", { person_id, purpose: "check" })).address, address);
	await counter.file(`/api/sales/counter-sales/${sale.sale_id}/receipt`);
	await sql("FLUSH TABLES; FLUSH BINARY LOGS; SET GLOBAL innodb_max_dirty_pages_pct = 0");
	await sql("SELECT SLEEP(1); SET GLOBAL innodb_max_dirty_pages_pct = 90");

	const needles = needlesOf([name, address, mail, phone, kana, sale.claim_code, sale.claim_code.replaceAll("-", "")]);
	const files = ["db", "log", "nginx"].flatMap((place) => filesOf(join(folder, place)));
	assert.ok(files.some((file) => /binlog\.\d+$/.test(file)) && files.some((file) => /person\.ibd$/.test(file)) &&
		files.some((file) => file.endsWith("ib_logfile0")) && files.some((file) => file.endsWith("sales.log")));
	for (const file of files) {
		const found = holds(file, needles);
		assert.equal(found, undefined, `${file} holds ${found}`);
	}
});

test("the search finds what is there", () => {
	// Proof that the test above can fail: a word that every log holds.
	const log = join(folder, "log/sales.log");
	assert.ok(statSync(log).size > 0);
	assert.ok(holds(log, [Buffer.from('"program":"sales"')]));
});
