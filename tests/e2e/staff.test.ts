// The office at its desk: a clerk sells, a second person takes back and publishes, books
// stay at zero, and every page can be read in every language and by keyboard alone.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { sql } from "../lib/database.ts";
import { xlsxRows } from "../lib/tools.ts";
import { makeShop } from "../lib/world.ts";
import { Caller, Refused, base, browser_start, by_keyboard, choose_round, desk, new_kana, new_password,
	nothing_wrong, open_page, pages_in_every_language, phone, role_ids, sample_sign_ins, sell, settled, staff, step_now, too_wide, totp,
	twice_as_large, unique, type Open } from "./lib.ts";

let browser: Browser;
const callers = new Map<string, Caller>();
const opened: Open[] = [];

/** Each account signs in once: a TOTP step counts once. */
async function as(login: string): Promise<Caller> {
	if (!callers.has(login))
		callers.set(login, await staff(login));
	return callers.get(login)!;
}

async function open(login: string | null, address: string, size = desk, language = "ja"): Promise<Page> {
	const one = await open_page(browser, size, login === null ? undefined : await as(login), language);
	opened.push(one);
	await one.page.goto(base + address);
	await one.page.waitForSelector("h1");
	return one.page;
}

async function close_all() {
	for (const one of opened.splice(0)) {
		await one.context.close();
		assert.deepEqual(one.found, []);
	}
}

/** The one problem a page would hide: what is said after an act. */
const says = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor();
const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name, exact: typeof name === "string" });

async function sign_in(page: Page, login: string, password: string, digits: string) {
	await page.getByLabel("ログイン名").fill(login);
	await page.getByLabel("パスワード").fill(password);
	await page.getByLabel("認証アプリの数字").fill(digits);
	await button(page, "ログイン").click();
}

/** The first password made one's own, and back home. */
async function own_password(page: Page, first: string, own: string) {
	await page.waitForURL("**/staff/password?first=1");
	await page.getByLabel("初回パスワード").fill(first);
	await page.getByLabel("新しいパスワード", { exact: false }).first().fill(own);
	await page.getByLabel("新しいパスワード（もう一度）").fill(own);
	await button(page, "パスワードを変更する").click();
	await says(page, "パスワードを変更しました");
	await page.getByRole("link", { name: "ホームへ戻る" }).click();
}

async function account_of(login: string): Promise<number> {
	const { rows } = await (await as("admin")).call("GET /api/people/staff-accounts?q=" + login);
	return rows[0].account_id;
}

/** The second administrator finds who waits at home, and confirms. */
async function confirm_roles(login: string, name: string) {
	const other = await open("admin2", "/staff/");
	await other.getByText(`${name} さんの役割の確認`).first().waitFor();
	await other.goto(`${base}/staff/accounts?q=${login}&waiting=1`);
	await other.getByRole("link", { name }).click();
	await button(other, "この役割を確認する").click();
	await other.getByRole("dialog").getByRole("button", { name: "この役割を確認する" }).click();
	await says(other, "役割を確認しました");
}

interface NewStaff { account_id: number; login: string; name: string; password: string; secret: string }

/** An account made by admin and confirmed by admin2; no session is left open. */
async function new_staff({ roles = ["監査"], keeps_first = false } = {}): Promise<NewStaff> {
	const login = `e2e-${unique()}`;
	const name = `試験 ${login.slice(-4)}`;
	const ids = await role_ids(roles);
	const made = await (await as("admin")).call("POST /api/people/staff-accounts", { login, name, role_ids: ids });
	const { account_id, first_password, totp_secret: secret } = made;
	await (await as("admin2")).call(`POST /api/people/staff-accounts/${account_id}/confirmations`, { role_ids: ids });
	if (keeps_first)
		return { account_id, login, name, password: first_password, secret };
	const password = new_password();
	const caller = new Caller(login);
	await caller.call("POST /api/people/staff-sessions", { login, password: first_password, totp: totp(secret) });
	await caller.call("PUT /api/people/staff-password", { old_password: first_password, new_password: password });
	await caller.delete("/api/people/staff-session");
	return { account_id, login, name, password, secret };
}

async function find_buyer(page: Page, kana: string) {
	await choose_round(page);
	await page.getByLabel("よみがな").fill(kana);
	await page.getByLabel("年", { exact: true }).fill("S20");
	await page.getByLabel("月", { exact: true }).fill("8");
	await page.getByLabel("日", { exact: true }).fill("15");
	await button(page, "次へ").click();
}

