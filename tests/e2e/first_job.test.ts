// The first job from end to end, as a newcomer does it, only through screens: a clerk sells
// two sets for cash, a resident pays a shop by its poster and by the own code, the shop sees
// both and takes one back; what must not happen is refused in words, and nothing changes.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { after, before, test, type TestContext } from "node:test";
import type { Browser, Page } from "playwright-core";
import { base, browser_start, by_keyboard, choose_round, desk, new_kana, new_mail, open_page, phone,
	read_by_reader, sample_sign_ins, too_wide, totp, type Open, type SignIn } from "./lib.ts";
import { pdfCodes, pdfText } from "../lib/tools.ts";

const tablet = { width: 768, height: 1024 };
const shots = process.env.MADOGUCHI_VAR && join(process.env.MADOGUCHI_VAR, "shots");
const texts = JSON.parse(readFileSync(join(import.meta.dirname, "../../web/src/i18n/ja.json"), "utf8")) as
	Record<string, string>;

let browser: Browser;
let sign_ins: SignIn[];
const kana = new_kana();
const mail = new_mail();
const at = {} as Record<"clerk" | "resident" | "shop" | "admin" | "reviewer", Page>;
const opened: Open[] = [];
// What people carry from one screen to the next: on paper, in the hand, in the head.
let receipt_no = "", claim_code = "", claim_address = "", poster = "", used_code = "", used_digits = "";

before(async () => {
	if (shots)
		mkdirSync(shots, { recursive: true });
	browser = await browser_start();
	sign_ins = await sample_sign_ins();
	for (const [who, size] of [["clerk", desk], ["resident", phone], ["shop", tablet], ["admin", desk],
		["reviewer", desk]] as const) {
		const open = await open_page(browser, size);
		opened.push(open);
		at[who] = open.page;
	}
});
after(async () => {
	await browser?.close();
	assert.deepEqual(opened.flatMap((open) => open.found), [], "no page complained");
});

/** One step of the story; without the steps before it there is nothing to see. */
let broken = false;
function step(name: string, work: (t: TestContext) => Promise<void>) {
	test(name, async (t) => {
		assert.ok(!broken, "an earlier step failed");
		broken = true;
		await work(t);
		broken = false;
	});
}

/** The catalogue's sentence with its values. */
function sentence(key: string, params: Record<string, string | number> = {}): string {
	assert.ok(texts[key], key);
	return texts[key].replaceAll(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? assert.fail(name)));
}

const button = (page: Page, name: string | RegExp) =>
	page.getByRole("button", { name, exact: typeof name === "string" });
const link = (page: Page, name: string | RegExp) => page.getByRole("link", { name });
const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { level: 1, name }).waitFor();
const says = (page: Page, text: string | RegExp) => page.locator("main, dialog").getByText(text).first().waitFor();
const digits_of = (page: Page) => page.locator(".proof__digits").innerText();
let shot_no = 0;
async function shot(page: Page, name: string) {
	assert.equal(await too_wide(page), 0, name);
	if (shots)
		await page.screenshot({ path: join(shots, `${String(++shot_no).padStart(2, "0")}-${name}.png`) });
}

async function press(page: Page, amount: string) {
	for (const key of amount)
		await page.locator(".keypad").getByRole("button", { name: key, exact: true }).click();
}

/** A TOTP step counts once: somebody else may have used this one, then the next is waited for. */
async function staff_sign_in(page: Page, login: string) {
	const mine = sign_ins.find((row) => row.audience === "staff" && row.login === login)!;
	await page.goto(`${base}/staff/`);
	for (;;) {
		await page.getByLabel("ログイン名").fill(login);
		await page.getByLabel("パスワード").fill(mine.password!);
		await page.getByLabel("認証アプリの数字").fill(totp(mine.totp_secret!));
		const answer = page.waitForResponse((row) => row.url().endsWith("/api/people/staff-sessions"));
		await button(page, "ログイン").click();
		if ((await answer).ok())
			return link(page, /さん$/).waitFor();
		await pause(30_000 - Date.now() % 30_000 + 500);
	}
}

async function find_buyer(page: Page) {
	await page.goto(`${base}/staff/sell`);
	await choose_round(page);
	await page.getByLabel("よみがな").fill(kana);
	await page.getByLabel("年", { exact: true }).fill("昭和20");
	await page.getByLabel("月", { exact: true }).fill("8");
	await page.getByLabel("日", { exact: true }).fill("15");
	await button(page, "次へ").click();
}

