import { BrokenPage, MissingPage } from "./Broken.tsx";
import { Frame } from "./Frame.tsx";
import { Page } from "./Page.tsx";
import { Button } from "../button/Button.tsx";
import { long_text, type Examples } from "../example.ts";
import { t } from "../../i18n/index.ts";

const nav = () => [{ href: "/", label: t("ui.home") }, { href: "/b", label: t("example.kind") }];

export const examples: Examples = [
	{ name: "resident", alone: true, view: () => <Frame audience="resident" town="倉吉市" nav={nav()}>
		<Page title={t("ui.home")} lead={<p>{t("home.sample_text")}</p>}
			tools={<Button small>{t("ui.print")}</Button>} />
	</Frame> },
	{ name: "shop", alone: true, view: () => <Frame audience="shop" town="倉吉市">
		<Page title={long_text} lead={<p>{long_text}</p>} />
	</Frame> },
	{ name: "staff", alone: true, view: () => <Frame audience="staff" town="倉吉市" nav={nav()}>
		<MissingPage />
	</Frame> },
	{ name: "broken", alone: true, view: () => <main class="frame__main"><BrokenPage /></main> },
];
