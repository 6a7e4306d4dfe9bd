import { Textarea } from "./Textarea.tsx";
import { long_text, nothing, type Examples } from "../example.ts";
import { t } from "../../i18n/index.ts";

const field = (id: string, value = "") => ({ id, name: id, value, on_value: nothing });

export const examples: Examples = [
	{ name: "empty", view: () => <Textarea {...field("reason")} label={t("example.reason")} max={400} /> },
	{ name: "too long", view: () => <Textarea {...field("over", long_text)} label={t("example.reason")}
		max={20} required error={t("problem.too_long", { max: 20 })} /> },
];
