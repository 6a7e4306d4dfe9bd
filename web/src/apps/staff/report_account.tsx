// Reports of the ledger at an instant: what became of closings, and of what was not used.
import type { In } from "../../core/api.ts";
import { query_of } from "../../core/api.ts";
import { useCall } from "../../core/data.ts";
import { date, number, yen } from "../../core/format.ts";
import { t } from "../../i18n/index.ts";
import { EmptyState, List, type RowOf } from "../../ui/index.ts";
import { BarChart, ColumnChart } from "./chart.tsx";
import { RowLink, word } from "./parts.tsx";

const columns_most = 62;
const bars_most = 40;

/** The last millisecond of a day in Tokyo. */
export const end_of_day = (day: string) => new Date(Date.parse(`${day}T00:00:00+09:00`) + 86_400_000 - 1).toISOString();

export interface Asked { from_on?: string; to_on?: string; as_of_on?: string }

const at_of = ({ as_of_on }: Asked) => as_of_on === undefined ? undefined : end_of_day(as_of_on);

function AsOf({ asked }: { asked: Asked }) {
	return asked.as_of_on === undefined ? null
		: <p><strong>{t("funds.report_end_of", { on: date(asked.as_of_on) })}</strong></p>;
}

type ClosingRow = RowOf<"GET /api/settlement/reports/closings">;

export function Closings({ asked, caption }: { asked: Asked; caption: string }) {
	const route = "GET /api/settlement/reports/closings";
	const rows = useCall(route, { ...asked, limit: columns_most }).value?.rows.toReversed() ?? [];
	const period = (row: ClosingRow) => t("payout.period", { from: date(row.from_on), to: date(row.to_on) });
	const figure = (row: ClosingRow, value: number, chart: string, kind?: string) => value === 0 ? yen(0)
		: <a href={`/staff/funds/rows?${query_of({ closing_id: row.closing_id, chart, kind, at: at_of(asked),
			name: period(row) })}`}>{yen(value)}</a>;
	const bars = (of: (row: ClosingRow) => number) => rows.map((row) => ({ label: date(row.to_on), value: of(row) }));
	return <>
		<p class="no-print">{t("funds.report_closings_lead")}</p>
		<AsOf asked={asked} />
		<ColumnChart title={t("column.closed_yen")} format={yen} bars={bars((row) => row.closed_yen)} />
		<ColumnChart title={t("column.open_yen")} format={yen} bars={bars((row) => row.open_yen)} />
		<List route={route} caption={caption} order="newest" fixed={asked as In<typeof route>} row_key={(row) => row.closing_id}
			empty={<EmptyState title={t("funds.closings_none")}><p>{t("funds.closings_none_text")}</p></EmptyState>}
			columns={[
				{ key: "period", label: t("funds.report_period"), down: "newest", up: "oldest", cell: (row) =>
					<RowLink to={`/staff/closings/${row.closing_id}`}>{period(row)}</RowLink> },
				{ key: "pay_on", label: t("column.pay_on"), cell: (row) => date(row.pay_on) },
				{ key: "shops", label: t("column.shops"), number: true, extra: true, cell: (row) => number(row.shops) },
				{ key: "payments", label: t("funds.report_payments"), number: true, cell: (row) => number(row.payments) },
				{ key: "closed", label: t("column.closed_yen"), number: true,
					cell: (row) => figure(row, row.closed_yen, "due", "closing") },
				{ key: "held", label: t("column.held_yen"), number: true, cell: (row) => figure(row, row.held_yen, "held") },
				{ key: "refused", label: t("column.refused_yen"), number: true,
					cell: (row) => figure(row, row.refused_yen, "refused") },
				{ key: "paid_out", label: t("column.paid_out_yen"), number: true,
					cell: (row) => figure(row, row.paid_out_yen, "paid_out") },
				{ key: "returned", label: t("column.returned_yen"), number: true,
					cell: (row) => figure(row, row.returned_yen, "paid_out", "payout_return") },
				{ key: "open", label: t("column.open_yen"), number: true, main: true,
					cell: (row) => figure(row, row.open_yen, "due") },
			]} />
	</>;
}

/** "12-1": round 12, the paid part. */
const round_of = (row: UnusedRow) => Number(row.line_code.split("-")[0]);
type UnusedRow = RowOf<"GET /api/settlement/reports/unused">;

export function Unused({ asked, caption }: { asked: Asked; caption: string }) {
	const route = "GET /api/settlement/reports/unused";
	const rows = useCall(route, { ...asked, limit: bars_most }).value?.rows ?? [];
	const name = (row: UnusedRow) => `${row.round_name} ${word("part", row.part)}`;
	const figure = (row: UnusedRow, value: number, chart: string) => value === 0 ? yen(0)
		: <a href={`/staff/funds/rows?${query_of({ round_id: round_of(row), chart, part: row.part === "paid" ? 1 : 2,
			at: at_of(asked), name: row.round_name })}`}>{yen(value)}</a>;
	const funds = `/staff/funds${asked.as_of_on === undefined ? "" : `?on=${asked.as_of_on}`}`;
	/* Made of several figures of the funds, each of which leads to its rows. */
	const figures = (value: number) => value === 0 ? yen(0) : <a href={funds}>{yen(value)}</a>;
	return <>
		<p class="no-print">{t("funds.report_unused_lead")}</p>
		<AsOf asked={asked} />
		{rows.length > 0 && <BarChart title={t("funds.unused_chart")} format={yen}
			bars={rows.map((row) => ({ label: name(row), value: row.purse_yen + row.unused_yen }))} />}
		<List route={route} caption={caption} order="round" fixed={asked as In<typeof route>} row_key={(row) => row.line_code}
			empty={<EmptyState title={t("funds.unused_none")}><p>{t("funds.unused_none_text")}</p></EmptyState>}
			columns={[
				{ key: "round", label: t("funds.round"), up: "round", cell: (row) => <RowLink to={funds}>{name(row)}</RowLink> },
				{ key: "issued", label: t("column.issued_yen"), number: true, cell: (row) => figures(row.issued_yen) },
				{ key: "used", label: t("column.used_yen"), number: true, cell: (row) => figures(row.used_yen) },
				{ key: "purse", label: t("column.purse_yen"), number: true, cell: (row) => figure(row, row.purse_yen, "purse") },
				{ key: "unused", label: t("column.unused_yen"), number: true, main: true, down: "unused",
					cell: (row) => figures(row.unused_yen) },
				{ key: "handed_back", label: t("column.handed_back_yen"), number: true,
					cell: (row) => figure(row, row.handed_back_yen, "handed_back") },
				{ key: "remaining", label: t("column.remaining_yen"), number: true,
					cell: (row) => figure(row, row.remaining_yen, "expired") },
				{ key: "dates", label: t("funds.dates"), cell: (row) => <ul class="report-dates">
					<li>{t("funds.date_expires", { on: date(row.expires_on) })}</li>
					<li>{t("funds.date_hand_back", { on: row.hand_back_on ? date(row.hand_back_on) : t("funds.not_set") })}</li>
					<li>{t("funds.date_half_year", { on: date(row.half_year_on) })}</li>
				</ul> },
			]} />
	</>;
}
