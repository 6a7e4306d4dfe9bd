import { address_of, type Out } from "../../../core/api.ts";
import { useCall } from "../../../core/data.ts";
import { number, yen } from "../../../core/format.ts";
import { useWatch } from "../../../core/live.ts";
import type { PageProps } from "../../../core/router.tsx";
import { t } from "../../../i18n/index.ts";
import { DateTime, DescriptionList, EmptyState, ErrorNotice, LinkButton, List, Loading, Meter, Notice,
	Table } from "../../../ui/index.ts";
import { ActState, Ask, useAct } from "../act.tsx";
import { guarded } from "../desk.tsx";
import { MoneyPage } from "../funds.tsx";
import { Figures } from "../figures.tsx";
import { History } from "../history.tsx";
import { Only, RowLink, Tag, long_day } from "../parts.tsx";
import { usePresence } from "../presence.ts";

type Shown = Out<"GET /api/settlement/closings/{closing_id}">;

export default guarded("settlement.view", function Closing({ params }: PageProps) {
	const closing_id = Number(params.closing_id);
	const data = useCall("GET /api/settlement/closings/{closing_id}", { closing_id });
	const row = data.value;
	const open = row !== undefined && ["building", "ready", "posting"].includes(row.state);
	useWatch(usePresence() && open ? address_of("GET /api/settlement/closing-events", {}) : null, data.reload);
	return <MoneyPage wide title={row ? t("closing.of", { from: long_day(row.from_on), to: long_day(row.to_on) })
		: t("closing.title")}>
		{data.error && <ErrorNotice error={data.error} retry={data.reload} />}
		{!row && data.loading && <Loading />}
		{row && <>
			<p class="row"><Tag kind="closing_state" code={row.state} bad={row.state === "ready"} /></p>
			<Work row={row} />
			{row.state !== "building" && row.state !== "cancelled" && <Figures rows={[
				{ label: t("closing.yen"), value: yen(row.yen) },
				{ label: t("closing.shops"), value: number(row.shops) },
				{ label: t("closing.payments"), value: number(row.payments) },
				{ label: t("closing.held_yen"), value: yen(row.held_yen), href: `/staff/closings/${closing_id}?is_held=true` },
			]} />}
			<DescriptionList rows={[
				{ label: t("closing.pay_on"), value: long_day(row.pay_on) },
				{ label: t("closing.asked_by"), value: row.asked_by_name ?? "" },
				row.decided_by_name !== undefined && { label: t("closing.decided_by"), value: row.decided_by_name },
				row.closed_at !== undefined && { label: t("closing_state.closed"), value: <DateTime at={row.closed_at} /> },
			]} />
			{row.state !== "building" && row.concern && <Concern closing_id={closing_id} concern={row.concern} />}
			<Decide key={row.state} row={row} on_done={data.reload} />
			{row.rounds.length > 0 && <Rounds rows={row.rounds} />}
			{row.state !== "building" && row.state !== "cancelled" && <Shops key={row.yen} closing_id={closing_id} />}
			<p class="no-print"><LinkButton kind="text" href="/staff/closings">{t("closing.to_list")}</LinkButton></p>
			<History key={`${row.state} ${row.yen}`} object="closing" object_id={closing_id} />
		</>}
	</MoneyPage>;
});

/** The job behind it, while it works and when it came to nothing. */
function Work({ row }: { row: Shown }) {
	const { job } = row;
	if (row.state !== "building" && row.state !== "posting")
		return null;
	if (job && (job.state === "failed" || job.state === "cancelled"))
		return <Notice kind="error" live title={t("closing.stuck")} />;
	return <Notice live title={t(row.state === "building" ? "closing.building" : "closing.posting")}>
		<p>{t("closing.building_text")}</p>
		{job && job.total > 1 && <Meter label={t("closing.progress")} value={job.done} all={job.total} />}
	</Notice>;
}

/** By round and part: what the books will say. */
export function Rounds({ rows }: { rows: Shown["rounds"] }) {
	return <Table name="closing-rounds" caption={t("closing.by_round")} rows={rows} row_key={(row) => row.round_id}
		columns={[
			{ key: "round", label: t("closing.round"), cell: (row) => row.round_name ?? "" },
			{ key: "paid", label: t("closing.paid_part"), number: true, cell: (row) => yen(row.paid_part_yen) },
			{ key: "premium", label: t("closing.premium_part"), number: true, cell: (row) => yen(row.premium_part_yen) },
			{ key: "yen", label: t("closing.yen"), number: true, cell: (row) => yen(row.paid_part_yen + row.premium_part_yen) },
		]} />;
}

