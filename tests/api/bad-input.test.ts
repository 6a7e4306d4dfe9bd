// Goal: whatever is sent, a route answers with a refusal that names the field, never
// with a fault of ours, and nothing in the database changes.  Every case is made from the
// route's own schema: one thing at a time is damaged in an otherwise good request.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { type Actor, changed, contents, goodBody, goodQuery, goodValue, makeStaff, makeWorld, nobody, type Options,
	pathOf, problemsOf, resolve, routes, type Route, type Schema } from "./lib.ts";

interface Case {
	what: string;
	method?: string;
	path?: string;
	options: Options;
	codes?: string[];	// any of these; invalid_input when not given
	pointer?: string;	// of one of the errors
	says?: string;		// its code
}

const whole = 9007199254740991;
const actors: Record<string, Actor> = { public: nobody };

before(async () => {
	const { shop, buyer } = await makeWorld();
	actors.resident = buyer.resident;
	actors.shop = shop.owner;
	actors.staff = (await makeStaff(["管理者", "窓口", "審査", "監査", "会計"])).actor;
});

/* ---- values ---- */

interface Bad { what: string; json: string; says?: string }

function badTexts(schema: Schema): Bad[] {
	const max = schema.maxLength;
	const bad: Bad[] = ["7", "true", "null", "[]", "{}", "1.5"].map((json) => ({ what: json, json, says: "wrong_type" }));
	const add = (what: string, text: string, says?: string) => bad.push({ what, json: JSON.stringify(text), says });

	if (schema.enum !== undefined) add("no choice", "no-such-choice", "wrong_choice");
	if (/[a-z]/.test(String(schema.enum?.[0] ?? ""))) add("choice in capitals", String(schema.enum?.[0]).toUpperCase(), "wrong_choice");
	if (max !== undefined) {
		add("one too long", "あ".repeat(max + 1), "too_long");
		add("one too long, outside the plane", "𠮟".repeat(max + 1), "too_long");
		add("far too long", "x".repeat(20000), "too_long");
	}
	if ((schema.minLength ?? 0) > 0) add("too short", "", "too_short");
	if (schema.pattern !== undefined) add("other form", "!".repeat(schema.minLength ?? 1), "wrong_format");
	if (schema.format === "date") {
		for (const date of ["2026-02-30", "2026-13-01", "20260115", "2026-1-5", "0000-01-01", "2026/01/15"]) {
			bad.push({ what: date, json: JSON.stringify(date) });
		}
	}
	for (const sign of ["\u0001", "\u001b", "\u007f", "\u0085"]) {
		bad.push({ what: `control ${sign.codePointAt(0)}`, json: JSON.stringify(`a${sign}b`), says: "control_character" });
	}
	return bad;
}

function badNumbers(schema: Schema): Bad[] {
	const bad: Bad[] = ['"1"', '""', "true", "null", "[]", "[1]", "{}", "0.5", "1e-1"]
		.map((json) => ({ what: json, json, says: "wrong_type" }));
	const min = schema.minimum ?? -whole;
	const max = schema.maximum ?? whole;
	bad.push({ what: "one too small", json: min === -whole ? "-9007199254740992" : String(min - 1) });
	bad.push({ what: "one too large", json: max === whole ? "9007199254740992" : String(max + 1) });
	for (const json of ["9223372036854775807", "9223372036854775808", "-9223372036854775809", "1e400", "1e308"]) {
		bad.push({ what: json, json });
	}
	return bad;
}

function badLists(schema: Schema): Bad[] {
	const bad: Bad[] = ['"x"', "{}", "7", "null", "true"].map((json) => ({ what: json, json, says: "wrong_type" }));
	if (schema.maxItems !== undefined) {
		const item = JSON.stringify(goodValue(schema.items as Schema));
		bad.push({ what: "one too many", json: `[${Array(schema.maxItems + 1).fill(item)}]`, says: "too_long" });
	}
	return bad;
}

function badValues(schema: Schema): Bad[] {
	switch ([schema.type].flat()[0]) {
	case "string":	return badTexts(schema);
	case "integer":	return badNumbers(schema);
	case "array":	return badLists(schema);
	case "boolean":	return ['"true"', "0", "1", "null", "[]", "{}"]
		.map((json) => ({ what: json, json, says: "wrong_type" }));
	default:	throw new Error(`no bad values for ${JSON.stringify(schema)}`);
	}
}

/* ---- bodies ---- */

const mark = "\u{1F3F7}";

/* The good body with one member's value given as JSON, which may be no JSON at all. */
function bodyWith(route: Route, name: string, json: string | Buffer): Buffer {
	const text = JSON.stringify({ ...goodBody(route), [name]: mark });
	const [head = "", tail = ""] = text.split(JSON.stringify(mark));
	return Buffer.concat([Buffer.from(head), Buffer.from(json), Buffer.from(tail)]);
}

