import { call } from "../../core/api.ts";
import { t } from "../../i18n/index.ts";
import { start } from "../start.tsx";
import { rows } from "./routes.ts";

void start({
	audience: "shop",
	idle_s: 3600,
	rows,
	nav: () => [{ href: "/shop/", label: t("ui.home") }],
	stay: () => call("GET /api/people/me", {}),
});
