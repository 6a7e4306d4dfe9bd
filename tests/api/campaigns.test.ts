// Goal: a campaign is planned without contradictions, published by a second person, and what
// residents were promised is kept: afterwards its dates only move outwards.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { day, makeCampaign, makePerson, makeRound, nobody, roundInput, sell, staff } from "./lib.ts";

let campaign_id: number;
before(async () => {
	campaign_id = await makeCampaign();
});

const rounds = "/api/sales/rounds";
const campaigns = "/api/sales/staff-campaigns";

test("days out of order: each is named", async () => {
	const admin = await staff("admin");
	const dates: [object, string][] = [
		[{ sell_to_on: day(-4) }, "/sell_to_on"],
		[{ use_from_on: day(-4) }, "/use_from_on"],
		[{ use_from_on: day(91) }, "/use_to_on"],
		[{ sell_to_on: day(91) }, "/use_to_on"],
		[{ allotment: "lottery" }, "/apply_from_on"],
		[{ allotment: "lottery", apply_from_on: day(-20) }, "/apply_to_on"],
		[{ apply_to_on: day(-20) }, "/apply_from_on"],
		[{ allotment: "lottery", apply_from_on: day(-10), apply_to_on: day(-20) }, "/apply_to_on"],
		[{ allotment: "lottery", apply_from_on: day(-20), apply_to_on: day(5) }, "/sell_from_on"],
	];
	for (const [change, pointer] of dates) {
		const error = await admin.refused("round_dates", "POST", rounds, roundInput(campaign_id, change));
		assert.equal(error.pointer, pointer, JSON.stringify(change));
	}
	const reply = await admin.send("POST", rounds, { body: roundInput(campaign_id, { sell_to_on: day(-9), use_to_on: day(-8) }) });
	assert.deepEqual(reply.body.errors.map((error: any) => error.pointer), ["/sell_to_on", "/use_to_on"],
		"all at once");
});

test("a premium, and no more for one person than there is", async () => {
	const admin = await staff("admin");
	for (const face_yen of [5000, 4999]) {
		const error = await admin.refused("round_prices", "POST", rounds, roundInput(campaign_id, { face_yen }));
		assert.deepEqual([error.pointer, error.params.price_yen], ["/face_yen", 5000]);
	}
	const error = await admin.refused("round_sets", "POST", rounds, roundInput(campaign_id, { sets: 9 }));
	assert.deepEqual([error.pointer, error.params.sets], ["/cap_sets", 9]);
});

test("a draft is changed freely, refused like a new one, and seen by staff only", async () => {
	const admin = await staff("admin");
	const round_id = await makeRound(campaign_id, {}, false);
	const path = `${rounds}/${round_id}`;
	const input = roundInput(campaign_id);
	await admin.put(path, { ...input, name: "改", price_yen: 4000 });
	await admin.refused("round_dates", "PUT", path, { ...input, sell_to_on: day(-4) });
	await admin.refused("round_prices", "PUT", path, { ...input, face_yen: 5000 });
	await admin.refused("round_sets", "PUT", path, { ...input, sets: 1 });
	await admin.refused("round_other", "PUT", path, { ...input, campaign_id: await makeCampaign() });
	const find = (list: any) => list.campaigns.flatMap((row: any) => row.rounds).find((row: any) => row.round_id === round_id);
	const row = find(await admin.get(campaigns));
	assert.deepEqual([row.name, row.price_yen, row.state, row.editor_account_id], ["改", 4000, "draft", admin.account_id]);
	assert.equal(find(await nobody.get("/api/sales/campaigns")), undefined);
});

test("what residents will read, and what to look at before", async () => {
	const auditor = await staff("auditor");
	const usual = await makeRound(campaign_id, {}, false);
	const preview = await auditor.get(`${rounds}/${usual}/preview`);
	assert.deepEqual([preview.discount_percent, preview.premium_percent, preview.total_face_yen, preview.total_premium_yen,
		preview.days_to_sell, preview.days_to_use, preview.warnings], [16, 20, 6000000, 1000000, 34, 94, []]);
	const text = preview.sentences.join("\n");
	for (const part of ["5,000", "6,000", "10"]) assert.ok(text.includes(part), text);
	const strange = await makeRound(campaign_id, { face_yen: 9000, cap_sets: 30, sell_from_on: day(-9), sell_to_on: day(-1),
		use_from_on: day(-9), use_to_on: day(-1) }, false);
	const { warnings } = await auditor.get(`${rounds}/${strange}/preview`);
	assert.deepEqual(warnings.sort(), ["cap_over_campaign", "premium_over_half", "sale_over", "use_ends_with_sale"]);
	const english = await auditor.send("GET", `${rounds}/${usual}/preview`, { headers: { "accept-language": "en" } });
	assert.notDeepEqual(english.body.sentences, preview.sentences);
});

