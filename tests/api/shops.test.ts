// Goal: a shop is registered, shown, changed and stopped by staff; its owner runs the own
// accounts, devices and notices, and nobody else's.
import assert from "node:assert/strict";
import { deflateSync, crc32 } from "node:zlib";
import { setTimeout as sleep } from "node:timers/promises";
import { test } from "node:test";
import { Actor, makeShop, newPassword, nobody, shopInput, signInShop, staff, unique } from "./lib.ts";

const register = "/api/office/staff-shops";

function chunk(type: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type), data]);
	const size = Buffer.alloc(4);
	const sum = Buffer.alloc(4);
	size.writeUInt32BE(data.length);
	sum.writeUInt32BE(crc32(body));
	return Buffer.concat([size, body, sum]);
}

/** A grey square. */
function png(side: number): Buffer {
	const head = Buffer.alloc(13);
	head.writeUInt32BE(side, 0);
	head.writeUInt32BE(side, 4);
	head[8] = 8;
	const rows = Buffer.alloc(side * (side + 1), 128);
	for (let y = 0; y < side; y++) rows[y * (side + 1)] = 0;
	return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk("IHDR", head),
		chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
}

test("a new shop is on the public list, with everything that was typed", async () => {
	const shop = await makeShop({ latitude: "35.430000", longitude: "133.825000", phone: "0858-22-0000",
		exclusions: "酒類\n特売品", industry: "restaurant", size: "medium" });
	const { rows } = await nobody.get("/api/office/shops", { q: shop.name });
	assert.deepEqual(rows.map((row: any) => [row.shop_id, row.shop_no, row.latitude, row.longitude, row.exclusions,
		row.industry, row.state]), [[shop.shop_id, shop.shop_no, "35.430000", "133.825000", "酒類\n特売品", "restaurant", "listed"]]);
	const whole = await (await staff("auditor")).get(`${register}/${shop.shop_id}`);
	assert.equal(whole.shop.phone, "0858-22-0000");
	assert.deepEqual(whole.accounts.map((row: any) => [row.login, row.is_owner, row.role]),
		[["owner", true, "owner"], ["clerk", false, "clerk"]]);
	assert.equal((await shop.clerk.get("/api/office/own-shop")).name, shop.name);
	const me = await shop.clerk.get("/api/people/shop-me");
	assert.deepEqual([me.shop_name, me.is_owner, me.rights], [shop.name, false, ["shop.take"]]);
});

test("a shop that is stopped leaves the public list, and comes back", async () => {
	const admin = await staff("admin");
	const shop = await makeShop();
	const { shop: row } = await admin.get(`${register}/${shop.shop_id}`);
	const { shop_id, shop_no, listed_on, has_photo, ...body } = row;
	const name = `改名 ${unique()}`;
	const listed = async (q: string) => (await nobody.get("/api/office/shops", { q })).rows.length;
	await admin.put(`${register}/${shop_id}`, { ...body, name, state: "stopped" });
	assert.equal(await listed(name), 0);
	const { rows } = await admin.get(register, { q: name, state: "stopped" });
	assert.deepEqual(rows.map((one: any) => one.shop_no), [shop_no]);
	await admin.put(`${register}/${shop_id}`, { ...body, name: `${name} 新`, state: "listed" });
	assert.equal(await listed(`${name} 新`), 1);
});

test("a sign-in name of another form is refused where it was typed", async () => {
	const admin = await staff("admin");
	for (const owner_login of ["ab", "Owner", "店主", "a b c"]) {
		const error = await admin.refused("invalid_input", "POST", register, shopInput({ owner_login }));
		assert.equal(error.pointer, "/owner_login");
	}
	const shop = await makeShop();
	const error = await shop.owner.refused("invalid_input", "POST", "/api/office/clerks",
		{ login: "Clerk 2", name: "x", role: "clerk" });
	assert.equal(error.pointer, "/login");
});

test("a photo is shown as it came; what is none is refused", async () => {
	const admin = await staff("admin");
	const shop = await makeShop();
	const path = `${register}/${shop.shop_id}/photo`;
	const shown = `/api/office/shop-photos/${shop.shop_id}`;
	await nobody.refused("not_found", "GET", shown);
	const photo = png(40);
	await admin.done("PUT", path, { body: photo, type: "image/png" });
	assert.deepEqual(await nobody.file(shown), photo);
	assert.equal((await shop.owner.get("/api/office/own-shop")).has_photo, true);
	for (const [type, bytes] of [["image/jpeg", photo], ["image/png", photo.subarray(0, 20)],
		["image/png", Buffer.from("GIF89a")], ["image/jpeg", Buffer.from([0xff, 0xd8, 0xff, 0xd9])],
		["image/png", png(1).fill(0xff, 16, 24)]] as [string, Buffer][]) {
		await admin.refused("picture_unreadable", "PUT", path, bytes, { type });
	}
	assert.deepEqual(await nobody.file(shown), photo);
});

