import { yen } from "../../../core/format.ts";
import { t } from "../../../i18n/index.ts";
import { LinkButton, Money, MovingProof, Page } from "../../../ui/index.ts";
import type { Paid } from "../paid.ts";

/** "Paid", to be shown to the shop: moves, has a clock, and two digits the shop sees too. */
export function PaidView({ paid }: { paid: Paid }) {
	const parts = paid.parts ?? [];
	return <Page title={t("resident.paid_title")} lead={<p>{t("resident.paid_show")}</p>}>
		<MovingProof amount_yen={paid.amount_yen} digits={paid.digits} paid_at={paid.paid_at}
			shop={paid.shop_name} />
		<div class="stack stack--close">
			{paid.balance_yen !== undefined &&
				<p>{t("resident.paid_left")} <strong><Money yen={paid.balance_yen} /></strong></p>}
			{parts.length > 1 && <ul>
				{parts.map((part) => <li key={part.round_name}>{t("resident.paid_part",
					{ round: part.round_name, amount: yen(part.amount_yen) })}</li>)}
			</ul>}
		</div>
		<div class="stack stack--close">
			<LinkButton kind="primary" wide href="/">{t("resident.paid_end")}</LinkButton>
			<LinkButton wide href="/purse/history">{t("resident.history")}</LinkButton>
		</div>
	</Page>;
}
