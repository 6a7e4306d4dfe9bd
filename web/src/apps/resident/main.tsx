import { call } from "../../core/api.ts";
import { t } from "../../i18n/index.ts";
import { start } from "../start.tsx";
import { rows } from "./routes.ts";

void start({
	audience: "resident",
	idle_s: 3600,
	rows,
	nav: () => [{ href: "/", label: t("ui.home") }],
	stay: () => call("GET /api/people/me", {}),
});
