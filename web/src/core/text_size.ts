// 標準 / 大 / 特大: the root font size, remembered on the device.
import { store, kept_get, kept_set } from "./store.ts";

export type TextSize = "standard" | "large" | "huge";
export const text_sizes: readonly TextSize[] = ["standard", "large", "huge"];
export const text_size = store<TextSize>("standard");

export function text_size_set(size: TextSize): void {
	document.documentElement.dataset.text = size;
	kept_set("text_size", size);
	text_size.set(size);
}

export function text_size_start(): void {
	const kept = kept_get("text_size");
	text_size_set(text_sizes.find((size) => size === kept) ?? "standard");
}
