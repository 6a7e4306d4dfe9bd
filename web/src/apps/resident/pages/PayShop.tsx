import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import { Refusal, type Out } from "../../../core/api.ts";
import { useCall } from "../../../core/data.ts";
import { error_text } from "../../../core/errors.ts";
import { yen } from "../../../core/format.ts";
import { go, useStep, type PageProps } from "../../../core/router.tsx";
import { chime, sound_start, sound_unlock, vibrate } from "../../../core/sound.ts";
import { useStore } from "../../../core/store.ts";
import { tidy_digits } from "../../../core/tidy.ts";
import { t } from "../../../i18n/index.ts";
import { Button, Confirm, Keypad, LinkButton, Loading, Notice, Page }
	from "../../../ui/index.ts";
import { draft_get, draft_set, is_recent, paid_just_now, paid_remember } from "../paid.ts";
import { Checking, EarlierNotice, usePayment } from "../parts/Earlier.tsx";
import { PaidView } from "../parts/PaidView.tsx";
import { Exclusions, ShopPhoto, ShopPlace, type ShopSign } from "../parts/Shop.tsx";
import { sign_in_address } from "../parts/SignInFirst.tsx";
import { who } from "../who.ts";
import "./pay.css";

const most_yen = 1_000_000;
/** Trying again is no use: only another way to the shop is. */
const no_shop_codes: readonly string[] = ["poster_revoked", "poster_invalid", "shop_stopped"];
type Purse = Out<"GET /api/till/purse">;
type Step = "shop" | "amount" | "check";

/** From the shop's code to the payment: the shop, the amount, the check, three touches. */
export default function PayShop({ params, query }: PageProps) {
	const { poster } = params;
	const shop_no = params.shop_no && tidy_digits(params.shop_no);
	const by_poster = useCall("POST /api/till/poster-reads", poster ? { poster } : null);
	const by_number = useCall("POST /api/till/shop-reads", shop_no ? { shop_no } : null);
	const shop = poster ? by_poster : by_number;
	if (shop.error)
		return <NoShop error={shop.error} retry={shop.reload} />;
	if (!shop.value)
		return <Loading text={t("resident.shop_loading")} />;
	return <Walk shop={shop.value} to={poster ? { poster } : { shop_no }} wanted={query.get("step") ?? ""} />;
}

function NoShop({ error, retry }: { error: Error; retry: () => void }) {
	// A server that is busy may know the shop in a moment.
	const said = error instanceof Refusal && error.status < 500 && error.status !== 429;
	const text = said && ["not_found", "invalid_input"].includes(error.code)
		? t("resident.shop_unknown") : error_text(error);
	return <Page title={t("resident.shop_not_read")}>
		<Notice kind="error" live title={text} />
		<div class="row">
			<LinkButton kind={said ? "primary" : "secondary"} href="/pay">{t("resident.shop_other_way")}</LinkButton>
			{!said && <Button kind="primary" on_click={retry}>{t("ui.retry")}</Button>}
		</div>
	</Page>;
}

interface WalkProps { shop: ShopSign; to: { poster?: string; shop_no?: string }; wanted: string }

function Walk({ shop, to, wanted }: WalkProps) {
	const once = usePayment();
	const now = useStore(who).state;
	const is_in = now === "in";
	// Read once for all steps: nothing moves under a finger when it arrives.
	const purse = useCall("GET /api/till/purse", is_in ? {} : null).value;
	const [amount_yen, set_amount] = useState(() => draft_get(shop.shop_no));
	const step: Step = !is_in ? "shop" : wanted === "check" && amount_yen > 0 ? "check"
		: wanted === "amount" || wanted === "check" ? "amount" : "shop";
	const { state } = once;
	const checking = state.step === "checking";
	useStep(checking ? "checking" : step);
	useEffect(sound_start, []);
	useEffect(() => {
		if (state.step !== "done" || state.earlier)
			return;
		chime("paid");
		vibrate([100, 60, 100]);
		paid_remember(state.out);
		go(`/paid/${state.out.payment_id}`, { replace: true });
	}, [state]);

	useEffect(() => {
		if (state.step === "refused" && step !== "check")
			once.reset();
	}, [step]);

	if (state.step === "done" && !state.earlier)
		return <PaidView paid={state.out} />;
	if (checking)
		return <Page title={t("resident.checking")}><Checking amount_yen={state.input.amount_yen} /></Page>;
	if (now === "asking" && wanted !== "")
		return <Loading />;
	const above = <EarlierNotice once={once} />;
	if (step === "shop")
		return <ShopStep shop={shop} above={above} is_in={is_in} />;
	if (step === "amount")
		return <AmountStep shop={shop} purse={purse} above={above} amount_yen={amount_yen} on_amount={(amount) => {
			set_amount(amount);
			draft_set(shop.shop_no, amount);
		}} />;
	const failure = state.step === "refused" && !state.earlier ? state.error : null;
	if (failure && no_shop_codes.includes(failure.code))
		return <NoShop error={failure} retry={once.reset} />;
	return <CheckStep shop={shop} purse={purse} above={above} amount_yen={amount_yen} failure={failure}
		busy={state.step === "sending"} on_pay={() => {
			void sound_unlock();
			void once.run({ ...to, amount_yen });
		}} />;
}

