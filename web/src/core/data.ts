// What a page reads from the server, with loading, error and reload.
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { call, type In, type Out, type RouteName } from "./api.ts";

export interface Data<T> {
	/** The last answer; stays while a newer one is fetched. */
	value?: T;
	error?: Error;
	loading: boolean;
	reload(): void;
}

/** Calls a GET route when the page opens and when the input changes; input null: not yet. */
export function useCall<R extends RouteName>(route: R, input: In<R> | null): Data<Out<R>> {
	const [state, set_state] =
		useState<{ value?: Out<R>; error?: Error; loading: boolean }>({ loading: input !== null });
	const running = useRef<AbortController | null>(null);
	const asked = input === null ? null : JSON.stringify(input);

	const load = useCallback((keep: boolean) => {
		if (asked === null)
			return;
		running.current?.abort();
		const controller = running.current = new AbortController();
		set_state((old) => ({ value: keep ? old.value : undefined, loading: true }));
		call(route, JSON.parse(asked) as In<R>, { signal: controller.signal }).then(
			(value) => set_state({ value, loading: false }),
			(error: Error) => {
				if (!controller.signal.aborted)
					set_state((old) => ({ value: old.value, error, loading: false }));
			});
	}, [route, asked]);

	useEffect(() => {
		load(true);
		return () => running.current?.abort();
	}, [load]);
	return { ...state, reload: () => load(true) };
}
