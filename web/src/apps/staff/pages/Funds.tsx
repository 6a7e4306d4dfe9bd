import { useState } from "preact/hooks";
import { call, query_of, type Out } from "../../../core/api.ts";
import { useCall } from "../../../core/data.ts";
import { date, date_time, is_day, yen } from "../../../core/format.ts";
import { useForm } from "../../../core/form.ts";
import { go, type PageProps } from "../../../core/router.tsx";
import { useStore } from "../../../core/store.ts";
import { t } from "../../../i18n/index.ts";
import { DateField, DateTime, DescriptionList, EmptyState, ErrorNotice, Form, LinkButton, List, Loading,
	Notice, PrintButton, Table, TextField, type RowOf } from "../../../ui/index.ts";
import { ActState, Ask, useAct } from "../act.tsx";
import { guarded, me } from "../desk.tsx";
import { FundTabs, MoneyPage } from "../funds.tsx";
import { Fold, Only, Tag, choices, long_day, word } from "../parts.tsx";

type Round = Out<"GET /api/settlement/funds">["rounds"][number];
type Part = Round["parts"][number];
type Movement = RowOf<"GET /api/settlement/fund-movements">;

export const fund_kinds = ["cash_in", "premium_in", "fee_in", "unused_out", "premium_out", "refused_out"] as const;
const fund_states = ["asked", "posted", "refused"] as const;

/** The last millisecond of a day in Tokyo. */
const end_of = (day: string) => new Date(Date.parse(`${day}T00:00:00+09:00`) + 86_400_000 - 1).toISOString();

export default guarded("settlement.view", function Funds({ query }: PageProps) {
	const asked = query.get("on") ?? "";
	const on = is_day(asked) ? asked : "";
	const data = useCall("GET /api/settlement/funds", on ? { at: end_of(on) } : {});
	const funds = data.value;
	const form = useForm({
		values: { on },
		check: (values) => is_day(values.on) ? [] : [{ pointer: "/on", code: "wrong_date" }],
		submit: (values) => go(`/staff/funds?on=${values.on}`),
	});
	return <MoneyPage wide title={t("funds.title")} tools={<PrintButton />} lead={<p>{t("funds.lead")}</p>}>
		<FundTabs />
		<div class="no-print"><Form form={form} submit={t("staff.show")}
			beside={on ? <LinkButton kind="text" href="/staff/funds">{t("funds.now")}</LinkButton> : undefined}>
			<DateField {...form.field("on")} label={t("funds.day")} bare />
		</Form></div>
		{data.error && <ErrorNotice error={data.error} retry={data.reload} />}
		{!funds && data.loading && <Loading />}
		{funds && <p><strong>{t("funds.as_of", { at: date_time(funds.at) })}</strong></p>}
		{funds?.rounds.length === 0 &&
			<EmptyState title={t("funds.none")}><p>{t("funds.none_text")}</p></EmptyState>}
		{funds?.rounds.map((row) => <RoundFunds key={row.round_id} round={row} at={funds.at} on_done={data.reload} />)}
		<Movements on_done={data.reload} />
	</MoneyPage>;
});

/** A line of the statement; chart: its rows can be seen. */
interface Line { label: string; of: (part: Part) => number; chart?: string; strong?: boolean }