async function register_buyer(page: Page, kana: string) {
	await find_buyer(page, kana);
	await page.getByLabel("氏名").fill("試験 花子");
	await page.getByLabel("住所").fill("見本県見本市本町1丁目2番3号");
	await button(page, "登録して次へ").click();
	await page.getByRole("spinbutton").waitFor();
}

/** The newest sale as the list shows it. */
async function sales_of(kana_sale: { sale_id: number }) {
	return (await as("counter")).call(`GET /api/sales/counter-sales/${kana_sale.sale_id}`);
}

before(async () => {
	browser = await browser_start();
});
after(async () => {
	await browser.close();
});

test("sign-in by password and digits of the app; wrong ones are refused in words", async () => {
	const page = await open(null, "/staff/sales");
	assert.match(page.url(), /\/staff\/sign-in\?back=/);
	const mine = (await sample_sign_ins()).find((row) => row.login === "counter2")!;
	await page.getByLabel("ログイン名").fill("counter2");
	await page.getByLabel("パスワード").fill("not the password");
	await page.getByLabel("認証アプリの数字").fill("000000");
	await button(page, "ログイン").click();
	await says(page, /どれかが違います/);
	await page.getByLabel("パスワード").fill(mine.password!);
	await page.getByLabel("認証アプリの数字").fill(totp(mine.totp_secret!));
	await button(page, "ログイン").click();
	await page.waitForURL("**/staff/sales");
	await page.getByRole("link", { name: "窓口 次郎 さん" }).waitFor();
	assert.equal(await page.getByRole("link", { name: "役割と権限" }).count(), 0, "only what the account may do");
	await button(page, "ログアウト").click();
	await page.waitForURL("**/staff/sign-in");
	await close_all();
});

test("a page without the right says so and changes nothing", async () => {
	const page = await open("counter", "/staff/roles");
	await says(page, "このページを開く権限がありません");
	await close_all();
});

for (const [name, size] of [["desk", desk], ["360 px", phone]] as const)
	test(`counter sale, ${name}: new buyer, two sets, change, receipt, next`, async () => {
		const kana = new_kana();
		const page = await open("counter", "/staff/sell", size);
		await register_buyer(page, kana);
		await button(page, "1つ増やす").click();
		await says(page, "2セットを10,000円で販売する");
		await page.getByLabel("お預かり").fill("９，０００");
		await says(page, "足りない額");
		await button(page, "2セットを10,000円で販売する").click();
		await says(page, /10000円が|10,000円が/);
		await page.getByLabel("お預かり").fill("１２，０００");
		await button(page, "2セットを10,000円で販売する").click();
		await says(page, "2セットを販売しました");
		assert.match(await page.locator(".big-amount--change").innerText(), /2,000円/);
		assert.match(await page.getByRole("link", { name: /領収書を開く/ }).getAttribute("href") ?? "", /\/receipt$/);
		const receipt = await (await as("counter")).call("GET /api/sales/counter-sales?limit=1");
		const pdf = await page.request.get(`${base}/api/sales/counter-sales/${receipt.rows[0].sale_id}/receipt`);
		assert.equal((await pdf.body()).subarray(0, 5).toString(), "%PDF-");
		await button(page, "次の販売へ").click();
		assert.equal(await page.getByLabel("よみがな").inputValue(), "");

		// The same person again: found by reading and birth date alone, and the limit counts.
		await find_buyer(page, kana);
		await button(page, `この方です: ${kana}`).click();
		await page.getByRole("spinbutton").waitFor();
		assert.match(await page.locator(".figure").first().innerText(), /8 セット/);
		await close_all();
	});

test("counter sale by keyboard alone", async () => {
	const page = await open("counter", "/staff/");
	await by_keyboard(page, "窓口販売");
	await page.waitForURL("**/staff/sell");
	await choose_round(page, (name) => by_keyboard(page, name));
	await page.locator("input[name=kana]:focus").waitFor();
	await page.keyboard.type(new_kana());
	for (const text of ["昭和20", "8", "15"]) {
		await page.keyboard.press("Tab");
		await page.keyboard.type(text);
	}
	await page.keyboard.press("Enter");
	await page.locator("input[name=name]:focus").waitFor();
	await page.keyboard.type("試験 太郎");
	await page.keyboard.press("Tab");
	await page.keyboard.type("見本県見本市本町4番地");
	await page.keyboard.press("Enter");
	await page.locator("input[name=sets]:focus").waitFor();
	await page.keyboard.press("ArrowUp");
	await page.keyboard.press("ArrowUp");
	await by_keyboard(page, "ちょうど 15,000円");
	await by_keyboard(page, "3セットを15,000円で販売する");
	await page.locator("h2:focus", { hasText: "3セットを販売しました" }).waitFor();
	await close_all();
});

