// S8: so many payments of a thousand shops become one period's closing:
//     node closing.ts PAYMENTS
// The payments are filled in set by set, with their entries, under a round nobody else has;
// what is measured is the two jobs of the closing, as jobd wrote down when they began and
// ended.  Prints one line of JSON.
import { setTimeout as sleep } from "node:timers/promises";
import { sql, sqlNumber } from "../lib/database.ts";
import { staff } from "../lib/people.ts";

const payments = Number(process.argv[2]);
const shops = 1000;
const round_id = 999999;
const closings = "/api/settlement/closings";
const a_batch = 50000;

async function fillShops(): Promise<number> {
	const there = await sqlNumber("SELECT COALESCE(MIN(shop_id), 0) FROM shop WHERE name = '測定'");
	if (there > 0) return there;
	await sql(`INSERT INTO shop (name, kana, industry, size, area, address, state, listed_on, made_at)
		SELECT '測定', 'ソクテイ', 'retail', 'small', '中央', '測定', 'listed', '2026-01-01', UTC_TIMESTAMP(3)
		FROM seq_1_to_${shops}`);
	return sqlNumber("SELECT MIN(shop_id) FROM shop WHERE name = '測定'");
}

/** Half of a payment of n yen or the yen above it was paid by the buyer. */
async function fill(first_shop: number, on: string): Promise<void> {
	const at = `'${on} 03:00:00.000'`;
	const [purse_id, lot_id] = (await sql("SELECT purse_id, lot_id FROM purse_lot LIMIT 1"))[0] ?? [];
	for (let done = 0; done < payments; done += a_batch) {
		const [payment, posting] = [await sqlNumber("SELECT COALESCE(MAX(payment_id), 0) FROM payment"),
			await sqlNumber("SELECT COALESCE(MAX(posting_id), 0) FROM posting")];
		const parts = [[1, "p.amount_yen DIV 2"], [2, "p.amount_yen - p.amount_yen DIV 2"]];
		const sides = parts.flatMap(([part, yen]) => [[3, "p.purse_id", part, yen], [4, "p.shop_id", part, `-(${yen})`]]);
		await sql(`START TRANSACTION; INSERT INTO payment (purse_id, shop_id, amount_yen, means, digits, paid_at, paid_on)
			SELECT ${purse_id}, ${first_shop} + seq % ${shops}, 100 + seq % 900, 'poster', '00', ${at}, '${on}'
			FROM seq_1_to_${Math.min(a_batch, payments - done)};
			INSERT INTO payment_use (payment_id, lot_id, round_id, paid_yen, premium_yen)
			SELECT p.payment_id, ${lot_id}, ${round_id}, ${parts[0]?.[1]}, ${parts[1]?.[1]} FROM payment p WHERE p.payment_id > ${payment};
			INSERT INTO posting (kind, ref_id, account_id, posted_at)
			SELECT 'payment', p.payment_id, 0, ${at} FROM payment p WHERE p.payment_id > ${payment};
			${sides.map(([chart, owner, part, yen]) =>
				`INSERT INTO entry (posting_id, round_id, chart, owner_id, part, yen, posted_at)
				SELECT g.posting_id, ${round_id}, ${chart}, ${owner}, ${part}, ${yen}, ${at} FROM posting g
				JOIN payment p ON p.payment_id = g.ref_id WHERE g.posting_id > ${posting} AND g.kind = 'payment';`).join("\n")}
			COMMIT;`);	// at once, as payments are: the proof of the books never rests
	}
}

async function until(closing_id: number, state: string): Promise<void> {
	while ((await sql(`SELECT state FROM closing WHERE closing_id = ${closing_id}`))[0]?.[0] !== state) await sleep(200);
}

const accounting = await staff("accounting");
const { from_on } = (await accounting.get("/api/settlement/payout-cycles")).periods[0];
await fill(await fillShops(), from_on);
const { closing_id } = await accounting.post(closings, { to_on: from_on });
await until(closing_id, "ready");
const yen = await sqlNumber(`SELECT yen FROM closing WHERE closing_id = ${closing_id}`);
await (await staff("accounting2")).post(`${closings}/${closing_id}/confirmations`, { yen });
await until(closing_id, "closed");
const job = async (name: string) => await sqlNumber(`SELECT TIMESTAMPDIFF(MICROSECOND, started_at, COALESCE(ended_at, UTC_TIMESTAMP(3)))
	FROM job_run WHERE name = '${name}' AND argument = ${closing_id} ORDER BY job_run_id DESC LIMIT 1`) / 1e6;
const [build_s, post_s] = [await job("closing.build"), await job("closing.post")];
const due = await sqlNumber(`SELECT SUM(p.yen) FROM payout p JOIN closing_shop s USING (closing_shop_id) WHERE s.closing_id = ${closing_id}`);
if (due !== yen) throw new Error(`payouts of ${due} yen, closed ${yen}`);
console.log(JSON.stringify({ payments, shops, build_s, post_s, seconds: build_s + post_s, yen }));
