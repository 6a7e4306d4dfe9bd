import { useState } from "preact/hooks";
import { Refusal, type Out } from "../../../core/api.ts";
import { useCall } from "../../../core/data.ts";
import { number, today, yen } from "../../../core/format.ts";
import type { PageProps } from "../../../core/router.tsx";
import { useStore } from "../../../core/store.ts";
import { t } from "../../../i18n/index.ts";
import { DescriptionList, ErrorNotice, LinkButton, Loading, Meter, Notice, Page, Select } from "../../../ui/index.ts";
import { ActState, Ask, useAct } from "../act.tsx";
import { guarded, me, useHas } from "../desk.tsx";
import { Figures } from "../figures.tsx";
import { History } from "../history.tsx";
import { Only, Tag, period, word } from "../parts.tsx";

type Campaigns = Out<"GET /api/sales/staff-campaigns">;
type Campaign = Campaigns["campaigns"][number];
type RoundRow = Campaign["rounds"][number];

export function find_round(all: Campaigns | undefined, round_id: number) {
	for (const campaign of all?.campaigns ?? [])
		for (const round of campaign.rounds)
			if (round.round_id === round_id)
				return { campaign, round };
	return undefined;
}

export default guarded("voucher.view", function Round({ params }: PageProps) {
	const round_id = Number(params.round_id);
	const data = useCall("GET /api/sales/staff-campaigns", {});
	const found = find_round(data.value, round_id);
	const missing = data.value && !found;
	return <Page wide title={found ? `${found.campaign.name} ${found.round.name}` : t("staff.round")}>
		{data.error && <ErrorNotice error={data.error} retry={data.reload} />}
		{missing && <ErrorNotice error={new Refusal(404, "not_found")} />}
		{!data.value && data.loading && <Loading />}
		{found && <>
			<div class="pair">
				<Facts round={found.round} />
				<Preview round_id={round_id} draft={found.round.state === "draft"} />
			</div>
			<div class="row no-print">
				<Only right="voucher.edit"><LinkButton href={`/staff/rounds/${round_id}/edit`}>
					{found.round.state === "draft" ? t("staff.round_edit") : t("staff.round_prolong")}</LinkButton></Only>
				<LinkButton kind="text" href="/staff/campaigns">{t("staff.to_campaigns")}</LinkButton>
			</div>
			<History key={found.round.state} object="round" object_id={round_id} />
			<Only right="voucher.publish">
				{found.round.state === "draft"
					? <Publish round={found.round} on_done={data.reload} />
					: <RollOver campaign={found.campaign} round={found.round} on_done={data.reload} />}
			</Only>
		</>}
	</Page>;
});

function Facts({ round }: { round: RoundRow }) {
	return <section class="stack">
		<h2>{t("staff.round_facts")}</h2>
		{round.state === "published" && <Meter label={t("staff.sold_sets")} value={round.sold_sets} all={round.sets}
			note={t("staff.left_note", { sets: number(round.left_sets) })} />}
		<DescriptionList rows={[
			{ label: t("staff.state"), value: <Tag kind="round_state" code={round.state} bad={round.state === "draft"} /> },
			{ label: t("staff.eligibility"), value: word("eligibility", round.eligibility) },
			{ label: t("staff.allotment"), value: word("allotment", round.allotment) },
			{ label: t("staff.price"), value: yen(round.price_yen) },
			{ label: t("staff.face"), value: yen(round.face_yen) },
			{ label: t("staff.planned_sets"), value: t("staff.sets_of", { sets: round.planned_sets }) },
			round.sets !== round.planned_sets &&
				{ label: t("staff.sets_now"), value: t("staff.sets_of", { sets: round.sets }) },
			{ label: t("staff.cap_label"), value: t("staff.sets_of", { sets: round.cap_sets }) },
			round.apply_from_on !== undefined && round.apply_to_on !== undefined &&
				{ label: t("staff.apply_period"), value: period(round.apply_from_on, round.apply_to_on) },
			{ label: t("staff.sell_period"), value: period(round.sell_from_on, round.sell_to_on) },
			{ label: t("staff.use_period"), value: period(round.use_from_on, round.use_to_on) },
			{ label: t("staff.rolls_over"), value: round.rolls_over ? t("staff.yes") : t("staff.no") },
		]} />
	</section>;
}

