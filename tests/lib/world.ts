// What a test file builds for itself through the API, so that files depend on nothing but
// the empty sample and can run again and again on one instance.
import { Actor } from "./client.ts";
import { makeResident, signInShop, staff, unique, uniqueKana } from "./people.ts";

/** The day in Tokyo, some days from now. */
export function day(offset = 0): string {
	return new Date(Date.now() + (9 * 3600 + offset * 86400) * 1000).toISOString().slice(0, 10);
}

export function roundInput(campaign_id: number, change: Record<string, unknown> = {}): any {
	return { campaign_id, name: "第1弾", eligibility: "anyone", allotment: "first_come", price_yen: 5000,
		face_yen: 6000, sets: 1000, cap_sets: 10, sell_from_on: day(-3), sell_to_on: day(30),
		use_from_on: day(-3), use_to_on: day(90), rolls_over: false, ...change };
}

export async function makeCampaign(cap_sets = 20): Promise<number> {
	const admin = await staff("admin");
	return (await admin.post("/api/sales/staff-campaigns", { name: `試験 ${unique()}`, cap_sets })).campaign_id;
}

/** A draft by one administrator; the other one publishes it. */
export async function makeRound(campaign_id: number, change: Record<string, unknown> = {},
	is_published = true): Promise<number> {
	const input = roundInput(campaign_id, change);
	const { round_id } = await (await staff("admin")).post("/api/sales/rounds", input);
	if (is_published) await (await staff("admin2")).post(`/api/sales/rounds/${round_id}/publications`);
	return round_id;
}

export function personInput(change: Record<string, unknown> = {}): any {
	return { name: `試験 花子 ${unique()}`, kana: uniqueKana(), birth_on: "1946-08-15",
		address: "見本市中央町 1-2-3", ...change };
}

export async function makePerson(change: Record<string, unknown> = {}): Promise<number> {
	return (await (await staff("counter")).post("/api/sales/buyers", personInput(change))).person_id;
}

export async function sell(round_id: number, person_id: number, sets = 1): Promise<any> {
	return (await staff("counter")).post("/api/sales/counter-sales",
		{ round_id, person_id, sets, received_yen: sets * 5000 });
}

export interface Buyer { person_id: number; sale: any; resident: Actor }

/** A person who bought, and whose phone is linked by the code on the receipt. */
export async function makeBuyer(round_id: number, sets = 2): Promise<Buyer> {
	const person_id = await makePerson();
	const sale = await sell(round_id, person_id, sets);
	const resident = await makeResident();
	await resident.post("/api/people/claims", { claim_code: sale.claim_code });
	return { person_id, sale, resident };
}

export function shopInput(change: Record<string, unknown> = {}): any {
	return { name: `試験商店 ${unique()}`, kana: "シケンショウテン", industry: "retail", size: "small",
		area: "中央", address: "見本市中央町 4-5-6", owner_login: "owner", owner_name: "店主 一郎", ...change };
}

export interface Shop {
	shop_id: number; shop_no: string; name: string; owner: Actor; clerk: Actor;
	poster_id: number; poster: string;	// its address, as on paper
}

/** A shop whose owner and clerk have signed in and chosen their own passwords. */
export async function makeShop(change: Record<string, unknown> = {}): Promise<Shop> {
	const admin = await staff("admin");
	const input = shopInput(change);
	const made = await admin.post("/api/office/staff-shops", input);
	const owner = await signInShop(made.shop_no, input.owner_login, made.first_password);
	const second = await owner.post("/api/office/clerks",
		{ login: "clerk", name: "レジ係 二郎", role: "clerk" });
	const clerk = await signInShop(made.shop_no, "clerk", second.first_password);
	const print = await admin.post(`/api/office/staff-shops/${made.shop_id}/posters`, { note: "入口" });
	return { shop_id: made.shop_id, shop_no: made.shop_no, name: input.name, owner, clerk,
		poster_id: print.poster_id, poster: print.url };
}

/** Shop and round of one test file, and its first buyer with 12,000 yen. */
export async function makeWorld(change: Record<string, unknown> = {}):
	Promise<{ campaign_id: number; round_id: number; shop: Shop; buyer: Buyer }> {
	const campaign_id = await makeCampaign();
	const round_id = await makeRound(campaign_id, change);
	return { campaign_id, round_id, shop: await makeShop(), buyer: await makeBuyer(round_id) };
}
