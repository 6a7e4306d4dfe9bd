import { useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../../../i18n/index.ts";
import "../../../ui/keypad/keypad.css";

interface PinPadProps {
	value: string;
	on_value: (pin: string) => void;
	error?: string;
}

const keys = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];
export const pin_least = 4;
export const pin_most = 6;

/** The holder types the PIN; the screen shows dots only, and so does a screen reader. */
export function PinPad({ value, on_value, error }: PinPadProps) {
	const now = useRef({ value, on_value });
	now.current = { value, on_value };
	function press(key: string) {
		const { value: pin, on_value: tell } = now.current;
		if (key !== "Backspace" && pin.length === pin_most)
			return;
		now.current.value = key === "Backspace" ? pin.slice(0, -1) : pin + key;
		tell(now.current.value);
	}
	useLayoutEffect(() => {
		function key_down(event: KeyboardEvent) {
			const key = event.key.normalize("NFKC");
			const target = event.target as Element | null;
			if (event.ctrlKey || event.metaKey || event.altKey || target?.closest?.("input, textarea, select, dialog"))
				return;
			if (/^\d$/.test(key) || key === "Backspace") {
				event.preventDefault();
				press(key);
			}
		}
		document.addEventListener("keydown", key_down);
		return () => document.removeEventListener("keydown", key_down);
	}, []);
	return <div class={error ? "keypad keypad--error" : "keypad"} role="group" aria-label={t("shop.pin")}>
		<p class="keypad__label">{t("shop.pin")}</p>
		<p class="keypad__amount pin-dots" aria-hidden="true">{"●".repeat(value.length)}</p>
		<p class="hidden-text" role="status">{t("shop.pin_count", { count: value.length })}</p>
		{error && <p class="field__error" role="alert">{error}</p>}
		<div class="keypad__keys">
			{keys.map((key) => <button key={key} type="button" class="keypad__key"
				onClick={() => press(key)}>{key}</button>)}
			<button type="button" class="keypad__key pin-word" onClick={() => on_value("")}>{t("shop.pin_clear")}</button>
			<button type="button" class="keypad__key" onClick={() => press("0")}>0</button>
			<button type="button" class="keypad__key pin-word" onClick={() => press("Backspace")}>
				{t("shop.pin_delete")}</button>
		</div>
	</div>;
}
