import { yen } from "../../core/format.ts";
import "./money.css";

/** An amount.  big: the one figure a screen is about. */
export function Money({ yen: amount_yen, big }: { yen: number; big?: boolean }) {
	return <span class={big ? "money money--big" : "money"}>{yen(amount_yen)}</span>;
}
