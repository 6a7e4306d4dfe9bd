import { t } from "../../../i18n/index.ts";
import { LinkButton, Notice } from "../../../ui/index.ts";

/** Whoever is at the shop should know of it, above all when it was not the shop. */
export function ProposalNotice() {
	return <Notice kind="warning" title={t("payout.proposed")}>
		<p>{t("payout.proposed_text")}</p>
		<p><LinkButton small href="/shop/bank-account">{t("payout.proposed_see")}</LinkButton></p>
	</Notice>;
}
