// Goal: a shop keeper sees each payment come in, takes payments with the resident's code
// or card without ever taking one twice, and takes a mistake back on the same day.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { base, browser_start, Caller, desk, new_password, nothing_wrong, open_page, pages_in_every_language, phone, read_by_reader,
	reads, resident, sample_sign_ins, set_offline, settled, shop_clerk, staff, step_now, too_wide, totp, twice_as_large, unique,
	type SignIn } from "./lib.ts";

interface Paid { payment_id: number; amount_yen: number; digits: string }

let browser: Browser;
let sign_ins: SignIn[];
let owner: SignIn;
let clerk: SignIn;
let hanako: Caller;

before(async () => {
	browser = await browser_start();
	sign_ins = await sample_sign_ins();
	owner = sign_ins.find((row) => row.doc === "sample.owner")!;
	clerk = sign_ins.find((row) => row.doc === "sample.clerk")!;
	hanako = await resident(sign_ins.find((row) => row.doc === "sample.resident")!.mail!);
});
after(() => browser.close());

async function fill_sign_in(page: Page, row: SignIn) {
	await page.getByLabel("店番号").fill(row.shop_no!);
	await page.getByLabel("ログイン名").fill(row.login!);
	await page.getByLabel(/^パスワード 必須/).fill(row.password!);
	await page.getByRole("button", { name: "ログイン" }).click();
}

async function shop(row: SignIn, viewport: { width: number; height: number }, path = "/shop/"):
	Promise<{ context: BrowserContext; page: Page; wrong: string[] }> {
	const { context, page, found: wrong } = await open_page(browser, viewport);
	await page.goto(path);
	await fill_sign_in(page, row);
	await page.waitForURL((url) => !url.pathname.includes("sign-in"));
	await page.getByRole("link", { name: "メニュー" }).waitFor();
	return { context, page, wrong };
}

async function balance(): Promise<number> {
	return (await hanako.call<{ balance_yen: number }>("GET /api/till/purse")).balance_yen;
}

async function pay_code(): Promise<string> {
	return (await hanako.call<{ code: string }>("POST /api/till/pay-codes", {})).code;
}

function pay(amount_yen: number): Promise<Paid> {
	return hanako.call<Paid>("POST /api/till/payments", { shop_no: owner.shop_no, amount_yen });
}

async function enter_amount(page: Page, amount: string) {
	await page.getByRole("group", { name: "受け取る金額" }).waitFor();
	for (const digit of amount)
		await page.getByRole("button", { name: digit, exact: true }).click();
	await page.getByRole("button", { name: "次へ" }).click();
	await page.getByRole("button", { name: /円でよい$/ }).click();
}

async function type_code(page: Page, code: string) {
	await page.getByLabel("コードまたはカードの番号").fill(code);
	await page.getByRole("button", { name: "この番号を使う" }).click();
}

const shown_digits = (page: Page) => page.locator(".proof__digits").innerText();

test("who is not signed in is led to the sign-in, and back afterwards", async () => {
	const { context, page } = await open_page(browser, phone);
	await page.goto("/shop/takings?state=void");
	await page.waitForURL(/\/shop\/sign-in\?back=/);
	await fill_sign_in(page, { ...owner, password: "wrong password here" });
	await page.getByRole("alert").waitFor();
	assert.equal(await page.getByLabel("ログイン名").inputValue(), owner.login);
	await fill_sign_in(page, owner);
	await page.waitForURL(/\/shop\/takings\?state=void$/);
	await context.close();
});

for (const [name, viewport] of [["phone", phone], ["desk", desk]] as const)
	test(`${name}: a payment at the poster appears by itself with the resident's digits`, async () => {
		const { context, page, wrong } = await shop(owner, viewport);
		await page.getByText("すぐに表示されます。").waitFor();
		const before_yen = await page.locator(".money--big").innerText();
		const paid = await pay(321);
		await page.locator(".proof").waitFor();
		assert.match(await page.locator(".proof").innerText(), /受け取りました[^]*321円/);
		assert.equal(await shown_digits(page), paid.digits);
		assert.equal(await page.locator(".taking--newest .taking__digits").innerText(), `照合の数字\n${paid.digits}`);
		const sum = (text: string) => Number(text.replace(/\D/g, ""));
		assert.equal(sum(await page.locator(".money--big").innerText()), sum(before_yen) + 321);
		assert.equal(await too_wide(page), 0);
		assert.deepEqual(wrong, []);
		await context.close();
	});

