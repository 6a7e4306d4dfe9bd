// Goal: what staff do needs no mouse: a round is changed, a shop, a card is issued, accounts and roles are kept,
// and a sale taken back by keyboard alone, with the focus where one goes on.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { base, browser_start, by_keyboard, Caller, desk, open_page, sell, settled, staff } from "./lib.ts";

let browser: Browser, clerk: Caller;

before(async () => {
	browser = await browser_start();
	clerk = await staff("counter");
});
after(() => browser?.close());

async function at_desk(login: string, path: string, work: (page: Page) => Promise<void>) {
	const { context, page, found } = await open_page(browser, desk, await staff(login));
	try {
		await page.goto(base + path);
		await settled(page);
		await work(page);
		assert.deepEqual(found, []);
	} finally {
		await context.close();
	}
}

/** Goes to the field by Tab and writes over what stands there. */
async function write(page: Page, label: RegExp, text: string) {
	await by_keyboard(page, label, "");
	await page.keyboard.press("Control+A");
	await page.keyboard.type(text);
}

const says = (page: Page, text: string | RegExp) => page.locator("main, dialog").getByText(text).first().waitFor();

test("a round is drafted, refused, mended and saved", async () => {
	const name = `鍵盤の回 ${Date.now() % 100_000}`;
	await at_desk("admin", "/staff/campaigns/1/new-round", async (page) => {
		await write(page, /^回の名前/, name);
		await write(page, /^発行するセット数/, "100");
		await by_keyboard(page, "下書きを保存する");
		await page.locator(".error-summary:focus").waitFor();
		for (const [year, month, day] of [["2038", "4", "1"], ["2038", "4", "30"], ["2038", "4", "1"], ["2038", "9", "30"]]) {
			await write(page, /^年/, year!);
			await page.keyboard.press("Tab");
			await page.keyboard.type(month!);
			await page.keyboard.press("Tab");
			await page.keyboard.type(day!);
			await page.keyboard.press("Tab");
		}
		await page.keyboard.press("Shift+Tab");
		await page.keyboard.press("Enter");
		await page.waitForURL(/\/staff\/rounds\/\d+$/);
		await says(page, name);
		await by_keyboard(page, "編集する");
		await page.waitForURL(/\/edit$/);
		await settled(page);
		await write(page, /^回の名前/, `${name} 改`);
		await page.keyboard.press("Enter");
		await page.waitForURL(/\/staff\/rounds\/\d+$/);
		await says(page, `${name} 改`);
	});
});

test("a shop is found and changed", async () => {
	await at_desk("admin", "/staff/shops/2/edit", async (page) => {
		const area = `鍵盤町 ${Date.now() % 1000}`;
		await write(page, /^地区/, area);
		await page.keyboard.press("Enter");
		await page.waitForURL(/\/staff\/shops\/2$/);
		await says(page, area);
		assert.equal(await page.evaluate(() => document.activeElement?.tagName), "H1");
	});
});

test("a card is issued", async () => {
	const sold = await sell(clerk, 1);
	const { kana } = await clerk.call("POST /api/people/person-looks", { person_id: sold.person_id, purpose: "card" });
	await at_desk("counter", "/staff/cards/new", async (page) => {
		await write(page, /^よみがな/, kana as string);
		await page.keyboard.press("Enter");
		await page.getByRole("button", { name: `この方です: ${kana}` }).waitFor();
		await by_keyboard(page, `この方です: ${kana}`);
		await page.locator("input[type=password]").first().waitFor();
		for (const at of [0, 1]) {
			for (let turn = 0; turn < 60; turn++) {
				const is_there = await page.evaluate((nth) =>
					document.activeElement === document.querySelectorAll("input[type=password]")[nth], at);
				if (is_there)
					break;
				await page.keyboard.press("Tab");
			}
			await page.keyboard.type("5937");
		}
		await page.keyboard.press("Enter");
		await says(page, "カードを発行しました");
	});
});

test("a sale is taken back: the question begins at the safe answer, Escape leaves it", async () => {
	const sold = await sell(clerk, 1);
	await at_desk("reviewer", `/staff/sales/${sold.sale_id}`, async (page) => {
		await write(page, /^取り消す理由/, "打ち間違い");
		await by_keyboard(page, "取消の内容を確かめる");
		await page.getByRole("dialog").waitFor();
		await page.locator("dialog button:focus", { hasText: "やめる" }).waitFor();
		await page.keyboard.press("Escape");
		await page.getByRole("dialog").waitFor({ state: "hidden" });
		await page.locator("button:focus", { hasText: "取消の内容を確かめる" }).waitFor();
		assert.equal((await clerk.call(`GET /api/sales/counter-sales/${sold.sale_id}`)).state, "sold");
		await page.keyboard.press("Enter");
		await page.getByRole("dialog").waitFor();
		await by_keyboard(page, "販売を取り消す");
		await says(page, "販売を取り消しました");
		assert.equal((await clerk.call(`GET /api/sales/counter-sales/${sold.sale_id}`)).state, "void");
	});
});

test("an account is made by one and its role confirmed by another", async () => {
	const login = `key${Date.now() % 1_000_000}`;
	await at_desk("admin", "/staff/accounts/new", async (page) => {
		await write(page, /^名前/, "鍵盤 職員");
		await write(page, /^ログイン名/, login);
		await by_keyboard(page, /^監査/, "Space");
		await page.keyboard.press("Enter");
		await says(page, "鍵盤 職員 さんのアカウントを作りました");
	});
	await at_desk("admin2", `/staff/accounts?q=${login}&waiting=1`, async (page) => {
		await page.getByRole("link", { name: "鍵盤 職員" }).waitFor();
		await by_keyboard(page, "鍵盤 職員");
		await page.getByRole("button", { name: "この役割を確認する" }).waitFor();
		await by_keyboard(page, "この役割を確認する");
		await page.getByRole("dialog").waitFor();
		await by_keyboard(page, "この役割を確認する");
		await says(page, "役割を確認しました");
	});
});

test("a role is proposed by one and approved by another", async () => {
	const name = `鍵盤役${Date.now() % 1_000_000}`;
	await at_desk("admin", "/staff/roles/new", async (page) => {
		await write(page, /^役割の名前/, name);
		await by_keyboard(page, /加盟店を見る/, "Space");
		await by_keyboard(page, "変更を提案する");
		await says(page, "提案しました");
	});
	await at_desk("admin2", "/staff/roles", async (page) => {
		const card = page.locator(".card", { hasText: name });
		await card.getByRole("button", { name: "承認する" }).waitFor();
		// Another proposal may stand before it: on to the one of this card.
		await by_keyboard(page, "承認する", "");
		while (await card.locator(":focus").count() === 0 ||
			!/承認する/.test(await page.locator(":focus").innerText()))
			await page.keyboard.press("Tab");
		await page.keyboard.press("Enter");
		await page.getByRole("dialog").waitFor();
		await by_keyboard(page, "承認する");
		await page.getByRole("link", { name, exact: true }).waitFor();
	});
});
