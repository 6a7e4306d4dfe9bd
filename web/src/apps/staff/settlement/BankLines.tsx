import { yen } from "../../../core/format.ts";
import { t } from "../../../i18n/index.ts";
import { DateTime, EmptyState, LinkButton, List } from "../../../ui/index.ts";
import { guarded } from "../desk.tsx";
import { MoneyPage } from "../funds.tsx";
import { choices, RowLink, Tag, word } from "../parts.tsx";
import { SettlementTabs } from "./tabs.tsx";
import { What } from "./TakeIn.tsx";

export const line_states = ["open", "matched", "explained", "repeated"] as const;
export const line_kinds = ["debit", "return", "deposit", "fee", "other"] as const;

export default guarded("settlement.view", function BankLines() {
	return <MoneyPage wide title={t("statement.all_lines")} lead={<p>{t("statement.lines_lead")}</p>}
		tools={<LinkButton href="/staff/statements">{t("statement.statements")}</LinkButton>}>
		<SettlementTabs />
		<List route="GET /api/settlement/bank-lines" caption={t("statement.all_lines")} order="newest"
			row_key={(row) => row.bank_line_id}
			filters={[
				{ name: "state", label: t("staff.state"), kind: "select", choices: choices("bank_line_state", line_states) },
				{ name: "direction", label: t("statement.direction"), kind: "select", choices: choices("bank_direction", ["in", "out"]) },
				{ name: "kind", label: t("statement.what"), kind: "select", choices: choices("bank_line_kind", line_kinds) },
				{ name: "from_on", label: t("staff.from_on"), kind: "date" },
				{ name: "to_on", label: t("staff.to_on"), kind: "date" },
				{ name: "yen", label: t("statement.amount"), kind: "text" },
				{ name: "shop_no", label: t("staff.shop_no"), kind: "text" },
				{ name: "paying_closing_id", label: t("checks.closing"), kind: "text" },
				{ name: "bank_statement_id", label: t("statement.statement_no"), kind: "text" },
			]}
			empty={<EmptyState title={t("statement.lines_none")}><p>{t("statement.none_text")}</p></EmptyState>}
			columns={[
				{ key: "day", label: t("statement.day"), down: "newest", up: "oldest", cell: (row) =>
					<RowLink to={`/staff/bank-lines/${row.bank_line_id}`}><DateTime at={row.account_on} show="date" /></RowLink> },
				{ key: "direction", label: t("statement.direction"), cell: (row) => word("bank_direction", row.direction) },
				{ key: "yen", label: t("statement.amount"), number: true, main: true, down: "yen", cell: (row) => yen(row.yen) },
				{ key: "words", label: t("statement.words"), cell: (row) => [row.sender_name, row.summary].filter(Boolean).join(" / ") },
				{ key: "state", label: t("staff.state"), cell: (row) => <>
					<Tag kind="bank_line_state" code={row.state} bad={row.state === "open"} />
					{(row.state === "open" ? row.asked_kind : row.asked_kind === "undo" && row.state === "matched") &&
						<> {t("statement.waits")}</>}</> },
				{ key: "what", label: t("statement.what"), cell: (row) => <><What row={row} />
					{row.fee_yen !== 0 && <> {t("statement.fee")} {yen(row.fee_yen)}</>}</> },
				{ key: "shop", label: t("statement.shop"), cell: (row) => row.shop_name ?? "" },
				{ key: "note", label: t("staff.note"), cell: (row) => row.note ?? "" },
				{ key: "statement", label: t("statement.statement_no"), number: true, extra: true, cell: (row) => row.bank_statement_id },
				{ key: "no", label: t("statement.line_no"), number: true, extra: true, cell: (row) => row.line_no },
			]} />
	</MoneyPage>;
});
