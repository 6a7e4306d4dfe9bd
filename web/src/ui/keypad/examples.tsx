import { useState } from "preact/hooks";
import { Keypad } from "./Keypad.tsx";
import { long_text, nothing, type Examples } from "../example.ts";
import { t } from "../../i18n/index.ts";

function Sample() {
	const [value, set_value] = useState(1234);
	return <Keypad label={t("example.amount")} value={value} on_value={set_value} max={50000} />;
}

export const examples: Examples = [
	{ name: "typing", view: () => <Sample /> },
	{ name: "error", view: () => <Keypad label={t("example.amount")} value={50000} on_value={nothing}
		error={t("problem.too_large", { max: 40000 })} /> },
	{ name: "long text", view: () => <Keypad label={long_text} value={9999999} on_value={nothing} /> },
];