const lines = (): Line[] => [
	{ label: t("funds.received"), of: (row) => row.received_yen, strong: true },
	{ label: t("funds.outside"), of: (row) => row.outside_yen, chart: "outside" },
	{ label: word("chart", "bank_in"), of: (row) => row.banked_yen, chart: "bank_in" },
	{ label: word("chart", "fee"), of: (row) => row.fee_yen, chart: "fee" },
	{ label: word("chart", "purse"), of: (row) => row.purse_yen, chart: "purse" },
	{ label: t("funds.used"), of: (row) => row.used_yen, strong: true },
	{ label: word("chart", "payable"), of: (row) => row.payable_yen, chart: "payable" },
	{ label: word("chart", "due"), of: (row) => row.due_yen, chart: "due" },
	{ label: word("chart", "held"), of: (row) => row.held_yen, chart: "held" },
	{ label: word("chart", "refused"), of: (row) => row.refused_yen, chart: "refused" },
	{ label: word("chart", "paid_out"), of: (row) => row.paid_out_yen, chart: "paid_out" },
	{ label: t("funds.unused"), of: (row) => row.unused_yen, strong: true },
	{ label: word("chart", "expired"), of: (row) => row.expired_yen, chart: "expired" },
	{ label: word("chart", "handed_back"), of: (row) => row.handed_back_yen, chart: "handed_back" },
	{ label: t("funds.may_hand_back"), of: (row) => row.may_hand_back_yen },
	{ label: t("funds.bank"), of: (row) => row.bank_yen, strong: true },
	{ label: t("funds.difference"), of: (row) => row.difference_yen },
];

function RoundFunds({ round, at, on_done }: { round: Round; at: string; on_done: () => void }) {
	const name = `${round.campaign_name} ${round.name}`;
	const [paid, premium] = round.parts;
	const figure = (line: Line, part: Part | undefined) => {
		if (!part)
			return "";
		const chart = line.chart === "outside" ? (part.part === 1 ? "cash" : "premium") : line.chart;
		const text = yen(line.of(part));
		return chart ? <a href={`/staff/funds/rows?${query_of({ round_id: round.round_id, chart, part: part.part, at,
			name })}`}>{text}</a> : text;
	};
	return <section class="stack">
		<h2>{name}</h2>
		<Table name="funds" caption={t("funds.caption", { round: name })} rows={lines()} row_key={(row) => row.label} columns={[
			{ key: "figure", label: t("funds.figure"), cell: (row) => row.strong ? <strong>{row.label}</strong> : row.label },
			{ key: "paid", label: word("part", "paid"), number: true, cell: (row) => figure(row, paid) },
			{ key: "premium", label: word("part", "premium"), number: true, cell: (row) => figure(row, premium) },
			{ key: "sum", label: t("staff.sum"), number: true,
				cell: (row) => paid && premium ? yen(row.of(paid) + row.of(premium)) : "" },
		]} />
		<h3>{t("funds.dates")}</h3>
		<DescriptionList rows={[
			{ label: t("funds.use_until"), value: long_day(round.use_to_on) },
			{ label: t("funds.expires"), value: <DateTime at={round.expires_at} /> },
			{ label: t("funds.half_year"), value: long_day(round.half_year_on) },
			{ label: t("funds.hand_back_on"), value: round.hand_back_on ? long_day(round.hand_back_on) : t("funds.not_set") },
			{ label: t("funds.deliver_on"), value: round.deliver_on ? long_day(round.deliver_on) : t("funds.not_set") },
		]} />
		<Only right="settlement.fund"><div class="no-print"><Fold label={t("funds.terms_edit")}>
			{(close) => <Terms round={round} on_done={() => {
				close();
				on_done();
			}} />}
		</Fold></div></Only>
	</section>;
}

function Terms({ round, on_done }: { round: Round; on_done: () => void }) {
	const form = useForm({
		values: { hand_back_on: round.hand_back_on ?? "", deliver_on: round.deliver_on ?? "" },
		check: (values) => (["hand_back_on", "deliver_on"] as const)
			.filter((name) => values[name] !== "" && !is_day(values[name]))
			.map((name) => ({ pointer: `/${name}`, code: "wrong_date" })),
		submit: async (values) => {
			await call("PUT /api/settlement/fund-terms/{campaign_id}", { campaign_id: round.campaign_id,
				hand_back_on: values.hand_back_on || undefined, deliver_on: values.deliver_on || undefined });
			on_done();
		},
	});
	return <Form form={form} submit={t("ui.save")}>
		<DateField {...form.field("hand_back_on")} label={t("funds.hand_back_on")} />
		<DateField {...form.field("deliver_on")} label={t("funds.deliver_on")} />
	</Form>;
}

