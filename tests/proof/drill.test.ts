// Goal (R11): whoever changes, deletes, empties, forges or puts back what the books hold, as root
// of the database or of the whole machine, is found by the proof, which runs under an
// account of its own, and the place is named.  Each tampering is undone again.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { verify } from "node:crypto";
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { auditLeaves, keptOf, ledgerLeaves, publicKey, publicOf, rootText, sealHash, seals, secretKey, sha256, signed, zeros,
	type Root } from "../lib/chain.ts";
import { folder, origin } from "../lib/client.ts";
import { sql, sqlNumber } from "../lib/database.ts";
import { makeWorld } from "../lib/world.ts";

const run = promisify(execFile);
const tables = ["posting", "entry", "audit_entry", "chain_seal", "chain_mark", "proof_root"];
const folders = ["proof", "proof-seen"];

interface Said { status: number; text: string }
async function madoctl(...words: string[]): Promise<Said> {
	const program = join(process.env.MADOGUCHI_BUILD ?? "", "madoctl");
	try {
		const { stdout } = await run(program, ["-c", join(folder, "conf/madoctl.conf"), ...words]);
		return { status: 0, text: stdout };
	} catch (error: any) {
		return { status: error.code, text: `${error.stdout}${error.stderr}` };
	}
}

/* The installation's own way to end and begin jobd. */
async function jobd(what: "end" | "run"): Promise<void> {
	const port = new URL(origin).port;
	const act = what === "end" ? "instance_end jobd TERM" : "instance_run jobd";
	await run("bash", ["-c", `. systemd/local/instance.sh && instance_open "${folder}" ${port} && ${act}`]);
}

/* What a state of the books is made of, put away and put back by root of the database. */
async function keep(name: string, withFiles = true): Promise<void> {
	await sql(`DROP DATABASE IF EXISTS drill_${name}; CREATE DATABASE drill_${name};
		${tables.map((table) => `CREATE TABLE drill_${name}.${table} LIKE ${table};
			INSERT INTO drill_${name}.${table} SELECT * FROM ${table};`).join("\n")}`);
	if (withFiles) for (const one of folders) cpSync(join(folder, one), join(folder, `${one}.${name}`), { recursive: true });
}
async function putBack(name: string, only = tables): Promise<void> {
	await sql(only.map((table) => `DELETE FROM ${table}; INSERT INTO ${table} SELECT * FROM drill_${name}.${table};`).join("\n"));
}
function filesBack(name: string): void {
	for (const one of folders) {
		for (const file of ["status.json", "roots.jsonl", "heads", "public-keys"]) rmSync(join(folder, one, file), { force: true });
		cpSync(join(folder, `${one}.${name}`), join(folder, one), { recursive: true });
	}
}

/* Sealed to its end, a root over it, and nobody at work any more. */
async function settle(): Promise<void> {
	for (;;) {
		const open = await sqlNumber(`SELECT (SELECT COUNT(*) FROM posting WHERE posting_id > (SELECT COALESCE(MAX(last_id), 0)
			FROM chain_seal WHERE chain = 2)) + (SELECT COUNT(*) FROM audit_entry WHERE audit_id >
			(SELECT COALESCE(MAX(last_id), 0) FROM chain_seal WHERE chain = 1))`);
		if (open === 0) break;
		await sleep(200);
	}
	const root = await madoctl("proof", "root");
	assert.equal(root.status, 0, root.text);
	await jobd("end");
}

interface Finding { what: string; chain?: string; row: string; first_id: number; last_id: number; count: number;
	first_row_id: number; last_row_id: number }
async function findings(): Promise<Finding[]> {
	const said = await madoctl("proof", "--json");
	return JSON.parse(said.text.split("\n")[0] ?? "").findings;
}
const isAt = (what: string, id: number, row?: string) => (f: Finding): boolean =>
	f.what === what && f.first_id <= id && id <= f.last_id && (row === undefined || f.row === row);

