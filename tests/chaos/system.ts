// The programs of the installation as processes: which live, which to kill, and
// whether everything is back.  Only what the pid files of this installation name,
// and children of those, is ever signalled.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { folder } from "../lib/client.ts";

export const workers = ["people", "sales", "till", "settlement", "office"];
const programs = ["mariadb", ...workers, "jobd", "nginx"];
const CHILDREN = 2;		// of a worker, as instance.sh sets them
const BACK_PATIENCE_MS = 180_000;

/* State and start time of a process; null when it is gone. */
function started(pid: number): string | null {
	try {
		const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
		const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
		return fields[0] === "Z" || fields[0] === "X" ? null : (fields[19] ?? null);
	} catch {
		return null;
	}
}

export function isAlive(pid: number): boolean {
	return started(pid) !== null;
}

export function pidOf(name: string): number | null {
	try {
		const [pid = "", time] = readFileSync(join(folder, "pid", name), "utf8").trim().split(" ");
		return time !== undefined && started(Number(pid)) === time ? Number(pid) : null;
	} catch {
		return null;
	}
}

export function childrenOf(pid: number): number[] {
	try {
		const text = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim();
		return text === "" ? [] : text.split(" ").map(Number).filter((child) => started(child) !== null);
	} catch {
		return [];
	}
}

function any<T>(list: T[]): T | undefined {
	return list[Math.floor(Math.random() * list.length)];
}

export type Target = "worker child" | "worker parent" | "jobd" | "mariadbd" | "nginx";
export const targets: Target[] = ["worker child", "worker parent", "jobd", "mariadbd", "nginx"];

/* The pid to kill, negative for a whole group; null when it is not there just now. */
function victim(target: Target): number | null {
	// People and office have little to do here; the others are hit more often.
	const worker = pidOf(any(["sales", "till", "settlement", "sales", "till", "settlement", "people", "office"]) ?? "till");
	const jobd = pidOf("jobd");
	const nginx = pidOf("nginx");

	switch (target) {
	case "worker child":	return worker === null ? null : any(childrenOf(worker)) ?? null;
	case "worker parent":	return worker;
	case "jobd":		return jobd === null ? null : any([jobd, ...childrenOf(jobd)]) ?? null;
	case "mariadbd":	return pidOf("mariadb");
	case "nginx":		return nginx === null ? null : -nginx;
	}
}

export class System {
	kills = new Map<Target, number>();
	rolls = 0;
	longestAway_ms = 0;
	probe: () => Promise<boolean>;
	#kill = 0;
	#away = false;
	#bag: Target[] = [];

	constructor(probe: () => Promise<boolean>) {
		this.probe = probe;
	}

	/** To be asked again after an attempt: whether nothing was down all the while. */
	watch(): () => boolean {
		const kill = this.#kill;
		const away = this.#away;
		return () => !away && !this.#away && kill === this.#kill;
	}

	/** Kills one program by chance; each kind comes up equally often. */
	kill(): void {
		if (this.#bag.length === 0) this.#bag = [...targets].sort(() => Math.random() - 0.5);
		const at = this.#bag.findIndex((target) => victim(target) !== null);
		const [target] = at < 0 ? [] : this.#bag.splice(at, 1);
		const pid = target === undefined ? null : victim(target);
		if (target === undefined || pid === null) return;
		this.#kill++;
		if (!this.#away) {
			this.#away = true;
			void this.#until_back();
		}
		process.kill(pid, "SIGKILL");
		this.kills.set(target, (this.kills.get(target) ?? 0) + 1);
	}

	async #until_back(): Promise<void> {
		const from = performance.now();
		let kill = -1;
		while (kill !== this.#kill || !this.isWhole()) {
			kill = this.#kill;
			await sleep(100);
			if (!this.isWhole() || !(await this.probe()) || !(await this.probe())) kill = -1;
		}
		this.#away = false;
		this.longestAway_ms = Math.max(this.longestAway_ms, performance.now() - from);
	}

	/** Whether every program lives, workers with all their children. */
	isWhole(): boolean {
		return programs.every((name) => pidOf(name) !== null) &&
			workers.every((name) => childrenOf(pidOf(name) ?? 0).length >= CHILDREN);
	}

	/** Waits until everything answers again; false when it never does. */
	async back(): Promise<boolean> {
		for (let waited = 0; this.#away || !this.isWhole(); waited += 100) {
			if (waited > BACK_PATIENCE_MS) return false;
			await sleep(100);
		}
		return true;
	}

	/** Rolling restart of one worker: SIGHUP, until no old child is left. */
	async roll(name: string): Promise<boolean> {
		const parent = pidOf(name);
		if (parent === null) return false;
		const old = childrenOf(parent);
		process.kill(parent, "SIGHUP");
		for (let waited = 0; waited < 30_000; waited += 50) {
			await sleep(50);
			const now = childrenOf(parent);
			if (now.length === CHILDREN && !now.some((pid) => old.includes(pid))) {
				this.rolls++;
				return pidOf(name) === parent;
			}
		}
		return false;
	}
}
