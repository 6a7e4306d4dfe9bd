// Acts that happen exactly once, for forms and for buttons with a question before.
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Refusal, Unreachable, type In, type Out, type RouteName } from "../../core/api.ts";
import { error_text } from "../../core/errors.ts";
import { useOnce, type OnceState } from "../../core/once.ts";
import { t } from "../../i18n/index.ts";
import { Button, Confirm, Notice } from "../../ui/index.ts";

interface Waiting<R extends RouteName> {
	resolve: (out: Out<R>) => void;
	reject: (error: unknown) => void;
}

export interface Act<R extends RouteName> {
	state: OnceState<R>;
	/** Resolves with the answer, throws the Refusal: what a form wants. */
	run: (input: In<R>) => Promise<Out<R>>;
	reset: () => void;
}

export function useAct<R extends RouteName>(name: string, route: R, secret = false): Act<R> {
	const once = useOnce(name, route, secret);
	const waiting = useRef<Waiting<R> | null>(null);
	const { state } = once;
	useEffect(() => {
		if (state.step === "done")
			waiting.current?.resolve(state.out);
		else if (state.step === "refused")
			waiting.current?.reject(state.error);
		else
			return;
		waiting.current = null;
	}, [state]);
	return {
		state,
		reset: once.reset,
		run: (input) => new Promise((resolve, reject) => {
			if (state.step === "sending" || state.step === "checking")
				return reject(new Refusal(409, "still_running"));
			waiting.current = { resolve, reject };
			once.run(input).catch((error: unknown) => reject(error));
		}),
	};
}

/** While an outcome is unknown; and what came of an act begun before the page was closed. */
export function ActState<R extends RouteName>({ act, done }: {
	act: Act<R>; done?: (out: Out<R>) => ComponentChildren;
}) {
	const { state } = act;
	if (state.step === "checking")
		return <Notice kind="warning" live title={t("once.checking")}>
			<p>{t("once.checking_text")}</p></Notice>;
	if (state.step === "refused" && state.earlier)
		return <Notice kind="error" live title={t("once.earlier")}><p>{error_text(state.error)}</p></Notice>;
	if (state.step === "done" && state.earlier)
		return <Notice kind="success" live title={t("once.earlier")}>
			{done ? done(state.out) : <p>{t("staff.done")}</p>}</Notice>;
	return null;
}

interface AskProps {
	/** Text of the button that opens the question. */
	label: string;
	title: string;
	children?: ComponentChildren;
	act: string;
	danger?: boolean;
	primary?: boolean;
	small?: boolean;
	disabled?: boolean;
	/** Throws what it was refused with; then the question stays and says so. */
	on_act: () => Promise<unknown>;
}

/** A button, a question naming the thing, and what came of it. */
export function Ask({ label, title, children, act, danger, primary, small, disabled, on_act }: AskProps) {
	const [open, set_open] = useState(false);
	const [busy, set_busy] = useState(false);
	const [error, set_error] = useState<unknown>(null);
	async function carry_out() {
		set_busy(true);
		set_error(null);
		try {
			await on_act();
			set_open(false);
		} catch (found) {
			if (!(found instanceof Refusal) && !(found instanceof Unreachable))
				throw found;
			set_error(found);
		} finally {
			set_busy(false);
		}
	}
	return <>
		<Button small={small} disabled={disabled} kind={danger ? "danger" : primary ? "primary" : "secondary"}
			on_click={() => {
				set_error(null);
				set_open(true);
			}}>{label}</Button>
		<Confirm open={open} title={title} act={act} danger={danger} busy={busy}
			on_act={() => void carry_out()} on_close={() => set_open(false)}>
			{error !== null && <Notice kind="error" live title={error_text(error)} />}
			{children}
		</Confirm>
	</>;
}