/* Tampers, asks the proof, undoes, and asks again. */
async function found(tamper: string, touched: string[], expected: (f: Finding) => boolean): Promise<Finding[]> {
	await sql(tamper);
	try {
		const said = await madoctl("proof");
		const all = await findings();
		assert.notEqual(said.status, 0, "the proof says no");
		assert.ok(all.some(expected), `${tamper}\n${said.text}`);
		return all;
	} finally {
		await putBack("new", touched);
	}
}

let old_posting = 0;	// of the sample, long sealed
let hole = 0;
let payment: any;

before(async () => {
	const { shop, buyer } = await makeWorld();
	await settle();
	const clean = await madoctl("proof");
	assert.equal(clean.status, 0, clean.text);
	await keep("old");
	hole = await sqlNumber("SELECT MAX(posting_id) + 1 FROM posting");
	await sql(`ALTER TABLE posting AUTO_INCREMENT = ${hole + 1}`);
	await jobd("run");
	for (let i = 0; i < 5; i++) {
		payment = await buyer.resident.post("/api/till/payments", { shop_no: shop.shop_no, amount_yen: 100 + i });
	}
	await settle();
	old_posting = await sqlNumber("SELECT posting_id FROM posting WHERE kind = 'sale' ORDER BY posting_id LIMIT 10, 1");
});
after(async () => {
	await sql("DROP DATABASE IF EXISTS drill_old; DROP DATABASE IF EXISTS drill_new; DROP DATABASE IF EXISTS drill_more;");
	for (const one of folders) for (const name of ["old", "new"]) rmSync(join(folder, `${one}.${name}`), { recursive: true, force: true });
});

test("books that nobody touched are clean, and the status for everybody says so", async () => {
	const said = await madoctl("proof", "verify");
	assert.equal(said.status, 0, said.text);
	const status = JSON.parse(readFileSync(join(folder, "proof-seen/status.json"), "utf8"));
	assert.equal(status.is_clean, true);
	assert.ok(status.ledger_rows > 100 && status.audit_rows > 100 && status.roots >= 2);
	await keep("new");
});

test("whoever has rows, public key and published roots can check them without our programs", async () => {
	for (const [chain, leaves] of [[1, await auditLeaves()], [2, await ledgerLeaves()]] as const) {
		const [line = ""] = readFileSync(join(folder, "proof-seen/public-keys"), "utf8").split("\n");
		let prev_hash = zeros;
		let at = 0;
		for (const seal of await seals(chain)) {
			assert.equal(seal.prev_hash, prev_hash);
			assert.equal(seal.kept, keptOf(leaves.slice(at, at += seal.row_count)), `chain ${chain}, seal ${seal.seal_no}`);
			assert.equal(seal.hash, sealHash(seal));
			assert.ok(verify(null, Buffer.from(seal.hash, "hex"), publicKey(line), Buffer.from(seal.signature, "hex")));
			prev_hash = seal.hash;
		}
		assert.equal(at, leaves.length);
	}
	let before: Root | undefined;
	for (const root of publishedRoots()) {
		assert.equal(root.hash, sha256(rootText(root)));
		assert.equal(root.prev_hash, before?.hash ?? zeros);
		assert.ok(verify(null, Buffer.from(rootText(root)), publicKey(root.public_key), Buffer.from(root.signature, "hex")));
		before = root;
	}
	const [ledger] = (await seals(2)).slice(-1);
	assert.equal(before?.ledger_hash, ledger?.hash);
});

const monthFile = (): string => join(folder, "proof", `roots-${new Date(Date.now() + 9 * 3600_000).toISOString().slice(0, 7)}.jsonl`);
function publishedRoots(): Root[] {
	return readFileSync(monthFile(), "utf8").trim().split("\n").map((line) => JSON.parse(line));
}

