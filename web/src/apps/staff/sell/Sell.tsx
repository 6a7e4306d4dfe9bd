// The counter: round, buyer, sets and cash, result, all on one page.
import { useState } from "preact/hooks";
import type { Out } from "../../../core/api.ts";
import { useCall } from "../../../core/data.ts";
import { today } from "../../../core/format.ts";
import { t } from "../../../i18n/index.ts";
import { Button, DateTime, EmptyState, ErrorNotice, Loading, Page, Steps } from "../../../ui/index.ts";
import { ActState, useAct } from "../act.tsx";
import { guarded } from "../desk.tsx";
import { period, word } from "../parts.tsx";
import { Buyer, type KnownBuyer } from "./Buyer.tsx";
import { Cash } from "./Cash.tsx";
import { Done } from "./Done.tsx";
import "./sell.css";

export type OnSale = Out<"GET /api/sales/campaigns">["campaigns"][number]["rounds"][number] & { campaign: string };

function rounds_on_sale(answer: Out<"GET /api/sales/campaigns"> | undefined): OnSale[] {
	const day = today();
	return (answer?.campaigns ?? [])
		.flatMap((campaign) => campaign.rounds.map((round) => ({ ...round, campaign: campaign.name })))
		.filter((round) => round.sell_from_on <= day && day <= round.sell_to_on);
}

export default guarded("voucher.sell", function Sell() {
	const data = useCall("GET /api/sales/campaigns", {});
	const rounds = rounds_on_sale(data.value);
	const [chosen, set_chosen] = useState<number | null>(null);
	const [buyer, set_buyer] = useState<KnownBuyer | null>(null);
	const sale = useAct("counter-sale", "POST /api/sales/counter-sales");
	const round = rounds.length === 1 ? rounds[0] : rounds.find((row) => row.round_id === chosen);
	const { state } = sale;
	const is_done = state.step === "done";
	const now = is_done ? 4 : !round ? 1 : !buyer ? 2 : 3;

	function next() {
		sale.reset();
		set_buyer(null);
	}
	return <Page title={t("staff.nav_sell")}>
		<div class="sell stack">
			<Steps now={now} steps={[t("sell.step_round"), t("sell.step_buyer"), t("sell.step_cash"), t("sell.step_done")]} />
			{data.error && <ErrorNotice error={data.error} retry={data.reload} />}
			{data.loading && !data.value && <Loading />}
			{state.step === "checking" || (state.step === "refused" && state.earlier) ? <ActState act={sale} /> : null}
			{is_done
				? <Done sale={state.out} earlier={state.earlier} buyer={buyer} on_next={next} />
				: data.value && <>
					<RoundPart rounds={rounds} round={round} on_round={set_chosen} />
					{round && <BuyerPart buyer={buyer} on_buyer={set_buyer} />}
					{round && buyer && <Cash key={`${round.round_id}-${buyer.person_id}`}
						round={round} buyer={buyer} sale={sale} />}
				</>}
		</div>
	</Page>;
});

function RoundPart({ rounds, round, on_round }: {
	rounds: readonly OnSale[]; round: OnSale | undefined; on_round: (round_id: number | null) => void;
}) {
	if (rounds.length === 0)
		return <EmptyState title={t("sell.no_round")}><p>{t("sell.no_round_text")}</p></EmptyState>;
	if (round)
		return <div class="sell__past">
			<p><span class="quiet">{t("sell.step_round")}</span> <strong>{round.campaign} {round.name}</strong>{" "}
				<span class="sell__terms">{t("sell.terms", { price: round.price_yen, face: round.face_yen })}{" "}
					<span class="tag">{word("eligibility", round.eligibility)}</span></span></p>
			{rounds.length > 1 && <Button small kind="text" on_click={() => on_round(null)}>{t("sell.change")}</Button>}
		</div>;
	return <section class="stack">
		<h2>{t("sell.choose_round")}</h2>
		<ul class="cards tidy-cards">
			{rounds.map((row) => <li key={row.round_id} class="card">
				<h3>{row.campaign} {row.name}</h3>
				<p>{t("sell.terms", { price: row.price_yen, face: row.face_yen })}</p>
				<p class="quiet">{word("eligibility", row.eligibility)} / {period(row.sell_from_on, row.sell_to_on)}</p>
				<p><Button label={`${t("sell.take")}: ${row.campaign} ${row.name}`}
					on_click={() => on_round(row.round_id)}>{t("sell.take")}</Button></p>
			</li>)}
		</ul>
	</section>;
}

function BuyerPart({ buyer, on_buyer }: {
	buyer: KnownBuyer | null; on_buyer: (buyer: KnownBuyer | null) => void;
}) {
	if (!buyer)
		return <Buyer on_buyer={on_buyer} />;
	return <div class="sell__past">
		<p><span class="quiet">{t("sell.step_buyer")}</span> <strong>{buyer.kana}</strong>{" "}
			<DateTime at={buyer.birth_on} show="date" /></p>
		<Button small kind="text" on_click={() => on_buyer(null)}>{t("sell.change")}</Button>
	</div>;
}
