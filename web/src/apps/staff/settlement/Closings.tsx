import { useCall } from "../../../core/data.ts";
import { date_time, is_day, number, yen } from "../../../core/format.ts";
import { useForm } from "../../../core/form.ts";
import { go } from "../../../core/router.tsx";
import { t } from "../../../i18n/index.ts";
import { DateField, DateTime, DescriptionList, EmptyState, ErrorNotice, Form, List, Loading,
	Notice } from "../../../ui/index.ts";
import { ActState, Ask, useAct } from "../act.tsx";
import { guarded } from "../desk.tsx";
import { MoneyPage } from "../funds.tsx";
import { Fold, Only, RowLink, Tag, choices, long_day, period } from "../parts.tsx";
import { SettlementTabs } from "./tabs.tsx";

export const closing_states = ["building", "ready", "posting", "closed", "cancelled"] as const;

export default guarded("settlement.view", function Closings() {
	return <MoneyPage wide title={t("closing.title")} lead={<p>{t("closing.lead")}</p>}>
		<SettlementTabs />
		<Next />
		<h2>{t("closing.list")}</h2>
		<List route="GET /api/settlement/closings" caption={t("closing.list")} order="newest"
			row_key={(row) => row.closing_id}
			filters={[{ name: "state", label: t("closing.state"), kind: "select",
				choices: choices("closing_state", closing_states) }]}
			empty={<EmptyState title={t("closing.none")}><p>{t("closing.none_text")}</p></EmptyState>}
			columns={[
				{ key: "period", label: t("closing.period"), down: "newest", cell: (row) =>
					<RowLink to={`/staff/closings/${row.closing_id}`}>{period(row.from_on, row.to_on)}</RowLink> },
				{ key: "state", label: t("closing.state"), cell: (row) =>
					<Tag kind="closing_state" code={row.state} bad={row.state === "ready"} /> },
				{ key: "pay_on", label: t("closing.pay_on"), cell: (row) => long_day(row.pay_on) },
				{ key: "shops", label: t("closing.shops"), number: true, cell: (row) => number(row.shops) },
				{ key: "payments", label: t("closing.payments"), number: true, cell: (row) => number(row.payments) },
				{ key: "yen", label: t("closing.yen"), main: true, down: "amount", cell: (row) => yen(row.yen) },
				{ key: "held_yen", label: t("closing.held_yen"), number: true, cell: (row) => yen(row.held_yen) },
				{ key: "asked_by", label: t("closing.asked_by"), cell: (row) => row.asked_by_name ?? "" },
				{ key: "decided_by", label: t("closing.decided_by"), cell: (row) => row.decided_by_name ?? "" },
				{ key: "closed_at", label: t("closing_state.closed"), extra: true,
					cell: (row) => row.closed_at ? <DateTime at={row.closed_at} /> : "" },
			]} />
	</MoneyPage>;
});

/** The period that is closed next, and the button that begins it. */
function Next() {
	const data = useCall("GET /api/settlement/payout-cycles", {});
	const act = useAct("closing-ask", "POST /api/settlement/closings");
	const next = data.value?.periods[0];
	async function ask(to_on?: string) {
		const { closing_id } = await act.run(to_on ? { to_on } : {});
		go(`/staff/closings/${closing_id}`);
	}
	const form = useForm({
		values: { to_on: "" },
		check: (values) => is_day(values.to_on) ? [] : [{ pointer: "/to_on", code: "wrong_date" }],
		submit: (values) => ask(values.to_on),
	});
	return <section class="stack">
		<h2>{t("closing.next")}</h2>
		{data.error && <ErrorNotice error={data.error} retry={data.reload} />}
		{!next && data.loading && <Loading />}
		<ActState act={act} />
		{next && <div class="card stack">
			<DescriptionList rows={[
				{ label: t("closing.period"), value: period(next.from_on, next.to_on) },
				{ label: t("closing.pay_on"), value: long_day(next.pay_on) },
			]} />
			{next.is_long && <Notice kind="warning" title={t("closing.is_long", { days: next.days_to_pay })} />}
			{!next.is_over && <p>{t("closing.ready_at", { time: date_time(next.ready_at) })}</p>}
			<Only right="settlement.close">
				{next.is_over && <div><Ask primary label={t("closing.ask")} title={t("closing.ask_title")}
					act={t("closing.ask")} on_act={() => ask()}>
					<p>{period(next.from_on, next.to_on)}</p><p>{t("closing.ask_text")}</p></Ask></div>}
				<Fold label={t("closing.other_day")}>{() => <Form form={form} submit={t("closing.ask")}>
					<DateField {...form.field("to_on")} label={t("closing.to_on")} required />
				</Form>}</Fold>
			</Only>
		</div>}
	</section>;
}
