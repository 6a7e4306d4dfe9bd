// Chromium for tests: opens pages, collects what the page complains about, runs axe.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const axe_source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export function browser_start(more = []) {
	return chromium.launch({
		executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
		args: ["--no-sandbox", "--disable-dev-shm-usage", ...more],
	});
}

/** Console errors, page errors and violations of the policy, as texts. */
export function complaints(page) {
	const found = [];
	page.on("console", (message) => {
		if (message.type() === "error")
			found.push(message.text());
	});
	page.on("pageerror", (error) => found.push(String(error)));
	return found;
}

/** The rules of WCAG 2.2 A and AA, and best practices. */
export async function axe(page, off = []) {
	// Trusted Types forbid adding a script; an evaluated one belongs to the test, not the page.
	if (!await page.evaluate(() => "axe" in globalThis))	// reading it costs as much as a look
		await page.evaluate(axe_source);
	const result = await page.evaluate((rules) => globalThis.axe.run(document, {
		rules: Object.fromEntries(rules.map((name) => [name, { enabled: false }])),
		runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
		resultTypes: ["violations"],
	}), off);
	return result.violations.map((row) =>
		`${row.id}: ${row.nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`);
}

/** How far the page reaches beyond its width: 0 when nothing must be scrolled sideways. */
export function too_wide(page) {
	return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