for (const [name, viewport] of [["phone", phone], ["desk", desk]] as const)
	test(`${name}: taking a payment with the code of a phone`, async () => {
		const { context, page, wrong } = await shop(clerk, viewport);
		const before_yen = await balance();
		await page.getByRole("link", { name: /^受け取る（/ }).click();
		await enter_amount(page, "450");
		await type_code(page, (await pay_code()).toUpperCase());
		await page.locator(".proof").waitFor();
		const { payment } = await hanako.call<{ payment: Paid }>("GET /api/till/pay-codes/latest-use");
		assert.equal(await shown_digits(page), payment.digits);
		assert.equal(payment.amount_yen, 450);
		assert.equal(await balance(), before_yen - 450);
		assert.deepEqual(wrong, []);
		await context.close();
	});

test("codes of something else, used codes and too large amounts are refused in words, unpaid", async () => {
	const { context, page } = await shop(owner, phone, "/shop/take");
	const before_yen = await balance();
	await enter_amount(page, "100");
	await type_code(page, `${base}/p/abcdefgh`);
	await page.getByText("これはお店のポスターのコードです").waitFor();
	await type_code(page, "M1 1234 5678 9012 3456");
	await page.getByText("カードの番号が違います").waitFor();
	await type_code(page, "hello");
	await page.getByText("商品券のコードではありません").waitFor();
	await type_code(page, "0".repeat(26));
	await page.getByText("100円の支払いはできませんでした").waitFor();
	await page.getByRole("button", { name: "コードを読み直す" }).click();
	assert.match(await page.locator(".due").innerText(), /100円/);
	const code = await pay_code();
	await type_code(page, code);
	await page.locator(".proof").waitFor();
	await page.getByRole("button", { name: "次の支払いを受け取る" }).click();
	await enter_amount(page, "100");
	await type_code(page, code);
	await page.getByText("100円の支払いはできませんでした").waitFor();
	await page.getByRole("button", { name: "はじめからやり直す" }).click();
	await enter_amount(page, "999999");
	await type_code(page, await pay_code());
	await page.getByRole("button", { name: "金額を変えてやり直す" }).waitFor();
	assert.doesNotMatch(await page.locator("main").innerText(), new RegExp(String(before_yen - 100)));
	assert.equal(await balance(), before_yen - 100);
	await context.close();
});

test("a reader used too early changes no amount, and its code is used after the check", async () => {
	const { context, page } = await shop(clerk, desk, "/shop/take");
	await page.getByRole("group", { name: "受け取る金額" }).waitFor();
	for (const [key, amount] of [["5", "5円"], ["0", "50円"]] as const) {
		await page.keyboard.press(key);
		await reads(page.locator(".keypad__amount"), amount);
		await page.waitForTimeout(60);	// a person's fingers are slower than a reader
	}
	await read_by_reader(page, await pay_code());
	await page.getByText("コードを読み取りました。金額を確かめると").waitFor();
	await reads(page.locator(".keypad__amount"), "50円");
	await page.getByRole("button", { name: "次へ" }).click();
	await page.getByRole("button", { name: "50円でよい" }).click();
	await page.locator(".proof").waitFor();
	assert.match(await page.locator(".proof").innerText(), /50円/);
	await context.close();
});

