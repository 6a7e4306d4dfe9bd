import { ErrorSummary } from "./ErrorSummary.tsx";
import { long_text, type Examples } from "../example.ts";
import { t } from "../../i18n/index.ts";

export const examples: Examples = [
	{ name: "fields and a refusal", view: () => <ErrorSummary turn={0} lines={[
		{ text: t("reason.database_busy") },
		{ id: "a", text: `${t("example.mail")}: ${t("problem.missing")}` },
		{ id: "b", text: long_text },
	]} /> },
];
