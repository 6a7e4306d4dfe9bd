// The catalogue: every language holds the same keys, with the same {params},
// every reason a program or nginx may give has a sentence, and every choice of
// a list has the word that its files and the screens show; every job has its own.
//     node tests/lint-texts.mjs CATALOGUE SPEC JOBS_PAGE SOURCES...
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const [catalogue, spec, jobs_page, ...sources] = process.argv.slice(2);
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

// Every job of jobd has a name for people, and the page of jobs can ask for it.
const job_tables = /const struct job \w+\[\] = \{([^;]*)\};/g;
const page = readFileSync(jobs_page, "utf8").match(/const names = \[([^\]]*)\]/)?.[1] ?? "";
let jobs = 0;
for (const entry of readdirSync(sources[0], { recursive: true, withFileTypes: true })) {
	if (!entry.isFile() || !entry.name.endsWith(".c"))
		continue;
	const file = join(entry.parentPath, entry.name);
	for (const [, table] of readFileSync(file, "utf8").matchAll(job_tables)) {
		for (const [, name] of table.matchAll(/\{ "([a-z_.]+)",/g)) {
			jobs++;
			if (!(`job.${name}` in texts.ja))
				console.log(`${file}: no text for job.${name}`);
			if (!page.includes(`"${name}"`))
				console.log(`${file}: ${jobs_page} does not know ${name}`);
		}
	}
}
if (jobs === 0)
	console.log(`no jobs are found in ${sources[0]}`);

const { components } = JSON.parse(readFileSync(spec, "utf8"));
for (const [name, { properties = {} }] of Object.entries(components.schemas)) {
	for (const [member, field] of Object.entries(properties)) {
		for (const choice of "x-words" in field ? field.enum ?? [] : []) {
			const key = `${field["x-words"]}.${choice}`;
			if (choice !== null && !(key in texts.ja))
				console.log(`no text for ${key}, a choice of ${name}.${member}`);
		}
	}
}
