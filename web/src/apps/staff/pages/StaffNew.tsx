import { useCall } from "../../../core/data.ts";
import { useForm } from "../../../core/form.ts";
import { tidy_code, tidy_text } from "../../../core/tidy.ts";
import { t } from "../../../i18n/index.ts";
import { CheckboxGroup, ErrorNotice, Form, LinkButton, Loading, Notice, Page, TextField, type Choice } from "../../../ui/index.ts";
import { ActState, useAct } from "../act.tsx";
import { guarded } from "../desk.tsx";
import { FirstAccess } from "../first_access.tsx";
import { Arrive, word } from "../parts.tsx";

export default guarded("people.staff", function StaffNew() {
	const roles = useCall("GET /api/people/staff-roles", {});
	const act = useAct("staff-new", "POST /api/people/staff-accounts");
	const { state } = act;
	return <Page title={t("staff.account_new")}>
		{state.step === "done" ? <Arrive label={t("staff.account_made", { name: state.input.name })}>
			<FirstAccess login={state.input.login} out={state.out} />
			<Notice title={t("staff.waits_title")}><p>{t("staff.waits_after")}</p></Notice>
			<p><LinkButton href="/staff/accounts">{t("staff.to_accounts")}</LinkButton></p>
		</Arrive> : <>
			<ActState act={act} />
			{roles.error && <ErrorNotice error={roles.error} retry={roles.reload} />}
			{!roles.value && roles.loading && <Loading />}
			{roles.value && <NewForm act={act} choices={role_choices(roles.value.roles)} />}
		</>}
	</Page>;
});

export function role_choices(roles: readonly { role_id: number; name: string; rights: readonly string[] }[]): Choice[] {
	return roles.map((row) => ({ value: String(row.role_id),
		label: row.name, note: row.rights.map((right) => word("right", right)).join("、") }));
}

function NewForm({ act, choices }: {
	act: ReturnType<typeof useAct<"POST /api/people/staff-accounts">>; choices: readonly Choice[];
}) {
	const form = useForm({
		values: { name: "", login: "", role_ids: [] as readonly string[] },
		tidy: { name: tidy_text, login: (text) => tidy_code(text).toLowerCase() },
		check(values) {
			const problems = [];
			if (values.name === "")
				problems.push({ pointer: "/name", code: "missing" });
			if (!/^[a-z0-9][a-z0-9._-]{2,39}$/.test(values.login))
				problems.push({ pointer: "/login", code: values.login === "" ? "missing" : "login_form" });
			if (values.role_ids.length === 0)
				problems.push({ pointer: "/role_ids", code: "missing" });
			return problems;
		},
		submit: async (values) => void await act.run({ name: values.name, login: values.login,
			role_ids: values.role_ids.map((id) => ({ id: Number(id) })) }),
	});
	return <Form form={form} submit={t("staff.account_make")} beside={
		<LinkButton href="/staff/accounts">{t("ui.back")}</LinkButton>}>
		<TextField {...form.field("name")} label={t("staff.name")} max={60} required />
		<TextField {...form.field("login")} label={t("staff.login")} support={t("staff.login_support")} max={40} required />
		<CheckboxGroup {...form.field("role_ids")} label={t("staff.role")} choices={choices} required />
	</Form>;
}
