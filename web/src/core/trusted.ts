// The only two kinds of script addresses this app makes itself: workers under /assets/ and
// the service worker.  The page's policy (Trusted Types) refuses all others.
interface PolicyFactory {
	createPolicy(name: string, rules: { createScriptURL(url: string): string }):
		{ createScriptURL(url: string): unknown };
}

function check(url: string): string {
	const { origin, pathname } = new URL(url, location.href);
	if (origin === location.origin && (pathname.startsWith("/assets/") || pathname === "/sw.js"))
		return url;
	throw new TypeError(`not a script of this app: ${pathname}`);
}

const factory = (globalThis as { trustedTypes?: PolicyFactory }).trustedTypes;
const policy = factory?.createPolicy("app-worker", { createScriptURL: check }) ??
	{ createScriptURL: check };

export function script_url(url: string): string {
	return policy.createScriptURL(url) as string;
}
