import { useState } from "preact/hooks";
import { call, type Out } from "../../../core/api.ts";
import { useCall } from "../../../core/data.ts";
import { useForm } from "../../../core/form.ts";
import type { PageProps } from "../../../core/router.tsx";
import { useStore } from "../../../core/store.ts";
import { tidy_text } from "../../../core/tidy.ts";
import { t } from "../../../i18n/index.ts";
import { CheckboxGroup, DateTime, ErrorNotice, Form, LinkButton, Loading, Notice, Page, RadioGroup, TextField }
	from "../../../ui/index.ts";
import { ActState, Ask, useAct } from "../act.tsx";
import { guarded, me } from "../desk.tsx";
import { FirstAccess } from "../first_access.tsx";
import { choices, Fold } from "../parts.tsx";
import { role_choices } from "./StaffNew.tsx";

type Case = Out<"GET /api/people/staff-accounts/{account_id}">;
type Roles = Out<"GET /api/people/staff-roles">["roles"];

export default guarded("people.staff", function StaffEdit({ params }: PageProps) {
	const who = useStore(me);
	const [saved, set_saved] = useState(false);	// here: the form begins anew with what was saved
	const data = useCall("GET /api/people/staff-accounts/{account_id}", { account_id: Number(params.account_id) });
	const roles = useCall("GET /api/people/staff-roles", {});
	const found = data.value;
	const error = data.error ?? roles.error;
	const edit = found && roles.value && <EditForm key={`${found.account.state} ${held_ids(found).join(" ")}`}
		found={found} roles={roles.value.roles} on_submit={() => set_saved(false)}
		on_done={() => {
			set_saved(true);
			data.reload();
		}} />;
	return <Page title={found ? t("staff.account_title", { name: found.account.name }) : t("staff.account")}>
		{error && <ErrorNotice error={error} retry={() => {
			data.reload();
			roles.reload();
		}} />}
		{(!found || !roles.value) && !error && <Loading />}
		{found && found.account.account_id === who?.account_id &&
			<Notice title={t("staff.account_own")}><p>{t("staff.account_own_text")}</p></Notice>}
		{found && roles.value && found.account.account_id !== who?.account_id && <>
			{saved && <Notice kind="success" live title={t("ui.saved")} />}
			<Confirmation key={`${found.account.account_id}`} found={found} on_done={() => {
				set_saved(false);
				data.reload();
			}} />
			{found.roles.some((role) => role.may_confirm)
				? <Fold label={t("staff.account_change")}>{() => edit}</Fold> : edit}
			<Reset found={found} on_done={data.reload} />
		</>}
		<p><LinkButton kind="text" href="/staff/accounts">{t("staff.to_accounts")}</LinkButton></p>
	</Page>;
});

const held_ids = (found: Case) => found.roles.map((role) => String(role.role_id));

/** Roles that count only after a second person said so; the button is there for that person alone. */
function Confirmation({ found, on_done }: { found: Case; on_done: () => void }) {
	const { account, roles } = found;
	const act = useAct(`staff-confirm-${account.account_id}`,
		"POST /api/people/staff-accounts/{account_id}/confirmations");
	const waiting = roles.filter((role) => !role.is_confirmed);
	const mine = waiting.filter((role) => role.may_confirm);
	async function confirm() {
		await act.run({ account_id: account.account_id, role_ids: mine.map((role) => ({ id: role.role_id })) })
			.finally(on_done);
	}
	if (waiting.length === 0)
		return act.state.step === "done" ? <Notice kind="success" live title={t("staff.confirmed")}>
			<p>{t("staff.confirmed_text", { name: account.name })}</p></Notice> : <ActState act={act} />;
	return <Notice kind="warning" title={t("staff.waits_title")}>
		<p>{t("staff.waits_text")}</p>
		<ul>{waiting.map((role) => <li key={role.role_id}>{role.handed_by === "" ? role.name
			: t("staff.waits_by", { role: role.name, name: role.handed_by })}</li>)}</ul>
		<ActState act={act} />
		{mine.length === 0 ? <p>{t("staff.waits_other")}</p> : <div>
			<Ask primary label={t("staff.confirm")} act={t("staff.confirm")} on_act={confirm}
				title={t("staff.confirm_ask", { name: account.name, roles: mine.map((role) => role.name).join("、") })}>
				<p>{t("staff.confirm_what")}</p></Ask></div>}
	</Notice>;
}

function EditForm({ found, roles, on_submit, on_done }: {
	found: Case; roles: Roles; on_submit: () => void; on_done: () => void;
}) {
	const { account } = found;
	const form = useForm({
		values: { name: account.name, state: account.state as string,
			role_ids: held_ids(found) as readonly string[] },
		tidy: { name: tidy_text },
		check: (values) => values.name === "" ? [{ pointer: "/name", code: "missing" }] : [],
		async submit(values) {
			on_submit();
			await call("PUT /api/people/staff-accounts/{account_id}", { account_id: account.account_id,
				name: values.name, state: values.state as "active" | "suspended",
				role_ids: values.role_ids.map((id) => ({ id: Number(id) })) });
			on_done();
		},
	});
	return <Form form={form} submit={t("ui.save")}>
		<TextField {...form.field("name")} label={t("staff.name")} max={60} required />
		<RadioGroup {...form.field("state")} label={t("staff.state")} support={t("staff.suspend_support")}
			choices={choices("account_state", ["active", "suspended"])} required />
		<CheckboxGroup {...form.field("role_ids")} label={t("staff.role")} choices={role_choices(roles)}
			support={t("staff.waits_after")} />
	</Form>;
}

function Reset({ found: { account }, on_done }: { found: Case; on_done: () => void }) {
	const act = useAct(`staff-reset-${account.account_id}`, "POST /api/people/staff-accounts/{account_id}/resets");
	if (act.state.step === "done")
		return <FirstAccess login={account.login} out={act.state.out} />;
	return <section class="stack">
		<h2>{t("staff.reset")}</h2>
		<p>{t("staff.reset_text")}</p>
		{account.first_password_until && <p>{t("staff.first_password_until")}:{" "}
			<DateTime at={account.first_password_until} /></p>}
		<ActState act={act} />
		<div><Ask danger label={t("staff.reset")} act={t("staff.reset_act")}
			title={t("staff.reset_ask", { name: account.name })}
			on_act={() => act.run({ account_id: account.account_id }).then(on_done)}>
			<p>{t("staff.reset_what")}</p></Ask></div>
	</section>;
}
