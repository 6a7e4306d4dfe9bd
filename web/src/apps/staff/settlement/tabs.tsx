import { usePath } from "../../../core/router.tsx";
import { t } from "../../../i18n/index.ts";
import { Tabs } from "../../../ui/index.ts";

/** Seldom changed: behind one tab, side by side once it is open. */
const settings = () => [
	{ href: "/staff/payout-cycles", label: t("closing.tab_cycles") },
	{ href: "/staff/check-rules", label: t("checks.rules") },
	{ href: "/staff/bank-sender", label: t("sender.title") },
];

/** The pages of the daily work side by side. */
export function SettlementTabs() {
	const path = usePath();
	const [first, ...others] = settings().map((row) => row.href);
	return <>
		<Tabs label={t("closing.nav")} items={[
			{ href: "/staff/closings", label: t("closing.title"), under: ["/staff/closings/"] },
			{ href: "/staff/checks", label: t("checks.list"), under: ["/staff/checks/"] },
			{ href: "/staff/holds", label: t("closing.tab_holds"), under: ["/staff/holds/"] },
			{ href: "/staff/payouts", label: t("payout.staff_title"), under: ["/staff/payouts/"] },
			{ href: "/staff/bank-files", label: t("bank_file.title"), under: ["/staff/bank-files/"] },
			{ href: "/staff/statements", label: t("statement.nav"), under: ["/staff/bank-lines", "/staff/bank-lines/"] },
			{ href: "/staff/shop-accounts", label: t("payout.tab_accounts"), under: ["/staff/shop-accounts/"] },
			{ href: first!, label: t("closing.tab_settings"), under: others },
		]} />
		{(path === first || others.includes(path)) && <Tabs sub label={t("closing.tab_settings")} items={settings()} />}
	</>;
}