test("an answer that is lost is asked for again with the same key: paid once", async () => {
	const { context, page } = await shop(owner, phone, "/shop/take");
	const before_yen = await balance();
	const keys: string[] = [];
	await page.route("**/api/till/takings", async (route) => {
		if (route.request().method() !== "POST")
			return route.continue();
		keys.push(route.request().headers()["idempotency-key"] ?? "");
		if (keys.length > 2)
			return route.continue();
		await route.fetch();	// the server does it, the answer never arrives
		await route.abort("connectionreset");
	});
	await enter_amount(page, "230");
	await type_code(page, await pay_code());
	await page.getByText("確認中です。もう一度押さないでください。").waitFor();
	await page.locator(".proof").waitFor();
	assert.equal(keys.length, 3);
	assert.equal(new Set(keys).size, 1);
	assert.equal(await balance(), before_yen - 230);
	await context.close();
});

test("a page closed while the outcome was unknown settles when it is opened again", async () => {
	const { context, page } = await shop(owner, phone, "/shop/take");
	const before_yen = await balance();
	await context.route("**/api/till/takings", async (route) => {
		await route.fetch();
		await route.abort("connectionreset");
	}, { times: 1 });
	await enter_amount(page, "240");
	await type_code(page, await pay_code());
	await page.getByText("確認中です").waitFor();
	await page.close();
	const later = await context.newPage();
	await later.goto("/shop/take");
	await later.getByText("前回の手続きの結果です。").waitFor();
	await later.locator(".proof").waitFor();
	assert.equal(await balance(), before_yen - 240);
	await context.close();
});

test("a mistake is taken back on the same day, with a reason", async () => {
	const { context, page } = await shop(owner, phone);
	const paid = await pay(777);
	const before_yen = await balance();
	await page.getByRole("button", { name: /777円を取り消す$/ }).first().click();
	const dialog = page.getByRole("dialog");
	assert.match(await dialog.innerText(), new RegExp(`777円[^]*${paid.digits}`));
	await dialog.getByRole("button", { name: "777円を取り消す" }).click();
	await dialog.getByText("理由を選んでください。").waitFor();
	await dialog.getByLabel("金額の間違い").check();
	await dialog.getByRole("button", { name: "777円を取り消す" }).click();
	await dialog.getByText("777円がお客様の残高に戻りました。").waitFor();
	await dialog.getByRole("button", { name: "閉じる" }).click();
	await page.locator(".taking--void").first().waitFor();
	assert.equal(await balance(), before_yen + 777);
	await page.goto("/shop/takings?state=void");
	await page.getByRole("cell", { name: "取り消し済み" }).first().waitFor();
	assert.equal(await page.getByRole("cell", { name: "支払い済み" }).count(), 0);
	await context.close();
});

test("without a network the figures are called old, and fresh again afterwards", async () => {
	const { context, page } = await shop(owner, phone);
	await page.getByText("最終更新").waitFor();
	await set_offline(context, true);
	await page.getByText(/通信できません。下の表示は\d\d:\d\d:\d\dのものです。$/).waitFor();
	const paid = await pay(150);
	await set_offline(context, false);
	await page.locator(".proof").waitFor();
	assert.equal(await shown_digits(page), paid.digits);
	await page.getByText("最終更新").waitFor();
	await context.close();
});

test("a card pays with the PIN its holder types; the PIN is never shown", async () => {
	const counter = await staff("counter");
	const { rows } = await counter.call<{ rows: { person_id: number; state: string; spent_yen: number }[] }>(
		"GET /api/sales/counter-sales?state=sold");
	const person_id = rows.find((row) => row.spent_yen === 0)?.person_id ?? rows[0]!.person_id;
	const { card_no } = await counter.call<{ card_no: string }>("POST /api/sales/cards",
		{ person_id, pin: "4711", use_limit_yen: 5000, day_limit_yen: 10_000 });
	const { context, page } = await shop(owner, phone, "/shop/take");
	await enter_amount(page, "600");
	await type_code(page, card_no);
	await page.getByText("画面をお客様に向けてください").waitFor();
	const press = async (pin: string) => {
		for (const digit of pin)
			await page.getByRole("button", { name: digit, exact: true }).click();
	};
	await press("1111");
	await reads(page.locator(".pin-dots"), "●●●●");
	assert.doesNotMatch(await page.locator("main").innerHTML(), /1111/);
	await page.getByRole("button", { name: "600円を支払う" }).click();
	await page.getByText(/カードか暗証番号が違います。.*あと\d回/).waitFor();
	await reads(page.locator(".pin-dots"), "");
	await press("4711");
	await page.getByRole("button", { name: "600円を支払う" }).click();
	await page.locator(".proof").waitFor();
	await page.getByRole("button", { name: "次の支払いを受け取る" }).click();
	await enter_amount(page, "6000");
	await type_code(page, card_no);
	await press("4711");
	await page.getByRole("button", { name: "6,000円を支払う" }).click();
	await page.getByText("6,000円の支払いはできませんでした").waitFor();
	await context.close();
});

