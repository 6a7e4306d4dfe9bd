import { Stepper } from "./Stepper.tsx";
import { long_text, nothing, type Examples } from "../example.ts";
import { t } from "../../i18n/index.ts";

const field = (id: string, value: number) => ({ id, name: id, value, on_value: nothing });

export const examples: Examples = [
	{ name: "between", view: () => <Stepper {...field("some", 2)} label={t("example.sets")}
		unit={t("example.sets_unit")} min={1} max={10} required /> },
	{ name: "at the limit", view: () => <Stepper {...field("most", 10)} label={t("example.sets")}
		max={10} error={t("problem.too_large", { max: 10 })} /> },
	{ name: "long text", view: () =>
		<Stepper {...field("long", 1)} label={long_text} unit={long_text} max={2} /> },
];
