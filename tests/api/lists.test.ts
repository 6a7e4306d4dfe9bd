// Goal: a list can be walked page by page without a row lost or shown twice, in every order,
// narrowed by every filter, and the file holds the same rows, in the reader's words.  For every
// list there is.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { type Actor, amount, buildFile, businessDay, closePeriod, csvRows, day, excelDate, madoctl, makePayout, makePerson, makeStaff, makeWorld,
	nextPeriod, nobody, paper, readyClosing, resolve, someDay, sqlNumber, type Route, routes, sampleOwner, type Schema, sender, sql, staff,
	takeStatement, xlsxRows } from "./lib.ts";

const actors: Record<string, Actor> = { public: nobody };
/* What a list asks for before it shows anything. */
const needed: Record<string, Record<string, number>> = {};
const need = (route: Route) => needed[route.path] ?? {};
const lists = routes.filter((route) => "text/csv" in route.types);
const rowOf = (route: Route): Schema => {
	const page = resolve(route.types["application/json"] as Schema);
	return resolve(page.properties?.rows?.items as Schema);
};
const idOf = (route: Route): string => Object.keys(rowOf(route).properties ?? {})[0] ?? "";
const ordersOf = (route: Route): string[] =>
	(route.queryParams.find((param) => param.name === "order")?.schema.enum ?? []) as string[];

before(async () => {
	const { buyer, shop, round_id } = await makeWorld();
	for (const yen of [100, 200]) {
		await (await staff("accounting")).post("/api/settlement/fund-movements",
			{ kind: "cash_in", round_id, yen, bank_on: "2026-01-05", note: "一覧の試験" });
	}
	const counter = await staff("counter");
	for (let i = 0; i < 5; i++) {
		await buyer.resident.post("/api/till/payments", { shop_no: shop.shop_no, amount_yen: 100 + i % 2 });
	}
	for (const person_id of [buyer.person_id, await makePerson()]) {
		await counter.post("/api/sales/cards", { person_id, pin: "4711", use_limit_yen: 100, day_limit_yen: 100 });
		await counter.post("/api/people/person-looks", { person_id, purpose: "check" });
	}
	await settlementRows(buyer.resident, shop.shop_no);
	await statements();
	await roots();
	// Two findings of the checks, as jobd writes them.
	for (const key of ["first", "second"]) {
		await sql(`INSERT INTO flag (code, shop_id, found_key, payments, yen, measured, threshold, state, found_at)
			VALUES ('single_large', ${shop.shop_id}, '${shop.shop_no} ${key}', 1, 100, 100, 1, 'open', UTC_TIMESTAMP(3));
			INSERT INTO flag_row (flag_id, payment_id) SELECT LAST_INSERT_ID(), MIN(payment_id) FROM payment
			WHERE shop_id = ${shop.shop_id}`);
	}
	// Two audit packs of long ago, whose files are gone.
	for (const size of [4711, 4712])
		await sql(`INSERT INTO audit_pack (pack_at, asked_by, asked_at, made_at, size_bytes, hash, removed_at)
			VALUES ('2026-01-0${size - 4710}', 0, '2026-01-03', '2026-01-03', ${size}, REPEAT('a', 32), '2026-01-18')`);
	actors.resident = buyer.resident;
	actors.shop = await sampleOwner();
	await payouts((await actors.shop.get("/api/people/shop-me")).shop_id);
	actors.staff = (await makeStaff(["管理者", "窓口", "審査", "監査", "会計"])).actor;
});

/** Two payouts of a shop, and two files that held them and were dropped. */
async function payouts(shop_id: number): Promise<void> {
	const [accounting, pay_on] = [await staff("accounting"), await businessDay()];
	await accounting.put("/api/settlement/bank-sender", sender);
	for (const yen of [700, 900]) {
		await makePayout(shop_id, yen, yen / 10, pay_on);
		const { bank_file_id } = await buildFile(accounting, pay_on);
		await accounting.post(`/api/settlement/bank-files/${bank_file_id}/drops`);
	}
}

/* Closings, holds, and a shop with some postings behind its amount. */
async function settlementRows(resident: Actor, shop_no: string): Promise<void> {
	const accounting = await staff("accounting");
	for (const amount_yen of [11, 12, 13]) {
		const { payment_id } = await resident.post("/api/till/payments", { shop_no, amount_yen });
		await accounting.post("/api/settlement/payment-holds", { payment_id, reason: "inquiry", note: "一覧の試験" });
	}
	const { closing_id } = await readyClosing((await nextPeriod()).from_on);
	await accounting.post(`/api/settlement/closings/${closing_id}/cancellations`);
	await closePeriod(await someDay(26));
	await closePeriod(await someDay(25));
	const { rows } = await accounting.get("/api/settlement/closing-shops", { order: "amount", limit: 1 });
	needed["/api/settlement/closing-entries"] = { closing_shop_id: rows[0].closing_shop_id };
}

