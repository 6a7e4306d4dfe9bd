// Makes what the benchmarks act on, through the API, and writes the requests that
// tests/bench/load.c repeats, one file a kind:  node world.ts FOLDER CONNECTIONS
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import * as lib from "../lib/world.ts";
import { sql, sqlNumber } from "../lib/database.ts";
import { makeStaff, staff, uniqueKana } from "../lib/people.ts";
import { origin, type Actor } from "../lib/client.ts";

const [folder = "", count = "8"] = process.argv.slice(2);
const connections = Number(count);
const residents_count = 4 * connections;
const key = "00000000-0000-4000-8000-000000000000";	// load.c puts a fresh one there

interface Request { head: string; body: string }

function request(actor: Actor, method: string, path: string, body?: unknown, more = ""): Request {
	const cookies = [...actor.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
	const once = body === undefined ? "" : `Content-Type: application/json\r\nIdempotency-Key: ${key}\r\n`;
	return { head: `${method} ${path} HTTP/1.1\r\nHost: bench\r\nOrigin: ${origin}\r\n` +
		`Cookie: ${cookies}\r\n${once}${more}`, body: body === undefined ? "" : JSON.stringify(body) };
}

function write(name: string, requests: Request[]): void {
	writeFileSync(join(folder, `${name}.requests`),
		requests.map((row) => `${JSON.stringify(row)}\n`).join(""));
}

/** The peers get the hash that finds the session; the product works it out of its token. */
async function sidOf(actor: Actor): Promise<string> {
	const [row] = await sql(`SELECT HEX(sid_hash) FROM session WHERE account_id = ${actor.account_id}
		AND revoked_at IS NULL ORDER BY session_id DESC LIMIT 1`);
	return row?.[0] ?? "";
}

async function payments(): Promise<void> {
	const round_id = await lib.makeRound(await lib.makeCampaign(1000), { sets: 100000, cap_sets: 1000 });
	const shop = await lib.makeShop();
	const actors: Actor[] = [];
	for (let i = 0; i < residents_count; i++) actors.push((await lib.makeBuyer(round_id, 100)).resident);

	write("pay", actors.map((actor) =>
		request(actor, "POST", "/api/till/payments", { shop_no: shop.shop_no, amount_yen: 1 })));
	write("purse", actors.map((actor) => request(actor, "GET", "/api/till/purse")));
	const sids = await Promise.all(actors.map(sidOf));
	for (const peer of ["ceiling", "php", "fastify"]) {
		write(peer, actors.map((actor, i) =>
			request(actor, "GET", `/${peer}/purse`, undefined, `X-Sid: ${sids[i]}\r\n`)));
	}
	// So far off that an id of the recording is no other number of the same act.
	await sql("ALTER TABLE payment AUTO_INCREMENT = 700000001; ALTER TABLE posting AUTO_INCREMENT = 800000001");
}

async function clerks(): Promise<Actor[]> {
	const { roles } = await (await staff("admin")).get("/api/people/roles");
	const role = roles.find((row: any) => row.audience === "staff" && row.rights.includes("voucher.sell"));
	const made: Actor[] = [];
	for (let i = 0; i < connections; i++) made.push((await makeStaff([role.name])).actor);
	return made;
}

/** Each connection is a clerk with buyers of its own; the rounds are one, or one each. */
async function sales(): Promise<void> {
	const buyers_each = 100;
	const sellers = await clerks();
	const campaign_id = await lib.makeCampaign(1000);
	const change = { sets: 1000000, cap_sets: 1000 };
	const shared = await lib.makeRound(campaign_id, change);
	const apart: number[] = [];
	for (let i = 0; i < connections; i++) apart.push(await lib.makeRound(campaign_id, change));
	const few = await lib.makeRound(campaign_id, { sets: 700, cap_sets: 700 });

	const buyers: number[] = [];
	const counter = await staff("counter");
	for (let i = 0; i < buyers_each * connections; i++) {
		buyers.push((await counter.post("/api/sales/buyers", { name: "測定 花子", kana: uniqueKana(),
			birth_on: "1946-08-15", address: "見本市中央町 1-2-3" })).person_id);
	}
	const sell = (name: string, round: (at: number) => number) => write(name, buyers.map((person_id, i) =>
		request(sellers[i % connections] as Actor, "POST", "/api/sales/counter-sales",
			{ round_id: round(i % connections), person_id, sets: 1, received_yen: 5000 })));
	sell("sale-shared", () => shared);
	sell("sale-apart", (at) => apart[at] as number);
	sell("sale-few", () => few);
	writeFileSync(join(folder, "few-round"), String(few));
}

await payments();
await sales();
console.log(`the world is made: ${residents_count} residents, ${await sqlNumber("SELECT COUNT(*) FROM person")} persons`);