test("a new clerk must change the first password; a suspended one is out at once", async () => {
	const { context, page } = await shop(owner, desk, "/shop/clerks/new");
	const login = `test-${Date.now().toString(36)}`;
	await page.getByLabel("名前").fill("試験 係");
	await page.getByLabel("ログイン名").fill(login.toUpperCase());
	await page.getByRole("button", { name: "担当者を追加する" }).click();
	const first = await page.locator(".first-password").innerText();
	const { context: other, page: till } = await open_page(browser, phone);
	await till.goto("/shop/");
	await fill_sign_in(till, { ...owner, login, password: first });
	await till.waitForURL(/\/shop\/password/);
	await till.goto("/shop/takings");
	await till.waitForURL(/\/shop\/password/);
	await till.getByLabel("最初のパスワード").fill(first);
	await till.getByLabel("新しいパスワード").fill("みかん 電車 金曜日の朝");
	await till.getByRole("button", { name: "パスワードを変更する" }).click();
	await till.getByRole("heading", { name: "今日の受け取り" }).waitFor();
	await till.getByRole("link", { name: "メニュー" }).click();
	await till.getByRole("link", { name: /使い方/ }).waitFor();
	assert.equal(await till.getByRole("link", { name: /^担当者/ }).count(), 0);
	await till.goto("/shop/clerks");
	await till.getByText("このページを使う権限がありません").waitFor();

	await page.goto("/shop/clerks");
	await page.locator("li", { hasText: login }).getByRole("link", { name: /変更する/ }).click();
	await page.getByLabel(/^停止中/).check();
	await page.getByRole("button", { name: "保存する" }).click();
	await page.getByRole("dialog").getByRole("button", { name: "利用を止める" }).click();
	await page.getByText("保存しました。").waitFor();
	await till.goto("/shop/");
	await till.waitForURL(/\/shop\/sign-in/);
	await other.close();
	await context.close();
});

test("a forgotten password is made anew and shown once", async () => {
	const { context, page } = await shop(owner, phone, "/shop/clerks/new");
	const login = `lost-${Date.now().toString(36)}`;
	await page.getByLabel("名前").fill("忘れた 係");
	await page.getByLabel("ログイン名").fill(login);
	await page.getByRole("button", { name: "担当者を追加する" }).click();
	const first = await page.locator(".first-password").innerText();
	await page.getByRole("link", { name: "書き留めました" }).click();
	await page.locator("li", { hasText: login }).getByRole("link", { name: /変更する/ }).click();
	await page.getByRole("button", { name: "新しいパスワードを作る" }).click();
	await page.getByRole("dialog").getByRole("button", { name: "新しいパスワードを作る" }).click();
	const second = await page.locator(".first-password").innerText();
	assert.notEqual(second, first);
	await page.reload();
	await page.getByRole("button", { name: "新しいパスワードを作る" }).waitFor();
	assert.equal(await page.locator(".first-password").count(), 0);
	await context.close();
});

test("a registered device is named in the list until it is forgotten", async () => {
	const { context, page } = await shop(owner, phone, "/shop/devices");
	const name = `レジ ${Date.now().toString(36)}`;
	await page.getByLabel("端末の名前").fill(name);
	await page.getByRole("button", { name: "登録する" }).click();
	await page.locator("li", { hasText: name }).getByText("（この端末）").waitFor();
	await page.goto("/shop/account");
	await page.locator("dd", { hasText: name }).waitFor();
	await page.goto("/shop/devices");
	await page.getByRole("button", { name: `登録を消す ${name}` }).click();
	await page.getByRole("dialog").getByRole("button", { name: "登録を消す" }).click();
	await page.getByText(`「${name}」の登録を消しました。`).waitFor();
	await page.getByLabel("端末の名前").waitFor();
	await context.close();
});

