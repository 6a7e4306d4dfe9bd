// What the browser tests share: a browser, people who are signed in, and calls of the API
// for what happens elsewhere; those are made, and checked, as in the API tests.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { setTimeout as pause } from "node:timers/promises";
import { chromium, type Browser, type BrowserContext, type CDPSession, type Locator, type Page,
	type Request } from "playwright-core";
import { Actor, origin } from "../lib/client.ts";
import { askCode, mailedCode, sampleSignIns, staff as staff_actor, uniqueKana, type SampleSignIn }
	from "../lib/people.ts";
import { day } from "../lib/world.ts";

export { newPassword as new_password, roleIds as role_ids, stepNow as step_now, totp, unique } from "../lib/people.ts";
export { sampleSignIns as sample_sign_ins, type SampleSignIn as SignIn };
export const base = origin;
export const languages = ["ja", "ja-easy", "en", "zh", "ko", "vi"] as const;
export const phone = { width: 360, height: 740 };
export const desk = { width: 1280, height: 900 };

/* ---- the server, without a browser ---- */

type Json = Record<string, any>;

export class Refused extends Error {
	readonly status: number;
	readonly code: string;
	constructor(status: number, code: string) {
		super(`${status} ${code}`);
		this.status = status;
		this.code = code;
	}
}

/** Somebody who is not in front of a browser. */
export class Caller extends Actor {
	/** Throws what was refused. */
	async call<T = Json>(route: string, body?: Json): Promise<T> {
		const [method = "GET", path = ""] = route.split(" ");
		const reply = await this.send(method, path, { body: body ?? (method === "GET" ? undefined : {}) });
		if (reply.status >= 400)
			throw new Refused(reply.status, String(reply.code));
		return reply.body as T;
	}
}

/** A sample account of staff, in the session all tests of a run share. */
export async function staff(login: string): Promise<Caller> {
	const caller = new Caller(login);
	caller.cookies = new Map((await staff_actor(login)).cookies);
	return caller;
}

export async function shop_clerk(login = "owner", nth = 0): Promise<{ caller: Caller; shop_no: string }> {
	const found = (await sampleSignIns()).filter((row) => row.audience === "shop" && row.login === login)[nth]!;
	const caller = new Caller(login);
	await caller.call("POST /api/people/shop-sessions",
		{ shop_no: found.shop_no, login, password: found.password });
	return { caller, shop_no: found.shop_no! };
}

/** The digits of the newest mail to this address, once it is there and another than `but`. */
export async function mail_code(mail: string, but = ""): Promise<string> {
	for (;;) {
		const code = await mailedCode(mail).catch(() => but);
		if (code !== but)
			return code;
		await pause(200);
	}
}

/** A fresh address and buyer for each test, so that tests never meet. */
export const new_mail = () => `e2e-${randomUUID().slice(0, 8)}@example.jp`;
export const new_kana = () => `テスト ${uniqueKana()}`;

/** Other tests may have put rounds on sale beside this one. */
const sample_campaign = "見本市プレミアム付きデジタル商品券";

export interface Sold { claim_code: string; person_id: number; name: string; sale_id: number }

/** Vouchers for a buyer nobody knew before, sold at the counter. */
export async function sell(clerk: Caller, sets: number): Promise<Sold> {
	const kana = new_kana();
	const name = `見本 ${kana.slice(-3)}`;
	const buyer = await clerk.call("POST /api/sales/buyers", {
		name, kana, birth_on: "1950-01-02", address: "見本県見本市本町1番地", is_another: true });
	const { campaigns } = await clerk.call("GET /api/sales/campaigns");
	const round = (campaigns as Json[]).filter((row) => row.name === sample_campaign)
		.flatMap((row) => row.rounds as Json[])
		.find((row) => row.sell_from_on <= day() && day() <= row.sell_to_on)!;
	const sale = await clerk.call("POST /api/sales/counter-sales", {
		round_id: round.round_id, person_id: buyer.person_id, sets, received_yen: sets * round.price_yen,
		is_resident_checked: true });
	return { claim_code: sale.claim_code, person_id: buyer.person_id, name, sale_id: sale.sale_id };
}

