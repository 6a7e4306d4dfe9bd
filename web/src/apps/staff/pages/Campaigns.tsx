import { useState } from "preact/hooks";
import { call, type Out } from "../../../core/api.ts";
import { useCall } from "../../../core/data.ts";
import { number, yen } from "../../../core/format.ts";
import { useForm } from "../../../core/form.ts";
import { tidy_text, whole_number } from "../../../core/tidy.ts";
import { t } from "../../../i18n/index.ts";
import { EmptyState, ErrorNotice, Form, LinkButton, Loading, Meter, Notice, NumberField, Page, TextField }
	from "../../../ui/index.ts";
import { ActState, useAct } from "../act.tsx";
import { guarded } from "../desk.tsx";
import { Fold, Only, Tag, period } from "../parts.tsx";

type Campaign = Out<"GET /api/sales/staff-campaigns">["campaigns"][number];

export default guarded("voucher.view", function Campaigns() {
	const data = useCall("GET /api/sales/staff-campaigns", {});
	const campaigns = data.value?.campaigns ?? [];
	return <Page wide title={t("staff.nav_campaigns")} lead={<p>{t("staff.campaigns_lead")}</p>}>
		{data.error && <ErrorNotice error={data.error} retry={data.reload} />}
		{!data.value && data.loading && <Loading />}
		{data.value && campaigns.length === 0 &&
			<EmptyState title={t("staff.campaigns_none")}><p>{t("staff.campaigns_none_text")}</p></EmptyState>}
		{campaigns.map((row) => <OneCampaign key={row.campaign_id} campaign={row} on_change={data.reload} />)}
		<Only right="voucher.edit"><Fold label={t("staff.campaign_new")}>
			{(close) => <CampaignForm on_done={() => {
				close();
				data.reload();
			}} />}
		</Fold></Only>
	</Page>;
});

function OneCampaign({ campaign, on_change }: { campaign: Campaign; on_change: () => void }) {
	return <section class="stack">
		<h2>{campaign.name}</h2>
		<p>{t("staff.campaign_cap", { sets: campaign.cap_sets })}</p>
		{campaign.rounds.length === 0 && <EmptyState title={t("staff.rounds_none")}>
			<p>{t("staff.rounds_none_text")}</p></EmptyState>}
		<div class="cards">
			{campaign.rounds.map((row) => <div key={row.round_id} class="card">
				<h3><a href={`/staff/rounds/${row.round_id}`}>{row.name}</a></h3>
				<p class="row"><Tag kind="round_state" code={row.state} bad={row.state === "draft"} />
					<Tag kind="eligibility" code={row.eligibility} /></p>
				<p>{t("sell.terms", { price: row.price_yen, face: row.face_yen })}</p>
				{row.state === "published"
					? <Meter label={t("staff.sold_sets")} value={row.sold_sets} all={row.sets}
						note={t("staff.left_note", { sets: number(row.left_sets) })} />
					: <p>{t("staff.planned", { sets: number(row.planned_sets), amount: yen(row.planned_sets * row.face_yen) })}</p>}
				<p class="quiet">{t("staff.sell_period")}: {period(row.sell_from_on, row.sell_to_on)}</p>
				<p class="quiet">{t("staff.use_period")}: {period(row.use_from_on, row.use_to_on)}</p>
			</div>)}
		</div>
		<Only right="voucher.edit">
			<p><LinkButton small href={`/staff/campaigns/${campaign.campaign_id}/new-round`}>{t("staff.round_new")}</LinkButton></p>
			<Fold label={t("staff.campaign_edit")}>
				{(close) => <CampaignForm campaign={campaign} on_done={() => {
					close();
					on_change();
				}} />}
			</Fold>
		</Only>
	</section>;
}

function CampaignForm({ campaign, on_done }: { campaign?: Campaign; on_done: () => void }) {
	const act = useAct("campaign", "POST /api/sales/staff-campaigns");
	const [kept, set_kept] = useState(false);
	const form = useForm({
		values: { name: campaign?.name ?? "", cap_sets: campaign ? String(campaign.cap_sets) : "10" },
		tidy: { name: tidy_text },
		check(values) {
			const problems = [];
			if (values.name === "")
				problems.push({ pointer: "/name", code: "missing" });
			if (!whole_number(values.cap_sets))
				problems.push({ pointer: "/cap_sets", code: "too_small", params: { min: 1 } });
			return problems;
		},
		async submit({ name, cap_sets }) {
			const input = { name, cap_sets: whole_number(cap_sets)! };
			if (campaign)
				await call("PUT /api/sales/staff-campaigns/{campaign_id}", { campaign_id: campaign.campaign_id, ...input });
			else
				await act.run(input);
			set_kept(true);
			on_done();
		},
	});
	return <div class="stack">
		<h3>{campaign ? t("staff.campaign_edit") : t("staff.campaign_new")}</h3>
		<ActState act={act} />
		{kept && <Notice kind="success" live title={t("ui.saved")} />}
		<Form form={form} submit={t("ui.save")}>
			<TextField {...form.field("name")} label={t("staff.campaign_name")} support={t("staff.residents_read")} max={80} required />
			<NumberField {...form.field("cap_sets")} label={t("staff.campaign_cap_label")} unit={t("sell.sets_unit")} required />
		</Form>
	</div>;
}
