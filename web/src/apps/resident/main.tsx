import { call } from "../../core/api.ts";
import { offline_start, online_start } from "../../core/offline.ts";
import { t } from "../../i18n/index.ts";
import { OfflineBanner } from "../../ui/offline/Offline.tsx";
import { start } from "../start.tsx";
import { rows } from "./routes.ts";

online_start();
void start({
	audience: "resident",
	idle_s: 3600,
	rows,
	nav: () => [{ href: "/", label: t("ui.home") }],
	above: () => <OfflineBanner />,
	stay: () => call("GET /api/people/me", {}),
}).then(offline_start);