test("what cannot be bought here reaches the resident who is about to pay", async () => {
	const { context, page } = await shop(owner, phone, "/shop/exclusions");
	const text = `試験の品 ${Date.now().toString(36)}`;
	await page.getByLabel("このお店で買えないもの", { exact: false }).first().fill(text);
	await reads(page.locator(".preview__own"), text);
	await page.getByRole("button", { name: "保存する" }).click();
	await page.getByText("お客様の画面にもこの内容が表示されます。").waitFor();
	const sign = await new Caller().call<{ exclusions: string }>("POST /api/till/shop-reads",
		{ shop_no: owner.shop_no });
	assert.equal(sign.exclusions, text);
	await context.close();
});

test("the list is filtered by the address, saved as CSV, and the poster as PDF", async () => {
	const { context, page } = await shop(owner, desk, "/shop/takings");
	await page.getByRole("link", { name: "今日", exact: true }).last().click();
	await page.waitForURL(/on_from=\d{4}-\d\d-\d\d&on_to=/);
	await page.getByRole("table").waitFor();
	const address = await page.getByRole("link", { name: "CSVで保存" }).getAttribute("href");
	const csv = await context.request.get(address!);
	assert.match(csv.headers()["content-type"] ?? "", /^text\/csv/);
	assert.match(address!, /on_from=/);
	await page.goto("/shop/kit");
	await page.locator("main", { hasText: owner.shop_no! }).waitFor();
	const kit = await context.request.get(await page.getByRole("link", { name: /PDF/ }).getAttribute("href") ?? "");
	assert.equal((await kit.body()).subarray(0, 5).toString(), "%PDF-");
	await context.close();
});

/** A clerk of the owner's shop, with a password of its own and no session. */
async function new_clerk(): Promise<SignIn & { account_id: number; password: string }> {
	const { caller, shop_no } = await shop_clerk("owner");
	const login = `c-${unique()}`;
	const { account_id, first_password } = await caller.call("POST /api/office/clerks",
		{ login, name: `担当者 ${login.slice(-4)}`, role: "clerk" });
	const password = new_password();
	const clerk_caller = new Caller(login);
	await clerk_caller.call("POST /api/people/shop-sessions", { shop_no, login, password: first_password });
	await clerk_caller.call("PUT /api/people/shop-password", { old_password: first_password, new_password: password });
	await clerk_caller.delete("/api/people/shop-session");
	return { audience: "shop", shop_no, login, password, account_id };
}

/** A form takes no second submit within a second of the one before. */
const unlocked = (page: Page) => page.waitForTimeout(1100);

