import type { Out } from "../../../core/api.ts";
import { useCall } from "../../../core/data.ts";
import { t } from "../../../i18n/index.ts";
import { DateTime, EmptyState, ErrorNotice, LinkButton, Loading, Notice, Page, Table } from "../../../ui/index.ts";
import { ActState, Ask, useAct } from "../act.tsx";
import { guarded } from "../desk.tsx";
import { Tag, RowLink, word } from "../parts.tsx";

type Change = Out<"GET /api/people/role-changes">["role_changes"][number];

export default guarded("people.roles", function Roles() {
	const roles = useCall("GET /api/people/roles", {});
	const changes = useCall("GET /api/people/role-changes", {});
	const open = (changes.value?.role_changes ?? []).filter((row) => row.state === "open");
	const decided = (changes.value?.role_changes ?? []).filter((row) => row.state !== "open");
	function reload() {
		roles.reload();
		changes.reload();
	}
	return <Page wide title={t("staff.nav_roles")} lead={<p>{t("staff.roles_lead")}</p>}
		tools={<LinkButton kind="primary" href="/staff/roles/new">{t("staff.role_new")}</LinkButton>}>
		<section class="stack">
			<h2>{t("staff.changes_open")}</h2>
			{changes.error && <ErrorNotice error={changes.error} retry={changes.reload} />}
			{changes.value && open.length === 0 &&
				<EmptyState title={t("staff.changes_none")}><p>{t("staff.changes_none_text")}</p></EmptyState>}
			{open.map((row) => <OpenChange key={row.role_change_id} change={row} on_done={reload} />)}
		</section>
		<section class="stack">
			<h2>{t("staff.roles_all")}</h2>
			{roles.error && <ErrorNotice error={roles.error} retry={roles.reload} />}
			{!roles.value && roles.loading && <Loading />}
			{roles.value && <Table name="roles" caption={t("staff.roles_all")} rows={roles.value.roles}
				row_key={(row) => row.role_id} columns={[
					{ key: "name", label: t("staff.role"), cell: (row) =>
					<RowLink to={`/staff/roles/${row.role_id}`}>{role_name(row)}</RowLink> },
					{ key: "audience", label: t("staff.audience"), cell: (row) => word("audience", row.audience) },
					{ key: "rights", label: t("staff.rights"), cell: (row) => <ul class="changes">
						{row.rights.map((right) => <li key={right}>{word("right", right)}</li>)}</ul> },
					{ key: "accounts", label: t("staff.role_accounts"), number: true, cell: (row) => row.accounts },
				]} />}
		</section>
		{decided.length > 0 && <section class="stack">
			<h2>{t("staff.changes_decided")}</h2>
			<Table name="role-changes" caption={t("staff.changes_decided")} rows={decided}
				row_key={(row) => row.role_change_id} columns={[
					{ key: "name", label: t("staff.role"), cell: (row) => row.name },
					{ key: "state", label: t("staff.state"),
						cell: (row) => <Tag kind="change_state" code={row.state} bad={row.state === "refused"} /> },
					{ key: "by", label: t("staff.proposed_by"), cell: (row) => row.proposed_by },
					{ key: "at", label: t("staff.proposed_at"), cell: (row) => <DateTime at={row.proposed_at} /> },
					{ key: "what", label: t("staff.what"), cell: (row) => <Differences change={row} /> },
				]} />
		</section>}
	</Page>;
});

/** Roles that come with the product for shops carry English names. */
export function role_name(role: { name: string; audience: string }): string {
	return role.audience === "shop" ? word("role", role.name) : role.name;
}

function Differences({ change }: { change: Pick<Change, "rights" | "before"> }) {
	const plus = change.rights.filter((right) => !change.before.includes(right));
	const minus = change.before.filter((right) => !change.rights.includes(right));
	if (plus.length + minus.length === 0)
		return <p>{t("staff.change_name_only")}</p>;
	return <ul class="tidy-list">
		{plus.map((right) => <li key={right} class="changes__plus">
			<span class="hidden-text">{t("staff.right_added")}</span>{word("right", right)}</li>)}
		{minus.map((right) => <li key={right} class="changes__minus">
			<span class="hidden-text">{t("staff.right_removed")}</span>{word("right", right)}</li>)}
	</ul>;
}

function OpenChange({ change, on_done }: { change: Change; on_done: () => void }) {
	const act = useAct(`role-decision-${change.role_change_id}`, "POST /api/people/role-changes/{role_change_id}/decisions");
	async function decide(approve: boolean) {
		await act.run({ role_change_id: change.role_change_id, approve });
		on_done();
	}
	return <div class="card">
		<h3>{t("staff.waiting_role", { role: role_name(change) })}</h3>
		<p>{t("staff.proposed", { name: change.proposed_by })} <DateTime at={change.proposed_at} /></p>
		<Differences change={change} />
		<ActState act={act} />
		{change.is_own && <Notice title={t("staff.change_own")}><p>{t("staff.change_own_text")}</p></Notice>}
		<div class="row">
			{!change.is_own && <Ask primary label={t("staff.approve")} act={t("staff.approve")}
				title={t("staff.approve_ask", { role: role_name(change) })} on_act={() => decide(true)}>
				<p>{t("staff.approve_text")}</p><Differences change={change} /></Ask>}
			<Ask danger label={change.is_own ? t("staff.take_back") : t("staff.refuse")}
				act={change.is_own ? t("staff.take_back") : t("staff.refuse")}
				title={t("staff.refuse_ask", { role: role_name(change) })} on_act={() => decide(false)}>
				<p>{t("staff.refuse_text")}</p></Ask>
		</div>
	</div>;
}
