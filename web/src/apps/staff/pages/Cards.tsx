import { yen } from "../../../core/format.ts";
import { t } from "../../../i18n/index.ts";
import { DateTime, EmptyState, LinkButton, List, Page } from "../../../ui/index.ts";
import { guarded } from "../desk.tsx";
import { Tag, choices, RowLink } from "../parts.tsx";

export const card_text = (card_no: string) => card_no.replace(/(\d{4})(?=\d)/g, "$1 ");

export default guarded("voucher.card", function Cards() {
	return <Page wide title={t("staff.nav_cards")} lead={<p>{t("staff.cards_lead")}</p>}
		tools={<LinkButton kind="primary" href="/staff/cards/new">{t("staff.card_new")}</LinkButton>}>
		<List route="GET /api/sales/cards" caption={t("staff.nav_cards")} order="newest" row_key={(row) => row.card_id}
			filters={[
				{ name: "card_no", label: t("staff.card_no"), kind: "text" },
				{ name: "person_id", label: t("staff.person_no"), kind: "text" },
				{ name: "state", label: t("staff.state"), kind: "select",
					choices: choices("card_state", ["active", "blocked", "replaced"]) },
			]}
			empty={<EmptyState title={t("staff.cards_none")}><p>{t("staff.cards_none_text")}</p></EmptyState>}
			columns={[
				{ key: "card_no", label: t("staff.card_no"), cell: (row) =>
					<RowLink to={`/staff/cards/${row.card_no}`}><span class="number">{card_text(row.card_no)}</span></RowLink> },
				{ key: "state", label: t("staff.state"),
					cell: (row) => <Tag kind="card_state" code={row.state} bad={row.state !== "active"} /> },
				{ key: "issued_at", label: t("staff.issued_at"), down: "newest", cell: (row) => <DateTime at={row.issued_at} /> },
				{ key: "use", label: t("staff.use_limit"), number: true, cell: (row) => yen(row.use_limit_yen) },
				{ key: "day", label: t("staff.day_limit"), number: true, cell: (row) => yen(row.day_limit_yen) },
				{ key: "tries", label: t("staff.tries_left"), number: true, cell: (row) => row.tries_left },
				{ key: "person", label: t("staff.person_no"), number: true, extra: true, cell: (row) => row.person_id },
			]} />
	</Page>;
});
