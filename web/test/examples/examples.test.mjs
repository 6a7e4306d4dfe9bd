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
	server = await serve(folder, { page: () => "/test/examples/index.html" });
	browser = await browser_start();
});
after(async () => {
	await browser?.close();
	await server?.close();
});

async function page_open(options = {}) {
	const context = await browser.newContext({ viewport: { width: 1280, height: 900 },
		reducedMotion: "reduce", ...options });	// colours are measured when nothing fades in
	const page = await context.newPage();
	page.found = complaints(page);
	return page;
}

async function open(page, query) {
	page.found.length = 0;
	await page.goto(`${server.origin}/?${new URLSearchParams(query)}`);
	await page.waitForSelector("html[data-ready]", { state: "attached" });
}

/** The common page of a part, then each example that stands alone. */
async function views(page, part) {
	await open(page, { part });
	const { alone, inside } = await page.evaluate(() => ({ ...document.documentElement.dataset }));
	const rows = Array.from({ length: Number(alone) }, (_, at) => ({ part, alone: String(at) }));
	return Number(inside) > 0 ? [{ part }, ...rows] : rows;
}

async function check(page, query, off = []) {
	await open(page, query);
	assert.deepEqual(await axe(page, off), [], JSON.stringify(query));
	assert.deepEqual(page.found, [], JSON.stringify(query));
}

/** The open page at 320 px with the largest text. */
async function check_narrow(page, query) {
	const size = page.viewportSize();
	await page.evaluate(() => void (document.documentElement.dataset.text = "huge"));
	await page.setViewportSize({ width: 320, height: 640 });
	assert.equal(await too_wide(page), 0, `too wide: ${JSON.stringify(query)}`);
	await page.setViewportSize(size);
}

test("every component has examples", () => {
	const folders = readdirSync(`${sources}/ui`, { withFileTypes: true })
		.filter((row) => row.isDirectory() && row.name !== "field" && row.name !== "list")
		.map((row) => row.name);
	assert.deepEqual(folders.filter((name) => !parts.includes(name)), []);
});

describe("components", { concurrency: 2 }, () => {
	for (const part of parts)
		describe(part, { concurrency: 1 }, () => {
			let page, forced;
			before(async () => {
				page = await page_open();
				forced = await page_open({ forcedColors: "active" });
			});
			after(async () => {
				await page?.context().close();
				await forced?.context().close();
			});
			for (const lang of languages)
				test(lang, async () => {
					for (const view of await views(page, part)) {
						await check(page, { ...view, lang });
						await check_narrow(page, { ...view, lang });
					}
				});
			test("largest text", async () => {
				for (const view of await views(page, part))
					await check(page, { ...view, lang: "ja", text: "huge" });
			});
			test("forced colours", async () => {
				// The system chooses the colours then; axe would measure against a page it cannot see.
				for (const view of await views(page, part))
					await check(forced, { ...view, lang: "ja" }, ["color-contrast"]);
			});
		});
});
