// Writes src/styles/tokens.css: those custom properties of the Digital Agency Design
// System that our styles really use.  --check finds drift.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const src = join(dirname(fileURLToPath(import.meta.url)), "../src");
const target = join(src, "styles/tokens.css");
const tokens_path = createRequire(import.meta.url)
	.resolve("@digital-go-jp/design-tokens/dist/tokens.css");

const defined = new Map([...readFileSync(tokens_path, "utf8")
	.matchAll(/^\s*(--[\w-]+):\s*(.+);$/gm)].map((found) => [found[1], found[2]]));
const used = new Set();
function use(text) {
	for (const found of text.matchAll(/var\((--[\w-]+)/g))
		if (defined.has(found[1]) && !used.has(found[1])) {
			used.add(found[1]);
			use(defined.get(found[1]));
		}
}
for (const name of readdirSync(src, { recursive: true }))
	if (/\.(css|tsx?)$/.test(name) && name !== "styles/tokens.css")
		use(readFileSync(join(src, name), "utf8"));

const lines = [...defined].filter(([name]) => used.has(name))
	.map(([name, value]) => `\t${name}: ${value};`);
const text = "/* Made by tools/tokens.mjs from @digital-go-jp/design-tokens (MIT): what our styles use. */\n" +
	`:root {\n${lines.join("\n")}\n}\n`;
let old = "";
try {
	old = readFileSync(target, "utf8");
} catch {
	// first run
}
if (old !== text && process.argv.includes("--check")) {
	console.error("src/styles/tokens.css is older than the styles: run npm run tokens");
	process.exit(1);
}
if (old !== text)
	writeFileSync(target, text);
console.log(`tokens: ${used.size} of ${defined.size}`);
