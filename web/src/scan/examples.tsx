import { t } from "../i18n/index.ts";
import type { Examples } from "../ui/example.ts";
import { Scanner } from "./Scanner.tsx";

export const examples: Examples = [
	{ name: "asked", view: () => <Scanner what={t("example.shop_code")}
		on_code={(code, how) => document.documentElement.setAttribute("data-scanned", `${how}:${code}`)}
		typed={{ label: t("example.number"), support: t("example.number_support") }} /> },
];
