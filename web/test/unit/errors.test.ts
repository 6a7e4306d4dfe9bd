// Goal: what could not be shown is said in other words than what could not be sent.
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { error_text } from "../../src/core/errors.ts";
import { language_set, texts_are, type Texts } from "../../src/i18n/index.ts";
import { call, Refusal, Unreachable } from "../../src/core/api.ts";

const { fetch } = globalThis;
afterEach(() => {
	globalThis.fetch = fetch;
});

function server(answer: () => Promise<Response>): void {
	globalThis.fetch = answer;
}

Object.assign(globalThis, { document: { documentElement: {} }, location: { protocol: "https:" } });
texts_are({ ja: () => import("../../src/i18n/ja.json", { with: { type: "json" } }) } as unknown as Texts);
await language_set("ja");

const read = () => call("GET /api/till/purse", {});
const written = () => call("POST /api/people/mail-codes", { mail: "a@example.jp" });

test("a page that cannot be reached was read, an act that cannot be sent was not", async () => {
	server(() => Promise.reject(new TypeError("no network")));
	await assert.rejects(read, (error) => error instanceof Unreachable && /表示できませんでした/.test(error_text(error)));
	await assert.rejects(written, (error) => error instanceof Unreachable && /入力した内容は残っています/.test(error_text(error)));
});

test("the same of what the server refuses", async () => {
	server(() => Promise.resolve(new Response('{"status":503,"code":"database_busy"}',
		{ status: 503, headers: { "Content-Type": "application/problem+json" } })));
	await assert.rejects(read, (error) => error instanceof Refusal && /表示できません/.test(error_text(error)));
	await assert.rejects(written, (error) => error instanceof Refusal && /行われていません/.test(error_text(error)));
});
