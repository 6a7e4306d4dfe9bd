// Goal: the camera inside the page reads a shop's code at the resident's phone and the
// resident's code at the till, and what was read is paid.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { film_write } from "../../web/test/camera.mjs";
import { base, browser_start, Caller, new_mail, open_page, phone, resident, sell, shop_clerk, staff } from "./lib.ts";

const folder = mkdtempSync(join(tmpdir(), "madoguchi-film-"));
const film = join(folder, "code.y4m");		// read anew each time the camera starts
let browser: Browser, shop: Caller, buyer: Caller;
let shop_no = "";

before(async () => {
	film_write(film, "nothing yet");
	browser = await browser_start(["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
		`--use-file-for-fake-video-capture=${film}`]);
	({ caller: shop, shop_no } = await shop_clerk());
	buyer = await resident(new_mail(), await sell(await staff("counter"), 1));
});
after(async () => {
	await browser?.close();
	rmSync(folder, { recursive: true });
});

/** Holds a code before the camera and reads it; the reader must be the one of our own worker. */
async function scan(page: Page, content: string) {
	const workers: string[] = [];
	page.on("worker", (worker) => workers.push(worker.url()));
	film_write(film, content);
	await page.getByRole("button", { name: "カメラで読み取る" }).click();
	return workers;
}

const pay_of = (page: Page, amount: string) => page.getByRole("button", { name: `${amount}円を支払う` });

test("a resident holds the phone before the poster, and pays", async () => {
	const admin = await staff("admin");
	const { shop_id } = await new Caller().call("POST /api/till/shop-reads", { shop_no });
	const { url } = await admin.call(`POST /api/office/staff-shops/${shop_id}/posters`, { note: "camera" });
	const { context, page, found } = await open_page(browser, phone, buyer);
	await page.goto(`${base}/pay`);
	const workers = await scan(page, url as string);
	await page.waitForURL(url as string);
	assert.ok(workers.some((address) => /\/assets\/scan\.zxing/.test(address)), workers.join());
	await page.getByRole("link", { name: "金額を入力する" }).click();
	await page.locator(".keypad").waitFor();
	for (const key of "345")
		await page.getByRole("button", { name: key, exact: true }).click();
	await page.getByRole("button", { name: "確認へ進む" }).click();
	await pay_of(page, "345").click();
	await page.getByRole("heading", { level: 1, name: "支払いました" }).waitFor();
	assert.equal((await buyer.call("GET /api/till/purse")).balance_yen, 6000 - 345);
	assert.deepEqual(found, []);
	await context.close();
});

test("a shop holds its camera before the resident's code, and is paid", async () => {
	const before_yen = (await buyer.call("GET /api/till/purse")).balance_yen as number;
	const { context, page, found } = await open_page(browser, phone, shop);
	await page.goto(`${base}/shop/take`);
	await page.getByRole("group", { name: "受け取る金額" }).waitFor();
	for (const key of "210")
		await page.getByRole("button", { name: key, exact: true }).click();
	await page.getByRole("button", { name: "次へ" }).click();
	await page.getByRole("button", { name: "210円でよい" }).click();
	await page.getByLabel("コードまたはカードの番号").waitFor();
	const { code } = await buyer.call("POST /api/till/pay-codes");
	const workers = await scan(page, code as string);
	await page.locator(".proof").waitFor();
	assert.match(await page.locator(".proof").innerText(), /210円/);
	assert.ok(workers.some((address) => /\/assets\/scan\.zxing/.test(address)), workers.join());
	assert.equal((await buyer.call("GET /api/till/purse")).balance_yen, before_yen - 210);
	assert.deepEqual(found, []);
	await context.close();
});
