// What the browser tests share: a browser, people who are signed in, a world of their own.
import { createHmac, randomInt, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { setTimeout as pause } from "node:timers/promises";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";

export const base = process.env.MADOGUCHI_URL ?? "http://127.0.0.1:8080";
export const languages = ["ja", "ja-easy", "en", "zh", "ko", "vi"] as const;
export const phone = { width: 360, height: 740 };
export const desk = { width: 1280, height: 900 };

/* ---- the server, without a browser ---- */

export interface SignIn {
	audience: "staff" | "shop" | "resident";
	login?: string;
	shop_no?: string;
	password?: string;
	totp_secret?: string;
	mail?: string;
}
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

/** One browser-less caller; keeps its cookies. */
export class Caller {
	cookies = new Map<string, string>();

	async call(route: string, body?: Json): Promise<Json> {
		const [method = "GET", path = ""] = route.split(" ");
		const answer = await fetch(base + path, {
			method, body: body && JSON.stringify(body),
			headers: {
				Origin: base, "Content-Type": "application/json", "Idempotency-Key": randomUUID(),
				Cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; "),
			},
		});
		for (const line of answer.headers.getSetCookie()) {
			const [name = "", value = ""] = line.split(";")[0]!.split("=");
			this.cookies.set(name, value);
		}
		const text = await answer.text();
		const json = text === "" ? {} : JSON.parse(text) as Json;
		if (!answer.ok)
			throw new Refused(answer.status, String(json.code));
		return json;
	}
}

export async function sample_sign_ins(): Promise<SignIn[]> {
	return (await new Caller().call("GET /api/people/sample-sign-ins")).sign_ins as SignIn[];
}

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** RFC 6238: six digits for a step of 30 seconds. */
export function totp(secret: string, at_ms = Date.now()): string {
	const bits = [...secret].map((letter) => letters.indexOf(letter).toString(2).padStart(5, "0")).join("");
	const key = Buffer.from(bits.match(/.{8}/g)!.map((byte) => Number.parseInt(byte, 2)));
	const counter = Buffer.alloc(8);
	counter.writeBigUInt64BE(BigInt(Math.floor(at_ms / 30_000)));
	const hash = createHmac("sha1", key).update(counter).digest();
	const at = hash.at(-1)! & 15;
	return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

/** A TOTP step counts once: another test may have used this one, then the next is waited for. */
export async function staff(login: string): Promise<Caller> {
	const found = (await sample_sign_ins()).find((row) => row.audience === "staff" && row.login === login)!;
	for (;;) {
		const caller = new Caller();
		try {
			await caller.call("POST /api/people/staff-sessions",
				{ login, password: found.password, totp: totp(found.totp_secret!) });
			return caller;
		} catch (error) {
			if (!(error instanceof Refused) || !error.code.startsWith("sign_in_"))
				throw error;
			await pause(30_000 - Date.now() % 30_000 + 500);
		}
	}
}

export async function shop_clerk(login = "owner", nth = 0): Promise<{ caller: Caller; shop_no: string }> {
	const found = (await sample_sign_ins()).filter((row) => row.audience === "shop" && row.login === login)[nth]!;
	const caller = new Caller();
	await caller.call("POST /api/people/shop-sessions",
		{ shop_no: found.shop_no, login, password: found.password });
	return { caller, shop_no: found.shop_no! };
}

/** The digits of the newest mail to this address, once it is there. */
export async function mail_code(mail: string, but = ""): Promise<string> {
	for (let turn = 0; turn < 300; turn++) {
		const { mails } = await new Caller().call("GET /api/people/sample-mailbox");
		const newest = (mails as Json[]).filter((row) => row.to === mail)
			.toSorted((a, b) => b.outbox_id - a.outbox_id)[0];
		const code = newest && /\d{6,10}/.exec(String(newest.text))?.[0];
		if (code && code !== but)
			return code;
		await pause(200);
	}
	throw new Error(`no mail to ${mail}`);
}

/** A fresh address and buyer for each test, so that tests never meet. */
export const new_mail = () => `e2e-${randomUUID().slice(0, 8)}@example.jp`;

export interface Sold { claim_code: string; person_id: number; name: string; sale_id: number }

/** Vouchers for a buyer nobody knew before, sold at the counter. */
export async function sell(clerk: Caller, sets: number): Promise<Sold> {
	const kana_letters = "アイウエオカキクケコサシスセソ";
	const kana = Array.from({ length: 8 }, () => kana_letters[randomInt(kana_letters.length)]).join("");
	const name = `見本 ${kana.slice(0, 3)}`;
	const buyer = await clerk.call("POST /api/sales/buyers", {
		name, kana: `ミホン ${kana}`, birth_on: "1950-01-02", address: "見本県見本市本町1番地", is_another: true });
	const { campaigns } = await clerk.call("GET /api/sales/campaigns");
	const day = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Tokyo" }).format(new Date());
	const round = (campaigns as Json[]).flatMap((row) => row.rounds as Json[])
		.find((row) => row.sell_from_on <= day && day <= row.sell_to_on)!;
	const sale = await clerk.call("POST /api/sales/counter-sales", {
		round_id: round.round_id, person_id: buyer.person_id, sets, received_yen: sets * round.price_yen,
		is_resident_checked: true });
	return { claim_code: sale.claim_code, person_id: buyer.person_id, name, sale_id: sale.sale_id };
}

/** A signed-in resident; with sets > 0 the vouchers are linked already. */
export async function resident(mail = new_mail(), sold?: Sold): Promise<Caller> {
	const caller = new Caller();
	const { challenge } = await caller.call("POST /api/people/mail-codes", { mail });
	await caller.call("POST /api/people/resident-sessions", { challenge, code: await mail_code(mail) });
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

export interface Open { context: BrowserContext; page: Page; found: string[] }

/** A page of a browser profile of its own.  found: what it complained about. */
export async function open_page(browser: Browser, size = phone, signed_in?: Caller, language = "ja"): Promise<Open> {
	const context = await browser.newContext({ viewport: size, locale: "ja-JP", timezoneId: "Asia/Tokyo" });
	await context.addInitScript((lang) => {
		localStorage.getItem("language") ?? localStorage.setItem("language", lang);
	}, language);
	if (signed_in)
		await context.addCookies([...signed_in.cookies].map(([name, value]) => ({
			name, value, url: base, httpOnly: true, sameSite: "Lax" as const })));
	const page = await context.newPage();
	const found: string[] = [];
	page.on("console", (message) => {
		// Refusals (4xx) are answers, told apart by the pages.
		if (message.type() === "error" && !/status of 4\d\d/.test(message.text()))
			found.push(message.text());
	});
	page.on("pageerror", (error) => found.push(String(error)));
	return { context, page, found };
}

/** Waits until the page shows what it asked for: no call open for a moment, nothing loading. */
export async function settled(page: Page): Promise<void> {
	await page.locator("main h1").waitFor();
	await page.evaluate(async () => {
		const calls = () => performance.getEntriesByType("resource").length;
		const busy = () => document.querySelector(".loading, [aria-busy=true]") !== null;
		for (let before = -1, still = 0; still < 3;) {
			await new Promise((resolve) => setTimeout(resolve, 60));
			still = calls() === before && !busy() ? still + 1 : 0;
			before = calls();
		}
	});
}

/** Violations of WCAG 2.2 A and AA and of good practice, as texts. */
export async function axe(page: Page, off: string[] = []): Promise<string[]> {
	// Trusted Types forbid adding a script; an evaluated one belongs to the test, not the page.
	await page.evaluate(axe_source);
	const result = await page.evaluate((rules) => (globalThis as any).axe.run(document, {
		rules: Object.fromEntries(rules.map((name) => [name, { enabled: false }])),
		runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
		resultTypes: ["violations"],
	}), off);
	return result.violations.map((row: Json) =>
		`${row.id}: ${row.nodes.map((node: Json) => String(node.html).slice(0, 160)).join(" | ")}`);
}

/** How far the page reaches beyond its width: 0 when nothing must be scrolled sideways. */
export function too_wide(page: Page): Promise<number> {
	return page.evaluate(() =>
		document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** Presses Tab until the control with this name has the focus, then Enter. */
export async function by_keyboard(page: Page, name: string | RegExp, key = "Enter"): Promise<void> {
	const fits = (text: string) => typeof name === "string" ? text === name : name.test(text);
	const seen: string[] = [];
	for (let turn = 0; turn < 80; turn++) {
		const text = await page.evaluate(() => {
			const at = document.activeElement as HTMLElement | null;
			const labels = at instanceof HTMLInputElement ? [...at.labels ?? []].map((row) => row.innerText) : [];
			return (at?.getAttribute("aria-label") ?? (labels.join(" ") || at?.innerText) ?? "").trim();
		});
		if (fits(text))
			return key === "" ? undefined : page.keyboard.press(key);
		seen.push(text.slice(0, 30));
		await page.keyboard.press("Tab");
	}
	throw new Error(`not reached by keyboard: ${String(name)} among ${seen.join(", ")}`);
}