test("a second person of the same reading and birth date is registered beside the first", async () => {
	const kana = new_kana();
	const page = await open("counter", "/staff/sell");
	await register_buyer(page, kana);
	await button(page, "変更する").last().click();	// the buyer; the round may have one too
	await find_buyer(page, kana);
	await says(page, /人が1人います/);
	await button(page, "別の方です（新しく登録する）").click();
	await page.getByLabel("氏名").fill("試験 華子");
	await page.getByLabel("住所").fill("見本県見本市港町9番地");
	await button(page, "登録して次へ").click();
	await page.getByRole("spinbutton").waitFor();
	await button(page, "変更する").last().click();	// the buyer; the round may have one too
	await find_buyer(page, kana);
	await says(page, /人が2人います/);
	await close_all();
});

test("the eleventh set is refused with the reason, and nothing is sold", async () => {
	const kana = new_kana();
	const page = await open("counter", "/staff/sell");
	await register_buyer(page, kana);
	await page.getByRole("spinbutton").fill("11");
	assert.equal(await page.getByRole("spinbutton").inputValue(), "10", "more cannot be typed");
	await button(page, /^ちょうど/).click();
	await button(page, "10セットを50,000円で販売する").click();
	await says(page, "10セットを販売しました");
	await button(page, "次の販売へ").click();
	await find_buyer(page, kana);
	await button(page, `この方です: ${kana}`).click();
	await says(page, "この方には販売できません");
	assert.equal(await page.getByRole("spinbutton").count(), 0);
	await close_all();
});

test("an unknown outcome is 確認中, settles by itself, and sells once", async () => {
	const page = await open("counter", "/staff/sell");
	await register_buyer(page, new_kana());
	const before_count = (await (await as("counter")).call(`GET /api/sales/day-book?on=${today()}`)).sales as number;
	// The first sending arrives, its answer is lost.
	let lost = 0;
	await page.route("**/api/sales/counter-sales", async (route) => {
		if (route.request().method() !== "POST" || lost++ > 0)
			return route.continue();
		await route.fetch();
		await route.abort("connectionreset");
	});
	await button(page, /^ちょうど/).click();
	await button(page, "1セットを5,000円で販売する").click();
	await says(page, /確認中です/);
	await says(page, "1セットを販売しました");
	const after_count = (await (await as("counter")).call(`GET /api/sales/day-book?on=${today()}`)).sales as number;
	assert.equal(after_count, before_count + 1);
	opened[0]!.found.length = 0;		// the lost connection is meant
	await close_all();
});

test("a page closed while the outcome was unknown tells it when opened again", async () => {
	const page = await open("counter", "/staff/sell");
	await register_buyer(page, new_kana());
	await page.route("**/api/sales/counter-sales", async (route) => {
		if (route.request().method() !== "POST")
			return route.continue();
		await route.fetch();
		await route.abort("connectionreset");
	});
	await button(page, /^ちょうど/).click();
	await button(page, "1セットを5,000円で販売する").click();
	await says(page, /確認中です/);
	await page.unroute("**/api/sales/counter-sales");
	await page.reload();
	await says(page, "前回の手続きの結果です。");
	await says(page, "1セットを販売しました");
	opened[0]!.found.length = 0;
	await close_all();
});

function today(): string {
	return new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Tokyo" }).format(new Date());
}

test("a second person takes a sale back, with a reason and a question", async () => {
	const sold = await sell(await as("counter"), 2);
	const page = await open("reviewer", `/staff/sales/${sold.sale_id}`);
	await button(page, "取消の内容を確かめる").click();
	await says(page, "取り消す理由：入力してください。");
	await page.getByLabel("取り消す理由").fill("セット数の打ち間違い");
	await button(page, "取消の内容を確かめる").click();
	const dialog = page.getByRole("dialog");
	await dialog.getByText(/現金 10,000円 を返します/).waitFor();
	await dialog.getByRole("button", { name: "販売を取り消す" }).click();
	await says(page, "販売を取り消しました");
	assert.equal((await sales_of(sold)).state, "void");
	await page.reload();
	await says(page, "セット数の打ち間違い");
	await close_all();
});