function Movements({ on_done }: { on_done: () => void }) {
	const [said, set_said] = useState("");
	const [acts, set_acts] = useState(0);
	return <section class="stack">
		<h2>{t("funds.movements")}</h2>
		<Only right="settlement.fund"><p class="no-print">
			<LinkButton href="/staff/funds/new">{t("funds.new")}</LinkButton></p></Only>
		{said && <Notice kind="success" live title={said} />}
		<List key={acts} route="GET /api/settlement/fund-movements" caption={t("funds.movements")} order="newest"
			row_key={(row) => row.fund_movement_id}
			filters={[
				{ name: "kind", label: t("funds.kind"), kind: "select", choices: choices("fund_kind", fund_kinds) },
				{ name: "state", label: t("funds.state"), kind: "select", choices: choices("fund_state", fund_states) },
			]}
			empty={<EmptyState title={t("funds.movements_none")}><p>{t("funds.movements_none_text")}</p></EmptyState>}
			columns={[
				{ key: "kind", label: t("funds.kind"), cell: (row) => word("fund_kind", row.kind) },
				{ key: "round", label: t("funds.round"), cell: (row) => row.round_name },
				{ key: "part", label: t("funds.part"), extra: true, cell: (row) => word("part", row.part) },
				{ key: "yen", label: t("funds.yen"), number: true, down: "amount", cell: (row) => yen(row.yen) },
				{ key: "bank_on", label: t("funds.bank_on"), cell: (row) => date(row.bank_on) },
				{ key: "note", label: t("column.note"), cell: (row) => row.note },
				{ key: "state", label: t("funds.state"), cell: (row) =>
					<Tag kind="fund_state" code={row.state} bad={row.state === "refused"} /> },
				{ key: "asked", label: t("funds.asked"), down: "newest", cell: (row) =>
					<>{row.asked_name ?? row.asked_by} <DateTime at={row.asked_at} /></> },
				{ key: "decided", label: t("funds.decided"), cell: (row) => row.decided_at
					? <>{row.decided_name} <DateTime at={row.decided_at} /> {row.decided_note ?? ""}</> : "" },
				{ key: "acts", label: t("funds.acts"), acts: true, cell: (row) => row.state === "asked" &&
					<Only right="settlement.fund"><Decide row={row} on_said={(text) => {
						set_said(text);
						set_acts(acts + 1);
						on_done();
					}} /></Only> },
			]} />
	</section>;
}

function Decide({ row, on_said }: { row: Movement; on_said: (text: string) => void }) {
	const who = useStore(me);
	const post = useAct(`fund-post-${row.fund_movement_id}`,
		"POST /api/settlement/fund-movements/{fund_movement_id}/postings");
	const refuse = useAct(`fund-refuse-${row.fund_movement_id}`,
		"POST /api/settlement/fund-movements/{fund_movement_id}/refusals");
	const [why, set_why] = useState("");
	const amount = yen(row.yen);
	return <div class="stack fund-acts">
		<ActState act={post} />
		<ActState act={refuse} />
		{row.asked_by === who?.account_id ? <p class="quiet">{t("funds.post_other")}</p>
			: <Ask small primary label={t("funds.post")} act={t("funds.post")}
				title={t("funds.post_ask", { kind: word("fund_kind", row.kind), amount })} on_act={async () => {
					await post.run({ fund_movement_id: row.fund_movement_id });
					on_said(t("funds.posted"));
				}}><p>{row.round_name} {word("part", row.part)}</p><p>{row.note}</p><p>{t("funds.post_text")}</p></Ask>}
		<Ask small danger label={t("funds.refuse")} act={t("funds.refuse")} title={t("funds.refuse")} on_act={async () => {
			await refuse.run({ fund_movement_id: row.fund_movement_id, note: why });
			on_said(t("funds.refused"));
		}}><TextField id={`why-${row.fund_movement_id}`} name="note" label={t("funds.refuse_why")} value={why}
				on_value={set_why} max={200} required /></Ask>
	</div>;
}