function raw(body: Buffer | string): Options {
	return { body, type: "application/json" };
}

function memberCases(route: Route, name: string, schema: Schema, required: boolean): Case[] {
	const cases: Case[] = badValues(schema).map(({ what, json, says }) => ({
		what: `${name}: ${what}`, options: raw(bodyWith(route, name, json)), pointer: `/${name}`, says }));
	const good = JSON.stringify(goodValue(schema));

	if (required) {
		const { [name]: _, ...without } = goodBody(route) ?? {};
		cases.push({ what: `${name}: missing`, options: { body: without }, pointer: `/${name}`, says: "missing" });
	}
	cases.push({ what: `${name}: doubled`, options: raw(bodyWith(route, name, `${good},${JSON.stringify(name)}:${good}`)),
		pointer: `/${name}`, says: "doubled" });
	for (const [what, bytes] of Object.entries({
		"bad UTF-8": [0xff], "overlong UTF-8": [0xc0, 0xaf], "UTF-8 of half a surrogate": [0xed, 0xa0, 0x80],
		"beyond Unicode": [0xf4, 0x90, 0x80, 0x80], "cut UTF-8": [0xe3, 0x81], "a NUL": [0], "a raw line feed": [10],
	})) {
		cases.push({ what: `${name}: ${what}`,
			options: raw(bodyWith(route, name, Buffer.from([34, 97, ...bytes, 34]))), says: "json_malformed" });
	}
	for (const escaped of ["\\u0000", "\\ud800", "\\udc00\\ud800", "\\ud83cx", "\\x41", "\\u12"]) {
		cases.push({ what: `${name}: ${escaped}`, options: raw(bodyWith(route, name, `"a${escaped}"`)),
			says: "json_malformed" });
	}
	for (const json of ["01", "+1", "1.", ".5", "1e", "-", "NaN", "Infinity", "True", "'a'", "", "undefined", "0x1"]) {
		cases.push({ what: `${name}: ${json}`, options: raw(bodyWith(route, name, json)), says: "json_malformed" });
	}
	cases.push({ what: `${name}: nested 17 deep`,
		options: raw(bodyWith(route, name, "[".repeat(17) + "]".repeat(17))), says: "json_too_deep" });
	cases.push({ what: `${name}: nested 30,000 deep`,
		options: raw(bodyWith(route, name, "[".repeat(30000) + "]".repeat(30000))), says: "json_too_deep" });
	return cases;
}

function bodyCases(route: Route): Case[] {
	const good = goodBody(route) ?? {};
	const text = JSON.stringify(good);
	const properties = Object.entries(route.body?.properties ?? {});
	const required = route.body?.required ?? [];
	const more = text === "{}" ? '{"~/no":1}' : text.replace("{", '{"~/no":1,');
	const cases: Case[] = properties.flatMap(([name, schema]) =>
		memberCases(route, name, resolve(schema), required.includes(name)));

	cases.push({ what: "unknown key", options: raw(more), pointer: route.body ? "/~0~1no" : undefined,
		says: route.body ? "unknown" : undefined });
	cases.push({ what: "key __proto__", options: raw(more.replace("~/no", "__proto__")) });
	cases.push({ what: "key with NUL", options: raw(more.replace("~/no", "a\\u0000b")) });
	cases.push({ what: "long key", options: raw(more.replace("~/no", "k".repeat(60000))) });
	cases.push({ what: "10,000 unknown keys",
		options: raw(`{${Array.from({ length: 5000 }, (_, i) => `"k${i}":0`)}}`) });
	for (const whole of ["[]", "null", '"x"', "1", "{", "{}}", `${text}x`, `${text}${text}`, `[${text}]`,
		`\ufeff${text}`, text.slice(0, -1), `${text},`, " "]) {
		cases.push({ what: `body ${whole.slice(0, 20)}`, options: raw(whole) });
	}
	if (required.length > 0) cases.push({ what: "no body", options: { type: "application/json" } });
	cases.push({ what: "one byte too large", options: raw(`${text}${" ".repeat(65537 - Buffer.byteLength(text))}`),
		codes: ["body_too_large"] });
	cases.push({ what: "far too large", options: raw("x".repeat(300000)), codes: ["body_too_large"] });
	for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
		"application/jsonx", "json", "application/json,text/plain"]) {
		cases.push({ what: `as ${type}`, options: { body: text, type }, codes: ["wrong_content_type"] });
	}
	cases.push({ what: "without a type", options: { body: Buffer.from(text === "{}" ? '{"a":1}' : text), type: null },
		codes: route.body === null ? ["invalid_input"] : ["wrong_content_type"] });
	cases.push({ what: "query beside a body", options: { body: good, query: "a=1" }, pointer: "/a" });
	for (const [name] of properties.slice(0, 1)) {
		cases.push({ what: "member in the query", options: { body: good, query: `${name}=1` }, pointer: `/${name}` });
	}
	return cases;
}

