import { Checkbox, CheckboxGroup } from "./CheckboxGroup.tsx";
import { long_text, nothing, type Examples } from "../example.ts";
import { t } from "../../i18n/index.ts";

const choices = () => [
	{ value: "food", label: t("example.food") },
	{ value: "counter", label: t("example.counter"), note: t("example.counter_note") },
	{ value: "long", label: long_text },
];

export const examples: Examples = [
	{ name: "group", view: () => <CheckboxGroup id="kinds" name="kinds" value={["food"]}
		on_value={nothing} label={t("example.kind")} choices={choices()} /> },
	{ name: "group with error", view: () => <CheckboxGroup id="bad" name="bad" value={[]}
		on_value={nothing} label={t("example.kind")} choices={choices()} required
		error={t("problem.missing")} /> },
	{ name: "single", view: () => <Checkbox id="agree" name="agree" value={true} on_value={nothing}
		label={t("example.agree")} /> },
	{ name: "single with error", view: () => <Checkbox id="agree_not" name="agree_not" value={false}
		on_value={nothing} label={t("example.agree")} required error={t("problem.missing")} /> },
];
