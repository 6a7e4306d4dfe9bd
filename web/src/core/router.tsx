// Addresses to pages of one entry.  Pages are loaded when they are first opened; a page
// that cannot be loaded says so and offers to try again.  After each change of page the
// focus goes to its h1, and going back returns to the place one had scrolled to.
import type { ComponentType } from "preact";
import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import { heading_focus } from "./heading.ts";
import { store, useStore } from "./store.ts";
import { BrokenPage, MissingPage } from "../ui/page/Broken.tsx";
import { Loading } from "../ui/loading/Loading.tsx";

export interface PageProps {
	/** {names} of the path. */
	params: Record<string, string>;
	query: URLSearchParams;
}
type PageModule = { default: ComponentType<PageProps> };
export interface PageRow {
	/** "/shop/payments/{payment_id}" */
	path: string;
	load: () => Promise<PageModule>;
}

interface Address { path: string; search: string; back_to?: number }
interface Shown { row: PageRow; Page: ComponentType<PageProps>; params: Record<string, string> }

const here = (): Address => ({ path: location.pathname, search: location.search });
const address = store<Address>({ path: "/", search: "" });

/** Goes to an address of this entry.  replace: without a new step for "back". */
export function go(to: string, options: { replace?: boolean } = {}): void {
	const url = new URL(to, location.href);
	keep_scroll();
	if (options.replace)
		history.replaceState(history.state, "", url);
	else
		history.pushState({}, "", url);
	address.set(here());
}

function keep_scroll() {
	history.replaceState({ ...history.state, scroll: window.scrollY }, "");
}

/** The query of the address, as a component follows it. */
export function useQuery(): URLSearchParams {
	return new URLSearchParams(useStore(address).search);
}

export function usePath(): string {
	return useStore(address).path;
}

export function find_row(rows: readonly PageRow[], path: string) {
	const wanted = path.split("/").filter(Boolean);
	for (const row of rows) {
		const parts = row.path.split("/").filter(Boolean);
		const params: Record<string, string> = {};
		const fits = parts.length === wanted.length && parts.every((part, at) => {
			const name = /^\{(.+)\}$/.exec(part)?.[1];
			if (!name)
				return part === wanted[at];
			try {
				params[name] = decodeURIComponent(wanted[at]!);
				return true;
			} catch {
				return false;
			}
		});
		if (fits)
			return { row, params };
	}
	return undefined;
}

/** Links of this entry are followed without loading the document again. */
function follow_links(is_ours: (path: string) => boolean) {
	document.addEventListener("click", (event) => {
		const link = (event.target as Element | null)?.closest?.("a");
		if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey ||
			event.ctrlKey || event.shiftKey || event.altKey || link.target || link.download)
			return;
		const same_page = link.pathname === location.pathname && link.search === location.search;
		if (link.origin !== location.origin || !is_ours(link.pathname) || (same_page && link.hash))
			return;
		event.preventDefault();
		go(link.href);
	});
}

/** Begins to load the page of the address while its texts are still on their way. */
export function page_load(rows: readonly PageRow[]): void {
	find_row(rows, location.pathname)?.row.load().catch(() => {});	// the router tells it
}

let started = false;

/** Once per entry, before rendering. */
export function router_start(is_ours: (path: string) => boolean): void {
	if (started)
		return;
	started = true;
	history.scrollRestoration = "manual";
	address.set(here());
	follow_links(is_ours);
	addEventListener("popstate", (event) => {
		const state = event.state as { scroll?: number } | null;
		address.set({ ...here(), back_to: state?.scroll ?? 0 });
	});
	addEventListener("pagehide", keep_scroll);
}

/** For a page of several steps: after each change of step, as after a change of page. */
export function useStep(step: string): void {
	const [first] = useState(step);
	const [moved, set_moved] = useState(false);
	useLayoutEffect(() => {
		if (step === first && !moved)
			return;
		set_moved(true);
		window.scrollTo(0, 0);
		heading_focus();
	}, [step]);
}

export function Router({ rows }: { rows: readonly PageRow[] }) {
	const at = useStore(address);
	const [shown, set_shown] = useState<Shown | "missing" | "broken" | null>(null);
	const [slow, set_slow] = useState(false);
	const [changes, set_changes] = useState(0);

	useEffect(() => {
		let current = true;
		const timer = setTimeout(() => set_slow(true), 300);
		const done = (next: Shown | "missing" | "broken") => {
			clearTimeout(timer);
			if (!current)
				return;
			set_slow(false);
			set_shown(next);
			set_changes((count) => count + 1);
		};
		const found = find_row(rows, at.path);
		if (found)
			found.row.load().then(
				(module) => done({ ...found, Page: module.default }), () => done("broken"));
		else
			done("missing");
		return () => {
			current = false;
			clearTimeout(timer);
		};
	}, [at.path]);

	useLayoutEffect(() => {
		if (changes === 0)
			return;
		window.scrollTo(0, at.back_to ?? 0);
		if (changes > 1)
			heading_focus();
	}, [changes]);

	return <>
		{slow && <Loading />}
		{shown === "missing" && <MissingPage />}
		{shown === "broken" && <BrokenPage />}
		{shown && typeof shown === "object" &&
			<shown.Page key={shown.row.path + JSON.stringify(shown.params)} params={shown.params}
				query={new URLSearchParams(at.search)} />}
	</>;
}
