// Goal: components do what people expect of them: keyboard, focus, double taps, the scanner.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { browser_start, complaints } from "../browser.mjs";
import { film_write } from "../camera.mjs";
import { serve } from "../serve.mjs";

const folder = fileURLToPath(new URL("dist", import.meta.url));
const film_folder = mkdtempSync(join(tmpdir(), "film-"));
const content = "https://example.jp/s/4f7k2m";
let server, browser, page;
/** Paths that this test lets fail. */
let refused = () => false;
let act_answer = () => undefined;

before(async () => {
	film_write(join(film_folder, "code.y4m"), content);
	server = await serve(folder, {
		page: () => "/test/examples/index.html",
		api(request, url) {
			if (url.pathname === "/api/people/claims")
				return act_answer(request.headers["idempotency-key"]);
			return refused(url.pathname) ? { status: 404, body: "" } : undefined;
		},
	});
	browser = await browser_start(["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
		`--use-file-for-fake-video-capture=${join(film_folder, "code.y4m")}`]);
	page = await browser.newPage({ viewport: { width: 360, height: 740 } });
});
after(async () => {
	await browser?.close();
	await server?.close();
	rmSync(film_folder, { recursive: true });
});

async function open(query) {
	await page.goto(`${server.origin}/?${new URLSearchParams({ lang: "ja", ...query })}`);
	await page.waitForSelector("html[data-ready]", { state: "attached" });
}

test("the keypad takes digits of a keyboard, stops at its limit, deletes", async () => {
	await open({ part: "keypad" });
	const amount = page.locator(".keypad__amount").first();
	await page.keyboard.press("Delete");
	for (const key of ["1", "2", "3", "4", "5", "6"])
		await page.keyboard.press(key);
	assert.equal(await amount.textContent(), "12,345円");
	await page.keyboard.press("Backspace");
	assert.equal(await amount.textContent(), "1,234円");
	await page.getByRole("button", { name: "00", exact: true }).first().click();
	assert.equal(await amount.textContent(), "1,234円", "123,400 is above 50,000");
});

test("a refused form names its fields, takes the focus, and leads to them", async () => {
	await open({ part: "form" });
	await page.getByRole("textbox").first().fill("山田");
	await page.getByRole("button", { name: "送信する" }).click();
	const lines = page.locator(".error-summary a");
	assert.equal(await lines.first().textContent(), "お名前：入力してください。");
	assert.equal(await page.evaluate(() => document.activeElement.className), "error-summary");
	assert.match(await page.title(), /^エラー：/);
	await lines.nth(1).click();
	assert.equal(await page.evaluate(() => document.activeElement.value), "abc");
	assert.equal(await page.getByRole("textbox").first().inputValue(), "山田", "nothing typed is lost");
	assert.equal(await page.getByRole("textbox").first().getAttribute("aria-invalid"), "true");
});

test("a dialog starts on the safe button", async () => {
	await open({ part: "dialog", alone: "0" });
	assert.equal(await page.evaluate(() => document.activeElement.textContent), "やめる");
});

test("a year of the Japanese era is understood", async () => {
	await open({ part: "date_field" });
	const boxes = page.locator("#birth input");
	await boxes.nth(0).fill("昭和２０");
	await boxes.nth(1).fill("8");
	await boxes.nth(2).fill("15");
	assert.equal(await page.locator("#birth .date-field__era").textContent(), "昭和20年8月15日");
	assert.equal(await boxes.nth(0).inputValue(), "昭和２０", "what was typed stays");
});

test("the language changes and what was typed stays", async () => {
	await open({ part: "language_switch" });
	await page.getByRole("textbox", { name: "お名前" }).fill("山田");
	await page.getByRole("combobox").selectOption("ko");
	assert.equal(await page.getByRole("textbox", { name: "이름" }).inputValue(), "山田");
	assert.equal(await page.evaluate(() => document.documentElement.lang), "ko");
});

async function scan() {
	await open({ part: "scan" });
	await page.getByRole("button", { name: "カメラで読み取る" }).click();
	await page.waitForSelector("html[data-scanned]", { state: "attached" });
	return page.evaluate(() => document.documentElement.dataset.scanned);
}

test("the camera reads a code with zxing under the strict policy", async () => {
	const found = complaints(page);
	assert.equal(await scan(), `camera:${content}`);
	assert.deepEqual(found, []);
	assert.equal(await page.locator("video").evaluate((video) => video.srcObject), null, "the camera is off");
});

test("when zxing cannot be loaded, jsQR reads it", async () => {
	refused = (path) => /scan\.zxing/.test(path);
	try {
		assert.equal(await scan(), `camera:${content}`);
	} finally {
		refused = () => false;
	}
});