function uploadCases(route: Route): Case[] {
	const [type = ""] = route.uploads;
	const picture = Buffer.from("not a picture");
	return [
		{ what: "no such file", options: { body: picture, type }, codes: ["picture_unreadable", "bank_file_wrong", "not_found"] },
		{ what: "nothing", options: { type }, codes: ["picture_unreadable", "bank_file_wrong", "not_found", "invalid_input"] },
		{ what: "JSON", options: { body: {} }, codes: ["wrong_content_type"] },
		{ what: "SVG", options: { body: picture, type: "image/svg+xml" }, codes: ["wrong_content_type"] },
		{ what: "no type", options: { body: picture, type: null }, codes: ["wrong_content_type"] },
		{ what: "too large", options: { body: Buffer.alloc(route.maxBytes + 1), type }, codes: ["body_too_large"] },
		{ what: "a query", options: { body: picture, type, query: "a=1" }, pointer: "/a" },
	];
}

/* ---- addresses ---- */

function queryValue(schema: Schema): [string, string][] {
	const bad: [string, string][] = [];
	if (schema.type === "integer") {
		const min = schema.minimum ?? -whole;
		const max = schema.maximum ?? whole;
		for (const text of ["", "x", "1.0", "1e3", "%2B1", "01", "-0", "%201", "1%20", "0x1", "null",
			"9007199254740992", "-9007199254740992", "99999999999999999999999", "%EF%BC%91"]) bad.push([text, text]);
		if (min > -whole) bad.push(["one too small", String(min - 1)]);
		if (max < whole) bad.push(["one too large", String(max + 1)]);
		return bad;
	}
	const texts = badTexts(schema).filter((one) => one.json.startsWith('"'))
		.map((one) => [one.what, encodeURIComponent(JSON.parse(one.json))] as [string, string])
		.filter(([, text]) => text.length < 6000);
	return texts;
}

function queryCases(route: Route): Case[] {
	const good = new URLSearchParams(goodQuery(route)).toString();
	const query = (text: string) => ({ query: good === "" ? text : `${good}&${text}` });
	const cases: Case[] = [
		{ what: "unknown", options: query("no_such_key=1"), pointer: "/no_such_key" },
		{ what: "unknown without a value", options: query("no_such_key"), pointer: "/no_such_key" },
		{ what: "name of bad UTF-8", options: query("%ff=1") },
		{ what: "name with NUL", options: query("a%00b=1") },
		{ what: "broken escape", options: query("a=%zz") },
		{ what: "cut escape", options: query("a=%4") },
		{ what: "long name", options: query(`${"k".repeat(5000)}=1`) },
		{ what: "1,500 names", options: query(Array.from({ length: 1500 }, (_, i) => `k${i}`).join("&")) },
		{ what: "a body", options: { ...query(""), body: "{}", type: "application/json" },
			codes: ["body_too_large", "invalid_input"] },
	];
	for (const { name, schema } of route.queryParams) {
		const others = Object.entries(goodQuery(route)).filter(([key]) => key !== name);
		const only = new URLSearchParams(others).toString();
		const one = (text: string) => ({ query: [only, text].filter((part) => part !== "").join("&") });
		for (const [what, text] of [...queryValue(resolve(schema)), ["bad UTF-8", "a%ff"], ["NUL", "a%00b"]] as
			[string, string][]) {
			cases.push({ what: `${name}: ${what}`, options: one(`${name}=${text}`), pointer: `/${name}` });
		}
		const value = encodeURIComponent(String(goodValue(schema)));
		cases.push({ what: `${name}: doubled`, options: one(`${name}=${value}&${name}=${value}`), pointer: `/${name}` });
		cases.push({ what: `${name}: as a list`, options: one(`${name}[]=${value}`) });
		if (schema.enum === undefined) cases.push({ what: `${name}: broken escape`, options: one(`${name}=%g1`) });
		if (route.queryParams.some((param) => param.name === name && param.required)) {
			cases.push({ what: `${name}: missing`, options: { query: only }, pointer: `/${name}` });
		}
	}
	return cases;
}

