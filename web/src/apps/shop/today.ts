// Today's takings, kept fresh: by events, and by asking anew at least twice a minute, so
// that a line that died silently is noticed.
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { call, Refusal, type Out } from "../../core/api.ts";
import { useWatch, type LiveState } from "../../core/live.ts";

export type Today = Out<"GET /api/till/takings/today">;
export type Taking = Today["latest"][number];

const ask_every_ms = 30_000;
/** Figures older than this are not called current any more. */
export const old_after_ms = 75_000;

export interface TodayState {
	value?: Today;
	/** When the figures were fetched. */
	fetched_at?: Date;
	/** The last try failed, or no answer came for too long. */
	is_cut: boolean;
	error?: Error;
	live: LiveState;
	reload(): void;
}

/** on_new: payments that came while the page was open, newest first. */
export function useToday(on_new: (rows: Taking[]) => void): TodayState {
	const [state, set_state] = useState<{ value?: Today; fetched_at?: Date; error?: Error }>({});
	const [now_ms, set_now_ms] = useState(() => Date.now());
	const highest = useRef<number | null>(null);
	const running = useRef<AbortController | null>(null);
	const told = useRef(on_new);
	told.current = on_new;

	const load = useCallback(() => {
		running.current?.abort();
		const controller = running.current = new AbortController();
		call("GET /api/till/takings/today", {}, { signal: controller.signal, wait_ms: 15_000 }).then(
			(value) => {
				set_state({ value, fetched_at: new Date() });
				set_now_ms(Date.now());
				const before = highest.current;
				highest.current = Math.max(before ?? 0, ...value.latest.map((row) => row.payment_id));
				const fresh = value.latest.filter((row) => row.state === "paid" && row.payment_id > (before ?? 0));
				if (before !== null && fresh.length > 0)
					told.current(fresh);
			},
			(error: Error) => {
				if (!controller.signal.aborted)
					set_state((old) => ({ ...old, error }));
			});
	}, []);

	const live = useWatch("/api/till/shop-events", load);
	useEffect(() => {
		load();
		const ask = setInterval(() => {
			if (!document.hidden)
				load();
		}, ask_every_ms);
		const clock = setInterval(() => set_now_ms(Date.now()), 5000);
		addEventListener("online", load);
		addEventListener("offline", load);
		return () => {
			running.current?.abort();
			clearInterval(ask);
			clearInterval(clock);
			removeEventListener("online", load);
			removeEventListener("offline", load);
		};
	}, [load]);

	const is_old = state.fetched_at !== undefined && now_ms - state.fetched_at.getTime() > old_after_ms;
	const is_refused = state.error instanceof Refusal && state.error.status === 401;
	return { ...state, is_cut: is_old || (state.error !== undefined && !is_refused), live, reload: load };
}
