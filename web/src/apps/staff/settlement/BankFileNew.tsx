import { useState } from "preact/hooks";
import type { Out } from "../../../core/api.ts";
import { useCall } from "../../../core/data.ts";
import { date, is_day, number, yen } from "../../../core/format.ts";
import { go } from "../../../core/router.tsx";
import { t } from "../../../i18n/index.ts";
import { Button, DateField, EmptyState, ErrorNotice, Loading, Table } from "../../../ui/index.ts";
import { ActState, Ask, useAct } from "../act.tsx";
import { guarded } from "../desk.tsx";
import { MoneyPage } from "../funds.tsx";
import { Figures } from "../figures.tsx";
import { long_day, word } from "../parts.tsx";

type Plan = Out<"GET /api/settlement/bank-file-plans">;
type Row = Plan["payouts"][number];

export default guarded("settlement.pay", function BankFileNew() {
	const [typed, set_typed] = useState("");
	const [pay_on, set_pay_on] = useState<string | null>(null);
	const data = useCall("GET /api/settlement/bank-file-plans", pay_on === null ? null : { pay_on });
	return <MoneyPage wide title={t("bank_file.new")} lead={<p>{t("bank_file.new_lead")}</p>}>
		<div class="stack">
			<DateField id="pay-on" name="pay_on" label={t("bank_file.pay_on")} support={t("bank_file.pay_on_support")} required
				value={typed} on_value={set_typed} />
			<p><Button disabled={!is_day(typed)} on_click={() => {
				if (typed === pay_on)
					data.reload();
				set_pay_on(typed);
			}}>{t("bank_file.look")}</Button></p>
		</div>
		{data.error && <ErrorNotice error={data.error} retry={data.reload} />}
		{!data.value && data.loading && <Loading />}
		{pay_on !== null && data.value && <Planned key={pay_on} pay_on={pay_on} plan={data.value} />}
	</MoneyPage>;
});

function Planned({ pay_on, plan }: { pay_on: string; plan: Plan }) {
	const act = useAct("bank-file-build", "POST /api/settlement/bank-files");
	const inside = plan.payouts.filter((row) => row.why === "none");
	const outside = plan.payouts.filter((row) => row.why !== "none");
	return <section class="stack" aria-live="polite">
		<h2>{t("bank_file.plan", { day: long_day(pay_on) })}</h2>
		<Figures rows={[
			{ label: t("bank_file.payouts"), value: number(plan.chosen) },
			{ label: t("bank_file.sum"), value: yen(plan.yen) },
			{ label: t("bank_file.left_out"), value: number(plan.left_out), bad: plan.left_out > 0 },
			{ label: t("bank_file.left_out_sum"), value: yen(plan.left_out_yen) },
		]} />
		<ActState act={act} />
		{plan.chosen === 0 ? <EmptyState title={t("bank_file.nothing")}><p>{t("bank_file.nothing_text")}</p></EmptyState>
			: <div><Ask primary label={t("bank_file.build")} act={t("bank_file.build")}
				title={t("bank_file.build_ask", { day: long_day(pay_on), payouts: number(plan.chosen), yen: yen(plan.yen) })}
				on_act={async () => {
					const out = await act.run({ pay_on, payouts: plan.chosen, yen: plan.yen });
					go(`/staff/bank-files/${out.bank_file_id}`);
				}}><p>{t("bank_file.build_text")}</p></Ask></div>}
		{outside.length > 0 && <Rows caption={t("bank_file.left_out")} rows={outside} name="plan-outside" />}
		{inside.length > 0 && <Rows caption={t("bank_file.inside")} rows={inside} name="plan-inside" />}
	</section>;
}

function Rows({ caption, rows, name }: { caption: string; rows: readonly Row[]; name: string }) {
	return <Table name={name} caption={caption} rows={rows} row_key={(row) => row.payout_id} columns={[
		{ key: "shop", label: t("payout.shop"), cell: (row) => <a href={`/staff/payouts/${row.payout_id}`}>{row.shop_no} {row.shop_name}</a> },
		{ key: "yen", label: t("payout.amount"), number: true, cell: (row) => yen(row.yen) },
		{ key: "pay_on", label: t("payout.pay_on"), cell: (row) => date(row.pay_on) },
		{ key: "why", label: t("bank_file.why"), cell: (row) => word("payout_why", row.why) },
	]} />;
}
