// R8: people buy and pay, a backup is made, the machine is lost in the middle of it, and all that
// was acknowledged is there again: from the sealed files and the keys alone.
// Prints a line a check and "N passed, N failed".
import { execFile, spawn, type ChildProcess } from "node:child_process";
import { appendFileSync, cpSync, existsSync, linkSync, mkdirSync, openSync, readdirSync, readFileSync, readSync, renameSync,
	rmSync, statSync, truncateSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { folder, origin } from "../lib/client.ts";
import { sql } from "../lib/database.ts";
import { filesOf, holds, needlesOf } from "../lib/files.ts";
import { unique } from "../lib/people.ts";
import { makeBuyer, makeCampaign, makePerson, makeRound, makeShop, sell, type Buyer, type Shop } from "../lib/world.ts";

const BUYERS = 6;
const SETS = 4;
const AT_ONCE = 6;
const LOAD_S = Number(process.env.SECONDS_OF_DRILL ?? 0);	// more to play, without pauses
const PAUSE_MS = LOAD_S > 0 ? 0 : 20;
const port = new URL(origin).port;
const backup = join(folder, "backup");
const run = promisify(execFile);

let passed = 0;
let failed = 0;
function check(text: string, problems: string[]): void {
	console.log(`${problems.length === 0 ? "ok    " : "FAILED"}  ${text}`);
	for (const problem of problems.slice(0, 10)) console.log(`        ${problem}`);
	if (problems.length > 10) console.log(`        and ${problems.length - 10} more`);
	if (problems.length === 0) passed++;
	else failed++;
}
const unless = (is: boolean, problem: string): string[] => (is ? [] : [problem]);

// --- the scripts, as an operator and systemd run them -------------------------

function settings(change: Record<string, string> = {}): string {
	const file = join(folder, `conf/backup-${unique()}.conf`);
	const lines = readFileSync(join(folder, "conf/backup.conf"), "utf8").trim().split("\n")
		.filter((line) => !((line.split(" = ")[0] ?? "") in change));
	writeFileSync(file, [...lines, ...Object.entries(change).map(([name, value]) => `${name} = ${value}`), ""].join("\n"));
	return file;
}

interface Said { isGood: boolean; text: string }
async function script(name: string, conf: string, ...words: string[]): Promise<Said> {
	try {
		const { stdout, stderr } = await run(join("systemd/backup", name), ["-c", conf, ...words]);
		return { isGood: true, text: stdout + stderr };
	} catch (failure) {
		const { stdout, stderr } = failure as { stdout: string; stderr: string };
		return { isGood: false, text: `${stdout}${stderr}` };
	}
}

async function must(name: string, conf: string, ...words: string[]): Promise<string> {
	const said = await script(name, conf, ...words);
	if (!said.isGood) throw new Error(`${name} ${words.join(" ")}: ${said.text}`);
	return said.text;
}

async function instance(...words: string[]): Promise<string> {
	return (await run("systemd/local/instance", words)).stdout.trim();
}

/* Each program takes a moment to end, so all of them are asked at once. */
async function stop(place: string): Promise<void> {
	for (const name of readdirSync(join(place, "pid")).filter((file) => file !== "mariadb" && file !== "owner")) {
		const pid = await instance("pid", place, name).catch(() => "");
		if (pid !== "") process.kill(Number(pid), name === "nginx" ? "SIGQUIT" : "SIGTERM");
	}
	await instance("stop", place, port);
}

const log = openSync(join(folder, "log/stream.log"), "a");
function stream(conf: string): ChildProcess {
	return spawn("systemd/backup/stream", ["-c", conf], { stdio: ["ignore", log, log] });
}
async function ended(child: ChildProcess): Promise<void> {
	while (child.exitCode === null && child.signalCode === null) await sleep(20);
}

function status(): Map<string, string> {
	try {
		return new Map(readFileSync(join(backup, "binlog/status"), "utf8").trim().split("\n")
			.map((line) => line.split(" = ") as [string, string]));
	} catch {
		return new Map();
	}
}
const sequence = (gtid = ""): number => Number(gtid.split("-")[2] ?? 0);

/* Until the stream says that it received everything up to now. */
async function caughtUp(): Promise<void> {
	const [[gtid = ""] = []] = await sql("SELECT @@gtid_binlog_pos");
	while (sequence(status().get("gtid")) < sequence(gtid)) await sleep(50);
}

// --- the load ----------------------------------------------------------------

interface Paid { payment_id: number; shop_id: number; person_id: number; amount_yen: number }
interface Sold { sale_id: number; person_id: number; sets: number }
const paid: Paid[] = [];
const sold: Sold[] = [];
let isOver = false;

async function act(buyer: Buyer, shop: Shop, round_id: number): Promise<void> {
	if (Math.random() < 0.1) {
		const sale = await sell(round_id, buyer.person_id);
		sold.push({ sale_id: sale.sale_id, person_id: buyer.person_id, sets: 1 });
		return;
	}
	const amount_yen = 1 + Math.floor(Math.random() * 40);
	const answer = await buyer.resident.post("/api/till/payments", { poster: shop.poster, amount_yen });
	paid.push({ payment_id: answer.payment_id, shop_id: shop.shop_id, person_id: buyer.person_id, amount_yen });
}

/* A request that the lost machine never answered is not acknowledged, and ends the worker. */
async function work(buyers: Buyer[], shops: Shop[], round_id: number): Promise<void> {
	const worker = async (at: number): Promise<void> => {
		while (!isOver) {
			const buyer = buyers[at % buyers.length] as Buyer;
			const shop = shops[Math.floor(Math.random() * shops.length)] as Shop;
			try {
				await act(buyer, shop, round_id);
			} catch (failure) {
				if (!isOver) throw failure;
			}
			await sleep(Math.random() * PAUSE_MS * 2);
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, (_, at) => worker(at)));
}

async function acts(count: number): Promise<void> {
	const until = paid.length + sold.length + count;
	while (paid.length + sold.length < until) await sleep(20);
}

// --- what is compared -----------------------------------------------------------

interface Books { gtid: string; tables: Map<string, string> }

async function rows(place: string, text: string): Promise<string[][]> {
	const client = run("mariadb", [`--defaults-file=${join(place, "conf/client.cnf")}`, "-N", "-B", "madoguchi"],
		{ maxBuffer: 1 << 28, encoding: "latin1" });
	client.child.stdin?.end(text);
	const { stdout } = await client;
	return stdout.replace(/\n$/, "").split("\n").map((line) => line.split("\t"));
}

/* Every row of every table and the GTID they belong to, with nothing written between. */
async function books(place: string): Promise<Books> {
	const keys = await rows(place, `SELECT table_name, GROUP_CONCAT(column_name ORDER BY seq_in_index)
		FROM information_schema.statistics WHERE table_schema = 'madoguchi' AND index_name = 'PRIMARY' GROUP BY 1`);
	const [[gtid = ""] = [], ...lines] = await rows(place, `FLUSH TABLES WITH READ LOCK; SELECT @@gtid_binlog_pos;
		${keys.map(([name, key]) => `SELECT '## ${name}'; SELECT * FROM ${name} ORDER BY ${key};`).join("\n")}
		UNLOCK TABLES;`);
	const tables = new Map<string, string>();
	let name = "";
	for (const line of lines.map((row) => row.join("\t"))) {
		if (line.startsWith("## ")) tables.set(name = line.slice(3), "");
		else tables.set(name, `${tables.get(name)}${line}\n`);
	}
	return { gtid, tables };
}

/* The keys come from where they are kept, which is neither the machine nor the backup. */
function bringKeys(place: string, kept: string): void {
	mkdirSync(place, { recursive: true });
	cpSync(join(kept, "keys"), join(place, "keys"), { recursive: true });
	cpSync(join(kept, "done"), join(place, "done"), { recursive: true });
	// Published roots, and those that the proof has seen, live elsewhere by their nature.
	for (const name of ["proof", "proof-seen"])
		if (existsSync(join(kept, name))) cpSync(join(kept, name), join(place, name), { recursive: true });
}

const madoctl = join(process.env.MADOGUCHI_BUILD ?? "build", "madoctl");
async function knowsProof(): Promise<boolean> {
	return /^ *proof /m.test((await run(madoctl, ["help"])).stdout);
}

/* What `madoctl proof` says of the restored books, with the roots seen before the loss. */
async function proven(place: string): Promise<string[]> {
	const said = await run(madoctl, ["-c", join(place, "conf/madoctl.conf"), "proof"]).then(() => "",
		(failure) => `${failure.stdout}${failure.stderr}`);
	return unless(said === "", said);
}

async function sameBooks(place: string, then: Books): Promise<string[]> {
	const now = await books(place);
	return [...unless(now.tables.size === then.tables.size, `${now.tables.size} tables`),
		...unless((then.tables.get("posting")?.split("\n").length ?? 0) > 100, "hardly any posting"),
		...[...then.tables].flatMap(([name, text]) => {
			const restored = now.tables.get(name)?.split("\n") ?? [];
			const at = text.split("\n").findIndex((row, index) => row !== restored[index]);
			return at < 0 && text === now.tables.get(name) ? [] : [`${name}: ${text.split("\n")[at]}, restored ${restored[at]}`];
		})];
}

async function allThere(place: string): Promise<string[]> {
	const payments = new Map((await rows(place, `SELECT p.payment_id, CONCAT(p.shop_id, ' ', u.person_id, ' ', p.amount_yen)
		FROM payment p JOIN purse u USING (purse_id)`)).map(([id, row]) => [Number(id), row]));
	const sales = new Map((await rows(place, "SELECT sale_id, CONCAT(person_id, ' ', sets) FROM sale"))
		.map(([id, row]) => [Number(id), row]));
	return [...paid.filter((row) => payments.get(row.payment_id) !== `${row.shop_id} ${row.person_id} ${row.amount_yen}`)
		.map((row) => `payment ${row.payment_id}: ${payments.get(row.payment_id) ?? "lost"}`),
		...sold.filter((row) => sales.get(row.sale_id) !== `${row.person_id} ${row.sets}`)
			.map((row) => `sale ${row.sale_id}: ${sales.get(row.sale_id) ?? "lost"}`)];
}

// --- what must be refused -------------------------------------------------------

/* The backup again, its large files by link: the fault is planted in a copy of one. */
function copyOf(place: string): string {
	for (const file of filesOf(backup)) {
		const to = join(place, file.slice(backup.length));
		mkdirSync(join(to, ".."), { recursive: true });
		linkSync(file, to);
	}
	return place;
}

function own(file: string): string {
	const bytes = readFileSync(file);
	rmSync(file);
	writeFileSync(file, bytes);
	return file;
}

function flip(file: string): void {
	const at = Math.floor(statSync(own(file)).size / 2);
	const descriptor = openSync(file, "r+");
	const byte = Buffer.alloc(1);
	readSync(descriptor, byte, 0, 1, at);
	byte[0] = (byte[0] as number) ^ 1;
	writeSync(descriptor, byte, 0, 1, at);
}

interface Fault { what: string; says: RegExp; plant: (place: string) => void; change?: Record<string, string>;
	words?: string[] }	// to restore, which alone can refuse it then

function faults(id: string): Fault[] {
	const data = (place: string): string => join(place, "full", id, "data.sealed");
	// Behind the backup, neither the first nor the last.
	const pieces = readdirSync(join(backup, "binlog")).filter((name) => name.endsWith(".sealed")).sort();
	const middle = pieces.at(-2) as string;
	const last = pieces.at(-1) as string;
	const piece = (place: string, name = middle): string => join(place, "binlog", name);
	const other = join(folder, "keys/other-backup");
	writeFileSync(other, `${unique().repeat(6).slice(0, 64)}\n`);

	return [
		{ what: "a byte of the full backup was changed", says: new RegExp(`damaged: full/${id}`), plant: (place) => flip(data(place)) },
		{ what: "the full backup was cut short", says: /cut_off: /, plant: (place) => truncateSync(own(data(place)), 5_000_000) },
		{ what: "the newest full backup is missing", says: /backup_missing: /,
			plant: (place) => rmSync(join(place, "full", id), { recursive: true }) },
		{ what: "the manifest was changed", says: /manifest_wrong|manifest of .*\n.*MAC does not fit/,
			plant: (place) => appendFileSync(own(join(place, "full", id, "manifest")), "label = other\n") },
		{ what: "a byte of a piece was changed", says: new RegExp(`damaged: ${middle}`), plant: (place) => flip(piece(place)) },
		{ what: "a piece was cut short", says: new RegExp(`cut_off: ${middle.replace(".sealed", "")}`),
			plant: (place) => truncateSync(own(piece(place)), statSync(piece(place)).size - 100) },
		{ what: "a piece is missing", says: new RegExp(`piece_missing: number ${Number(middle.slice(0, 12))}`), plant: (place) => rmSync(piece(place)) },
		{ what: "the last piece is missing", says: /cut_off: |piece_missing: /, plant: (place) => rmSync(piece(place, last)) },
		{ what: "the pieces before the full backup's place are all there is", says: /piece_missing: /,
			plant: (place) => { for (const name of pieces) rmSync(piece(place, name)); } },
		{ what: "one piece stands in the place of another", says: new RegExp(`damaged: ${middle}`),
			plant: (place) => renameSync(piece(place, last), piece(place)) },
		{ what: "an end before the full backup is asked for", says: /until_unknown: /, plant: () => undefined,
			words: ["2020-01-01T00:00:00Z"] },
		{ what: "the backup key is another", says: /other_key: |manifest_wrong: |MAC does not fit/, plant: () => undefined,
			change: { backup_key_file: other } },
		{ what: "the tablespace key is not there", says: /key_missing: .*is not in a backup/, plant: () => undefined,
			change: { tablespace_key_file: join(folder, "keys/none") } },
		{ what: "the backup key is not there", says: /key_missing: .*never part of a backup/, plant: () => undefined,
			change: { backup_key_file: join(folder, "keys/none") } },
	];
}

async function refused(id: string): Promise<void> {
	for (const [at, fault] of faults(id).entries()) {
		const place = copyOf(join(folder, `broken${at}`));
		const conf = settings({ backup_folder: place, ...fault.change });
		fault.plant(place);
		const restore = await script("restore", conf, id, join(place, "back"), ...fault.words ?? []);
		const isOfRestore = fault.words !== undefined || fault.change?.tablespace_key_file !== undefined;
		const verify = isOfRestore ? restore : await script("verify", conf, id);
		check(`${fault.what}: refused by name`, [
			...unless(!restore.isGood && fault.says.test(restore.text), `restore: ${restore.text}`),
			...unless(!verify.isGood && fault.says.test(verify.text), `verify: ${verify.text}`),
			...unless(!filesOf(place).some((file) => file.includes("/back/db/")), "something was left in the folder"),
		]);
		rmSync(place, { recursive: true });
	}
}

/* On names and manifests alone: what goes and what stays. */
async function pruned(): Promise<void> {
	const place = join(folder, "broken-old");
	const full = (id: string, file: string, position: number): void => {
		mkdirSync(join(place, "full", id), { recursive: true });
		writeFileSync(join(place, "full", id, "manifest"), `backup = ${id}\nbinlog_file = ${file}\nbinlog_position = ${position}\n`);
	};
	full("20260101T000000Z", "binlog.000001", 500);
	full("20260102T000000Z-before-closing", "binlog.000002", 700);
	full("20260103T000000Z", "binlog.000002", 900);
	full("20260104T000000Z", "binlog.000004", 4);
	mkdirSync(join(place, "full/.20260104T000001Z"));
	mkdirSync(join(place, "binlog"));
	for (const piece of ["1-binlog.000001-4", "2-binlog.000002-4", "3-binlog.000002-600", "4-binlog.000002-700", "5-binlog.000003-4"])
		writeFileSync(join(place, "binlog", `00000000000${piece}.sealed`), "");
	const said = await script("prune", settings({ backup_folder: place, keep_full: "1" }));
	check("old backups go, the newest and those with a label stay, and the pieces they need", unless(said.isGood &&
		readdirSync(join(place, "full")).sort().join() === "20260102T000000Z-before-closing,20260104T000000Z" &&
		readdirSync(join(place, "binlog")).sort().join() ===
		"000000000004-binlog.000002-700.sealed,000000000005-binlog.000003-4.sealed", said.text + filesOf(place).join("\n")));
	rmSync(place, { recursive: true });
}

// --- the drill -------------------------------------------------------------------

async function restored(conf: string, place: string, kept: string, ...words: string[]): Promise<string> {
	bringKeys(place, kept);
	const said = await script("restore", conf, "latest", place, ...words);
	check(`restored${words.length > 0 ? ` to ${words.join(" ")}` : " to the last transaction received"}; statements, ledger and audit fit`, [
		...unless(said.isGood, said.text),
		...unless(["check-sql", "ledger-verify", "audit verify"].every((name) => said.text.includes(`ok      madoctl ${name}`)), said.text)]);
	return said.text;
}

async function main(): Promise<void> {
	const conf = settings();
	const mark = unique();
	const secrets = [`植木 𠮷之助${mark}`, `見本市隠町 ${mark} 番地`];
	const from = performance.now();
	const told = (what: string): void => console.log(`        ${((performance.now() - from) / 1000).toFixed(1)} s  ${what}`);

	let receiver = stream(conf);
	const round_id = await makeRound(await makeCampaign(400), { cap_sets: 300, sets: 4000 });
	await makePerson({ name: secrets[0], address: secrets[1] });
	const shops = [await makeShop(), await makeShop()];
	const buyers: Buyer[] = [];
	for (let at = 0; at < BUYERS; at++) buyers.push(await makeBuyer(round_id, SETS));
	told("the town is there");

	const working = work(buyers, shops, round_id);
	await acts(30);
	// The receiver dies without a word and goes on where its folder ends.
	receiver.kill("SIGKILL");
	await ended(receiver);
	await acts(20);
	receiver = stream(conf);
	await sql("FLUSH BINARY LOGS");
	await acts(20);
	const [id = ""] = (await must("full", conf, "before-drill")).split("\n");
	await caughtUp();
	told(`a full backup under load, ${(statSync(join(backup, "full", id, "data.sealed")).size / 1e6).toFixed(0)} MB`);

	await sleep(LOAD_S * 1000);
	// From here on a COMMIT waits until its transaction is received.
	await sql("SET GLOBAL rpl_semi_sync_master_timeout = 600000, GLOBAL rpl_semi_sync_master_enabled = ON");
	await caughtUp();
	for (let files = 0; files < 3; files++) {
		await acts(40);
		await sql("FLUSH BINARY LOGS");
	}
	await acts(40);
	const then = await books(folder);
	await acts(60);
	const state = await script("state", conf);
	check("watching says that all is well", unless(state.isGood, state.text));
	const [[, waited] = []] = await sql("SHOW GLOBAL STATUS LIKE 'Rpl_semi_sync_master_yes_tx'");
	check("commits waited for the stream", unless(Number(waited) > 100, `${waited} did`));

	// The machine is lost: nothing of it but what was sealed elsewhere, and the keys.
	process.kill(Number(await instance("pid", folder, "mariadb")), "SIGKILL");
	isOver = true;
	await working;
	await ended(receiver);
	await stop(folder);
	const kept = join(folder, "back-keys");
	bringKeys(kept, folder);
	rmSync(join(folder, "db"), { recursive: true });
	told(`lost, with ${paid.length} payments and ${sold.length} sales acknowledged`);
	check("the stream says when the database is away", [
		...unless(receiver.exitCode === 1, `it ended with ${receiver.exitCode}`),
		...unless(/stream_failed/.test(readFileSync(join(folder, "log/stream.log"), "utf8")), "its log says nothing")]);

	const verified = await script("verify", conf);
	check("every seal opens and no piece is missing", unless(verified.isGood, verified.text));
	const found = filesOf(backup).filter((file) => holds(file, needlesOf(secrets)) !== undefined);
	check("a planted name is read in no file of the backup", found);

	const early = join(folder, "back-early");
	await restored(conf, early, kept, then.gtid);
	told("restored to an instant of before");
	await instance("database", early, port);
	check("every table is what it was at that instant", await sameBooks(early, then));
	await instance("stop", early, port);

	const late = join(folder, "back-late");
	const began = performance.now();
	const said = await restored(conf, late, kept);
	console.log(said.trimEnd().split("\n").map((line) => `        ${line}`).join("\n"));
	told(`restored to the end, in ${((performance.now() - began) / 1000).toFixed(1)} s`);
	await instance("start", late, port);
	told("started");
	check("every act that was acknowledged is there", await allThere(late));
	told("compared");
	check("nor is it read in the files of what was restored",
		filesOf(join(late, "db")).filter((file) => holds(file, needlesOf(secrets)) !== undefined));
	const [buyer] = buyers as [Buyer];
	const payment = await buyer.resident.post("/api/till/payments", { poster: (shops[0] as Shop).poster, amount_yen: 1 });
	if (await knowsProof()) check("the roots that were seen before the loss are there", await proven(late));
	check("the restored installation takes a payment from a phone that stayed signed in",
		unless(payment.payment_id > Math.max(...paid.map((row) => row.payment_id)), JSON.stringify(payment)));
	told("it runs again");
	await stop(late);
	told("stopped");

	await refused(id);
	await pruned();
	told("faults planted");
	check("no crash and no sanitizer report in the logs", filesOf(join(folder, "log")).filter((file) =>
		holds(file, needlesOf(["Sanitizer: ", "runtime error:", "Assertion "])) !== undefined));
	const away = await script("state", settings({ backup_folder: join(folder, "backnone") }));
	check("watching says when there is no backup", unless(!away.isGood && /stream_up 0/.test(away.text), away.text));
}

try {
	await main();
} catch (failure) {
	check("the drill came to its end", [String((failure as Error).stack)]);
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
