import { useState } from "preact/hooks";
import { call, Refusal, type Out } from "../../../core/api.ts";
import { useCall } from "../../../core/data.ts";
import { useForm } from "../../../core/form.ts";
import type { PageProps } from "../../../core/router.tsx";
import { useStore } from "../../../core/store.ts";
import { tidy_text } from "../../../core/tidy.ts";
import { t } from "../../../i18n/index.ts";
import { CheckboxGroup, ErrorNotice, Form, LinkButton, Loading, Notice, Page, RadioGroup, TextField, type RowOf }
	from "../../../ui/index.ts";
import { ActState, Ask, useAct } from "../act.tsx";
import { guarded, me } from "../desk.tsx";
import { FirstAccess } from "../first_access.tsx";
import { choices } from "../parts.tsx";
import { role_choices } from "./StaffNew.tsx";

type Row = RowOf<"GET /api/people/staff-accounts">;
type Roles = Out<"GET /api/people/roles">["roles"];

export default guarded("people.staff", function StaffEdit({ params }: PageProps) {
	const who = useStore(me);
	const [saved, set_saved] = useState(false);	// here: the form begins anew with what was saved
	const login = params.login ?? "";
	const data = useCall("GET /api/people/staff-accounts", { q: login, limit: 200 });
	const roles = useCall("GET /api/people/roles", {});
	const row = data.value?.rows.find((one) => one.login === login);
	const error = data.error ?? roles.error;
	return <Page title={row ? t("staff.account_title", { name: row.name }) : t("staff.account")}>
		{error && <ErrorNotice error={error} retry={() => {
			data.reload();
			roles.reload();
		}} />}
		{data.value && !row && <ErrorNotice error={new Refusal(404, "not_found")} />}
		{(!data.value || !roles.value) && !error && <Loading />}
		{row && row.account_id === who?.account_id &&
			<Notice title={t("staff.account_own")}><p>{t("staff.account_own_text")}</p></Notice>}
		{row && roles.value && row.account_id !== who?.account_id && <>
			{saved && <Notice kind="success" live title={t("ui.saved")} />}
			<EditForm key={row.state} row={row} roles={roles.value.roles} on_submit={() => set_saved(false)}
				on_done={() => {
					set_saved(true);
					data.reload();
				}} />
			<Reset row={row} />
		</>}
		<p><LinkButton kind="text" href="/staff/accounts">{t("staff.to_accounts")}</LinkButton></p>
	</Page>;
});

function EditForm({ row, roles, on_submit, on_done }: {
	row: Row; roles: Roles; on_submit: () => void; on_done: () => void;
}) {
	const held = row.roles.split(/[\s、,]+/);
	const form = useForm({
		values: { name: row.name, state: row.state as string, role_ids: roles
			.filter((role) => role.audience === "staff" && held.includes(role.name))
			.map((role) => String(role.role_id)) as readonly string[] },
		tidy: { name: tidy_text },
		check: (values) => values.name === "" ? [{ pointer: "/name", code: "missing" }] : [],
		async submit(values) {
			on_submit();
			await call("PUT /api/people/staff-accounts/{account_id}", { account_id: row.account_id,
				name: values.name, state: values.state as Row["state"],
				role_ids: values.role_ids.map((id) => ({ id: Number(id) })) });
			on_done();
		},
	});
	return <>
		<Form form={form} submit={t("ui.save")}>
			<TextField {...form.field("name")} label={t("staff.name")} max={60} required />
			<RadioGroup {...form.field("state")} label={t("staff.state")} support={t("staff.suspend_support")}
				choices={choices("account_state", ["active", "suspended"])} required />
			<CheckboxGroup {...form.field("role_ids")} label={t("staff.role")} choices={role_choices(roles)} />
		</Form>
	</>;
}

function Reset({ row }: { row: Row }) {
	const act = useAct(`staff-reset-${row.account_id}`, "POST /api/people/staff-accounts/{account_id}/resets");
	if (act.state.step === "done")
		return <FirstAccess login={row.login} out={act.state.out} />;
	return <section class="stack">
		<h2>{t("staff.reset")}</h2>
		<p>{t("staff.reset_text")}</p>
		<ActState act={act} />
		<div><Ask danger label={t("staff.reset")} act={t("staff.reset_act")}
			title={t("staff.reset_ask", { name: row.name })} on_act={() => act.run({ account_id: row.account_id })}>
			<p>{t("staff.reset_what")}</p></Ask></div>
	</section>;
}
