// Goal: what nginx itself promises, whoever is behind it: strict headers on every
// entry, one form of refusal, nothing internal within reach, nothing personal in a log.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { routes } from "../lib/interface.ts";

const url = process.env.MADOGUCHI_URL ?? "";
const folder = process.env.MADOGUCHI_VAR ?? "";
const app = join(import.meta.dirname, "../../web/dist");

test("nginx keeps the answers of exactly those routes that may be kept", () => {
	const settings = readFileSync(join(import.meta.dirname, "../../nginx/site.inc"), "utf8");
	const kept = [...settings.matchAll(/^location = (\S+) \{\s*include madoguchi\/snapshot\.inc;/gm)]
		.map((found) => found[1]);
	assert.deepEqual(kept.sort(), routes.filter((row) => row.flags.includes("cached"))
		.map((row) => row.path).sort());
});

for (const path of ["/", "/p/AB12", "/c/AB12", "/shop/", "/shop/today", "/staff/", "/staff/sales/new"]) {
	test(`${path} is an entry with a strict policy`, async () => {
		const answer = await fetch(url + path);
		const policy = answer.headers.get("content-security-policy") ?? "";
		assert.equal(answer.status, 200);
		assert.match(answer.headers.get("content-type") ?? "", /^text\/html/);
		assert.match(policy, /^default-src 'none'; script-src 'self'; style-src 'self';/);
		assert.match(policy, /require-trusted-types-for 'script'; trusted-types app-worker$/);
		assert.doesNotMatch(policy, /unsafe/);
		assert.equal(answer.headers.get("x-content-type-options"), "nosniff");
		assert.equal(answer.headers.get("referrer-policy"), "no-referrer");
		assert.equal(answer.headers.get("cache-control"), "no-cache");
		assert.equal(answer.headers.get("server"), "nginx");
		await answer.body?.cancel();
	});
}

test("each audience has its own entry", async () => {
	const texts = await Promise.all(["/", "/shop/x", "/staff/x"].map(async (path) =>
		(await fetch(url + path)).text()));
	assert.equal(new Set(texts).size, 3);
});

test("only the scanner's worker may compile WebAssembly", async () => {
	for (const name of readdirSync(join(app, "assets")).filter((file) => /\.(js|css)$/.test(file))) {
		const answer = await fetch(`${url}/assets/${name}`);
		const policy = answer.headers.get("content-security-policy") ?? "";
		assert.equal(answer.headers.get("cache-control"), "public, max-age=31536000, immutable");
		assert.match(answer.headers.get("content-type") ?? "", /^(text\/css|application\/javascript); charset=utf-8$/);
		assert.equal(policy.includes("'wasm-unsafe-eval'"), /^scan\.zxing.*\.js$/.test(name), name);
		await answer.body?.cancel();
	}
	assert.ok(existsSync(join(app, "assets")));
});

test("a missing asset is 404, not a page", async () => {
	assert.equal((await fetch(`${url}/assets/none.js`)).status, 404);
});

test("the licences of what the app holds go with it", async () => {
	const answer = await fetch(`${url}/licences.txt`);
	assert.equal(answer.headers.get("content-type"), "text/plain; charset=utf-8");
	const text = await answer.text();
	const { dependencies } = JSON.parse(readFileSync(join(app, "../package.json"), "utf8"));
	for (const name of Object.keys(dependencies)) assert.match(text, new RegExp(`^${name} `, "m"));
	assert.match(text, /Permission is hereby granted/);
	assert.match(text, /Apache License\s+Version 2\.0/);
});

test("an address outside the API's programs is refused in the API's form", async () => {
	const answer = await fetch(`${url}/api/nobody/here`);
	assert.equal(answer.status, 404);
	assert.equal(answer.headers.get("content-type"), "application/problem+json");
	assert.equal((await answer.json()).code, "not_found");
});

test("a body that is too large is refused in the API's form", async () => {
	const answer = await fetch(`${url}/api/till/x`, { method: "POST", body: "x".repeat(13 << 20) });
	assert.equal(answer.status, 413);
	assert.equal((await answer.json()).code, "body_too_large");
});

test("event streams and publishing cannot be reached from outside", async () => {
	const headers = { accept: "text/event-stream" };
	assert.equal((await fetch(`${url}/_events/shop-1`, { headers })).status, 404);
	const answer = await fetch(`${url}/publish/shop-1`, { method: "POST", body: "{}" });
	assert.ok([404, 405].includes(answer.status), String(answer.status));
});

test("the machine's other name leads to the one origin", async () => {
	const { hostname, port } = new URL(url);
	const location = await new Promise((resolve, reject) => {
		request({ hostname, port, path: "/p/AB12?x=1", headers: { host: "localhost" } }, (answer) => {
			answer.resume();
			resolve(answer.headers.location);
		}).on("error", reject).end();
	});
	assert.equal(location, `${url}/p/AB12?x=1`);
});

test("no method lets a request be read back", async () => {
	const { hostname, port } = new URL(url);
	const status = await new Promise((resolve, reject) => {
		request({ hostname, port, path: "/", method: "TRACE" }, (answer) => {
			answer.resume();
			resolve(answer.statusCode);
		}).on("error", reject).end();
	});
	assert.equal(status, 405);
});

test("the access log holds no address, no query and no code", async () => {
	await fetch(`${url}/p/SECRETCODE?name=SECRETNAME`);
	// nginx writes its lines in pieces, a second later at most.
	let log = "";
	while (!/ GET poster 200 /.test(log)) {
		await new Promise((resolve) => setTimeout(resolve, 100));
		log = readFileSync(join(folder, "log/access.log"), "utf8");
	}
	assert.doesNotMatch(log, /SECRET|127\.0\.0\.1/);
});

test("nobody else on the machine may read keys, settings or data", async () => {
	const { stdout } = await promisify(execFile)("stat", ["-c", "%a",
		folder, join(folder, "keys"), join(folder, "keys/master"), join(folder, "conf/client.cnf")]);
	assert.deepEqual(stdout.trim().split("\n"), ["700", "700", "600", "600"]);
});