async function balance_is(text: string) {
	await at.resident.goto(`${base}/purse`);
	await at.resident.locator(".balance .money", { hasText: new RegExp(`^${text}$`) }).waitFor();
}

/** What a click on a paper's link opens beside the page. */
async function paper(page: Page, name: RegExp): Promise<Buffer> {
	const address = await link(page, name).getAttribute("href");
	assert.equal(await link(page, name).getAttribute("target"), "_blank");
	const answer = await page.request.get(base + address!);
	assert.equal(answer.headers()["content-type"], "application/pdf");
	return answer.body();
}

step("the clerk signs in and sells two sets for cash to a new buyer", async () => {
	const page = at.clerk;
	await page.goto(`${base}/staff/`);
	await page.getByLabel("ログイン名").waitFor();
	await shot(page, "clerk-sign-in");
	await staff_sign_in(page, "counter");
	await shot(page, "clerk-home");
	await link(page, "窓口販売").first().click();
	await find_buyer(page);
	await says(page, texts["sell.new_buyer"]!);
	await shot(page, "clerk-new-buyer");
	await page.getByLabel("氏名").fill("試験 花子");
	await page.getByLabel("住所").fill("見本県見本市本町1丁目2番3号");
	await button(page, "登録して次へ").click();
	await page.getByRole("spinbutton").fill("2");
	await page.getByLabel("お預かり").fill("20000");
	await shot(page, "clerk-cash");
	await button(page, "2セットを10,000円で販売する").click();
	await says(page, "2セットを販売しました");
	assert.match(await page.locator(".big-amount--change").innerText(), /10,000円/);
	receipt_no = await page.locator("dd strong.number").first().innerText();
	assert.match(receipt_no, /^[0-9A-Z-]{6,}$/);
	await shot(page, "clerk-sold");
});

step("the receipt is a paper with the number, the sums, and a code that leads to the vouchers", async () => {
	const page = at.clerk;
	const bytes = await paper(page, /^領収書/);
	const text = await pdfText(bytes);
	for (const part of [receipt_no, "試験 花子", "10,000", "12,000"])
		assert.ok(text.includes(part), `${part} is on the receipt:\n${text}`);
	[claim_address = ""] = await pdfCodes(bytes);
	assert.ok(claim_address.startsWith(`${base}/c/`), claim_address);
	claim_code = claim_address.slice(`${base}/c/`.length);
	const plain = (code: string) => code.replaceAll(/[^0-9a-zA-Z]/g, "").toUpperCase();
	assert.ok(plain(text).includes(plain(claim_code)), "the code can be typed from the paper too");
});

step("the resident signs in by mail and takes the vouchers over by the code", async () => {
	const page = at.resident;
	await page.goto(base);
	await heading(page, texts["resident.home_title"]!);
	await shot(page, "resident-home-out");
	await link(page, "ログイン").click();
	await page.getByLabel(/メールアドレス/).fill(mail);
	await shot(page, "resident-mail");
	await button(page, "数字をメールで受け取る").click();
	await heading(page, "メールの数字を入力");
	const mailbox = await page.context().newPage();
	await mailbox.goto(`${base}/sample`);
	const letter = mailbox.locator("li", { hasText: mail });
	while (await letter.count() === 0) {
		await mailbox.waitForTimeout(300);
		await mailbox.reload();
		await mailbox.locator("main h1").waitFor();
	}
	const [code = ""] = /\d{6,10}/.exec(await letter.locator(".lines").first().innerText()) ?? [];
	await mailbox.close();
	await page.getByLabel(/メールに届いた数字/).fill(code);
	await shot(page, "resident-mail-code");
	await button(page, "ログイン").click();
	await heading(page, "商品券を受け取る");
	await shot(page, "resident-link");
	await page.getByLabel("領収書に書いてある文字").fill(claim_code.toLowerCase());
	await button(page, "この番号を使う").click();
	await button(page, "受け取る").waitFor();
	await shot(page, "resident-claim");
	await button(page, "受け取る").click();
	await says(page, "試験 花子さんの商品券を使えるようになりました。");
	await shot(page, "resident-claimed");
	await balance_is("12,000円");
	await shot(page, "resident-purse");
});

