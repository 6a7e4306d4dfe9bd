import { useEffect, useState } from "preact/hooks";
import { call, Refusal } from "../../../core/api.ts";
import { error_text } from "../../../core/errors.ts";
import { useForm } from "../../../core/form.ts";
import { kept_get, kept_set } from "../../../core/store.ts";
import { tidy_code, tidy_digits } from "../../../core/tidy.ts";
import { t } from "../../../i18n/index.ts";
import { Checkbox, Form, Notice, Page, TextField } from "../../../ui/index.ts";
import { me_arrive, me_forget, shop_no_key } from "../me.ts";

export default function SignIn() {
	const [totp_text, set_totp_text] = useState<string | null>(null);	// the password was right, digits are needed
	const needs_totp = totp_text !== null;
	const [is_shown, set_is_shown] = useState(false);
	const form = useForm({
		values: { shop_no: kept_get(shop_no_key) ?? "", login: "", password: "", totp: "" },
		tidy: { shop_no: tidy_digits, login: (text) => tidy_code(text).toLowerCase(), totp: tidy_digits },
		check: (values) => (["shop_no", "login", "password", ...needs_totp ? ["totp" as const] : []] as const)
			.filter((name) => values[name] === "").map((name) => ({ pointer: `/${name}`, code: "missing" })),
		submit: async ({ shop_no, login, password, totp }) => {
			try {
				const answer = await call("POST /api/people/shop-sessions",
					{ shop_no, login, password, ...needs_totp ? { totp } : {} }, { stay: true });
				kept_set(shop_no_key, shop_no);
				me_forget();
				await me_arrive(answer.must_change_password);
			} catch (error) {
				if (!(error instanceof Refusal) || error.code !== "totp_needed" || needs_totp)
					throw error;
				set_totp_text(error_text(error));
			}
		},
	});
	const totp_id = form.field("totp").id;
	useEffect(() => {
		if (needs_totp)
			document.getElementById(totp_id)?.focus();
	}, [needs_totp]);
	// Nothing was interrupted where nobody ever signed in.
	const [was_here] = useState(() => kept_get(shop_no_key) !== null && new URLSearchParams(location.search).has("back"));
	return <Page title={t("shop.sign_in")} lead={<p>{t("shop.sign_in_lead")}</p>}>
		{was_here && <Notice title={t("shop.sign_in_again")} />}
		<Form form={form} submit={t("shop.sign_in")}>
			<TextField {...form.field("shop_no")} label={t("shop.shop_no")} support={t("shop.shop_no_support")}
				inputmode="numeric" autocomplete="organization" required short />
			<TextField {...form.field("login")} label={t("shop.login")} support={t("shop.login_support")}
				autocomplete="username" required />
			<div class="stack stack--close">
				<TextField {...form.field("password")} label={t("shop.password")} type={is_shown ? "text" : "password"}
					autocomplete="current-password" required />
				<Checkbox id="show-password" name="show" label={t("shop.password_show")} value={is_shown}
					on_value={set_is_shown} />
			</div>
			{needs_totp && <Notice live title={totp_text} />}
			{needs_totp && <TextField {...form.field("totp")} label={t("shop.totp")} support={t("shop.totp_support")}
				inputmode="numeric" autocomplete="one-time-code" required short />}
		</Form>
		<p class="quiet">{t("shop.sign_in_help")}</p>
	</Page>;
}
