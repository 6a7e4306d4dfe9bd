// The session of this entry: where to sign in, and a warning before the idle time-out.
import { store } from "./store.ts";
import { kept_get, kept_set } from "./store.ts";

export type Audience = "resident" | "shop" | "staff";
interface Setup { audience: Audience; idle_s: number; go: (address: string) => void }

const sign_in_pages: Record<string, string> =
	{ resident: "/sign-in", shop: "/shop/sign-in", staff: "/staff/sign-in" };
const warn_before_s = 120;
let setup: Setup | undefined;

/** Seconds left when the warning is to be shown, else null. */
export const idle_left_s = store<number | null>(null);
/** Whether this page believes somebody is signed in (set by the pages, not proof). */
export const signed_in = store(false);

const touched_key = (audience: string) => `session.touched.${audience}`;

/** Called by each entry once.  idle_s: the server's limit for this audience. */
export function session_start(wanted: Setup): void {
	setup = wanted;
	setInterval(() => idle_left_s.set(left_s(wanted)), 1000);
}

function left_s({ audience, idle_s }: Setup): number | null {
	const touched = Number(kept_get(touched_key(audience)));
	if (!signed_in.get() || !touched)
		return null;
	const left = Math.ceil(idle_s - (Date.now() - touched) / 1000);
	return left > warn_before_s ? null : Math.max(left, 0);
}

/** A call succeeded: the server counts its idle time from now. */
export function session_touched(audience: string): void {
	if (setup && audience === setup.audience)
		kept_set(touched_key(audience), String(Date.now()));
}

/** A call was answered 401: to the sign-in page, and back here afterwards. */
export function session_lost(audience: string): void {
	signed_in.set(false);
	const page = sign_in_pages[audience];
	if (!setup || !page || location.pathname === page)
		return;
	setup.go(`${page}?back=${encodeURIComponent(location.pathname + location.search)}`);
}

/** Where to go after signing in: only addresses of this entry are followed. */
export function session_back(fallback: string): string {
	const back = new URLSearchParams(location.search).get("back") ?? "";
	const safe = /^\/(?![/\\])[^\\]*$/.test(back);
	return safe ? back : fallback;
}
