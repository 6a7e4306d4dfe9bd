// Has every program do some of its usual work, so that its size is that of a used one.
import { nobody } from "../lib/client.ts";
import { makeShop, makePerson } from "../lib/world.ts";
import { makeResident, staff } from "../lib/people.ts";

for (let i = 0; i < 8; i++) {
	await nobody.get("/api/office/shops");
	await makePerson();
	await (await staff("counter")).get("/api/sales/counter-sales");
	await (await makeResident()).get("/api/till/purse");
}
// Office and sales draw papers: theirs is the size after drawing one.
const shop = await makeShop();
await (await staff("admin")).file(`/api/office/staff-shops/${shop.shop_id}/kit`);
const counter = await staff("counter");
const [sale] = (await counter.get("/api/sales/counter-sales")).rows;
await counter.file(`/api/sales/counter-sales/${sale.sale_id}/receipt`);
