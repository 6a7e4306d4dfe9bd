// Writes FILE.gz next to what compresses well in dist/ (nginx: gzip_static on).
import { readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const dist = fileURLToPath(new URL("../dist", import.meta.url));
let files = 0;
for (const name of readdirSync(dist, { recursive: true })) {
	const path = join(dist, name);
	if (!/\.(html|js|css|svg|json|webmanifest|wasm|txt)$/.test(name) || !statSync(path).isFile())
		continue;
	const raw = readFileSync(path);
	const packed = gzipSync(raw, { level: 9 });
	if (packed.length < raw.length * 0.95) {
		writeFileSync(`${path}.gz`, packed);
		files++;
	}
}
console.log(`precompressed: ${files} files`);
