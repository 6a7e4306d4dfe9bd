// The table and the JSON of a run:  node report.ts SAMPLES OUT.json
import { readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";

const [samples_file = "", out = ""] = process.argv.slice(2);
type Sample = { id: string; what: string } & Record<string, any>;
const samples: Sample[] = readFileSync(samples_file, "utf8").trim().split("\n").filter((line) => line !== "")
	.map((line) => JSON.parse(line));

function median(values: number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	const half = Math.floor(sorted.length / 2);
	return sorted.length % 2 === 1 ? sorted[half] as number :
		((sorted[half - 1] as number) + (sorted[half] as number)) / 2;
}

/* A measurement in which a request failed measured something else. */
const of = (id: string, what: string) => samples.filter((row) => row.id === id && row.what === what && !(row.failed > 0));
const rate = (id: string, what: string) => median(of(id, what).map((row) => row.per_s));
/** Milliseconds of computing an act: database + nginx + programs. */
function costs(id: string, what: string): string {
	const rows = of(id, what);
	const acts = rows.reduce((sum, row) => sum + row.done, 0);
	const part = (from: number, to: number) => rows.reduce((sum, row) =>
		sum + row.ticks.slice(from, to).reduce((a: number, b: number) => a + b, 0), 0) * 10 / acts;
	return [part(0, 1), part(1, 2), part(2, 7)].map((ms) => ms.toFixed(2)).join("+");
}
interface Figure { id: string; what: string; bar: string; figure: number; unit: string; met: boolean; from: string }
const figures: Figure[] = [];

function least(id: string, what: string, bar: number, figure: number, from = "", unit = "x"): void {
	figures.push({ id, what, bar: `>= ${bar}`, figure, unit, met: figure >= bar, from });
}
function most(id: string, what: string, bar: number, figure: number, unit: string, from = ""): void {
	figures.push({ id, what, bar: `<= ${bar}`, figure, unit, met: figure <= bar, from });
}
function ratio(id: string, name: string, what: string, peer: string, bar: number): void {
	if (of(id, what).length === 0 || of(id, peer).length === 0) return;
	const [a, b] = [rate(id, what), rate(id, peer)];
	least(id, name, bar, a / b, `${a.toFixed(0)}/s : ${b.toFixed(0)}/s; computing ${costs(id, what)} : ${costs(id, peer)} ms`);
}

ratio("S1", "payment : bare statements", "product", "ceiling", 0.85);
ratio("S1-1ms", "payment : bare statements, 1 ms more a sync", "product", "ceiling", 0.85);
ratio("S2", "one stock : separate stocks", "shared", "apart", 0.8);
ratio("S2-1ms", "one stock : separate stocks, 1 ms more a sync", "shared", "apart", 0.8);
for (const row of of("S2-out", "shared")) {
	figures.push({ id: "S2", what: "sets sold of 700 by 800 tries", bar: "= 700", figure: row.sold, unit: "sets",
		met: row.sold === 700 && row.done === 700 && row.refused === 100,
		from: `${row.done} sold, ${row.refused} refused` });
}
ratio("S4", "balance : two bare SELECTs", "product", "ceiling", 0.8);
ratio("S4", "balance : PHP-FPM + mysqli", "product", "php", 2);
ratio("S4", "balance : Fastify + mariadb", "product", "fastify", 2);
const [closed_few, closed_many] = [of("S8", "100000"), of("S8", "1000000")];
if (closed_few.length > 0 && closed_many.length > 0) {
	const [few, many] = [closed_few, closed_many].map((rows) => median(rows.map((row) => row.seconds))) as [number, number];
	most("S8", "closing 1,000,000 payments of 1,000 shops", 20, many, "s",
		`100,000: ${few.toFixed(2)} s; ten times the payments take ${(many / few).toFixed(1)} times as long`);
}
const hashing = ["people", "office", "sales"];	// these hash passwords or draw
for (const row of samples.filter((row) => row.id === "S12")) {
	const mib = row.pss_kib / 1024;
	if (!hashing.includes(row.what)) most("S12", `size of ${row.what}`, 8, mib, "MiB");
	else figures.push({ id: "S12", what: `size of ${row.what} (hashes or draws)`, bar: "reported", figure: mib,
		unit: "MiB", met: true, from: "" });
}
if (of("S12-start", "till").length > 0) {
	most("S12", "till: exec to first answer", 100, median(of("S12-start", "till").map((row) => row.ms)), "ms");
}
for (const language of ["ja", "en"]) {
	const rows = of("S13", language);
	if (rows.length === 0) continue;
	most("S13", `scripts and styles of /, gzip, ${language}`, 45, rows[0]!.gzip_bytes / 1000, "kB", `${rows[0]!.files} files`);
	for (const group of ["performance", "accessibility", "best_practices", "seo"]) {
		least("S13", `Lighthouse mobile, ${language}: ${group}`, 95, median(rows.map((row) => row[group])),
			rows.map((row) => row[group]).join(" "), "");
	}
}

const failed = samples.reduce((sum, row) => sum + (row.failed ?? 0), 0);
for (const row of figures) {
	const figure = `${row.figure.toFixed(row.unit === "x" ? 2 : row.unit === "s" || row.unit === "kB" || row.unit === "MiB" ? 1 : 0)} ${row.unit}`;
	console.log(`${row.id.padEnd(7)} ${row.what.padEnd(46)} ${row.bar.padEnd(9)} ${figure.padStart(9)} ` +
		`${row.met ? "met   " : "MISSED"} ${row.from}`);
}
console.log(`${figures.filter((row) => row.met).length} of ${figures.length} bars met; requests that failed: ${failed}`);
writeFileSync(out, `${JSON.stringify({ at: new Date().toISOString(), cores: cpus().length, load: loadavg(),
	figures, samples }, null, "\t")}\n`);
