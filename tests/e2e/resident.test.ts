// Goal: a resident signs in by mail, takes over what was bought at the counter, finds a shop
// and pays there, by the shop's code or by the own one; nothing is lost, nothing paid twice.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import {
	base, browser_start, by_keyboard, Caller, desk, mail_code, new_mail, nothing_wrong, open_page, pages_in_every_language, phone,
	Refused, resident, sell, set_offline, settled, shop_clerk, staff, too_wide, type Open,
} from "./lib.ts";

let browser: Browser, clerk: Caller, admin: Caller, shop: Caller;
let shop_no = "", shop_id = 0, shop_name = "", poster = "", revoked = "";

before(async () => {
	browser = await browser_start();
	[clerk, admin] = [await staff("counter"), await staff("admin")];
	({ caller: shop, shop_no } = await shop_clerk());
	const sign = await new Caller().call("POST /api/till/shop-reads", { shop_no });
	({ shop_id, name: shop_name } = sign as { shop_id: number; name: string });
	const print = (note: string) => admin.call(`POST /api/office/staff-shops/${shop_id}/posters`, { note });
	poster = new URL((await print("e2e")).url).pathname;
	const bad = await print("e2e, revoked");
	await admin.call(`POST /api/office/posters/${bad.poster_id}/revocations`, { reason: "e2e" });
	revoked = new URL(bad.url).pathname;
});
after(() => browser?.close());

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });
const link = (page: Page, name: string | RegExp) => page.getByRole("link", { name });
const heading = (page: Page, name: string | RegExp) =>
	page.getByRole("heading", { level: 1, name }).waitFor();

async function type_amount(page: Page, amount: string): Promise<void> {
	for (const key of amount)
		await button(page, key === "0" ? /^0$/ : key).first().click();
}

async function balance_of(caller: Caller): Promise<number> {
	return (await caller.call("GET /api/till/purse")).balance_yen as number;
}

async function payments_of(caller: Caller): Promise<{ amount_yen: number; payment_id: number }[]> {
	return (await caller.call("GET /api/till/purse/history?kind=payment")).rows as
		{ amount_yen: number; payment_id: number }[];
}

/** Opens a page, runs the work, closes it; the page must not have complained. */
async function with_page(size: typeof phone, who: Caller | undefined, work: (open: Open) => Promise<void>) {
	const open = await open_page(browser, size, who);
	try {
		await work(open);
		assert.deepEqual(open.found, []);
	} finally {
		await open.context.close();
	}
}

async function buyer(sets = 1): Promise<Caller> {
	return resident(new_mail(), await sell(clerk, sets));
}

/** A signed-out page is at the mail step of signing in: types the mail and its digits. */
async function sign_in(page: Page, mail: string, wrong_first = false): Promise<void> {
	await page.getByLabel(/メールアドレス/).fill(mail);
	await button(page, "数字をメールで受け取る").click();
	await heading(page, "メールの数字を入力");
	const code = await mail_code(mail);
	const field = page.getByLabel(/メールに届いた数字/);
	assert.equal(await field.getAttribute("autocomplete"), "one-time-code");
	if (wrong_first) {
		await field.fill(code === "111111" ? "222222" : "111111");
		await button(page, "ログイン").click();
		await page.locator(".error-summary").getByText(/4回/).waitFor();
	}
	await field.fill(code);
	await button(page, "ログイン").click();
}

