import { useLayoutEffect, useRef } from "preact/hooks";
import { yen } from "../../core/format.ts";
import { t } from "../../i18n/index.ts";
import { Button } from "../button/Button.tsx";
import { FieldError } from "../field/Field.tsx";
import "./keypad.css";

interface KeypadProps {
	/** What the amount is: "支払う金額". */
	label: string;
	/** Whole yen; 0 while nothing is typed. */
	value: number;
	on_value: (value: number) => void;
	max?: number;
	error?: string;
}

const keys = ["7", "8", "9", "4", "5", "6", "1", "2", "3", "0", "00"];

/** The amount after one more key; unchanged when it would be too large. */
export function keypad_next(value: number, key: string, max: number): number {
	if (key === "Backspace" || key === "Delete")
		return key === "Delete" ? 0 : Math.floor(value / 10);
	if (!/^\d{1,2}$/.test(key))
		return value;
	const next = Number(String(value) + key);
	return next > max ? value : next;
}

/** Digits arrive from a keyboard anywhere on the page, except in other fields. */
function is_elsewhere(target: EventTarget | null) {
	return target instanceof HTMLElement && target.closest("input, textarea, select, dialog") !== null;
}

export function Keypad({ label, value, on_value, max = 9_999_999, error }: KeypadProps) {
	const state = useRef({ value, on_value, max });
	state.current = { value, on_value, max };
	function press(key: string) {
		const { value: now, on_value: tell, max: most } = state.current;
		const next = keypad_next(now, key, most);
		if (next === now)
			return;
		state.current.value = next;	// two keys may come before the page is drawn again
		tell(next);
	}
	// Before the keys are seen: the first digit must not be lost.
	useLayoutEffect(() => {
		function key_down(event: KeyboardEvent) {
			const key = event.key.normalize("NFKC");
			if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || is_elsewhere(event.target))
				return;
			if (/^\d$/.test(key) || key === "Backspace" || key === "Delete") {
				event.preventDefault();
				press(key);
			}
		}
		document.addEventListener("keydown", key_down);
		return () => document.removeEventListener("keydown", key_down);
	}, []);
	return <div class={error ? "keypad keypad--error" : "keypad"} role="group" aria-label={label}>
		<div class="keypad__head">
			<p class="keypad__label">{label}</p>
			<div class="keypad__clear">
				<Button small kind="text" on_click={() => press("Delete")}>{t("keypad.clear")}</Button>
			</div>
		</div>
		<output class="keypad__amount number" aria-live="polite">{yen(value)}</output>
		<div class="keypad__keys">
			{keys.map((key) => <button key={key} type="button" class="keypad__key"
				onClick={() => press(key)}>{key}</button>)}
			<button type="button" class="keypad__key" aria-label={t("keypad.delete")}
				onClick={() => press("Backspace")}>
				<svg viewBox="0 0 24 24" aria-hidden="true" class="keypad__picture">
					<path d="M22 4H8L1 12l7 8h14ZM10.5 8l3.5 3.5L17.5 8 19 9.5 15.5 13l3.5 3.5-1.5 1.5-3.5-3.5-3.5 3.5L9 16.5l3.5-3.5L9 9.5Z"
						fill-rule="evenodd" />
				</svg>
			</button>
		</div>
		{/* Below the keys: they must not move under a finger. */}
		<div role="alert"><FieldError id="keypad" error={error} /></div>
	</div>;
}
