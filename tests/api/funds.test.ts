// Goal: where the money of a round is, and was at any past instant, is one figure that its rows
// add up to; two people move it; and a yen that somebody changed behind the programs' backs stops
// what leaves the bank account, while residents pay on.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { appendFileSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { before, test } from "node:test";
import { promisify } from "node:util";
import { type Actor, type Buyer, closePeriod, csvRows, day, folder, makeWorld, nobody, shared, type Shop, someDay, sql, sqlNumber, staff } from "./lib.ts";

const movements = "/api/settlement/fund-movements";
let campaign_id: number, round_id: number, shop: Shop, buyer: Buyer;
let asker: Actor, poster: Actor;

before(async () => {
	({ campaign_id, round_id, shop, buyer } = await makeWorld());
	asker = await staff("accounting");
	poster = await staff("accounting2");
	await buyer.resident.post("/api/till/payments", { shop_no: shop.shop_no, amount_yen: 6000 });
});

async function parts(at?: string): Promise<[any, any]> {
	const { rounds } = await asker.get("/api/settlement/funds", at ? { at } : {});
	return rounds.find((row: any) => row.round_id === round_id).parts;
}

const input = (kind: string, yen: number, change = {}) =>
	({ kind, round_id, yen, bank_on: day(), note: "試験の入金", ...change });

async function move(kind: string, yen: number, change = {}): Promise<number> {
	const { fund_movement_id } = await asker.post(movements, input(kind, yen, change));
	await poster.post(`${movements}/${fund_movement_id}/postings`);
	return fund_movement_id;
}

/** Runs a job of jobd now, behind the schedule, and tells how it ended. */
async function runJob(name: string): Promise<string> {
	await sql(`INSERT INTO job_run (name, lane, argument, state, asked_by, asked_at)
		VALUES ('${name}', '', 0, 'waiting', 0, UTC_TIMESTAMP(3))`);
	const id = await sqlNumber(`SELECT MAX(job_run_id) FROM job_run WHERE name = '${name}' AND asked_at IS NOT NULL`);
	for (;;) {
		const [[state = ""] = []] = await sql(`SELECT state FROM job_run WHERE job_run_id = ${id}`);
		if (state !== "waiting" && state !== "running") return state;
		await sleep(100);
	}
}

const madoctl = async (...words: string[]) => promisify(execFile)(join(process.env.MADOGUCHI_BUILD ?? "", "madoctl"),
	["-c", process.env.MADOGUCHI_CONF ?? "", ...words], { env: { ...process.env,
		LSAN_OPTIONS: `suppressions=${new URL("../leaks", import.meta.url).pathname}:print_suppressions=0` } });

const alarms = async () => (await nobody.get("/api/people/sample-mailbox")).mails
	.filter((mail: any) => mail.to === "kaikei@example.jp" && mail.subject.includes("帳簿に差異"));
const drifts = async () => (await asker.get("/api/settlement/drifts")).rows as any[];

test("proceeds and premium go into the bank account by two people, and each figure is the sum of its rows", async () => {
	const [paid] = await parts();
	assert.deepEqual([paid.received_yen, paid.outside_yen, paid.purse_yen, paid.used_yen], [10000, 10000, 5000, 5000]);
	const earlier = new Date().toISOString();
	const { fund_movement_id } = await asker.post(movements, input("cash_in", 9000));
	await asker.refused("same_person", "POST", `${movements}/${fund_movement_id}/postings`);
	await poster.post(`${movements}/${fund_movement_id}/postings`);
	await poster.refused("fund_decided", "POST", `${movements}/${fund_movement_id}/postings`);
	await poster.refused("fund_decided", "POST", `${movements}/${fund_movement_id}/refusals`, { note: "二度目" });
	await move("premium_in", 2000);
	const [now, premium] = await parts();
	assert.deepEqual([now.outside_yen, now.bank_yen, now.difference_yen], [1000, 9000, 0]);
	assert.deepEqual([premium.outside_yen, premium.bank_yen, premium.used_yen], [0, 2000, 1000]);
	assert.equal((await parts(earlier))[0].bank_yen, 0);
	for (const [chart, member, sign] of [[1, "outside_yen", 1], [7, "banked_yen", 1], [3, "purse_yen", -1],
		[4, "payable_yen", -1]] as const) {
		const { rows } = await asker.get("/api/settlement/entries", { round_id, chart, part: 1, limit: 200 });
		assert.equal(rows.reduce((sum: number, row: any) => sum + row.yen, 0) * sign, now[member], member);
	}
	const { rows } = await asker.get("/api/settlement/entries", { round_id, kind: "fund" });
	assert.ok(rows.some((row: any) => row.ref_id === fund_movement_id && row.account_id === poster.account_id));
});

