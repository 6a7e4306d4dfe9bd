import { t } from "../../../i18n/index.ts";
import { Tabs } from "../../../ui/index.ts";
import { DriftBanner } from "../funds.tsx";

/** Pages of the settlement side by side, and what stops them. */
export function SettlementTabs() {
	return <><Tabs label={t("closing.nav")} items={[
		{ href: "/staff/closings", label: t("closing.title"), under: ["/staff/closings/"] },
		{ href: "/staff/payout-cycles", label: t("closing.tab_cycles") },
		{ href: "/staff/checks", label: t("checks.list"), under: ["/staff/checks/"] },
		{ href: "/staff/check-rules", label: t("checks.rules") },
		{ href: "/staff/holds", label: t("closing.tab_holds"), under: ["/staff/holds/"] },
		{ href: "/staff/payouts", label: t("payout.staff_title"), under: ["/staff/payouts/"] },
		{ href: "/staff/bank-files", label: t("bank_file.title"), under: ["/staff/bank-files/"] },
		{ href: "/staff/statements", label: t("statement.nav"), under: ["/staff/bank-lines", "/staff/bank-lines/"] },
		{ href: "/staff/shop-accounts", label: t("payout.accounts"), under: ["/staff/shop-accounts/"] },
		{ href: "/staff/bank-sender", label: t("sender.title") },
	]} /><DriftBanner /></>;
}
