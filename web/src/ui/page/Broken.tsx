import { Component, type ComponentChildren } from "preact";
import { t } from "../../i18n/index.ts";
import { Button, LinkButton } from "../button/Button.tsx";
import { Page } from "./Page.tsx";

/** The page could not be loaded: no network, or a new version was put in place. */
export function BrokenPage() {
	return <Page title={t("error.load_title")} lead={<p>{t("error.load_text")}</p>}>
		<div class="row">
			<Button kind="primary" on_click={() => location.reload()}>{t("ui.retry")}</Button>
			<Button on_click={() => history.back()}>{t("ui.back")}</Button>
		</div>
	</Page>;
}

export function MissingPage() {
	const home = /^\/(shop|staff)\//.exec(location.pathname)?.[0] ?? "/";
	return <Page title={t("error.missing_title")} lead={<p>{t("error.missing_text")}</p>}>
		<p><LinkButton href={home} kind="primary">{t("ui.to_home")}</LinkButton></p>
	</Page>;
}

/** A fault of a page shows a sentence, not an empty screen. */
export class Guard extends Component<{ children: ComponentChildren; turn: string }, { fault: unknown }> {
	override state = { fault: null as unknown };
	static override getDerivedStateFromError(fault: unknown) {
		return { fault };
	}
	override componentDidUpdate(before: { turn: string }) {
		if (this.state.fault !== null && before.turn !== this.props.turn)
			this.setState({ fault: null });
	}
	override render() {
		if (this.state.fault === null)
			return this.props.children;
		return <Page title={t("error.broken_title")} lead={<p>{t("error.page_broken")}</p>}>
			<p><Button kind="primary" on_click={() => location.reload()}>{t("ui.retry")}</Button></p>
		</Page>;
	}
}
