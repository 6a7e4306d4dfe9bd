// The lock file names no download addresses and every package has its integrity.
import { readFileSync } from "node:fs";

const lock = JSON.parse(readFileSync(new URL("../package-lock.json", import.meta.url), "utf8"));
const own = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
const problems = [];
for (const [path, entry] of Object.entries(lock.packages)) {
	if (path === "")
		continue;
	if (entry.resolved)
		problems.push(`${path}: has a resolved address`);
	if (!entry.integrity)
		problems.push(`${path}: has no integrity`);
}
for (const [name, version] of Object.entries({ ...own.dependencies, ...own.devDependencies }))
	if (!/^\d+\.\d+\.\d+$/.test(version))
		problems.push(`${name}: ${version} is not an exact version`);
for (const problem of problems)
	console.error(problem);
console.log(`lock: ${Object.keys(lock.packages).length - 1} packages, ${problems.length} problems`);
process.exit(problems.length === 0 ? 0 : 1);
