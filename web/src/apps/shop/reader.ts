// A code reader types.  When it is used while the amount is asked for, the digits of its
// code arrive as if they were an amount: they are taken away again.
import { useLayoutEffect, useRef } from "preact/hooks";

const fast_ms = 50;

export interface Amount { yen: number; at_ms: number }

/** The last amount from before a run of keys began. */
export function before_reader(past: readonly Amount[], run_began_ms: number): number {
	return past.findLast((row) => row.at_ms < run_began_ms)?.yen ?? 0;
}

/**
 * When the present run of fast key presses began, and when the last key or click was made:
 * made, not handled, since a slow device handles a key long after a reader has begun.
 */
export function useRun(): { current: { began_ms: number; last_ms: number } } {
	const run = useRef({ began_ms: 0, last_ms: 0 });
	useLayoutEffect(() => {
		let key_ms = -Infinity;
		function key_down(event: KeyboardEvent) {
			const at_ms = event.timeStamp;
			run.current = { began_ms: at_ms - key_ms > fast_ms ? at_ms : run.current.began_ms, last_ms: at_ms };
			key_ms = at_ms;
		}
		function click(event: MouseEvent) {
			run.current = { ...run.current, last_ms: event.timeStamp };
		}
		document.addEventListener("keydown", key_down, true);
		document.addEventListener("click", click, true);
		return () => {
			document.removeEventListener("keydown", key_down, true);
			document.removeEventListener("click", click, true);
		};
	}, []);
	return run;
}