step("a second person prints a poster for the shop, and its code can be read from the paper", async () => {
	const page = at.admin;
	const shop_no = mine_of_shop().shop_no!;
	await staff_sign_in(page, "admin");
	await link(page, texts["staff.nav_shops"]!).first().click();
	await page.getByLabel(texts["staff.shop_q"]!).fill(shop_no);
	await button(page, "絞り込む").click();
	await page.getByRole("row").filter({ hasText: shop_no }).getByRole("link").first().click();
	await page.getByLabel(texts["staff.poster_note"]!).fill("レジ横");
	await shot(page, "admin-shop");
	await button(page, texts["staff.poster_new"]!).click();
	await shot(page, "admin-poster-ask");
	await page.getByRole("dialog").getByRole("button", { name: texts["staff.poster_new"]! }).click();
	const address = page.locator(".notice--success .number");
	await address.waitFor();
	await shot(page, "admin-poster");
	poster = await address.innerText();
	const kit = await paper(page, new RegExp(texts["staff.kit"]!));
	assert.ok((await pdfCodes(kit)).every((code) => code === poster), "poster and table stand carry the address");
	assert.match(await pdfText(kit), new RegExp(shop_no));
});

function mine_of_shop(): SignIn {
	const rows = sign_ins.filter((row) => row.audience === "shop" && row.login === "owner");
	return rows.at(-1)!;		// not the shops of the other tests
}

async function shop_sign_in(page: Page) {
	const mine = mine_of_shop();
	await page.goto(`${base}/shop/`);
	await page.getByLabel("店番号").fill(mine.shop_no!);
	await page.getByLabel("ログイン名").fill(mine.login!);
	await page.getByLabel(/^パスワード 必須/).fill(mine.password!);
	await shot(page, "shop-sign-in");
	await button(page, "ログイン").click();
	await heading(page, "今日の受け取り");
}

step("the resident pays 1,234 yen by the poster; the shop sees it with the same digits", async (t) => {
	const { resident: page, shop } = at;
	await shop_sign_in(shop);
	await says(shop, "すぐに表示されます。");
	await shot(shop, "shop-today");
	let taps = 0;
	const tap = async (target: ReturnType<typeof button>) => {
		taps++;
		await target.click();
	};
	await page.goto(poster);
	await link(page, "金額を入力する").waitFor();
	await shot(page, "resident-shop");
	await tap(link(page, "金額を入力する"));
	await page.locator(".keypad").waitFor();
	await press(page, "1234");
	await shot(page, "resident-amount");
	await tap(button(page, "確認へ進む"));
	await button(page, "1,234円を支払う").waitFor();
	await shot(page, "resident-check");
	const arrived = shop.locator(".proof").waitFor().then(() => Date.now());
	const tapped_at = Date.now();
	await tap(button(page, "1,234円を支払う"));
	await heading(page, "支払いました");
	const paid_at = Date.now();
	const seen_at = await arrived;
	t.diagnostic(`paid screen ${paid_at - tapped_at} ms after the tap, shop's page ${seen_at - tapped_at} ms`);
	assert.ok(taps <= 4, `${taps} taps`);
	assert.match(await page.locator(".proof").innerText(), /1,234円/);
	assert.match(await shop.locator(".proof").innerText(), /1,234円/);
	assert.equal(await digits_of(shop), await digits_of(page));
	const clock = await page.locator(".proof__clock").innerText();
	await page.waitForFunction((then) =>
		document.querySelector<HTMLElement>(".proof__clock")?.innerText !== then, clock);
	await shot(page, "resident-paid");
	await shot(shop, "shop-arrived");
});

step("the shop takes 567 yen with the resident's own code; both screens show the same digits", async () => {
	const { resident: page, shop } = at;
	await page.goto(base);
	await link(page, texts["resident.show_code"]!).click();
	await link(shop, /^受け取る（/).click();
	await shop.locator(".keypad").waitFor();
	await press(shop, "567");
	await shot(shop, "shop-amount");
	await button(shop, "次へ").click();
	await shot(shop, "shop-check");
	await button(shop, "567円でよい").click();
	await shot(shop, "shop-code");
	await shot(page, "resident-code");
	used_code = (await page.locator(".qr__number").innerText()).replaceAll(" ", "");
	await shop.getByLabel("コードまたはカードの番号").fill(used_code);
	await button(shop, "この番号を使う").click();
	await shop.locator(".proof").waitFor();
	await heading(page, "支払いました");
	used_digits = await digits_of(page);
	assert.equal(await digits_of(shop), used_digits);
	assert.match(await page.locator(".proof").innerText(), /567円/);
	await shot(page, "resident-paid-by-code");
	await shot(shop, "shop-taken");
	await balance_is("10,199円");
	await shot(page, "resident-purse-after");
});

