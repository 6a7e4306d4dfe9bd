import { useState } from "preact/hooks";
import { call } from "../../../core/api.ts";
import { useForm } from "../../../core/form.ts";
import { type PageProps } from "../../../core/router.tsx";
import { t } from "../../../i18n/index.ts";
import { Form, LinkButton, Notice, Page, TextField } from "../../../ui/index.ts";
import { me_load } from "../desk.tsx";

export default function Password({ query }: PageProps) {
	const [done, set_done] = useState(false);
	const form = useForm({
		values: { old_password: "", new_password: "", again: "" },
		check(values) {
			if (values.new_password !== values.again)
				return [{ pointer: "/again", code: "not_same" }];
			return [...values.new_password].length < 12
				? [{ pointer: "/new_password", code: "too_short", params: { min: 12 } }] : [];
		},
		async submit({ old_password, new_password }) {
			await call("PUT /api/people/staff-password", { old_password, new_password });
			await me_load();
			set_done(true);
		},
	});
	if (done)
		return <Page title={t("staff.password_change")}>
			<Notice kind="success" live title={t("staff.password_changed")}>
				<p>{t("staff.password_changed_text")}</p></Notice>
			<p><LinkButton kind="primary" href="/staff/">{t("ui.to_home")}</LinkButton></p>
		</Page>;
	return <Page title={t("staff.password_change")} lead={<p>{t("staff.password_lead")}</p>}>
		{query.has("first") && <Notice title={t("staff.password_first")}>
			<p>{t("staff.password_first_text")}</p></Notice>}
		<Form form={form} submit={t("staff.password_change")}>
			<TextField {...form.field("old_password")} type="password" autocomplete="current-password"
				label={query.has("first") ? t("staff.first_password") : t("staff.password_old")} required />
			<TextField {...form.field("new_password")} type="password" autocomplete="new-password"
				label={t("staff.password_new")} support={t("staff.password_support")} required />
			<TextField {...form.field("again")} type="password" autocomplete="new-password"
				label={t("staff.password_again")} required />
		</Form>
	</Page>;
}
