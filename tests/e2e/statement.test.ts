// The bank's statement at the desk: chosen, looked at, taken in, and its unknown line worked on.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { businessDay, sender } from "../lib/payout.ts";
import { amount, paper } from "../lib/statement.ts";
import { base, browser_start, by_keyboard, desk, nothing_wrong, open_page, phone, settled, staff, too_wide } from "./lib.ts";

let browser: Browser;
before(async () => {
	browser = await browser_start();
	await (await staff("accounting")).call("PUT /api/settlement/bank-sender", sender);
});
after(() => browser.close());

for (const size of [desk, phone]) {
	test(`a statement is looked at, taken in and its unknown line explained (${size.width})`, async () => {
		const { context, page, found } = await open_page(browser, size, await staff("accounting"));
		const name = `ﾌﾒｲ ${amount()}`;
		const file = paper(await businessDay(), [{ yen: amount(), sender: name }]);
		await page.goto(`${base}/staff/statements`);
		await page.getByLabel("明細のファイル").setInputFiles({ name: "meisai.dat", mimeType: "", buffer: Buffer.from("1030") });
		await page.getByText("ファイルに誤りがあるため、取り込んでいません。").first().waitFor();
		const dialog = page.waitForEvent("filechooser");
		await by_keyboard(page, "明細のファイル");
		await (await dialog).setFiles({ name: "meisai.dat", mimeType: "", buffer: file });
		await page.getByText("まだ取り込んでいません").first().waitFor();
		assert.ok(await page.getByText(name.replace("ﾌﾒｲ", "フメイ")).first().isVisible(), "what would be taken in is shown");
		await settled(page);
		await nothing_wrong(page, page.url());
		assert.equal(await too_wide(page), 0);
		await page.getByRole("button", { name: "取り込む", exact: true }).click();
		await page.getByRole("dialog").getByRole("button", { name: "取り込む", exact: true }).click();
		await page.getByText("1行の明細を取り込みました").first().waitFor();

		await page.goto(`${base}/staff/bank-lines?state=open&order=newest`);
		await settled(page);
		await nothing_wrong(page, page.url());
		const row = page.getByRole("row").filter({ hasText: name.replace("ﾌﾒｲ", "フメイ") });
		await row.getByRole("link").first().click();
		await page.getByRole("button", { name: "内容を説明する" }).click();
		await page.getByLabel("資金の受入").check();
		await page.getByLabel("説明", { exact: false }).last().fill("口座への入金");
		await page.getByRole("button", { name: "内容を説明する" }).last().click();
		await page.getByText("説明を残しました。").first().waitFor();
		await settled(page);
		await nothing_wrong(page, page.url());
		assert.equal(await too_wide(page), 0);
		assert.deepEqual(found, []);
		await context.close();
	});
}
