import type { Out } from "../../../core/api.ts";
import { t } from "../../../i18n/index.ts";
import { LinkButton, Notice } from "../../../ui/index.ts";

/** Whoever is at the shop should know of it, above all when it was not the shop. */
export function ProposalNotice() {
	return <Notice kind="warning" title={t("payout.proposed")}>
		<p>{t("payout.proposed_text")}</p>
		<p><LinkButton small href="/shop/bank-account">{t("payout.proposed_see")}</LinkButton></p>
	</Notice>;
}

/** All that is on its way to the shop, wherever it stands. */
export const to_come = (row: Out<"GET /api/settlement/shop-outlook">) =>
	row.open_yen + row.due_yen + row.in_file_yen + row.sent_yen;
