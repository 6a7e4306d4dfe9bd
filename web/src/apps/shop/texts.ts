import type { Texts } from "../../i18n/index.ts";

/** The catalogues without what only other entries show: build/entry_texts.ts. */
export const texts: Texts = {
	ja: () => import("../../i18n/ja.json?shop"),
	"ja-easy": () => import("../../i18n/ja-easy.json?shop"),
	en: () => import("../../i18n/en.json?shop"),
	zh: () => import("../../i18n/zh.json?shop"),
	ko: () => import("../../i18n/ko.json?shop"),
	vi: () => import("../../i18n/vi.json?shop"),
};
