import { Tabs } from "./Tabs.tsx";
import { long_text, type Examples } from "../example.ts";
import { t } from "../../i18n/index.ts";

export const examples: Examples = [
	{ name: "three", view: () => <Tabs label={t("ui.menu")} items={[
		{ href: "/", label: t("ui.home") },
		{ href: "/b", label: t("example.kind") },
		{ href: "/c", label: long_text },
	]} /> },
	{ name: "parts of a tab", view: () => <Tabs sub label={t("example.name")} items={[
		{ href: "/", label: t("ui.home") },
		{ href: "/b", label: t("example.kind") },
	]} /> },
];