function pathCases(route: Route): Case[] {
	const upload = route.uploads.length > 0 ? { body: Buffer.from("x"), type: route.uploads[0] } : {};
	const options = { ...(route.body === null ? {} : { body: goodBody(route) }), ...upload };
	return route.pathParams.flatMap(({ name }) =>
		["x", "1.5", "1e3", "01", "-", "-0", "%2B1", "0x1", "null", "9007199254740992", "99999999999999999999999",
			"%20", "1%20", "%00", "1%00", "%ff", "1%2f2", "1%zz", "1%", "%EF%BC%91", "1'", "1;2", "*", "x".repeat(3000)]
			.map((value) => ({ what: `${name} = ${value.slice(0, 30)}`, path: pathOf(route, { [name]: value }), options,
				codes: ["invalid_input", "not_found"] })));
}

function casesOf(route: Route): Case[] {
	const cases = pathCases(route);
	if (route.uploads.length > 0) return cases.concat(uploadCases(route));
	return cases.concat(route.method === "GET" || route.method === "DELETE" ? queryCases(route) : bodyCases(route));
}

/* ---- the tests ---- */

async function refusedWell(route: Route, one: Case): Promise<string | null> {
	const actor = actors[route.right.audience] as Actor;
	const reply = await actor.send(one.method ?? route.method, one.path ?? pathOf(route), one.options);
	const errors: any[] = reply.body?.errors ?? [];
	const said = `${one.what}: ${reply.status} ${reply.bytes.toString().slice(0, 300)}`;

	if (reply.status < 400 || reply.status > 499) return said;
	if (!(one.codes ?? ["invalid_input"]).includes(reply.code ?? "")) return said;
	if (one.pointer !== undefined && !errors.some((error) => error.pointer === one.pointer &&
		(one.says === undefined || error.code === one.says))) return `${said}, not ${one.pointer} ${one.says}`;
	if (one.pointer === undefined && one.says !== undefined && !errors.some((error) => error.code === one.says)) {
		return `${said}, not ${one.says}`;
	}
	return null;
}

test("what the cases damage is good before", () => {
	for (const route of routes) {
		if (route.body !== null) assert.deepEqual(problemsOf(route.body, goodBody(route), ""), [], route.name);
	}
});

for (const route of routes) {
	test(`${route.name}: damaged input`, async () => {
		const earlier = await contents();
		const cases = casesOf(route);
		const wrong: string[] = [];
		assert.ok(cases.length > 5, "cases are made");
		for (const one of cases) {
			const fault = await refusedWell(route, one);
			if (fault !== null) wrong.push(fault);
		}
		assert.deepEqual(wrong, []);
		assert.deepEqual(changed(earlier, await contents()), []);
	});
}

for (const route of routes.filter((row) => row.once)) {
	test(`${route.name}: without a good Idempotency-Key`, async () => {
		const actor = actors[route.right.audience] as Actor;
		const earlier = await contents();
		for (const key of [null, "x", "1", "00000000-0000-0000-0000-000000000000",
			"3F2B8C1E-5D47-4A90-9C6B-0E1F2A3B4C5D", "3f2b8c1e-5d47-4a90-9c6b-0e1f2a3b4c5d "]) {
			const upload = route.uploads.length > 0 ? { body: Buffer.from("x"), type: route.uploads[0] } : { body: goodBody(route) };
			const reply = await actor.send(route.method, pathOf(route), { ...upload, key: key?.trim() ?? null,
				...(key?.endsWith(" ") ? { key: `${key.trim()}0` } : {}) });
			assert.equal(reply.code, "key_missing", `${key}: ${reply.status} ${reply.bytes}`);
		}
		assert.deepEqual(changed(earlier, await contents()), []);
	});
}

test("every path refuses the methods it does not have, and says which it has", async () => {
	for (const path of new Set(routes.map((route) => route.path))) {
		const has = routes.filter((route) => route.path === path).map((route) => route.method);
		for (const method of ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND"]) {
			if (has.includes(method)) continue;
			const address = pathOf(routes.find((route) => route.path === path) as Route);
			const reply = await nobody.send(method, address);
			// /x/{id} also answers for what looks like a longer path's last part.
			assert.equal(reply.code, "method_not_allowed", `${method} ${address}: ${reply.status} ${reply.bytes}`);
			const allowed = (reply.headers.allow ?? "").split(", ");
			for (const name of has) assert.ok(allowed.includes(name), `${address}: ${reply.headers.allow}`);
		}
	}
});

test("a path of no route is not found, however it is written", async () => {
	for (const path of ["/api/till/no-such", "/api/till/", "/api/till/purse/", "/api/till//purse", "/api/till/purse/x/y",
		"/api/till/PURSE", "/api/people/../till", "/api/till/purse%2fhistory", `/api/till/${"x/".repeat(500)}`]) {
		const reply = await nobody.send("GET", path);
		assert.equal(reply.status, 404, `${path}: ${reply.bytes}`);
	}
});
