// The town of the chaos run: linked residents, shops, rounds; and the people in it, each
// doing one thing after another until told to stop.
import { setTimeout as sleep } from "node:timers/promises";
import type { Actor } from "../lib/client.ts";
import { makeResident, makeStaff, staff } from "../lib/people.ts";
import { makeCampaign, makePerson, makeRound, makeShop, type Shop } from "../lib/world.ts";
import type { Act, Journal } from "./journal.ts";

const RESIDENTS = 40;
const WALK_INS = 5;
const GREEDY = 2;	// of these buy until a cap stops them
const SHOPS = 3;
export const PRICE_YEN = 5000;
export const FACE_YEN = 6000;
const SMALL = { sets: 30, cap_sets: 3 };
const STOCK_SHORT_ENOUGH = 5;	// refusals until a small round counts as sold out

export interface Resident { person_id: number; actor: Actor; isShowing: boolean }
export interface Round { round_id: number; sets: number; cap_sets: number; short: number }
export interface Town {
	cap_sets: number;		// of the campaign
	big: Round;
	small: Round[];
	residents: Resident[];
	walkIns: number[];
	shops: Shop[];
	sellers: Actor[];
	reviewer: Actor;
}

function any<T>(list: T[]): T {
	return list[Math.floor(Math.random() * list.length)] as T;
}

function between(least: number, most: number): number {
	return least + Math.floor(Math.random() * (most - least + 1));
}

/** Caps and the number of small rounds grow with the run, so that it never runs dry. */
export async function makeTown(journal: Journal, seconds: number): Promise<Town> {
	const big = { sets: 200 * (RESIDENTS + seconds), cap_sets: 40 + seconds };
	const cap_sets = big.cap_sets + 2;
	const campaign_id = await makeCampaign(cap_sets);
	const round = async (plan: typeof SMALL): Promise<Round> =>
		({ round_id: await makeRound(campaign_id, plan), ...plan, short: 0 });
	const town: Town = { cap_sets, big: await round(big), small: [], residents: [], walkIns: [], shops: [],
		sellers: [await staff("counter"), (await makeStaff(["窓口"])).actor], reviewer: await staff("reviewer") };

	for (let left = seconds; left > 0; left -= 60) town.small.push(await round(SMALL));
	for (let i = 0; i < SHOPS; i++) town.shops.push(await makeShop());
	for (let i = 0; i < RESIDENTS; i++) town.residents.push(await makeNeighbour(journal, town));
	for (let i = 0; i < WALK_INS; i++) town.walkIns.push(await makePerson());
	return town;
}

/* Buys two sets at the counter and links the phone with the receipt's code. */
async function makeNeighbour(journal: Journal, town: Town): Promise<Resident> {
	const person_id = await makePerson();
	const sale = await sell(journal, town, town.big, person_id, 2);
	const actor = await makeResident();

	if (sale.status !== 200) throw new Error(`the first sale was refused: ${sale.code}`);
	await actor.post("/api/people/claims", { claim_code: sale.answer.claim_code });
	return { person_id, actor, isShowing: false };
}

function sell(journal: Journal, town: Town, round: Round, person_id: number, sets: number): Promise<Act> {
	return journal.act(any(town.sellers), "sale", "/api/sales/counter-sales",
		{ round_id: round.round_id, person_id, sets, received_yen: sets * PRICE_YEN });
}

function pay(journal: Journal, town: Town): Promise<Act> {
	const { person_id, actor } = any(town.residents);
	const shop = any(town.shops);
	const payee = Math.random() < 0.8 ? { poster: shop.poster } : { shop_no: shop.shop_no };
	const amount_yen = Math.random() < 0.9 ? between(1, 300) : between(300, 9000);

	return journal.act(actor, "payment", "/api/till/payments", { ...payee, amount_yen },
		{ person_id, shop_id: shop.shop_id });
}

