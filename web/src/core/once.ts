// Acts that must happen exactly once.  The key is kept on the device before anything is
// sent and until a definite answer has come; while the outcome is unknown the same key is
// sent again, with growing pauses.  A page that was closed in between goes on when it is
// opened again.
import { useEffect, useRef, useState } from "preact/hooks";
import { Refusal, Unreachable, call, type CallOptions, type In, type Out, type RouteName }
	from "./api.ts";
import { kept_drop, kept_get, kept_keys, kept_set } from "./store.ts";

/** Keys live 24 hours on the server: an older one settles nothing. */
const key_lives_ms = 23 * 3600_000;
const pauses_ms = [1000, 2000, 4000, 8000, 15_000, 30_000];

export interface Pending<R extends RouteName = RouteName> {
	name: string;
	key: string;
	route: R;
	input: In<R>;
	since: number;
	/** Sent at least once without a definite answer. */
	unsure: boolean;
	/** Holds a PIN or a person's data: never kept on the device. */
	secret?: boolean;
}

const place = (pending: { name: string; key: string }) => `once.${pending.name}.${pending.key}`;

/** Acts of this name, begun on this device, without a definite answer yet. */
export function once_pending<R extends RouteName>(name: string): Pending<R>[] {
	const found: Pending<R>[] = [];
	for (const at of kept_keys(`once.${name}.`)) {
		try {
			found.push(JSON.parse(kept_get(at) ?? "") as Pending<R>);
		} catch {
			kept_drop(at);
		}
	}
	return found.toSorted((a, b) => a.since - b.since);
}

export function once_begin<R extends RouteName>(
	name: string, route: R, input: In<R>, secret = false,
): Pending<R> {
	const pending =
		{ name, key: crypto.randomUUID(), route, input, since: Date.now(), unsure: false, secret };
	keep(pending);
	return pending;
}

function keep(pending: Pending) {
	if (!pending.secret)
		kept_set(place(pending), JSON.stringify(pending));
}

/** Does this answer leave open whether the act happened? */
export function is_unsure(error: unknown): boolean {
	if (error instanceof Unreachable)
		return true;
	return error instanceof Refusal &&
		(error.status === 503 || error.code === "still_running" || error.code === "outcome_unknown");
}

export interface SettleOptions {
	signal?: AbortSignal;
	/** Told when the outcome is unknown and the act will be sent again. */
	on_unsure?: () => void;
	send?: typeof call;
	pause?: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/**
 * Sends until the outcome is definite: returns the answer or throws its Refusal.
 * A refusal by sign-in or by a limit says nothing about an earlier, unsure sending:
 * then the act stays pending.
 */
export async function once_settle<R extends RouteName>(
	pending: Pending<R>, options: SettleOptions = {},
): Promise<Out<R>> {
	const { signal, on_unsure, send = call, pause = wait } = options;
	const sending: CallOptions = { once: pending.key, signal, wait_ms: 20_000 };
	for (let turn = 0; ; turn++) {
		if (Date.now() - pending.since > key_lives_ms) {
			kept_drop(place(pending));
			throw new Refusal(503, "outcome_unknown");
		}
		try {
			const out = await send(pending.route, pending.input, sending);
			kept_drop(place(pending));
			return out;
		} catch (error) {
			if (signal?.aborted)
				throw error;
			if (!is_unsure(error)) {
				const says_nothing = error instanceof Refusal && [401, 403, 429].includes(error.status);
				if (!pending.unsure || !says_nothing)
					kept_drop(place(pending));
				if (!pending.unsure || !says_nothing || (error as Refusal).status !== 429)
					throw error;
			}
		}
		pending.unsure = true;
		keep(pending);
		on_unsure?.();
		await pause(pauses_ms[Math.min(turn, pauses_ms.length - 1)]!, signal);
	}
}

/** Ends early when the network comes back or the page is looked at again. */
function wait(ms: number, signal?: AbortSignal): Promise<void> {
	return new Promise((resolve, reject) => {
		const timer = setTimeout(end, ms);
		function end() {
			clearTimeout(timer);
			removeEventListener("online", end);
			signal?.removeEventListener("abort", end);
			if (signal?.aborted)
				reject(signal.reason as Error);
			else
				resolve();
		}
		addEventListener("online", end);
		signal?.addEventListener("abort", end);
	});
}

/** Runs work while no other tab of this browser holds the same act. */
async function alone<T>(key: string, work: () => Promise<T>): Promise<T | "held"> {
	if (!navigator.locks)
		return work();
	return navigator.locks.request(`once.${key}`, { ifAvailable: true },
		async (lock) => lock ? work() : "held" as const);
}

export type OnceState<R extends RouteName> =
	| { step: "idle" }
	| { step: "sending" | "checking"; input: In<R>; earlier: boolean }
	| { step: "done"; input: In<R>; out: Out<R>; earlier: boolean }
	| { step: "refused"; input: In<R>; error: Refusal; earlier: boolean };

export interface Once<R extends RouteName> {
	state: OnceState<R>;
	/** Nothing happens while an earlier act is not settled. */
	run(input: In<R>): Promise<void>;
	/** Back to idle after done or refused. */
	reset(): void;
}

/**
 * An act of a page.  When the page opens and an act of this name is still without an
 * answer, it settles first: step "checking", then "done" or "refused", with earlier true.
 * secret: the input is never kept on the device, so closing the page ends the asking.
 */
export function useOnce<R extends RouteName>(name: string, route: R, secret = false): Once<R> {
	const [state, set_state] = useState<OnceState<R>>({ step: "idle" });
	const busy = useRef(false);
	const stop = useRef(new AbortController());

	async function settle(pending: Pending<R>, earlier: boolean) {
		const { input } = pending;
		busy.current = true;
		set_state({ step: earlier ? "checking" : "sending", input, earlier });
		try {
			const out = await once_settle(pending, {
				signal: stop.current.signal,
				on_unsure: () => set_state({ step: "checking", input, earlier }),
			});
			set_state({ step: "done", input, out, earlier });
		} catch (error) {
			if (stop.current.signal.aborted)
				return;
			if (!(error instanceof Refusal))
				throw error;
			set_state({ step: "refused", input, error, earlier });
		} finally {
			busy.current = false;
		}
	}

	useEffect(() => {
		const controller = stop.current = new AbortController();
		void (async () => {
			for (const pending of once_pending<R>(name))
				if (pending.route === route && !controller.signal.aborted)
					await alone(pending.key, () => settle(pending, true));
		})();
		return () => controller.abort();
	}, [name, route]);

	return {
		state,
		async run(input) {
			if (busy.current)
				return;
			busy.current = true;
			const pending = once_begin(name, route, input, secret);
			await alone(pending.key, () => settle(pending, false));
		},
		reset: () => set_state({ step: "idle" }),
	};
}
