// make chaos (R1, R9): load through nginx while programs are killed, then the books are
// compared with the journal.  Prints a table, a line a check, and "N passed, N failed".
import { execFile } from "node:child_process";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { folder } from "../lib/client.ts";
import { checkActs, checkJobs, checkKeys, checkPostings, checkPurses, checkSets, strangeRefusals } from "./check.ts";
import { ask, Journal, type Kind } from "./journal.ts";
import { makeTown, work, type Town } from "./load.ts";
import { checkSettlement, openOffice, settle, settleKinds } from "./settle.ts";
import { System, targets, workers } from "./system.ts";

const ROLL_S = 20;
const PROOF_EVERY_MS = 10_000;
const seconds = Number(process.argv[2] ?? 600);
const kinds: Kind[] = ["payment", "taking", "payment void", "sale", "sale void", ...settleKinds];

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

/* madoctl, as the operator runs it: its words, and whether it was content. */
function madoctl(...words: string[]): Promise<{ isGood: boolean; said: string }> {
	const program = join(process.env.MADOGUCHI_BUILD ?? "build", "madoctl");
	return new Promise((done) => {
		execFile(program, ["-c", join(folder, "conf/madoctl.conf"), ...words],
			(error, out, err) => done({ isGood: error === null, said: `${out}${err}` }));
	});
}

const proofs = { clean: 0, unanswered: 0, differences: [] as string[] };
const drill = { clean: 0, unanswered: 0, findings: [] as string[] };
/* A proof that finds the database down says nothing, and comes again soon. */
async function prove(): Promise<boolean> {
	const { isGood, said } = await madoctl("ledger-verify");
	if (isGood) proofs.clean++;
	else if (/ expected /.test(said)) proofs.differences.push(said);
	else proofs.unanswered++;
	return isGood;
}

/* The chains, with a root in between, as an auditor who watches all the time. */
async function proveChains(): Promise<boolean> {
	await madoctl("proof", "root");
	const { isGood, said } = await madoctl("proof");
	if (isGood) drill.clean++;
	else if (/^finding /m.test(said)) drill.findings.push(said);
	else drill.unanswered++;
	return isGood;
}

async function proveAllTheTime(isOver: () => boolean): Promise<void> {
	while (!isOver()) {
		const wait = (await prove()) && (await proveChains()) ? PROOF_EVERY_MS : 1000;
		for (let waited = 0; waited < wait && !isOver(); waited += 500) await sleep(500);
	}
}

/* Every program is asked for something it must read from the database. */
async function answers(town: Town): Promise<boolean> {
	const resident = town.residents[0]?.actor;
	const seller = town.sellers[0];
	const owner = town.shops[0]?.owner;
	if (resident === undefined || seller === undefined || owner === undefined) return true;
	const replies = await Promise.all([ask(resident, "GET", "/api/people/resident-me"),
		ask(resident, "GET", "/api/till/purse"), ask(seller, "GET", "/api/sales/staff-campaigns"),
		ask(owner, "GET", "/api/office/own-shop")]);
	return replies.every((reply) => reply?.status === 200);
}

async function killFor(system: System, length_s: number): Promise<void> {
	const end = performance.now() + length_s * 1000;
	for (;;) {
		await sleep(2000 + Math.random() * 3000);
		if (performance.now() > end) return;
		system.kill();
	}
}

const roll = { failed: [] as string[], acts: 0 };
/* R9: each worker in turn gets new children while everybody goes on. */
async function rollFor(system: System, journal: Journal, length_s: number): Promise<void> {
	const end = performance.now() + length_s * 1000;
	const before = journal.failedInPeace.length;
	const acts = journal.acts.length;

	for (let i = 0; performance.now() < end || i < workers.length; i++) {
		const name = workers[i % workers.length] as string;
		if (!(await system.roll(name))) roll.failed.push(`${name} was not renewed`);
		await sleep(700);
	}
	roll.failed.push(...journal.failedInPeace.slice(before));
	roll.acts = journal.acts.length - acts;
}

