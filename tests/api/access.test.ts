// Goal: exactly the callers of a route's row get in, and nobody sees another's rows.
// Generated from the route table: a new route is tested without a line here, a new way
// of owning needs one line in `others`.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { Actor, changed, confirmStaff, contents, goodBody, goodQuery, makePayout, makeResident, makeStaff, makeWorld, makeShop,
	makeBuyer, nobody, pathOf, routes, sell, sql, staff, totp, roleIds, unique, type Route, type Shop } from "./lib.ts";

interface Caller { name: string; audience: string; rights: Set<string>; actor: Actor }

const callers: Caller[] = [];
let shop: Shop;
let otherShop: Shop;

function add(name: string, audience: string, rights: Iterable<string>, actor: Actor): void {
	callers.push({ name, audience, rights: new Set(rights), actor });
}

/* With its first password an account may do nothing but change it. */
async function makeBeginner(): Promise<Actor> {
	const login = `t-${unique()}`;
	const made = await (await staff("admin")).post("/api/people/staff-accounts",
		{ login, name: "新人", role_ids: await roleIds(["管理者", "窓口"]) });
	await confirmStaff(made.account_id);
	const actor = new Actor(login);
	await actor.post("/api/people/staff-sessions",
		{ login, password: made.first_password, totp: totp(made.totp_secret) });
	return actor;
}

/* An account that was signed in when it was suspended. */
async function makeSuspended(): Promise<Actor> {
	const { actor } = await makeStaff(["管理者"]);
	await (await staff("admin")).put(`/api/people/staff-accounts/${actor.account_id}`,
		{ name: "休職中", state: "suspended", role_ids: [] });
	return actor;
}

before(async () => {
	const world = await makeWorld();
	const { roles } = await (await staff("admin")).get("/api/people/roles");
	const rightsOf = (audience: string, name: string): string[] =>
		roles.find((row: any) => row.audience === audience && row.name === name).rights;

	shop = world.shop;
	otherShop = await makeShop();
	add("nobody", "public", [], nobody);
	add("a resident without vouchers", "resident", [], await makeResident());
	add("a linked resident", "resident", [], world.buyer.resident);
	add("the owner of a shop", "shop", rightsOf("shop", "owner"), shop.owner);
	add("a clerk of a shop", "shop", rightsOf("shop", "clerk"), shop.clerk);
	add("the owner of another shop", "shop", rightsOf("shop", "owner"), otherShop.owner);
	for (const [login, role] of Object.entries({ admin: "管理者", counter: "窓口", reviewer: "審査", auditor: "監査", accounting: "会計" })) {
		add(`staff as ${role}`, "staff", rightsOf("staff", role), await staff(login));
	}
	add("staff without a role", "staff", [], (await makeStaff([])).actor);
	add("staff whose roles wait for a second person", "staff", [], (await makeStaff(["管理者", "窓口"], false)).actor);
	add("staff with a first password", "staff", [], await makeBeginner());
	add("suspended staff", "public", [], await makeSuspended());
});

/* A key no route knows: whoever gets in is told so, and nothing happens. */
function probe(route: Route, actor: Actor, headers: Record<string, string> = {}) {
	const path = pathOf(route);
	if (route.uploads.length > 0) {
		return actor.send(route.method, path, { query: { no_such_key: 1 }, body: Buffer.from("x"),
			type: route.uploads[0], headers });
	}
	if (route.method === "GET" || route.method === "DELETE") {
		return actor.send(route.method, path, { query: { ...goodQuery(route), no_such_key: 1 }, headers });
	}
	return actor.send(route.method, path, { body: { ...goodBody(route), no_such_key: 1 }, headers });
}

function expected(route: Route, caller: Caller): string {
	if (route.right.audience === "public") return "invalid_input";
	if (route.right.audience !== caller.audience) return "not_signed_in";
	return route.right.by_role && !caller.rights.has(route.right.name) ? "not_allowed" : "invalid_input";
}

