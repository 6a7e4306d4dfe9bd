import type { ComponentChildren } from "preact";
import { useLayoutEffect } from "preact/hooks";
import { heading_shown } from "../../core/heading.ts";
import { t } from "../../i18n/index.ts";
import "./page.css";

export interface PageProps {
	/** The h1 and the title of the window. */
	title: string;
	/** One or two sentences under the heading. */
	lead?: ComponentChildren;
	/** Tables: the whole width. */
	wide?: boolean;
	/** Beside the heading: a print button, a link. */
	tools?: ComponentChildren;
	children?: ComponentChildren;
}

/** The inside of main of every page: exactly one h1. */
export function Page({ title, lead, wide, tools, children }: PageProps) {
	useLayoutEffect(() => {
		document.title = `${title} - ${t("app.name")}`;
	}, [title]);
	useLayoutEffect(heading_shown, []);
	return <div class={wide ? "page page--wide" : "page"}>
		<div class="page__head">
			<h1 tabIndex={-1}>{title}</h1>
			{tools && <div class="row no-print">{tools}</div>}
		</div>
		{lead && <div class="page__lead">{lead}</div>}
		{children}
	</div>;
}