/** Two signed roots; what happened between them is sealed some seconds later. */
async function roots(): Promise<void> {
	while (await sqlNumber("SELECT COUNT(*) FROM proof_root") < 2) {
		assert.equal((await madoctl("proof", "root")).status, 0);
		await makePerson();
		await sleep(500);
	}
}

/** Statements of four days, two lines each. */
async function statements(): Promise<void> {
	const accounting = await staff("accounting");
	await accounting.put("/api/settlement/bank-sender", sender);
	for (let i = 0; i < 4; i++) await takeStatement(accounting, paper(day(i - 4), [{ yen: amount() }, { out: true, yen: amount() }]));
}

const actorOf = (route: Route): Actor => actors[route.right.audience] as Actor;

async function walk(route: Route, order: string, limit: number, upTo = 400): Promise<any[]> {
	const all: any[] = [];
	let after: string | undefined;
	do {
		const page = await actorOf(route).get(route.path, { ...need(route), order, limit, after });
		assert.ok(page.rows.length <= limit);
		assert.ok(page.next === undefined || page.rows.length === limit, "only a full page has a next");
		all.push(...page.rows);
		after = page.next;
	} while (after !== undefined && all.length < upTo);
	return all;
}

const textsOf = (language: string): Record<string, string> =>
	JSON.parse(readFileSync(new URL(`../../web/src/i18n/${language}.json`, import.meta.url), "utf8"));

/** As the app does when a language is chosen. */
async function inLanguage<T>(actor: Actor, language: string, work: (actor: Actor) => Promise<T>): Promise<T> {
	actor.cookies.set("madoguchi_language", language);
	try {
		return await work(actor);
	} finally {
		actor.cookies.delete("madoguchi_language");
	}
}

for (const route of lists) {
	test(`${route.name}: pages and file hold the same rows, in every order`, async () => {
		const id = idOf(route);
		assert.ok(ordersOf(route).length > 0);
		for (const order of ordersOf(route)) {
			const file = await actorOf(route).send("GET", route.path, { query: { ...need(route), order, as: "csv" } });
			const [heading = [], ...lines] = csvRows(file.bytes);
			assert.equal(heading.length, new Set(heading).size, "every column has its own name");
			assert.ok(lines.every((line) => line.length === heading.length));
			const inFile = lines.map((line) => line[0]);
			assert.ok(inFile.length > 0 && new Set(inFile).size === inFile.length, `${route.name} ${order}`);
			const limit = inFile.length > 100 ? 83 : 3;
			const rows = await walk(route, order, limit);
			const shown = rows.map((row) => String(row[id]));
			// New rows come at one end only: a list that grows is compared as far as it goes.
			const skip = Math.max(0, shown.indexOf(String(inFile[0])));
			assert.deepEqual(shown.slice(skip), inFile.slice(0, shown.length - skip), `${order} in pages of ${limit}`);
		}
	});

	test(`${route.name}: the sheet for Excel holds what the CSV holds, numbers as numbers, dates as dates`, async () => {
		const fetched = async (as: string) => actorOf(route).send("GET", route.path, { query: { ...need(route), as } });
		const [before, sheet, file] = [await fetched("csv"), await fetched("xlsx"), await fetched("csv")];
		assert.match(sheet.headers["content-disposition"] ?? "", /^attachment; filename="[a-z]+-\d{4}-\d\d-\d\d\.xlsx"/);
		const [heading = [], ...rows] = await xlsxRows(sheet.bytes);
		const [words = [], ...lines] = csvRows(file.bytes);
		assert.deepEqual(heading, words);
		const members = Object.entries(rowOf(route).properties ?? {})
			.filter(([, schema]) => !["array", "object"].includes(String(resolve(schema).type)));
		assert.equal(members.length, words.length);
		const shown = rows.map((row) => members.map(([name, schema], at) => {
			const cell = row[at] ?? "";
			const type = [resolve(schema).type].flat()[0];
			if (cell === "") return "";
			if (name.endsWith("_on") || name.endsWith("_at")) {
				assert.equal(typeof cell, "number", `${name} is a date`);
				return excelDate(cell as number).padEnd(name.endsWith("_at") ? 19 : 0, " 00:00:00");
			}
			assert.equal(typeof cell, type === "integer" ? "number" : "string", name);
			if (type === "boolean") assert.match(String(cell), /^(はい|いいえ)$/, name);
			return typeof cell === "string" && /^[=+@\t\r-]/.test(cell) ? `'${cell}` : String(cell);
		}));
		// Both files around it: a list that grows meanwhile is compared where it stood still.
		const known = new Set([...csvRows(before.bytes).slice(1), ...lines].map((line) => JSON.stringify(line)));
		assert.ok(shown.length >= csvRows(before.bytes).length - 1 && shown.length <= lines.length);
		assert.ok(shown.length > 0);
		for (const row of shown) assert.ok(known.has(JSON.stringify(row)), JSON.stringify(row));
	});

	test(`${route.name}: the file says in words what the answer says in codes`, async () => {
		const codes = Object.entries(rowOf(route).properties ?? {}).filter(([, schema]) => "x-words" in schema);
		for (const language of ["ja", "en", "vi"]) {
			const { rows } = await actorOf(route).get(route.path, { ...need(route), limit: 200 });
			const file = await inLanguage(actorOf(route), language, async (actor) => actor.file(route.path, { ...need(route), as: "csv" }));
			const [heading = [], ...lines] = csvRows(file);
			const lineOf = new Map(lines.map((line) => [line[0], line]));
			for (const [name, schema] of codes) {
				const at = heading.indexOf(textsOf(language)[`column.${name}`] ?? "");
				for (const row of rows) {
					const code = row[name] ?? "";
					const word = textsOf(language)[`${schema["x-words"]}.${code}`];
					assert.ok(word !== undefined || schema.enum === undefined || row[name] === undefined, `${name}: no word for ${code}`);
					assert.equal(lineOf.get(String(row[idOf(route)]))?.[at], word ?? code, `${language}: ${name}`);
				}
			}
		}
	});

	test(`${route.name}: every filter of a choice gives rows of that choice only`, async () => {
		const members = rowOf(route).properties ?? {};
		for (const { name, schema } of route.queryParams) {
			if (schema.enum === undefined || name === "order" || name === "as") continue;
			const found = new Set<unknown>();
			for (const value of schema.enum as string[]) {
				const { rows } = await actorOf(route).get(route.path, { ...need(route), [name]: value, limit: 200 });
				if (name in members) for (const row of rows) found.add(row[name] === value);
			}
			assert.ok(!found.has(false), `${name}`);
		}
	});

	test(`${route.name}: a cursor that was changed or belongs to another order is refused`, async () => {
		const [order = "", another] = ordersOf(route);
		const { next } = await actorOf(route).get(route.path, { ...need(route), order, limit: 1 });
		assert.ok(next, "there are two rows at least");
		const middle = next.length >> 1;
		const flipped = next.slice(0, middle) + (next[middle] === "A" ? "B" : "A") + next.slice(middle + 1);
		for (const after of [flipped, next.slice(0, -2), `${next}A`, "x", "MTIz"]) {
			const error = await actorOf(route).refused("invalid_input", "GET", route.path, undefined, { query: { ...need(route), order, after, limit: 1 } });
			assert.equal(error.pointer, "/after", after);
		}
		if (another !== undefined) {
			const error = await actorOf(route).refused("invalid_input", "GET", route.path, undefined,
				{ query: { ...need(route), order: another, after: next } });
			assert.equal(error.pointer, "/after");
		}
	});
}

