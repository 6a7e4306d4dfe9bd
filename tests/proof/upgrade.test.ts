// Goal: an installation of before settlement and before the proof is brought forward with its
// acts and its ledger, nothing of them changed, and from then on the proof holds the old rows, too.
import assert from "node:assert/strict";
import { execFile, spawn, type ChildProcess } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { folder } from "../lib/client.ts";
import { sql } from "../lib/database.ts";

const run = promisify(execFile);
const build = process.env.MADOGUCHI_BUILD ?? "";
const name = "madoguchi_upgrade";
const last_old_step = "0041_pay.sql";
const postings = 40, acts = 50;
let own: string, settings: string;
let jobd: ChildProcess | undefined;

const here = (text: string): Promise<string[][]> => sql(`USE ${name}; ${text}`);
async function madoctl(...words: string[]): Promise<{ status: number; text: string }> {
	try {
		const { stdout } = await run(join(build, "madoctl"), ["-c", settings, ...words]);
		return { status: 0, text: stdout };
	} catch (error: any) {
		return { status: error.code, text: `${error.stdout}${error.stderr}` };
	}
}
async function done(...words: string[]): Promise<string> {
	const said = await madoctl(...words);
	assert.equal(said.status, 0, said.text);
	return said.text;
}

/* Two sets sold, some of it used, a void: as the programs of then wrote it, one posting after the
 * other, minutes apart and months ago. */
const ledger_of_then = Array.from({ length: postings }, (_, i) => {
	const kind = ["sale", "payment", "payment_void", "expiry"][i % 4];
	const from = [3, 4, 3, 5][i % 4], to = [1, 3, 4, 3][i % 4];
	const at = `'2025-04-01 01:00:00.125' + INTERVAL ${i * 7} MINUTE`;
	const pair = (part: number, yen: number) => `(@p, 7, ${from}, ${i + 1}, ${part}, -${yen}, ${at}), (@p, 7, ${to}, ${i + 2},
		${part}, ${yen}, ${at})`;
	return `INSERT INTO posting (kind, ref_id, account_id, posted_at) VALUES ('${kind}', ${100 + i}, ${i % 3}, ${at});
		SET @p = LAST_INSERT_ID();
		INSERT INTO entry (posting_id, round_id, chart, owner_id, part, yen, posted_at) VALUES ${pair(1, 500 + i)}, ${pair(2, 100)};`;
}).join("\n");
const acts_of_then = `INSERT INTO audit_entry (happened_at, account_id, act, object, object_id, note) VALUES ${
	Array.from({ length: acts }, (_, i) => `('2025-04-01 00:30:00' + INTERVAL ${i} HOUR, ${i % 4}, 'sale.void', ${
		i % 5 === 0 ? "NULL, 0, NULL" : `'sale', ${i}, '誤入力 ${i}'`})`).join(", ")};`;

const content = async (): Promise<string> => JSON.stringify([await here("SELECT * FROM posting ORDER BY posting_id"),
	await here("SELECT * FROM entry ORDER BY entry_id"), await here("SELECT * FROM audit_entry ORDER BY audit_id")]);

async function sealed(): Promise<void> {
	jobd = spawn(join(build, "jobd"), ["-c", settings], { stdio: ["ignore", "ignore", "pipe"] });
	let said = "";
	jobd.stderr?.on("data", (piece) => { said += piece; });
	const ended = new Promise<void>((resolve) => jobd?.once("exit", () => resolve()));
	for (;;) {
		assert.equal(jobd.exitCode, null, said);
		const [[open] = []] = await here(`SELECT (SELECT COUNT(*) FROM posting WHERE posting_id > (SELECT COALESCE(MAX(last_id), 0)
			FROM chain_seal WHERE chain = 2)) + (SELECT COUNT(*) FROM audit_entry WHERE audit_id >
			(SELECT COALESCE(MAX(last_id), 0) FROM chain_seal WHERE chain = 1))`);
		if (open === "0") break;
		await sleep(200);
	}
	await done("proof", "root");
	jobd.kill("SIGTERM");
	await ended;
	jobd = undefined;
}

before(async () => {
	own = mkdtempSync(join(folder, "upgrade-"));
	settings = join(own, "madoctl.conf");
	for (const part of ["proof", "proof-seen", "sock", "sql"]) mkdirSync(join(own, part));
	const changed: Record<string, string> = { database_name: name, proof_folder: join(own, "proof"),
		proof_seen_folder: join(own, "proof-seen"), metrics_folder: join(own, "sock"), sample_faults: "no" };
	writeFileSync(settings, readFileSync(join(folder, "conf/madoctl.conf"), "utf8").split("\n").map((line) => {
		const [key = ""] = line.split(" ");
		return key in changed ? `${key} = ${changed[key]}` : line;
	}).join("\n"));
	for (const step of readdirSync("sql").filter((file) => /^\d.*\.sql$/.test(file) && file <= last_old_step))
		copyFileSync(join("sql", step), join(own, "sql", step));
	await sql(`DROP DATABASE IF EXISTS ${name}; CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
		GRANT ALL ON ${name}.* TO 'migrate'@'localhost' WITH GRANT OPTION;`);
});
after(async () => {
	jobd?.kill("SIGKILL");
	await sql(`DROP DATABASE IF EXISTS ${name}; REVOKE ALL PRIVILEGES ON ${name}.* FROM 'migrate'@'localhost';`);
	rmSync(own, { recursive: true, force: true });
});

test("a database of before keeps its rows, and the proof covers them", async () => {
	await done("migrate", join(own, "sql"));
	await here(`START TRANSACTION; ${ledger_of_then} ${acts_of_then} COMMIT;`);
	const rows = await content();
	await done("migrate", "sql");
	assert.equal(await content(), rows, "no step changes the ledger or the acts");
	await done("keys", "create");
	await sealed();
	const status = JSON.parse(await done("proof", "--json"));
	assert.ok(status.is_clean && status.roots > 0, JSON.stringify(status));
	assert.ok(status.ledger_rows >= postings && status.audit_rows >= acts, JSON.stringify(status));
	assert.equal(await content(), rows, "nor does the sealer");

	// Balanced and of long ago: only the chain can tell.
	for (const [what, back, row] of [
		["UPDATE entry SET yen = yen + SIGN(yen) WHERE posting_id = 11 AND part = 1", "UPDATE entry SET yen = yen - SIGN(yen) WHERE posting_id = 11 AND part = 1", 11],
		["UPDATE audit_entry SET account_id = 9 WHERE audit_id = 22", "UPDATE audit_entry SET account_id = 1 WHERE audit_id = 22", 22],
	] as const) {
		await here(what);
		const { findings } = JSON.parse((await madoctl("proof", "--json")).text.split("\n")[0] ?? "");
		assert.deepEqual(findings.map((f: any) => [f.what, f.first_id, f.last_id]), [["changed", row, row]]);
		await here(back);
		await done("proof");
	}
});
