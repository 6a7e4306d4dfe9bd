// The database under the instance, as its root: to count rows behind the programs'
// backs, and to let time pass for one row of a test's own world.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { folder } from "./client.ts";

const run = promisify(execFile);

/** Rows of texts; NULL is the text NULL. */
export async function sql(text: string): Promise<string[][]> {
	const client = run("mariadb", [`--defaults-file=${join(folder, "conf/client.cnf")}`,
		"--default-character-set=utf8mb4", "-N", "-B", "madoguchi"], { maxBuffer: 1 << 26 });
	client.child.stdin?.end(text);	// not an argument: those hold 128 KiB
	const { stdout } = await client;
	return stdout === "" ? [] : stdout.replace(/\n$/, "").split("\n").map((line) => line.split("\t"));
}

export async function sqlNumber(text: string): Promise<number> {
	const rows = await sql(text);
	assert.equal(rows.length, 1, text);
	return Number(rows[0]?.[0]);
}

/* What jobd and the counting of tries write at any moment. */
const restless = new Set(["job_run", "outbox", "session", "sign_in_pair", "sign_in_name", "chain_seal",
	"chain_mark", "proof_root", "setting", "use_day", "use_mark", "flag", "flag_row", "flag_act"]);
let names: string[] | undefined;

/** One figure for the content of every table that only an act changes. */
export async function contents(): Promise<Map<string, string>> {
	names ??= (await sql("SHOW TABLES")).map(([name = ""]) => name).filter((name) => !restless.has(name));
	const rows = await sql(`CHECKSUM TABLE ${names.map((name) => `\`${name}\``).join(", ")}`);
	return new Map(rows.map(([name = "", sum = ""]) => [name, sum]));
}

export function changed(before: Map<string, string>, after: Map<string, string>): string[] {
	return [...after].filter(([name, sum]) => before.get(name) !== sum).map(([name]) => name);
}