for (const [name, size] of [["360 px", phone], ["desktop", desk]] as const)
	describe(name, () => {
		test("the shop's code, opened signed out: the shop at once, sign-in only to pay, then paid", async () => {
			const sold = await sell(clerk, 1);
			const caller = new Caller();
			await with_page(size, undefined, async ({ context, page }) => {
				await page.goto(base + poster);
				await heading(page, shop_name);
				assert.match(await page.locator("main").innerText(), /商品券が使えないもの|たばこ/);
				await link(page, "ログインして支払う").click();
				await page.getByText(/同じお店の画面に戻ります/).waitFor();
				await sign_in(page, new_mail());
				await page.getByText("まだ商品券を受け取っていません").waitFor();
				assert.equal(page.url(), `${base}${poster}?step=amount`);
				for (const cookie of await context.cookies())
					caller.cookies.set(cookie.name, cookie.value);
				await caller.call("POST /api/people/claims", { claim_code: sold.claim_code });
				await page.reload();
				await heading(page, shop_name);
				await type_amount(page, "1234");
				await button(page, "確認へ進む").click();
				await heading(page, "この内容で支払いますか");
				await page.locator(".pay-check").getByText("1,234円", { exact: true }).waitFor();
				await page.locator(".pay-check").getByText(/4,766円/).waitFor();
				await button(page, "1,234円を支払う").click();
				await heading(page, "支払いました");
				const digits = await page.locator(".proof__digits").innerText();
				const today = await shop.call("GET /api/till/takings/today");
				assert.equal(today.latest[0].amount_yen, 1234);
				assert.equal(today.latest[0].digits, digits);
				assert.equal(await balance_of(caller), 4766);
				const clock = page.locator(".proof__clock");
				const then = await clock.innerText();
				await page.waitForFunction((old) =>		// the picture's clock goes on
					document.querySelector<HTMLElement>(".proof__clock")?.innerText !== old, then);
				await page.reload();
				await heading(page, "支払いました");
				assert.equal(await page.locator(".proof__digits").innerText(), digits);
			});
		});

		test("the amount is more than there is: said before the check, nothing is paid", async () => {
			const caller = await buyer();
			await with_page(size, caller, async ({ page }) => {
				await page.goto(`${base}${poster}?step=amount`);
				await page.locator(".keypad").waitFor();
				await type_amount(page, "6001");
				await page.getByText(/残高が足りません/).waitFor();
				await button(page, "確認へ進む").click();
				await heading(page, shop_name);
				assert.equal(await balance_of(caller), 6000);
			});
		});

		test("the own code: the shop takes, the page turns into the same paid screen", async () => {
			const caller = await buyer();
			await with_page(size, caller, async ({ page }) => {
				await page.goto(`${base}/code`);
				const code = (await page.locator(".qr__number").innerText()).replaceAll(" ", "");
				const taking = await shop.call("POST /api/till/takings", { code, amount_yen: 567 });
				await heading(page, "支払いました");
				assert.equal(await page.locator(".proof__digits").innerText(), taking.digits);
				assert.match(await page.locator(".proof__amount").innerText(), /567円/);
				assert.match(await page.locator("main").innerText(), /残高\s*5,433円/);
			});
		});
	});

test("from the scanned code a payment takes at most four touches", async () => {
	const caller = await buyer();
	await with_page(phone, caller, async ({ page }) => {
		let touches = 1;		// the address that the camera shows is touched
		await page.goto(base + poster);
		await link(page, "金額を入力する").click();
		touches++;
		await page.locator(".keypad").waitFor();
		await type_amount(page, "300");
		const next = button(page, "確認へ進む");
		assert.ok((await next.boundingBox())!.y < phone.height, "seen without scrolling");
		await next.click();
		touches++;
		await button(page, "300円を支払う").click();
		touches++;
		await heading(page, "支払いました");
		assert.ok(touches <= 4);
	});
});

test("signing in by mail: a wrong code says how many tries are left, then home without a purse", async () => {
	const mail = new_mail();
	await with_page(phone, undefined, async ({ page }) => {
		await page.goto(`${base}/sign-in`);
		await sign_in(page, mail, true);
		await heading(page, "商品券を受け取る");
		await page.goto(base);
		await page.getByText("まだ商品券を受け取っていません").waitFor();
	});
});

test("the page of the digits survives being thrown away, and asks for new ones after a pause", async () => {
	const mail = new_mail();
	await with_page(phone, undefined, async ({ page }) => {
		await page.goto(`${base}/sign-in?back=%2Fhelp`);
		await page.getByLabel(/メールアドレス/).fill(mail);
		await button(page, "数字をメールで受け取る").click();
		await heading(page, "メールの数字を入力");
		const first = await mail_code(mail);
		await page.reload();
		await heading(page, "メールの数字を入力");
		await page.getByText(/あと\d+秒たつと/).waitFor();
		await button(page, "数字をもう一度送る").click({ timeout: 60_000 });
		await page.getByText("新しい数字を送りました").waitFor();
		await page.getByLabel(/メールに届いた数字/).fill(await mail_code(mail, first));
		await button(page, "ログイン").click();
		await heading(page, "使い方");
	});
});

test("what was bought at the counter: the receipt's code, signed out, once", async () => {
	const sold = await sell(clerk, 2);
	const mail = new_mail();
	await with_page(phone, undefined, async ({ page }) => {
		await page.goto(`${base}/c/${sold.claim_code}`);
		await link(page, "ログイン").click();
		await sign_in(page, mail);
		await heading(page, "商品券を受け取る");
		await button(page, "受け取る").click();
		await page.getByText(`${sold.name}さんの商品券を使えるようになりました。`).waitFor();
		await link(page, "残高をくわしく見る").click();
		await page.getByText("12,000円").first().waitFor();
		assert.match(await page.locator("main").innerText(), /次の期限 令和/);
	});
	await with_page(phone, await resident(), async ({ page }) => {
		await page.goto(`${base}/link`);
		await page.getByLabel("領収書に書いてある文字").fill(sold.claim_code.toUpperCase().replaceAll("-", " "));
		await button(page, "この番号を使う").click();
		await button(page, "受け取る").click();
		await page.getByRole("alert").waitFor();
		assert.equal(await page.getByText("使えるようになりました").count(), 0);
	});
});

