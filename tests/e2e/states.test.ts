// Goal: pages in the midst of something (refused, asking, unknown, empty, without a network)
// can be read by everybody, in every language and by small and large letters, as those at rest.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { base, browser_start, Caller, choose_round, desk, in_every_language, new_kana, new_mail, open_page, phone,
	read_by_reader, reads, resident, sell, set_offline, settled, shop_clerk, staff } from "./lib.ts";

let browser: Browser, clerk: Caller, shop: Caller;
let shop_no = "";

before(async () => {
	browser = await browser_start();
	clerk = await staff("counter");
	({ caller: shop, shop_no } = await shop_clerk());
});
after(() => browser?.close());

const button = (page: Page, name: string | RegExp) =>
	page.getByRole("button", { name, exact: typeof name === "string" });
const says = (page: Page, text: string | RegExp) => page.locator("main, dialog").getByText(text).first().waitFor();
const buyer = async () => resident(new_mail(), await sell(clerk, 1));

/** Every page that is opened is closed. */
async function with_page(who: Caller | undefined, work: (page: Page) => Promise<void>, size = phone) {
	const { context, page } = await open_page(browser, size, who);
	try {
		await work(page);
	} finally {
		await context.close();
	}
}

/** The server refuses the next call of this route with this reason. */
function refuse(page: Page, route: string, status: number, code: string, errors?: object[]) {
	return page.route(route, (call) => call.request().method() === "POST"
		? call.fulfill({ status, contentType: "application/problem+json",
			body: JSON.stringify({ type: "about:blank", title: code, status, code, errors }) })
		: call.continue(), { times: 1 });
}

/** The answer never comes. */
const lose = (page: Page, route: string) => page.route(route, (call) =>
	call.request().method() === "POST" ? call.abort("connectionreset") : call.continue());

async function check_step(page: Page, amount_yen: number) {
	await page.addInitScript(([no, amount]) => localStorage.setItem("pay.draft",
		JSON.stringify({ shop: no, amount_yen: amount, at: Date.now() })), [shop_no, amount_yen] as const);
	await page.goto(`${base}/pay/${shop_no}?step=check`);
	await button(page, `${amount_yen}円を支払う`).waitFor();
}

async function due(page: Page, amount: string) {
	await page.goto(`${base}/shop/take`);
	await page.getByRole("group", { name: "受け取る金額" }).waitFor();
	for (const digit of amount)
		await page.getByRole("button", { name: digit, exact: true }).click();
	await button(page, "次へ").click();
	await button(page, /円でよい$/).click();
	await page.getByLabel("コードまたはカードの番号").waitFor();
}

async function use_code(page: Page, code: string) {
	await page.getByLabel("コードまたはカードの番号").fill(code);
	await button(page, "この番号を使う").click();
}

