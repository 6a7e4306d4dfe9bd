import { NumberField } from "./NumberField.tsx";
import { long_text, nothing, type Examples } from "../example.ts";
import { t } from "../../i18n/index.ts";

const field = (id: string, value = "") => ({ id, name: id, value, on_value: nothing });

export const examples: Examples = [
	{ name: "with unit", view: () =>
		<NumberField {...field("sets", "2")} label={t("example.sets")} unit={t("example.sets_unit")} required /> },
	{ name: "error", view: () => <NumberField {...field("many", "99")} label={t("example.sets")}
		required error={t("problem.too_large", { max: 10 })} /> },
	{ name: "long text", view: () =>
		<NumberField {...field("long", "1234567890")} label={long_text} unit={long_text} /> },
];
