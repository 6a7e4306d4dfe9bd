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

async function check(page, place, off = []) {
	assert.deepEqual(await axe(page, off), [], place);
	assert.deepEqual(page.found, [], place);
}

async function language_switch(page, lang) {
	await page.evaluate(async (code) => {
		await globalThis.language_set(code);
		for (let frame = 0; frame < 2; frame++)
			await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
	}, lang);
	assert.equal(await page.evaluate(() => document.documentElement.lang), { "ja-easy": "ja", zh: "zh-Hans" }[lang] ?? lang);
}

const text_size = (page, size) => page.evaluate((name) => void (document.documentElement.dataset.text = name), size);

/** The open page at 320 px with the largest text. */
async function check_narrow(page, place) {
	const size = page.viewportSize();
	await text_size(page, "huge");
	await page.setViewportSize({ width: 320, height: 640 });
	assert.equal(await too_wide(page), 0, `too wide: ${place}`);
	await page.setViewportSize(size);
	await text_size(page, "standard");
}

test("every component has examples", () => {
	const folders = readdirSync(`${sources}/ui`, { withFileTypes: true })
		.filter((row) => row.isDirectory() && row.name !== "field" && row.name !== "list")
		.map((row) => row.name);
	assert.deepEqual(folders.filter((name) => !parts.includes(name)), []);
});

// Each view opens in one language, the next view in the next one, and is switched to the others.
describe("components", { concurrency: 2 }, () => {
	for (const [at, part] of parts.entries())
		test(part, async () => {
			const page = await page_open();
			const forced = await page_open({ forcedColors: "active" });
			for (const [nth, view] of (await views(page, part)).entries()) {
				const lang_at = (step) => languages[(at + nth + step) % languages.length];
				await open(page, { ...view, lang: lang_at(0) });
				for (let step = 0; step < languages.length; step++) {
					const place = `${JSON.stringify(view)} ${lang_at(step)}`;
					if (step > 0)
						await language_switch(page, lang_at(step));
					await check(page, place);
					await check_narrow(page, place);
				}
				await open(page, { ...view, lang: "ja", text: "huge" });
				await check(page, `${JSON.stringify(view)} largest text`);
				// The system chooses the colours then; axe would measure against a page it cannot see.
				await open(forced, { ...view, lang: "ja" });
				await check(forced, `${JSON.stringify(view)} forced colours`, ["color-contrast"]);
			}
			await page.context().close();
			await forced.context().close();
		});
});
