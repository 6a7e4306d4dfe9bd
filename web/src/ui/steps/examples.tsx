import { Steps } from "./Steps.tsx";
import { long_text, type Examples } from "../example.ts";
import { t } from "../../i18n/index.ts";

export const examples: Examples = [
	{ name: "second of three", view: () =>
		<Steps now={2} steps={[t("example.amount"), t("ui.check"), t("ui.done")]} /> },
	{ name: "long text", view: () => <Steps now={1} steps={[long_text, t("ui.done")]} /> },
];
