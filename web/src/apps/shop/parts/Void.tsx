// Taking back a payment of today: why, then one more question that names it.
import { useEffect, useState } from "preact/hooks";
import { error_text } from "../../../core/errors.ts";
import { time, yen } from "../../../core/format.ts";
import { useOnce } from "../../../core/once.ts";
import { chime } from "../../../core/sound.ts";
import { tidy_text } from "../../../core/tidy.ts";
import { t } from "../../../i18n/index.ts";
import { Button, Dialog, Notice, RadioGroup, TextField } from "../../../ui/index.ts";
import type { Taking } from "../today.ts";

interface VoidProps {
	taking: Taking | null;
	/** Closed; changed: the payment is taken back. */
	on_close: (changed: boolean) => void;
}

const reasons = ["wrong_amount", "twice", "returned", "other"] as const;

export function Void({ taking, on_close }: VoidProps) {
	const act = useOnce("void", "POST /api/till/takings/{payment_id}/voids");
	const { state } = act;
	useEffect(() => {
		if (state.step === "refused")
			chime("refused");
	}, [state.step]);
	const close = () => {
		on_close(state.step === "done");
		act.reset();
	};
	const is_open = taking !== null || state.step !== "idle";
	const is_busy = state.step === "sending" || state.step === "checking";
	if (state.step === "idle")
		return <Dialog open={taking !== null} title={t("shop.void_title")} on_close={close} foot={<></>}>
			{taking && <Ask key={taking.payment_id} taking={taking} on_cancel={close}
				on_act={(reason) => void act.run({ payment_id: taking.payment_id, reason })} />}
		</Dialog>;
	return <Dialog open={is_open} title={is_busy ? t("once.checking") : state.step === "done"
		? t("shop.void_done") : t("shop.void_refused")} on_close={() => !is_busy && close()}
		foot={is_busy ? <Button busy>{t("ui.close")}</Button>
			: <Button kind="primary" focus on_click={close}>{t("ui.close")}</Button>}>
		{is_busy && <p role="status">{t("once.checking_text")}</p>}
		{state.step === "done" && <Notice kind="success" live
			title={t("shop.void_done_text", { amount: yen(state.out.amount_yen) })} />}
		{state.step === "refused" && <Notice kind="error" live title={error_text(state.error)} />}
	</Dialog>;
}

function Ask({ taking, on_act, on_cancel }:
	{ taking: Taking; on_act: (reason: string) => void; on_cancel: () => void }) {
	const [reason, set_reason] = useState("");
	const [other, set_other] = useState("");
	const [tried, set_tried] = useState(false);
	// A code, which everybody reads in their own language, or the shop's own words.
	const words = reason === "other" ? tidy_text(other) : reason;
	return <form class="stack" noValidate onSubmit={(event) => {
		event.preventDefault();
		set_tried(true);
		if (words)
			on_act(words);
	}}>
		<p class="void-what">
			<strong class="figure number">{yen(taking.amount_yen)}</strong>
			<span>{t("shop.time")} <strong class="number">{time(taking.paid_at, true)}</strong></span>
			<span>{t("shop.digits")} <strong class="number">{taking.digits}</strong></span>
		</p>
		<p>{t("shop.void_text", { amount: yen(taking.amount_yen) })}</p>
		<RadioGroup id="void-reason" name="reason" label={t("shop.void_reason")} required value={reason}
			on_value={set_reason} error={tried && !reason ? t("shop.void_choose") : undefined}
			choices={reasons.map((row) => ({ value: row, label: t(`void_reason.${row}`) }))} />
		{reason === "other" && <TextField id="void-other" name="other" label={t("shop.void_other_label")} required
			max={200} value={other} on_value={set_other} error={tried && !words ? t("problem.missing") : undefined} />}
		<div class="row">
			<Button kind="danger" type="submit">{t("shop.void_act", { amount: yen(taking.amount_yen) })}</Button>
			<Button on_click={on_cancel}>{t("ui.cancel")}</Button>
		</div>
	</form>;
}
