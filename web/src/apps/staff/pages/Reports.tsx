import type { In } from "../../../core/api.ts";
import { useCall } from "../../../core/data.ts";
import { date, is_day, number, yen } from "../../../core/format.ts";
import { useForm } from "../../../core/form.ts";
import { go, type PageProps } from "../../../core/router.tsx";
import { query_of } from "../../../core/api.ts";
import { t } from "../../../i18n/index.ts";
import { DateField, EmptyState, Form, List, PrintButton, Tabs, type Column } from "../../../ui/index.ts";
import { BarChart, ColumnChart } from "../chart.tsx";
import { guarded } from "../desk.tsx";
import { FundTabs, MoneyPage } from "../funds.tsx";
import { RowLink, word } from "../parts.tsx";
import { Closings, Unused, type Asked } from "../report_account.tsx";

const bars_most = 20;
const columns_most = 62;
const codes = ["weeks", "sale-days", "use-days", "use-shops", "use-areas", "use-industries", "closings", "unused"] as const;
type Code = typeof codes[number];
type Period = Pick<Asked, "from_on" | "to_on">;

const title_of = (code: Code) => word("report", code.replace("-", "_"));

export default guarded("settlement.view", function Reports({ query }: PageProps) {
	const wanted = query.get("report");
	const code = codes.find((one) => one === wanted) ?? "weeks";
	const day_of = (name: string) => query.get(name) ?? "";
	const [from_on, to_on, as_of_on] = [day_of("from_on"), day_of("to_on"), day_of("as_of_on")];
	const asked: Asked = { ...(is_day(from_on) && { from_on }), ...(is_day(to_on) && { to_on }),
		...(is_day(as_of_on) && { as_of_on }) };
	return <MoneyPage wide title={t("funds.reports")} tools={<PrintButton />} lead={<p>{t("funds.reports_lead")}</p>}>
		<FundTabs />
		<Tabs label={t("funds.reports")} items={codes.map((one) =>
			({ href: `/staff/reports?${query_of({ report: one, ...asked })}`, label: title_of(one),
				is_open: one === code }))} />
		<Days key={code} code={code} asked={{ from_on, to_on, as_of_on }} />
		<h2>{title_of(code)}</h2>
		<Report key={code} code={code} asked={asked} />
	</MoneyPage>;
});

/** Which days each report asks for. */
const days_of = (code: Code) => code === "unused" ? ["as_of_on"] as const
	: code === "closings" ? ["from_on", "to_on", "as_of_on"] as const : ["from_on", "to_on"] as const;

function Days({ code, asked }: { code: Code; asked: Required<Asked> }) {
	const days = days_of(code);
	const form = useForm({
		values: asked,
		check: (values) => days.filter((name) => values[name] !== "" && !is_day(values[name]))
			.map((name) => ({ pointer: `/${name}`, code: "wrong_date" })),
		submit: (values) => go(`/staff/reports?${query_of({ report: code, ...values })}`),
	});
	const labels = {
		from_on: t(code === "closings" ? "funds.report_ends_from" : "funds.report_from"),
		to_on: t(code === "closings" ? "funds.report_ends_to" : "funds.report_to"),
		as_of_on: t("funds.day"),
	};
	return <div class="no-print"><Form form={form} submit={t("staff.show")}>
		<div class="report-days">
			{days.map((name) => <DateField key={name} {...form.field(name)} label={labels[name]} bare support="" />)}
		</div>
	</Form></div>;
}

function Report({ code, asked }: { code: Code; asked: Asked }) {
	const { as_of_on: _, ...period } = asked;
	switch (code) {
	case "closings": return <Closings asked={asked} caption={title_of(code)} />;
	case "unused": return <Unused asked={asked.as_of_on === undefined ? {} : { as_of_on: asked.as_of_on }}
		caption={title_of(code)} />;
	case "weeks": return <Weeks period={period} />;
	case "sale-days": return <SaleDays period={period} />;
	case "use-days": return <UseDays period={period} />;
	case "use-shops": return <UseShops period={period} />;
	case "use-areas": return <UseAreas period={period} />;
	case "use-industries": return <UseIndustries period={period} />;
	}
}

const none = () => <EmptyState title={t("funds.report_none")}><p>{t("funds.report_none_text")}</p></EmptyState>;

interface Used { payments: number; used_paid_yen: number; used_premium_yen: number; used_yen: number }
const used_columns = <Row extends Used>(sorted: boolean): Column<Row>[] => [
	{ key: "payments", label: t("column.payments"), number: true, cell: (row) => number(row.payments) },
	{ key: "paid", label: t("column.used_paid_yen"), number: true, cell: (row) => yen(row.used_paid_yen) },
	{ key: "premium", label: t("column.used_premium_yen"), number: true, cell: (row) => yen(row.used_premium_yen) },
	{ key: "used", label: t("column.used_yen"), number: true, down: sorted ? "most" : undefined,
		up: sorted ? "least" : undefined, cell: (row) => yen(row.used_yen) },
];

