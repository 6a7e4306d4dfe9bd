import { useState } from "preact/hooks";
import { yen } from "../../../core/format.ts";
import type { PageProps } from "../../../core/router.tsx";
import { t } from "../../../i18n/index.ts";
import { DateTime, EmptyState, List } from "../../../ui/index.ts";
import { guarded } from "../desk.tsx";
import { MoneyPage } from "../funds.tsx";
import { Arrive, Fold, Only, RowLink, Tag, choices, word } from "../parts.tsx";
import { HoldForm, PaymentHoldForm } from "./hold_form.tsx";
import { SettlementTabs } from "./tabs.tsx";

export default guarded("settlement.view", function Holds({ query }: PageProps) {
	const [made, set_made] = useState(0);
	const payment_no = query.get("pay") ?? "";
	const grown = () => set_made((count) => count + 1);
	return <MoneyPage wide title={t("closing.tab_holds")} lead={<p>{t("hold.lead")}</p>}>
		<SettlementTabs />
		<Only right="settlement.hold">
			{payment_no !== "" ? <Arrive label={t("hold.new_payment")}>
				<div class="card"><PaymentHoldForm payment_no={payment_no} on_done={grown} /></div></Arrive>
				: <Fold label={t("hold.new_payment")}>{() => <PaymentHoldForm payment_no="" on_done={grown} />}</Fold>}
			<Fold label={t("hold.new_shop")}>{() => <HoldForm on_done={grown} />}</Fold>
		</Only>
		<List key={made} route="GET /api/settlement/holds" caption={t("hold.list")} order="newest"
			row_key={(row) => row.hold_id}
			filters={[
				{ name: "q", label: t("closing.shop_q"), kind: "text" },
				{ name: "state", label: t("closing.state"), kind: "select",
					choices: choices("hold_state", ["held", "released", "refused"]) },
				{ name: "kind", label: t("hold.what"), kind: "select", choices: choices("hold_kind", ["payment", "shop"]) },
				{ name: "is_asked", label: t("hold.only_asked"), kind: "select",
					choices: [{ value: "true", label: t("hold.only_asked_yes") }] },
			]}
			empty={<EmptyState title={t("hold.none")}><p>{t("hold.none_text")}</p></EmptyState>}
			columns={[
				{ key: "what", label: t("hold.what"), down: "newest", up: "oldest", cell: (row) =>
					<RowLink to={`/staff/holds/${row.hold_id}`}>{row.payment_id
						? t("hold.payment", { no: String(row.payment_id) }) : t("hold.whole_shop")}</RowLink> },
				{ key: "shop", label: t("closing.shop"), cell: (row) => row.name },
				{ key: "shop_no", label: t("closing.shop_no"), extra: true, cell: (row) => <span class="number">{row.shop_no}</span> },
				{ key: "state", label: t("closing.state"),
					cell: (row) => <Tag kind="hold_state" code={row.state} bad={row.state === "held"} /> },
				{ key: "yen", label: t("hold.yen"), main: true, down: "amount", cell: (row) => row.payment_id ? yen(row.yen) : "" },
				{ key: "reason", label: t("hold.reason"), cell: (row) => word("hold_reason", row.reason) },
				{ key: "held_by", label: t("hold.held_by"), cell: (row) => row.held_by_name ?? "" },
				{ key: "held_at", label: t("hold.held_at"), cell: (row) => <DateTime at={row.held_at} /> },
				{ key: "asked", label: t("hold.asked"), cell: (row) => row.state === "held" && row.asked_state
					? t("hold.asked_waits", { what: word("hold_state", row.asked_state), name: row.asked_by_name ?? "" }) : "" },
			]} />
	</MoneyPage>;
});
