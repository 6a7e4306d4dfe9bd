import type { Texts } from "../../i18n/index.ts";

/** The catalogues without what only other entries show: build/entry_texts.ts. */
export const texts: Texts = {
	ja: () => import("../../i18n/ja.json?resident"),
	"ja-easy": () => import("../../i18n/ja-easy.json?resident"),
	en: () => import("../../i18n/en.json?resident"),
	zh: () => import("../../i18n/zh.json?resident"),
	ko: () => import("../../i18n/ko.json?resident"),
	vi: () => import("../../i18n/vi.json?resident"),
};