/* A resident shows a code, a shop takes; now and then it tries the code again. */
async function take(journal: Journal, town: Town): Promise<void> {
	const resident = any(town.residents.filter((row) => !row.isShowing));
	const shop = any(town.shops);
	const facts = { person_id: resident.person_id, shop_id: shop.shop_id };

	resident.isShowing = true;
	const shown = await journal.read(resident.actor, "POST", "/api/till/pay-codes");
	if (shown?.status === 200) {
		const body = { code: shown.body.code, amount_yen: between(1, 400) };
		const first = await journal.act(any([shop.owner, shop.clerk]), "taking", "/api/till/takings", body, facts);
		if (first.status === 200 && Math.random() < 0.15) {
			const again = await journal.act(shop.clerk, "taking", "/api/till/takings", body, facts);
			if (again.code !== "code_used") journal.faults.push(`a used code: ${again.status} ${again.code}`);
		}
	} else {
		journal.faults.push(`no code: ${shown?.status} ${shown?.code}`);
	}
	resident.isShowing = false;
}

/* A payment of today by its own shop; some are tried twice. */
async function takeBack(journal: Journal, town: Town): Promise<void> {
	const paid = [...journal.done("payment").slice(-100), ...journal.done("taking").slice(-100)];
	if (paid.length === 0) return;
	const act = any(paid);
	const shop = town.shops.find((row) => row.shop_id === act.facts.shop_id) as Shop;

	await journal.act(shop.owner, "payment void", `/api/till/takings/${act.answer.payment_id}/voids`,
		{ reason: "打ち間違い" }, { payment_id: act.answer.payment_id });
}

/* The small round of the minute until it is sold out, the big one, and greedy buyers. */
async function serve(journal: Journal, town: Town): Promise<void> {
	const open = town.small.find((round) => round.short < STOCK_SHORT_ENOUGH);
	const chance = Math.random();

	if (open !== undefined && chance < 0.4) {
		const person = Math.random() < 0.2 ? any(town.walkIns) : any(town.residents).person_id;
		const sale = await sell(journal, town, open, person, between(1, 3));
		if (sale.code === "stock_short") open.short++;
	} else if (chance < 0.6) {
		await sell(journal, town, town.big, any(town.walkIns.slice(0, GREEDY)), between(5, 15));
	} else {
		await sell(journal, town, town.big, any(town.residents).person_id, between(1, 2));
	}
	if (chance > 0.85) await takeSaleBack(journal, town);
}

async function takeSaleBack(journal: Journal, town: Town): Promise<void> {
	const sale = any(journal.done("sale").slice(-30).filter((act) => act.body.round_id === town.big.round_id));

	if (sale === undefined) return;
	await journal.act(town.reviewer, "sale void", `/api/sales/counter-sales/${sale.answer.sale_id}/voids`,
		{ reason: "買い間違い" }, { sale_id: sale.answer.sale_id });
}

async function look(journal: Journal, town: Town): Promise<void> {
	const reply = await journal.read(any(town.residents).actor, "GET", "/api/till/purse");
	if (reply?.status !== 200) journal.faults.push(`a purse: ${reply?.status} ${reply?.code}`);
}

/** Everybody at work until the signal; gives when the last act is settled. */
export async function work(journal: Journal, town: Town, isOver: () => boolean): Promise<void> {
	const person = async (act: () => Promise<unknown>, pause_ms: number): Promise<void> => {
		while (!isOver()) {
			await act();
			await sleep(Math.random() * pause_ms * 2);
		}
	};
	await Promise.all([
		person(() => pay(journal, town), 60), person(() => pay(journal, town), 60),
		person(() => pay(journal, town), 60), person(() => take(journal, town), 80),
		person(() => take(journal, town), 80), person(() => takeBack(journal, town), 200),
		person(() => serve(journal, town), 150), person(() => serve(journal, town), 150),
		person(() => look(journal, town), 200),
	]);
}
