import type { Out } from "../../../core/api.ts";
import { useCall } from "../../../core/data.ts";
import { today, weekday_date, yen } from "../../../core/format.ts";
import { t } from "../../../i18n/index.ts";
import { DescriptionList, EmptyState, ErrorNotice, Loading, Page } from "../../../ui/index.ts";

type Campaign = Out<"GET /api/sales/campaigns">["campaigns"][number];
type Round = Campaign["rounds"][number];

/** What is sold, when, for how much, and how to buy it at the counter. */
export default function Campaigns() {
	const data = useCall("GET /api/sales/campaigns", {});
	const campaigns = data.value?.campaigns.filter((row) => row.rounds.length > 0);
	return <Page title={t("resident.campaigns")}>
		{data.error && <ErrorNotice error={data.error} retry={data.reload} />}
		{!campaigns && !data.error && <Loading />}
		{campaigns?.length === 0 && <EmptyState title={t("resident.campaigns_empty")}>
			<p>{t("resident.campaigns_empty_text")}</p></EmptyState>}
		{campaigns?.map((row) => <section key={row.campaign_id} class="stack">
			<h2>{row.name}</h2>
			<p>{t("resident.cap_campaign", { sets: row.cap_sets })}</p>
			{row.rounds.toSorted((a, b) => turn_of(a) - turn_of(b)).map((round) => <RoundCard key={round.round_id} round={round} />)}
		</section>)}
		<section class="stack stack--close">
			<h2>{t("resident.how_to_buy")}</h2>
			<ol>
				<li>{t("resident.buy_1")}</li>
				<li>{t("resident.buy_2")}</li>
				<li>{t("resident.buy_3")}</li>
				<li>{t("resident.buy_4")}</li>
			</ol>
			<p><a href="/link">{t("resident.link")}</a></p>
		</section>
	</Page>;
}

/** What can be bought first, then what will be, then what is over. */
function turn_of(round: Round): number {
	const day = today();
	return day > round.sell_to_on ? 2 : day < round.sell_from_on ? 1 : 0;
}

function state_of(round: Round): string {
	const day = today();
	if (day < round.sell_from_on)
		return t("resident.sale_before", { day: weekday_date(round.sell_from_on) });
	if (day <= round.sell_to_on)
		return t("resident.sale_now", { day: weekday_date(round.sell_to_on) });
	return t("resident.sale_after");
}

function span(from: string, to: string): string {
	return t("resident.from_to", { from: weekday_date(from), to: weekday_date(to) });
}

function RoundCard({ round }: { round: Round }) {
	return <section class="card">
		<h3>{round.name}</h3>
		<p><strong>{state_of(round)}</strong></p>
		<DescriptionList rows={[
			{ label: t("resident.price"), value: t("resident.price_of",
				{ price: yen(round.price_yen), face: yen(round.face_yen) }) },
			{ label: t("resident.cap"), value: t("resident.cap_sets", { sets: round.cap_sets }) },
			{ label: t("resident.who_may"), value: round.eligibility === "residents"
				? t("resident.who_residents") : t("resident.who_anyone") },
			round.apply_from_on && round.apply_to_on &&
				{ label: t("resident.apply_days"), value: span(round.apply_from_on, round.apply_to_on) },
			{ label: t("resident.sell_days"), value: span(round.sell_from_on, round.sell_to_on) },
			{ label: t("resident.use_days"), value: span(round.use_from_on, round.use_to_on) },
		].filter((row) => typeof row === "object")} />
	</section>;
}
