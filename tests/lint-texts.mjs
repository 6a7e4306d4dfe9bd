// The catalogue: every language holds the same keys, with the same {params},
// and every reason a program or nginx may give has a sentence.
//     node tests/lint-texts.mjs CATALOGUE SOURCES...
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const [catalogue, ...sources] = process.argv.slice(2);
const languages = ["ja", "ja-easy", "en", "zh", "ko", "vi"];
const texts = Object.fromEntries(languages.map((language) =>
	[language, JSON.parse(readFileSync(join(catalogue, `${language}.json`), "utf8"))]));

const params = (text) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort().join(" ");

for (const language of languages) {
	for (const key of Object.keys(texts.ja)) {
		if (!(key in texts[language]))
			console.log(`${language}.json lacks ${key}`);
		else if (params(texts.ja[key]) !== params(texts[language][key]))
			console.log(`${language}.json: other {params} in ${key}`);
	}
	for (const key of Object.keys(texts[language])) {
		if (!(key in texts.ja))
			console.log(`${language}.json has ${key}, ja.json has not`);
	}
}

const reason = /\{ (?:4|5)\d\d, "([a-z_]+)" \}|"code":"([a-z_]+)"/g;
for (const folder of sources) {
	for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
		if (!entry.isFile())
			continue;
		const file = join(entry.parentPath, entry.name);
		for (const [, first, second] of readFileSync(file, "utf8").matchAll(reason)) {
			const key = `reason.${first ?? second}`;
			if (!(key in texts.ja))
				console.log(`${file}: no text for ${key}`);
		}
	}
}