test("sorted as it says", async () => {
	const sales = (await actors.staff?.get("/api/sales/counter-sales", { order: "sets", limit: 200 })).rows;
	for (let i = 1; i < sales.length; i++) assert.ok(sales[i - 1].sets >= sales[i].sets);
	const oldest = (await actors.staff?.get("/api/people/audit", { order: "oldest", limit: 200 })).rows;
	for (let i = 1; i < oldest.length; i++) assert.ok(oldest[i - 1].audit_id < oldest[i].audit_id);
});

test("a sign that means something in SQL is only a sign", async () => {
	for (const q of ["%", "_", "\\", "'", "%%%", "' OR 1=1 -- "]) {
		const { rows } = await nobody.get("/api/office/shops", { q });
		assert.ok(rows.every((row: any) => `${row.name} ${row.kana}`.includes(q)), `${q}: ${rows.length}`);
		const accounts = await actors.staff?.get("/api/people/staff-accounts", { q });
		assert.ok(accounts.rows.every((row: any) => `${row.name} ${row.login}`.includes(q)), `${q}: staff`);
	}
});

test("the public list has no shop that does not take part, whatever is asked", async () => {
	const { rows } = await nobody.get("/api/office/shops", { state: "stopped", limit: 200 });
	assert.deepEqual(rows, []);
});

test("a file cannot carry a formula into a spreadsheet", async () => {
	const admin = await staff("admin");
	const name = `=HYPERLINK("x")`;
	const { account_id } = await admin.post("/api/people/staff-accounts",
		{ login: `t-${Date.now()}`, name, role_ids: [] });
	const file = await admin.file("/api/people/staff-accounts", { as: "csv", order: "newest" });
	const line = csvRows(file).find((row) => row[0] === String(account_id)) ?? [];
	assert.ok(line.some((cell) => cell.includes("HYPERLINK")));
	assert.ok(line.every((cell) => !/^[=+@-]/.test(cell)), line.join());
	// In a sheet it is a text, which nobody runs: it stands there as it was typed.
	const sheet = await xlsxRows(await admin.file("/api/people/staff-accounts", { as: "xlsx", order: "newest" }));
	assert.ok(sheet.find((row) => row[0] === account_id)?.includes(name));
});