step("a replayed code is refused at the shop, and nothing is paid", async () => {
	const { shop } = at;
	await button(shop, "次の支払いを受け取る").click();
	await press(shop, "567");
	await button(shop, "次へ").click();
	await button(shop, "567円でよい").click();
	await shop.getByLabel("コードまたはカードの番号").fill(used_code);
	await button(shop, "この番号を使う").click();
	await says(shop, sentence("shop.not_received", { amount: "567円" }));
	await says(shop, sentence("reason.code_used"));
	await shot(shop, "shop-replayed");
	await balance_is("10,199円");
});

step("the shop takes one payment back, and the resident has the money again", async () => {
	const { shop, resident: page } = at;
	await shop.goto(`${base}/shop/`);
	await button(shop, /567円を取り消す$/).first().click();
	const dialog = shop.getByRole("dialog");
	assert.match(await dialog.innerText(), new RegExp(`567円[^]*${used_digits}`));
	await dialog.getByLabel("金額の間違い").check();
	await shot(shop, "shop-void-ask");
	await dialog.getByRole("button", { name: "567円を取り消す" }).click();
	await dialog.getByText("567円がお客様の残高に戻りました。").waitFor();
	await shot(shop, "shop-voided");
	await dialog.getByRole("button", { name: "閉じる" }).click();
	await balance_is("10,766円");
	await link(page, /^履歴$/).click();
	await page.getByText("+567円").waitFor();
	await shot(page, "resident-history");
});

step("the eleventh set is refused at the counter, in both ways it can be asked for", async () => {
	const page = at.clerk;
	const other = await page.context().newPage();	// the counter beside, with the same buyer before it
	for (const one of [page, other]) {
		await find_buyer(one);
		await button(one, `この方です: ${kana}`).click();
		await one.getByRole("spinbutton").waitFor();
	}
	await page.getByRole("spinbutton").fill("8");
	await button(page, /^ちょうど/).click();
	await button(page, "8セットを40,000円で販売する").click();
	await says(page, "8セットを販売しました");
	await button(other, /^ちょうど/).click();
	await button(other, "1セットを5,000円で販売する").click();
	await says(other, sentence("sell.may_not"));
	await says(other, sentence("reason.cap_round", { cap_sets: 10, left_sets: 0 }));
	await shot(other, "clerk-eleventh-late");
	await other.close();
	await find_buyer(page);
	await button(page, `この方です: ${kana}`).click();
	await says(page, sentence("sell.may_not"));
	await says(page, sentence("sell.may_not_text"));
	assert.equal(await page.getByRole("spinbutton").count(), 0);
	await shot(page, "clerk-eleventh");
	await balance_is("58,766円");		// eight sets more, not nine
});

step("a used sale is not taken back, and the second person reads why", async () => {
	const page = at.reviewer;
	await staff_sign_in(page, "reviewer");
	await page.goto(`${base}/staff/sales?receipt_no=${receipt_no}`);
	await page.getByRole("row").filter({ hasText: receipt_no }).getByRole("link").first().click();
	await page.getByLabel("取り消す理由").fill("セット数の打ち間違い");
	await shot(page, "reviewer-sale");
	await button(page, "取消の内容を確かめる").click();
	const dialog = page.getByRole("dialog");
	await dialog.getByRole("button", { name: "販売を取り消す" }).click();
	await says(page, sentence("reason.sale_spent", { spent_yen: "1,234" }));
	await shot(page, "reviewer-refused");
	await page.reload();
	await page.locator("dl").getByText(texts["sale_state.sold"]!).waitFor();
	await balance_is("58,766円");
});

