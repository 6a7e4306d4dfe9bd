// Acts with an Idempotency-Key: written to the journal before they are sent and again
// when the answer is there.  An unknown outcome is settled by the same key.
import { randomUUID } from "node:crypto";
import { appendFileSync } from "node:fs";
import { Agent, request, type IncomingMessage } from "node:http";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { folder, origin, type Actor } from "../lib/client.ts";
import type { System } from "./system.ts";

const PATIENCE_MS = 60_000;	// of a caller, for one answer
const RETRIES_MAX = 20;		// while everything is up: then it never settles
const HANG_UPS = 0.02;		// of the acts: the caller is gone before the answer comes
const HANG_UP_MS = 25;		// ... at some moment until then
const file = join(folder, "journal.jsonl");
const agent = new Agent({ keepAlive: true, maxSockets: 24 });

export type Kind = "payment" | "taking" | "payment void" | "sale" | "sale void" |
	"closing" | "closing confirm" | "file" | "file approve" | "file send";
export interface Act {
	key: string;
	kind: Kind;
	account_id: number;
	path: string;
	body: any;
	facts: Record<string, number>;	// what the answer does not repeat
	status: number;			// 0: not settled
	code: string | null;
	answer: any;
	unknowns: number;		// attempts whose outcome stayed unknown
	retries: number;		// made while everything was up, the settling one included
	hungUp: boolean;		// the first attempt was ended by its caller
	isReplay: boolean;		// settled by the answer that was kept with the key
}

export interface Reply { status: number; code: string | null; body: any; isReplay: boolean }

/* An answer, or null when the connection ended without one. */
export function ask(actor: Actor, method: string, path: string, body?: unknown, key?: string,
	hangUp_ms?: number): Promise<Reply | null> {
	const bytes = body === undefined ? null : Buffer.from(JSON.stringify(body));
	const headers: Record<string, string> = { origin,
		cookie: [...actor.cookies].map(([name, value]) => `${name}=${value}`).join("; ") };

	if (bytes !== null) headers["content-type"] = "application/json";
	headers["content-length"] = String(bytes?.length ?? 0);
	if (key !== undefined) headers["idempotency-key"] = key;
	return new Promise((done) => {
		const asked = request(origin + path, { method, headers, agent, timeout: PATIENCE_MS }, (answer) => {
			const parts: Buffer[] = [];
			answer.on("data", (part: Buffer) => parts.push(part));
			answer.on("end", () => done(replyOf(actor, answer, Buffer.concat(parts))));
			answer.on("error", () => done(null));
			answer.on("close", () => done(null));
		});
		asked.on("timeout", () => asked.destroy());
		asked.on("error", () => done(null));
		asked.end(bytes ?? undefined);
		if (hangUp_ms !== undefined) setTimeout(() => asked.destroy(), hangUp_ms);
	});
}

/* A body that was cut short is no answer. */
function replyOf(actor: Actor, answer: IncomingMessage, bytes: Buffer): Reply | null {
	const status = answer.statusCode ?? 0;

	if (!answer.complete) return null;
	try {
		const body = bytes.length > 0 ? JSON.parse(bytes.toString()) : null;
		actor.keep(answer);
		return { status, code: status >= 400 ? body?.code ?? null : null, body,
			isReplay: answer.headers["idempotency-replayed"] === "true" };
	} catch {
		return null;
	}
}

/** Whether the answer says for certain that the act happened, or that it did not. */
export function isDefinite(reply: Reply | null): reply is Reply {
	return reply !== null && reply.status < 500 && reply.status !== 429 && reply.code !== "still_running";
}

export class Journal {
	acts: Act[] = [];
	faults: string[] = [];			// answers nobody may ever get
	seen = new Map<string, number>();	// every answer, by status and code
	failedInPeace: string[] = [];		// unknown though nothing was down
	system: System;
	#done = new Map<Kind, Act[]>();

	constructor(system: System) {
		this.system = system;
	}

	write(line: object): void {
		appendFileSync(file, `${JSON.stringify({ at: new Date().toISOString(), ...line })}\n`);
	}

	/** One attempt, counted; remembers a failure that neither a kill nor the caller explains. */
	async attempt(actor: Actor, method: string, path: string, body?: unknown, act?: Act):
		Promise<{ reply: Reply | null; isPeace: boolean }> {
		const peace = this.system.watch();
		const hangsUp = act?.hungUp === true && act.unknowns === 0;
		const reply = await ask(actor, method, path, body, act?.key,
			hangsUp ? Math.random() * HANG_UP_MS : undefined);
		const isPeace = peace();
		// Of a request whose caller is gone the same key is told at once that it still runs.
		const isExplained = hangsUp || (act?.hungUp === true && reply?.code === "still_running");
		const name = hangsUp && reply === null ? "not waited for" :
			reply === null ? "no answer" : `${reply.status} ${reply.code ?? ""}`.trim();

		this.seen.set(name, (this.seen.get(name) ?? 0) + 1);
		if (reply?.status === 500) this.faults.push(`${method} ${path}: ${JSON.stringify(reply.body)}`);
		if (isPeace && !isDefinite(reply) && !isExplained) this.failedInPeace.push(`${method} ${path}: ${name}`);
		return { reply, isPeace: isPeace && !(isExplained && reply?.code === "still_running") };
	}

	/** Sends until the outcome is certain. */
	async act(actor: Actor, kind: Kind, path: string, body: object, facts: Record<string, number> = {}): Promise<Act> {
		const act: Act = { key: randomUUID(), kind, account_id: actor.account_id, path, body, facts, status: 0,
			code: null, answer: null, unknowns: 0, retries: 0, hungUp: Math.random() < HANG_UPS, isReplay: false };

		this.acts.push(act);
		this.write({ sent: act.key, kind, account_id: act.account_id, path, body, facts });
		while (act.retries < RETRIES_MAX) {
			const { reply, isPeace } = await this.attempt(actor, "POST", path, body, act);
			if (act.unknowns > 0 && isPeace) act.retries++;
			if (isDefinite(reply)) {
				this.#settle(act, reply);
				return act;
			}
			act.unknowns++;
			this.write({ unknown: act.key, status: reply?.status ?? 0, code: reply?.code ?? null });
			await sleep(100 + Math.random() * 300);
		}
		this.write({ unsettled: act.key });
		return act;
	}

	#settle(act: Act, reply: Reply): void {
		act.status = reply.status;
		act.code = reply.code;
		act.answer = reply.body;
		act.isReplay = reply.isReplay;
		if (act.status < 300) this.done(act.kind).push(act);
		this.write({ answered: act.key, status: act.status, code: act.code, unknowns: act.unknowns,
			retries: act.retries, isReplay: act.isReplay, answer: act.answer });
	}

	/** A read, or an act that needs no key: again until it is answered. */
	async read(actor: Actor, method: string, path: string): Promise<Reply | null> {
		for (let tries = 0; tries < 1000; tries++) {
			const { reply } = await this.attempt(actor, method, path, method === "POST" ? {} : undefined);
			if (isDefinite(reply)) return reply;
			await sleep(200 + Math.random() * 200);
		}
		return null;
	}

	/** Acts of this kind that were acknowledged, in the order of their answers. */
	done(kind: Kind): Act[] {
		const acts = this.#done.get(kind) ?? [];
		this.#done.set(kind, acts);
		return acts;
	}
}
