// Takes a payment: amount, one more look at it, then the code of the phone or the card.
// A code lives for a minute and a card opens for a minute, so they come last; a reader
// that was used too early is remembered for a while.
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { call, Refusal } from "../../../core/api.ts";
import { error_text } from "../../../core/errors.ts";
import { yen } from "../../../core/format.ts";
import { useOnce, type OnceState } from "../../../core/once.ts";
import { chime, sound_unlock, vibrate } from "../../../core/sound.ts";
import { t } from "../../../i18n/index.ts";
import { Scanner } from "../../../scan/Scanner.tsx";
import { useWedge } from "../../../scan/wedge.ts";
import { Button, Keypad, LinkButton, Loading, Money, MovingProof, Notice, Steps } from "../../../ui/index.ts";
import { till_code, type TillCode } from "../codes.ts";
import { Behind } from "../parts/Behind.tsx";
import { PinPad, pin_least } from "../parts/PinPad.tsx";
import { before_reader, useRun } from "../reader.ts";

const most_yen = 1_000_000;
const early_code_lives_ms = 45_000;
const wrong_codes = {
	poster: "shop.code_is_poster", card_mistyped: "shop.card_mistyped", unknown: "shop.code_unknown",
} as const;
type Step = "amount" | "check" | "code" | "pin";
type Usable = Extract<TillCode, { kind: "code" | "card" }>;

export default function TakePage() {
	return <Behind title={t("shop.take")} right="shop.take">{() => <Take />}</Behind>;
}

function Take() {
	const once = useOnce("taking", "POST /api/till/takings");
	const { state } = once;
	const [step, set_step] = useState<Step>("amount");
	const [amount_yen, set_amount_yen] = useState(0);
	const [card_no, set_card_no] = useState("");
	const [problem, set_problem] = useState<string | null>(null);
	const early = useRef<{ code: Usable; at_ms: number } | null>(null);

	useEffect(() => {
		if (state.step === "done")
			vibrate([200, 100, 200]);
		if (state.step === "done" || state.step === "refused")
			chime(state.step === "done" ? "paid" : "refused");
	}, [state.step]);

	/** Together with the heading, so that a screen reader tells where one is. */
	function walk(to: Step) {
		set_problem(null);
		set_step(to);
	}
	function use(code: Usable) {
		early.current = null;
		if (code.kind === "card") {
			set_card_no(code.card_no);
			return walk("pin");
		}
		void once.run({ code: code.code, amount_yen });
	}
	function read(text: string) {
		const code = till_code(text);
		if (code.kind === "code" || code.kind === "card")
			return use(code);
		chime("refused");
		set_problem(t(wrong_codes[code.kind]));
		window.scrollTo(0, 0);
	}
	function agreed() {
		const kept = early.current;
		if (kept && Date.now() - kept.at_ms < early_code_lives_ms)
			use(kept.code);
		else
			walk("code");
	}
	function again(to: Step) {
		once.reset();
		walk(to);
	}

	if (state.step !== "idle")
		return <Outcome state={state} on_again={again} on_next={() => {
			set_amount_yen(0);
			again("amount");
		}} />;
	const steps = [t("shop.step_amount"), t("shop.step_check"), t("shop.step_code")];
	return <div class="stack">
		<Steps steps={steps} now={step === "amount" ? 1 : step === "check" ? 2 : 3} />
		{problem && <Notice kind="error" live title={problem} />}
		{step === "amount" && <Amount amount_yen={amount_yen} on_amount={set_amount_yen} on_next={() => {
			void sound_unlock();
			walk("check");
		}} on_early={(code) => {
			early.current = { code, at_ms: Date.now() };
		}} />}
		{step === "check" && <Check amount_yen={amount_yen} on_yes={agreed} on_back={() => walk("amount")}
			on_early={(code) => {
				early.current = { code, at_ms: Date.now() };
			}} />}
		{step === "code" && <div class="stack">
			<Due amount_yen={amount_yen} on_change={() => walk("amount")} />
			<Scanner what={t("shop.scan_what")} on_code={read}
				typed={{ label: t("shop.scan_typed"), support: t("shop.scan_typed_support") }} />
		</div>}
		{step === "pin" && <Pin amount_yen={amount_yen} card_no={card_no} on_back={() => walk("code")}
			on_open={(code) => void once.run({ code, amount_yen })} />}
	</div>;
}

/** A reader was used before its turn: its digits are no amount. */
function useEarly(on_early: (code: Usable) => void, on_wrong: () => void) {
	const [is_kept, set_is_kept] = useState(false);
	useWedge((text) => {
		const code = till_code(text);
		on_wrong();
		if (code.kind !== "code" && code.kind !== "card")
			return chime("refused");
		chime("found");
		on_early(code);
		set_is_kept(true);
	});
	return is_kept ? <Notice kind="success" live title={t("shop.early")} /> : null;
}

function Amount({ amount_yen, on_amount, on_next, on_early }: {
	amount_yen: number; on_amount: (yen: number) => void; on_next: () => void; on_early: (code: Usable) => void;
}) {
	const [error, set_error] = useState<string>();
	const past = useRef([{ yen: amount_yen, at_ms: 0 }]);
	const run = useRun();
	function change(next: number) {
		set_error(undefined);
		past.current = [...past.current.slice(-80), { yen: next, at_ms: run.current.last_ms }];
		on_amount(next);
	}
	const early = useEarly(on_early, () => change(before_reader(past.current, run.current.began_ms)));
	return <form class="stack till" onSubmit={(event) => {
		event.preventDefault();
		if (amount_yen > 0)
			on_next();
		else
			set_error(t("shop.amount_missing"));
	}}>
		{early}
		<Keypad label={t("shop.amount_to_pay")} value={amount_yen} max={most_yen} error={error} on_value={change} />
		<Button kind="primary" wide type="submit">{t("ui.next")}</Button>
	</form>;
}

