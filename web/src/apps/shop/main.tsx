import { call } from "../../core/api.ts";
import { online_start } from "../../core/offline.ts";
import { t } from "../../i18n/index.ts";
import { start } from "../start.tsx";
import { may, me } from "./me.ts";
import { Account } from "./parts/Account.tsx";
import { rows } from "./routes.ts";
import { texts } from "./texts.ts";
import "./shop.css";

function nav() {
	const account = me.get();
	if (account === null || account.must_change_password)
		return [];
	return [
		{ href: "/shop/", label: t("shop.nav_today") },
		...may(account, "shop.take") ? [{ href: "/shop/take", label: t("shop.nav_take") }] : [],
		{ href: "/shop/takings", label: t("shop.nav_takings") },
		{ href: "/shop/menu", label: t("shop.nav_menu") },
	];
}

online_start();
void start({
	audience: "shop",
	idle_s: 12 * 3600,
	rows,
	texts,
	nav,
	account: () => <Account />,
	stay: () => call("GET /api/people/shop-me", {}),
});
