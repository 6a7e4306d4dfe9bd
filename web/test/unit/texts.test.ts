// Goal: a text that is missing, doubled or different in its {params} never reaches people.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, beforeEach, test } from "node:test";
import { fileURLToPath } from "node:url";

const tool = fileURLToPath(new URL("../../tools/texts.mjs", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "texts-"));
const languages = ["ja", "ja-easy", "en", "zh", "ko", "vi"];

function put(language: string, text: string) {
	writeFileSync(join(folder, "areas", `a.${language}.json`), text);
}
function run(...more: string[]) {
	const done = spawnSync(process.execPath, [tool, "--folder", folder, ...more], { encoding: "utf8" });
	return { status: done.status, said: done.stderr };
}

beforeEach(() => {
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(join(folder, "areas"), { recursive: true });
	for (const language of languages)
		put(language, '{\n"a.b": "{count} x",\n"a.a": "y"\n}');
});
after(() => rmSync(folder, { recursive: true, force: true }));

test("areas become one sorted file per language and typed keys", () => {
	assert.deepEqual(run(), { status: 0, said: "" });
	assert.deepEqual(Object.keys(JSON.parse(readFileSync(join(folder, "vi.json"), "utf8")) as object),
		["a.a", "a.b"]);
	assert.match(readFileSync(join(folder, "keys.ts"), "utf8"), /"a\.a": never;\s+"a\.b": "count";/);
	assert.equal(run("--check").status, 0);
});

test("drift is found", () => {
	run();
	put("en", '{\n"a.b": "{count} z",\n"a.a": "y"\n}');
	const { status, said } = run("--check");
	assert.equal(status, 1);
	assert.match(said, /en\.json is older/);
});

for (const [fault, text, says] of [
	["a missing key", '{\n"a.a": "y"\n}', /ko: a\.b is missing/],
	["a key too many", '{\n"a.a": "y",\n"a.b": "{count}",\n"a.c": "z"\n}', /ko: a\.c is not in ja/],
	["other params", '{\n"a.a": "y",\n"a.b": "{number}"\n}', /ko: a\.b: \{params\} differ/],
	["a doubled key", '{\n"a.a": "y",\n"a.a": "z",\n"a.b": "{count}"\n}', /a\.a is written twice/],
	["an empty text", '{\n"a.a": " ",\n"a.b": "{count}"\n}', /a\.a: empty/],
] as const)
	test(`${fault} is refused and nothing is written`, () => {
		put("ko", text);
		const { status, said } = run();
		assert.equal(status, 1);
		assert.match(said, says);
		assert.throws(() => readFileSync(join(folder, "ja.json")));
	});

test("what was copied from English and never put into words is found, names are not", () => {
	for (const language of ["en", "vi"])
		put(language, '{\n"a.b": "{count} Copied",\n"a.a": "iPhone"\n}');
	const { status, said } = run();
	assert.equal(status, 1);
	assert.equal(said.trim(), "vi: a.b reads as in English");
});
