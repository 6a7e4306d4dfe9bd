import { address_of, type Out } from "../../../core/api.ts";
import { yen } from "../../../core/format.ts";
import { t } from "../../../i18n/index.ts";
import { Button, DateTime, DescriptionList, LinkButton, Notice } from "../../../ui/index.ts";
import { Arrive, PaperLink, long_day } from "../parts.tsx";
import type { KnownBuyer } from "./Buyer.tsx";
import { BigAmount } from "./BigAmount.tsx";

export function Done({ sale, earlier, buyer, on_next }: {
	sale: Out<"POST /api/sales/counter-sales">; earlier: boolean; buyer: KnownBuyer | null; on_next: () => void;
}) {
	return <Arrive label={t("sell.done_title", { sets: sale.sets })}>
		{earlier && <Notice kind="warning" title={t("once.earlier")}><p>{t("sell.earlier_text")}</p></Notice>}
		<BigAmount kind="change" label={t("sell.change_due")} yen={sale.change_yen} />
		<DescriptionList rows={[
			{ label: t("staff.receipt_no"), value: <strong class="number">{sale.receipt_no}</strong> },
			buyer ? { label: t("sell.step_buyer"), value: buyer.kana } : undefined,
			{ label: t("staff.sets"), value: t("staff.sets_of", { sets: sale.sets }) },
			{ label: t("staff.paid"), value: yen(sale.paid_yen) },
			{ label: t("sell.received"), value: yen(sale.paid_yen + sale.change_yen) },
			{ label: t("sell.worth"), value: yen(sale.face_yen) },
			{ label: t("staff.use_to"), value: long_day(sale.use_to_on) },
			{ label: t("staff.sold_at"), value: <DateTime at={sale.sold_at} /> },
		]} />
		{sale.claim_code && <p>{t("sell.claim")}</p>}
		<div class="row no-print">
			<PaperLink primary href={address_of("GET /api/sales/counter-sales/{sale_id}/receipt", { sale_id: sale.sale_id })}>
				{t("sell.receipt")}</PaperLink>
			<Button on_click={on_next}>{t("sell.next")}</Button>
			<LinkButton kind="text" href={`/staff/sales/${sale.sale_id}`}>{t("sell.look")}</LinkButton>
		</div>
	</Arrive>;
}
