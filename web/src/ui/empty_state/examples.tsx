import { EmptyState } from "./EmptyState.tsx";
import { LinkButton } from "../button/Button.tsx";
import { long_text, type Examples } from "../example.ts";
import { t } from "../../i18n/index.ts";

export const examples: Examples = [
	{ name: "with a way on", view: () => <EmptyState title={t("table.empty")}>
		<LinkButton href="/">{t("ui.to_home")}</LinkButton></EmptyState> },
	{ name: "long text", view: () => <EmptyState title={long_text} /> },
];
