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
await makeShop();
