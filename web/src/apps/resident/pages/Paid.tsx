import { useCall } from "../../../core/data.ts";
import { time, weekday_date } from "../../../core/format.ts";
import type { PageProps } from "../../../core/router.tsx";
import { text_of, t } from "../../../i18n/index.ts";
import { DescriptionList, ErrorNotice, LinkButton, Loading, Money, Notice, Page }
	from "../../../ui/index.ts";
import { is_recent, paid_fresh } from "../paid.ts";
import { PaidView } from "../parts/PaidView.tsx";

/** A payment: just made it moves, as proof for the shop; an older one is only a record. */
export default function Paid({ params }: PageProps) {
	const payment_id = Number(params.payment_id);
	const fresh = paid_fresh(payment_id);
	if (fresh)
		return <PaidView paid={fresh} />;
	return <Record payment_id={payment_id} />;
}

function Record({ payment_id }: { payment_id: number }) {
	const data = useCall("GET /api/till/payments/{payment_id}", { payment_id });
	const paid = data.value;
	if (data.error)
		return <Page title={t("resident.record_title")}><ErrorNotice error={data.error} retry={data.reload} /></Page>;
	if (!paid)
		return <Loading />;
	if (paid.state === "paid" && is_recent(Date.parse(paid.paid_at)))
		return <PaidView paid={paid} />;
	return <Page title={t("resident.record_title")}>
		{paid.state === "void" && <Notice kind="warning" title={t("resident.record_void")} />}
		<DescriptionList rows={[
			{ label: t("column.shop_name"), value: paid.shop_name },
			{ label: t("resident.amount"), value: <Money yen={paid.amount_yen} /> },
			{ label: t("column.paid_at"), value: `${weekday_date(paid.paid_at)} ${time(paid.paid_at)}` },
			{ label: t("column.means"), value: text_of(`means.${paid.means}`) ?? paid.means },
			{ label: t("column.digits"), value: <span class="number">{paid.digits}</span> },
			{ label: t("column.payment_id"), value: <span class="number">{paid.payment_id}</span> },
		]} />
		<p><LinkButton href="/purse/history">{t("resident.history")}</LinkButton></p>
	</Page>;
}
