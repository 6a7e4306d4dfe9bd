import type { Texts } from "../../i18n/index.ts";

/** The catalogues without what only other entries show: build/entry_texts.ts. */
export const texts: Texts = {
	ja: () => import("../../i18n/ja.json?staff"),
	"ja-easy": () => import("../../i18n/ja-easy.json?staff"),
	en: () => import("../../i18n/en.json?staff"),
	zh: () => import("../../i18n/zh.json?staff"),
	ko: () => import("../../i18n/ko.json?staff"),
	vi: () => import("../../i18n/vi.json?staff"),
};
