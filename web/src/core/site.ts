// Which installation this is: the municipality's name, remembered so that a page
// without a network still says whose it is.
import { call } from "./api.ts";
import { kept_get, kept_set, store } from "./store.ts";

const storage_key = "town";
export const town = store<string>(kept_get(storage_key) ?? "");

/** Long enough for a line that works: without the name the page would move when it comes. */
const wait_ms = 1500;

/** Asks for the name; a first visit waits for it, for a while. */
export function town_known(): Promise<void> {
	const asking = ask();
	if (town.get() !== "")
		return Promise.resolve();
	return Promise.race([asking, new Promise<void>((resolve) => setTimeout(resolve, wait_ms))]);
}

async function ask(): Promise<void> {
	try {
		const site = await call("GET /api/office/site", {});
		kept_set(storage_key, site.municipality);
		town.set(site.municipality);
	} catch {
		// The name of the last visit stays.
	}
}
