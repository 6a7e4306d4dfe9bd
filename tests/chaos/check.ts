// What the journal says against what the database holds: nothing acknowledged is lost,
// nothing happened twice or unasked, refused acts left nothing, and the sums agree.
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "../lib/database.ts";
import type { Act, Journal, Kind } from "./journal.ts";
import { settleRoutes } from "./settle.ts";
import { isAlive } from "./system.ts";
import { FACE_YEN, PRICE_YEN, type Town } from "./load.ts";

export interface Found { lost: number; twice: number; problems: string[] }

const numbers = async (text: string): Promise<number[][]> => (await sql(text)).map((row) => row.map(Number));
const list = (ids: number[]): string => (ids.length > 0 ? ids.join(",") : "0");

/* Rows by id, each a text that both sides must agree on. */
function compare(found: Found, what: string, expected: [number, string][], rows: [number, string][]): void {
	const here = new Map(rows);
	const there = new Map(expected);

	found.twice += expected.length - there.size;	// two keys were told the same act
	if (expected.length !== there.size) found.problems.push(`${what}: two keys, one act`);
	for (const [id, text] of there) {
		const row = here.get(id);
		if (row === undefined) found.lost++;
		if (row !== text) found.problems.push(`${what} ${id}: acknowledged ${text}, found ${row ?? "nothing"}`);
	}
	for (const [id, text] of here) {
		if (there.has(id)) continue;
		found.twice++;
		found.problems.push(`${what} ${id}: ${text} was never acknowledged`);
	}
}

async function rows(text: string): Promise<[number, string][]> {
	return (await numbers(text)).map(([id = 0, ...rest]) => [id, rest.join(" ")]);
}

/** Every act exactly once. */
export async function checkActs(journal: Journal, town: Town): Promise<Found> {
	const found: Found = { lost: 0, twice: 0, problems: [] };
	const shops = list(town.shops.map((shop) => shop.shop_id));
	const rounds = list([town.big, ...town.small].map((round) => round.round_id));
	const paid = [...journal.done("payment"), ...journal.done("taking")];

	compare(found, "payment", paid.map((act) => [act.answer.payment_id,
		`${act.facts.person_id} ${act.facts.shop_id} ${act.body.amount_yen} ${Number(act.answer.digits)}`]),
	await rows(`SELECT p.payment_id, u.person_id, p.shop_id, p.amount_yen, p.digits FROM payment p
		JOIN purse u USING (purse_id) WHERE p.shop_id IN (${shops})`));
	compare(found, "payment void", journal.done("payment void").map((act) => [act.facts.payment_id as number,
		`${act.account_id}`]),
	await rows(`SELECT v.payment_id, v.account_id FROM payment_void v JOIN payment p USING (payment_id)
		WHERE p.shop_id IN (${shops})`));
	compare(found, "sale", journal.done("sale").map((act) => [act.answer.sale_id,
		`${act.body.round_id} ${act.body.person_id} ${act.body.sets} ${act.body.sets * PRICE_YEN} ${act.account_id}`]),
	await rows(`SELECT sale_id, round_id, person_id, sets, paid_yen, clerk_account_id FROM sale
		WHERE round_id IN (${rounds})`));
	compare(found, "sale void", journal.done("sale void").map((act) => [act.facts.sale_id as number,
		`${act.account_id}`]),
	await rows(`SELECT v.sale_id, v.account_id FROM sale_void v JOIN sale s USING (sale_id)
		WHERE s.round_id IN (${rounds})`));
	return found;
}

