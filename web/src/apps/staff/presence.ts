// Pages that follow events ask who is in front of them.
import { useEffect, useState } from "preact/hooks";

const present_ms = 5 * 60_000;

/** Whether somebody is there: a page left open follows nothing, so it keeps no session alive. */
export function usePresence(): boolean {
	const [present, set_present] = useState(true);
	useEffect(() => {
		let left: ReturnType<typeof setTimeout> | undefined;
		const touch = () => {
			clearTimeout(left);
			left = setTimeout(() => set_present(false), present_ms);
			set_present(true);
		};
		const signs = ["pointerdown", "pointermove", "keydown", "scroll"] as const;
		touch();
		for (const sign of signs)
			addEventListener(sign, touch, { passive: true });
		return () => {
			clearTimeout(left);
			for (const sign of signs)
				removeEventListener(sign, touch);
		};
	}, []);
	return present;
}