/** A signed-in resident; what was sold to them is linked already. */
export async function resident(mail = new_mail(), sold?: Sold): Promise<Caller> {
	const caller = new Caller(mail);
	await caller.call("POST /api/people/resident-sessions", await askCode(mail));
	if (sold)
		await caller.call("POST /api/people/claims", { claim_code: sold.claim_code });
	return caller;
}

/* ---- the browser ---- */

const axe_source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export function browser_start(more: string[] = []): Promise<Browser> {
	return chromium.launch({
		executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
		args: ["--no-sandbox", "--disable-dev-shm-usage", ...more],
	});
}

/** MADOGUCHI_TEST_SLOW=6: processors of pages are that many times slower, as old phones are. */
const slow = Number(process.env.MADOGUCHI_TEST_SLOW ?? 1);
/** MADOGUCHI_TEST_DELAY=400: milliseconds until a page has an answer, at the 50 kB/s of slow 3G. */
const delay = Number(process.env.MADOGUCHI_TEST_DELAY ?? 0);

const slowed = new WeakMap<BrowserContext, CDPSession[]>();

const network = (offline: boolean) =>
	({ offline, latency: delay, downloadThroughput: 50_000, uploadThroughput: 50_000 });

async function slow_down(page: Page): Promise<void> {
	const session = await page.context().newCDPSession(page);
	await session.send("Emulation.setCPUThrottlingRate", { rate: slow });
	if (delay === 0)
		return;
	await session.send("Network.enable");
	await session.send("Network.emulateNetworkConditions", network(false));
	slowed.set(page.context(), [...slowed.get(page.context()) ?? [], session]);
}

/** The network is gone, or back; of a page that is slow on purpose too. */
export async function set_offline(context: BrowserContext, offline: boolean): Promise<void> {
	for (const session of slowed.get(context) ?? [])
		await session.send("Network.emulateNetworkConditions", network(offline));
	await context.setOffline(offline);
}

export interface Open { context: BrowserContext; page: Page; found: string[] }

/** A page of a browser profile of its own.  found: what it complained about. */
export async function open_page(browser: Browser, size = phone, signed_in?: Caller, language = "ja"): Promise<Open> {
	const context = await browser.newContext({ viewport: size, locale: "ja-JP", timezoneId: "Asia/Tokyo",
		baseURL: base });
	await context.addInitScript((lang) => {
		localStorage.getItem("language") ?? localStorage.setItem("language", lang);
	}, language);
	if (signed_in?.cookies.has("madoguchi_resident"))
		await context.addInitScript(() => {
			localStorage.getItem("resident.signed_in") ?? localStorage.setItem("resident.signed_in", "yes");
		});
	if (signed_in)
		await context.addCookies([...signed_in.cookies].map(([name, value]) => ({
			name, value, url: base, httpOnly: true, sameSite: "Lax" as const })));
	if (slow > 1 || delay > 0)
		context.on("page", (page) => void slow_down(page));
	const page = await context.newPage();
	follow_calls(page);
	const found: string[] = [];
	page.on("console", (message) => {
		// Refusals (4xx) are answers, told apart by the pages.
		if (message.type() === "error" && !/status of 4\d\d/.test(message.text()))
			found.push(message.text());
	});
	page.on("pageerror", (error) => found.push(String(error)));
	return { context, page, found };
}

/** What each page has asked for and not been answered yet; streams never are. */
const calls = new WeakMap<Page, Set<Request>>();

