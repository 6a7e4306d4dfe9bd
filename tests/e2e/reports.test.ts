// Goal: where the money is and was, on screen, on a phone and in every kind of file: funds and
// reports, filled, empty, at a past day, and each figure followed to its rows.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { csvRows, pdfText, xlsxRows } from "../lib/tools.ts";
import { closePeriod, someDay } from "../lib/settlement.ts";
import { base, browser_start, desk, in_every_language, nothing_wrong, open_page, phone, settled, staff, too_wide,
	type Open } from "./lib.ts";

let browser: Browser;
let closing: { from_on: string; to_on: string; yen: number };
const opened: Open[] = [];

before(async () => {
	closing = await closePeriod(await someDay());
	browser = await browser_start();
});
after(async () => {
	await browser?.close();
});

async function open(address: string, size = desk): Promise<Page> {
	const one = await open_page(browser, size, await staff("accounting"));
	opened.push(one);
	await one.page.goto(base + address);
	await settled(one.page);
	return one.page;
}

async function close_all(): Promise<void> {
	for (const one of opened.splice(0)) {
		await one.context.close();
		assert.deepEqual(one.found, []);
	}
}

const says = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor();
const shot = (page: Page, name: string) => process.env.MADOGUCHI_SHOTS === undefined ? undefined :
	page.screenshot({ path: `${process.env.MADOGUCHI_SHOTS}/${name}-${page.viewportSize()!.width}.png`, fullPage: true });
const yen_of = (text: string) => Number(text.replace(/[^0-9-]/g, ""));
const sum = (values: number[]) => values.reduce((all, value) => all + value, 0);

/** The cells of a column of the page's table, by its heading. */
async function column(page: Page, heading: string): Promise<string[]> {
	const names = await page.locator("table thead th").allInnerTexts();
	const at = names.findIndex((name) => name.trim().startsWith(heading));
	assert.ok(at >= 0, `${heading} in ${names.join(", ")}`);
	const cells = await page.locator("table tbody tr").evaluateAll((rows, nth) =>
		rows.map((row) => (row.children[nth] as HTMLElement).innerText), at);
	return cells;
}

async function download(page: Page, link: string): Promise<Buffer> {
	const [file] = await Promise.all([page.waitForEvent("download"),
		page.getByRole("link", { name: link, exact: true }).click()]);
	return readFileSync(await file.path());
}

/** The same rows and the same sum in every kind of file. */
async function same_in_files(page: Page, heading: string): Promise<void> {
	const shown = sum((await column(page, heading)).map(yen_of));
	const [names = [], ...lines] = csvRows(await download(page, "CSVで保存"));
	const at = names.indexOf(heading);
	assert.equal(sum(lines.map((line) => Number(line[at]))), shown, "CSV");
	const [sheet_names = [], ...rows] = await xlsxRows(await download(page, "Excelで保存"));
	assert.deepEqual(sheet_names, names);
	assert.equal(sum(rows.map((row) => Number(row[at]))), shown, "Excel");
	const cp932 = new TextDecoder("shift_jis", { fatal: true }).decode(await download(page, "CSV（Shift_JIS）"));
	assert.deepEqual(cp932.split("\r\n")[0], names.join(","));
	const paper = await pdfText(await download(page, "PDF"));
	for (const line of lines) assert.ok(paper.includes(Number(line[at]).toLocaleString("en")), `PDF: ${line[at]}`);
}

/** One of each kind: by week, by shop, of the ledger. */
const looked_at = ["weeks", "use-shops", "closings", "unused"];
const reports = ["weeks", "sale-days", "use-days", "use-shops", "use-areas", "use-industries", "closings", "unused"];

test("every report is filled, empty where nothing was, and readable on a phone", async () => {
	const page = await open("/staff/reports");
	for (const report of reports) {
		await page.goto(`${base}/staff/reports?report=${report}`);
		await settled(page);
		assert.ok(await page.locator("table tbody tr").count() > 0, report);
		await shot(page, `report-${report}`);
		if (!looked_at.includes(report)) continue;
		await nothing_wrong(page, report);
		await page.goto(`${base}/staff/reports?report=${report}&from_on=2001-01-01&to_on=2001-01-31&as_of_on=2001-01-31`);
		await settled(page);
		assert.equal(await page.locator("table tbody tr").count(), 0, report);
		await nothing_wrong(page, `${report}, empty`);
	}
	await shot(page, "report-empty");
	const small = await open("/staff/reports", phone);
	for (const report of reports) {
		await small.goto(`${base}/staff/reports?report=${report}`);
		await settled(small);
		assert.equal(await too_wide(small), 0, report);
		await shot(small, `report-${report}`);
	}
	await close_all();
});