test("a code is read from a photo", async () => {
	await open({ part: "qr" });
	const photo = await page.locator(".qr__code").first().screenshot();
	await open({ part: "scan" });
	await page.locator("input[type=file]").setInputFiles({ name: "a.png", mimeType: "image/png", buffer: photo });
	await page.waitForSelector("html[data-scanned]", { state: "attached" });
	assert.equal(await page.evaluate(() => document.documentElement.dataset.scanned), `photo:${content}`);
});

test("a file is chosen by keyboard, dropped, chosen again, taken away", async () => {
	await open({ part: "file_field" });
	const control = page.getByLabel("明細のファイル");
	const frame = page.locator(".file").first();
	const reads = (text) => frame.getByText(text).waitFor();
	await reads("まだ選んでいません");
	for (const name of ["one.dat", "two.dat", "two.dat"]) {
		const dialog = page.waitForEvent("filechooser");
		await control.focus();
		await page.keyboard.press("Enter");
		await (await dialog).setFiles({ name, mimeType: "", buffer: Buffer.alloc(2000) });
		await reads(`${name}（2 KB）`);
	}
	const dropped = join(film_folder, "dropped.dat");
	writeFileSync(dropped, "1");
	const { x, y } = await frame.boundingBox();
	const session = await page.context().newCDPSession(page);
	for (const type of ["dragEnter", "dragOver", "drop"])
		await session.send("Input.dispatchDragEvent", { type, x: x + 20, y: y + 20,
			data: { items: [], files: [dropped], dragOperationsMask: 1 } });
	await session.detach();
	await reads("dropped.dat（1 KB）");
	await page.getByRole("button", { name: "選んだファイルを取り消す" }).first().click();
	await reads("まだ選んでいません");
	assert.ok(await control.evaluate((input) => input === document.activeElement && input.files.length === 0));
});

test("without a camera the other ways are named and a number can be typed", async () => {
	await open({ part: "scan" });
	await page.evaluate(() => {
		navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("no", "NotAllowedError"));
	});
	await page.getByRole("button", { name: "カメラで読み取る" }).click();
	await page.getByText("カメラの使用が許可されていません。").waitFor();
	await page.getByRole("textbox", { name: "番号" }).fill("１２３４ー５６７８");
	await page.keyboard.press("Enter");
	assert.equal(await page.evaluate(() => document.documentElement.dataset.scanned), "typed:1234-5678");
});

test("a code reader that acts as a keyboard is heard", async () => {
	await open({ part: "scan" });
	await page.evaluate(() => {
		for (const key of [..."4F7K2M88", "Enter"])
			document.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
	});
	assert.equal(await page.evaluate(() => document.documentElement.dataset.scanned), "reader:4F7K2M88");
});

test("while the outcome is unknown the page says so and settles by itself, also after it was closed", async () => {
	const keys = [];
	act_answer = (key) => {
		keys.push(key);
		return { status: 502, type: "text/html", body: "bad gateway" };
	};
	await open({ part: "checking", alone: "0" });
	await page.getByRole("button", { name: "OK" }).dblclick();
	await page.getByText("確認中です。もう一度押さないでください。").waitFor();
	await open({ part: "checking", alone: "0" });
	await page.getByText("確認中です。もう一度押さないでください。").waitFor();
	act_answer = (key) => {
		keys.push(key);
		return { status: 200, body: '{"person_name":""}' };
	};
	await page.waitForSelector("[data-step=done]");
	await page.getByText("前回の手続きの結果です。").waitFor();
	assert.ok(keys.length >= 3);
	assert.deepEqual(new Set(keys).size, 1, "one key for one act");
	assert.equal(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("once.")).length), 0);
});

test("a refusal ends the act and is shown once", async () => {
	act_answer = () => ({ status: 409, type: "application/problem+json", body: '{"code":"limit_exceeded","status":409}' });
	await open({ part: "checking", alone: "0" });
	await page.getByRole("button", { name: "OK" }).click();
	await page.waitForSelector("[data-step=refused]");
	await open({ part: "checking", alone: "0" });
	assert.equal(await page.locator("[data-step]").getAttribute("data-step"), "idle");
});

test("long rows that are all here are shown in pages", async () => {
	await open({ part: "table" });
	const place = page.locator("section", { has: page.getByRole("heading", { name: "many rows" }) });
	const rows = place.locator("tbody tr");
	await rows.first().waitFor();
	assert.equal(await rows.count(), 50);
	await place.getByRole("button", { name: "次のページ" }).click();
	await place.getByRole("button", { name: "次のページ" }).click();
	await place.getByText("全120件のうち101〜120件").waitFor();
	assert.equal(await rows.count(), 20);
	assert.ok(await place.getByRole("button", { name: "次のページ" }).isDisabled());
	await place.getByRole("button", { name: "前のページ" }).click();
	assert.equal(await rows.count(), 50);
});
