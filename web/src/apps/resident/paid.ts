// The payment that was just made, from the page that made it to the page that shows it;
// and what is remembered on the device to ask before the same is paid twice.
import { type Out } from "../../core/api.ts";
import { clock_learn, clock_now_ms } from "../../core/clock.ts";
import { kept_drop, kept_get, kept_set } from "../../core/store.ts";

export interface Paid {
	payment_id: number;
	amount_yen: number;
	shop_name: string;
	digits: string;
	paid_at: string;
	balance_yen?: number;
	parts?: Out<"POST /api/till/payments">["parts"];
}

const last_key = "pay.last";
const draft_key = "pay.draft";
const moment_ms = 5 * 60_000;
const draft_ms = 15 * 60_000;
let fresh: Paid | undefined;

export function paid_remember(paid: Paid): void {
	fresh = paid;
	clock_learn(paid.paid_at);
	const { shop_name, amount_yen } = paid;
	kept_set(last_key, JSON.stringify({ shop_name, amount_yen, at: clock_now_ms() }));
	kept_drop(draft_key);
}

/** What was paid while this page was open. */
export function paid_fresh(payment_id: number): Paid | undefined {
	return fresh?.payment_id === payment_id ? fresh : undefined;
}

function read(key: string): Record<string, unknown> {
	try {
		return JSON.parse(kept_get(key) ?? "{}") as Record<string, unknown>;
	} catch {
		return {};
	}
}

/** The same amount to the same shop within the last minutes, from this device. */
export function paid_just_now(shop_name: string, amount_yen: number): boolean {
	const last = read(last_key);
	return last.shop_name === shop_name && last.amount_yen === amount_yen && is_recent(Number(last.at));
}

export function is_recent(at_ms: number): boolean {
	return Math.abs(clock_now_ms() - at_ms) < moment_ms;
}

/** The amount typed for a shop: it is still there after signing in. */
export function draft_get(shop: string): number {
	const draft = read(draft_key);
	const fits = draft.shop === shop && Date.now() - Number(draft.at) < draft_ms;
	return fits ? Number(draft.amount_yen) || 0 : 0;
}

export function draft_set(shop: string, amount_yen: number): void {
	kept_set(draft_key, JSON.stringify({ shop, amount_yen, at: Date.now() }));
}