/** Each act is in the ledger once; in the audit trail, where it belongs there. */
export async function checkPostings(journal: Journal): Promise<string[]> {
	const problems: string[] = [];
	const kinds: [string, Act[], (act: Act) => number][] = [
		["payment", [...journal.done("payment"), ...journal.done("taking")], (act) => act.answer.payment_id],
		["payment_void", journal.done("payment void"), (act) => act.facts.payment_id as number],
		["sale", journal.done("sale"), (act) => act.answer.sale_id],
		["sale_void", journal.done("sale void"), (act) => act.facts.sale_id as number],
	];

	for (const [kind, acts, idOf] of kinds) {
		const [[count = 0] = []] = await numbers(`SELECT COUNT(*) FROM posting WHERE kind = '${kind}'
			AND ref_id IN (${list(acts.map(idOf))})`);
		if (count !== acts.length) problems.push(`${kind}: ${acts.length} acts, ${count} postings`);
	}
	const audited: [string, Act[]][] = [["payment.void", journal.done("payment void")],
		["sale.void", journal.done("sale void")], ["closing.confirm", journal.done("closing confirm")],
		["bank_file.approve", journal.done("file approve")], ["bank_file.send", journal.done("file send")]];
	for (const [name, acts] of audited) {
		const ids = acts.map((act) => (act.facts.payment_id ?? act.facts.sale_id ??
			act.facts.closing_id ?? act.facts.bank_file_id) as number);
		const [[count = 0] = []] = await numbers(`SELECT COUNT(*) FROM audit_entry WHERE act = '${name}'
			AND object_id IN (${list(ids)})`);
		if (count !== acts.length) problems.push(`${name}: ${acts.length} acts, ${count} audit entries`);
	}
	return problems;
}

/** The keys that are kept are those of acknowledged acts: a refusal kept nothing. */
export async function checkKeys(journal: Journal): Promise<string[]> {
	const routes = ["POST /api/till/payments", "POST /api/till/takings", "POST /api/till/takings/{payment_id}/voids",
		"POST /api/sales/counter-sales", "POST /api/sales/counter-sales/{sale_id}/voids", ...settleRoutes];
	const accounts = [...new Set(journal.acts.map((act) => act.account_id))];
	const kept = await sql(`SELECT once_key, status IS NOT NULL AND answer IS NOT NULL FROM once_key
		WHERE account_id IN (${list(accounts)}) AND route IN (${routes.map((name) => `'${name}'`).join(",")})`);
	const acts = new Map(journal.acts.map((act) => [act.key, act]));
	const problems: string[] = [];

	for (const [key = "", isWhole] of kept) {
		const act = acts.get(key);
		if (act === undefined) problems.push(`key ${key} was never sent`);
		else if (act.status < 200 || act.status >= 300) problems.push(`key ${key} was refused and is kept`);
		if (isWhole !== "1") problems.push(`key ${key} has no answer`);
	}
	const expected = journal.acts.filter((act) => act.status >= 200 && act.status < 300).length;
	if (kept.length !== expected) problems.push(`${expected} acknowledged, ${kept.length} keys kept`);
	return problems;
}

/** What each purse must hold, from the journal alone. */
function balances(journal: Journal): Map<number, number> {
	const voidSales = new Set(journal.done("sale void").map((act) => act.facts.sale_id));
	const voids = new Set(journal.done("payment void").map((act) => act.facts.payment_id));
	const sums = new Map<number, number>();
	const add = (person_id: number, yen: number): void => {
		sums.set(person_id, (sums.get(person_id) ?? 0) + yen);
	};

	for (const act of journal.done("sale")) {
		if (!voidSales.has(act.answer.sale_id)) add(act.body.person_id, act.body.sets * FACE_YEN);
	}
	for (const act of [...journal.done("payment"), ...journal.done("taking")]) {
		if (!voids.has(act.answer.payment_id)) add(act.facts.person_id as number, -act.body.amount_yen);
	}
	return sums;
}

/** Purses by their lots, by the ledger and as residents see them. */
export async function checkPurses(journal: Journal, town: Town): Promise<string[]> {
	const expected = balances(journal);
	const persons = [...town.residents.map((row) => row.person_id), ...town.walkIns];
	const here = new Map((await numbers(`SELECT u.person_id,
		(SELECT COALESCE(SUM(l.face_yen - l.spent_yen), 0) FROM purse_lot l
			WHERE l.purse_id = u.purse_id AND l.state = 'open'),
		(SELECT -COALESCE(SUM(e.yen), 0) FROM entry e WHERE e.chart = 3 AND e.owner_id = u.purse_id)
		FROM purse u WHERE u.person_id IN (${list(persons)})`))
		.map(([person_id = 0, lots = 0, ledger = 0]) => [person_id, { lots, ledger }]));
	const problems: string[] = [];

	for (const person_id of persons) {
		const sum = expected.get(person_id) ?? 0;
		const row = here.get(person_id) ?? { lots: 0, ledger: 0 };
		if (sum < 0) problems.push(`person ${person_id} was overdrawn by ${-sum} yen`);
		if (row.lots !== sum || row.ledger !== sum) {
			problems.push(`person ${person_id}: ${sum} yen, lots ${row.lots}, ledger ${row.ledger}`);
		}
	}
	for (const { person_id, actor } of town.residents) {
		const { balance_yen } = await actor.get("/api/till/purse");
		if (balance_yen !== (expected.get(person_id) ?? 0)) {
			problems.push(`person ${person_id} is shown ${balance_yen} of ${expected.get(person_id)} yen`);
		}
	}
	return problems;
}

