// What Lighthouse says of a page, and what its scripts and styles weigh on the wire:
//     node page.ts LIGHTHOUSE.json DIST
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

const [report = "", dist = ""] = process.argv.slice(2);
const { categories, audits } = JSON.parse(readFileSync(report, "utf8"));
const score = (name: string) => Math.round(categories[name].score * 100);
const files: string[] = audits["network-requests"].details.items
	.map((item: { url: string }) => new URL(item.url).pathname)
	.filter((path: string) => /\.(js|css)$/.test(path) && path !== "/sw.js");
const once = [...new Set(files)];
const size = (path: string) => {
	const packed = join(dist, `${path}.gz`);
	return statSync(existsSync(packed) ? packed : join(dist, path)).size;
};
console.log(JSON.stringify({ performance: score("performance"), accessibility: score("accessibility"),
	best_practices: score("best-practices"), seo: score("seo"), files: once.length,
	gzip_bytes: once.reduce((sum, path) => sum + size(path), 0) }));
