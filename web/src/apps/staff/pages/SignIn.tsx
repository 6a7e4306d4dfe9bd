import { call } from "../../../core/api.ts";
import { useForm } from "../../../core/form.ts";
import { go } from "../../../core/router.tsx";
import { session_back } from "../../../core/session.ts";
import { tidy_code } from "../../../core/tidy.ts";
import { t } from "../../../i18n/index.ts";
import { CodeInput, Form, Page, TextField } from "../../../ui/index.ts";
import { me_load } from "../desk.tsx";

export default function SignIn() {
	const form = useForm({
		values: { login: "", password: "", totp: "" },
		tidy: { login: (text) => tidy_code(text).toLowerCase() },
		check: (values) => (["login", "password", "totp"] as const)
			.filter((name) => values[name] === "")
			.map((name) => ({ pointer: `/${name}`, code: "missing" })),
		async submit(values) {
			const answer = await call("POST /api/people/staff-sessions", values, { stay: true });
			await me_load();
			go(answer.must_change_password ? "/staff/password?first=1" : session_back("/staff/"),
				{ replace: true });
		},
	});
	return <Page title={t("staff.sign_in")} lead={<p>{t("staff.sign_in_lead")}</p>}>
		<Form form={form} submit={t("staff.sign_in")}>
			<TextField {...form.field("login")} label={t("staff.login")} autocomplete="username" required />
			<TextField {...form.field("password")} label={t("staff.password")} type="password"
				autocomplete="current-password" required />
			<CodeInput {...form.field("totp")} label={t("staff.totp")} support={t("staff.totp_support")}
				digits={6} required />
		</Form>
	</Page>;
}
