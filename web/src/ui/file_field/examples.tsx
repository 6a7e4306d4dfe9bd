import { useState } from "preact/hooks";
import { FileField } from "./FileField.tsx";
import { long_text, nothing, type Examples } from "../example.ts";
import { t } from "../../i18n/index.ts";

const field = (id: string, value: File | null = null) => ({ id, name: id, value, on_value: nothing });

function Live() {
	const [file, set_file] = useState<File | null>(null);
	return <FileField id="file" name="file" value={file} on_value={set_file} label={t("statement.choose")}
		support={t("statement.choose_support")} bare />;
}

export const examples: Examples = [
	{ name: "to be chosen", view: () => <Live /> },
	{ name: "chosen", view: () => <FileField {...field("file-chosen", new File(["1"], "meisai.dat"))} label={t("example.name")} required /> },
	{ name: "error", view: () => <FileField {...field("file-wrong", new File(["1"], "meisai.dat"))} label={t("example.name")}
		error={t("problem.wrong_format")} bare /> },
	{ name: "disabled", view: () => <FileField {...field("file-off")} label={t("example.name")} disabled bare /> },
	{ name: "long text", view: () => <FileField {...field("file-long", new File(["1"], `${long_text}.dat`))} label={long_text}
		support={long_text} error={long_text} required /> },
];