/** What is open about the shops it pays; nothing of it keeps anybody from confirming. */
function Concern({ closing_id, concern }: { closing_id: number; concern: NonNullable<Shown["concern"]> }) {
	const { findings, lines } = concern;
	const only = `paying_closing_id=${closing_id}&state=open`;
	if (findings + lines === 0)
		return <p>{t("closing.concern_none")}</p>;
	return <Notice kind="warning" title={t("closing.concern")}>
		{findings > 0 && <p>{t("closing.concern_findings", { count: number(findings), shops: number(concern.finding_shops),
			amount: yen(concern.finding_yen) })}<br /><a href={`/staff/checks?${only}`}>{t("closing.concern_see_findings")}</a></p>}
		{lines > 0 && <p>{t("closing.concern_lines", { count: number(lines), shops: number(concern.line_shops),
			amount: yen(concern.line_yen) })}<br /><a href={`/staff/bank-lines?${only}`}>{t("closing.concern_see_lines")}</a></p>}
		<p>{t("closing.concern_text")}</p>
	</Notice>;
}

/** Confirmed by another person than who asked, or dropped. */
function Decide({ row, on_done }: { row: Shown; on_done: () => void }) {
	const { closing_id } = row;
	const confirm = useAct(`closing-confirm-${closing_id}`, "POST /api/settlement/closings/{closing_id}/confirmations");
	const cancel = useAct(`closing-cancel-${closing_id}`, "POST /api/settlement/closings/{closing_id}/cancellations");
	const stuck = row.state === "posting" && row.job?.state === "failed";
	if (row.state === "closed" || row.state === "cancelled" || (row.state === "posting" && !stuck))
		return null;
	return <Only right="settlement.close">
		{row.state === "ready" && row.is_own && <p>{t("closing.confirm_second")}</p>}
		<ActState act={confirm} />
		<ActState act={cancel} />
		<div class="row no-print">
			{row.state !== "building" && !row.is_own && <Ask primary label={t("closing.confirm")} act={t("closing.confirm")}
				title={t("closing.confirm_title", { amount: yen(row.yen) })} on_act={async () => {
					try {
						await confirm.run({ closing_id, yen: row.yen });
					} finally {
						on_done();
					}
				}}><p>{t("closing.confirm_text", { shops: number(row.shops) })}</p></Ask>}
			<Ask danger small label={t("closing.cancel")} act={t("closing.cancel")} title={t("closing.cancel_title")}
				on_act={async () => {
					await cancel.run({ closing_id });
					on_done();
				}}><p>{t("closing.cancel_text")}</p></Ask>
		</div>
	</Only>;
}

function Shops({ closing_id }: { closing_id: number }) {
	return <section class="stack">
		<h2>{t("closing.shop_list")}</h2>
		<List route="GET /api/settlement/closing-shops" fixed={{ closing_id }} caption={t("closing.shop_list")} order="amount"
			row_key={(row) => row.closing_shop_id}
			filters={[
				{ name: "q", label: t("closing.shop_q"), kind: "text" },
				{ name: "is_held", label: t("closing.only_held"), kind: "select",
					choices: [{ value: "true", label: t("closing.only_held_yes") }] },
			]}
			empty={<EmptyState title={t("closing.shops_none")}><p>{t("closing.shops_none_text")}</p></EmptyState>}
			columns={[
				{ key: "name", label: t("closing.shop"), cell: (row) =>
					<RowLink to={`/staff/closings/${closing_id}/shops/${row.closing_shop_id}`}>{row.name}</RowLink> },
				{ key: "shop_no", label: t("closing.shop_no"), up: "shop", cell: (row) => <span class="number">{row.shop_no}</span> },
				{ key: "payments", label: t("closing.payments"), number: true, cell: (row) => number(row.payments) },
				{ key: "yen", label: t("closing.yen"), main: true, down: "amount", cell: (row) => yen(row.yen) },
				{ key: "held_yen", label: t("closing.held_yen"), number: true, down: "held", cell: (row) => yen(row.held_yen) },
				{ key: "held", label: t("closing.only_held"), cell: (row) =>
					row.is_shop_held ? <span class="tag tag--bad">{t("closing.shop_held")}</span> : "" },
			]} />
	</section>;
}
