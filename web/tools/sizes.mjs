// Prints the gzip size of each entry of dist/ (scripts and styles it needs at once) and
// fails when the resident entry is over its limit.
import { readFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const limit_bytes = 45_000;
const dist = fileURLToPath(new URL("../dist", import.meta.url));
const entries = { resident: "index.html", shop: "shop/index.html", staff: "staff/index.html" };

function gz(path) {
	return gzipSync(readFileSync(join(dist, path)), { level: 9 }).length;
}

let failed = false;
for (const [name, html] of Object.entries(entries)) {
	if (!existsSync(join(dist, html)))
		throw new Error(`no dist/${html}: run npm run build first`);
	const text = readFileSync(join(dist, html), "utf8");
	const files = [...new Set([...text.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)]
		.map((found) => found[1]))];
	const sum = (ending) => files.filter((file) => file.endsWith(ending))
		.reduce((total, file) => total + gz(file), 0);
	const [js, css] = [sum(".js"), sum(".css")];
	console.log(`${name.padEnd(9)} js ${(js / 1000).toFixed(1)} kB  css ${(css / 1000).toFixed(1)} kB` +
		`  together ${((js + css) / 1000).toFixed(1)} kB gzip`);
	if (name === "resident" && js + css > limit_bytes) {
		console.error(`resident entry: ${js + css} bytes, more than ${limit_bytes}`);
		failed = true;
	}
}
process.exit(failed ? 1 : 0);
