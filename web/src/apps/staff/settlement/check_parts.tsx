// What the pages of the checks share.
import { number } from "../../../core/format.ts";
import { t, text_of } from "../../../i18n/index.ts";

export const check_codes = ["one_person", "own_shop", "ring", "few_people", "single_large", "night", "after_sale",
	"many_purses", "speed", "round_amount", "one_account"] as const;
export const flag_states = ["open", "held", "cleared"] as const;

/** In what the findings of a rule are measured. */
const units: Readonly<Record<string, "yen" | "percent" | "speed">> = { one_person: "yen", own_shop: "yen",
	ring: "yen", single_large: "yen", few_people: "percent", after_sale: "percent", speed: "speed" };

export function measured(row: { code: string; measured: number; threshold: number }): string {
	const params = { measured: number(row.measured), threshold: number(row.threshold) };
	switch (units[row.code]) {
	case "yen": return t("check_measured.yen", params);
	case "percent": return t("check_measured.percent", params);
	case "speed": return t("check_measured.speed", params);
	default: return t("check_measured.count", params);
	}
}

/** What a rule says, with its thresholds: "1人が1つの店で…". */
export function rule_text(rule: { code: string; yen: number; count: number; percent: number; minutes: number }): string {
	return text_of(`check_rule.${rule.code}`, { yen: number(rule.yen), count: number(rule.count),
		percent: number(rule.percent), minutes: number(rule.minutes) }) ?? rule.code;
}
