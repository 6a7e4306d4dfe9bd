import { useState } from "preact/hooks";
import { call } from "../../../core/api.ts";
import { useForm } from "../../../core/form.ts";
import { t } from "../../../i18n/index.ts";
import { Checkbox, Form, TextField } from "../../../ui/index.ts";

const least = 12;

/** The old password, and the new one in plain sight when wanted: no second typing. */
export function PasswordForm({ on_done, first }: { on_done: () => Promise<void> | void; first?: boolean }) {
	const [is_shown, set_is_shown] = useState(false);
	const form = useForm({
		values: { old_password: "", new_password: "" },
		check: ({ old_password, new_password }) => [
			...old_password === "" ? [{ pointer: "/old_password", code: "missing" }] : [],
			...new_password === "" ? [{ pointer: "/new_password", code: "missing" }]
				: [...new_password].length < least
					? [{ pointer: "/new_password", code: "too_short", params: { min: least } }] : [],
		],
		submit: async (values) => {
			await call("PUT /api/people/shop-password", values);
			form.set("old_password", "");
			form.set("new_password", "");
			await on_done();
		},
	});
	const type = is_shown ? "text" : "password";
	return <Form form={form} submit={t("shop.password_set")}>
		<TextField {...form.field("old_password")} label={t(first ? "shop.password_first" : "shop.password_old")}
			type={type} autocomplete="current-password" required />
		<TextField {...form.field("new_password")} label={t("shop.password_new")}
			support={t("shop.password_support", { min: least })} type={type} autocomplete="new-password" required />
		<Checkbox id="show-passwords" name="show" label={t("shop.password_show")} value={is_shown}
			on_value={set_is_shown} />
	</Form>;
}
