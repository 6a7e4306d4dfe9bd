import { RadioGroup } from "./RadioGroup.tsx";
import { long_text, nothing, type Examples } from "../example.ts";
import { t } from "../../i18n/index.ts";

const field = (id: string, value = "") => ({ id, name: id, value, on_value: nothing });
const choices = () => [
	{ value: "counter", label: t("example.counter"), note: t("example.counter_note") },
	{ value: "long", label: long_text },
];

export const examples: Examples = [
	{ name: "chosen", view: () =>
		<RadioGroup {...field("way", "counter")} label={t("example.way")} choices={choices()} required /> },
	{ name: "error", view: () => <RadioGroup {...field("no_way")} label={t("example.way")}
		choices={choices()} required support={t("example.mail_support")} error={t("problem.missing")} /> },
];
