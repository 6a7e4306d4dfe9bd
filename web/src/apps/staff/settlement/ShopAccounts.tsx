import { t } from "../../../i18n/index.ts";
import { kind_word } from "../../../payee/AccountForm.tsx";
import { DateTime, EmptyState, LinkButton, List } from "../../../ui/index.ts";
import { guarded } from "../desk.tsx";
import { MoneyPage } from "../funds.tsx";
import { choices, Only, RowLink, Tag } from "../parts.tsx";
import { SettlementTabs } from "./tabs.tsx";

const states = ["proposed", "confirmed", "refused", "replaced"] as const;

export default guarded("settlement.view", function ShopAccounts() {
	return <MoneyPage wide title={t("payout.accounts")} lead={<p>{t("payout.accounts_lead")}</p>}
		tools={<Only right="settlement.account"><LinkButton href="/staff/shop-accounts/new">{t("payout.account_office")}</LinkButton></Only>}>
		<SettlementTabs />
		<List route="GET /api/settlement/shop-accounts" caption={t("payout.accounts")} order="newest" row_key={(row) => row.shop_account_id}
			filters={[
				{ name: "q", label: t("payout.shop_search"), kind: "text" },
				{ name: "state", label: t("payout.state"), kind: "select", choices: choices("shop_account_state", states) },
			]}
			empty={<EmptyState title={t("payout.accounts_none")}><p>{t("payout.accounts_none_text")}</p></EmptyState>}
			columns={[
				{ key: "shop", label: t("payout.shop"), up: "shop", cell: (row) =>
					<RowLink to={`/staff/shop-accounts/${row.shop_account_id}`}>{row.shop_no} {row.shop_name}</RowLink> },
				{ key: "state", label: t("payout.state"), cell: (row) =>
					<Tag kind="shop_account_state" code={row.state} bad={row.state === "proposed"} /> },
				{ key: "bank", label: t("payee.bank"), cell: (row) => `${row.bank_name ?? row.bank_code} ${row.branch_name ?? row.branch_code}` },
				{ key: "kind", label: t("payee.kind"), cell: (row) => kind_word(row.kind) },
				{ key: "digits", label: t("payout.last_digits"), cell: (row) => row.last_digits },
				{ key: "same", label: t("payout.same_account"), number: true, cell: (row) => row.other_shops > 0 ? row.other_shops : "" },
				{ key: "by", label: t("payout.proposed_by"), cell: (row) => row.proposed_by ?? "" },
				{ key: "at", label: t("payout.proposed_at"), down: "newest", cell: (row) => <DateTime at={row.proposed_at} /> },
			]} />
	</MoneyPage>;
});
