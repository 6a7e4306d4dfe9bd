import { call } from "../../core/api.ts";
import { offline_start, online_start } from "../../core/offline.ts";
import { t } from "../../i18n/index.ts";
import { OfflineBanner } from "../../ui/offline/Offline.tsx";
import { start } from "../start.tsx";
import { rows } from "./routes.ts";
import { texts } from "./texts.ts";
import { who_load } from "./who.ts";

online_start();
void who_load();
void start({
	audience: "resident",
	texts,
	idle_s: 30 * 86_400,
	rows,
	nav: () => [
		{ href: "/", label: t("ui.home") },
		{ href: "/pay", label: t("resident.pay") },
		{ href: "/purse", label: t("resident.purse") },
		{ href: "/shops", label: t("resident.shops") },
	],
	foot: () => <>
		<a href="/help">{t("resident.help")}</a>
		<a href="/settings">{t("resident.settings")}</a>
		<a href="/proof">{t("books_proof.title")}</a>
	</>,
	above: () => <OfflineBanner />,
	stay: () => call("GET /api/people/resident-me", {}),
}).then(offline_start);
