import { useOnce, type Once } from "../../../core/once.ts";
import { error_text } from "../../../core/errors.ts";
import { yen } from "../../../core/format.ts";
import { t } from "../../../i18n/index.ts";
import { Loading, Notice } from "../../../ui/index.ts";

/** The act of paying, under the same name wherever it is begun or settled. */
export function usePayment(): Once<"POST /api/till/payments"> {
	return useOnce("pay", "POST /api/till/payments");
}

/** The outcome of a payment that was left open: it is asked for until it is known. */
export function Earlier() {
	return <EarlierNotice once={usePayment()} />;
}

export function EarlierNotice({ once }: { once: Once<"POST /api/till/payments"> }) {
	const { state } = once;
	if (state.step === "idle" || !state.earlier)
		return null;
	const amount = yen(state.input.amount_yen);
	if (state.step === "done")
		return <Notice kind="success" live title={t("resident.earlier_done", { amount, shop: state.out.shop_name })}>
			<p><a href={`/paid/${state.out.payment_id}`}>{t("resident.earlier_see")}</a></p>
		</Notice>;
	if (state.step === "refused")
		return <Notice kind="warning" live title={t("resident.earlier_refused", { amount })}>
			<p>{error_text(state.error)}</p>
		</Notice>;
	return <Checking amount_yen={state.input.amount_yen} />;
}

/** 確認中: nothing may be pressed again, and nothing need be. */
export function Checking({ amount_yen }: { amount_yen: number }) {
	return <Notice kind="warning" live title={t("once.checking")}>
		<p>{t("resident.checking_amount", { amount: yen(amount_yen) })}</p>
		<p>{t("once.checking_text")}</p>
		<Loading text={t("resident.checking")} />
	</Notice>;
}
