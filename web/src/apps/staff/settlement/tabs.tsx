import { t } from "../../../i18n/index.ts";
import { Tabs } from "../../../ui/index.ts";

/** Pages of the settlement side by side. */
export function SettlementTabs() {
	return <Tabs label={t("closing.nav")} items={[
		{ href: "/staff/closings", label: t("closing.title"), under: ["/staff/closings/"] },
		{ href: "/staff/payout-cycles", label: t("closing.tab_cycles") },
		{ href: "/staff/checks", label: t("checks.list"), under: ["/staff/checks/"] },
		{ href: "/staff/check-rules", label: t("checks.rules") },
		{ href: "/staff/holds", label: t("closing.tab_holds"), under: ["/staff/holds/"] },
	]} />;
}