/** Stock and what was sold make the round; nobody has more than a cap allows. */
export async function checkSets(journal: Journal, town: Town): Promise<string[]> {
	const voids = new Set(journal.done("sale void").map((act) => act.facts.sale_id));
	const stands = journal.done("sale").filter((act) => !voids.has(act.answer.sale_id));
	const problems: string[] = [];

	for (const round of [town.big, ...town.small]) {
		const sales = stands.filter((act) => act.body.round_id === round.round_id);
		const sold = sales.reduce((sum, act) => sum + act.body.sets, 0);
		const [[left = -1] = []] = await numbers(`SELECT SUM(left_sets) FROM round_stock
			WHERE round_id = ${round.round_id}`);
		if (sold > round.sets) problems.push(`round ${round.round_id}: ${sold} of ${round.sets} sets sold`);
		if (sold + left !== round.sets) problems.push(`round ${round.round_id}: ${sold} + ${left} of ${round.sets} sets`);
		problems.push(...overCap(sales, round.cap_sets, `round ${round.round_id}`));
	}
	problems.push(...overCap(stands, town.cap_sets, "campaign"));
	return problems;
}

function overCap(sales: Act[], cap: number, what: string): string[] {
	const sums = new Map<number, number>();
	for (const act of sales) sums.set(act.body.person_id, (sums.get(act.body.person_id) ?? 0) + act.body.sets);
	return [...sums].filter(([, sets]) => sets > cap)
		.map(([person_id, sets]) => `${what}: person ${person_id} has ${sets} sets, cap ${cap}`);
}

/** Jobs that a kill left behind are taken up again, and both chains are sealed to their ends. */
export async function checkJobs(): Promise<string[]> {
	let problems: string[] = [];

	for (let tries = 0; tries < 120; tries++) {
		const running = await sql("SELECT name, runner FROM job_run WHERE state = 'running'");
		const [[open = -1] = []] = await numbers(`SELECT (SELECT COUNT(*) FROM audit_entry
			WHERE audit_id > (SELECT COALESCE(MAX(last_id), 0) FROM chain_seal WHERE chain = 1)) + (SELECT COUNT(*)
			FROM posting WHERE posting_id > (SELECT COALESCE(MAX(last_id), 0) FROM chain_seal WHERE chain = 2))`);
		problems = running.filter(([, runner = ""]) => !isAlive(Number(runner.split("/")[1])))
			.map(([name, runner]) => `${name} is run by ${runner}, which is gone`);
		if (open > 0) problems.push(`${open} acts and postings are not sealed`);
		if (problems.length === 0) break;
		await sleep(500);
	}
	return problems;
}

/* What may be said no to, by kind of act; anything else is a fault. */
const refusals: Record<Kind, string[]> = {
	"payment": ["balance_short"],
	"taking": ["purse_short", "code_used", "code_ended", "code_invalid"],
	"payment void": ["payment_void", "payment_not_today", "lot_closed"],
	"sale": ["cap_round", "cap_campaign", "stock_short"],
	"sale void": ["sale_void", "sale_spent", "sale_not_today", "same_person"],
	"closing": [], "closing confirm": [], "file": [], "file approve": [], "file send": [],
};

export function strangeRefusals(journal: Journal): string[] {
	return journal.acts.filter((act) => act.status >= 400 && !refusals[act.kind].includes(act.code ?? ""))
		.map((act) => `${act.kind}: ${act.status} ${act.code} ${JSON.stringify(act.answer)}`);
}