test("no more is moved than there is, and not on a day that has not come", async () => {
	await asker.refused("fund_short", "POST", movements, input("cash_in", 1001));
	await asker.refused("fund_short", "POST", movements, input("unused_out", 1));
	await asker.refused("fund_later", "POST", movements, input("cash_in", 1, { bank_on: day(2) }));
	const [first, second] = [await asker.post(movements, input("cash_in", 1000)), await asker.post(movements, input("cash_in", 1000))];
	await poster.post(`${movements}/${first.fund_movement_id}/postings`);
	await poster.refused("fund_short", "POST", `${movements}/${second.fund_movement_id}/postings`);
	await poster.post(`${movements}/${second.fund_movement_id}/refusals`, { note: "二重の依頼" });
	const { rows } = await asker.get(movements, { round_id, state: "refused" });
	assert.deepEqual(rows.map((row: any) => [row.fund_movement_id, row.decided_note]), [[second.fund_movement_id, "二重の依頼"]]);
	await (await staff("auditor")).refused("not_allowed", "POST", movements, input("cash_in", 1));
});

test("the dates of the contract are data", async () => {
	await asker.put(`/api/settlement/fund-terms/${campaign_id}`, { hand_back_on: "2027-03-20" });
	const { rounds } = await asker.get("/api/settlement/funds");
	const round = rounds.find((row: any) => row.round_id === round_id);
	assert.deepEqual([round.hand_back_on, round.deliver_on, round.is_over], ["2027-03-20", undefined, false]);
});

test("reports count what stands, and agree with the books", async () => {
	const today = { from_on: day(), to_on: day() };
	const taken = await buyer.resident.post("/api/till/payments", { shop_no: shop.shop_no, amount_yen: 600 });
	await shop.owner.post(`/api/till/takings/${taken.payment_id}/voids`, { reason: "打ち間違い" });
	const { rows } = await asker.get("/api/settlement/reports/use-shops", { ...today, limit: 200 });
	const own = rows.find((row: any) => row.shop_id === shop.shop_id);
	assert.deepEqual([own.payments, own.used_paid_yen, own.used_premium_yen, own.used_yen], [1, 5000, 1000, 6000]);
	const sum = (list: any[], member: string) => list.reduce((all, row) => all + row[member], 0);
	for (const report of ["use-areas", "use-industries", "use-days"]) {
		const other = (await asker.get(`/api/settlement/reports/${report}`, { ...today, limit: 200 })).rows;
		assert.equal(sum(other, "used_yen"), sum(rows, "used_yen"), report);
		assert.equal(sum(other, "payments"), sum(rows, "payments"), report);
	}
	const books = (await asker.get("/api/sales/books")).rounds;
	const weeks = (await asker.get("/api/settlement/reports/weeks", { limit: 200 })).rows;
	// Of the funds, not of the books: those no longer count what was refused and handed back.
	const funds = (await asker.get("/api/settlement/funds")).rounds.flatMap((row: any) => row.parts);
	assert.equal(sum(weeks, "used_yen"), sum(funds, "used_yen"));
	assert.equal(sum(weeks, "sold_yen"), sum(books, "proceeds_yen"));
	const days = (await asker.get("/api/settlement/reports/sale-days", { limit: 200 })).rows;
	assert.equal(sum(days, "premium_yen"), sum(books, "premium_yen"));
	// What the job adds up of days that are over is what was read payment by payment before.
	assert.equal(await runJob("use.sum"), "done");
	assert.deepEqual((await asker.get("/api/settlement/reports/weeks", { limit: 200 })).rows, weeks);
});