function Check({ amount_yen, on_yes, on_back, on_early }: {
	amount_yen: number; on_yes: () => void; on_back: () => void; on_early: (code: Usable) => void;
}) {
	const early = useEarly(on_early, () => {});
	const amount = useRef<HTMLDivElement>(null);
	useLayoutEffect(() => amount.current?.focus(), []);
	return <div class="stack till">
		{early}
		<div class="due due--check" ref={amount} tabIndex={-1}>
			<p>{t("shop.check_text")}</p>
			<p><Money yen={amount_yen} big /></p>
		</div>
		<Button kind="primary" wide on_click={on_yes}>{t("shop.check_yes", { amount: yen(amount_yen) })}</Button>
		<Button wide on_click={on_back}>{t("shop.check_no")}</Button>
	</div>;
}

function Due({ amount_yen, on_change }: { amount_yen: number; on_change?: () => void }) {
	return <div class="due">
		<p><span class="quiet">{t("shop.amount_to_pay")}</span><br /><Money yen={amount_yen} big /></p>
		{on_change && <Button small kind="text" on_click={on_change}>{t("shop.check_no")}</Button>}
	</div>;
}

function Pin({ amount_yen, card_no, on_open, on_back }: {
	amount_yen: number; card_no: string; on_open: (code: string) => void; on_back: () => void;
}) {
	const [pin, set_pin] = useState("");
	const [error, set_error] = useState<string>();
	const [busy, set_busy] = useState(false);
	async function open() {
		if (busy)
			return;
		if (pin.length < pin_least)
			return set_error(t("shop.pin_short"));
		set_busy(true);
		set_error(undefined);
		try {
			const opened = await call("POST /api/till/card-openings", { card_no, pin });
			on_open(opened.code);
		} catch (failure) {
			chime("refused");
			set_error(card_error(failure));
		} finally {
			set_pin("");
			set_busy(false);
		}
	}
	return <form class="stack till" onSubmit={(event) => {
		event.preventDefault();
		void open();
	}}>
		<Notice title={t("shop.turn_screen")}><p>{t("shop.turn_screen_text")}</p></Notice>
		<Due amount_yen={amount_yen} />
		<p class="quiet">{t("shop.card_ends", { digits: card_no.slice(-4) })}</p>
		<PinPad value={pin} error={error} on_value={(next) => {
			set_error(undefined);
			set_pin(next);
		}} />
		<Button kind="primary" wide type="submit" busy={busy}>{t("shop.pin_pay", { amount: yen(amount_yen) })}</Button>
		<Button wide on_click={on_back}>{t("ui.back")}</Button>
	</form>;
}

function card_error(failure: unknown): string {
	const first = failure instanceof Refusal ? failure.errors[0] : undefined;
	const left = first?.params?.tries_left;
	return typeof left === "number" ? t("shop.pin_wrong", { left }) : error_text(failure);
}

/** The step that mends a refusal: the amount, or the code. */
export function step_after(code: string): Step {
	return code === "purse_short" || code === "card_limit" || code === "invalid_input" ? "amount" : "code";
}

interface OutcomeProps {
	state: Exclude<OnceState<"POST /api/till/takings">, { step: "idle" }>;
	on_again: (step: Step) => void;
	on_next: () => void;
}

function Outcome(props: OutcomeProps) {
	const { state } = props;
	const top = useRef<HTMLDivElement>(null);
	useLayoutEffect(() => {
		window.scrollTo(0, 0);
		top.current?.focus({ preventScroll: true });
	}, [state.step]);
	return <div class="stack till outcome" ref={top} tabIndex={-1}>
		{(state.step === "done" || state.step === "refused") && state.earlier && <Notice title={t("once.earlier")} />}
		<Said {...props} />
	</div>;
}

function Said({ state, on_again, on_next }: OutcomeProps) {
	const amount = yen(state.input.amount_yen);
	if (state.step === "done")
		return <>
			<div role="status" class="arrival">
				<MovingProof amount_yen={state.out.amount_yen} digits={state.out.digits} paid_at={state.out.paid_at}
					title={t("shop.received")} digits_label={t("shop.digits_customer")} />
			</div>
			<Button kind="primary" wide on_click={on_next}>{t("shop.take_next")}</Button>
			<LinkButton wide href="/shop/">{t("shop.to_today")}</LinkButton>
		</>;
	if (state.step === "refused") {
		const mend = step_after(state.error.code);
		return <>
			<Notice kind="error" live title={t("shop.not_received", { amount })}>
				<p>{error_text(state.error)}</p>
			</Notice>
			{!state.earlier && <Button kind="primary" wide on_click={() => on_again(mend)}>
				{mend === "amount" ? t("shop.again_amount") : t("shop.again_code")}</Button>}
			<Button wide kind={state.earlier ? "primary" : "secondary"} on_click={on_next}>{t("shop.take_new")}</Button>
		</>;
	}
	return <>
		<Due amount_yen={state.input.amount_yen} />
		{state.step === "sending" ? <Loading text={t("shop.sending")} />
			: <Notice kind="warning" live title={t("once.checking")}><p>{t("once.checking_text")}</p></Notice>}
	</>;
}