test("an answer that is lost: 確認中, settled with the same key, paid once", async () => {
	const caller = await buyer();
	await with_page(phone, caller, async ({ page, found }) => {
		const keys: string[] = [];
		await page.route("**/api/till/payments", async (route) => {
			keys.push(route.request().headers()["idempotency-key"]!);
			if (keys.length > 1)
				return route.continue();
			await route.fetch();
			await route.abort();
		});
		await page.goto(`${base}${poster}?step=amount`);
		await page.locator(".keypad").waitFor();
		await type_amount(page, "777");
		await button(page, "確認へ進む").click();
		await button(page, "777円を支払う").click();
		await page.getByText(/確認中です/).waitFor();
		await heading(page, "支払いました");
		assert.equal(new Set(keys).size, 1);
		assert.ok(keys.length >= 2);
		assert.equal((await payments_of(caller)).length, 1);
		assert.equal(await balance_of(caller), 6000 - 777);
		found.length = 0;		// the broken answer itself
	});
});

test("the page is closed while the outcome is unknown: home settles it", async () => {
	const caller = await buyer();
	await with_page(phone, caller, async ({ context, page, found }) => {
		await page.route("**/api/till/payments", async (route) => {
			await route.fetch().catch(() => {});
			await route.abort().catch(() => {});
		});
		await page.goto(`${base}${poster}?step=amount`);
		await page.locator(".keypad").waitFor();
		await type_amount(page, "888");
		await button(page, "確認へ進む").click();
		await button(page, "888円を支払う").click();
		await page.getByText(/確認中です/).waitFor();
		await page.close();
		const again = await context.newPage();
		await again.goto(base);
		await again.getByText(new RegExp(`前の支払いは完了していました。${shop_name} 888円`)).waitFor();
		assert.equal((await payments_of(caller)).length, 1);
		found.length = 0;
	});
});

test("the same amount to the same shop a moment later: asked first", async () => {
	const caller = await buyer();
	await caller.call("POST /api/till/payments", { shop_no, amount_yen: 250 });
	await with_page(phone, caller, async ({ page }) => {
		await page.goto(`${base}/pay/${shop_no}?step=amount`);
		await page.locator(".keypad").waitFor();
		await type_amount(page, "250");
		// However late the page learns of it: it is asked before anything is paid.
		await page.route("**/api/till/purse/history*", async (route) => {
			await new Promise((resolve) => setTimeout(resolve, 1500));
			await route.continue();
		});
		await button(page, "確認へ進む").click();
		await button(page, "250円を支払う").click();
		const dialog = page.getByRole("dialog", { name: "同じ支払いではありませんか" });
		await dialog.getByRole("button", { name: "やめる" }).click();
		assert.equal((await payments_of(caller)).length, 1);
		await button(page, "250円を支払う").click();
		await dialog.getByRole("button", { name: "もう一度支払う" }).click();
		await heading(page, "支払いました");
		assert.equal((await payments_of(caller)).length, 2);
	});
});

test("the own code is renewed by itself and the older one ends", async () => {
	const caller = await buyer();
	await with_page(phone, caller, async ({ page }) => {
		await page.clock.install();
		await page.goto(`${base}/code`);
		const number = page.locator(".qr__number");
		const first = await number.innerText();
		const renewed = page.waitForResponse((row) => /pay-codes$/.test(row.url()));
		await page.clock.runFor(59_000);
		await renewed;
		await page.waitForFunction((old) =>
			document.querySelector<HTMLElement>(".qr__number")?.innerText !== old, first);
		await assert.rejects(
			shop.call("POST /api/till/takings", { code: first.replaceAll(" ", ""), amount_yen: 100 }),
			(error) => error instanceof Refused && /^code_/.test(error.code));
		assert.equal(await balance_of(caller), 6000);
	});
});