test("sales are filtered in the address, and a receipt number leads to its sale", async () => {
	const sold = await sell(await as("counter"), 1);
	const row = await sales_of(sold);
	const page = await open("counter", "/staff/");
	await page.getByRole("searchbox").fill(String(row.receipt_no));
	await page.keyboard.press("Enter");
	await page.waitForURL(`**/staff/sales?receipt_no=${row.receipt_no}`);
	await page.getByRole("link", { name: String(row.receipt_no) }).click();
	await says(page, `販売 ${row.receipt_no}`);
	await page.goBack();
	const csv = await page.getByRole("link", { name: "CSVで保存" }).getAttribute("href");
	assert.match(csv ?? "", new RegExp(`receipt_no=${row.receipt_no}.*as=csv`));
	const text_of = async (address: string | null) => (await (await page.request.get(base + address)).body()).toString("utf8");
	assert.match(await text_of(csv), new RegExp(`${row.receipt_no}.*,販売済,`));
	const sheet = await page.request.get(base + await page.getByRole("link", { name: "Excelで保存" }).getAttribute("href"));
	assert.ok((await xlsxRows(await sheet.body()))[1]?.includes(String(row.receipt_no)));
	await page.locator(".language-switch__select").selectOption("en");
	await page.getByRole("link", { name: "Save as CSV" }).waitFor();
	assert.match(await text_of(csv), new RegExp(`${row.receipt_no}.*,Sold,`));
	await close_all();
});

test("books of every round read 差額 0円; the day book adds up", async () => {
	const page = await open("auditor", "/staff/books");
	await says(page, "差額 0円");
	for (const text of await page.locator(".figure", { hasText: "差額" }).allInnerTexts())
		assert.match(text, /(^|\n)0円$/);
	await page.getByRole("link", { name: "日計" }).click();
	await says(page, "差引の現金");
	const book = await (await as("auditor")).call(`GET /api/sales/day-book?on=${today()}`);
	assert.equal(book.cash_yen, book.cash_in_yen - book.cash_out_yen);
	await page.getByText(`${Number(book.cash_yen).toLocaleString("en-US")}円`).first().waitFor();
	await close_all();
});

test("a figure of the day book leads to the sales that make it, also of one clerk", async () => {
	await sell(await as("counter"), 1);
	const page = await open("auditor", "/staff/day-book");
	const sales = page.locator(".figure", { hasText: "販売件数" }).getByRole("link");
	await sales.waitFor();
	await sales.click();
	await page.waitForURL(/sold_on=\d{4}-\d\d-\d\d&state=sold/);
	await page.getByRole("table").waitFor();
	await page.goBack();
	await page.getByRole("link", { name: "窓口 花子" }).click();
	await page.waitForURL(/clerk_account_id=\d+/);
	await page.getByRole("table").waitFor();
	assert.equal(await page.getByLabel("担当").locator("option:checked").innerText(), "窓口 花子");
	await close_all();
});

test("what runs in the background is seen, and stopped after a question; the record stands with the rest", async () => {
	const name = `test.e2e.${Date.now()}`;
	await sql(`INSERT INTO job_run (name, lane, argument, state, done, total, asked_by, asked_at)
		VALUES ('${name}', '', 0, 'waiting', 300, 1200, 0, UTC_TIMESTAMP(3))`);
	const page = await open("admin", "/staff/jobs");
	const card = page.locator(".card", { hasText: name });
	await card.getByText("300 / 1,200（25%）").waitFor();
	// What jobd tells when it takes a run is what the page follows.
	const tell = () => sql(`INSERT INTO job_run (name, lane, argument, state, asked_by, asked_at)
		VALUES ('once.sweep', '', 0, 'waiting', 0, UTC_TIMESTAMP(3))`);
	await sql(`UPDATE job_run SET done = 600 WHERE name = '${name}'`);
	await tell();
	await card.getByText("600 / 1,200（50%）").waitFor();
	await card.getByRole("button", { name: "この処理を取り消す" }).click();
	const dialog = page.getByRole("dialog");
	await dialog.getByText(/今回の処理だけを/).waitFor();
	await dialog.getByRole("button", { name: "この処理を取り消す" }).click();
	await says(page, `「${name}」の取消を受け付けました。`);
	await card.getByText("取消を受け付けました。区切りのよいところで止まります。").waitFor();
	assert.equal(await card.getByRole("button").count(), 0);
	const seen = await open("auditor", "/staff/jobs");
	await seen.locator(".card", { hasText: name }).waitFor();
	assert.equal(await seen.getByRole("button", { name: "この処理を取り消す" }).count(), 0);
	// Nobody is there for five minutes: the page follows nothing until somebody comes back.
	await seen.clock.install();
	await seen.reload();
	await seen.locator(".card", { hasText: name }).getByText("600 / 1,200（50%）").waitFor();
	await seen.clock.fastForward("05:01");
	await sql(`UPDATE job_run SET done = 900 WHERE name = '${name}'`);
	await tell();
	await card.getByText("900 / 1,200（75%）").waitFor();	// the other page has heard
	assert.equal(await seen.getByText("900 / 1,200（75%）").count(), 0);
	await seen.mouse.move(60, 60);
	await seen.getByText("900 / 1,200（75%）").waitFor();
	await close_all();
});

