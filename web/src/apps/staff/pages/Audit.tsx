import { t } from "../../../i18n/index.ts";
import { DateTime, EmptyState, List, Page } from "../../../ui/index.ts";
import { guarded } from "../desk.tsx";
import { note_of, objects } from "../history.tsx";
import { AuditTabs, choices, word } from "../parts.tsx";

export default guarded("people.audit", function Audit() {
	return <Page wide title={t("staff.audit")} lead={<p>{t("staff.audit_lead")}</p>}>
		<AuditTabs />
		<List route="GET /api/people/audit" caption={t("staff.audit")} order="newest" row_key={(row) => row.audit_id}
			filters={[
				{ name: "act", label: t("staff.act_code"), kind: "text" },
				{ name: "account_id", label: t("staff.account_no"), kind: "text" },
				{ name: "object", label: t("staff.object_kind"), kind: "select", choices: choices("object", objects) },
				{ name: "object_no", label: t("staff.object_no"), kind: "text" },
				{ name: "from_on", label: t("staff.from_on"), kind: "date" },
				{ name: "to_on", label: t("staff.to_on"), kind: "date" },
			]}
			empty={<EmptyState title={t("staff.audit_none")} />}
			columns={[
				{ key: "happened_at", label: t("staff.when"), down: "newest", up: "oldest",
					cell: (row) => <DateTime at={row.happened_at} /> },
				{ key: "account", label: t("staff.who"), cell: (row) => row.account_id === 0
					? t("staff.the_system") : row.account_name ?? t("staff.a_resident", { account_id: String(row.account_id) }) },
				{ key: "act", label: t("staff.what"), cell: (row) => word("act", row.act) },
				{ key: "object", label: t("staff.object"), cell: (row) => row.object
					? `${word("object", row.object)} ${row.object_id || ""}` : "" },
				{ key: "note", label: t("staff.reason"), cell: (row) => note_of(row) },
				{ key: "sealed", label: t("staff.sealed"), cell: (row) => row.is_sealed ? t("staff.yes") : t("staff.soon") },
				{ key: "code", label: t("staff.act_code"), extra: true, cell: (row) => row.act },
				{ key: "account_id", label: t("staff.account_no"), number: true, extra: true, cell: (row) => row.account_id },
			]} />
	</Page>;
});
