// A code reader types.  When it is used while the amount is asked for, the digits of its
// code arrive as if they were an amount: they are taken away again.
import { useLayoutEffect, useRef } from "preact/hooks";

const fast_ms = 50;

export interface Amount { yen: number; at_ms: number }

/** The last amount from before a run of keys began. */
export function before_reader(past: readonly Amount[], run_began_ms: number): number {
	return past.findLast((row) => row.at_ms < run_began_ms)?.yen ?? 0;
}

/** When the present run of fast key presses began, on the clock of performance.now(). */
export function useRunBegan(): { current: number } {
	const began = useRef(0);
	useLayoutEffect(() => {
		let last_ms = -Infinity;
		function key_down(event: KeyboardEvent) {
			if (event.timeStamp - last_ms > fast_ms)
				began.current = event.timeStamp;
			last_ms = event.timeStamp;
		}
		document.addEventListener("keydown", key_down, true);
		return () => document.removeEventListener("keydown", key_down, true);
	}, []);
	return began;
}
