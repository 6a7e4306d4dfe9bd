// The texts that only this entry says (build/drop_texts.ts).
import type { TextLoaders } from "../../i18n/index.ts";

export const texts: TextLoaders = {
	ja: () => import("../../i18n/ja.json?shop"),
	"ja-easy": () => import("../../i18n/ja-easy.json?shop"),
	en: () => import("../../i18n/en.json?shop"),
	zh: () => import("../../i18n/zh.json?shop"),
	ko: () => import("../../i18n/ko.json?shop"),
	vi: () => import("../../i18n/vi.json?shop"),
};
