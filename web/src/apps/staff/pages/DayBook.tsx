import { useCall } from "../../../core/data.ts";
import { is_day, number, today, yen } from "../../../core/format.ts";
import { useForm } from "../../../core/form.ts";
import { go, type PageProps } from "../../../core/router.tsx";
import { t } from "../../../i18n/index.ts";
import { DateField, EmptyState, ErrorNotice, Form, Loading, LinkButton, Page, PrintButton, Table }
	from "../../../ui/index.ts";
import { guarded } from "../desk.tsx";
import { Figures } from "../figures.tsx";
import { MoneyTabs, RowLink, long_day } from "../parts.tsx";

export default guarded("voucher.view", function DayBook({ query }: PageProps) {
	const asked = query.get("on") ?? "";
	const on = is_day(asked) ? asked : today();
	const data = useCall("GET /api/sales/day-book", { on });
	const book = data.value;
	const rows = `/staff/sales?sold_on=${on}`;
	const form = useForm({
		values: { on },
		check: (values) => is_day(values.on) ? [] : [{ pointer: "/on", code: "wrong_date" }],
		submit: (values) => go(`/staff/day-book?on=${values.on}`),
	});
	return <Page wide title={t("staff.day_book")} lead={<p><strong>{long_day(on)}</strong></p>}
		tools={<PrintButton />}>
		<MoneyTabs />
		<div class="no-print"><Form form={form} submit={t("staff.show")}>
			<DateField {...form.field("on")} label={t("staff.day")} bare />
		</Form></div>
		{data.error && <ErrorNotice error={data.error} retry={data.reload} />}
		{!book && data.loading && <Loading />}
		{book && <>
			<Figures rows={[
				{ label: t("staff.sales_count"), value: number(book.sales), href: `${rows}&state=sold` },
				{ label: t("staff.sets"), value: number(book.sets), href: `${rows}&state=sold&order=sets` },
				{ label: t("staff.cash_in"), value: yen(book.cash_in_yen), href: rows },
				{ label: t("staff.voids_count"), value: number(book.voids), href: `${rows}&state=void` },
				{ label: t("staff.cash_out"), value: yen(book.cash_out_yen), href: `${rows}&state=void` },
				{ label: t("staff.cash_now"), value: yen(book.cash_yen), href: `${rows}&state=sold` },
				{ label: t("staff.premium"), value: yen(book.premium_yen), href: `${rows}&state=sold` },
			]} />
			<Table name="day-book" caption={t("staff.by_clerk")} rows={book.clerks} row_key={(row) => row.clerk_account_id}
				empty={<EmptyState title={t("staff.day_empty")}><p>{t("staff.day_empty_text")}</p></EmptyState>}
				columns={[
					{ key: "clerk", label: t("staff.clerk"), cell: (row) =>
						<RowLink to={`${rows}&clerk_account_id=${row.clerk_account_id}`}>{row.clerk_name}</RowLink> },
					{ key: "sales", label: t("staff.sales_count"), number: true, cell: (row) => number(row.sales) },
					{ key: "sets", label: t("staff.sets"), number: true, cell: (row) => number(row.sets) },
					{ key: "cash", label: t("staff.cash_now"), number: true, cell: (row) => yen(row.cash_yen) },
				]} />
			<p><LinkButton small href={rows}>{t("staff.day_sales")}</LinkButton></p>
		</>}
	</Page>;
});