function follow_calls(page: Page): void {
	const open = new Set<Request>();
	calls.set(page, open);
	page.on("request", (call) => {
		if (call.isNavigationRequest() && call.frame() === page.mainFrame())
			open.clear();	// the page before may leave without an answer
		if (call.resourceType() !== "eventsource")
			open.add(call);
	});
	page.on("requestfinished", (call) => open.delete(call));
	// Nobody reads the body of what is not there, so that such a call never finishes.
	page.on("response", (answer) => answer.status() === 404 && open.delete(answer.request()));
	page.on("requestfailed", (call) => open.delete(call));
}

/** Waits until the page shows what it asked for: no call open, nothing loading, all drawn. */
export async function settled(page: Page): Promise<void> {
	await page.locator("main h1").waitFor();
	for (let still = 0; still < 2;) {
		const is_busy = await page.evaluate(async () => {
			for (let frame = 0; frame < 2; frame++)
				await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
			return document.querySelector(".loading, [aria-busy=true]") !== null;
		});
		still = is_busy || calls.get(page)!.size > 0 ? 0 : still + 1;
	}
}

/** Waits until this place reads so: a page is drawn a moment after it was touched. */
export async function reads(place: Locator, wanted: string | RegExp): Promise<void> {
	const fits = (text: string) => typeof wanted === "string" ? text === wanted : wanted.test(text);
	let text = "";
	for (const until = Date.now() + 30_000; Date.now() < until; await pause(40)) {
		text = await place.innerText();
		if (fits(text))
			return;
	}
	throw new Error(`reads ${JSON.stringify(text)}, not ${String(wanted)}`);
}

/**
 * What a code reader types: faster than anybody, then Enter.  The keys carry the times at
 * which they were pressed, however late a busy machine hands them on.
 */
export async function read_by_reader(page: Page, code: string): Promise<void> {
	const session = await page.context().newCDPSession(page);
	const began_s = Date.now() / 1000;
	const keys = [...code.split("").map((text) => ({ key: text, text })), { key: "Enter", text: "\r" }];
	await Promise.all(keys.flatMap((key, at) => ["keyDown", "keyUp"].map((type) =>
		session.send("Input.dispatchKeyEvent", { ...key, type: type as "keyDown" | "keyUp",
			...type === "keyUp" ? { text: undefined } : {}, timestamp: began_s + at * 0.008 }))));
	await session.detach();
}

/** Violations of WCAG 2.2 A and AA and of good practice, as texts. */
export async function axe(page: Page, off: string[] = []): Promise<string[]> {
	// Trusted Types forbid adding a script; an evaluated one belongs to the test, not the page.
	if (!await page.evaluate(() => "axe" in globalThis))	// reading it costs as much as a look
		await page.evaluate(axe_source);
	// Colours are measured when what fades in has arrived; what turns for ever is not waited for.
	await page.evaluate(() => Promise.allSettled(document.getAnimations()
		.filter((row) => row.effect?.getComputedTiming().iterations !== Infinity).map((row) => row.finished)));
	const result = await page.evaluate((rules) => (globalThis as any).axe.run(document, {
		rules: Object.fromEntries(rules.map((name) => [name, { enabled: false }])),
		runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
		resultTypes: ["violations"],
	}), off);
	return result.violations.map((row: Json) =>
		`${row.id}: ${row.nodes.map((node: Json) => String(node.html).slice(0, 160)).join(" | ")}`);
}

/** By script, since a dialog bars the way to the switch. */
async function switch_language(page: Page, language: string): Promise<void> {
	await page.evaluate((code) => {
		const all = document.querySelector<HTMLSelectElement>(".language-switch__select")!;
		all.value = code;
		all.dispatchEvent(new Event("change", { bubbles: true }));
	}, language);
	await page.waitForFunction((code) => localStorage.getItem("language") === code, language);
}

/**
 * One page after the other, each looked at in every language.  A page opens in the language
 * in which the one before was left, so that each language also meets pages that open in it.
 */