function table(journal: Journal, system: System, lost: number, twice: number): void {
	const line = (name: string, ...cells: (string | number)[]): void => {
		console.log(`  ${name.padEnd(32)}${cells.join("  ")}`);
	};
	const settled = new Map<number, number>();
	const unknown = journal.acts.filter((act) => act.unknowns > 0);

	for (const act of unknown) settled.set(act.retries, (settled.get(act.retries) ?? 0) + 1);
	console.log(`\n${seconds} seconds`);
	for (const target of targets) line(`kill -9 ${target}`, system.kills.get(target) ?? 0);
	line("longest time to be back", `${(system.longestAway_ms / 1000).toFixed(1)} s`);
	for (const kind of kinds) {
		line(`${kind}s`, `acknowledged ${journal.done(kind).length}`, `refused ${journal.acts.filter((act) =>
			act.kind === kind && act.status >= 400).length}`);
	}
	for (const [name, count] of [...journal.seen].sort()) line(`answer ${name}`, count);
	line("acts of unknown outcome", unknown.length, `by a kill ${unknown.filter((act) => !act.hungUp).length}`,
		`caller hung up ${unknown.filter((act) => act.hungUp).length}`);
	line("  settled while still down", settled.get(0) ?? 0);
	for (const [retries, count] of [...settled].filter(([n]) => n > 0).sort(([a], [b]) => a - b)) {
		line(`  settled with ${retries} retr${retries === 1 ? "y" : "ies"}`, count);
	}
	line("  had happened all the same", unknown.filter((act) => act.isReplay).length);
	line("lost", lost);
	line("twice", twice);
	line("rolling restarts", system.rolls, `acts meanwhile ${roll.acts}`);
	line("ledger proofs", `clean ${proofs.clean}`, `database down ${proofs.unanswered}`,
		`with differences ${proofs.differences.length}`);
	line("proofs of the chains", `clean ${drill.clean}`, `database down ${drill.unanswered}`,
		`with findings ${drill.findings.length}`);
	console.log();
}

/* A run that met nothing proves nothing. */
function emptiness(journal: Journal, system: System): string[] {
	const refused = (code: string): boolean => journal.acts.some((act) => act.code === code);
	return [
		...kinds.filter((kind) => journal.done(kind).length === 0).map((kind) => `no ${kind}`),
		...["stock_short", "cap_round", "balance_short", "code_used"].filter((code) => !refused(code))
			.map((code) => `nothing was refused with ${code}`),
		...targets.filter((target) => !system.kills.has(target)).map((target) => `no ${target} was killed`),
		...unless(journal.acts.some((act) => act.unknowns > 0 && !act.hungUp), "no kill hit an act"),
		...unless(journal.acts.some((act) => act.isReplay), "no unknown act had happened"),
		...unless(roll.acts > 0, "no act during the rolling restarts"),
		...unless(proofs.clean >= seconds / 60, `only ${proofs.clean} proofs of the ledger`),
		...unless(drill.clean > 1, `only ${drill.clean} proofs of the chains`),
	];
}

async function verify(journal: Journal, system: System, town: Town): Promise<void> {
	const acts = await checkActs(journal, town);
	const jobs = await checkJobs();
	const audit = await madoctl("audit", "verify");

	await prove();
	await proveChains();
	table(journal, system, acts.lost, acts.twice);
	check("the run met what it was made for", emptiness(journal, system));
	check("every outcome was settled", journal.acts.filter((act) => act.status === 0).map((act) => act.key));
	check("every unknown outcome settled with one retry once all was back",
		journal.acts.filter((act) => act.retries > 1).map((act) => `${act.kind} ${act.key}: ${act.retries} retries`));
	check("every acknowledged act exists exactly once, and nothing else does", acts.problems);
	check("every act is in the ledger and the audit trail once", await checkPostings(journal));
	check("closings and files are there wholly or not at all, and pay what shops took", await checkSettlement(journal));
	check("refused acts left no key", await checkKeys(journal));
	check("purses are sales less payments, in lots, ledger and on the phone", await checkPurses(journal, town));
	check("stock and sold sets make each round, caps are kept", await checkSets(journal, town));
	check("refusals are of the kinds that were asked for", strangeRefusals(journal));
	check("nobody was told of an internal error", journal.faults);
	check("nothing failed while everything was up", journal.failedInPeace);
	check("rolling restart of every worker without a failed request", roll.failed);
	check("the ledger was at zero throughout and is at the end", [...proofs.differences,
		...unless(proofs.clean > 0, "it was never proved")]);
	check("jobs go on, the audit trail is sealed to its end", jobs);
	check("every audit entry fits its seal", unless(audit.isGood, audit.said));
	check("the proof found nothing, with roots made between the kills", [...drill.findings,
		...unless(drill.clean > 0, "it was never asked")]);
}

async function main(): Promise<void> {
	let town: Town | undefined;
	let isOver = false;
	const over = (): boolean => isOver;
	const system = new System(async () => town === undefined || answers(town));
	const journal = new Journal(system);
	const killing_s = Math.max(seconds - ROLL_S, 20);

	const month = await madoctl("load", "month", String(20 * seconds));
	if (!month.isGood) throw new Error(month.said);
	const office = await openOffice();
	town = await makeTown(journal, seconds);
	const working = Promise.all([work(journal, town, over), settle(journal, office, over), proveAllTheTime(over)]);
	await killFor(system, killing_s / 2);
	const wasBack = await system.back();
	await rollFor(system, journal, ROLL_S);
	await killFor(system, killing_s / 2);
	isOver = true;
	const isBack = await system.back();
	check("every program came back", unless(wasBack && isBack, "not within three minutes"));
	if (isBack) {
		await working;
		await verify(journal, system, town);
	}
	console.log(`${passed} passed, ${failed} failed`);
	process.exit(failed === 0 ? 0 : 1);
}

await main();
