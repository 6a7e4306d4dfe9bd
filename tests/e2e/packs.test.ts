// Goal: the accountant makes an audit pack of now and of a day gone by with one button, sees how far
// it is, and takes it as a file; a time that cannot be is said at its field.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { base, browser_start, desk, in_every_language, nothing_wrong, open_page, phone, settled, staff, too_wide, type Open }
	from "./lib.ts";

let browser: Browser;
const opened: Open[] = [];

before(async () => {
	browser = await browser_start();
});
after(async () => {
	await browser?.close();
});

async function open(login: string, size = desk): Promise<Page> {
	const one = await open_page(browser, size, await staff(login));
	opened.push(one);
	await one.page.goto(`${base}/staff/audit-packs`);
	await settled(one.page);
	return one.page;
}
const shot = (page: Page, name: string) => process.env.MADOGUCHI_SHOTS === undefined ? undefined :
	page.screenshot({ path: `${process.env.MADOGUCHI_SHOTS}/${name}-${page.viewportSize()!.width}.png`, fullPage: true });

test("an audit pack is made by a button, watched, and taken", async () => {
	const page = await open("accounting");
	await shot(page, "packs-empty");
	const make = page.getByRole("button", { name: "監査資料を作成する", exact: true });
	await page.getByLabel("過去の日時を指定する").check();
	await page.getByLabel("年").fill("2030");
	await page.getByLabel("時刻").fill("25:70");
	await make.click();
	await page.getByText("時刻は「17:30」のように入れてください。").first().waitFor();
	await nothing_wrong(page, "audit packs with an error");
	await shot(page, "packs-error");
	for (const [label, text] of [["年", "2025"], ["月", "1"], ["日", "10"]] as const)
		await page.getByLabel(label, { exact: true }).fill(text);
	await page.getByLabel("時刻").fill("９：０５");
	await make.click();
	await page.getByText("作成を始めました。").waitFor();
	await shot(page, "packs-making");
	const row = page.getByRole("row").filter({ hasText: "2025" }).first();
	const link = row.getByRole("link", { name: /取り出す/ });
	await link.waitFor();		// the page hears of it by itself
	assert.match(await row.innerText(), /9:05|09:05/);
	await in_every_language(page, "audit packs");
	const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
	assert.match(download.suggestedFilename(), /^kansa-2025-01-10-\d+\.zip$/);
	assert.equal((await readFile(await download.path())).subarray(0, 2).toString(), "PK");
	await shot(page, "packs");

	const small = await open("auditor", phone);
	await small.locator(".tag", { hasText: "できました" }).first().waitFor();
	assert.equal(await too_wide(small), 0);
	await nothing_wrong(small, "audit packs on a phone");
	await shot(small, "packs");
	const other = await open("admin");
	assert.equal(await other.getByRole("link", { name: "監査資料" }).count(), 0, "whom it is not for is not shown it");
	for (const one of opened.splice(0)) {
		await one.context.close();
		assert.deepEqual(one.found, []);
	}
});