test("a changed row is named", async () => {
	const p = old_posting;
	await found(`UPDATE entry SET yen = yen + 1 WHERE posting_id = ${p} ORDER BY entry_id LIMIT 1`, ["entry"], isAt("changed", p));
	// Balanced: no sum tells.
	await found(`UPDATE entry SET yen = yen + SIGN(yen) WHERE posting_id = ${p} AND part = 1`, ["entry"], isAt("changed", p));
	await found(`UPDATE entry SET owner_id = owner_id + 1 WHERE posting_id = ${p} AND chart = 3`, ["entry"], isAt("changed", p));
	await found(`UPDATE posting SET account_id = account_id + 1 WHERE posting_id = ${p}`, ["posting"], isAt("changed", p));
	const audit_id = await sqlNumber("SELECT audit_id FROM audit_entry ORDER BY audit_id LIMIT 7, 1");
	const all = await found(`UPDATE audit_entry SET note = 'x' WHERE audit_id = ${audit_id}`, ["audit_entry"],
		isAt("changed", audit_id, "entry"));
	assert.equal(all.length, 1, "and nothing else");
});

test("a forged time is named, in an old row and in a new one", async () => {
	const p = old_posting;
	await found(`UPDATE posting SET posted_at = posted_at - INTERVAL 1 DAY WHERE posting_id = ${p}`, ["posting"], isAt("changed", p));
	await found(`UPDATE entry SET posted_at = posted_at - INTERVAL 1 DAY WHERE posting_id = ${p}`, ["entry"], isAt("changed", p));
	// A new posting of yesterday, which the sealer takes for what it is.
	await sql(`INSERT INTO posting (kind, ref_id, account_id, posted_at) VALUES ('expiry', 999999999, 0, NOW(3) - INTERVAL 1 DAY);
		INSERT INTO entry (posting_id, round_id, chart, owner_id, part, yen, posted_at) SELECT LAST_INSERT_ID(), round_id, chart,
		owner_id, part, yen, NOW(3) - INTERVAL 1 DAY FROM entry WHERE posting_id = ${p}`);
	const forged = await sqlNumber("SELECT MAX(posting_id) FROM posting");
	await jobd("run");
	await settle();
	assert.ok((await findings()).some(isAt("time", forged)));
	await putBack("new");
	filesBack("new");
});

test("deleted rows are named", async () => {
	const p = old_posting;
	await found(`DELETE FROM entry WHERE posting_id = ${p}; DELETE FROM posting WHERE posting_id = ${p}`, ["posting", "entry"],
		isAt("missing", p));
	await found(`DELETE FROM posting WHERE posting_id = ${p}`, ["posting"], isAt("missing", p));
	await found(`DELETE FROM entry WHERE posting_id = ${p}`, ["entry"], isAt("emptied", p));
	await found(`DELETE FROM entry WHERE posting_id = ${p} AND part = 2`, ["entry"], isAt("changed", p));
	const audit_id = await sqlNumber("SELECT audit_id FROM audit_entry ORDER BY audit_id LIMIT 7, 1");
	await found(`DELETE FROM audit_entry WHERE audit_id = ${audit_id}`, ["audit_entry"], isAt("missing", audit_id));
});

test("TRUNCATE is found, with how far it went", async () => {
	const last = await sqlNumber("SELECT MAX(posting_id) FROM posting");
	const entries = await found("TRUNCATE entry", ["entry"], isAt("emptied", last));
	assert.ok(entries.filter((f) => f.what === "emptied").every((f) => f.count > 1), "in one line a stretch");
	await found("TRUNCATE posting", ["posting"], isAt("missing", last));
	await found("TRUNCATE posting; TRUNCATE entry", ["posting", "entry"], isAt("missing", last));
	await found("TRUNCATE audit_entry", ["audit_entry"], isAt("missing", 1));
	await found("TRUNCATE chain_seal", ["chain_seal"], (f) => f.what === "mark" && f.chain === "ledger");
	await found("TRUNCATE chain_seal; TRUNCATE chain_mark; TRUNCATE proof_root", ["chain_seal", "chain_mark", "proof_root"],
		(f) => f.what === "root_missing");
});

