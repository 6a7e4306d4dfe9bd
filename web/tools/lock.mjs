// The lock files name no download addresses, every package has its version and integrity,
// and npm ci would find every optional package of the app's own lock.
import { readFileSync } from "node:fs";

const problems = [];
let count = 0;

function read(path) {
	return JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));
}

function check(folder, { optional }) {
	const { packages } = read(`${folder}package-lock.json`);
	for (const [path, entry] of Object.entries(packages).filter(([key]) => key !== "")) {
		count++;
		if (entry.resolved)
			problems.push(`${folder}${path}: has a resolved address`);
		if (!entry.integrity || !entry.version)
			problems.push(`${folder}${path}: has no version or no integrity`);
		for (const name of Object.keys(optional ? entry.optionalDependencies ?? {} : {}))
			if (!packages[`node_modules/${name}`] && !packages[`${path}/node_modules/${name}`])
				problems.push(`${folder}${path}: ${name} is not locked`);
	}
	const own = read(`${folder}package.json`);
	for (const [name, version] of Object.entries({ ...own.dependencies, ...own.devDependencies }))
		if (!/^\d+\.\d+\.\d+$/.test(version))
			problems.push(`${folder}${name}: ${version} is not an exact version`);
}

check("../", { optional: true });
// The linter's packages for other systems are not all to be had: it is installed apart.
check("lint/", { optional: false });
for (const problem of problems)
	console.error(problem);
console.log(`lock: ${count} packages, ${problems.length} problems`);
process.exit(problems.length === 0 ? 0 : 1);
