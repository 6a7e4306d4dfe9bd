// Makes the resident pages open without a network.  Keeps the files of this version, the
// language that was used, and the last answer of the purse, each with the time it was
// fetched.  No other answer of the server is ever kept; other entries are not touched.
/** Filled in by the build. */
declare const __PRECACHE__: { version: string; files: string[] };

const worker = self as unknown as ServiceWorkerGlobalScope;
const { version, files } = __PRECACHE__;
const shell = `shell-${version}`;
const answers = "answers";
const purse = "/api/till/purse";

worker.addEventListener("install", (event) => {
	event.waitUntil(caches.open(shell).then((cache) => cache.addAll(files)));
});

worker.addEventListener("activate", (event) => {
	event.waitUntil((async () => {
		for (const name of await caches.keys())
			if (name !== shell && name !== answers)
				await caches.delete(name);
		await worker.clients.claim();
	})());
});

worker.addEventListener("message", (event) => {
	if (event.data === "update")
		void worker.skipWaiting();
	if (event.data === "forget")
		event.waitUntil(caches.delete(answers));
});

worker.addEventListener("fetch", (event) => {
	const url = new URL(event.request.url);
	if (event.request.method !== "GET" || url.origin !== worker.location.origin)
		return;
	if (url.pathname === purse)
		event.respondWith(purse_answer(event.request));
	else if (is_shell_page(event.request, url.pathname))
		event.respondWith(page(event.request));
	else if (url.pathname.startsWith("/assets/") && !url.pathname.endsWith(".wasm"))
		event.respondWith(asset(event.request));
});

function is_shell_page(request: Request, path: string): boolean {
	return request.mode === "navigate" && !/^\/(api|assets|shop|staff)(\/|$)/.test(path);
}

/** From the network while there is one, so that a new version is seen at once. */
async function page(request: Request): Promise<Response> {
	try {
		return await fetch(request);
	} catch (error) {
		const kept = await caches.match("/", { cacheName: shell });
		if (kept)
			return kept;
		throw error;
	}
}

/** Names carry a hash: what is kept is right. */
async function asset(request: Request): Promise<Response> {
	const kept = await caches.match(request);
	if (kept)
		return kept;
	const response = await fetch(request);
	if (response.ok && response.type === "basic") {
		const cache = await caches.open(shell);
		await cache.put(request, response.clone());
	}
	return response;
}

async function purse_answer(request: Request): Promise<Response> {
	const cache = await caches.open(answers);
	let response: Response;
	try {
		response = await fetch(request);
	} catch (error) {
		const kept = await cache.match(purse);
		if (kept)
			return kept;
		throw error;
	}
	if (response.ok)
		await cache.put(purse, await dated(response.clone())).catch(() => {});	// a full device
	else if (response.status === 401 || response.status === 403)
		await cache.delete(purse);
	return response;
}

async function dated(response: Response): Promise<Response> {
	const headers = new Headers({
		"Content-Type": response.headers.get("Content-Type") ?? "application/json",
		"X-Stored-At": new Date().toISOString(),
	});
	return new Response(await response.blob(), { headers });
}

export {};