test("inserted rows are named, wherever they hide", async () => {
	for (const id of [hole, -5]) {
		await found(`INSERT INTO posting VALUES (${id}, 'payment', 999999998, 0, NOW(3));
			INSERT INTO entry (posting_id, round_id, chart, owner_id, part, yen, posted_at) SELECT ${id}, round_id, chart, owner_id,
			part, yen, NOW(3) FROM entry WHERE posting_id = ${old_posting}`, ["posting", "entry"], isAt("inserted", id));
	}
	// Two entries that balance, to a posting that is there; and to one that is not.
	await found(`INSERT INTO entry (posting_id, round_id, chart, owner_id, part, yen, posted_at) SELECT posting_id, round_id, chart,
		owner_id, part, yen, posted_at FROM entry WHERE posting_id = ${old_posting} AND part = 1`, ["entry"], isAt("changed", old_posting));
	await found(`INSERT INTO entry (posting_id, round_id, chart, owner_id, part, yen, posted_at) SELECT ${hole}, round_id, chart,
		owner_id, part, yen, posted_at FROM entry WHERE posting_id = ${old_posting}`, ["entry"], isAt("inserted", hole));
});

test("an old backup put back is found by what the proof has seen", async () => {
	const newest = await sqlNumber("SELECT MAX(proof_root_id) FROM proof_root");
	await putBack("old");
	const all = await findings();
	assert.ok(all.some(isAt("root_missing", newest)), JSON.stringify(all));
	assert.ok(all.some((f) => f.what === "seal_other" && f.chain === "ledger"));
	// The jobs go on over it, and do not take back what was published.
	const published = readFileSync(monthFile(), "utf8");
	const root = await madoctl("proof", "root");
	assert.notEqual(root.status, 0, root.text);
	assert.equal(readFileSync(monthFile(), "utf8"), published);
	await putBack("new");
	assert.equal((await madoctl("proof")).status, 0);
});

test("a cut-off end is found", async () => {
	const last = await sqlNumber("SELECT MAX(seal_no) FROM chain_seal WHERE chain = 2");
	await found(`DELETE FROM chain_seal WHERE chain = 2 AND seal_no = ${last};
		DELETE FROM entry WHERE posting_id > (SELECT MAX(last_id) FROM chain_seal WHERE chain = 2);
		DELETE FROM posting WHERE posting_id > (SELECT MAX(last_id) FROM chain_seal WHERE chain = 2)`,
		["chain_seal", "posting", "entry"], (f) => f.what === "mark" && f.chain === "ledger");
	const root = await sqlNumber("SELECT MAX(proof_root_id) FROM proof_root");
	await found(`DELETE FROM proof_root WHERE proof_root_id = ${root}`, ["proof_root"], isAt("root_missing", root));
	await found(`UPDATE proof_root SET ledger_seal_no = ledger_seal_no - 1 WHERE proof_root_id = ${root}`, ["proof_root"],
		isAt("root", root));
});

/* The whole chain of the ledger, marks and roots made anew over the rows as they are now. */
async function makeAnew(seed: string): Promise<string> {
	const secret = secretKey(seed);
	const leaves = await ledgerLeaves();
	const key = publicOf(secret);
	const hashes = new Map<number, string>();
	const statements: string[] = [];
	let prev_hash = zeros;
	let at = 0;
	for (const seal of await seals(2)) {
		const anew = { ...seal, prev_hash, kept: keptOf(leaves.slice(at, at += seal.row_count)) };
		prev_hash = sealHash(anew);
		hashes.set(seal.seal_no, prev_hash);
		statements.push(`UPDATE chain_seal SET prev_hash = UNHEX('${anew.prev_hash}'), kept = UNHEX('${anew.kept}'), hash =
			UNHEX('${prev_hash}'), signature = UNHEX('${signed(secret, Buffer.from(prev_hash, "hex"))}')
			WHERE chain = 2 AND seal_no = ${seal.seal_no};`);
	}
	let before = zeros;
	const lines = publishedRoots().map((root) => {
		const anew = { ...root, prev_hash: before, ledger_hash: hashes.get(root.ledger_seal_no) ?? zeros, public_key: key };
		before = anew.hash = sha256(rootText(anew));
		anew.signature = signed(secret, Buffer.from(rootText(anew)));
		statements.push(`UPDATE proof_root SET prev_hash = UNHEX('${anew.prev_hash}'), ledger_hash = UNHEX('${anew.ledger_hash}'),
			hash = UNHEX('${anew.hash}'), signature = UNHEX('${anew.signature}'), public_key = UNHEX('${key}')
			WHERE proof_root_id = ${anew.proof_root_id};`);
		return JSON.stringify(anew);
	});
	await sql(statements.join("\n"));
	return `${lines.join("\n")}\n`;
}