test("a shop's page shows who did what to it, to those who may read the record", async () => {
	const { shop_id } = await makeShop();
	const page = await open("auditor", `/staff/shops/${shop_id}`);
	await page.getByRole("heading", { name: "操作の記録" }).waitFor();
	await page.getByText("加盟店を登録").waitFor();
	await page.getByRole("link", { name: "すべての記録" }).click();
	await page.waitForURL(`**/staff/audit?object=shop&object_no=${shop_id}`);
	await says(page, "加盟店を登録");
	const other = await open("counter", `/staff/shops/${shop_id}`);
	await other.getByRole("heading", { level: 1 }).waitFor();
	assert.equal(await other.getByRole("heading", { name: "操作の記録" }).count(), 0);
	await close_all();
});

test("a round is drafted with its preview and published by another person", async () => {
	const name = `試験の回 ${Date.now() % 100_000}`;
	const page = await open("admin", "/staff/campaigns");
	await page.getByRole("link", { name: "回を追加する" }).first().click();
	await page.getByLabel("回の名前").fill(name);
	await page.getByLabel("発行するセット数").fill("１００");
	const dates: [string, string, string, string][] = [["販売の始まり", "令和20", "4", "1"],
		["販売の終わり", "R20", "4", "30"], ["利用の始まり", "2038", "4", "1"], ["利用の終わり", "2038", "3", "31"]];
	for (const [label, year, month, day] of dates) {
		const group = page.getByRole("group", { name: label });
		await group.getByLabel("年").fill(year);
		await group.getByLabel("月").fill(month);
		await group.getByLabel("日").fill(day);
	}
	await says(page, "令和20年4月30日");
	await says(page, "600,000円");
	await button(page, "下書きを保存する").click();
	await says(page, "終わりの日が始まりの日より前です。日付を直してください。");
	await page.getByRole("group", { name: "利用の終わり" }).getByLabel("月").fill("9");
	await page.getByRole("group", { name: "利用の終わり" }).getByLabel("日").fill("30");
	await button(page, "下書きを保存する").click();
	await page.waitForURL(/\/staff\/rounds\/\d+$/);
	await says(page, /1セット5,000円で、6,000円分のお買い物ができます/);
	await says(page, "16%");
	await says(page, /あなたが編集したため、公開はできません/);
	assert.equal(await button(page, "公開する").count(), 0);

	const other = await open("admin2", "/staff/");
	await says(other, new RegExp(`公開前の回：.*${name}`));
	await other.goto(page.url());
	await button(other, "公開する").click();
	await other.getByRole("dialog").getByRole("button", { name: "公開する" }).click();
	await other.getByText("公開中").first().waitFor();
	await close_all();
});

test("a card: found by reading, PIN typed twice out of sight, printed, blocked, replaced", async () => {
	const sold = await sell(await as("counter"), 1);
	const kana = (await (await as("counter")).call("POST /api/people/person-looks",
		{ person_id: sold.person_id, purpose: "card" })).kana as string;
	const page = await open("counter", "/staff/cards/new");
	await page.getByLabel("よみがな").fill(kana);
	await button(page, "探す").click();
	await button(page, `この方です: ${kana}`).click();
	const pins = page.locator("input[type=password]");
	assert.equal(await pins.count(), 2, "both are masked");
	await pins.nth(0).fill("4821");
	await pins.nth(1).fill("4812");
	await button(page, "カードを発行する").click();
	await says(page, /上に入力したものと違います/);
	await pins.nth(1).fill("4821");
	await button(page, "カードを発行する").click();
	await says(page, "カードを発行しました");
	assert.equal(await page.evaluate(() => JSON.stringify(localStorage).includes("4821")), false, "no PIN is kept");
	const print = await page.getByRole("link", { name: /カードを印刷する/ }).getAttribute("href");
	assert.equal((await (await page.request.get(base + print)).body()).subarray(0, 5).toString(), "%PDF-");
	await page.getByRole("link", { name: "内容を見る" }).click();
	await button(page, "カードを止める").click();
	await page.getByLabel("理由").fill("なくしたと電話があった");
	await button(page, "カードを止める").nth(1).click();
	await page.getByRole("dialog").getByRole("button", { name: "カードを止める" }).click();
	await says(page, "カードを止めました。");
	await button(page, "新しいカードに交換する").click();
	await page.getByLabel("理由").fill("再発行");
	await pins.nth(0).fill("7306");
	await pins.nth(1).fill("7306");
	await button(page, "新しいカードに交換する").nth(1).click();
	await says(page, "カードを発行しました");
	await close_all();
});

