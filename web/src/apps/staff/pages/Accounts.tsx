import { t } from "../../../i18n/index.ts";
import { DateTime, EmptyState, LinkButton, List, Page } from "../../../ui/index.ts";
import { guarded } from "../desk.tsx";
import { Tag, choices, RowLink } from "../parts.tsx";

export default guarded("people.staff", function Accounts() {
	return <Page wide title={t("staff.nav_accounts")}
		tools={<LinkButton kind="primary" href="/staff/accounts/new">{t("staff.account_new")}</LinkButton>}>
		<List route="GET /api/people/staff-accounts" caption={t("staff.nav_accounts")} order="name"
			row_key={(row) => row.account_id}
			filters={[
				{ name: "q", label: t("staff.account_q"), kind: "text" },
				{ name: "state", label: t("staff.state"), kind: "select",
					choices: choices("account_state", ["active", "suspended"]) },
				{ name: "waiting", label: t("staff.waits_filter"), kind: "select", choices: [
					{ value: "1", label: t("staff.waits_yes") }, { value: "0", label: t("staff.waits_no") }] },
			]}
			empty={<EmptyState title={t("staff.accounts_none")} />}
			columns={[
				{ key: "name", label: t("staff.name"), cell: (row) =>
					<RowLink to={`/staff/accounts/${row.account_id}`}>{row.name}</RowLink> },
				{ key: "login", label: t("staff.login"), up: "login", cell: (row) => row.login },
				{ key: "roles", label: t("staff.role"), cell: (row) => <span>{row.roles}
					{row.is_waiting && <> <span class="tag tag--bad">{t("staff.waits")}</span></>}</span> },
				{ key: "state", label: t("staff.state"),
					cell: (row) => <Tag kind="account_state" code={row.state} bad={row.state !== "active"} /> },
				{ key: "last", label: t("staff.last_sign_in"), cell: (row) => row.last_sign_in_at
					? <DateTime at={row.last_sign_in_at} /> : t("staff.never") },
			]} />
	</Page>;
});
