import { Select } from "./Select.tsx";
import { long_text, nothing, type Examples } from "../example.ts";
import { t } from "../../i18n/index.ts";

const field = (id: string, value = "") => ({ id, name: id, value, on_value: nothing });
const choices = () => [
	{ value: "food", label: t("example.food") },
	{ value: "long", label: long_text },
];

export const examples: Examples = [
	{ name: "nothing chosen", view: () =>
		<Select {...field("kind")} label={t("example.kind")} choices={choices()} required /> },
	{ name: "long choice", view: () =>
		<Select {...field("chosen", "long")} label={t("example.kind")} choices={choices()} /> },
	{ name: "error", view: () => <Select {...field("none")} label={t("example.kind")}
		choices={choices()} required error={t("problem.missing")} /> },
];
