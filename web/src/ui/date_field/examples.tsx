import { useState } from "preact/hooks";
import { DateField } from "./DateField.tsx";
import { long_text, nothing, type Examples } from "../example.ts";
import { t } from "../../i18n/index.ts";

const field = (id: string, value = "") => ({ id, name: id, value, on_value: nothing });

function Typed() {
	const [value, set_value] = useState("");
	return <DateField {...field("birth", value)} on_value={set_value} label={t("example.birth")} required birthday />;
}

export const examples: Examples = [
	{ name: "empty", view: () => <Typed /> },
	{ name: "filled", view: () => <DateField {...field("born", "1945-08-15")} label={t("example.birth")} /> },
	{ name: "error", view: () => <DateField {...field("wrong", "2026-02-31")} label={t("example.birth")}
		required error={t("problem.wrong_date")} /> },
	{ name: "long text", view: () => <DateField {...field("long")} label={long_text} support={long_text} /> },
];