test("the last editor does not publish, and nothing is published twice", async () => {
	const [admin, admin2] = [await staff("admin"), await staff("admin2")];
	const round_id = await makeRound(campaign_id, {}, false);
	const path = `${rounds}/${round_id}`;
	await admin.refused("same_person", "POST", `${path}/publications`);
	await admin2.put(path, roundInput(campaign_id, { name: "直した" }));
	await admin2.refused("same_person", "POST", `${path}/publications`);
	await admin.post(`${path}/publications`);
	await admin2.refused("round_published", "POST", `${path}/publications`);
});

test("after publishing, last days move outwards and nothing else moves", async () => {
	const admin = await staff("admin");
	const input = roundInput(campaign_id);
	const round_id = await makeRound(campaign_id, {});
	const path = `${rounds}/${round_id}`;
	for (const change of [{ price_yen: 4999 }, { face_yen: 6001 }, { sets: 1001 }, { cap_sets: 9 }, { name: "別" },
		{ eligibility: "residents" }, { sell_from_on: day(-4) }, { use_from_on: day(-2) }, { rolls_over: true },
		{ sell_to_on: day(29) }, { use_to_on: day(89) }]) {
		await admin.refused("round_published", "PUT", path, { ...input, ...change });
	}
	await admin.put(path, { ...input, sell_to_on: day(40), use_to_on: day(100) });
	const error = await admin.refused("round_published", "PUT", path, { ...input, sell_to_on: day(40), use_to_on: day(99) });
	assert.equal(error.pointer, "/use_to_on");
});

test("the cap of a campaign grows, once something is promised", async () => {
	const admin = await staff("admin");
	const own = await makeCampaign(20);
	const path = `${campaigns}/${own}`;
	await admin.put(path, { name: "下書き", cap_sets: 10 });
	await makeRound(own);
	const error = await admin.refused("campaign_cap", "PUT", path, { name: "下書き", cap_sets: 9 });
	assert.deepEqual([error.pointer, error.params.cap_sets], ["/cap_sets", 10]);
	await admin.put(path, { name: "広げた", cap_sets: 11 });
});

test("unsold sets of a round that is over go on to a later one", async () => {
	const admin = await staff("admin");
	const own = await makeCampaign();
	const past = { sell_from_on: day(-20), sell_to_on: day(-1), use_from_on: day(-20), rolls_over: true };
	const over = await makeRound(own, { ...past, sets: 500 });
	const stays = await makeRound(own, { ...past, rolls_over: false });
	const running = await makeRound(own, { rolls_over: true });
	const later = await makeRound(own, { sell_from_on: day(-1), use_from_on: day(-1) });
	const draft = await makeRound(own, {}, false);
	const move = (from: number) => `${rounds}/${from}/roll-overs`;
	await admin.refused("round_not_ended", "POST", move(running), { to_round_id: later });
	await admin.refused("round_stays", "POST", move(stays), { to_round_id: later });
	await admin.refused("round_draft", "POST", move(over), { to_round_id: draft });
	for (const to_round_id of [over, await makeRound(await makeCampaign())]) {
		const error = await admin.refused("round_other", "POST", move(over), { to_round_id });
		assert.equal(error.pointer, "/to_round_id");
	}
	assert.deepEqual(await admin.post(move(over), { to_round_id: later }), { moved_sets: 500 });
	assert.deepEqual(await admin.post(move(over), { to_round_id: later }), { moved_sets: 0 });
	const all = (await admin.get(campaigns)).campaigns.flatMap((row: any) => row.rounds);
	const left = (id: number) => all.find((row: any) => row.round_id === id).left_sets;
	assert.deepEqual([left(over), left(later)], [0, 1500]);
	await sell(later, await makePerson(), 1);
	const { rounds: books } = await admin.get("/api/sales/books");
	for (const row of books.filter((one: any) => [over, later].includes(one.round_id))) assert.equal(row.difference_yen, 0);
});
