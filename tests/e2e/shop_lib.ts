// What the browser tests share: Chromium, axe, the sample sign-ins, and calls of the API
// for what happens elsewhere (the resident's phone, the counter).
import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";

export const base = process.env.MADOGUCHI_URL ?? "";
export const languages = ["ja", "ja-easy", "en", "zh", "ko", "vi"] as const;
export const phone = { width: 360, height: 740 };
export const desk = { width: 1280, height: 900 };

const axe_source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export function browser_start(): Promise<Browser> {
	return chromium.launch({
		executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
		args: ["--no-sandbox", "--disable-dev-shm-usage"],
	});
}

/** A browser of one person, with nothing stored yet. */
export function person(
	browser: Browser, viewport: { width: number; height: number }, language = "ja",
): Promise<BrowserContext> {
	return browser.newContext({ viewport, locale: "ja-JP", baseURL: base,
		storageState: { cookies: [], origins: [{ origin: base, localStorage: [{ name: "language", value: language }] }] } });
}

/** Violations of WCAG 2.2 A and AA and of best practices, as texts. */
export async function axe(page: Page): Promise<string[]> {
	// Trusted Types forbid adding a script; an evaluated one belongs to the test, not the page.
	await page.evaluate(axe_source);
	const found = await page.evaluate("axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', " +
		"'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'] })") as
		{ violations: { id: string; nodes: { html: string }[] }[] };
	return found.violations.map((row) =>
		`${row.id}: ${row.nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`);
}

/** How far the page reaches beyond its width: 0 when nothing must be scrolled sideways. */
export function too_wide(page: Page): Promise<number> {
	return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** Errors of the page itself; refusals of the API are none. */
export function complaints(page: Page): string[] {
	const found: string[] = [];
	page.on("pageerror", (error) => found.push(String(error)));
	page.on("console", (message) => {
		if (message.type() === "error" && !/Failed to load resource|net::ERR/.test(message.text()))
			found.push(message.text());
	});
	return found;
}

export interface SignIn {
	audience: string; doc: string; login?: string; shop_no?: string; password?: string;
	totp_secret?: string; mail?: string;
}

export async function sample_sign_ins(): Promise<SignIn[]> {
	const answer = await fetch(`${base}/api/people/sample-sign-ins`);
	return (await answer.json() as { sign_ins: SignIn[] }).sign_ins;
}

/** The six digits of RFC 6238 for now. */
export function totp(secret: string): string {
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
	const bits = [...secret].map((c) => alphabet.indexOf(c).toString(2).padStart(5, "0")).join("");
	const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
	const step = Buffer.alloc(8);
	step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
	const hash = createHmac("sha1", key).update(step).digest();
	const at = hash[19]! & 15;
	return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

/** Somebody who is not in front of this browser. */
export class Caller {
	#cookies = new Map<string, string>();

	/** Throws with the answer when it is a refusal. */
	async call<T = Record<string, unknown>>(
		method: string, path: string, input?: object, once = method === "POST",
	): Promise<T> {
		const answer = await fetch(base + path, { method, headers: {
			"Content-Type": "application/json", Origin: base, "Sec-Fetch-Site": "same-origin",
			Cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; "),
			...once ? { "Idempotency-Key": crypto.randomUUID() } : {},
		}, body: input && JSON.stringify(input) });
		for (const line of answer.headers.getSetCookie()) {
			const [name = "", value = ""] = line.split(";")[0]!.split("=");
			this.#cookies.set(name, value);
		}
		const text = await answer.text();
		if (!answer.ok)
			throw new Error(`${method} ${path}: ${answer.status} ${text}`);
		return (text === "" ? undefined : JSON.parse(text)) as T;
	}
}

/** The code of the newest mail to this address, once it is there. */
export async function mail_code(mail: string): Promise<string> {
	for (;;) {
		const { mails } = await new Caller().call<{ mails: { to: string; text: string }[] }>(
			"GET", "/api/people/sample-mailbox");
		const code = /\d{6}/.exec(mails.find((row) => row.to === mail)?.text.normalize("NFKC") ?? "")?.[0];
		if (code)
			return code;
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
}

export async function resident_caller(mail: string): Promise<Caller> {
	const caller = new Caller();
	const { challenge } = await caller.call("POST", "/api/people/mail-codes", { mail }, false);
	await caller.call("POST", "/api/people/resident-sessions", { challenge, code: await mail_code(mail) }, false);
	return caller;
}

export async function staff_caller(row: SignIn): Promise<Caller> {
	const caller = new Caller();
	await caller.call("POST", "/api/people/staff-sessions",
		{ login: row.login, password: row.password, totp: totp(row.totp_secret!) }, false);
	return caller;
}
