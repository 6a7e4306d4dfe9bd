import { address_of, type Out } from "../../../core/api.ts";
import { useCall } from "../../../core/data.ts";
import { date, is_day, today, yen } from "../../../core/format.ts";
import { useForm } from "../../../core/form.ts";
import { go, type PageProps } from "../../../core/router.tsx";
import { t } from "../../../i18n/index.ts";
import { DateField, DateTime, DescriptionList, ErrorNotice, Form, LinkButton, Loading, Notice,
	Table } from "../../../ui/index.ts";
import { ActState, useAct } from "../act.tsx";
import { guarded } from "../desk.tsx";
import { MoneyPage } from "../funds.tsx";
import { Fold, long_day, Only, PaperLink, Tag } from "../parts.tsx";

type Payout = Out<"GET /api/settlement/payouts/{payout_id}">["payout"];

export default guarded("settlement.view", function PayoutPage({ params }: PageProps) {
	const payout_id = Number(params.payout_id);
	const data = useCall("GET /api/settlement/payouts/{payout_id}", { payout_id });
	const { value } = data;
	return <MoneyPage title={t("payout.staff_one", { payout_id })}>
		{data.error && <ErrorNotice error={data.error} retry={data.reload} />}
		{!value && data.loading && <Loading />}
		{value && <>
			<DescriptionList rows={[
				{ label: t("payout.shop"), value: <a href={`/staff/shops/${value.payout.shop_id}`}>
					{value.payout.shop_no} {value.payout.shop_name}</a> },
				{ label: t("payout.amount"), value: <strong>{yen(value.payout.yen)}</strong> },
				{ label: t("payout.state"), value: <Tag kind="payout_state" code={value.payout.state} bad={value.payout.state === "returned"} /> },
				{ label: t("payout.pay_on"), value: long_day(value.payout.pay_on) },
				{ label: t("payout.of"), value: t("payout.period", { from: date(value.payout.from_on), to: date(value.payout.to_on) }) },
				value.payout.last_digits !== undefined && { label: t("payout.where"), value: t("payout.account_is",
					{ bank: value.payout.bank_name ?? "", digits: value.payout.last_digits }) },
				value.payout.bank_file_id > 0 && { label: t("payout.file"), value:
					<a href={`/staff/bank-files/${value.payout.bank_file_id}`}>{value.payout.bank_file_id}</a> },
				value.payout.sent_at !== undefined && { label: t("payout.sent_at"), value: <DateTime at={value.payout.sent_at} /> },
				value.payout.again_of > 0 && { label: t("payout.again_of"), value:
					<a href={`/staff/payouts/${value.payout.again_of}`}>{value.payout.again_of}</a> },
				value.payout.again_id > 0 && { label: t("payout.again_id"), value:
					<a href={`/staff/payouts/${value.payout.again_id}`}>{value.payout.again_id}</a> },
			]} />
			<div class="row">
				<PaperLink href={address_of("GET /api/settlement/payouts/{payout_id}/paper", { payout_id })}>{t("payout.paper")}</PaperLink>
				<LinkButton kind="text" href={`/staff/shop-accounts?q=${value.payout.shop_no}`}>{t("payout.accounts")}</LinkButton>
			</div>
			{value.payout.state === "returned" && value.payout.again_id === 0 && <Again payout={value.payout} />}
			<Table name="payout-parts" caption={t("payout.parts")} rows={value.parts} row_key={(row) => `${row.round_id}-${row.part}`} columns={[
				{ key: "round", label: t("payout.round"), cell: (row) => row.round_name ?? String(row.round_id) },
				{ key: "part", label: t("payout.part"), cell: (row) => t(row.part === 1 ? "payout.part_paid" : "payout.part_premium") },
				{ key: "yen", label: t("payout.amount"), number: true, cell: (row) => yen(row.yen) },
			]} />
			<p>{t(value.rows_yen === value.payout.yen ? "payout.behind_sum" : "payout.behind_other",
				{ count: value.rows, yen: yen(value.rows_yen) })}</p>
		</>}
	</MoneyPage>;
});

function Again({ payout }: { payout: Payout }) {
	const act = useAct(`payout-again-${payout.payout_id}`, "POST /api/settlement/payouts/{payout_id}/agains");
	const form = useForm({
		values: { pay_on: today() },
		check: ({ pay_on }) => is_day(pay_on) ? [] : [{ pointer: "/pay_on", code: "wrong_format" }],
		submit: async ({ pay_on }) => {
			const out = await act.run({ payout_id: payout.payout_id, pay_on });
			go(`/staff/payouts/${out.payout_id}`);
		},
	});
	return <Only right="settlement.pay">
		<Notice kind="warning" title={t("payout.came_back")}><p>{t("payout.again_text")}</p></Notice>
		<ActState act={act} />
		<Fold label={t("payout.again")}>{() => <Form form={form} submit={t("payout.again")}>
			<DateField {...form.field("pay_on")} label={t("payout.pay_on")} required />
		</Form>}</Fold>
	</Only>;
}