test("a shop is registered, gets a photo and a new poster; the old one is revoked", async () => {
	const login = `own${Date.now() % 1_000_000}`;
	const page = await open("admin", "/staff/shops/new");
	await button(page, "登録する").click();
	await page.locator(".error-summary a").nth(7).waitFor();
	assert.equal(await page.locator(".error-summary a").count(), 8);
	await page.getByLabel("店の名前").fill("試験商店");
	await page.getByLabel("店のよみがな").fill("しけんしょうてん");
	await page.getByLabel("業種").selectOption("retail");
	await page.getByLabel("小規模").check();
	await page.getByLabel("地区").fill("本町");
	await page.getByLabel("所在地").fill("見本県見本市本町1番地");
	await page.getByLabel("責任者のアカウントの名前").fill("試験 責任者");
	await page.getByLabel("責任者のログイン名").fill(login);
	await button(page, "登録する").click();
	await says(page, "加盟店を登録しました");
	assert.match(await page.locator(".shown-once__value").nth(2).innerText(), /^\w{4}-\w{4}-\w{4}-\w{4}$/);
	await page.getByRole("link", { name: "この店のページへ" }).click();
	await page.setInputFiles("input[type=file]", { name: "front.png", mimeType: "image/png", buffer: png() });
	await page.getByAltText(/選んだ写真/).waitFor();
	await button(page, "この写真を登録する").click();
	await says(page, "写真を登録しました。");
	await page.getByAltText("試験商店 の写真").waitFor();
	await button(page, "新しい版を作る").click();
	await page.getByRole("dialog").getByRole("button", { name: "新しい版を作る" }).click();
	await says(page, "第2版を作りました");
	await page.getByRole("row", { name: /第1版/ }).getByRole("button", { name: "無効にする" }).click();
	const dialog = page.getByRole("dialog");
	await dialog.getByLabel("理由").fill("はがされて持ち去られた");
	await dialog.getByRole("button", { name: "無効にする" }).click();
	await page.getByRole("row", { name: /第1版.*無効/ }).waitFor();
	const kit = await page.getByRole("link", { name: /店舗キットを開く/ }).getAttribute("href");
	assert.equal((await (await page.request.get(base + kit)).body()).subarray(0, 5).toString(), "%PDF-");
	await close_all();
});

/** A white square of 8 x 8. */
function png(): Buffer {
	return Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEklEQVR42mP4//8/AzbAMLQkALo/u0X5RV5fAAAAAElFTkSuQmCC", "base64");
}

test("a person is opened with a purpose; the auditor sees who looked and why", async () => {
	const sold = await sell(await as("counter"), 1);
	const page = await open("counter", `/staff/people/${sold.person_id}`);
	assert.equal(await page.getByText(sold.name).count(), 0, "nothing before a purpose");
	await button(page, "記録して開く").click();
	await says(page, "見る目的：入力してください。");
	await page.getByLabel("見る目的").selectOption("inquiry");
	await button(page, "記録して開く").click();
	await says(page, /のために見たことを記録しました/);
	await says(page, sold.name);
	const audit = await open("auditor", `/staff/looks?person_id=${sold.person_id}`);
	await audit.getByRole("row", { name: /窓口 花子.*お問い合わせ/ }).first().waitFor();
	await close_all();
});

test("a role changes only when a second person approves", async () => {
	const name = `試験役${Date.now() % 1_000_000}`;
	const page = await open("admin", "/staff/roles/new");
	await page.getByLabel("役割の名前").fill(name);
	await page.getByLabel(/加盟店を見る/).check();
	await button(page, "変更を提案する").click();
	await says(page, "提案しました");
	await page.getByRole("link", { name: "役割の一覧へ" }).click();
	const own = page.locator(".card", { hasText: name });
	await own.getByText("あなたの提案です").waitFor();
	assert.equal(await own.getByRole("button", { name: "承認する" }).count(), 0);
	const other = await open("admin2", "/staff/roles");
	await other.locator(".card", { hasText: name }).getByRole("button", { name: "承認する" }).click();
	await other.getByRole("dialog").getByRole("button", { name: "承認する" }).click();
	await other.getByRole("link", { name, exact: true }).waitFor();
	await close_all();
});