test("a closing is accounted for at any day, and each figure is the sum of its rows", async () => {
	const { closing_id, yen } = await closePeriod(await someDay());
	const account = async (query = {}) => (await asker.get("/api/settlement/reports/closings", { limit: 200, ...query })).rows
		.find((row: any) => row.closing_id === closing_id);
	const row = await account();
	assert.deepEqual([row.closed_yen, row.open_yen, row.paid_out_yen, row.returned_yen], [yen, yen, 0, 0]);
	assert.deepEqual(await account({ as_of_on: day() }), row);
	assert.equal(await account({ as_of_on: day(-1) }), undefined, "it was not closed yesterday");
	assert.equal(await account({ to_on: "2001-01-01" }), undefined);
	const rowsOf = async (path: string, query: object) => {
		const [heading = [], ...lines] = csvRows(await asker.file(path, { closing_id, as: "csv", ...query }));
		return lines.reduce((all, line) => all + Number(line[heading.indexOf("金額(円)")]), 0);
	};
	for (const [member, query] of [["closed_yen", { chart: 6, kind: "closing" }], ["open_yen", { chart: 6 }],
		["held_yen", { chart: 8 }], ["paid_out_yen", { chart: 10 }]] as const) {
		assert.equal(await rowsOf("/api/settlement/entries", query), 0 - row[member], member);
	}
	assert.equal(await rowsOf("/api/settlement/payouts", {}), yen);
	const rounds: any[] = [];
	for (let page: any, after: string | undefined; page === undefined || after !== undefined; after = page.next) {
		page = await asker.get("/api/settlement/reports/unused", { limit: 200, ...after !== undefined && { after } });
		rounds.push(...page.rows);
	}
	const own = rounds.filter((one: any) => one.line_code.startsWith(`${round_id}-`));
	const of = await parts();
	assert.deepEqual(own.map((one: any) => [one.part, one.issued_yen, one.used_yen, one.purse_yen, one.unused_yen]),
		[["paid", of[0]], ["premium", of[1]]].map(([part, one]) => [part, one.received_yen, one.used_yen, one.purse_yen, one.unused_yen]));
	assert.deepEqual([own[0].hand_back_on, own[0].expires_on], ["2027-03-20", day(91)]);
	assert.deepEqual((await asker.get("/api/settlement/reports/unused", { as_of_on: "2001-01-01" })).rows, []);
});

test("a list can be had in CP932, where a sign it has not is visible and counted", async () => {
	const admin = await staff("admin");
	const name = `髙島屋〜𠮷田 ${day()}`;
	await admin.post("/api/office/staff-shops", { name, kana: "タカシマヤ", industry: "retail", size: "small",
		area: "中央", address: "見本市中央町 4-5-6", owner_login: "owner", owner_name: "店主 一郎" });
	const reply = await admin.send("GET", "/api/office/staff-shops", { query: { as: "csv-cp932", q: "髙島屋" } });
	assert.match(reply.headers["content-type"] ?? "", /windows-31j/);
	assert.match(reply.headers["content-disposition"] ?? "", /shops-\d{4}-\d\d-\d\d-replaced-[1-9]\d*\.csv/);
	const text = new TextDecoder("shift_jis").decode(reply.bytes);
	assert.ok(text.includes(`髙島屋～〓田 ${day()}`), text);
	const utf8 = csvRows((await admin.send("GET", "/api/office/staff-shops", { query: { as: "csv", q: "髙島屋" } })).bytes);
	assert.equal(text.split("\r\n")[0], utf8[0]?.join(","));
	const paper = await admin.send("GET", "/api/office/staff-shops", { query: { as: "pdf", q: "髙島屋" } });
	assert.equal(Buffer.from(paper.bytes).subarray(0, 5).toString(), "%PDF-");
});

