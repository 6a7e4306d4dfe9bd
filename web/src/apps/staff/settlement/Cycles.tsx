import { useState } from "preact/hooks";
import { call, type Out } from "../../../core/api.ts";
import { useCall } from "../../../core/data.ts";
import { useForm } from "../../../core/form.ts";
import { whole_number } from "../../../core/tidy.ts";
import { t } from "../../../i18n/index.ts";
import { ErrorNotice, Form, Loading, Notice, NumberField, Select, Table } from "../../../ui/index.ts";
import { ActState, Ask, useAct } from "../act.tsx";
import { guarded, useHas } from "../desk.tsx";
import { MoneyPage } from "../funds.tsx";
import { Fold, Only, choices, long_day, period, word } from "../parts.tsx";
import { SettlementTabs } from "./tabs.tsx";

type Cycle = Out<"GET /api/settlement/payout-cycles">["cycles"][number];

const day_word = (day: number) => day === 31 ? t("cycle.day_last") : t("cycle.day", { day });
const months = ["0", "1", "2"] as const;
const month_word = (count: number) => t(count === 0 ? "cycle.months_0" : count === 1 ? "cycle.months_1" : "cycle.months_2");

export default guarded("settlement.view", function Cycles() {
	const data = useCall("GET /api/settlement/payout-cycles", {});
	const may = useHas("settlement.close");
	const cycles = data.value?.cycles ?? [];
	return <MoneyPage wide title={t("closing.tab_cycles")} lead={<p>{t("cycle.lead")}</p>}>
		<SettlementTabs />
		{data.error && <ErrorNotice error={data.error} retry={data.reload} />}
		{!data.value && data.loading && <Loading />}
		<ul class="cards tidy-cards">
			{cycles.map((row) => <li key={row.payout_cycle_id} class="card stack">
				<h2>{t("cycle.close_day")}: {day_word(row.close_day)}</h2>
				<p>{t("cycle.pay_day")}: {month_word(row.pay_months_later)} {day_word(row.pay_day)}</p>
				<p class="quiet">{t("cycle.shift")}: {word("cycle_shift", row.shift)}</p>
				{may && <>
					<Fold label={t("cycle.edit")}>{(close) => <CycleForm cycle={row} on_done={() => {
						close();
						data.reload();
					}} />}</Fold>
					{cycles.length > 1 && <div><Ask danger small label={t("cycle.remove")} act={t("cycle.remove")}
						title={t("cycle.remove_title", { day: day_word(row.close_day) })} on_act={async () => {
							await call("DELETE /api/settlement/payout-cycles/{payout_cycle_id}",
								{ payout_cycle_id: row.payout_cycle_id });
							data.reload();
						}}><p>{t("cycle.remove_text")}</p></Ask></div>}
				</>}
			</li>)}
		</ul>
		<Only right="settlement.close"><Fold label={t("cycle.add")}>{(close) => <CycleForm on_done={() => {
			close();
			data.reload();
		}} />}</Fold></Only>
		<Table name="cycle-preview" caption={t("cycle.preview")} rows={data.value?.periods ?? []}
			row_key={(row) => row.to_on} columns={[
				{ key: "period", label: t("closing.period"), cell: (row) => period(row.from_on, row.to_on) },
				{ key: "pay_on", label: t("closing.pay_on"), cell: (row) => long_day(row.pay_on) },
				{ key: "days", label: t("cycle.days_to_pay"), cell: (row) => <>{t("cycle.days", { days: row.days_to_pay })}
					{row.is_long && <> <span class="tag tag--bad">{t("cycle.too_long")}</span></>}</> },
			]} />
	</MoneyPage>;
});

function CycleForm({ cycle, on_done }: { cycle?: Cycle; on_done: () => void }) {
	const act = useAct("cycle", "POST /api/settlement/payout-cycles");
	const [kept, set_kept] = useState(false);
	const form = useForm({
		values: { close_day: String(cycle?.close_day ?? ""), pay_months_later: String(cycle?.pay_months_later ?? "1"),
			pay_day: String(cycle?.pay_day ?? ""), shift: (cycle?.shift ?? "previous") as string },
		check: (values) => (["close_day", "pay_day"] as const)
			.filter((name) => !whole_number(values[name])).map((name) => ({ pointer: `/${name}`, code: "missing" })),
		async submit(values) {
			const input = { close_day: whole_number(values.close_day)!, pay_day: whole_number(values.pay_day)!,
				pay_months_later: Number(values.pay_months_later), shift: values.shift as Cycle["shift"] };
			if (cycle)
				await call("PUT /api/settlement/payout-cycles/{payout_cycle_id}",
					{ payout_cycle_id: cycle.payout_cycle_id, ...input });
			else
				await act.run(input);
			set_kept(true);
			on_done();
		},
	});
	return <div class="stack">
		<ActState act={act} />
		{kept && <Notice kind="success" live title={t("ui.saved")} />}
		<Form form={form} submit={t("ui.save")}>
			<NumberField {...form.field("close_day")} label={t("cycle.close_day")} support={t("cycle.day_support")} required />
			<Select {...form.field("pay_months_later")} label={t("cycle.months")} required
				choices={months.map((value) => ({ value, label: month_word(Number(value)) }))} />
			<NumberField {...form.field("pay_day")} label={t("cycle.pay_day")} support={t("cycle.day_support")} required />
			<Select {...form.field("shift")} label={t("cycle.shift")} choices={choices("cycle_shift", ["next", "previous"])} required />
		</Form>
	</div>;
}
