import { call } from "../../core/api.ts";
import { t } from "../../i18n/index.ts";
import { start } from "../start.tsx";
import { rows } from "./routes.ts";

void start({
	audience: "staff",
	idle_s: 1800,
	rows,
	nav: () => [{ href: "/staff/", label: t("ui.home") }],
	stay: () => call("GET /api/people/me", {}),
});