const at_step = (step: Step) => `${location.pathname}?step=${step}`;

function ShopStep({ shop, above, is_in }: { shop: ShopSign; above: preact.JSX.Element; is_in: boolean }) {
	return <Page title={shop.name} lead={<p>{t("resident.shop_is_it")}</p>}>
		{above}
		<div class="stack">
			<ShopPhoto shop={shop} />
			<ShopPlace shop={shop} />
			<Exclusions own={shop.exclusions} />
		</div>
		<div class="stack stack--close">
			{is_in
				? <LinkButton kind="primary" wide big href={at_step("amount")}>{t("resident.to_amount")}</LinkButton>
				: <LinkButton kind="primary" wide big href={sign_in_address(at_step("amount"))}>
					{t("resident.sign_in_and_pay")}</LinkButton>}
			<LinkButton wide href="/pay">{t("resident.shop_other")}</LinkButton>
		</div>
	</Page>;
}

function AmountStep({ shop, purse: has, above, amount_yen, on_amount }: {
	shop: ShopSign; purse?: Purse; above: preact.JSX.Element; amount_yen: number; on_amount: (amount: number) => void;
}) {
	const [tried, set_tried] = useState(false);
	if (has && !has.has_person)
		return <NoPerson />;
	const short = has !== undefined && amount_yen > has.balance_yen;
	const error = short ? t("resident.amount_short", { balance: yen(has.balance_yen) })
		: tried && amount_yen === 0 ? t("resident.amount_missing") : undefined;
	return <Page title={shop.name}>
		{above}
		<Keypad label={has ? t("resident.amount_of", { balance: yen(has.balance_yen) }) : t("resident.amount")}
			value={amount_yen} on_value={on_amount} max={most_yen} error={error} />
		<div class="stack stack--close">
			<Button kind="primary" wide on_click={() => {
				set_tried(true);
				if (amount_yen > 0 && !short)
					go(at_step("check"));
			}}>{t("resident.to_check")}</Button>
			<LinkButton wide href={location.pathname}>{t("ui.back")}</LinkButton>
		</div>
	</Page>;
}

function NoPerson() {
	return <Page title={t("resident.no_person_title")} lead={<p>{t("resident.no_person_text")}</p>}>
		<div class="row">
			<LinkButton kind="primary" href="/link">{t("resident.link")}</LinkButton>
			<LinkButton href="/campaigns">{t("resident.how_to_buy")}</LinkButton>
		</div>
	</Page>;
}

interface CheckProps {
	shop: ShopSign;
	purse?: Purse;
	above: preact.JSX.Element;
	amount_yen: number;
	failure: Refusal | null;
	busy: boolean;
	on_pay: () => void;
}

function CheckStep({ shop, purse, above, amount_yen, failure, busy, on_pay }: CheckProps) {
	const [asking, set_asking] = useState(false);
	const [wanted, set_wanted] = useState(false);
	const latest = useCall("GET /api/till/purse/history", { kind: "payment", limit: 5 });
	const amount = yen(amount_yen);
	const again = paid_just_now(shop.name, amount_yen) || latest.value?.rows.some((row) =>
		row.shop_name === shop.name && row.amount_yen === -amount_yen && is_recent(Date.parse(row.happened_at)));
	const left = purse && purse.balance_yen - amount_yen;
	// Whether it is paid already is known before it is paid, however slow the line is.
	useLayoutEffect(() => {
		if (!wanted || latest.loading)
			return;
		set_wanted(false);
		if (again)
			set_asking(true);
		else
			on_pay();
	}, [wanted, latest.loading]);
	return <Page title={t("resident.check_title")}>
		{above}
		{failure && <Notice kind="error" live title={error_text(failure)} />}
		<section class="card pay-check" aria-label={t("resident.check_label")}>
			<p class="quiet">{t("resident.check_to")}</p>
			<p class="pay-check__shop">{shop.name}</p>
			<ShopPlace shop={shop} />
			<ShopPhoto shop={shop} small />
			<p class="quiet">{t("resident.amount")}</p>
			<p class="pay-check__amount number">{amount}</p>
			{left !== undefined && left >= 0 && <p>{t("resident.check_left", { balance: yen(left) })}</p>}
		</section>
		<p>{t("resident.check_goods")}</p>
		<div class="stack stack--close">
			<Button kind="primary" wide big busy={busy || wanted} on_click={() => {
				void sound_unlock();
				set_wanted(true);
			}}>
				{t("resident.check_act", { amount })}</Button>
			<LinkButton wide href={at_step("amount")}>{t("resident.check_back")}</LinkButton>
		</div>
		<Confirm open={asking} title={t("resident.again_title")} act={t("resident.again_act")}
			on_close={() => set_asking(false)} on_act={() => {
				set_asking(false);
				on_pay();
			}}>
			<p>{t("resident.again_text", { shop: shop.name, amount })}</p>
		</Confirm>
	</Page>;
}
