// Goal: the owner of a shop changes where it is paid on a phone and sees what the bank will read;
// the office confirms it at a desk, pays by a file that another person approves, and the shop
// sees the payout and what is behind it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { businessDay, makePayout, sender } from "../lib/payout.ts";
import { paper, takeStatement } from "../lib/statement.ts";
import { narrow } from "../lib/zengin.ts";
import { browser_start, type Caller, desk, in_every_language, nothing_wrong, open_page, phone, reads, settled, shop_clerk, staff, too_wide }
	from "./lib.ts";

let browser: Browser;
let owner: Caller, first: Caller, second: Caller;
let shop_id: number;
let sent_id = 0;	// the payout a file of two people has handed to the bank
let shots = 0;

before(async () => {
	browser = await browser_start();
	owner = (await shop_clerk("owner", 0)).caller;
	shop_id = (await owner.call("GET /api/people/shop-me")).shop_id;
	first = await staff("accounting");
	second = await staff("accounting2");
});
after(() => browser.close());

async function find(page: Page, label: string, text: string, choice: RegExp): Promise<void> {
	await page.getByLabel(new RegExp(`^${label}`)).first().fill(text);
	await page.getByRole("button", { name: `さがす ${label}` }).click();
	const select = page.getByLabel(`${label}を選ぶ`);
	await select.waitFor();
	const option = await select.locator("option").filter({ hasText: choice }).first().innerText();
	await select.selectOption({ label: option });
}

test("an account is proposed on a phone, told on the first page, and confirmed by the office", async () => {
	const { context, page, found } = await open_page(browser, phone, owner);
	await page.goto("/shop/bank-account");
	await settled(page);
	await find(page, "金融機関", "0001", /^0001/);
	await find(page, "支店", "001", /^001/);
	await page.getByLabel(/^口座番号/).fill("７６５４３２１");
	await page.getByLabel(/^口座名義/).fill("カブシキガイシャ　ミホンショップ");
	await page.getByRole("button", { name: "内容を確認する" }).click();
	await page.getByRole("heading", { name: "銀行に伝わる内容" }).waitFor();
	await page.getByRole("button", { name: "この略した名義を使う" }).click();
	await reads(page.locator("dl").last(), /カ\)ミホンシヨツプ/);
	await in_every_language(page, "what the bank will read");
	await page.getByRole("button", { name: "この口座を申し込む" }).click();
	await page.getByRole("heading", { name: "振込口座の変更が申し込まれました" }).waitFor();
	await page.goto("/shop/");
	await page.getByText("振込口座の変更が申し込まれました").waitFor();
	await settled(page);
	await nothing_wrong(page, "first page of the shop");
	assert.equal(await too_wide(page), 0);

	const office = await open_page(browser, desk, second);
	const { rows } = await second.call("GET /api/settlement/shop-accounts?state=proposed");
	const row = rows.find((one: any) => one.shop_id === shop_id);
	await office.page.goto(`/staff/shop-accounts/${row.shop_account_id}`);
	await office.page.getByRole("button", { name: "表示する" }).click();
	await office.page.getByText("7654321").waitFor();
	await nothing_wrong(office.page, "an account");
	await office.page.getByRole("button", { name: "この口座を確認する" }).click();
	await office.page.getByRole("dialog").getByRole("button", { name: "この口座を確認する" }).click();
	await office.page.getByText("口座を確認しました。").waitFor();
	await page.goto("/shop/payouts");
	await page.getByText("口座番号の末尾 321").waitFor();
	assert.deepEqual([...found, ...office.found], []);
	await context.close();
	await office.context.close();
});

