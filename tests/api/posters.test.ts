// Goal: what hangs at the shop's door can be scanned from paper and paid with, for as long
// as it was not revoked; a new print does not make the old one worthless.
import assert from "node:assert/strict";
import { test } from "node:test";
import { makeBuyer, makeCampaign, makeRound, makeShop, nobody, pdfCodes, pdfPages, pdfText, staff } from "./lib.ts";

test("the kit's codes are read from paper and pay", async () => {
	const shop = await makeShop({ exclusions: "酒類" });
	const { resident } = await makeBuyer(await makeRound(await makeCampaign()));
	const kit = await (await staff("admin")).file(`/api/office/staff-shops/${shop.shop_id}/kit`);
	assert.equal(await pdfPages(kit), 2);
	const text = await pdfText(kit);
	for (const part of [shop.name, shop.shop_no, "酒類"]) assert.ok(text.includes(part), `${part}:\n${text}`);
	const [poster = ""] = await pdfCodes(kit, 1);
	assert.equal(poster, shop.poster, "the newest print");
	assert.deepEqual(await pdfCodes(kit, 2), [poster], "the stand for the counter");
	const paid = await resident.post("/api/till/payments", { poster, amount_yen: 500 });
	assert.equal(paid.shop_name, shop.name);
	assert.deepEqual(await pdfCodes(await shop.clerk.file("/api/office/own-kit")), [poster]);
});

test("an older print counts until it is revoked, and is revoked once", async () => {
	const admin = await staff("admin");
	const shop = await makeShop();
	const fresh = await admin.post(`/api/office/staff-shops/${shop.shop_id}/posters`, { note: "レジ横" });
	const read = (poster: string) => nobody.post("/api/till/poster-reads", { poster });
	assert.notEqual(fresh.url, shop.poster);
	for (const poster of [shop.poster, fresh.url]) assert.equal((await read(poster)).shop_id, shop.shop_id);
	const path = `/api/office/posters/${shop.poster_id}/revocations`;
	await admin.post(path, { reason: "はがされた" });
	await admin.refused("already_revoked", "POST", path, { reason: "もう一度" });
	await nobody.refused("poster_revoked", "POST", "/api/till/poster-reads", { poster: shop.poster });
	assert.equal((await read(fresh.url)).shop_id, shop.shop_id);
	const { posters } = await admin.get(`/api/office/staff-shops/${shop.shop_id}`);
	assert.deepEqual(posters.map((row: any) => [row.version, row.note, row.revoked_at !== undefined]),
		[[3, "レジ横", false], [2, "入口", true], [1, undefined, false]]);
	assert.deepEqual(await pdfCodes(await admin.file(`/api/office/staff-shops/${shop.shop_id}/kit`)), [fresh.url]);
});

test("without a print that counts there is nothing to hang up", async () => {
	const admin = await staff("admin");
	const shop = await makeShop();
	const { posters } = await admin.get(`/api/office/staff-shops/${shop.shop_id}`);
	for (const { poster_id } of posters) await admin.post(`/api/office/posters/${poster_id}/revocations`, { reason: "x" });
	await shop.owner.refused("not_found", "GET", "/api/office/own-kit");
});
