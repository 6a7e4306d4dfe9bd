// Goal: no entry lacks a text that one of its pages may show.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { is_carried } from "../../build/entry_texts.ts";

const src = fileURLToPath(new URL("../../src", import.meta.url));
const keys = Object.keys(JSON.parse(readFileSync(join(src, "i18n/ja.json"), "utf8")) as object);

function sources(folder: string): string[] {
	return readdirSync(join(src, folder), { recursive: true, withFileTypes: true })
		.filter((row) => row.isFile() && /\.tsx?$/.test(row.name) && !/^examples?\.tsx?$/.test(row.name))
		.map((row) => readFileSync(join(row.parentPath, row.name), "utf8"));
}

/** The keys a source names in full, and all that begin as a `template.${of_it}` does. */
function named(text: string): string[] {
	const words = new Set([...text.matchAll(/["'`]([a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+)["'`]/g)]
		.map((found) => found[1]!));
	const starts = [...text.matchAll(/`([a-z][a-z0-9_]*\.[a-z0-9_.]*)\$\{/g)].map((found) => found[1]!);
	return keys.filter((key) => words.has(key) || starts.some((start) => key.startsWith(start)));
}

for (const entry of ["resident", "shop", "staff"])
	test(`${entry}: each text its sources name is carried`, () => {
		const shared = ["core", "ui", "scan"].flatMap(sources);
		const own = [...sources(`apps/${entry}`), readFileSync(join(src, "apps/start.tsx"), "utf8")];
		const all = new Set([...shared, ...own].flatMap(named));

		assert.ok(all.size > 100, "the search finds keys at all");
		assert.deepEqual([...all].filter((key) => !is_carried(entry, key)), []);
	});

test("the sentences of refusals are everywhere, other entries' texts are not", () => {
	for (const entry of ["resident", "shop", "staff"])
		assert.ok(keys.filter((key) => /^(reason|problem|column|ui)\./.test(key))
			.every((key) => is_carried(entry, key)));
	assert.equal(is_carried("resident", "staff.sign_in"), false);
	assert.equal(is_carried("staff", "staff.sign_in"), true);
	assert.equal(is_carried("shop", "resident.pay"), false);
});
