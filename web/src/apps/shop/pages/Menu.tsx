import { t } from "../../../i18n/index.ts";
import { may } from "../me.ts";
import { Behind } from "../parts/Behind.tsx";

export default function Menu() {
	return <Behind title={t("shop.nav_menu")}>{(account) => {
		const is_manager = may(account, "shop.manage");
		const is_paid = may(account, "shop.bank");
		const rows = [
			is_paid && { href: "/shop/payouts", title: t("payout.shop_title"), text: t("payout.menu") },
			is_paid && { href: "/shop/bank-account", title: t("payout.account_title"), text: t("payout.account_menu") },
			is_manager && { href: "/shop/exclusions", title: t("shop.exclusions"), text: t("shop.exclusions_menu") },
			{ href: "/shop/kit", title: t("shop.kit"), text: t("shop.kit_menu") },
			is_manager && { href: "/shop/clerks", title: t("shop.clerks"), text: t("shop.clerks_menu") },
			is_manager && { href: "/shop/devices", title: t("shop.devices"), text: t("shop.devices_menu") },
			{ href: "/shop/account", title: t("shop.account"), text: t("shop.account_menu") },
			{ href: "/shop/help", title: t("shop.help"), text: t("shop.help_menu") },
		];
		return <ul class="menu">{rows.map((row) => row && <li key={row.href}>
			<a class="menu__link" href={row.href}>
				<span class="menu__title">{row.title}</span>
				<span class="quiet">{row.text}</span>
			</a>
		</li>)}</ul>;
	}}</Behind>;
}
