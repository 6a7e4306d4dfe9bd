import { useState } from "preact/hooks";
import { useCall } from "../../../core/data.ts";
import { date, time, yen } from "../../../core/format.ts";
import { chime, vibrate } from "../../../core/sound.ts";
import { t } from "../../../i18n/index.ts";
import { Button, EmptyState, ErrorNotice, LinkButton, Loading, Money, MovingProof, Notice, SoundSwitch }
	from "../../../ui/index.ts";
import { may, type Me } from "../me.ts";
import { Behind } from "../parts/Behind.tsx";
import { ProposalNotice, to_come } from "../parts/outlook.tsx";
import { Void } from "../parts/Void.tsx";
import { useToday, type Taking, type Today, type TodayState } from "../today.ts";

/** So long a payment that just came is shown moving. */
const fresh_ms = 120_000;

export default function TodayPage() {
	return <Behind title={t("shop.today")} wide>{(account) => <Inside account={account} />}</Behind>;
}

function Inside({ account }: { account: Me }) {
	const [newest, set_newest] = useState<{ row: Taking; until_ms: number } | null>(null);
	const [taken_back, set_taken_back] = useState<Taking | null>(null);
	const today = useToday((rows) => {
		chime("paid");
		vibrate([200, 100, 200]);
		set_newest({ row: rows[0]!, until_ms: Date.now() + fresh_ms });
	});
	// Somebody may want the money to go elsewhere: the owner sees it where the day begins.
	const outlook = useCall("GET /api/settlement/shop-outlook", may(account, "shop.bank") ? {} : null);
	const { value } = today;
	const shown = newest && Date.now() < newest.until_ms &&
		value?.latest.some((row) => row.payment_id === newest.row.payment_id && row.state === "paid")
		? newest.row : null;
	return <>
		<div class="today">
			<div class="stack">
				{outlook.value?.proposal && <ProposalNotice />}
				<div class="stack news">
					<Connection today={today} />
					<div aria-live="polite">
						{shown && <div key={shown.payment_id} class="arrival">
							<MovingProof amount_yen={shown.amount_yen} digits={shown.digits} paid_at={shown.paid_at}
								title={t("shop.received")} digits_label={t("shop.digits_customer")} />
						</div>}
					</div>
				</div>
				{!value && (today.error
					? <ErrorNotice error={today.error} retry={today.reload} />
					: <Loading />)}
				{value && <Sum value={value} />}
				{may(account, "shop.take") && <LinkButton kind="primary" wide href="/shop/take">{t("shop.take_code")}</LinkButton>}
				{outlook.value && <p><a class="plain-link" href="/shop/payouts">{t("payout.to_come")} {yen(to_come(outlook.value))}</a></p>}
				<SoundSwitch />
			</div>
			{value && <section class="stack stack--close" aria-labelledby="latest">
				<h2 id="latest">{t("shop.latest")}</h2>
				{value.latest.length === 0
					? <EmptyState title={t("shop.none_today")}><p>{t("shop.none_today_text")}</p></EmptyState>
					: <ul class="takings">{value.latest.map((row, at) => <Row key={row.payment_id} row={row} big={at === 0}
						on_void={may(account, "shop.void") && row.state === "paid" && row.is_today
							? () => set_taken_back(row) : undefined} />)}</ul>}
				<p><a class="plain-link" href={`/shop/takings?on_from=${value.on}&on_to=${value.on}`}>{t("shop.all_today")}</a></p>
			</section>}
		</div>
		<Void taking={taken_back} on_close={(changed) => {
			set_taken_back(null);
			if (changed)
				today.reload();
		}} />
	</>;
}

/** Never lets old figures pass for fresh ones. */
function Connection({ today }: { today: TodayState }) {
	const { fetched_at, is_cut, live } = today;
	if (!fetched_at)
		return null;
	const at = time(fetched_at, true);
	if (is_cut)
		return <Notice kind="warning" live title={t("shop.cut", { time: at })}>
			<p>{t("shop.cut_text")}</p>
			<p><Button small on_click={today.reload}>{t("shop.fetch_now")}</Button></p>
		</Notice>;
	return <p class="fresh quiet number">
		<span class={live === "live" ? "fresh__dot fresh__dot--live" : "fresh__dot"} aria-hidden="true" />
		{t("shop.updated", { time: at })} {live === "live" ? t("shop.live") : t("shop.asking")}
	</p>;
}

function Sum({ value }: { value: Today }) {
	return <section class="sum" aria-label={t("shop.today_sum")}>
		<p class="sum__day">{date(value.on)}</p>
		<p><span class="quiet">{t("shop.today_sum")}</span><br /><Money yen={value.amount_yen} big /></p>
		<p class="sum__count number">{t("shop.count", { count: value.payments })}
			{value.voids > 0 && <span class="quiet"> {t("shop.voids", { count: value.voids })}</span>}</p>
	</section>;
}

function Row({ row, big, on_void }: { row: Taking; big: boolean; on_void?: () => void }) {
	const name = { time: time(row.paid_at), amount: yen(row.amount_yen) };
	return <li class={`taking${big ? " taking--newest" : ""}${row.state === "void" ? " taking--void" : ""}`}>
		<span class="taking__digits number"><span class="hidden-text">{t("shop.digits")} </span>{row.digits}</span>
		<span class="taking__what">
			<span class="taking__amount number">{yen(row.amount_yen)}</span>
			<span class="quiet number">{time(row.paid_at)} {t(`means.${row.means}`)}</span>
			{row.state === "void" && <span class="taking__state">{t("payment_state.void")}</span>}
		</span>
		{on_void && <Button small kind="text" label={t("shop.void_label", name)} on_click={on_void}>{t("shop.void")}</Button>}
	</li>;
}
