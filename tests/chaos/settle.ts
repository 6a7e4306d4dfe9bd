// Two people of accounting close a month that is over, day after day, and pay it out by
// bank files, while everything around them is killed.
import { setTimeout as sleep } from "node:timers/promises";
import type { Actor } from "../lib/client.ts";
import { sql } from "../lib/database.ts";
import { staff } from "../lib/people.ts";
import { day } from "../lib/world.ts";
import type { Act, Journal, Kind } from "./journal.ts";

export const settleKinds: Kind[] = ["closing", "closing confirm", "file", "file approve", "file send"];
export const settleRoutes = ["POST /api/settlement/closings", "POST /api/settlement/closings/{closing_id}/confirmations",
	"POST /api/settlement/bank-files", "POST /api/settlement/bank-files/{bank_file_id}/approvals",
	"POST /api/settlement/bank-files/{bank_file_id}/sendings"];
const POLL_MS = 150;

export interface Office { first: Actor; second: Actor; days: string[] }

/** The month is there; its shops get accounts, its payer is set, its days wait for closing. */
export async function openOffice(): Promise<Office> {
	const first = await staff("accounting");
	const second = await staff("accounting2");
	const shops = await sql(`SELECT DISTINCT p.shop_id FROM payment p WHERE NOT EXISTS
		(SELECT 1 FROM shop_account a WHERE a.shop_id = p.shop_id AND a.state = 'confirmed') ORDER BY 1`);
	const [[from = "", last = ""] = []] = await sql("SELECT MIN(paid_on), MAX(paid_on) FROM payment WHERE paid_on < CURDATE()");

	await first.put("/api/settlement/bank-sender", { client_code: "1234567890", client_name: "ミホンシ", bank_code: "0166",
		branch_code: "150", kind: 1, number: "7654321", line_end: "none", has_eof: false, takes_wo: false });
	for (const [shop_id] of shops) {
		const made = await first.post("/api/settlement/shop-accounts", { shop_id: Number(shop_id), bank_code: "0166",
			branch_code: "150", kind: 1, number: String(1000000 + Number(shop_id)), holder: "シケンシヨウテン" });
		await second.post(`/api/settlement/shop-accounts/${made.shop_account_id}/decisions`, { confirm: true });
	}
	return { first, second, days: daysBetween(from, last) };
}

function daysBetween(from: string, to: string): string[] {
	const days: string[] = [];
	for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000) days.push(new Date(at).toISOString().slice(0, 10));
	return days;
}

/* Until the closing has this state; false when the run is over first. */
async function until(journal: Journal, office: Office, closing_id: number, state: string, isOver: () => boolean):
	Promise<Record<string, any> | null> {
	while (!isOver()) {
		const reply = await journal.read(office.first, "GET", `/api/settlement/closings/${closing_id}`);
		if (reply?.status === 200 && reply.body.state === state) return reply.body;
		await sleep(POLL_MS);
	}
	return null;
}

async function close(journal: Journal, office: Office, to_on: string, isOver: () => boolean): Promise<boolean> {
	const asked = await journal.act(office.first, "closing", "/api/settlement/closings", { to_on });
	if (asked.status !== 200) return false;
	const { closing_id } = asked.answer;
	const ready = await until(journal, office, closing_id, "ready", isOver);
	if (ready === null) return false;
	await journal.act(office.second, "closing confirm", `/api/settlement/closings/${closing_id}/confirmations`,
		{ yen: ready.yen }, { closing_id });
	return (await until(journal, office, closing_id, "closed", isOver)) !== null;
}

/* The first day from tomorrow on which banks pay, with something to pay. */
async function planned(journal: Journal, office: Office): Promise<Record<string, any> | null> {
	for (let offset = 1; offset < 15; offset++) {
		const reply = await journal.read(office.first, "GET", `/api/settlement/bank-file-plans?pay_on=${day(offset)}`);
		if (reply?.status === 200) return reply.body.chosen > 0 ? { ...reply.body, pay_on: day(offset) } : null;
	}
	return null;
}

async function pay(journal: Journal, office: Office): Promise<void> {
	const plan = await planned(journal, office);
	if (plan === null) return;
	const seen = { payouts: plan.chosen, yen: plan.yen };
	const built = await journal.act(office.first, "file", "/api/settlement/bank-files", { pay_on: plan.pay_on, ...seen });
	if (built.status !== 200) return;
	const facts = { bank_file_id: built.answer.bank_file_id };
	const file = await journal.read(office.second, "GET", `/api/settlement/bank-files/${facts.bank_file_id}`);
	await journal.act(office.second, "file approve", `/api/settlement/bank-files/${facts.bank_file_id}/approvals`,
		{ ...seen, hash: file?.body.file.hash }, facts);
	await journal.act(office.first, "file send", `/api/settlement/bank-files/${facts.bank_file_id}/sendings`, {}, facts);
}

