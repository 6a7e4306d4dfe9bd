import { TextField } from "./TextField.tsx";
import { long_text, nothing, type Examples } from "../example.ts";
import { t } from "../../i18n/index.ts";

const field = (id: string, value = "") => ({ id, name: id, value, on_value: nothing });

export const examples: Examples = [
	{ name: "required with support", view: () =>
		<TextField {...field("mail")} label={t("example.mail")} support={t("example.mail_support")}
			required type="email" autocomplete="email" /> },
	{ name: "optional, filled", view: () =>
		<TextField {...field("memo", "やまだ はなこ")} label={t("example.name")} /> },
	{ name: "error", view: () => <TextField {...field("wrong", "abc")} label={t("example.mail")}
		required error={t("problem.wrong_format")} /> },
	{ name: "disabled", view: () =>
		<TextField {...field("off", "1234")} label={t("example.name")} disabled bare /> },
	{ name: "long text", view: () => <TextField {...field("long", long_text)} label={long_text}
		support={long_text} error={long_text} required /> },
];