test("a yen changed behind the programs' backs is found, stops what leaves the bank, not payments, and goes when it is put back", async () => {
	const ask = () => new Promise<string>((done, failed) => {
		const socket = connect(join(folder, "sock", "jobd.metrics"), () => socket.write("GET /metrics HTTP/1.0\r\n\r\n"));
		let text = "";
		socket.setEncoding("utf8").on("data", (part) => text += part).on("end", () => done(text)).on("error", failed);
	});
	// The round is over and its rest expired: something may be handed back.
	await sql(`UPDATE round SET sell_from_on = '2020-01-01', sell_to_on = '2020-01-01', use_from_on = '2020-01-01',
		use_to_on = '2020-01-31' WHERE round_id = ${round_id}`);
	assert.equal(await runJob("purse.expire"), "done");
	const [paid] = await parts();
	assert.deepEqual([paid.unused_yen, paid.may_hand_back_yen, paid.purse_yen], [5000, 5000, 0]);
	const out = await asker.post(movements, input("unused_out", 5000));

	const { round_id: open_round, buyer: other } = await makeWorld();
	const entry = await sqlNumber(`SELECT MIN(entry_id) FROM entry WHERE round_id = ${round_id} AND chart = 4 AND part = 1`);
	const posting = await sqlNumber(`SELECT posting_id FROM entry WHERE entry_id = ${entry}`);
	// Its seal holds it as it was and will be again; what the logs say of it meanwhile is wanted.
	while (await sqlNumber(`SELECT COALESCE(MAX(last_id), 0) FROM chain_seal WHERE chain = 2`) < posting) await sleep(200);
	appendFileSync(join(shared, "planted-differences"), `${posting}\n${shop.shop_id}\n${round_id}\n`);
	const before = (await alarms()).length;
	await sql(`UPDATE entry SET yen = yen - 1 WHERE entry_id = ${entry}`);
	try {
		assert.equal(await runJob("ledger.proof"), "failed");
		const found = await drifts();
		assert.ok(found.some((row) => row.what === "shop_paid" && row.object_id === shop.shop_id && row.found - row.expected === 1));
		assert.ok(found.some((row) => row.what === "round_paid" && row.round_id === round_id));
		assert.match(await ask(), new RegExp(`^madoguchi_drift_open ${found.length}$`, "m"));
		// People are told once: by mail, and by what waits for them.
		const told = await alarms();
		assert.ok(told.length > before && told[0].text.includes(String(shop.shop_id)) && told[0].text.includes("/staff/drift"));
		assert.equal(await runJob("ledger.proof"), "failed");
		assert.equal((await alarms()).length, told.length);
		const { kinds } = await asker.get("/api/settlement/waiting");
		assert.equal(kinds.find((row: any) => row.kind === "drift").count, found.length);
		assert.equal(kinds.find((row: any) => row.kind === "fund_movement").own >= 1, true);
		await poster.refused("books_differ", "POST", `${movements}/${out.fund_movement_id}/postings`);
		await other.resident.post("/api/till/payments", { shop_no: shop.shop_no, amount_yen: 100 });
		assert.ok(open_round > 0);
	} finally {
		await sql(`UPDATE entry SET yen = yen + 1 WHERE entry_id = ${entry}`);
	}
	assert.equal(await runJob("ledger.proof"), "done");
	assert.deepEqual(await drifts(), []);
	await poster.post(`${movements}/${out.fund_movement_id}/postings`);
	assert.deepEqual([(await parts())[0].handed_back_yen, (await parts())[0].unused_yen], [5000, 5000]);
});

test("the audit pack is one folder whose figures add up to its rows, and the same again for the same instant", async () => {
	const at = new Date().toISOString();
	const place = await mkdtemp(join(tmpdir(), "pack-"));
	const make = async (name: string) => madoctl("audit-pack", join(place, name), at);
	try {
		await make("first");
		const later = await makeWorld();
		await later.buyer.resident.post("/api/till/payments", { shop_no: later.shop.shop_no, amount_yen: 300 });
		await make("second");
		const file = (name: string, of = "first") => readFile(join(place, of, name));
		const present = new Set(["manifest.csv", ...["shops", "roles", "flags", "bank_lines"].flatMap((table) =>
			["csv", "xlsx", "pdf"].map((format) => `${table}.${format}`))]);
		const names = await readdir(join(place, "first"));
		assert.ok(names.length > 35 && names.includes("README.txt"));
		for (const name of names)
			if (!present.has(name)) assert.ok((await file(name)).equals(await file(name, "second")), name);
		const [, ...manifest] = csvRows(await file("manifest.csv"));
		for (const [name = "", , rows, sum, bytes, hash] of manifest) {
			const content = await file(name);
			assert.deepEqual([String(content.length), createHash("sha256").update(content).digest("hex")], [bytes, hash]);
			if (!name.endsWith(".csv")) continue;
			const [, ...lines] = csvRows(content);
			assert.equal(lines.length, Number(rows), name);
			if (name === "entries.csv") assert.equal(Number(sum), 0, "double entry");
		}
		// A figure of the funds is the sum of its rows in the ledger.
		const [heading = [], ...entries] = csvRows(await file("entries.csv"));
		const column = (name: string) => heading.indexOf(name);
		const [paid] = await parts(at);
		const sum = entries.filter((row) => row[column("回ID")] === String(round_id) && row[column("勘定")] === "店舗への未締め分" &&
			row[column("区分")] === "販売代金分").reduce((all, row) => all - Number(row[column("金額(円)")]), 0);
		assert.equal(sum, paid.payable_yen);
		const [words = [], ...funds] = csvRows(await file("funds.csv"));
		const own = funds.find((row) => row[0] === String(round_id) && row[2] === "販売代金分") ?? [];
		assert.equal(Number(own[words.indexOf("未利用額(円)")]), paid.unused_yen);
		assert.ok((await file("README.txt")).toString().includes("コールセンター"));
		await assert.rejects(make("first"), /File exists/);
	} finally {
		await rm(place, { recursive: true });
	}
});
