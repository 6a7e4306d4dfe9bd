import type { In } from "../../../core/api.ts";
import { useCall } from "../../../core/data.ts";
import { date, is_day, number, yen } from "../../../core/format.ts";
import { useForm } from "../../../core/form.ts";
import { go, type PageProps } from "../../../core/router.tsx";
import { query_of } from "../../../core/api.ts";
import { t } from "../../../i18n/index.ts";
import { DateField, EmptyState, Form, List, Page, PrintButton, Tabs, type Column } from "../../../ui/index.ts";
import { BarChart, ColumnChart } from "../chart.tsx";
import { guarded } from "../desk.tsx";
import { FundTabs } from "../funds.tsx";
import { RowLink, word } from "../parts.tsx";

const bars_most = 20;
const columns_most = 62;
const codes = ["weeks", "sale-days", "use-days", "use-shops", "use-areas", "use-industries"] as const;
type Code = typeof codes[number];
interface Period { from_on?: string; to_on?: string }

const title_of = (code: Code) => word("report", code.replace("-", "_"));

export default guarded("settlement.view", function Reports({ query }: PageProps) {
	const asked = query.get("report");
	const code = codes.find((one) => one === asked) ?? "weeks";
	const [from_on, to_on] = [query.get("from_on") ?? "", query.get("to_on") ?? ""];
	const form = useForm({
		values: { from_on, to_on },
		check: (values) => (["from_on", "to_on"] as const).filter((name) => values[name] !== "" && !is_day(values[name]))
			.map((name) => ({ pointer: `/${name}`, code: "wrong_date" })),
		submit: (values) => go(`/staff/reports?${query_of({ report: code, ...values })}`),
	});
	const period: Period = { ...(is_day(from_on) && { from_on }), ...(is_day(to_on) && { to_on }) };
	return <Page wide title={t("funds.reports")} tools={<PrintButton />} lead={<p>{t("funds.reports_lead")}</p>}>
		<FundTabs />
		<Tabs label={t("funds.reports")} items={codes.map((one) =>
			({ href: `/staff/reports?${query_of({ report: one, from_on, to_on })}`, label: title_of(one) }))} />
		<div class="no-print"><Form form={form} submit={t("staff.show")}>
			<DateField {...form.field("from_on")} label={t("funds.report_from")} />
			<DateField {...form.field("to_on")} label={t("funds.report_to")} />
		</Form></div>
		<h2>{title_of(code)}</h2>
		<Report key={code} code={code} period={period} />
	</Page>;
});

function Report({ code, period }: { code: Code; period: Period }) {
	switch (code) {
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
