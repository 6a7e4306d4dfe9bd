import { useCall } from "../../../core/data.ts";
import { date, weekday_date, yen } from "../../../core/format.ts";
import { t, text_of } from "../../../i18n/index.ts";
import { DescriptionList, EmptyState, ErrorNotice, LinkButton, List, Loading, Money, Notice } from "../../../ui/index.ts";
import { Behind } from "../parts/Behind.tsx";
import { ProposalNotice, to_come } from "../parts/outlook.tsx";

export const payout_state = (code: string) => text_of(`payout_state.${code}`) ?? code;

export default function Payouts() {
	return <Behind title={t("payout.shop_title")} right="shop.bank" wide lead={<p>{t("payout.shop_lead")}</p>}>
		{() => <Inside />}</Behind>;
}

function Inside() {
	const data = useCall("GET /api/settlement/shop-outlook", {});
	const { value } = data;
	return <>
		{data.error && <ErrorNotice error={data.error} retry={data.reload} />}
		{!value && data.loading && <Loading />}
		{value && <>
			{value.is_held && <Notice kind="warning" title={t("payout.shop_held")}><p>{t("payout.shop_held_text")}</p></Notice>}
			{!value.account && <Notice kind="warning" title={t("payout.no_account")}><p>{t("payout.no_account_text")}</p></Notice>}
			{value.proposal && <ProposalNotice />}
			<section class="stack" aria-labelledby="come">
				<h2 id="come">{t("payout.to_come")}</h2>
				<p class="quiet">{t("payout.to_come_text")}</p>
				<Money yen={to_come(value)} big />
				<DescriptionList rows={[
					{ label: t("payout.open"), value: yen(value.open_yen) },
					{ label: t("payout.due"), value: yen(value.due_yen) },
					{ label: t("payout.in_file"), value: yen(value.in_file_yen) },
					{ label: t("payout.sent"), value: yen(value.sent_yen) },
					...value.held_yen > 0 ? [{ label: t("payout.held"), value: yen(value.held_yen) }] : [],
					...value.returned_yen > 0 ? [{ label: t("payout.returned"), value: yen(value.returned_yen) }] : [],
				]} />
			</section>
			<section class="stack" aria-labelledby="calendar">
				<h2 id="calendar">{t("payout.calendar")}</h2>
				<ul class="lines">{value.periods.map((row) => <li key={row.from_on} class="line">
					<span><strong>{t("payout.pays_on", { day: weekday_date(row.pay_on) })}</strong><br />
						<span class="quiet">{t("payout.period", { from: date(row.from_on), to: date(row.to_on) })}</span></span>
				</li>)}</ul>
			</section>
			<section class="stack" aria-labelledby="where">
				<h2 id="where">{t("payout.where")}</h2>
				<p>{value.account ? t("payout.account_is", { bank: value.account.bank_name ?? value.account.bank_code,
					digits: value.account.last_digits }) : t("payout.no_account")}</p>
				<p><LinkButton href="/shop/bank-account">{t("payout.account_change")}</LinkButton></p>
			</section>
		</>}
		<h2>{t("payout.history")}</h2>
		<List route="GET /api/settlement/shop-payouts" caption={t("payout.history")} order="newest" row_key={(row) => row.payout_id}
			filters={[{ name: "state", label: t("payout.state"), kind: "select",
				choices: ["due", "in_file", "sent", "paid", "returned"].map((code) => ({ value: code, label: payout_state(code) })) }]}
			empty={<EmptyState title={t("payout.none")}><p>{t("payout.none_text")}</p></EmptyState>}
			columns={[
				{ key: "pay_on", label: t("payout.pay_on"), cell: (row) => <a href={`/shop/payouts/${row.payout_id}`}>{date(row.pay_on)}</a> },
				{ key: "yen", label: t("payout.amount"), number: true, down: "yen", cell: (row) => yen(row.yen) },
				{ key: "state", label: t("payout.state"), cell: (row) => payout_state(row.state) },
				{ key: "period", label: t("payout.of"), down: "newest", cell: (row) => t("payout.period", { from: date(row.from_on), to: date(row.to_on) }) },
			]} />
	</>;
}