test("two-step sign-in: switched on, needed, wrong digits, a lost phone mended by the owner", async () => {
	const mine = await new_clerk();
	const { context, page, wrong } = await shop(mine, phone, "/shop/account");
	await page.getByRole("link", { name: "二段階認証の設定へ" }).click();
	await page.waitForURL(/\/shop\/totp$/);	// the page before asks for the present password too
	await page.getByRole("heading", { level: 1, name: "二段階認証" }).waitFor();
	await page.getByLabel("今のパスワード").fill("not the password");
	await page.getByRole("button", { name: "次へ進む" }).click();
	await page.getByText(/どれかが違います/).first().waitFor();
	await page.getByLabel("今のパスワード").fill(mine.password);
	await unlocked(page);
	await page.getByRole("button", { name: "次へ進む" }).click();
	await page.getByRole("img", { name: "認証アプリで読み取るコード" }).waitFor();
	await nothing_wrong(page, page.url());
	assert.equal(await too_wide(page), 0);
	const secret = (await page.locator(".first-password").innerText()).replaceAll(" ", "");
	await page.getByLabel("確認コード").fill(totp(secret, step_now() - 5));
	await page.getByRole("button", { name: "二段階認証を始める" }).click();
	await page.getByText(/6桁の数字が違うか/).first().waitFor();
	await page.getByLabel("確認コード").fill(totp(secret));
	await unlocked(page);
	await page.getByRole("button", { name: "二段階認証を始める" }).click();
	await page.getByText("二段階認証を始めました").waitFor();
	await page.goto("/shop/account");
	await page.getByText("使っています", { exact: true }).waitFor();
	await page.getByRole("button", { name: "ログアウト", exact: true }).click();
	await page.waitForURL(/\/shop\/sign-in/);

	await fill_sign_in(page, mine);
	await page.getByText(/認証アプリの6桁の数字も必要です/).first().waitFor();
	await page.getByLabel("確認コード").fill(totp(secret, step_now() - 5));
	await unlocked(page);
	await page.getByRole("button", { name: "ログイン" }).click();
	await page.getByText(/どれかが違います/).first().waitFor();
	await page.getByLabel("確認コード").fill(totp(secret, step_now() + 1));
	await unlocked(page);
	await page.getByRole("button", { name: "ログイン" }).click();
	await page.getByRole("link", { name: "メニュー" }).waitFor();

	const desk_of = await shop(owner, desk, `/shop/clerks/${mine.account_id}`);
	await desk_of.page.getByRole("button", { name: "新しいパスワードを作る" }).click();
	await desk_of.page.getByRole("dialog").getByRole("button", { name: "新しいパスワードを作る" }).click();
	const password = await desk_of.page.locator(".first-password").innerText();
	await page.goto("/shop/sign-in");
	await fill_sign_in(page, { ...mine, password });
	await page.getByLabel("最初のパスワード").waitFor();
	await context.close();
	await desk_of.context.close();
	assert.deepEqual(wrong, []);
});

test("two-step sign-in is taken away with password and digits", async () => {
	const mine = await new_clerk();
	const caller = new Caller(mine.login);
	await caller.call("POST /api/people/shop-sessions", { shop_no: mine.shop_no, login: mine.login, password: mine.password });
	const { secret } = await caller.call("POST /api/people/shop-totp-secrets", { password: mine.password });
	await caller.call("PUT /api/people/shop-totp", { totp: totp(secret) });
	const { context, page } = await open_page(browser, desk, caller);
	await page.goto("/shop/totp");
	await page.getByRole("heading", { name: "二段階認証を解除する" }).waitFor();
	await nothing_wrong(page, page.url());
	await page.getByLabel("今のパスワード").fill(mine.password);
	await page.getByLabel("確認コード").fill(totp(secret, step_now() + 1));
	await page.getByRole("button", { name: "二段階認証を解除する" }).click();
	await page.getByText("二段階認証を解除しました").waitFor();
	await context.close();
	const again = await shop(mine, phone);
	await again.context.close();
});

test("a device left in the shop is signed out from another one", async () => {
	const mine = await new_clerk();
	const left = await shop(mine, phone);
	const here = await shop(mine, desk, "/shop/account");
	await here.page.getByRole("button", { name: /^ログアウトさせる/ }).click();
	await here.page.getByRole("dialog").getByRole("button", { name: "ログアウトさせる" }).click();
	await here.page.getByRole("dialog").waitFor({ state: "hidden" });
	await left.page.getByRole("link", { name: "メニュー" }).click();
	await left.page.getByRole("link", { name: /自分のアカウント/ }).click();
	await left.page.waitForURL(/\/shop\/sign-in/);
	await here.page.reload();
	await here.page.getByRole("heading", { name: "ログインしている端末" }).waitFor();
	await left.context.close();
	await here.context.close();
});