test("the rights of a caller are those of the roles", async () => {
	for (const { name, audience, rights, actor } of callers) {
		if (audience !== "staff" && audience !== "shop") continue;
		const me = await actor.get(`/api/people/${audience}-me`);
		assert.deepEqual(me.rights.toSorted(), [...rights].sort(), name);
	}
});

for (const route of routes) {
	test(`${route.name}: who gets in (${route.right.name})`, async () => {
		for (const caller of callers) {
			const reply = await probe(route, caller.actor);
			assert.equal(reply.code, expected(route, caller), `${caller.name}: ${reply.status} ${reply.bytes}`);
		}
	});
}

for (const route of routes.filter((row) => row.method !== "GET")) {
	test(`${route.name}: not from another site`, async () => {
		const inside = callers.find((caller) => expected(route, caller) === "invalid_input");
		assert.ok(inside);
		for (const headers of [{ origin: "https://other.example" }, { origin: "null" },
			{ "sec-fetch-site": "cross-site" }, { "sec-fetch-site": "same-site" }]) {
			const reply = await probe(route, inside.actor, headers as Record<string, string>);
			assert.equal(reply.code, "cross_site", JSON.stringify(headers));
		}
	});
}

test("a session of one audience opens no other", async () => {
	const names: Record<string, string> = { resident: "madoguchi_resident", shop: "madoguchi_shop",
		staff: "madoguchi_staff" };
	for (const { audience, actor } of callers.filter((caller) => caller.audience in names)) {
		const token = actor.cookies.get(names[audience] ?? "") ?? "";
		for (const other of Object.keys(names).filter((name) => name !== audience)) {
			const thief = new Actor("thief");
			thief.cookies.set(names[other] ?? "", token);
			await thief.refused("not_signed_in", "GET", `/api/people/${other}-me`);
		}
	}
});

test("a token that was changed in one letter opens nothing", async () => {
	const token = shop.owner.cookies.get("madoguchi_shop") ?? "";
	const [head = "", claims = "", sum = ""] = token.split(".");
	const none = Buffer.from('{"alg":"none","typ":"JWT"}').toString("base64url");
	const flip = (text: string) => (text.startsWith("A") ? "B" : "A") + text.slice(1);
	for (const bad of [`${none}.${claims}.`, `${none}.${claims}.${sum}`, `${head}.${flip(claims)}.${sum}`,
		`${head}.${claims}.${flip(sum)}`, `${head}.${claims}`, "", "x", "a".repeat(4000)]) {
		const thief = new Actor("thief");
		thief.cookies.set("madoguchi_shop", bad);
		await thief.refused("not_signed_in", "GET", "/api/people/shop-me");
	}
});

/* ---- other people's rows ---- */

interface Other { caller: Actor; id: number }
const sessionOf = async (audience: string, actor: Actor): Promise<number> =>
	(await actor.get(`/api/people/${audience}-sessions`)).sessions[0].session_id;

/* "route pointer": a caller who has the right, and an object that belongs to somebody else. */
const others: Record<string, () => Promise<Other>> = {
	"DELETE /api/people/resident-sessions/{session_id} /session_id": async () =>
		({ caller: await makeResident(), id: await sessionOf("resident", await makeResident()) }),
	"DELETE /api/people/shop-sessions/{session_id} /session_id": async () =>
		({ caller: shop.owner, id: await sessionOf("shop", shop.clerk) }),
	"DELETE /api/people/staff-sessions/{session_id} /session_id": async () =>
		({ caller: await staff("admin"), id: await sessionOf("staff", await staff("counter")) }),
	"PUT /api/office/clerks/{account_id} /account_id": async () =>
		({ caller: shop.owner, id: otherShop.clerk.account_id }),
	"POST /api/office/clerks/{account_id}/resets /account_id": async () =>
		({ caller: shop.owner, id: otherShop.clerk.account_id }),
	"DELETE /api/office/terminals/{terminal_id} /terminal_id": async () => ({ caller: shop.owner,
		id: (await otherShop.owner.post("/api/office/terminals", { name: "隣の店" })).terminal_id }),
	"GET /api/till/payments/{payment_id} /payment_id": async () =>
		({ caller: callers[2]?.actor as Actor, id: await paymentAt(otherShop) }),
	"GET /api/till/takings /clerk_account_id": async () =>
		({ caller: shop.owner, id: otherShop.clerk.account_id }),
	"POST /api/till/takings/{payment_id}/voids /payment_id": async () =>
		({ caller: shop.owner, id: await paymentAt(otherShop) }),
	...Object.fromEntries(["", "/paper", "/file"].map((end) => [`GET /api/settlement/shop-payouts/{payout_id}${end} /payout_id`,
		async () => ({ caller: shop.owner, id: await makePayout(otherShop.shop_id, 50, 10, "2031-01-06") })])),
};