test("what is due is paid by a file of two people, and the shop sees it", async () => {
	const pay_on = await businessDay();
	const payout_id = await makePayout(shop_id, 10_000, 2_000, pay_on);
	const builder = await open_page(browser, desk, first);
	await builder.page.goto("/staff/bank-files/new");
	await settled(builder.page);
	const [year = "", month, day] = pay_on.split("-").map(String);
	await builder.page.getByLabel("年", { exact: true }).fill(year);
	await builder.page.getByLabel("月", { exact: true }).fill(String(Number(month)));
	await builder.page.getByLabel("日", { exact: true }).fill(String(Number(day)));
	await builder.page.getByRole("button", { name: "内容を見る" }).click();
	await builder.page.getByRole("button", { name: "この内容で作る" }).click();
	await builder.page.getByRole("dialog").getByRole("button", { name: "この内容で作る" }).click();
	await builder.page.waitForURL(/bank-files\/\d+$/);
	await builder.page.getByText("承認は、ほかの職員に頼んでください。").waitFor();
	await nothing_wrong(builder.page, "a file that was built");

	const approver = await open_page(browser, desk, second);
	await approver.page.goto(builder.page.url());
	await approver.page.getByRole("button", { name: "承認する" }).click();
	await approver.page.getByRole("dialog").getByRole("button", { name: "承認する" }).click();
	await approver.page.getByText("承認しました。").waitFor();
	const loading = approver.page.waitForEvent("download");
	await approver.page.getByRole("link", { name: /データを取り出す/ }).click();
	assert.match((await loading).suggestedFilename(), /^furikomi-.*\.txt$/);
	await approver.page.getByRole("button", { name: "銀行に送ったと記録する" }).click();
	await approver.page.getByRole("dialog").getByRole("button", { name: "銀行に送ったと記録する" }).click();
	await approver.page.getByText("銀行への送付を記録しました。").waitFor();
	await nothing_wrong(approver.page, "a file that was sent");
	for (const path of ["/staff/payouts", `/staff/payouts/${payout_id}`, "/staff/bank-files", "/staff/shop-accounts", "/staff/shop-accounts/new",
		"/staff/bank-sender"]) {
		await approver.page.goto(path);
		await settled(approver.page);
		await nothing_wrong(approver.page, path);
	}

	const shop = await open_page(browser, phone, owner);
	await shop.page.goto("/shop/payouts");
	await settled(shop.page);
	await in_every_language(shop.page, "payouts of a shop");
	await shop.page.goto(`/shop/payouts/${payout_id}`);
	await settled(shop.page);
	await shop.page.getByText("銀行に依頼済み").waitFor();
	await in_every_language(shop.page, "a payout of a shop");
	sent_id = payout_id;
	assert.deepEqual([...builder.found, ...approver.found, ...shop.found], []);
	for (const open of [builder, approver, shop]) await open.context.close();
});

test("what came back less a fee is said by two people, and taken back by two", async () => {
	const pay_on = await businessDay();
	await first.call("PUT /api/settlement/bank-sender", sender);
	const { bank_statement_id } = await takeStatement(first, paper(pay_on, [{ yen: 12_000 - 660, sender: `${narrow("カ）ミホンシヨツプ")}`,
		summary: narrow("クミモドシ") }]));
	const { rows: [row] } = await first.call(`GET /api/settlement/bank-lines?bank_statement_id=${bank_statement_id}`);
	const asks = await open_page(browser, phone, first);
	const decides = await open_page(browser, desk, second);
	const look = async (page: Page) => {
		await settled(page);
		await nothing_wrong(page, "a line of the bank");
		assert.equal(await too_wide(page), 0);
		if (process.env.MADOGUCHI_SHOTS) await page.screenshot({ path: `${process.env.MADOGUCHI_SHOTS}/line-${++shots}.png`, fullPage: true });
	};
	const both = async (act: () => Promise<void>, says: RegExp) => {
		await asks.page.goto(`/staff/bank-lines/${row.bank_line_id}`);
		await act();
		await asks.page.getByText("二人目の職員に確認を依頼しました。").waitFor();
		await look(asks.page);
		await decides.page.goto(`/staff/bank-lines/${row.bank_line_id}`);
		await decides.page.getByRole("button", { name: "確認する" }).first().click();
		await decides.page.getByRole("dialog").getByText(says).waitFor();
		await look(decides.page);
		await decides.page.getByRole("dialog").getByRole("button", { name: "確認する" }).click();
		await decides.page.getByText("確認しました。").waitFor();
		await look(decides.page);
	};
	await both(async () => {
		await asks.page.getByRole("button", { name: "戻ってきた振込（組戻）とする" }).click();
		const choice = asks.page.getByRole("radio", { name: new RegExp(`支払い ${sent_id}`) });
		await choice.check();
		await asks.page.getByText("（手数料 660円 が差し引かれています）").first().waitFor();
		await asks.page.getByLabel("理由", { exact: false }).last().fill("銀行に電話で確認");
		await look(asks.page);
		await asks.page.getByRole("button", { name: "確認を依頼する" }).click();
	}, /手数料 660円 は市の負担とし、店には 12,000円 の全額/);
	await decides.page.getByText("手数料は市が負担します。").waitFor();
	await both(async () => {
		await asks.page.getByRole("button", { name: "照合を取り消す" }).click();
		await asks.page.getByRole("button", { name: "確認を依頼する" }).click();
		await look(asks.page);
		await asks.page.getByLabel("理由", { exact: false }).last().fill("別の店の振込でした");
		await asks.page.getByRole("button", { name: "確認を依頼する" }).click();
	}, /照合の前の状態に戻します/);
	await decides.page.getByText("要確認", { exact: true }).first().waitFor();
	assert.equal((await first.call(`GET /api/settlement/payouts/${sent_id}`)).payout.state, "sent");
	assert.deepEqual([...asks.found, ...decides.found], []);
	for (const open of [asks, decides]) await open.context.close();
});