test("a chain made anew without the key does not fit", async () => {
	await sql(`UPDATE entry SET yen = yen + SIGN(yen) WHERE posting_id = ${old_posting} AND part = 1`);
	await makeAnew("11".repeat(32));
	const all = await findings();
	assert.ok(all.some((f) => f.what === "key"), JSON.stringify(all));
	assert.ok(all.some((f) => f.what === "root"));
	assert.ok(all.some((f) => f.what === "seal" && f.chain === "ledger" && f.first_row_id <= old_posting && old_posting <= f.last_row_id));
	await putBack("new");
});

test("a chain made anew by who has the key, with the published files, differs from what was seen", async () => {
	await sql(`UPDATE entry SET yen = yen + SIGN(yen) WHERE posting_id = ${old_posting} AND part = 1`);
	const published = await makeAnew(readFileSync(join(folder, "keys/proof.key"), "utf8").trim());
	writeFileSync(monthFile(), published);
	const all = await findings();
	const other = all.find((f) => f.what === "root_other" && f.chain === "ledger");
	assert.ok(other !== undefined && other.first_row_id <= old_posting && old_posting <= other.last_row_id, JSON.stringify(all));
	assert.ok(all.some((f) => f.what === "seal_other" && f.chain === "ledger"));
	assert.ok(all.every((f) => ["root_other", "seal_other"].includes(f.what)), "by nothing else: the forgery is perfect");
	await putBack("new");
	filesBack("new");
});

test("what was published for the world and no longer is, is found", async () => {
	const lines = readFileSync(monthFile(), "utf8");
	writeFileSync(monthFile(), lines.replace(/"ledger_seal_no":\d+/, '"ledger_seal_no":77'));
	assert.ok((await findings()).some((f) => f.what === "published_other"));
	writeFileSync(monthFile(), lines);
});

test("two proofs at once wait for each other, and see everything once", async () => {
	const said = await Promise.all([1, 2, 3, 4].map(() => madoctl("proof")));
	assert.ok(said.every(({ status }) => status === 0), JSON.stringify(said));
	const lines = readFileSync(join(folder, "proof-seen/roots.jsonl"), "utf8").trim().split("\n");
	assert.deepEqual(lines.map((line) => JSON.parse(line)), publishedRoots());
});

test("a new key is made once, and only its public part is shown", async () => {
	const file = join(folder, "keys/another.key");
	const made = await madoctl("proof", "keygen", file);
	assert.equal(made.status, 0, made.text);
	const seed = readFileSync(file, "utf8").trim();
	assert.equal(made.text, `public key  ${publicOf(secretKey(seed))}\n`);
	assert.notEqual((await madoctl("proof", "keygen", file)).status, 0);
	assert.equal(readFileSync(file, "utf8").trim(), seed);
	rmSync(file);
});

test("nobody may tell the database another time", async () => {
	await assert.rejects(sql("SET timestamp = 1000000000"), /timestamp/);
});

test("after all of it the books are as they were, and the jobs go on", async () => {
	await jobd("run");
	await settle();
	const said = await madoctl("proof");
	assert.equal(said.status, 0, said.text);
	assert.ok(payment.payment_id > 0);
	await jobd("run");
});
