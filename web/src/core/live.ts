// Live pages: an event only says that something changed; the page fetches again.  When the
// stream cannot be had, changes are asked for every few seconds instead.
import { useEffect, useRef, useState } from "preact/hooks";

export type LiveState = "live" | "asking";
const ask_every_ms = 10_000;
const pauses_ms = [1000, 2000, 5000, 10_000, 30_000];

/** Follows an event stream; returns the function that stops it. */
export function watch(
	url: string, on_change: () => void, on_state: (state: LiveState) => void = () => {},
): () => void {
	let source: EventSource | undefined;
	let failures = 0;
	let again: ReturnType<typeof setTimeout> | undefined;
	let told: ReturnType<typeof setTimeout> | undefined;
	let stopped = false;
	const asking = setInterval(() => {
		if (source?.readyState !== EventSource.OPEN && !document.hidden)
			on_change();
	}, ask_every_ms);

	// Many events at once are one change.
	function tell() {
		told ??= setTimeout(() => {
			told = undefined;
			if (!stopped)
				on_change();
		}, 50);
	}
	function open() {
		source = new EventSource(url);
		source.addEventListener("open", () => {
			on_state("live");
			tell();		// what happened until now, or while we were away
			failures = 0;
		});
		source.addEventListener("message", tell);
		source.addEventListener("error", () => {
			on_state("asking");
			source?.close();
			clearTimeout(again);
			again = setTimeout(open, pauses_ms[Math.min(failures++, pauses_ms.length - 1)]);
		});
	}
	function seen() {
		if (!document.hidden)
			tell();
	}

	open();
	document.addEventListener("visibilitychange", seen);
	return () => {
		stopped = true;
		source?.close();
		clearTimeout(again);
		clearTimeout(told);
		clearInterval(asking);
		document.removeEventListener("visibilitychange", seen);
	};
}

/** watch() for the life of a component; url null: not yet. */
export function useWatch(url: string | null, on_change: () => void): LiveState {
	const [state, set_state] = useState<LiveState>("asking");
	const latest = useRef(on_change);
	latest.current = on_change;
	useEffect(() => {
		if (url !== null)
			return watch(url, () => latest.current(), set_state);
	}, [url]);
	return state;
}
