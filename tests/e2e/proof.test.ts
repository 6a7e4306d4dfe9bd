// Goal: anybody sees that the books were not changed, has the own browser calculate it, and
// takes the roots home; an auditor sees what the proof found, and where.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import type { Browser, Page } from "playwright-core";
import { folder } from "../lib/client.ts";
import { base, browser_start, desk, in_every_language, open_page, settled, staff } from "./lib.ts";

let browser: Browser;
const madoctl = (...words: string[]) => promisify(execFile)(join(process.env.MADOGUCHI_BUILD ?? "", "madoctl"),
	["-c", join(folder, "conf/madoctl.conf"), ...words]);

before(async () => {
	await madoctl("proof", "root");
	await madoctl("proof");
	browser = await browser_start();
});
after(() => browser.close());

/* What the page is told in place of the published file. */
async function told(page: Page, file: string, change: (content: any) => void): Promise<void> {
	const content = await (await fetch(`${base}/proof/${file}`)).json();
	change(content);
	await page.route(`**/proof/${file}`, (route) => route.fulfill({ json: content }));
}

test("signed out, from the foot of the page: what is proved, checked in the browser, to take home", async () => {
	const { context, page, found } = await open_page(browser);
	await page.goto(`${base}/`);
	await settled(page);
	await page.getByRole("link", { name: "帳簿の証明" }).click();
	await page.getByRole("heading", { name: "帳簿の証明", level: 1 }).waitFor();
	await page.getByText("書き換えは見つかっていません").waitFor();
	await page.getByText("署名も並びも正しいことを、このブラウザで確かめました").waitFor();
	const [download] = await Promise.all([page.waitForEvent("download"),
		page.getByRole("link", { name: /の証明値（JSON）/ }).first().click()]);
	assert.match(download.suggestedFilename(), /^roots-\d{4}-\d\d\.jsonl$/);
	await in_every_language(page, "proof");
	assert.deepEqual(found, []);
	await context.close();
});

test("a forged root is named, and so is an older browser's limit", async () => {
	const { context, page } = await open_page(browser);
	await told(page, "newest.json", (newest) => { newest.roots[0].ledger_seal_no++; });
	await page.goto(`${base}/proof`);
	await page.getByText(/番号\d+の証明値が合いません/).waitFor();
	await page.unrouteAll();
	await told(page, "newest.json", (newest) => { newest.roots[0].signature = newest.roots[0].signature.replace(/^../, "00"); });
	await page.reload();
	await page.getByText(/番号\d+の証明値が合いません/).waitFor();
	await page.unrouteAll();
	await page.addInitScript(() => { crypto.subtle.importKey = () => Promise.reject(new DOMException("", "NotSupportedError")); });
	await page.goto(`${base}/proof`);
	await page.getByText("このブラウザでは署名を確かめられません").waitFor();
	await context.close();
});

test("an auditor sees roots and result; what does not fit is said with its place", async () => {
	const { context, page, found } = await open_page(browser, desk, await staff("auditor"));
	await page.goto(`${base}/staff/audit`);
	await page.getByRole("link", { name: "帳簿の証明" }).click();
	await page.getByText("書き換えは見つかっていません").waitFor();
	await page.getByRole("table", { name: "新しい証明値" }).getByRole("row").nth(1).waitFor();
	await told(page, "status.json", (status) => Object.assign(status, { is_clean: false, wrong: 3, findings: [
		{ what: "changed", chain: "ledger", row: "posting", first_id: 4711, last_id: 4712, count: 2, first_row_id: 0, last_row_id: 0 },
		{ what: "seal", chain: "audit", row: "seal", first_id: 8, last_id: 8, count: 1, first_row_id: 70, last_row_id: 90 }] }));
	await page.reload();
	await page.getByText("合わないところが3件見つかりました").waitFor();
	const table = page.getByRole("table", { name: "合わないところ" });
	await table.getByText("仕訳 4,711～4,712").waitFor();
	await table.getByText("封印 8 (操作の記録 70～90)").waitFor();
	await in_every_language(page, "proof that found something");
	assert.deepEqual(found, []);
	await context.close();
});
