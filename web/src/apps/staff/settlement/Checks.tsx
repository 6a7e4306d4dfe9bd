import { number } from "../../../core/format.ts";
import { t } from "../../../i18n/index.ts";
import { DateTime, EmptyState, List, Money, Notice } from "../../../ui/index.ts";
import { ActState, Ask, useAct } from "../act.tsx";
import { check_codes, flag_states, measured } from "./check_parts.tsx";
import { guarded } from "../desk.tsx";
import { MoneyPage } from "../funds.tsx";
import { Only, RowLink, Tag, choices, word } from "../parts.tsx";
import { SettlementTabs } from "./tabs.tsx";

export default guarded("settlement.view", function Checks() {
	return <MoneyPage wide title={t("checks.list")} lead={<p>{t("checks.list_lead")}</p>}>
		<SettlementTabs />
		<Only right="settlement.hold"><Now /></Only>
		<List route="GET /api/settlement/flags" caption={t("checks.list")} order="newest" row_key={(row) => row.flag_id}
			filters={[
				{ name: "state", label: t("staff.state"), kind: "select", choices: choices("flag_state", flag_states) },
				{ name: "code", label: t("checks.rule"), kind: "select", choices: choices("check_code", check_codes) },
				{ name: "shop_no", label: t("staff.shop_no"), kind: "text" },
				{ name: "paying_closing_id", label: t("checks.closing"), kind: "text" },
			]}
			empty={<EmptyState title={t("checks.none")}><p>{t("checks.none_text")}</p></EmptyState>}
			columns={[
				{ key: "code", label: t("checks.rule"), cell: (row) =>
					<RowLink to={`/staff/checks/${row.flag_id}`}>{word("check_code", row.code)}</RowLink> },
				{ key: "state", label: t("staff.state"),
					cell: (row) => <Tag kind="flag_state" code={row.state} bad={row.state === "open"} /> },
				{ key: "shop", label: t("staff.shop_name"), cell: (row) => <>{row.shop_name}{" "}
					<span class="number">{row.shop_no}</span></> },
				{ key: "measured", label: t("checks.measured"), cell: measured },
				{ key: "payments", label: t("checks.payments"), number: true, cell: (row) => number(row.payment_count) },
				{ key: "yen", label: t("checks.sum"), number: true, main: true, down: "yen", cell: (row) => <Money yen={row.amount_yen} /> },
				{ key: "found_at", label: t("checks.found_at"), down: "newest", cell: (row) => <DateTime at={row.found_at} /> },
				{ key: "purse", label: t("checks.purse"), extra: true, cell: (row) =>
					row.purse_id === 0 ? t("checks.purse_several") : t("checks.purse_no", { purse_id: String(row.purse_id) }) },
			]} />
	</MoneyPage>;
});

/** What was paid since the last look. */
function Now() {
	const act = useAct("check-run", "POST /api/settlement/check-runs");
	return <div class="stack no-print">
		<ActState act={act} />
		{act.state.step === "done" && !act.state.earlier && <Notice kind="success" live title={t("checks.now_done")} />}
		<div><Ask label={t("checks.now")} act={t("checks.now")} title={t("checks.now_ask")}
			on_act={() => act.run({})}><p>{t("checks.now_text")}</p></Ask></div>
	</div>;
}