describe("in the midst of something, in every language", { concurrency: 2 }, () => {
	test("resident: signing in goes wrong", async () => {
		await with_page(undefined, async (page) => {
			await page.goto(`${base}/sign-in`);
			await button(page, "数字をメールで受け取る").click();
			await page.locator(".error-summary:focus").waitFor();
			await in_every_language(page, "no address");
			await page.getByLabel(/メールアドレス/).fill(new_mail());
			await button(page, "数字をメールで受け取る").click();
			await page.getByLabel(/メールに届いた数字/).fill("000000");
			await button(page, "ログイン").click();
			await page.locator(".error-summary").getByText(/4回/).waitFor();
			await in_every_language(page, "wrong digits");
			await refuse(page, "**/api/people/resident-sessions", 409, "code_expired");
			await page.getByLabel(/メールに届いた数字/).fill("000001");
			await button(page, "ログイン").click();
			await page.locator(".error-summary").getByText(/確認コードは使えなくなりました/).waitFor();
			await in_every_language(page, "digits too old");
		});
	});

	test("resident: a payment refused, asked about, unknown, paid", async () => {
		const caller = await buyer();
		await caller.call("POST /api/till/payments", { shop_no, amount_yen: 120 });
		await with_page(caller, async (page) => {
			await check_step(page, 120);
			await button(page, "120円を支払う").click();
			await page.getByRole("dialog", { name: "同じ支払いではありませんか" }).waitFor();
			await in_every_language(page, "paid twice?");
		});
		await with_page(caller, async (page) => {
			await check_step(page, 130);
			await refuse(page, "**/api/till/payments", 409, "purse_short");
			await button(page, "130円を支払う").click();
			await page.getByRole("alert").filter({ hasText: /残高/ }).waitFor();
			await in_every_language(page, "refused");
			await button(page, "130円を支払う").click();
			await page.locator(".proof").waitFor();
			await in_every_language(page, "paid");
		});
		await with_page(caller, async (page) => {
			await lose(page, "**/api/till/payments");
			await check_step(page, 140);
			await button(page, "140円を支払う").click();
			await says(page, /確認中です/);
			await in_every_language(page, "unknown");
		});
	});

	test("resident: nothing there yet, nothing found, no network", async () => {
		await with_page(await resident(), async (page) => {
			for (const path of ["/", "/purse", "/purse/history", "/code", `/pay/${shop_no}?step=amount`]) {
				await page.goto(base + path);
				await settled(page);
				await in_every_language(page, `without vouchers ${path}`);
			}
			await page.goto(`${base}/shops`);
			await page.getByLabel("お店の名前").fill("ないおみせ");
			await button(page, "絞り込む").click();
			await says(page, "条件に合うお店がありません");
			await in_every_language(page, "no shop found");
		});
		await with_page(await buyer(), async (page) => {
			await page.goto(`${base}/purse`);
			await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
			await page.reload();
			await says(page, "6,000円");
			await page.waitForFunction(async () => (await (await caches.open("answers")).keys()).length > 0);
			await set_offline(page.context(), true);
			await page.goto(`${base}/purse`);
			await says(page, /に取得した内容です/);
			await set_offline(page.context(), false);	// the switch of languages loads texts
			await in_every_language(page, "kept balance");
		});
	});

	test("shop: each step of a taking and what may come of it", async () => {
		const caller = await buyer();
		const code = async () => (await caller.call("POST /api/till/pay-codes")).code as string;
		await with_page(shop, async (page) => {
			await page.goto(`${base}/shop/take`);
			await page.getByRole("group", { name: "受け取る金額" }).waitFor();
			await button(page, "次へ").click();
			await says(page, "金額を入力してください");
			await in_every_language(page, "no amount");
			await read_by_reader(page, await code());
			await says(page, /コードを読み取りました/);
			await in_every_language(page, "a reader too early");
			await due(page, "110");
			await in_every_language(page, "code");
			await use_code(page, "hello");
			await says(page, "商品券のコードではありません");
			await in_every_language(page, "wrong code");
			await use_code(page, "0".repeat(26));
			await says(page, "110円の支払いはできませんでした");
			await in_every_language(page, "refused");
			await due(page, "110");
			await use_code(page, await code());
			await page.locator(".proof").waitFor();
			await in_every_language(page, "received");
			await due(page, "110");
			await lose(page, "**/api/till/takings");
			await use_code(page, await code());
			await says(page, /確認中です/);
			await in_every_language(page, "unknown");
		});
	});

	test("shop: the holder of a card types the PIN, first a wrong one", async () => {
		const sold = await sell(clerk, 1);
		const { card_no } = await clerk.call("POST /api/sales/cards",
			{ person_id: sold.person_id, pin: "4711", use_limit_yen: 5000, day_limit_yen: 10_000 });
		await with_page(shop, async (page) => {
			await due(page, "120");
			await use_code(page, card_no as string);
			await says(page, "画面をお客様に向けてください");
			await in_every_language(page, "PIN");
			for (const digit of "1111")
				await page.getByRole("button", { name: digit, exact: true }).click();
			await button(page, "120円を支払う").click();
			await says(page, /カードか暗証番号が違います/);
			await in_every_language(page, "wrong PIN");
		});
	});

	test("shop: taking back is asked about and done; a line that is cut", async () => {
		await (await buyer()).call("POST /api/till/payments", { shop_no, amount_yen: 432 });
		await with_page(shop, async (page) => {
			await page.goto(`${base}/shop/`);
			await button(page, /432円を取り消す$/).first().click();
			const dialog = page.getByRole("dialog");
			await dialog.getByRole("button", { name: "432円を取り消す" }).click();
			await dialog.getByText("理由を選んでください。").waitFor();
			await in_every_language(page, "take back without a reason");
			await dialog.getByLabel("金額の間違い").check();
			await dialog.getByRole("button", { name: "432円を取り消す" }).click();
			await dialog.getByText("432円がお客様の残高に戻りました。").waitFor();
			await in_every_language(page, "taken back");
			await dialog.getByRole("button", { name: "閉じる" }).click();
			await page.route("**/api/till/takings/today", (call) => call.abort());
			await set_offline(page.context(), true);
			await says(page, /通信できません/);
			await set_offline(page.context(), false);
			await in_every_language(page, "line cut");
		});
	});

	test("shop: signing in goes wrong, a first password, a shop without payments", async () => {
		const { caller: quiet } = await shop_clerk("owner", 1);
		await with_page(quiet, async (page) => {
			for (const path of ["/shop/", "/shop/takings?on_from=2020-01-01&on_to=2020-01-02"]) {
				await page.goto(base + path);
				await settled(page);
				await in_every_language(page, `without payments ${path}`);
			}
			await page.goto(`${base}/shop/clerks/new`);
			const login = `st-${Date.now().toString(36)}`;
			await button(page, "担当者を追加する").click();
			await page.locator(".error-summary:focus").waitFor();
			await in_every_language(page, "clerk without a name");
			await page.getByLabel("名前").fill("試験 係");
			await page.getByLabel("ログイン名").fill(login);
			await button(page, "担当者を追加する").click();
			const first = await page.locator(".first-password").innerText();
			await in_every_language(page, "first password");
			const { shop_no: no } = await quiet.call("GET /api/people/shop-me");
			await with_page(undefined, async (till) => {
				await till.goto(`${base}/shop/`);
				await till.getByLabel("店番号").fill(String(no));
				await till.getByLabel("ログイン名").fill(login);
				await till.getByLabel(/^パスワード 必須/).fill("not the password");
				await button(till, "ログイン").click();
				await till.locator(".error-summary:focus").waitFor();
				await in_every_language(till, "wrong password");
				await till.getByLabel(/^パスワード 必須/).fill(first);
				await button(till, "ログイン").click();
				await till.waitForURL(/\/shop\/password/);
				await button(till, "パスワードを変更する").click();
				await till.locator(".error-summary:focus").waitFor();
				await in_every_language(till, "first password to be changed");
			});
		});
	});

	test("staff: a sale from the unknown buyer to the receipt, refused, unknown", async () => {
		const kana = new_kana();
		const find = async (page: Page) => {
			await page.goto(`${base}/staff/sell`);
			await choose_round(page);
			await page.getByLabel("よみがな").fill(kana);
			for (const [label, text] of [["年", "S20"], ["月", "8"], ["日", "15"]] as const)
				await page.getByLabel(label, { exact: true }).fill(text);
			await button(page, "次へ").click();
		};
		await with_page(clerk, async (page) => {
			await find(page);
			await page.getByLabel("氏名").fill("試験 花子");
			await button(page, "登録して次へ").click();
			await page.locator(".error-summary:focus").waitFor();
			await in_every_language(page, "new buyer");
			await page.getByLabel("住所").fill("見本県見本市本町1丁目2番3号");
			await button(page, "登録して次へ").click();
			await page.getByLabel("お預かり").fill("9");
			await button(page, "1セットを5,000円で販売する").click();
			await page.locator(".error-summary:focus").waitFor();
			await in_every_language(page, "too little cash");
			await refuse(page, "**/api/sales/counter-sales", 409, "stock_short",
				[{ pointer: "/sets", code: "stock_short", params: { left_sets: 0 } }]);
			await button(page, /^ちょうど/).click();
			await button(page, "1セットを5,000円で販売する").click();
			await page.getByRole("alert").first().waitFor();
			await in_every_language(page, "refused");
		}, desk);
		await with_page(clerk, async (page) => {
			await find(page);
			await button(page, `この方です: ${kana}`).waitFor();
			await in_every_language(page, "is it this person?");
			await button(page, `この方です: ${kana}`).click();
			await button(page, /^ちょうど/).click();
			await button(page, "1セットを5,000円で販売する").click();
			await says(page, "1セットを販売しました");
			await in_every_language(page, "sold");
			await find(page);
			await button(page, `この方です: ${kana}`).click();
			await button(page, /^ちょうど/).click();
			await lose(page, "**/api/sales/counter-sales");
			await button(page, "1セットを5,000円で販売する").click();
			await says(page, /確認中です/);
			await in_every_language(page, "unknown");
		}, desk);
	});

	test("staff: questions before acts, what is shown once, empty lists", async () => {
		const sold = await sell(clerk, 1);
		await with_page(undefined, async (page) => {
			await page.goto(`${base}/staff/sign-in`);
			await button(page, "ログイン").click();
			await page.locator(".error-summary:focus").waitFor();
			await in_every_language(page, "sign-in");
		}, desk);
		await with_page(await staff("reviewer"), async (page) => {
			await page.goto(`${base}/staff/sales/${sold.sale_id}`);
			await page.getByLabel("取り消す理由").fill("セット数の打ち間違い");
			await button(page, "取消の内容を確かめる").click();
			await page.getByRole("dialog").getByText(/現金 5,000円 を返します/).waitFor();
			await in_every_language(page, "take a sale back?");
		}, desk);
		await with_page(clerk, async (page) => {
			await page.goto(`${base}/staff/people/${sold.person_id}`);
			await page.getByLabel("見る目的").selectOption("inquiry");
			await button(page, "記録して開く").click();
			await says(page, sold.name);
			await in_every_language(page, "a person");
			for (const path of ["/staff/sales?receipt_no=ZZZZZZ", "/staff/cards?card_ends=0000"]) {
				await page.goto(base + path);
				await settled(page);
				await in_every_language(page, path);
			}
		}, desk);
		await with_page(await staff("admin"), async (page) => {
			await page.goto(`${base}/staff/campaigns/1/new-round`);
			await button(page, "下書きを保存する").click();
			await page.locator(".error-summary:focus").waitFor();
			await in_every_language(page, "round without dates");
			await page.goto(`${base}/staff/shops/new`);
			await button(page, "登録する").click();
			await page.locator(".error-summary:focus").waitFor();
			await in_every_language(page, "shop without a name");
			await page.goto(`${base}/staff/shops/1`);
			await button(page, "新しい版を作る").click();
			await page.getByRole("dialog").waitFor();
			await in_every_language(page, "a new poster?");
			await page.goto(`${base}/staff/accounts/new`);
			await page.getByLabel("名前", { exact: false }).first().fill("状態 試験");
			await page.getByLabel("ログイン名").fill(`st${Date.now() % 1_000_000}`);
			await page.getByLabel(/^監査/).check();
			await button(page, "アカウントを作る").click();
			await says(page, /のアカウントを作りました/);
			await in_every_language(page, "shown once");
		}, desk);
	});

	test("staff: a card, with two PINs that differ, then issued", async () => {
		const sold = await sell(clerk, 1);
		const { kana } = await clerk.call("POST /api/people/person-looks", { person_id: sold.person_id, purpose: "card" });
		await with_page(clerk, async (page) => {
			await page.goto(`${base}/staff/cards/new`);
			await page.getByLabel("よみがな").fill(kana as string);
			await button(page, "探す").click();
			await button(page, `この方です: ${kana}`).click();
			const pins = page.locator("input[type=password]");
			await pins.nth(0).fill("4821");
			await pins.nth(1).fill("4812");
			await button(page, "カードを発行する").click();
			await says(page, /上に入力したものと違います/);
			await in_every_language(page, "two PINs");
			await pins.nth(1).fill("4821");
			await button(page, "カードを発行する").click();
			await says(page, "カードを発行しました");
			await in_every_language(page, "card issued");
			await page.getByRole("link", { name: "内容を見る" }).click();
			await button(page, "カードを止める").click();
			await page.getByLabel("理由").fill("なくした");
			await button(page, "カードを止める").nth(1).click();
			await page.getByRole("dialog").waitFor();
			await in_every_language(page, "stop a card?");
			await page.getByRole("dialog").getByRole("button", { name: "カードを止める" }).click();
			await reads(page.locator("main"), /カードを止めました。/);
			assert.equal(await page.getByRole("dialog").count(), 0);
		}, desk);
	});
});
