// What the pages of funds and settlement share: the alarm when the books differ.
import { useCall } from "../../core/data.ts";
import { t } from "../../i18n/index.ts";
import { LinkButton, Notice, Page, Tabs, type PageProps } from "../../ui/index.ts";
import { useHas } from "./desk.tsx";

export function FundTabs() {
	const packs = useHas("settlement.pack");
	return <Tabs label={t("funds.nav")} items={[
		{ href: "/staff/funds", label: t("funds.title") },
		{ href: "/staff/reports", label: t("funds.reports") },
		...packs ? [{ href: "/staff/audit-packs", label: t("packs.title") }] : [],
		{ href: "/staff/drift", label: t("funds.drift") },
	]} />;
}

/** Says that closings and payouts are stopped; nothing when the books agree. */
export function DriftBanner() {
	const sees = useHas("settlement.view");
	const data = useCall("GET /api/settlement/drifts", sees ? {} : null);
	const count = data.value?.rows.length ?? 0;
	if (count === 0)
		return null;
	return <Notice kind="error" title={t("funds.drift_open", { count })}>
		<p><LinkButton small href="/staff/drift">{t("funds.drift_see")}</LinkButton></p>
	</Notice>;
}

/** A page about money: the alarm stands above all else. */
export function MoneyPage({ children, ...head }: PageProps) {
	return <Page {...head}><DriftBanner />{children}</Page>;
}
