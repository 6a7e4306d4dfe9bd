import { ErrorNotice, Notice } from "./Notice.tsx";
import { Unreachable } from "../../core/api.ts";
import { long_text, nothing, type Examples } from "../example.ts";
import { t } from "../../i18n/index.ts";

export const examples: Examples = [
	{ name: "info", view: () => <Notice title={t("home.sample_title")}><p>{t("home.sample_text")}</p></Notice> },
	{ name: "success", view: () => <Notice kind="success" live title={t("ui.saved")} /> },
	{ name: "warning", view: () => <Notice kind="warning" title={t("offline.title")} /> },
	{ name: "error with retry", view: () => <ErrorNotice error={new Unreachable("")} retry={nothing} /> },
	{ name: "long text", view: () => <Notice kind="error" title={long_text}><p>{long_text}</p></Notice> },
];
