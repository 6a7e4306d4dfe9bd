import { date_time, yen } from "../../../core/format.ts";
import { useStore } from "../../../core/store.ts";
import { text_of, t } from "../../../i18n/index.ts";
import { EmptyState, LinkButton, Loading, Page } from "../../../ui/index.ts";
import type { RowOf } from "../../../ui/list/List.tsx";
import { RowList } from "../parts/RowList.tsx";
import { SignInFirst } from "../parts/SignInFirst.tsx";
import { who } from "../who.ts";

const kinds = ["payment", "payment_void", "sale", "sale_void", "expiry"];

export default function History() {
	const { state } = useStore(who);
	if (state === "asking")
		return <Loading />;
	return <Page title={t("resident.history")}>
		{state === "out" ? <SignInFirst text={t("resident.purse_sign_in")} /> : <RowList
			route="GET /api/till/purse/history" label={t("resident.history")}
			row_key={(row) => `${row.entry_id}`} row={(row) => <Act row={row} />}
			filters={[{ name: "kind", label: t("column.kind"), kind: "select",
				choices: kinds.map((value) => ({ value, label: text_of(`history.${value}`) ?? value })) }]}
			empty={<EmptyState title={t("resident.history_empty")}>
				<p>{t("resident.history_empty_text")}</p>
				<p><LinkButton href="/purse">{t("resident.purse")}</LinkButton></p>
			</EmptyState>} />}
	</Page>;
}

function Act({ row }: { row: RowOf<"GET /api/till/purse/history"> }) {
	const kind = text_of(`history.${row.kind}`) ?? row.kind;
	const sign = row.amount_yen > 0 ? "+" : row.amount_yen < 0 ? "−" : "";
	return <div class="act">
		<span class="act__what">{row.payment_id
			? <a href={`/paid/${row.payment_id}`}>{row.shop_name ?? kind}</a> : row.shop_name ?? kind}</span>
		<span class="act__amount number">
			{sign}{yen(Math.abs(row.amount_yen))}</span>
		<span class="quiet number">{date_time(row.happened_at)}</span>
		<span class="quiet act__kind">{row.shop_name ? kind : ""}</span>
	</div>;
}