test("an owner without password or phone gets a new one from the city", async () => {
	const { caller } = await shop_clerk("owner");
	const login = `o-${unique()}`;
	await caller.call("POST /api/office/clerks", { login, name: "共同責任者", role: "owner" });
	const { shop_id } = await caller.call("GET /api/people/shop-me");
	const { context, page } = await open_page(browser, desk, await staff("admin"));
	await page.goto(`/staff/shops/${shop_id}`);
	await page.getByRole("row", { name: new RegExp(login) }).getByRole("button", { name: "再発行" }).click();
	await page.getByRole("dialog").getByRole("button", { name: "再発行する" }).click();
	await page.locator(".shown-once").waitFor();
	const values = await page.locator(".shown-once__value").allInnerTexts();
	assert.deepEqual(values.slice(0, 2), [owner.shop_no, login]);
	await nothing_wrong(page, page.url());
	await context.close();
	const there = await open_page(browser, phone);
	await there.page.goto("/shop/sign-in");
	await fill_sign_in(there.page, { audience: "shop", shop_no: owner.shop_no, login, password: values[2] });
	await there.page.getByLabel("最初のパスワード").waitFor();
	await there.context.close();
});

test("signing out ends the session and forgets who it was", async () => {
	const { context, page } = await shop(owner, phone, "/shop/account");
	await page.getByRole("button", { name: "ログアウト", exact: true }).click();
	await page.waitForURL(/\/shop\/sign-in/);
	assert.equal(await page.getByRole("link", { name: "メニュー" }).count(), 0);
	await page.goto("/shop/");
	await page.waitForURL(/\/shop\/sign-in/);
	await context.close();
});

test("keyboard only: sign in, amount, check, code, paid", async () => {
	const { context, page } = await open_page(browser, desk);
	await page.goto("/shop/sign-in");
	await page.getByLabel("店番号").waitFor();
	const tab_to = async (wanted: RegExp) => {
		for (let turn = 0; turn < 60; turn++) {
			await page.keyboard.press("Tab");
			const now = await page.evaluate(() => {
				const at = document.activeElement as HTMLInputElement;
				return `${at.labels?.[0]?.innerText ?? ""} ${at.innerText}`;
			});
			if (wanted.test(now))
				return;
		}
		assert.fail(`no way by Tab to ${wanted}`);
	};
	for (const [label, value] of [[/店番号/, owner.shop_no], [/ログイン名/, owner.login], [/パスワード/, owner.password]] as const) {
		await tab_to(label);
		await page.keyboard.type(value!);
	}
	await page.keyboard.press("Enter");
	await page.getByRole("heading", { name: "今日の受け取り" }).waitFor();
	await tab_to(/受け取る（/);
	await page.keyboard.press("Enter");
	await page.getByRole("group", { name: "受け取る金額" }).waitFor();
	await page.keyboard.type("190", { delay: 80 });
	await tab_to(/^ 次へ/);
	await page.keyboard.press("Enter");
	await tab_to(/190円でよい/);
	await page.keyboard.press("Enter");
	await tab_to(/コードまたはカードの番号/);
	await page.keyboard.insertText(await pay_code());
	await page.keyboard.press("Enter");
	await page.locator(".proof").waitFor();
	assert.match(await page.locator(".proof").innerText(), /190円/);
	await context.close();
});

const pages = ["/shop/", "/shop/take", "/shop/takings", "/shop/menu", "/shop/exclusions", "/shop/clerks",
	"/shop/clerks/new", "/shop/devices", "/shop/kit", "/shop/account", "/shop/totp", "/shop/password",
	"/shop/help"];

describe("every page, in every language", { concurrency: 2 }, () => {
	for (const name of ["signed out", "signed in"])
		test(`${name}: axe finds nothing, 320 px are wide enough, and a phone with large letters`, async () => {
			const narrow = { width: 320, height: 640 };
			const who = name === "signed in" ? (await shop_clerk()).caller : undefined;
			const { context, page, found } = await open_page(browser, narrow, who);
			await pages_in_every_language(page, who ? pages : ["/shop/sign-in"], async (_language, place) => {
				await nothing_wrong(page, place);
				assert.equal(await too_wide(page), 0, place);
				await page.setViewportSize(phone);
				await twice_as_large(page, place);
				await page.setViewportSize(narrow);
			});
			assert.deepEqual(found, []);
			await context.close();
		});
});