step("a revoked poster is refused at the phone, also when the page was open already", async () => {
	const { admin, resident: page } = at;
	await page.goto(poster);
	await link(page, "金額を入力する").click();
	await press(page, "300");
	await button(page, "確認へ進む").click();
	await button(page, "300円を支払う").waitFor();
	await admin.reload();
	await admin.getByRole("row").filter({ hasText: "レジ横" }).first()
		.getByRole("button", { name: texts["staff.revoke"]! }).click();
	const dialog = admin.getByRole("dialog");
	await dialog.getByLabel(texts["staff.reason"]!).fill("はがされたため");
	await shot(admin, "admin-revoke");
	await dialog.getByRole("button", { name: texts["staff.revoke"]! }).click();
	await admin.getByRole("row").filter({ hasText: "レジ横" }).filter({ hasText: texts["staff.revoked"]! })
		.first().waitFor();
	await button(page, "300円を支払う").click();
	await says(page, sentence("reason.poster_revoked"));
	await shot(page, "resident-revoked-late");
	await page.goto(poster);
	await says(page, sentence("reason.poster_revoked"));
	await shot(page, "resident-revoked");
	await balance_is("58,766円");
});

step("the clerk's sale again, by keyboard alone", async () => {
	const page = at.clerk;
	await page.goto(`${base}/staff/`);
	await link(page, /さん$/).waitFor();
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
	await page.keyboard.type("鍵盤 太郎");
	await page.keyboard.press("Tab");
	await page.keyboard.type("見本県見本市本町4番地");
	await page.keyboard.press("Enter");
	await page.locator("input[name=sets]:focus").waitFor();
	await page.keyboard.press("ArrowUp");
	await by_keyboard(page, /^お預かり/, "");
	await page.keyboard.type("12000");
	await shot(page, "clerk-keyboard");
	await page.keyboard.press("Enter");
	await page.locator("h2:focus", { hasText: "2セットを販売しました" }).waitFor();
	assert.match(await page.locator(".big-amount--change").innerText(), /2,000円/);
	await by_keyboard(page, /^領収書/, "");
	await by_keyboard(page, "次の販売へ");
	await page.locator("input[name=kana]:focus").waitFor();
});

step("the shop's taking again, by keyboard and code reader alone", async () => {
	const { resident: page, shop } = at;
	await page.goto(`${base}/code`);
	const code = (await page.locator(".qr__number").innerText()).replaceAll(" ", "");
	await shop.goto(`${base}/shop/`);
	await by_keyboard(shop, /^受け取る（/);
	await shop.locator(".keypad").waitFor();
	await shop.keyboard.type("98", { delay: 80 });
	await by_keyboard(shop, "次へ");
	await by_keyboard(shop, "98円でよい");
	await shop.getByLabel("コードまたはカードの番号").waitFor();
	await shot(shop, "shop-keyboard-code");
	await read_by_reader(shop, code);		// wherever the focus is
	await shop.locator(".proof").waitFor();
	await heading(page, "支払いました");
	assert.equal(await digits_of(shop), await digits_of(page));
	await shot(shop, "shop-keyboard");
	await balance_is("58,668円");
});

step("day book, sales and takings go on paper whole, and without the controls of the screen", async () => {
	const { clerk, shop } = at;
	for (const [page, path, name, words] of [
		[clerk, "/staff/day-book", "day-book", ["日計", "差引の現金", "窓口 花子"]],
		[clerk, `/staff/sales?receipt_no=${receipt_no}`, "sales", [receipt_no, "10,000円", "販売日時", "販売済"]],
		[shop, "/shop/takings", "takings", ["時刻", "1,234円", "567円", "取り消し済み", "スマートフォンのコード"]],
	] as const) {
		await page.goto(base + path);
		await page.getByRole("table").waitFor();
		const bytes = await page.pdf({ path: shots && join(shots, `print-${name}.pdf`), preferCSSPageSize: true });
		const text = await pdfText(bytes);
		for (const word of words)
			assert.ok(text.includes(word), `${name}: ${word} in\n${text}`);
		assert.doesNotMatch(text, /ログアウト|絞り込む|印刷する|無効にする|取り消す|販売を見る/, name);
		await page.emulateMedia({ media: "print" });
		await page.setViewportSize({ width: 657, height: 980 });		// A4 between its margins
		assert.equal(await page.locator(".table__scroll").evaluate((box) => box.scrollWidth - box.clientWidth), 0,
			`${name}: the table fits the paper`);
		await page.emulateMedia({ media: null });
		await page.setViewportSize(page === clerk ? desk : tablet);
	}
});