test("a revoked poster, an unknown number and a strange code are refused with words", async () => {
	await with_page(phone, undefined, async ({ page }) => {
		await page.goto(base + revoked);
		await page.getByText(/このポスターは使えなくなりました/).waitFor();
		await page.goto(`${base}${poster.slice(0, -2)}zz`);
		await page.getByText(/お支払いはされていません/).waitFor();
		await page.goto(`${base}/pay`);
		await page.getByLabel("お店の番号").fill("999999");
		await button(page, "この番号を使う").click();
		await page.getByText(/お支払いはされていません/).waitFor();
		await link(page, "ほかの方法でお店を選ぶ").click();
		await page.getByLabel("お店の番号").fill("https://example.com/x");
		await button(page, "この番号を使う").click();
		await page.getByText("これはお店のコードではありません").waitFor();
	});
});

test("by keyboard alone: typed shop number, amount, payment", async () => {
	const caller = await buyer();
	await with_page(desk, caller, async ({ page }) => {
		await page.goto(base);
		await page.getByText("6,000円").waitFor();
		await by_keyboard(page, "支払う");
		await heading(page, "支払う");
		await by_keyboard(page, "お店の番号", "");
		await page.keyboard.type("１０００１６".normalize("NFKC") === shop_no ? "１０００１６" : shop_no);
		await page.keyboard.press("Enter");
		await heading(page, shop_name);
		assert.equal(await page.evaluate(() => document.activeElement?.tagName), "H1");
		await by_keyboard(page, "金額を入力する");
		await page.locator(".keypad").waitFor();
		await page.keyboard.type("95");
		await page.keyboard.press("Backspace");
		await page.keyboard.type("8");
		await by_keyboard(page, "確認へ進む");
		await heading(page, "この内容で支払いますか");
		assert.equal(await page.evaluate(() => document.activeElement?.tagName), "H1");
		await by_keyboard(page, "98円を支払う");
		await heading(page, "支払いました");
		assert.equal(await balance_of(caller), 5902);
	});
});

test("the purse opens without a network, with the time it was read", async () => {
	const caller = await buyer();
	await with_page(phone, caller, async ({ context, page, found }) => {
		await page.goto(`${base}/purse`);
		await page.getByText("6,000円").first().waitFor();
		await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
		await page.reload();
		await page.getByText("6,000円").first().waitFor();
		await page.waitForFunction(async () =>
			(await (await caches.open("answers")).keys()).length > 0);
		await set_offline(context, true);
		await page.goto(`${base}/purse`);
		await page.getByText("6,000円").first().waitFor();
		await page.getByText(/に取得した内容です/).waitFor();
		await set_offline(context, false);
		found.length = 0;		// no network
	});
});

test("history: acts with shop and sign, filtered by kind, an old one is only a record", async () => {
	const caller = await buyer();
	const paid = await caller.call("POST /api/till/payments", { shop_no, amount_yen: 120 });
	const today = await shop.call("GET /api/till/takings/today");
	assert.equal(today.latest[0].payment_id, paid.payment_id);
	await shop.call(`POST /api/till/takings/${paid.payment_id}/voids`, { reason: "e2e" });
	await with_page(phone, caller, async ({ page }) => {
		await page.goto(`${base}/purse/history`);
		await page.getByText("3件を表示しています。").waitFor();
		const text = await page.locator(".row-list").innerText();
		assert.match(text, /−120円/);
		assert.match(text, /\+120円/);
		assert.match(text, /\+6,000円/);
		await page.getByLabel("種類").selectOption("sale");
		await button(page, "絞り込む").click();
		await page.getByText("1件を表示しています。").waitFor();
		await page.goto(`${base}/paid/${paid.payment_id}`);
		await page.getByText("この支払いは取り消されました").waitFor();
		assert.equal(await page.locator(".proof").count(), 0);
	});
});

test("another person's payment is not shown", async () => {
	const paid = await (await buyer()).call("POST /api/till/payments", { shop_no, amount_yen: 110 });
	await with_page(phone, await buyer(), async ({ page }) => {
		await page.goto(`${base}/paid/${paid.payment_id}`);
		await page.getByText(/見つかりませんでした/).waitFor();
		assert.equal(await page.locator(".proof").count(), 0);
	});
});

