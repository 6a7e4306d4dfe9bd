// Goal: in the browser, somebody of accounting sees why a shop is on the list before it is paid, holds
// one of the payments, clears another finding, and changes a threshold; who it is stays a number.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import type { Browser } from "playwright-core";
import { base, browser_start, desk, nothing_wrong, open_page, phone, reads, settled, staff, type Caller } from "./lib.ts";
import { sql } from "../lib/database.ts";
import { makeBuyer, makeWorld, type Shop } from "../lib/world.ts";

let browser: Browser, accounting: Caller, shop: Shop;

before(async () => {
	browser = await browser_start();
	const world = await makeWorld();
	shop = world.shop;
	const { resident } = await makeBuyer(world.round_id, 10);
	for (const amount_yen of [51000, 700])
		await resident.post("/api/till/payments", { shop_no: shop.shop_no, amount_yen });
	accounting = await staff("accounting");
	const { job_run_id } = await accounting.post("/api/settlement/check-runs", {});
	while ((await sql(`SELECT state FROM job_run WHERE job_run_id = ${job_run_id}`))[0]?.[0] !== "done")
		await pause(200);
});
after(() => browser.close());

test("from the list to the payments, and one of them is held", async () => {
	const { context, page } = await open_page(browser, phone, accounting);
	await page.goto(`${base}/staff/checks?shop_no=${shop.shop_no}&code=one_person`);
	await page.getByRole("link", { name: "1人が1店で多額" }).click();
	await page.getByRole("heading", { name: "1人が1店で多額", level: 1 }).waitFor();
	await reads(page.getByRole("main"), /51,700円（基準 50,000円）/);
	await settled(page);
	await nothing_wrong(page, "a finding");
	assert.ok(!/試験 花子/.test(await page.getByRole("main").innerText()), "no name of a resident");
	await page.getByRole("button", { name: "支払いを保留する", exact: true }).first().click();
	await page.getByRole("checkbox", { name: /^700円/ }).uncheck();
	await page.getByLabel("保留の種類").selectOption("irregular");
	await page.getByLabel("理由").fill("領収書を確認する");
	await page.getByRole("button", { name: "支払いを保留する", exact: true }).last().click();
	await page.getByText("1件を保留しました").waitFor();
	await reads(page.getByRole("main"), /保留しました\s*会計 五郎\s*領収書を確認する/);
	const held = page.getByRole("table", { name: "対象の支払い" }).getByText("保留中");
	await held.waitFor();
	assert.equal(await held.count(), 1, "the other payment is not held");
	await nothing_wrong(page, "a finding that is held");
	await context.close();
});

test("a finding is cleared with a note, a threshold changed, and a wrong one refused by name", async () => {
	const { context, page } = await open_page(browser, desk, accounting);
	await sql(`INSERT INTO flag (code, shop_id, found_key, payments, yen, measured, threshold, state, found_at)
		VALUES ('single_large', ${shop.shop_id}, 'e2e ${shop.shop_no}', 1, 90000, 90000, 60000, 'open', UTC_TIMESTAMP(3))`);
	await page.goto(`${base}/staff/checks?shop_no=${shop.shop_no}&code=single_large`);
	await settled(page);
	await nothing_wrong(page, "the list of findings");
	await page.getByRole("link", { name: "1回の高額な支払い" }).click();
	await page.getByRole("button", { name: "問題なしにする" }).click();
	const dialog = page.getByRole("dialog");
	await dialog.getByLabel("理由").fill("介護用ベッドの購入");
	await dialog.getByRole("button", { name: "問題なしにする" }).click();
	await page.getByText("問題なしにしました").first().waitFor();
	await reads(page.getByRole("main"), /介護用ベッドの購入/);
	await page.getByRole("link", { name: "設定", exact: true }).click();
	await page.getByRole("link", { name: "確認ルール" }).click();
	await page.getByRole("heading", { name: "確認ルール", level: 1 }).waitFor();
	const card = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: "少人数に偏った売上" }) });
	await card.getByRole("button", { name: "基準を変える" }).click();
	await card.getByLabel("割合").fill("101");
	await card.getByRole("button", { name: "保存する" }).click();
	await reads(card, /1以上100以下の数にしてください/);
	await nothing_wrong(page, "the rules with a wrong threshold");
	await card.getByLabel("割合").fill("70");
	await card.getByRole("button", { name: "保存する" }).click();
	await page.getByText("保存しました").first().waitFor();
	await reads(card, /上位3人の支払いが70%以上/);
	await context.close();
});
