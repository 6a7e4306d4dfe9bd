import { t } from "../../../i18n/index.ts";
import { DateTime, EmptyState, List, Page } from "../../../ui/index.ts";
import { guarded } from "../desk.tsx";
import { AuditTabs, word } from "../parts.tsx";

export default guarded("people.audit", function Looks() {
	return <Page wide title={t("staff.looks")} lead={<p>{t("staff.looks_lead")}</p>}>
		<AuditTabs />
		<List route="GET /api/people/looks" caption={t("staff.looks")} order="newest" row_key={(row) => row.look_id}
			filters={[
				{ name: "person_id", label: t("staff.person_no"), kind: "text" },
				{ name: "account_id", label: t("staff.account_no"), kind: "text" },
				{ name: "from_on", label: t("staff.from_on"), kind: "date" },
				{ name: "to_on", label: t("staff.to_on"), kind: "date" },
			]}
			empty={<EmptyState title={t("staff.looks_none")} />}
			columns={[
				{ key: "looked_at", label: t("staff.looked_at"), down: "newest", up: "oldest",
					cell: (row) => <DateTime at={row.looked_at} /> },
				{ key: "account", label: t("staff.who"), cell: (row) => row.account_name ?? t("staff.unknown") },
				{ key: "person", label: t("staff.person_no"), number: true, cell: (row) => row.person_id },
				{ key: "purpose", label: t("staff.purpose"), cell: (row) => word("purpose", row.purpose) },
			]} />
	</Page>;
});
