import { stored_at, type Out } from "../../../core/api.ts";
import { useCall } from "../../../core/data.ts";
import { date_time, weekday_date, yen } from "../../../core/format.ts";
import { useStore } from "../../../core/store.ts";
import { t } from "../../../i18n/index.ts";
import { EmptyState, ErrorNotice, LinkButton, Loading, Money, Page, StoredAt } from "../../../ui/index.ts";
import { SignInFirst } from "../parts/SignInFirst.tsx";
import { who } from "../who.ts";
import "../parts/balance.css";
import "./purse.css";

type Purse = Out<"GET /api/till/purse">;

export default function PursePage() {
	const { state } = useStore(who);
	if (state === "asking")
		return <Loading />;
	return <Page title={t("resident.purse")}>
		{state === "in" ? <Inside /> : <SignInFirst text={t("resident.purse_sign_in")} />}
	</Page>;
}

function Inside() {
	const data = useCall("GET /api/till/purse", {});
	const purse = data.value;
	if (!purse)
		return data.error ? <ErrorNotice error={data.error} retry={data.reload} /> : <Loading />;
	if (!purse.has_person)
		return <EmptyState title={t("resident.no_person_title")}>
			<p>{t("resident.no_person_text")}</p>
			<div class="row">
				<LinkButton kind="primary" href="/link">{t("resident.link")}</LinkButton>
				<LinkButton href="/campaigns">{t("resident.how_to_buy")}</LinkButton>
			</div>
		</EmptyState>;
	const kept = stored_at(purse);
	return <>
		<StoredAt at={kept} />
		<section class="card balance" aria-label={t("resident.balance")}>
			<p class="balance__label">{t("resident.balance")}</p>
			<p><Money yen={purse.balance_yen} big /></p>
			{!kept && <p class="quiet">{t("resident.as_of", { time: date_time(purse.as_of) })}</p>}
			{purse.next_expiry_on && <p>{t("resident.next_expiry", { day: weekday_date(purse.next_expiry_on) })}</p>}
		</section>
		<div class="stack stack--close">
			<LinkButton kind="primary" wide href="/pay">{t("resident.pay")}</LinkButton>
			<LinkButton wide href="/purse/history">{t("resident.history")}</LinkButton>
		</div>
		<section class="stack">
			<h2>{t("resident.lots_title")}</h2>
			{purse.lots.length === 0
				? <EmptyState title={t("resident.lots_empty")}>
					<p><a href="/campaigns">{t("resident.how_to_buy")}</a></p></EmptyState>
				: <ul class="lots">{purse.lots.map((lot) => <Lot key={lot.lot_id} lot={lot} />)}</ul>}
		</section>
	</>;
}

function Lot({ lot }: { lot: Purse["lots"][number] }) {
	return <li class="card lot">
		<h3>{lot.campaign_name} {lot.round_name}</h3>
		<p class="lot__left"><Money yen={lot.left_yen} /></p>
		<p class="quiet">{t("resident.lot_of", { face: yen(lot.face_yen) })}</p>
		{lot.is_usable
			? <p>{t("resident.lot_until", { day: weekday_date(lot.use_to_on) })}</p>
			: <p><strong>{t("resident.lot_from", { day: weekday_date(lot.use_from_on) })}</strong></p>}
	</li>;
}
