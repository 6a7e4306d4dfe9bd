import { Refusal, type In, type Out } from "../../../core/api.ts";
import { useCall } from "../../../core/data.ts";
import { useForm } from "../../../core/form.ts";
import type { PageProps } from "../../../core/router.tsx";
import { tidy_text } from "../../../core/tidy.ts";
import { t, text_of } from "../../../i18n/index.ts";
import { CheckboxGroup, DescriptionList, ErrorNotice, Form, LinkButton, Loading, Notice, Page, RadioGroup, TextField }
	from "../../../ui/index.ts";
import { ActState, useAct, type Act } from "../act.tsx";
import { guarded } from "../desk.tsx";
import { choices, word } from "../parts.tsx";
import { role_name } from "./Roles.tsx";

type Role = Out<"GET /api/people/roles">["roles"][number];
type Right = Out<"GET /api/people/rights">["rights"][number];
type Audience = In<"POST /api/people/role-changes">["audience"];

export default guarded("people.roles", function RoleEdit({ params }: PageProps) {
	const is_new = params.role_id === "new";
	const roles = useCall("GET /api/people/roles", {});
	const rights = useCall("GET /api/people/rights", {});
	const act = useAct(`role-${params.role_id}`, "POST /api/people/role-changes");
	const role = roles.value?.roles.find((row) => String(row.role_id) === params.role_id);
	const error = roles.error ?? rights.error;
	const ready = roles.value && rights.value;
	const is_lost = ready && !role && !is_new;
	return <Page title={role ? t("staff.role_title", { role: role_name(role) })
		: is_new ? t("staff.role_new") : t("staff.role")}
		lead={!is_lost && <p>{t("staff.role_lead")}</p>}>
		{error && <ErrorNotice error={error} retry={() => {
			roles.reload();
			rights.reload();
		}} />}
		{!ready && !error && <Loading />}
		{is_lost && <><ErrorNotice error={new Refusal(404, "not_found")} />
			<p><LinkButton kind="text" href="/staff/roles">{t("staff.to_roles")}</LinkButton></p></>}
		{act.state.step === "done"
			? <Notice kind="success" live title={t("staff.proposal_sent")}><p>{t("staff.proposal_sent_text")}</p>
				<p><LinkButton small href="/staff/roles">{t("staff.to_roles")}</LinkButton></p></Notice>
			: <ActState act={act} />}
		{ready && (role || is_new) && act.state.step !== "done" &&
			<RoleForm role={role} rights={rights.value!.rights} act={act} />}
	</Page>;
});

function RoleForm({ role, rights, act }: {
	role: Role | undefined; rights: readonly Right[]; act: Act<"POST /api/people/role-changes">;
}) {
	const form = useForm({
		values: { name: role?.name ?? "", audience: role?.audience ?? "staff",
			rights: (role?.rights ?? []) as readonly string[] },
		tidy: { name: tidy_text },
		check: (values) => values.name === "" ? [{ pointer: "/name", code: "missing" }]
			: /\s/.test(values.name) ? [{ pointer: "/name", code: "no_blanks" }] : [],
		submit: async ({ name, audience, rights: chosen }) => void await act.run({ role_id: role?.role_id, name,
			audience: audience as Audience, rights: [...chosen] }),
	});
	const shown = rights.filter((row) => row.audience === form.values.audience);
	return <Form form={form} submit={t("staff.propose")}
		beside={<LinkButton href="/staff/roles">{t("ui.back")}</LinkButton>}>
		{role?.is_fixed
			? <DescriptionList rows={[{ label: t("staff.role"), value: role_name(role) }]} />
			: <TextField {...form.field("name")} label={t("staff.role_name")} max={40} required />}
		{!role && <RadioGroup {...form.field("audience")} label={t("staff.audience")} required
			choices={choices("audience", ["staff", "shop"])} />}
		<CheckboxGroup {...form.field("rights")} label={t("staff.rights")} choices={shown.map((row) => ({
			value: row.name, label: word("right", row.name),
			note: text_of(`right.${row.name}`) ? row.name : row.doc }))} />
	</Form>;
}
