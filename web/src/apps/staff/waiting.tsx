// What waits in the settlement, for the accounts that can do something about it.
import type { Out } from "../../core/api.ts";
import { date_time } from "../../core/format.ts";
import { t } from "../../i18n/index.ts";
import { LinkButton } from "../../ui/index.ts";
import { word } from "./parts.tsx";

export type WaitingKind = Out<"GET /api/settlement/waiting">["kinds"][number];

/** Who is shown it, and the list that shows the same rows. */
const kinds: Record<WaitingKind["kind"], { right: string; list: string }> = {
	closing: { right: "settlement.close", list: "/staff/closings?state=ready" },
	shop_account: { right: "settlement.account", list: "/staff/shop-accounts?state=proposed" },
	hold: { right: "settlement.hold", list: "/staff/holds?is_asked=true" },
	bank_file_built: { right: "settlement.pay", list: "/staff/bank-files?state=built" },
	bank_file_approved: { right: "settlement.pay", list: "/staff/bank-files?state=approved" },
	bank_line: { right: "settlement.pay", list: "/staff/bank-lines?state=open" },
	finding: { right: "settlement.hold", list: "/staff/checks?state=open" },
	fund_movement: { right: "settlement.fund", list: "/staff/funds?state=asked" },
	drift: { right: "settlement.view", list: "/staff/drift" },
};

export const waiting_for = (rights: readonly string[], rows: readonly WaitingKind[]) =>
	rows.filter((row) => rights.includes(kinds[row.kind].right));

export function WaitingCard({ row }: { row: WaitingKind }) {
	return <li class="card">
		<p><strong>{t("waiting.row", { what: word("waiting", row.kind), count: row.count })}</strong></p>
		<p>{word("waiting_text", row.kind)}</p>
		{row.own > 0 && <p>{row.own === row.count ? t("waiting.all_own") : t("waiting.own", { own: row.own })}</p>}
		<p class="quiet">{t("waiting.since", { at: date_time(row.since) })}</p>
		<p><LinkButton small href={kinds[row.kind].list}>{t("waiting.see")}
			<span class="hidden-text">: {word("waiting", row.kind)}</span></LinkButton></p>
	</li>;
}
