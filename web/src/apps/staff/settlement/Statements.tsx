import { useState } from "preact/hooks";
import { address_of } from "../../../core/api.ts";
import { number } from "../../../core/format.ts";
import { t } from "../../../i18n/index.ts";
import { DateTime, EmptyState, LinkButton, List } from "../../../ui/index.ts";
import { guarded } from "../desk.tsx";
import { MoneyPage } from "../funds.tsx";
import { choices, Only, RowLink, word } from "../parts.tsx";
import { SettlementTabs } from "./tabs.tsx";
import { days, TakeIn } from "./TakeIn.tsx";

export default guarded("settlement.view", function Statements() {
	const [turn, set_turn] = useState(0);
	return <MoneyPage wide title={t("statement.nav")} lead={<p>{t("statement.lead")}</p>}
		tools={<LinkButton href="/staff/bank-lines?state=open">{t("statement.to_open")}</LinkButton>}>
		<SettlementTabs />
		<Only right="settlement.pay"><TakeIn on_done={() => set_turn(turn + 1)} /></Only>
		<List key={turn} route="GET /api/settlement/statements" caption={t("statement.statements")} order="newest"
			row_key={(row) => row.bank_statement_id}
			filters={[
				{ name: "kind", label: t("statement.kind"), kind: "select", choices: choices("bank_statement_kind", ["03", "01"]) },
				{ name: "from_on", label: t("staff.from_on"), kind: "date" },
				{ name: "to_on", label: t("staff.to_on"), kind: "date" },
			]}
			empty={<EmptyState title={t("statement.none")}><p>{t("statement.none_text")}</p></EmptyState>}
			columns={[
				{ key: "period", label: t("statement.period"), down: "day", cell: (row) =>
					<RowLink to={`/staff/bank-lines?bank_statement_id=${row.bank_statement_id}`}>{days(row)}</RowLink> },
				{ key: "kind", label: t("statement.kind"), cell: (row) => word("bank_statement_kind", row.kind) },
				{ key: "lines", label: t("statement.lines"), number: true, cell: (row) => number(row.bank_lines) },
				{ key: "matched", label: t("statement.matched"), number: true, cell: (row) => number(row.matched_lines) },
				{ key: "open", label: t("statement.open_lines"), number: true, cell: (row) => row.open_lines === 0 ? "0"
					: <a href={`/staff/bank-lines?bank_statement_id=${row.bank_statement_id}&state=open`}>{number(row.open_lines)}</a> },
				{ key: "taken_at", label: t("statement.taken_at"), down: "newest", cell: (row) => <DateTime at={row.taken_at} /> },
				{ key: "taken_by", label: t("statement.taken_by"), cell: (row) => row.taken_by_name ?? "" },
				{ key: "made_on", label: t("statement.made_on"), extra: true, cell: (row) => <DateTime at={row.made_on} show="date" /> },
				{ key: "hash", label: t("statement.hash"), extra: true, cell: (row) => <span class="number">{row.hash}</span> },
				{ key: "file", label: t("statement.file"), acts: true, cell: (row) => <Only right="settlement.pay">
					<LinkButton small download href={address_of("GET /api/settlement/statements/{bank_statement_id}/file",
						{ bank_statement_id: row.bank_statement_id })}>{t("statement.file_take")}</LinkButton></Only> },
			]} />
	</MoneyPage>;
});