test("what a closing made due is followed to its rows, and is the same in every file", async () => {
	const page = await open("/staff/reports?report=closings");
	await in_every_language(page, "closings");
	await settled(page);
	await same_in_files(page, "締め額(円)");
	const [figure] = await column(page, "締め額(円)");
	assert.equal(yen_of(figure ?? ""), closing.yen);
	await page.locator("table tbody tr").first().getByRole("link", { name: figure?.trim() ?? "", exact: true }).first().click();
	await page.waitForURL(/\/staff\/funds\/rows/);
	await settled(page);
	await nothing_wrong(page, "rows of a closing");
	await shot(page, "rows-closing");
	const [names = [], ...lines] = csvRows(await download(page, "CSVで保存"));
	assert.equal(sum(lines.map((line) => Number(line[names.indexOf("金額(円)")]))), -closing.yen);
	await page.getByRole("link", { name: "この締めの支払いを見る" }).click();
	await page.waitForURL(/\/staff\/payouts\?closing_id=/);
	await settled(page);
	await says(page, "締めの支払いだけを示しています");
	await nothing_wrong(page, "payouts of a closing");
	await shot(page, "payouts-closing");
	await close_all();
});

test("what was not used is told by round and part, as of a day, and its wrong day is refused", async () => {
	const page = await open("/staff/reports?report=unused");
	await in_every_language(page, "unused");
	await settled(page);
	await same_in_files(page, "住民の残高(円)");
	const [purse] = await column(page, "住民の残高(円)");
	await page.locator("table tbody tr").first().getByRole("link", { name: purse?.trim() ?? "", exact: true }).first().click();
	await page.waitForURL(/\/staff\/funds\/rows/);
	await settled(page);
	const [names = [], ...lines] = csvRows(await download(page, "CSVで保存"));
	assert.equal(sum(lines.map((line) => Number(line[names.indexOf("金額(円)")]))), -yen_of(purse ?? ""));
	await page.goto(`${base}/staff/reports?report=unused&as_of_on=${closing.to_on}`);
	await settled(page);
	await says(page, /の終わりの時点$/);
	await shot(page, "report-unused-past");
	await page.getByLabel("月", { exact: true }).fill("13");
	await page.getByRole("button", { name: "表示する" }).click();
	await says(page, /日付/);
	await nothing_wrong(page, "a wrong day");
	await shot(page, "report-error");
	await close_all();
});

test("the funds are told for now and for a past day, and a figure is followed to its rows", async () => {
	const page = await open("/staff/funds");
	await in_every_language(page, "funds");
	await settled(page);
	await shot(page, "funds");
	const table = page.locator("table").nth(1);	/* the round that is being sold */
	const line = table.locator("tbody tr", { hasText: "住民の残高" });
	const figure = line.getByRole("link").first();
	const yen = yen_of(await figure.innerText());
	assert.ok(yen > 0);
	await figure.click();
	await page.waitForURL(/\/staff\/funds\/rows/);
	await settled(page);
	await nothing_wrong(page, "rows of a figure");
	await shot(page, "rows-fund");
	const [names = [], ...lines] = csvRows(await download(page, "CSVで保存"));
	assert.equal(sum(lines.map((row) => Number(row[names.indexOf("金額(円)")]))), -yen);
	await page.goto(`${base}/staff/funds?on=2001-01-01`);
	await settled(page);
	await says(page, /2001\/0?1\/0?1 .*時点/);
	await nothing_wrong(page, "funds of long ago");
	await shot(page, "funds-past");
	const small = await open("/staff/funds", phone);
	assert.equal(await too_wide(small), 0);
	await shot(small, "funds");
	await close_all();
});
