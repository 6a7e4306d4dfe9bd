// Goal: nothing the document promises was left untried (run after all other API tests, see
// tests/run): every route answered well, every reason a route lists was seen on it, no
// program said that its table is wrong, and none failed.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { folder, onceReasons, routes, shared, universal } from "./lib.ts";

type Seen = [name: string, status: number, code: string | null];
const seen: Seen[] = readdirSync(shared).filter((file) => file.startsWith("seen-"))
	.flatMap((file) => readFileSync(join(shared, file), "utf8").trim().split("\n").map((line) => JSON.parse(line)));
const saw = (name: string, code: string) => seen.some((one) => one[0] === name && one[2] === code);

test("every route was answered as its row says", () => {
	const never = routes.filter((route) => !seen.some((one) => one[0] === route.name && one[1] === route.good));
	assert.deepEqual(never.map((route) => route.name), []);
});

test("every reason a route lists was seen on that route", () => {
	const common = new Set([...universal, ...onceReasons]);
	const never = routes.flatMap((route) => [...route.reasons.keys()]
		.filter((code) => !common.has(code) && !saw(route.name, code)).map((code) => `${route.name} ${code}`));
	assert.deepEqual(never, []);
});

test("every reason that all routes have was seen", () => {
	const wanted = [...universal, ...onceReasons].filter((code) => code !== "internal_error");
	assert.deepEqual(wanted.filter((code) => !seen.some((one) => one[2] === code)), []);
	assert.deepEqual(routes.filter((route) => !saw(route.name, "invalid_input")).map((route) => route.name), []);
	assert.deepEqual(routes.filter((route) => route.once && !saw(route.name, "key_missing")).map((route) => route.name), []);
	assert.deepEqual(routes.filter((route) => route.right.audience !== "public" && !saw(route.name, "not_signed_in"))
		.map((route) => route.name), []);
});

test("nothing was answered with a fault of ours", () => {
	assert.deepEqual(seen.filter((one) => one[1] === 500), []);
});

test("no log holds a fault, or a reason that its table does not list", () => {
	const planted = new Set(readFileSync(join(shared, "planted-differences"), "utf8").trim().split("\n").map(Number));
	const isPlanted = (line: string) => line.includes('"event":"ledger_difference"') && planted.has(JSON.parse(line).object_id);
	const bad = ["people", "sales", "till", "settlement", "office", "jobd"].flatMap((name) =>
		readFileSync(join(folder, "log", `${name}.log`), "utf8").split("\n").filter((line) =>
			/"event":"(reason_not_listed|assertion_failed|child_died|ledger_difference)"|"status":500[,}]/.test(line) && !isPlanted(line)));
	assert.deepEqual(bad, []);
});
