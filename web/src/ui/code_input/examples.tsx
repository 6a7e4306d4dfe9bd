import { CodeInput } from "./CodeInput.tsx";
import { long_text, nothing, type Examples } from "../example.ts";
import { t } from "../../i18n/index.ts";

const field = (id: string, value = "") => ({ id, name: id, value, on_value: nothing });

export const examples: Examples = [
	{ name: "mail code", view: () => <CodeInput {...field("code", "4821")} digits={6}
		label={t("example.code")} required /> },
	{ name: "PIN", view: () => <CodeInput {...field("pin", "48")} digits={4} hidden label={t("example.pin")} required /> },
	{ name: "error", view: () => <CodeInput {...field("bad", "000000")} digits={6} label={long_text}
		required error={t("problem.wrong_format")} /> },
];
