import type { In } from "../../../core/api.ts";
import { date_time, yen } from "../../../core/format.ts";
import type { PageProps } from "../../../core/router.tsx";
import { t } from "../../../i18n/index.ts";
import { DateTime, EmptyState, LinkButton, List } from "../../../ui/index.ts";
import { guarded } from "../desk.tsx";
import { MoneyPage } from "../funds.tsx";
import { RowLink, choices, word } from "../parts.tsx";

type Input = In<"GET /api/settlement/entries">;
const kinds = ["sale", "sale_void", "payment", "payment_void", "expiry", "closing", "hold", "hold_release",
	"hold_refuse", "payout", "payout_return", "fund", "return_undo", "return_anew"] as const;

/** By number, as the ledger has them. */
const charts = ["cash", "premium", "purse", "payable", "expired", "due", "bank_in", "held", "refused", "paid_out",
	"handed_back", "fee"] as const;

/** The act itself, where there is a page for it. */
const page_of: Record<string, string> = { sale: "/staff/sales/", sale_void: "/staff/sales/", hold: "/staff/holds/",
	hold_release: "/staff/holds/", hold_refuse: "/staff/holds/", payout: "/staff/payouts/", payout_return: "/staff/payouts/" };

/** The rows of the ledger whose sum a figure is: of a part of a round, or of a closing. */
export default guarded("settlement.view", function FundRows({ query }: PageProps) {
	const at = query.get("at") ?? new Date().toISOString();
	const part = query.get("part") === "2" ? 2 : 1;
	const chart = charts.find((one) => one === query.get("chart")) ?? "cash";
	const closing_id = Number(query.get("closing_id") ?? 0);
	const round_id = Number(query.get("round_id") ?? 0);
	const fixed: Input = { chart: charts.indexOf(chart) + 1, at, ...(closing_id > 0 ? { closing_id } : { round_id, part }) };
	const name = query.get("name") ?? String(closing_id || round_id);
	const said = { chart: word("chart", chart), at: date_time(at) };
	const back = closing_id > 0 ? "/staff/reports?report=closings" : "/staff/funds";
	return <MoneyPage wide title={t("funds.rows")} lead={<p>{closing_id > 0 ? t("funds.rows_closing_lead", { ...said, period: name })
		: t("funds.rows_lead", { ...said, round: name, part: word("part", part === 1 ? "paid" : "premium") })}</p>}>
		{closing_id > 0 && <p class="no-print">
			<LinkButton small href={`/staff/payouts?closing_id=${closing_id}`}>{t("funds.rows_payouts")}</LinkButton></p>}
		<List route="GET /api/settlement/entries" caption={t("funds.rows")} order="newest" fixed={fixed}
			row_key={(row) => row.entry_id}
			filters={[{ name: "kind", label: t("funds.kind"), kind: "select", choices: choices("posting_kind", kinds) }]}
			empty={<EmptyState title={t("table.empty")}><p>{t("table.empty_text")}</p></EmptyState>}
			columns={[
				{ key: "posted_at", label: t("column.posted_at"), down: "newest", cell: (row) => <DateTime at={row.posted_at} /> },
				{ key: "kind", label: t("funds.kind"), cell: (row) => {
					const page = row.kind === "closing" && closing_id > 0 ? `/staff/closings/${closing_id}/shops/` : page_of[row.kind];
					const kind = word("posting_kind", row.kind);
					return page ? <RowLink to={`${page}${row.ref_id}`}>{kind}</RowLink> : kind;
				} },
				{ key: "ref", label: t("column.ref_id"), number: true, cell: (row) => row.ref_id },
				{ key: "yen", label: t("funds.yen"), number: true, down: "amount", cell: (row) => yen(row.yen) },
				{ key: "owner", label: t("column.owner_id"), number: true, cell: (row) => row.owner_id || "" },
				{ key: "account", label: t("column.account_name"), cell: (row) => row.account_name ??
					(row.account_id === 0 ? t("staff.job_schedule") : row.account_id) },
				{ key: "entry", label: t("column.entry_id"), number: true, extra: true, cell: (row) => row.entry_id },
				{ key: "posting", label: t("column.posting_id"), number: true, extra: true, cell: (row) => row.posting_id },
			]} />
		<p><LinkButton kind="text" href={back}>{t("ui.back")}</LinkButton></p>
	</MoneyPage>;
});