function Weeks({ period }: { period: Period }) {
	const route = "GET /api/settlement/reports/weeks";
	const rows = useCall(route, { ...period, limit: columns_most }).value?.rows.toReversed() ?? [];
	return <>
		<ColumnChart title={t("column.sold_yen")} format={yen} bars={rows.map((row) => ({ label: date(row.week_on), value: row.sold_yen }))} />
		<ColumnChart title={t("column.used_yen")} format={yen} bars={rows.map((row) => ({ label: date(row.week_on), value: row.used_yen }))} />
		<List route={route} caption={title_of("weeks")} order="newest" fixed={period as In<typeof route>}
			row_key={(row) => row.week_on} empty={none()} columns={[
				{ key: "week", label: t("column.week_on"), down: "newest", up: "oldest", cell: (row) => date(row.week_on) },
				{ key: "shops", label: t("column.listed_shops"), number: true, cell: (row) => number(row.listed_shops) },
				{ key: "sales", label: t("column.sales"), number: true, cell: (row) => number(row.sales) },
				{ key: "sets", label: t("column.sets"), number: true, cell: (row) => number(row.sets) },
				{ key: "sold", label: t("column.sold_yen"), number: true, cell: (row) => yen(row.sold_yen) },
				{ key: "premium", label: t("column.premium_yen"), number: true, cell: (row) => yen(row.premium_yen) },
				{ key: "payments", label: t("column.payments"), number: true, cell: (row) => number(row.payments) },
				{ key: "used", label: t("column.used_yen"), number: true, cell: (row) => yen(row.used_yen) },
			]} />
	</>;
}

function SaleDays({ period }: { period: Period }) {
	const route = "GET /api/settlement/reports/sale-days";
	const rows = useCall(route, { ...period, limit: columns_most }).value?.rows.toReversed() ?? [];
	return <>
		<ColumnChart title={t("column.sold_yen")} format={yen} bars={rows.map((row) => ({ label: date(row.sold_on), value: row.sold_yen }))} />
		<List route={route} caption={title_of("sale-days")} order="newest" fixed={period as In<typeof route>}
			row_key={(row) => row.sold_on} empty={none()} columns={[
				{ key: "day", label: t("column.sold_on"), down: "newest", up: "oldest", cell: (row) =>
					<RowLink to={`/staff/sales?sold_on=${row.sold_on}&state=sold`}>{date(row.sold_on)}</RowLink> },
				{ key: "sales", label: t("column.sales"), number: true, cell: (row) => number(row.sales) },
				{ key: "sets", label: t("column.sets"), number: true, cell: (row) => number(row.sets) },
				{ key: "sold", label: t("column.sold_yen"), number: true, cell: (row) => yen(row.sold_yen) },
				{ key: "premium", label: t("column.premium_yen"), number: true, cell: (row) => yen(row.premium_yen) },
			]} />
	</>;
}

function UseDays({ period }: { period: Period }) {
	const route = "GET /api/settlement/reports/use-days";
	const rows = useCall(route, { ...period, limit: columns_most }).value?.rows.toReversed() ?? [];
	return <>
		<ColumnChart title={t("column.used_yen")} format={yen} bars={rows.map((row) => ({ label: date(row.used_on), value: row.used_yen }))} />
		<List route={route} caption={title_of("use-days")} order="newest" fixed={period as In<typeof route>}
			row_key={(row) => row.used_on} empty={none()} columns={[
				{ key: "day", label: t("column.used_on"), down: "newest", up: "oldest", cell: (row) => <RowLink
					to={`/staff/reports?report=use-shops&from_on=${row.used_on}&to_on=${row.used_on}`}>{date(row.used_on)}</RowLink> },
				{ key: "shops", label: t("column.shops"), number: true, cell: (row) => number(row.shops) },
				...used_columns<typeof rows[number]>(false),
			]} />
	</>;
}

function UseShops({ period }: { period: Period }) {
	const route = "GET /api/settlement/reports/use-shops";
	const rows = useCall(route, { ...period, limit: bars_most }).value?.rows ?? [];
	return <>
		<BarChart title={t("funds.report_most", { count: bars_most })} format={yen}
			bars={rows.map((row) => ({ label: row.shop_name, value: row.used_yen }))} />
		<List route={route} caption={title_of("use-shops")} order="most" fixed={period as In<typeof route>}
			row_key={(row) => row.shop_id} empty={none()} columns={[
				{ key: "shop", label: t("staff.shop_name"), cell: (row) =>
					<RowLink to={`/staff/shops/${row.shop_id}`}>{row.shop_name}</RowLink> },
				{ key: "industry", label: t("staff.industry"), cell: (row) => word("industry", row.industry) },
				{ key: "area", label: t("staff.area"), cell: (row) => row.area },
				...used_columns<typeof rows[number]>(true),
			]} />
	</>;
}

function UseAreas({ period }: { period: Period }) {
	const route = "GET /api/settlement/reports/use-areas";
	const rows = useCall(route, { ...period, limit: bars_most }).value?.rows ?? [];
	return <>
		<BarChart title={t("column.used_yen")} format={yen} bars={rows.map((row) => ({ label: row.area, value: row.used_yen }))} />
		<List route={route} caption={title_of("use-areas")} order="most" fixed={period as In<typeof route>}
			row_key={(row) => row.area} empty={none()} columns={[
				{ key: "area", label: t("staff.area"), cell: (row) => row.area },
				{ key: "shops", label: t("column.shops"), number: true, cell: (row) => number(row.shops) },
				...used_columns<typeof rows[number]>(true),
			]} />
	</>;
}

function UseIndustries({ period }: { period: Period }) {
	const route = "GET /api/settlement/reports/use-industries";
	const rows = useCall(route, { ...period, limit: bars_most }).value?.rows ?? [];
	return <>
		<BarChart title={t("column.used_yen")} format={yen}
			bars={rows.map((row) => ({ label: word("industry", row.industry), value: row.used_yen }))} />
		<List route={route} caption={title_of("use-industries")} order="most" fixed={period as In<typeof route>}
			row_key={(row) => row.industry} empty={none()} columns={[
				{ key: "industry", label: t("staff.industry"), cell: (row) => word("industry", row.industry) },
				{ key: "shops", label: t("column.shops"), number: true, cell: (row) => number(row.shops) },
				...used_columns<typeof rows[number]>(true),
			]} />
	</>;
}