test("shops: by area, industry, part of the name; an empty result says what to do", async () => {
	const rows = (await new Caller().call("GET /api/office/shops?limit=200")).rows as
		{ name: string; kana: string; area: string; industry: string }[];
	const wanted = rows.find((row) => row.kana.length > 6)!;
	await with_page(phone, undefined, async ({ page }) => {
		await page.goto(`${base}/shops`);
		await page.getByText("20件を表示しています。").waitFor();
		await button(page, "続きを見る").click();
		await page.getByText("40件を表示しています。").waitFor();
		await page.getByLabel("地区").selectOption(wanted.area);
		await page.getByLabel("業種").selectOption(wanted.industry);
		await page.getByLabel("お店の名前").fill(wanted.kana.slice(0, 5).normalize("NFKC")
			.replace(/[ァ-ヶ]/g, (kana) => String.fromCodePoint(kana.codePointAt(0)! - 0x60)));
		await button(page, "絞り込む").click();
		await page.locator(".shop-row h2", { hasText: wanted.name }).first().waitFor();
		assert.match(page.url(), /area=.*industry=|industry=.*area=/);
		await page.getByLabel("お店の名前").fill("ないおみせ");
		await button(page, "絞り込む").click();
		await page.getByText("条件に合うお店がありません").waitFor();
	});
});

test("settings: another device is signed out after a question; signing out leaves nothing behind", async () => {
	const mail = new_mail();
	const caller = await resident(mail, await sell(clerk, 1));
	const { sessions } = await caller.call("GET /api/people/resident-sessions");
	assert.equal(sessions.length, 1);
	await with_page(phone, undefined, async ({ page }) => {
		await page.clock.install();
		await page.goto(`${base}/sign-in`);
		await page.getByLabel(/メールアドレス/).fill(mail);
		const old = await mail_code(mail);
		// The address was asked for a moment ago: the server wants a pause.
		for (;;) {
			await button(page, "数字をメールで受け取る").click();
			const came = await Promise.race([
				heading(page, "メールの数字を入力").then(() => true),
				page.locator(".error-summary").waitFor().then(() => false)]);
			if (came)
				break;
			await new Promise((resolve) => setTimeout(resolve, 5000));
			await page.clock.runFor(1500);
			await page.reload();
			await page.getByLabel(/メールアドレス/).fill(mail);
		}
		await page.getByLabel(/メールに届いた数字/).fill(await mail_code(mail, old));
		await button(page, "ログイン").click();
		await page.getByText("6,000円").waitFor();
		await page.goto(`${base}/settings`);
		await button(page, /をログアウト$/).click();
		const ask = page.getByRole("dialog", { name: "この端末をログアウトしますか" });
		await ask.getByRole("button", { name: "ログアウト" }).click();
		await page.getByText(/をログアウトしました。/).waitFor();
		await assert.rejects(caller.call("GET /api/till/purse"),
			(error) => error instanceof Refused && error.status === 401);
		await button(page, /^ログアウト$/).click();
		await page.getByRole("dialog", { name: "ログアウトしますか" })
			.getByRole("button", { name: "ログアウト" }).click();
		await link(page, "ログイン").waitFor();
		const left = await page.evaluate(() => Object.keys(localStorage));
		assert.deepEqual(left.filter((key) => /^(draft|pay|sign_in|once)\b/.test(key)), []);
		await page.goto(`${base}/purse`);
		await link(page, "ログイン").waitFor();
	});
});

describe("every page, in every language", { concurrency: 2 }, () => {
	let caller: Caller;
	let paid = 0;
	before(async () => {
		caller = await buyer();
		paid = (await caller.call("POST /api/till/payments", { shop_no, amount_yen: 130 })).payment_id as number;
	});
	const open_to_all = () => ["/", "/sign-in", "/pay", poster, revoked, `/pay/${shop_no}`, "/link", "/c/0000-0000-0000-0000",
		"/shops", "/campaigns", "/exclusions", "/help", "/settings", "/proof", "/code", "/purse", "/nowhere"];
	const signed_in = () => ["/", "/pay", poster, `${poster}?step=amount`, `${poster}?step=check`, `/paid/${paid}`,
		"/code", "/purse", "/purse/history", "/link", "/settings"];

	for (const name of ["signed out", "signed in"])
		test(`${name}: nothing found by axe, no sideways scrolling at 320 px with the largest text`, async () => {
			const { context, page, found } = await open_page(browser, phone, name === "signed in" ? caller : undefined);
			await page.addInitScript((no) => localStorage.setItem("pay.draft",
				JSON.stringify({ shop: no, amount_yen: 130, at: Date.now() })), shop_no);
			const paths = name === "signed in" ? signed_in() : open_to_all();
			await pages_in_every_language(page, paths, async (_language, place) => {
				await nothing_wrong(page, place);
				await page.setViewportSize({ width: 320, height: 640 });
				await page.evaluate(() => void (document.documentElement.dataset.text = "huge"));
				assert.equal(await too_wide(page), 0, place);
				await page.evaluate(() => void (document.documentElement.dataset.text = "standard"));
				await page.setViewportSize(phone);
			});
			assert.deepEqual(found, []);
			await context.close();
		});
});
