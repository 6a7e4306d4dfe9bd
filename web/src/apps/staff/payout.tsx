// What the pages of payouts share.
import { t } from "../../i18n/index.ts";
import { Tabs } from "../../ui/index.ts";

export function PayoutTabs() {
	return <Tabs label={t("payout.nav")} items={[
		{ href: "/staff/payouts", label: t("payout.staff_title") },
		{ href: "/staff/bank-files", label: t("bank_file.title") },
		{ href: "/staff/shop-accounts", label: t("payout.accounts") },
		{ href: "/staff/bank-sender", label: t("sender.title") },
	]} />;
}
