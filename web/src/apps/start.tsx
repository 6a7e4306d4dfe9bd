// What each entry does when it starts: language and text size as remembered, router,
// session, then the frame around the pages.
import { render, type ComponentChildren } from "preact";
import "../styles/base.css";
import "../styles/print.css";
import { go, page_load, Router, router_start, usePath, type PageRow } from "../core/router.tsx";
import { session_start, signed_in, type Audience } from "../core/session.ts";
import { town, town_known } from "../core/site.ts";
import { useStore } from "../core/store.ts";
import { text_size_start } from "../core/text_size.ts";
import { language_set, language_wanted, texts_are, useLanguage, type Texts } from "../i18n/index.ts";
import { IdleWarning } from "../ui/idle_warning/IdleWarning.tsx";
import { Guard } from "../ui/page/Broken.tsx";
import { Frame } from "../ui/page/Frame.tsx";
import type { NavItem } from "../ui/tabs/Tabs.tsx";

export interface Entry {
	audience: Audience;
	texts: Texts;
	/** Seconds without a call after which the server ends the session. */
	idle_s: number;
	rows: readonly PageRow[];
	/** Rendered again with each language: call t() inside. */
	nav?: () => readonly NavItem[];
	account?: () => ComponentChildren;
	foot?: () => ComponentChildren;
	/** Above the page: offline, update. */
	above?: () => ComponentChildren;
	/** Tells the server that somebody is still here. */
	stay: () => Promise<unknown>;
}

const others = ["/api/", "/assets/", "/shop/", "/staff/"];

function is_ours(audience: Audience, path: string): boolean {
	if (audience !== "resident")
		return path.startsWith(`/${audience}/`);
	if (path.startsWith("/proof/"))
		return false;	// the published files; the page is /proof
	return !others.some((start) => path.startsWith(start) || `${path}/` === start);
}

function App({ entry }: { entry: Entry }) {
	useLanguage();
	useStore(signed_in);	// nav and account say who is here
	const path = usePath();
	const name = useStore(town);
	return <Frame audience={entry.audience} town={name} nav={entry.nav?.()}
		account={entry.account?.()} foot={entry.foot?.()}>
		{entry.above?.()}
		<Guard turn={path}><Router rows={entry.rows} /></Guard>
		<IdleWarning stay={entry.stay} />
	</Frame>;
}

export async function start(entry: Entry): Promise<void> {
	texts_are(entry.texts);
	text_size_start();
	router_start((path) => is_ours(entry.audience, path));
	page_load(entry.rows);
	const named = town_known();
	session_start({ audience: entry.audience, idle_s: entry.idle_s, go });
	try {
		await language_set(language_wanted());
	} catch {
		await language_set("ja").catch(() => {});
	}
	await named;
	const root = document.getElementById("app")!;
	root.replaceChildren();
	render(<App entry={entry} />, root);
}
