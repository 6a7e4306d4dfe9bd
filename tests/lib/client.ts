// One caller with its own cookies.  Every answer is checked against the generated
// document and written down, so that the last step can tell what was never seen.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { appendFileSync, mkdirSync } from "node:fs";
import { Agent, request, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import { join } from "node:path";
import { problemsOfAnswer, routeFor } from "./interface.ts";

export const origin = process.env.MADOGUCHI_URL ?? "";
export const folder = process.env.MADOGUCHI_VAR ?? "";
if (origin === "" || folder === "") throw new Error("MADOGUCHI_URL and MADOGUCHI_VAR: see tests/run");

/** Where the tests of one run leave what they tell each other. */
export const shared = join(folder, "api");
mkdirSync(shared, { recursive: true });

const agent = new Agent({ keepAlive: true, maxSockets: 16 });
const written = new Set<string>();

function record(name: string, status: number, code: string | null): void {
	const line = JSON.stringify([name, status, code]);
	if (written.has(line)) return;
	written.add(line);
	appendFileSync(join(shared, `seen-${process.pid}.jsonl`), `${line}\n`);
}

export interface Reply {
	status: number;
	headers: IncomingHttpHeaders;
	bytes: Buffer;
	body: any;			// JSON, or undefined
	code: string | null;		// of a refusal
}
export type Query = Record<string, string | number | boolean | undefined>;
export interface Options {
	query?: Query | string;
	body?: unknown;			// sent as JSON; bytes and texts as they are
	type?: string | null;		// Content-Type; null: none
	key?: string | null;		// Idempotency-Key; null: none
	headers?: Record<string, string>;
}

function address(path: string, query: Query | string | undefined): string {
	if (query === undefined) return path;
	if (typeof query === "string") return `${path}?${query}`;
	const pairs = Object.entries(query).filter(([, value]) => value !== undefined)
		.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`);
	return pairs.length > 0 ? `${path}?${pairs.join("&")}` : path;
}

function bytesOf(body: unknown): Buffer | null {
	if (body === undefined) return null;
	if (Buffer.isBuffer(body)) return body;
	return Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
}

interface Asking { method: string; path: string; headers: Record<string, string>; from?: string }

function exchange({ method, path, headers, from }: Asking, body: Buffer | null):
	Promise<{ answer: IncomingMessage; bytes: Buffer }> {
	return new Promise((done, failed) => {
		const asked = request(origin + path, { method, headers, agent, localAddress: from }, (answer) => {
			const parts: Buffer[] = [];
			answer.on("data", (part: Buffer) => parts.push(part));
			answer.on("end", () => done({ answer, bytes: Buffer.concat(parts) }));
			answer.on("error", failed);
		});
		asked.on("error", failed);
		asked.end(body ?? undefined);
	});
}

function checked(method: string, path: string, answer: IncomingMessage, bytes: Buffer): Reply {
	const row = routeFor(method, path);
	const status = answer.statusCode ?? 0;
	const type = answer.headers["content-type"] ?? "";
	const wrong = problemsOfAnswer(row, status, type, bytes);
	const said = () => `${method} ${path} -> ${status} ${type}\n${bytes.toString().slice(0, 2000)}`;
	const reply: Reply = { status, headers: answer.headers, bytes, body: undefined, code: null };

	if (/json/.test(type)) reply.body = JSON.parse(bytes.toString());
	if (status >= 400) reply.code = reply.body?.code ?? null;
	record(row?.name ?? "none", status, reply.code);
	assert.deepEqual(wrong, [], said());
	if (row !== null) {
		assert.equal(answer.headers["x-content-type-options"], "nosniff", said());
		const keep = row.flags.includes("cached") && status === 200 && !/[?&]as=/.test(path) ? "public, max-age=1" : "no-store";
		if (row.out !== "stream" || status !== 200) assert.equal(answer.headers["cache-control"], keep, said());
	}
	return reply;
}

export class Actor {
	name: string;
	account_id = 0;
	cookies = new Map<string, string>();
	from: string | undefined;	// network address, as 127.0.0.9

	constructor(name = "nobody", from?: string) {
		this.name = name;
		this.from = from;
	}

	headers(row: ReturnType<typeof routeFor>, options: Options): Record<string, string> {
		const headers: Record<string, string> = { origin, ...options.headers };
		const type = options.type === undefined && options.body !== undefined ? "application/json" : options.type;

		if (type) headers["content-type"] = type;
		if (options.key) headers["idempotency-key"] = options.key;
		else if (options.key === undefined && row?.once) headers["idempotency-key"] = randomUUID();
		if (this.cookies.size > 0) {
			headers.cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
		}
		return headers;
	}

	keep(answer: IncomingMessage): void {
		for (const line of answer.headers["set-cookie"] ?? []) {
			const [pair = ""] = line.split(";");
			const at = pair.indexOf("=");
			const value = pair.slice(at + 1);
			assert.match(line, /; HttpOnly/i, "cookies are out of reach of scripts");
			assert.match(line, /; SameSite=Lax/i);
			if (value === "" || /max-age=0/i.test(line)) this.cookies.delete(pair.slice(0, at));
			else this.cookies.set(pair.slice(0, at), value);
		}
	}

	/** Asks, and gives whatever came, after it was checked against the document. */
	async send(method: string, path: string, options: Options = {}): Promise<Reply> {
		const full = address(path, options.query);
		const body = bytesOf(options.body);
		const headers = this.headers(routeFor(method, path), options);

		if (body !== null) headers["content-length"] = String(body.length);
		else if (method === "POST" || method === "PUT") headers["content-length"] = "0";
		const { answer, bytes } = await exchange({ method, path: full, headers, from: this.from }, body);
		this.keep(answer);
		return checked(method, full, answer, bytes);
	}

	/** Asks for something that must be done; gives the body. */
	async done(method: string, path: string, options: Options = {}): Promise<any> {
		const reply = await this.send(method, path, options);
		assert.ok(reply.status < 300, `${this.name}: ${method} ${path} -> ${reply.status} ${reply.bytes}`);
		return reply.body;
	}

	async get(path: string, query?: Query): Promise<any> {
		return this.done("GET", path, { query });
	}

	async post(path: string, body?: unknown, options: Options = {}): Promise<any> {
		return this.done("POST", path, { body: body ?? {}, ...options });
	}

	async put(path: string, body: unknown, options: Options = {}): Promise<any> {
		return this.done("PUT", path, { body, ...options });
	}

	async delete(path: string): Promise<any> {
		return this.done("DELETE", path);
	}

	/** A document: its bytes. */
	async file(path: string, query?: Query): Promise<Buffer> {
		const reply = await this.send("GET", path, { query });
		assert.equal(reply.status, 200, `${this.name}: ${path} -> ${reply.bytes}`);
		return reply.bytes;
	}

	/** Asks for something that must be refused with this code; gives the first error. */
	async refused(code: string, method: string, path: string, body?: unknown, options: Options = {}): Promise<any> {
		const given = body === undefined && (method === "POST" || method === "PUT") ? {} : body;
		const reply = await this.send(method, path, { body: given, ...options });
		assert.equal(reply.code, code, `${this.name}: ${method} ${path} -> ${reply.status} ${reply.bytes}`);
		return { status: reply.status, pointer: undefined, params: {}, ...reply.body.errors?.[0] };
	}

	/** The events of a stream, one after another, from now on. */
	listen(path: string): Promise<Listener> {
		const headers = { ...this.headers(null, {}), accept: "text/event-stream" };
		return new Promise((done, failed) => {
			const asked = request(origin + path, { headers }, (answer) => {
				if (answer.statusCode === 200) {
					record(`GET ${path}`, 200, null);
					done(new Listener(answer, () => asked.destroy()));
					return;
				}
				asked.destroy();
				failed(new Error(`${path} -> ${answer.statusCode}`));
			});
			asked.on("error", failed);
			asked.end();
		});
	}
}

export class Listener {
	type: string;
	close: () => void;
	events: any[] = [];
	waiting: ((event: any) => void)[] = [];
	rest = "";

	constructor(answer: IncomingMessage, close: () => void) {
		this.type = answer.headers["content-type"] ?? "";
		this.close = close;
		answer.setEncoding("utf8");
		answer.on("data", (part: string) => this.take(part));
		answer.on("error", () => undefined);
	}

	take(part: string): void {
		const blocks = (this.rest + part).split(/\n\n/);
		this.rest = blocks.pop() ?? "";
		for (const block of blocks) {
			const data = block.split("\n").filter((line) => line.startsWith("data:"))
				.map((line) => line.slice(5).trim()).join("");
			if (data === "") continue;
			const event = JSON.parse(data);
			const waiter = this.waiting.shift();
			if (waiter === undefined) this.events.push(event);
			else waiter(event);
		}
	}

	next(): Promise<any> {
		const event = this.events.shift();
		return event !== undefined ? Promise.resolve(event) :
			new Promise((done) => { this.waiting.push(done); });
	}
}

export const nobody = new Actor();
