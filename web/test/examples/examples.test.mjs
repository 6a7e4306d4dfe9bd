// Every example of every component, in six languages: no finding of axe, nothing that the
// content policy refuses, no scrolling sideways at 320 px with the largest text.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { axe, browser_start, complaints, too_wide } from "../browser.mjs";
import { serve } from "../serve.mjs";

const folder = fileURLToPath(new URL("dist", import.meta.url));
const sources = fileURLToPath(new URL("../../src", import.meta.url));
const languages = ["ja", "ja-easy", "en", "zh", "ko", "vi"];
const parts = readdirSync(sources, { recursive: true })
	.map((name) => /^(?:ui\/)?([a-z_]+)\/examples\.tsx$/.exec(name)?.[1]).filter(Boolean).toSorted();

let server, browser;
before(async () => {
	server = await serve(folder, { port: 8321, page: () => "/test/examples/index.html" });
	browser = await browser_start();
});
after(async () => {
	await browser?.close();
	await server?.close();
});

async function open(query, options = {}) {
	const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
	const page = await context.newPage();
	page.found = complaints(page);
	await page.goto(`${server.origin}/?${new URLSearchParams(query)}`);
	await page.waitForSelector("html[data-ready]");
	return page;
}

/** The common page of a part, then each example that stands alone. */
async function views(part) {
	const page = await open({ part });
	const { alone, inside } = await page.evaluate(() => ({ ...document.documentElement.dataset }));
	await page.context().close();
	const rows = Array.from({ length: Number(alone) }, (_, at) => ({ part, alone: String(at) }));
	return Number(inside) > 0 ? [{ part }, ...rows] : rows;
}

async function check(query, options) {
	const page = await open(query, options);
	assert.deepEqual(await axe(page), [], JSON.stringify(query));
	assert.deepEqual(page.found, [], JSON.stringify(query));
	await page.context().close();
}

test("every component has examples", () => {
	const folders = readdirSync(`${sources}/ui`, { withFileTypes: true })
		.filter((row) => row.isDirectory() && row.name !== "field" && row.name !== "list")
		.map((row) => row.name);
	assert.deepEqual(folders.filter((name) => !parts.includes(name)), []);
});

for (const part of parts)
	describe(part, () => {
		for (const lang of languages)
			test(lang, async () => {
				for (const view of await views(part))
					await check({ ...view, lang });
			});
		test("largest text", async () => {
			for (const view of await views(part))
				await check({ ...view, lang: "ja", text: "huge" });
		});
		test("forced colours", async () => {
			for (const view of await views(part))
				await check({ ...view, lang: "ja" }, { forcedColors: "active", colorScheme: "dark" });
		});
		test("320 px with the largest text", async () => {
			for (const view of await views(part))
				for (const lang of languages) {
					const page = await open({ ...view, lang, text: "huge" }, { viewport: { width: 320, height: 640 } });
					assert.equal(await too_wide(page), 0, `${part} ${lang} ${view.alone ?? ""}`);
					await page.context().close();
				}
		});
	});