/** What residents will read, the totals, and what to look at again. */
function Preview({ round_id, draft }: { round_id: number; draft: boolean }) {
	const data = useCall("GET /api/sales/rounds/{round_id}/preview", { round_id });
	const preview = data.value;
	return <section class="stack">
		<h2>{draft ? t("staff.preview") : t("staff.preview_now")}</h2>
		{data.error && <ErrorNotice error={data.error} retry={data.reload} />}
		{preview && <>
			{draft && preview.warnings.map((code) => <Notice key={code} kind="warning" title={word("check", code)} />)}
			{draft && preview.warnings.length === 0 && <Notice kind="success" title={t("staff.preview_fine")} />}
			<div class="card">
				<h3>{t("staff.preview_read")}</h3>
				<ul>{preview.sentences.map((line) => <li key={line}>{line}</li>)}</ul>
			</div>
			<Figures rows={[
				{ label: t("staff.premium_percent"), value: `${preview.premium_percent}%` },
				{ label: t("staff.discount_percent"), value: `${preview.discount_percent}%` },
				{ label: t("staff.total_face"), value: yen(preview.total_face_yen) },
				{ label: t("staff.total_premium"), value: yen(preview.total_premium_yen) },
				{ label: t("staff.days_to_sell"), value: t("staff.days", { days: preview.days_to_sell }) },
				{ label: t("staff.days_to_use"), value: t("staff.days", { days: preview.days_to_use }) },
			]} />
		</>}
	</section>;
}

function Publish({ round, on_done }: { round: RoundRow; on_done: () => void }) {
	const who = useStore(me);
	const act = useAct(`publish-${round.round_id}`, "POST /api/sales/rounds/{round_id}/publications");
	const own = round.editor_account_id === who?.account_id;
	return <section class="stack">
		<h2>{t("staff.publish")}</h2>
		<ActState act={act} />
		<p>{own ? t("staff.publish_other") : t("staff.publish_text")}</p>
		{!own && <div><Ask primary label={t("staff.publish")} act={t("staff.publish_act")}
			title={t("staff.publish_ask", { round: round.name })} on_act={async () => {
				await act.run({ round_id: round.round_id });
				on_done();
			}}>
			<p>{t("staff.publish_what", { sets: number(round.planned_sets), price: yen(round.price_yen), face: yen(round.face_yen) })}</p>
			<p>{t("staff.publish_after")}</p></Ask></div>}
	</section>;
}

/** Unsold sets of an ended round into a later one. */
function RollOver({ campaign, round, on_done }: { campaign: Campaign; round: RoundRow; on_done: () => void }) {
	const [to, set_to] = useState("");
	const act = useAct(`roll-over-${round.round_id}`, "POST /api/sales/rounds/{round_id}/roll-overs");
	const later = campaign.rounds.filter((row) => row.state === "published" && row.number > round.number);
	const edits = useHas("voucher.publish");
	if (!edits || !round.rolls_over || round.sell_to_on >= today())
		return null;
	if (act.state.step === "done")
		return <Notice kind="success" live title={t("staff.rolled", { sets: number(act.state.out.moved_sets) })} />;
	const target = later.find((row) => String(row.round_id) === to);
	return <section class="stack">
		<h2>{t("staff.roll_over")}</h2>
		<p>{t("staff.roll_over_text", { sets: number(round.left_sets) })}</p>
		<ActState act={act} />
		{later.length === 0 && <Notice title={t("staff.roll_none")}><p>{t("staff.roll_none_text")}</p></Notice>}
		{later.length > 0 && round.left_sets > 0 && <>
			<Select id="roll-to" name="to_round_id" label={t("staff.roll_to")} value={to} on_value={set_to} required
				choices={later.map((row) => ({ value: String(row.round_id), label: row.name }))} />
			{target && <div><Ask label={t("staff.roll_act")} act={t("staff.roll_act")}
				title={t("staff.roll_ask", { sets: number(round.left_sets), from: round.name, to: target.name })}
				on_act={async () => {
					await act.run({ round_id: round.round_id, to_round_id: target.round_id });
					on_done();
				}}><p>{t("staff.roll_what")}</p></Ask></div>}
		</>}
	</section>;
}
