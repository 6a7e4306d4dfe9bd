import { useCall } from "../../../core/data.ts";
import { date, yen } from "../../../core/format.ts";
import type { PageProps } from "../../../core/router.tsx";
import { t } from "../../../i18n/index.ts";
import { EmptyState, LinkButton, List } from "../../../ui/index.ts";
import { guarded } from "../desk.tsx";
import { MoneyPage } from "../funds.tsx";
import { Tag, choices, RowLink } from "../parts.tsx";
import { SettlementTabs } from "./tabs.tsx";

const states = ["due", "in_file", "sent", "paid", "returned"] as const;

export default guarded("settlement.view", function Payouts({ query }: PageProps) {
	const closing_id = Number(query.get("closing_id") ?? 0);
	const bank_file_id = Number(query.get("bank_file_id") ?? 0);
	const fixed = closing_id > 0 ? { closing_id } : bank_file_id > 0 ? { bank_file_id } : {};
	const closing = useCall("GET /api/settlement/closings/{closing_id}", closing_id > 0 ? { closing_id } : null).value;
	return <MoneyPage wide title={t("payout.staff_title")} lead={<p>{t("payout.staff_lead")}</p>}>
		<SettlementTabs />
		{(closing || bank_file_id > 0) && <p>{closing
			? t("payout.of_closing", { period: t("payout.period", { from: date(closing.from_on), to: date(closing.to_on) }) })
			: t("payout.of_file", { no: bank_file_id })}
			{" "}<LinkButton small kind="text" href="/staff/payouts">{t("payout.of_all")}</LinkButton></p>}
		<List route="GET /api/settlement/payouts" fixed={fixed} caption={t("payout.staff_title")} order="newest" row_key={(row) => row.payout_id}
			filters={[
				{ name: "q", label: t("payout.shop_search"), kind: "text" },
				{ name: "state", label: t("payout.state"), kind: "select", choices: choices("payout_state", states) },
			]}
			empty={<EmptyState title={t("payout.none")}><p>{t("payout.staff_none_text")}</p></EmptyState>}
			columns={[
				{ key: "shop", label: t("payout.shop"), cell: (row) =>
					<RowLink to={`/staff/payouts/${row.payout_id}`}>{row.shop_no} {row.shop_name}</RowLink> },
				{ key: "yen", label: t("payout.amount"), number: true, down: "yen", cell: (row) => yen(row.yen) },
				{ key: "state", label: t("payout.state"), cell: (row) =>
					<Tag kind="payout_state" code={row.state} bad={row.state === "returned"} /> },
				{ key: "pay_on", label: t("payout.pay_on"), up: "pay_on", cell: (row) => date(row.pay_on) },
				{ key: "of", label: t("payout.of"), down: "newest", cell: (row) =>
					t("payout.period", { from: date(row.from_on), to: date(row.to_on) }) },
				{ key: "file", label: t("payout.file"), number: true, cell: (row) => row.bank_file_id > 0
					? <a href={`/staff/bank-files/${row.bank_file_id}`}>{row.bank_file_id}</a> : "" },
				{ key: "no", label: t("payout.no"), number: true, extra: true, cell: (row) => row.payout_id },
			]} />
	</MoneyPage>;
});
