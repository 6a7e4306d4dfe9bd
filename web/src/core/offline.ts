// The service worker of the resident entry: registration, new versions, and what is known
// about the network.
import { store } from "./store.ts";
import { script_url } from "./trusted.ts";

export const online = store(true);
/** A new version waits; calling it switches and loads the page again. */
export const update = store<(() => void) | null>(null);

export function online_start(): void {
	online.set(navigator.onLine);
	addEventListener("online", () => online.set(true));
	addEventListener("offline", () => online.set(false));
}

export async function offline_start(): Promise<void> {
	if (!("serviceWorker" in navigator) || !import.meta.env.PROD)
		return;
	let reload_wanted = false;
	navigator.serviceWorker.addEventListener("controllerchange", () => {
		if (reload_wanted)
			location.reload();
	});
	const offer = (waiting: ServiceWorker) => update.set(() => {
		reload_wanted = true;
		waiting.postMessage("update");
	});
	try {
		const registration = await navigator.serviceWorker.register(script_url("/sw.js"));
		if (registration.waiting && navigator.serviceWorker.controller)
			offer(registration.waiting);
		registration.addEventListener("updatefound", () => {
			const coming = registration.installing;
			coming?.addEventListener("statechange", () => {
				if (coming.state === "installed" && navigator.serviceWorker.controller)
					offer(coming);
			});
		});
	} catch {
		// Private windows may forbid it: the pages work, only not without a network.
	}
}

/** At sign-out: nothing of a person stays on the device. */
export function offline_forget(): void {
	navigator.serviceWorker?.controller?.postMessage("forget");
}
