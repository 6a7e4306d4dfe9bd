// Code readers that act as a keyboard: characters arrive faster than anybody types and
// end with Enter.
import { useLayoutEffect, useRef } from "preact/hooks";

const fast_ms = 50;
const shortest = 6;

/** Collects key presses; returns the code when an Enter ends a fast run of them. */
export function wedge_reader(): (key: string, at_ms: number) => string | null {
	let text = "";
	let last_ms = -Infinity;
	return (key, at_ms) => {
		if (at_ms - last_ms > fast_ms)
			text = "";
		last_ms = at_ms;
		if (key === "Enter") {
			const code = text;
			text = "";
			return code.length >= shortest ? code : null;
		}
		if (key.length === 1)
			text += key;
		return null;
	};
}

/** Listens on the whole page, except while somebody writes in a field. */
export function useWedge(on_code: (code: string) => void): void {
	const latest = useRef(on_code);
	latest.current = on_code;
	useLayoutEffect(() => {
		const read = wedge_reader();
		function key_down(event: KeyboardEvent) {
			const target = event.target as Element | null;
			if (event.ctrlKey || event.metaKey || event.altKey || target?.closest?.("input, textarea, select"))
				return;
			const code = read(event.key, event.timeStamp);
			if (code === null)
				return;
			event.preventDefault();
			latest.current(code);
		}
		document.addEventListener("keydown", key_down, true);
		return () => document.removeEventListener("keydown", key_down, true);
	}, []);
}
