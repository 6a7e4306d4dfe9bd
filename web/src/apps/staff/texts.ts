// The texts that only this entry says (build/drop_texts.ts).
import type { TextLoaders } from "../../i18n/index.ts";

export const texts: TextLoaders = {
	ja: () => import("../../i18n/ja.json?staff"),
	"ja-easy": () => import("../../i18n/ja-easy.json?staff"),
	en: () => import("../../i18n/en.json?staff"),
	zh: () => import("../../i18n/zh.json?staff"),
	ko: () => import("../../i18n/ko.json?staff"),
	vi: () => import("../../i18n/vi.json?staff"),
};