/** Until the signal, or until every day is closed. */
export async function settle(journal: Journal, office: Office, isOver: () => boolean): Promise<void> {
	for (const to_on of office.days) {
		if (isOver() || !(await close(journal, office, to_on, isOver))) return;
		await pay(journal, office);
	}
}

const numbers = async (text: string): Promise<number[][]> => (await sql(text)).map((row) => row.map(Number));

/* Rows that must not be there, each named. */
async function none(what: string, text: string): Promise<string[]> {
	return (await sql(`${text} LIMIT 20`)).map((row) => `${what}: ${row.join(" ")}`);
}

async function once(journal: Journal, kind: Kind, id: (act: Act) => number, table: string, column: string):
	Promise<string[]> {
	const told = journal.done(kind).map(id);
	const ids = told.length > 0 ? told.join(",") : "0";
	const [[count = 0] = []] = await numbers(`SELECT COUNT(*) FROM ${table} WHERE ${column} IN (${ids})`);
	return new Set(told).size === told.length && count === told.length ? [] :
		[`${kind}: ${told.length} acknowledged, ${new Set(told).size} different, ${count} found`];
}

/** Each act of settlement is there wholly or not at all, and the money is where it says. */
export async function checkSettlement(journal: Journal): Promise<string[]> {
	const period = "(SELECT MAX(k.upto_at) FROM closing k WHERE k.state = 'closed')";
	return [
		...await once(journal, "closing", (act) => act.answer.closing_id, "closing", "closing_id"),
		...await once(journal, "file", (act) => act.answer.bank_file_id, "bank_file", "bank_file_id"),
		...await none("days closed twice", `SELECT a.closing_id, b.closing_id FROM closing a JOIN closing b
			ON b.closing_id > a.closing_id AND b.from_on <= a.to_on AND b.to_on >= a.from_on
			WHERE a.state <> 'cancelled' AND b.state <> 'cancelled'`),
		...await none("a closing half posted", `SELECT s.closing_shop_id, k.state, s.yen, COALESCE(SUM(e.yen), 0)
			FROM closing k JOIN closing_shop s ON s.closing_id = k.closing_id
			LEFT JOIN posting p ON p.kind = 'closing' AND p.ref_id = s.closing_shop_id
			LEFT JOIN entry e ON e.posting_id = p.posting_id AND e.chart = 4
			GROUP BY s.closing_shop_id, k.state, s.yen HAVING COALESCE(SUM(e.yen), 0) <> IF(k.state = 'closed', s.yen, 0)`),
		...await none("a shop's amount without its payout", `SELECT s.closing_shop_id, s.yen, COUNT(p.payout_id)
			FROM closing k JOIN closing_shop s ON s.closing_id = k.closing_id
			LEFT JOIN payout p ON p.closing_shop_id = s.closing_shop_id AND p.again_of IS NULL AND p.yen = s.yen
			GROUP BY s.closing_shop_id, s.yen, k.state
			HAVING COUNT(p.payout_id) <> IF(k.state = 'closed' AND s.yen > 0, 1, 0)`),
		...await none("the payments of the days closed are not what was closed", `SELECT closed.yen, paid.yen FROM
			(SELECT COALESCE(SUM(yen), 0) AS yen FROM closing WHERE state = 'closed') closed,
			(SELECT COALESCE(SUM(p.amount_yen), 0) AS yen FROM payment p WHERE p.paid_at <= ${period}
				AND NOT EXISTS (SELECT 1 FROM payment_void v WHERE v.payment_id = p.payment_id)) paid
			WHERE closed.yen <> paid.yen`),
		...await none("a payout in two files, or a file that is not its payouts", `SELECT f.bank_file_id, f.state, f.yen,
			COALESCE(SUM(p.yen), 0) FROM bank_file f LEFT JOIN payout p ON p.bank_file_id = f.bank_file_id
			WHERE f.state <> 'dropped' GROUP BY f.bank_file_id, f.state, f.yen HAVING COALESCE(SUM(p.yen), 0) <> f.yen`),
		...await none("a payout that is sent and not posted, or posted and not sent", `SELECT p.payout_id, p.state, p.yen,
			COALESCE(SUM(e.yen), 0) FROM payout p LEFT JOIN posting o ON o.kind = 'payout' AND o.ref_id = p.payout_id
			LEFT JOIN entry e ON e.posting_id = o.posting_id AND e.chart = 6
			GROUP BY p.payout_id, p.state, p.yen
			HAVING COALESCE(SUM(e.yen), 0) <> IF(p.state IN ('due', 'in_file'), 0, p.yen)`),
	];
}