test("a new member of staff gets a first password and a code, and must change it", async () => {
	const login = `new${Date.now() % 1_000_000}`;
	const page = await open("admin", "/staff/accounts/new");
	await page.getByLabel("名前", { exact: false }).first().fill("新人 五郎");
	await page.getByLabel("ログイン名").fill(login);
	await page.getByLabel(/^監査/).check();
	await button(page, "アカウントを作る").click();
	await says(page, "新人 五郎 さんのアカウントを作りました");
	await page.getByRole("img", { name: "認証アプリで読み取るコード" }).waitFor();
	const [, password = "", secret = ""] = await page.locator(".shown-once__value").allInnerTexts();

	const mine = await open(null, "/staff/sign-in");
	await sign_in(mine, login, password, totp(secret.replaceAll(" ", "")));
	await own_password(mine, password, "correct horse battery 9");

	// Until a second person has confirmed the role, one sentence says what is waited for.
	await says(mine, "役割の確認を待っています");
	assert.equal(await mine.getByRole("navigation").getByRole("link", { name: "記録" }).count(), 0);
	const account_id = await account_of(login);
	await page.goto(`${base}/staff/accounts/${account_id}`);
	await says(page, /役割を渡した人や、パスワードを発行した人は確認できません/);
	assert.equal(await button(page, "この役割を確認する").count(), 0);
	await confirm_roles(login, "新人 五郎");
	await button(mine, "もう一度確かめる").click();
	await mine.getByRole("link", { name: "記録" }).waitFor();

	await page.reload();
	await page.getByLabel("停止中").check();
	await button(page, "保存する").click();
	await says(page, "保存しました。");
	await mine.reload();
	await mine.waitForURL("**/staff/sign-in**");
	await close_all();
});

test("a lost phone: another administrator resets, a second one confirms, and work goes on", async () => {
	const made = await new_staff();
	const mine = await open(null, "/staff/sign-in");
	await sign_in(mine, made.login, made.password, totp(made.secret, step_now() + 1));
	await mine.getByRole("link", { name: "記録" }).waitFor();

	const page = await open("admin", `/staff/accounts/${made.account_id}`);
	await button(page, "パスワードと認証アプリを再発行する").click();
	await page.getByRole("dialog").getByRole("button", { name: "再発行する" }).click();
	await page.locator(".shown-once").waitFor();
	await says(page, "もう一人の職員の確認を待っています");
	const [, password = "", secret = ""] = await page.locator(".shown-once__value").allInnerTexts();
	const digits = () => totp(secret.replaceAll(" ", ""), step_now());

	await mine.getByRole("link", { name: "記録" }).click();
	await mine.waitForURL("**/staff/sign-in**");
	await sign_in(mine, made.login, made.password, digits());
	await says(mine, /どれかが違います/);
	await sign_in(mine, made.login, password, digits());
	await own_password(mine, password, "another long sentence 7");
	await says(mine, "役割の確認を待っています");
	await confirm_roles(made.login, made.name);
	await button(mine, "もう一度確かめる").click();
	await mine.getByRole("link", { name: "記録" }).waitFor();
	await close_all();
});

test("a first password that is over says what to do", async () => {
	const made = await new_staff({ keeps_first: true });
	await sql(`UPDATE account SET first_password_until = UTC_TIMESTAMP(3) WHERE account_id = ${made.account_id}`);
	const mine = await open(null, "/staff/sign-in");
	await sign_in(mine, made.login, made.password, totp(made.secret));
	await says(mine, /初回パスワードの期限（14日）が過ぎています/);
	await close_all();
});

test("a device left somewhere is signed out from another one", async () => {
	const made = await new_staff();
	const [left, here] = [await open(null, "/staff/sign-in"), await open(null, "/staff/sign-in")];
	await sign_in(left, made.login, made.password, totp(made.secret, step_now() + 1));
	await left.getByRole("link", { name: "記録" }).waitFor();
	await sql(`UPDATE account SET totp_last_step = 0 WHERE account_id = ${made.account_id}`);
	await sign_in(here, made.login, made.password, totp(made.secret));
	await here.getByRole("link", { name: "記録" }).waitFor();
	await here.goto(`${base}/staff/account`);
	await button(here, "終了する").click();
	await here.getByRole("dialog").getByRole("button", { name: "終了する" }).click();
	await here.getByRole("dialog").waitFor({ state: "hidden" });
	await left.getByRole("link", { name: "記録" }).click();
	await left.waitForURL("**/staff/sign-in**");
	await here.reload();
	await here.getByRole("heading", { name: "自分のアカウント" }).waitFor();
	await close_all();
});

