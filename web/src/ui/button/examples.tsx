import { Button, LinkButton } from "./Button.tsx";
import { long_text, type Examples } from "../example.ts";
import { t } from "../../i18n/index.ts";

export const examples: Examples = [
	{ name: "kinds", view: () => <div class="row">
		<Button kind="primary">{t("ui.next")}</Button>
		<Button>{t("ui.back")}</Button>
		<Button kind="text">{t("ui.cancel")}</Button>
		<Button kind="danger">{t("ui.delete")}</Button>
		<Button small>{t("ui.close")}</Button>
	</div> },
	{ name: "busy and disabled", view: () => <div class="row">
		<Button kind="primary" busy>{t("ui.send")}</Button>
		<Button kind="primary" disabled>{t("ui.send")}</Button>
		<Button disabled>{t("ui.back")}</Button>
	</div> },
	{ name: "link", view: () => <LinkButton href="/" kind="primary">{t("ui.to_home")}</LinkButton> },
	{ name: "big link", view: () => <LinkButton href="/" kind="primary" wide big>{t("ui.to_home")}</LinkButton> },
	{ name: "long text", view: () => <Button kind="primary" wide>{long_text}</Button> },
];