/** A payment of today at a shop, by a resident nobody knows. */
async function paymentAt(where: Shop): Promise<number> {
	const [row] = await sql("SELECT MAX(round_id) FROM round WHERE state = 'published'");
	const { resident } = await makeBuyer(Number(row?.[0]), 1);
	return (await resident.post("/api/till/payments", { shop_no: where.shop_no, amount_yen: 321 })).payment_id;
}

function withId(route: Route, pointer: string, id: number) {
	const name = pointer.slice(1);
	const [, list, member] = /^(\w+)\/\*\/(\w+)$/.exec(name) ?? [];
	if (list !== undefined && member !== undefined)
		return { path: pathOf(route), options: { body: { ...goodBody(route), [list]: [{ [member]: id }] } } };
	const path = pathOf(route, { [name]: id });
	if (route.path.includes(`{${name}}`)) return { path, options: { body: goodBody(route) } };
	if (route.body !== null) return { path, options: { body: { ...goodBody(route), [name]: id } } };
	return { path, options: { query: { ...goodQuery(route), [name]: id } } };
}

for (const route of routes) {
	for (const [pointer, { by, doc }] of Object.entries(route.within)) {
		if (by === "anyone") continue;
		test(`${route.name}: only ${doc.toLowerCase()}`, async () => {
			const other = others[`${route.name} ${pointer}`];
			assert.ok(other, `add ${route.name} ${pointer} to others`);
			const { caller, id } = await other();
			const earlier = await contents();
			const { path, options } = withId(route, pointer, id);
			await caller.refused("not_found", route.method, path, options.body, options);
			assert.deepEqual(changed(earlier, await contents()), []);
		});
	}
}

for (const route of routes) {
	for (const pointer of Object.keys(route.within)) {
		test(`${route.name}: ${pointer} of nothing is not found`, async () => {
			const inside = callers.find((caller) => expected(route, caller) === "invalid_input");
			const inPath = route.path.includes(`{${pointer.slice(1)}}`);
			const earlier = await contents();
			assert.ok(inside);
			for (const id of [999999999999, -1, 9007199254740991, ...(inPath ? [0] : [])]) {
				const { path, options } = withId(route, pointer, id);
				const upload = route.uploads.length > 0 ? { body: Buffer.from("x"), type: route.uploads[0] } : {};
				const reply = await inside.actor.send(route.method, path, { ...options, ...upload });
				assert.equal(reply.code, "not_found", `${path}: ${reply.status} ${reply.bytes}`);
			}
			assert.deepEqual(changed(earlier, await contents()), []);
		});
	}
}

test("a sale's money is in one purse only", async () => {
	const linked = callers[2]?.actor as Actor;
	const without = callers[1]?.actor as Actor;
	const [row] = await sql("SELECT MAX(round_id) FROM round WHERE state = 'published'");
	assert.ok((await linked.get("/api/till/purse")).balance_yen > 0);
	assert.equal((await without.get("/api/till/purse")).balance_yen, 0);
	assert.deepEqual((await without.get("/api/till/purse/history")).rows, []);
	const { person_id } = await makeBuyer(Number(row?.[0]), 1);
	const before = (await linked.get("/api/till/purse")).balance_yen;
	await sell(Number(row?.[0]), person_id, 1);
	assert.equal((await linked.get("/api/till/purse")).balance_yen, before);
});
