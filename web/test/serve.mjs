// A static server for tests with the policy the app must live with.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";

const types = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css",
	".svg": "image/svg+xml", ".json": "application/json", ".wasm": "application/wasm",
	".webmanifest": "application/manifest+json", ".txt": "text/plain" };

export const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; " +
	"font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; media-src 'self' blob:; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'; " +
	"require-trusted-types-for 'script'; trusted-types app-worker";
const worker_policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";

/** api(request, url): an answer { status, type, body } or undefined. */
export async function serve(folder, { port = 0, api = () => undefined, page = () => "/index.html" } = {}) {
	const server = createServer(async (request, response) => {
		const url = new URL(request.url, "http://localhost");
		const made = api(request, url);
		if (made) {
			response.writeHead(made.status, { "Content-Type": made.type ?? "application/json" });
			return response.end(made.body);
		}
		if (url.pathname === "/favicon.ico") {
			response.writeHead(204);
			return response.end();
		}
		if (url.pathname.startsWith("/api/")) {
			response.writeHead(404, { "Content-Type": "application/problem+json" });
			return response.end('{"code":"not_found","status":404}');
		}
		let path = normalize(url.pathname);
		if (extname(path) === "")
			path = page(path);
		try {
			const body = await readFile(join(folder, path));
			response.writeHead(200, {
				"Content-Type": types[extname(path)] ?? "application/octet-stream",
				"Content-Security-Policy": /scan\.zxing.*\.js$/.test(path) ? worker_policy : policy,
				"X-Content-Type-Options": "nosniff",
				"Cache-Control": "no-cache",
			});
			response.end(body);
		} catch {
			response.writeHead(404, { "Content-Security-Policy": policy });
			response.end();
		}
	});
	await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
	return {
		origin: `http://127.0.0.1:${server.address().port}`,
		close: () => new Promise((resolve) => {
			server.close(resolve);
			server.closeAllConnections();
		}),
	};
}
