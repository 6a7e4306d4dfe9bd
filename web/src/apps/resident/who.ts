// Who is signed in on this device, as far as the resident pages know.
import { Refusal, call, type Out } from "../../core/api.ts";
import { offline_forget } from "../../core/offline.ts";
import { signed_in } from "../../core/session.ts";
import { kept_drop, kept_get, kept_keys, kept_set, store } from "../../core/store.ts";

export type Me = Out<"GET /api/people/resident-me">;
/** me is absent while there is no network: then the device only remembers that somebody was in. */
export type Who = { state: "asking" | "out" } | { state: "in"; me?: Me };

const mark = "resident.signed_in";
export const who = store<Who>({ state: "asking" });

function set(next: Who) {
	kept_set(mark, next.state === "in" ? "yes" : "no");
	who.set(next);
	signed_in.set(next.state === "in");
}

/** A call was answered 401 somewhere: the pages show themselves signed out. */
signed_in.watch((is_in) => {
	if (!is_in && who.get().state === "in")
		set({ state: "out" });
});

/** Asks the server when this device remembers that somebody is signed in. */
export async function who_load(): Promise<void> {
	if (kept_get(mark) === "yes")
		return who_ask();
	who.set({ state: "out" });
}

/**
 * The browser may have thrown away what this device remembered, and kept the session: before
 * signing in, the server is asked once.
 */
export async function who_look(): Promise<void> {
	if (kept_get(mark) === null)
		await who_ask();
}

async function who_ask(): Promise<void> {
	const kept = kept_get(mark);
	try {
		set({ state: "in", me: await call("GET /api/people/resident-me", {}, { stay: true }) });
	} catch (error) {
		if (error instanceof Refusal && error.status === 401)
			set({ state: "out" });
		else
			who.set({ state: kept === "yes" ? "in" : "out" });
	}
}

/** After signing in. */
export async function who_entered(): Promise<void> {
	kept_set(mark, "yes");
	await who_load();
}

/** Nothing of this person stays on the device. */
export function who_left(): void {
	for (const key of [...kept_keys("draft."), ...kept_keys("pay."), ...kept_keys("session."),
		...kept_keys("sign_in")])
		kept_drop(key);
	offline_forget();
	set({ state: "out" });
}
