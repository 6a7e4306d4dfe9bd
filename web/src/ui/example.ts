import type { ComponentChildren } from "preact";

/** A state of a component that is looked at and checked: see test/examples. */
export interface Example {
	name: string;
	view: () => ComponentChildren;
	/** Shown on a page of its own: whole pages, open dialogs. */
	alone?: boolean;
}
export type Examples = readonly Example[];

/** Shows how a component behaves when a text is far longer than planned. */
export const long_text = "とても長い文章が入った場合の表示を確かめるための見本です。".repeat(4) +
	"Donaudampfschifffahrtsgesellschaftskapitaenswitwenrente";
export const nothing = () => {};