test("who manages accounts without managing roles makes one, too", async () => {
	const [admin, admin2] = [await as("admin"), await as("admin2")];
	const name = `人事 ${unique().slice(0, 6)}`;
	const { role_change_id } = await admin.call("POST /api/people/role-changes",
		{ name, audience: "staff", rights: ["people.staff"] });
	await admin2.call(`POST /api/people/role-changes/${role_change_id}/decisions`, { approve: true });
	const made = await new_staff({ roles: [name] });
	const mine = await open(null, "/staff/sign-in");
	await sign_in(mine, made.login, made.password, totp(made.secret, step_now() + 1));
	await mine.getByRole("link", { name: "職員アカウント" }).click();
	await mine.getByRole("link", { name: "職員を追加する" }).click();
	await mine.waitForURL("**/staff/accounts/new");	// the list before asks for a name, too
	await mine.locator("input[name=name]").fill("新人 六郎");
	const login = `new${unique().slice(0, 8)}`;
	await mine.getByLabel("ログイン名").fill(login);
	await mine.getByLabel(/^監査/).check();
	await button(mine, "アカウントを作る").click();
	await says(mine, "新人 六郎 さんのアカウントを作りました");
	await mine.goto(`${base}/staff/accounts/${await account_of(login)}`);
	await mine.getByLabel(/^監査/).waitFor();
	assert.ok(await mine.getByLabel(/^監査/).isChecked());
	await close_all();
});

const pages: [login: string | null, addresses: string[]][] = [
	["admin", ["/staff/campaigns", "/staff/campaigns/1/new-round", "/staff/rounds/1", "/staff/rounds/1/edit",
		"/staff/shops", "/staff/shops/new", "/staff/shops/1", "/staff/shops/1/edit", "/staff/accounts",
		"/staff/accounts/new", "/staff/accounts/{account_id}", "/staff/jobs", "/staff/roles", "/staff/roles/2"]],
	["counter", ["/staff/", "/staff/password", "/staff/account", "/staff/sell", "/staff/sales", "/staff/day-book",
		"/staff/cards", "/staff/cards/new", "/staff/people", "/staff/people/{person_id}"]],
	["auditor", ["/staff/books", "/staff/looks", "/staff/audit", "/staff/proof", "/staff/jobs", "/staff/shops/1"]],
	["reviewer", ["/staff/sales/{sale_id}"]],
	["admin2", ["/staff/accounts/{waiting_id}"]],
	[null, ["/staff/sign-in"]],
];

describe("every page, in every language", { concurrency: 2 }, () => {
	let ids: Record<string, number>;
	before(async () => {
		const sold = await sell(await as("counter"), 1);
		const waiting = await (await as("admin")).call("POST /api/people/staff-accounts",
			{ login: `e2e-${unique()}`, name: "待ち 人", role_ids: await role_ids(["監査"]) });
		ids = { sale_id: sold.sale_id, person_id: sold.person_id, account_id: await account_of("counter2"),
			waiting_id: waiting.account_id };
	});
	for (const [login, addresses] of pages)
		test(`${login ?? "signed out"}: axe finds nothing, 320 px are wide enough, and a desk with large letters`, async () => {
			const { context, page, found } =
				await open_page(browser, desk, login === null ? undefined : await as(login));
			const filled = addresses.map((row) => row.replace(/\{(\w+)\}/, (_, id: string) => String(ids[id])));
			await pages_in_every_language(page, filled, async (language, place) => {
				if (language !== "ja")
					await page.setViewportSize(phone);
				await nothing_wrong(page, place);
				await page.setViewportSize({ width: 320, height: 740 });
				assert.equal(await too_wide(page), 0, `${place}: too wide at 320 px`);
				await page.setViewportSize(desk);
				await twice_as_large(page, place);
			});
			assert.deepEqual(found, []);
			await context.close();
		});
});

test("what an account may not do is refused by the server too", async () => {
	const clerk = await as("counter");
	for (const route of ["GET /api/people/roles", "GET /api/people/audit", "GET /api/people/staff-accounts"])
		await assert.rejects(clerk.call(route), (error) => error instanceof Refused && error.status === 403);
});
