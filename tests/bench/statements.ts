// The two SELECTs of a recorded GET /api/till/purse, as the peers read them.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [recording = "", folder = ""] = process.argv.slice(2);
const sqls: string[] = readFileSync(recording, "utf8").trim().split("\n")
	.map((line) => JSON.parse(line).sql ?? "");
const session_sql = sqls.find((sql) => sql.includes("FROM session s JOIN"));
const purse_sql = sqls.find((sql) => sql.includes("JOIN purse_lot"));
if (session_sql === undefined || purse_sql === undefined) throw new Error(`${recording} lacks a statement`);
writeFileSync(join(folder, "statements.json"), JSON.stringify({ session_sql, purse_sql }));
const php = (sql: string) => `'${sql.replace(/[\\']/g, "\\$&")}'`;
writeFileSync(join(folder, "statements.php"), `<?php return [${php(session_sql)}, ${php(purse_sql)}];\n`);