export async function pages_in_every_language(page: Page, addresses: readonly string[],
	look: (language: string, place: string) => Promise<void>): Promise<void> {
	let first = 0;
	for (const address of addresses) {
		await page.goto(base + address);
		for (let nth = 0; nth < languages.length; nth++) {
			const language = languages[(first + nth) % languages.length]!;
			if (nth > 0)
				await switch_language(page, language);
			await settled(page);
			assert.equal(await page.evaluate(() => localStorage.getItem("language")), language, address);
			await look(language, `${language} ${address}`);
		}
		first = (first + languages.length - 1) % languages.length;
	}
}

/**
 * What the page shows now, in every language: nothing found by axe, no text missing, no
 * sideways scrolling at 320 px with the largest text.  The state stays as it is.
 */
export async function in_every_language(page: Page, place: string): Promise<void> {
	const size = page.viewportSize()!;
	for (const language of [...languages.slice(1), languages[0]]) {
		await switch_language(page, language);
		await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn))));
		await nothing_wrong(page, `${place}, ${language}`);
		await page.setViewportSize({ width: 320, height: 640 });
		await page.evaluate(() => void (document.documentElement.dataset.text = "huge"));
		assert.equal(await too_wide(page), 0, `${place}, ${language}: too wide`);
		await page.evaluate(() => void (document.documentElement.dataset.text = "standard"));
		await page.setViewportSize(size);
	}
}

/** Nothing found by axe, and no key or parameter where a text should be. */
export async function nothing_wrong(page: Page, place: string): Promise<void> {
	await page.locator("h1").first().waitFor();	// before that there is no page yet
	assert.deepEqual(await axe(page), [], place);
	assert.doesNotMatch(await page.locator("body").innerText(),
		/\b(resident|shop|staff|sell|closing|cycle|hold|funds|report|column|chart|part|payout|payee|statement|bank_file|sender|proof|books_proof|tamper|tamper_row|checks|waiting|waiting_text|reason|problem|ui|once)\.[a-z_]+\b|\{[a-z_]+\}/, `${place}: a text is missing`);
}

/** The page with letters of twice the size, as a browser's own setting makes them. */
export async function twice_as_large(page: Page, place: string): Promise<void> {
	await page.evaluate(() => void (document.documentElement.style.fontSize = "200%"));
	assert.equal(await too_wide(page), 0, `${place}: too wide with letters of twice the size`);
	await page.evaluate(() => void (document.documentElement.style.fontSize = ""));
}

/** How far the page reaches beyond its width: 0 when nothing must be scrolled sideways. */
export function too_wide(page: Page): Promise<number> {
	return page.evaluate(() =>
		document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** Presses Tab until the control with this name has the focus, then Enter. */
export async function by_keyboard(page: Page, name: string | RegExp, key = "Enter"): Promise<void> {
	const fits = (text: string) => typeof name === "string" ? text === name : name.test(text);
	const seen = new Set<string>();
	// Again and again, for the page may still be on its way.
	for (const until = Date.now() + 30_000; Date.now() < until;) {
		const text = await page.evaluate(() => {
			const at = document.activeElement as HTMLElement | null;
			const labels = at && "labels" in at ? [...(at as HTMLInputElement).labels ?? []].map((row) => row.innerText) : [];
			return (at?.getAttribute("aria-label") ?? (labels.join(" ") || at?.innerText) ?? "").trim();
		});
		if (fits(text))
			return key === "" ? undefined : page.keyboard.press(key);
		seen.add(text.slice(0, 30));
		await page.keyboard.press("Tab");
	}
	throw new Error(`not reached by keyboard: ${String(name)} among ${[...seen].join(", ")}`);
}

/** At the counter, where more than one round is on sale: the sample's. */
export async function choose_round(page: Page, take = (name: RegExp) => page.getByRole("button", { name }).click()) {
	const name = new RegExp(`${sample_campaign} 第2弾`);
	const kana = page.getByLabel("よみがな");
	await kana.or(page.getByRole("button", { name })).first().waitFor();
	if (!await kana.isVisible())
		await take(name);
}