test("the owner says what vouchers cannot buy; residents read it before they pay", async () => {
	const shop = await makeShop();
	const path = "/api/office/own-shop/exclusions";
	await shop.owner.put(path, { exclusions: "たばこ\n商品券" });
	const sign = await nobody.post("/api/till/shop-reads", { shop_no: shop.shop_no });
	assert.equal(sign.exclusions, "たばこ\n商品券");
	await shop.owner.put(path, { exclusions: "" });
	assert.equal((await shop.owner.get("/api/office/own-shop")).exclusions, undefined);
});

test("the owner makes, stops and resets the shop's accounts, but not the own one", async () => {
	const shop = await makeShop();
	const clerks = "/api/office/clerks";
	const made = await shop.owner.post(clerks, { login: "second", name: "二人目", role: "owner" });
	const second = await signInShop(shop.shop_no, "second", made.first_password);
	assert.equal((await second.get("/api/people/shop-me")).is_owner, true);
	await shop.owner.refused("login_taken", "POST", clerks, { login: "second", name: "x", role: "clerk" });
	const path = `${clerks}/${made.account_id}`;
	await shop.owner.put(path, { name: "二人目", state: "active", role: "clerk" });
	await second.refused("not_allowed", "GET", clerks);
	await shop.owner.put(path, { name: "二人目", state: "suspended", role: "clerk" });
	await second.refused("not_signed_in", "GET", "/api/people/shop-me");
	await shop.owner.put(path, { name: "戻った", state: "active", role: "clerk" });
	const { first_password } = await shop.owner.post(`${path}/resets`);
	const back = new Actor();
	const answer = await back.post("/api/people/shop-sessions",
		{ shop_no: shop.shop_no, login: "second", password: first_password });
	assert.equal(answer.must_change_password, true);
	await back.refused("not_allowed", "POST", "/api/till/takings", { code: "0", amount_yen: 1 });
	await back.put("/api/people/shop-password", { old_password: first_password, new_password: newPassword() });
	await back.refused("code_invalid", "POST", "/api/till/takings", { code: "0", amount_yen: 1 });
	const own = `${clerks}/${shop.owner.account_id}`;
	await shop.owner.refused("own_account", "PUT", own, { name: "x", state: "active", role: "clerk" });
	await shop.owner.refused("own_account", "POST", `${own}/resets`);
	const list = (await shop.owner.get(clerks)).clerks;
	assert.deepEqual(list.map((row: any) => [row.login, row.name, row.state, row.role]),
		[["owner", "店主 一郎", "active", "owner"], ["clerk", "レジ係 二郎", "active", "clerk"], ["second", "戻った", "active", "clerk"]]);
});

test("the same sign-in name in two shops is two accounts", async () => {
	const [one, two] = [await makeShop(), await makeShop()];
	const { first_password } = await one.owner.post(`/api/office/clerks/${one.clerk.account_id}/resets`);
	await nobody.refused("sign_in_wrong", "POST", "/api/people/shop-sessions",
		{ shop_no: two.shop_no, login: "clerk", password: first_password });
});

test("a device is registered by its cookie, named, and forgotten", async () => {
	const shop = await makeShop();
	const path = "/api/office/terminals";
	const { terminal_id } = await shop.owner.post(path, { name: "レジ1" });
	const list = async (actor: Actor) => (await actor.get(path)).terminals.map((row: any) => [row.name, row.is_this]);
	assert.deepEqual(await list(shop.owner), [["レジ1", true]]);
	assert.equal((await shop.owner.get("/api/people/shop-me")).terminal_name, "レジ1");
	// Another shop's owner with this device: it is no device of that shop.
	const other = await makeShop();
	for (const [name, value] of shop.owner.cookies) if (!other.owner.cookies.has(name)) other.owner.cookies.set(name, value);
	assert.deepEqual(await list(other.owner), []);
	assert.equal((await other.owner.get("/api/people/shop-me")).terminal_name, undefined);
	await shop.owner.delete(`${path}/${terminal_id}`);
	assert.deepEqual(await list(shop.owner), []);
	assert.equal((await shop.owner.get("/api/people/shop-me")).terminal_name, undefined);
});

test("everybody reads whose shops these are and in which parts of the town", async () => {
	const area = `東 ${unique()}`;
	const stopped = await makeShop({ area });
	await makeShop({ area });
	const admin = await staff("admin");
	const { shop_id, shop_no, listed_on, has_photo, ...body } =
		(await admin.get(`${register}/${stopped.shop_id}`)).shop;
	await admin.put(`${register}/${shop_id}`, { ...body, state: "stopped" });
	await sleep(1100);	// the public lists may be a second old
	const { areas } = await nobody.get("/api/office/shop-areas");
	assert.deepEqual(areas.filter((row: any) => row.area === area), [{ area, shops: 1 }]);
	const site = await nobody.get("/api/office/site");
	assert.ok(site.municipality !== "" && site.is_sample);
});
