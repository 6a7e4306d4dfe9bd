// Goal: the built entries open under the strict policy in every language, and the resident
// pages open without a network.  Needs dist/ (npm run build).
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { axe, browser_start, complaints, too_wide } from "../browser.mjs";
import { serve } from "../serve.mjs";

const folder = fileURLToPath(new URL("../../dist", import.meta.url));
const page_of = (path) => /^\/(shop|staff)(\/|$)/.test(path) ? `/${path.split("/")[1]}/index.html` : "/index.html";
const entries = ["/", "/shop/", "/staff/"];
const languages = ["ja", "ja-easy", "en", "zh", "ko", "vi"];
let server, browser;

before(async () => {
	server = await serve(folder, {
		page: page_of,
		api: (_request, url) => url.pathname === "/api/till/purse"
			|| url.pathname === "/api/till/other" ? { status: 200, body: '{"balance_yen":1234}' } : undefined,
	});
	browser = await browser_start();
});
after(async () => {
	await browser?.close();
	await server?.close();
});

async function opened(path, options) {
	const context = await browser.newContext(options);
	const page = await context.newPage();
	page.found = complaints(page);
	await page.goto(server.origin + path);
	await page.waitForSelector("main h1");
	return page;
}

// A page that needs no answer of the server: the ground is tested here, pages elsewhere.
/** Answers of a server that is not there do not count here. */
const policy_complaints = (page) => page.found.filter((text) => !/status of 4\d\d/.test(text));

for (const entry of entries)
	test(`${entry} in six languages: axe, policy, 320 px`, async () => {
		const page = await opened(`${entry}nothing`, { viewport: { width: 320, height: 640 } });
		for (const lang of languages) {
			await page.goto(`${server.origin}${entry}nothing?lang=${lang}`);
			await page.waitForSelector("main h1");
			assert.deepEqual(await axe(page), [], lang);
			assert.equal(await too_wide(page), 0, lang);
		}
		assert.deepEqual(policy_complaints(page), []);
		await page.context().close();
	});

test("language and text size are remembered", async () => {
	const page = await opened("/nothing?lang=ja");
	await page.getByRole("combobox", { name: "言語" }).selectOption("vi");
	await page.getByRole("heading", { name: "Không tìm thấy trang" }).waitFor();
	await page.getByRole("button", { name: "Rất lớn" }).click();
	await page.goto(`${server.origin}/nothing`);
	await page.getByRole("heading", { name: "Không tìm thấy trang" }).waitFor();
	assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize), "24px");
	await page.context().close();
});

test("the way to another page moves the focus to its heading, and back again", async () => {
	const page = await opened("/nothing?lang=ja");
	await page.getByRole("link", { name: "ホームへ戻る" }).click();
	await page.waitForURL(`${server.origin}/`);
	await page.waitForFunction(() => document.activeElement.matches("main h1") &&
		document.activeElement.textContent !== "ページが見つかりません");
	assert.match(await page.title(), / - まどぐち$/);
	await page.goBack();
	await page.getByRole("heading", { level: 1, name: "ページが見つかりません" }).waitFor();
	await page.context().close();
});

test("a page that cannot be loaded offers to try again", async () => {
	const context = await browser.newContext({ serviceWorkers: "block" });
	const page = await context.newPage();
	await page.route(/\/assets\/Help-.*\.js/, (route) => route.abort());
	await page.goto(`${server.origin}/help?lang=ja`);
	await page.getByRole("heading", { name: "ページを開けませんでした" }).waitFor();
	await page.unroute(/\/assets\/Help-.*\.js/);
	await page.getByRole("button", { name: "もう一度試す" }).click();
	await page.getByRole("heading", { name: "ページを開けませんでした" }).waitFor({ state: "detached" });
	await page.waitForSelector("main h1");
	await context.close();
});

test("without a network: resident pages open and the purse answer tells its time", async () => {
	const page = await opened("/nothing?lang=ja");
	await page.evaluate(() => navigator.serviceWorker.ready);
	await page.waitForFunction(() => navigator.serviceWorker.controller);
	await page.evaluate(async () => {
		await fetch("/api/till/purse");
		await fetch("/api/till/other");
	});
	await page.context().setOffline(true);
	for (const path of ["/nothing", "/help"]) {
		await page.goto(`${server.origin}${path}?lang=ja`);
		await page.waitForSelector("main h1");
		await page.getByText("通信できません。表示は保存してある内容です。").waitFor();
	}
	const purse = await page.evaluate(async () => {
		const answer = await fetch("/api/till/purse");
		return { at: answer.headers.get("X-Stored-At"), body: await answer.json() };
	});
	assert.deepEqual(purse.body, { balance_yen: 1234 });
	assert.ok(Math.abs(Date.parse(purse.at) - Date.now()) < 600_000);
	const other = await page.evaluate(() => fetch("/api/till/other").then(() => "answered", () => "failed"));
	assert.equal(other, "failed", "no other answer is kept");
	await page.context().close();
});

test("the shop and staff entries have no service worker of their own", async () => {
	for (const entry of ["/shop/", "/staff/"]) {
		const page = await opened(`${entry}nothing`);
		assert.equal(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), 0);
		await page.context().close();
	}
});
