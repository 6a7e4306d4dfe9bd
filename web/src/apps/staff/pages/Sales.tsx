import { useCall } from "../../../core/data.ts";
import { number, yen } from "../../../core/format.ts";
import { t } from "../../../i18n/index.ts";
import { DateTime, EmptyState, LinkButton, List, Page } from "../../../ui/index.ts";
import { guarded, useHas } from "../desk.tsx";
import { MoneyTabs, Tag, choices, RowLink } from "../parts.tsx";

export default guarded("voucher.view", function Sales() {
	const sells = useHas("voucher.sell");
	const data = useCall("GET /api/sales/staff-campaigns", {});
	const rounds = (data.value?.campaigns ?? []).flatMap((campaign) => campaign.rounds
		.map((row) => ({ value: String(row.round_id), label: `${campaign.name} ${row.name}` })));
	const who = useCall("GET /api/sales/clerks", {});
	const clerks = (who.value?.clerks ?? []).map((row) => ({ value: String(row.account_id), label: row.name }));
	return <Page wide title={t("staff.sales")}
		tools={sells && <LinkButton small href="/staff/sell">{t("staff.nav_sell")}</LinkButton>}>
		<MoneyTabs />
		<List route="GET /api/sales/counter-sales" caption={t("staff.sales")} order="newest"
			row_key={(row) => row.sale_id}
			filters={[
				{ name: "receipt_no", label: t("staff.receipt_no"), kind: "text" },
				{ name: "sold_on", label: t("staff.sold_on"), kind: "date" },
				{ name: "round_id", label: t("staff.round"), kind: "select", choices: rounds },
				{ name: "clerk_account_id", label: t("staff.clerk"), kind: "select", choices: clerks },
				{ name: "state", label: t("staff.state"), kind: "select", choices: choices("sale_state", ["sold", "void"]) },
			]}
			empty={<EmptyState title={t("staff.sales_none")}><p>{t("staff.sales_none_text")}</p></EmptyState>}
			columns={[
				{ key: "receipt_no", label: t("staff.receipt_no"), cell: (row) =>
					<RowLink to={`/staff/sales/${row.sale_id}`}><span class="number">{row.receipt_no}</span></RowLink> },
				{ key: "sold_at", label: t("staff.sold_at"), down: "newest", cell: (row) => <DateTime at={row.sold_at} /> },
				{ key: "round", label: t("staff.round"), cell: (row) => row.round_name },
				{ key: "sets", label: t("staff.sets"), number: true, down: "sets", cell: (row) => number(row.sets) },
				{ key: "paid_yen", label: t("staff.paid"), number: true, cell: (row) => yen(row.paid_yen) },
				{ key: "spent_yen", label: t("staff.spent"), number: true, cell: (row) => yen(row.spent_yen) },
				{ key: "state", label: t("staff.state"),
					cell: (row) => <Tag kind="sale_state" code={row.state} bad={row.state === "void"} /> },
				{ key: "clerk", label: t("staff.clerk"), cell: (row) => row.clerk_name ?? "" },
				{ key: "person", label: t("staff.person_no"), number: true, extra: true, cell: (row) => row.person_id },
			]} />
	</Page>;
});
