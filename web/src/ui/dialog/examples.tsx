import { Confirm, Dialog } from "./Dialog.tsx";
import { long_text, nothing, type Examples } from "../example.ts";
import { t } from "../../i18n/index.ts";

export const examples: Examples = [
	{ name: "confirm", alone: true, view: () => <Confirm open title={t("example.void_title")}
		act={t("example.void_act")} danger on_act={nothing} on_close={nothing}>
		<p>{t("example.void_text")}</p>
	</Confirm> },
	{ name: "long text", alone: true, view: () => <Dialog open title={long_text} on_close={nothing}>
		<p>{long_text.repeat(6)}</p>
	</Dialog> },
];
