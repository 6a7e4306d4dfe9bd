import { call } from "../../core/api.ts";
import { start } from "../start.tsx";
import { AccountBox, me_load, useNav } from "./desk.tsx";
import { rows } from "./routes.ts";
import { texts } from "./texts.ts";

void start({
	audience: "staff",
	idle_s: 1800,
	rows,
	texts,
	nav: useNav,
	account: () => <AccountBox />,
	stay: () => call("GET /api/people/staff-me", {}),
}).then(() => {
	if (location.pathname !== "/staff/sign-in")
		void me_load();
});
