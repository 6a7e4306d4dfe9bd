// Goal: two people of the office close a period in the browser: one begins it, the other
// looks at the shops, sees that a payment is held, confirms the sum and finds it closed.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { sql } from "../lib/database.ts";
import { awaitClosing, someDay } from "../lib/settlement.ts";
import { base, browser_start, desk, in_every_language, nothing_wrong, open_page, phone, settled, staff, too_wide,
	type Open } from "./lib.ts";

let browser: Browser;
const opened: Open[] = [];

before(async () => {
	browser = await browser_start();
});
after(async () => {
	await browser?.close();
});

async function open(login: string, address: string, size = desk): Promise<Page> {
	const one = await open_page(browser, size, await staff(login));
	opened.push(one);
	await one.page.goto(base + address);
	await settled(one.page);
	return one.page;
}

async function close_all(): Promise<void> {
	for (const one of opened.splice(0)) {
		await one.context.close();
		assert.deepEqual(one.found, []);
	}
}

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name, exact: typeof name === "string" });
const confirm = (page: Page, name: string) => page.getByRole("dialog").getByRole("button", { name, exact: true }).click();
const says = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor();
const shot = (page: Page, name: string) => process.env.MADOGUCHI_SHOTS === undefined ? undefined :
	page.screenshot({ path: `${process.env.MADOGUCHI_SHOTS}/${name}-${page.viewportSize()!.width}.png`, fullPage: true });

test("one begins a period, the other holds a payment, confirms and finds it closed", async () => {
	const to_on = await someDay();
	const first = await open("accounting", "/staff/closings");
	await nothing_wrong(first, "closings");
	await shot(first, "closings");
	await button(first, "ほかの日で締める").click();
	const [year = "", month = "", date = ""] = to_on.split("-");
	await first.getByLabel("年").fill(year);
	await first.getByLabel("月", { exact: true }).fill(String(Number(month)));
	await first.getByLabel("日", { exact: true }).fill(String(Number(date)));
	await button(first, "集計を始める").last().click();
	await first.waitForURL(/\/staff\/closings\/\d+/);
	const closing_id = Number(/\d+$/.exec(new URL(first.url()).pathname)?.[0]);
	await awaitClosing(closing_id, "ready");
	await says(first, "集計を始めた人とは別の職員が確定します。");
	assert.equal(await button(first, "確定する").count(), 0, "nobody confirms what they asked for");

	const found_key = `e2e ${closing_id}`;
	await sql(`INSERT INTO flag (code, shop_id, found_key, payments, yen, measured, threshold, state, found_at)
		SELECT 'own_shop', shop_id, '${found_key}', 1, 1000, 1000, 1000, 'open', UTC_TIMESTAMP(3) FROM closing_shop
		WHERE closing_id = ${closing_id} AND yen > 0 ORDER BY yen DESC LIMIT 1`);
	const second = await open("accounting2", "/staff/");
	await second.getByRole("listitem").filter({ hasText: "締めの確定" }).getByRole("link").click();
	await second.waitForURL(/\/staff\/closings\?state=ready/);
	await second.goto(`${base}/staff/closings/${closing_id}`);
	await second.getByRole("link", { name: "確認リストを見る" }).click();
	await second.waitForURL(/\/staff\/checks\?paying_closing_id/);
	await second.getByRole("row").filter({ hasText: "自店での利用" }).first().waitFor();
	await nothing_wrong(second, "findings of a closing");
	await second.goto(`${base}/staff/closings/${closing_id}`);
	await button(second, "確定する").waitFor();
	await in_every_language(second, "closing");
	await settled(second);
	await shot(second, "closing");
	await second.locator("table .row-link").first().click();
	await second.waitForURL(/\/shops\/\d+/);
	await settled(second);
	await nothing_wrong(second, "shop of a closing");
	await shot(second, "closing-shop");
	await second.getByRole("link", { name: "保留する" }).first().click();
	await second.getByRole("combobox", { name: /理由/ }).selectOption("inquiry");
	await second.getByRole("textbox", { name: /説明/ }).fill("店舗に問い合わせ中");
	await button(second, "保留する").click();
	await says(second, "保留しました");
	await nothing_wrong(second, "holds");
	await shot(second, "holds");
	await second.goto(`${base}/staff/closings/${closing_id}`);
	await button(second, "確定する").click();
	await confirm(second, "確定する");
	await awaitClosing(closing_id, "closed");
	await says(second, "締め済み");
	await says(first, "締め済み");			/* the page of the other follows */
	await sql(`DELETE FROM flag WHERE found_key = '${found_key}'`);
	await close_all();
});

test("a hold is released by two, and cycles are changed", async () => {
	const first = await open("accounting", "/staff/holds?state=held");
	await first.locator("table .row-link").first().click();
	await first.waitForURL(/\/staff\/holds\/\d+/);
	await settled(first);
	await first.getByRole("textbox", { name: /説明/ }).fill("店舗の帳簿で確かめた");
	await nothing_wrong(first, "hold");
	await shot(first, "hold");
	await button(first, "依頼する").click();
	await says(first, "もう一人の職員が判断します。");
	const second = await open("accounting2", new URL(first.url()).pathname, phone);
	await nothing_wrong(second, "decision");
	await shot(second, "decision");
	await button(second, "依頼のとおりにする").click();
	await confirm(second, "依頼のとおりにする");
	await says(second, "判断を記録しました");
	const cycles = await open("accounting", "/staff/payout-cycles", phone);
	const parts = cycles.getByRole("navigation", { name: "設定" }).getByRole("link");
	assert.deepEqual(await parts.allInnerTexts(), ["締めの周期", "確認ルール", "振込元"]);
	await in_every_language(cycles, "cycles");
	assert.equal(await too_wide(cycles), 0);
	await shot(cycles, "cycles");
	await close_all();
});

test("on a phone every page of it can be read", async () => {
	for (const address of ["/staff/closings", "/staff/holds", "/staff/payout-cycles"]) {
		const page = await open("auditor", address, phone);
		assert.equal(await too_wide(page), 0, address);
		await nothing_wrong(page, address);
		await shot(page, address.split("/").at(-1) ?? "");
	}
	await close_all();
});
