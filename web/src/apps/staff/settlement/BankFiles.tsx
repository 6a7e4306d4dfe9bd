import { date, number, yen } from "../../../core/format.ts";
import { t } from "../../../i18n/index.ts";
import { DateTime, EmptyState, LinkButton, List } from "../../../ui/index.ts";
import { guarded } from "../desk.tsx";
import { MoneyPage } from "../funds.tsx";
import { choices, Only, RowLink, Tag } from "../parts.tsx";
import { SettlementTabs } from "./tabs.tsx";

const states = ["built", "approved", "sent", "reconciled", "dropped"] as const;

export default guarded("settlement.view", function BankFiles() {
	return <MoneyPage wide title={t("bank_file.title")} lead={<p>{t("bank_file.lead")}</p>}
		tools={<Only right="settlement.pay"><LinkButton kind="primary" href="/staff/bank-files/new">{t("bank_file.new")}</LinkButton></Only>}>
		<SettlementTabs />
		<List route="GET /api/settlement/bank-files" caption={t("bank_file.title")} order="newest" row_key={(row) => row.bank_file_id}
			filters={[{ name: "state", label: t("payout.state"), kind: "select", choices: choices("bank_file_state", states) }]}
			empty={<EmptyState title={t("bank_file.none")}><p>{t("bank_file.none_text")}</p></EmptyState>}
			columns={[
				{ key: "no", label: t("bank_file.no"), cell: (row) =>
					<RowLink to={`/staff/bank-files/${row.bank_file_id}`}>{t("bank_file.one", { bank_file_id: row.bank_file_id })}</RowLink> },
				{ key: "pay_on", label: t("payout.pay_on"), up: "pay_on", cell: (row) => date(row.pay_on) },
				{ key: "state", label: t("payout.state"), cell: (row) => <Tag kind="bank_file_state" code={row.state} /> },
				{ key: "payouts", label: t("bank_file.payouts"), number: true, cell: (row) => number(row.payouts) },
				{ key: "yen", label: t("bank_file.sum"), number: true, cell: (row) => yen(row.yen) },
				{ key: "built_by", label: t("bank_file.built_by"), cell: (row) => row.built_by ?? "" },
				{ key: "built_at", label: t("bank_file.built_at"), down: "newest", cell: (row) => <DateTime at={row.built_at} /> },
				{ key: "approved_by", label: t("bank_file.approved_by"), cell: (row) => row.approved_by ?? "" },
			]} />
	</MoneyPage>;
});
