// Merges src/i18n/areas/AREA.LANGUAGE.json into one flat file per language,
// src/i18n/LANGUAGE.json (read by the app and by the C programs), and writes the
// typed keys to src/i18n/keys.ts.  With --check nothing is written: drift, missing
// keys and unequal {params} end with an error.  --folder DIR: another catalogue.  Plain node, no packages.
import { readFileSync, readdirSync, writeFileSync, existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const at = process.argv.indexOf("--folder");
const folder = at > 0 ? process.argv[at + 1]
	: join(dirname(fileURLToPath(import.meta.url)), "../src/i18n");
const languages = ["ja", "ja-easy", "en", "zh", "ko", "vi"];
const key_form = /^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$/;
const problems = [];

function params_of(text) {
	return [...text.matchAll(/\{([^{}]*)\}/g)].map((found) => found[1]).toSorted();
}

/** One area file as [key, text] pairs; a doubled key is a problem JSON.parse would hide. */
function area_read(name) {
	const raw = readFileSync(join(folder, "areas", name), "utf8");
	let texts;
	try {
		texts = JSON.parse(raw);
	} catch (error) {
		problems.push(`areas/${name}: ${error.message}`);
		return [];
	}
	const written = [...raw.matchAll(/^\s*"((?:[^"\\]|\\.)*)"\s*:/gm)].map((found) => found[1]);
	for (const key of written)
		if (written.indexOf(key) !== written.lastIndexOf(key))
			problems.push(`areas/${name}: ${key} is written twice`);
	return Object.entries(texts);
}

function language_read(language, areas) {
	const all = new Map();
	for (const area of areas) {
		const name = `${area}.${language}.json`;
		if (!existsSync(join(folder, "areas", name))) {
			problems.push(`areas/${name}: missing file`);
			continue;
		}
		for (const [key, text] of area_read(name)) {
			if (!key_form.test(key))
				problems.push(`areas/${name}: ${key}: keys look like area.name`);
			if (typeof text !== "string" || text.trim() === "")
				problems.push(`areas/${name}: ${key}: empty or not a text`);
			if (all.has(key))
				problems.push(`areas/${name}: ${key} is in another area too`);
			all.set(key, String(text));
		}
	}
	return all;
}

function compare(language, texts, ja) {
	for (const [key, text] of ja) {
		if (!texts.has(key))
			problems.push(`${language}: ${key} is missing`);
		else if (params_of(text).join() !== params_of(texts.get(key)).join())
			problems.push(`${language}: ${key}: {params} differ from ja`);
	}
	for (const key of texts.keys())
		if (!ja.has(key))
			problems.push(`${language}: ${key} is not in ja`);
}

/** Words that every language leaves as they are. */
const names = /\b(Madoguchi|iPhone|iPad|Android|Excel|Shift_JIS|Menu)\b/g;

/** What was copied from another language and never put into words. */
function copied(language, texts, en) {
	if (!["zh", "ko", "vi"].includes(language))
		return;
	for (const [key, text] of texts)
		if (text === en.get(key) && /[a-z]{3}/.test(text.replace(/\{[^{}]*\}/g, "").replace(names, "")))
			problems.push(`${language}: ${key} reads as in English`);
}

function catalogue_text(texts) {
	const keys = [...texts.keys()].toSorted();
	const lines = keys.map((key) => `\t${JSON.stringify(key)}: ${JSON.stringify(texts.get(key))}`);
	return `{\n${lines.join(",\n")}\n}\n`;
}

// Texts of mails and papers stay out of the app: they are used by the C programs only.
function keys_text(ja) {
	const keys = [...ja.keys()].filter((key) => !/^(mail|paper)\./.test(key)).toSorted();
	const lines = keys.map((key) => {
		const names = [...new Set(params_of(ja.get(key)))];
		return `\t${JSON.stringify(key)}: ${names.map((n) => JSON.stringify(n)).join(" | ") || "never"};`;
	});
	return "// Made by tools/texts.mjs from the catalogues: each key and its {params}.\n" +
		`export interface TextParams {\n${lines.join("\n")}\n}\n`;
}

function deliver(name, text, check) {
	const path = join(folder, name);
	const old = existsSync(path) ? readFileSync(path, "utf8") : "";
	if (old === text)
		return;
	if (check)
		problems.push(`${name} is older than its areas: run npm run texts`);
	else
		writeFileSync(path, text);
}

const check = process.argv.includes("--check");
const areas = [...new Set(readdirSync(join(folder, "areas"))
	.filter((name) => name.endsWith(".json")).map((name) => name.split(".")[0]))].toSorted();
const by_language = new Map(languages.map((language) => [language, language_read(language, areas)]));
const ja = by_language.get("ja");
for (const [language, texts] of by_language)
	if (language !== "ja")
		compare(language, texts, ja);
for (const [language, texts] of by_language)
	copied(language, texts, by_language.get("en"));
if (check || problems.length === 0) {
	for (const [language, texts] of by_language)
		deliver(`${language}.json`, catalogue_text(texts), check);
	deliver("keys.ts", keys_text(ja), check);
}
for (const problem of problems)
	console.error(problem);
console.log(`texts: ${languages.length} languages, ${areas.length} areas, ${ja.size} keys, ` +
	`${problems.length} problems`);
process.exit(problems.length === 0 ? 0 : 1);
