// Which installation this is: the municipality's name, remembered so that a page
// without a network still says whose it is.
import { call } from "./api.ts";
import { kept_get, kept_set, store } from "./store.ts";

const storage_key = "town";
export const town = store<string>(kept_get(storage_key) ?? "");

export async function site_start(): Promise<void> {
	try {
		const site = await call("GET /api/office/site", {});
		kept_set(storage_key, site.municipality);
		town.set(site.municipality);
	} catch {
		// The name of the last visit stays.
	}
}
