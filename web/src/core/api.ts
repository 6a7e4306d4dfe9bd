// Calls of the server, typed by the route tables.  A call either returns the answer, or
// throws Refusal (the server said no: nothing was changed) or Unreachable (nobody knows).
import { route_info, type Routes } from "../api/api.ts";
import { session_lost, session_touched } from "./session.ts";

export type RouteName = keyof Routes;
export type In<R extends RouteName> = Routes[R]["in"];
export type Out<R extends RouteName> = Routes[R]["out"];

/** What a route of kind document answers with. */
export interface Download { blob: Blob; name: string }

export interface FieldProblem {
	/** JSON pointer of the field: "/amount_yen"; empty: no field in particular. */
	pointer: string;
	code: string;
	params?: Record<string, unknown>;
}

export class Refusal extends Error {
	readonly status: number;
	readonly code: string;
	readonly errors: FieldProblem[];
	/** Something was to be shown; nothing was sent that could be lost. */
	is_read = false;
	constructor(status: number, code: string, errors: FieldProblem[] = []) {
		super(code);
		this.status = status;
		this.code = code;
		this.errors = errors;
	}
}

/** No answer, or one that was not made by our programs: the outcome is unknown. */
export class Unreachable extends Error {
	is_read = false;
}

export interface CallOptions {
	/** Idempotency-Key, for routes that are repeatable-safe; see once.ts. */
	once?: string;
	/** Raw body of an upload route. */
	file?: Blob;
	signal?: AbortSignal;
	wait_ms?: number;
	/** A 401 is thrown, but does not lead to the sign-in page. */
	stay?: boolean;
}

/** The address of a GET route with its input: for links, downloads, streams. */
export function address_of(route: string, input: object): string {
	return split(route, input as Record<string, unknown>).address;
}

function split(route: string, input: Record<string, unknown>) {
	const [method = "GET", path = ""] = route.split(" ");
	const rest = { ...input };
	let address = path.replace(/\{([a-z_0-9]+)\}/g, (_, name: string) => {
		const value = String(rest[name]);
		delete rest[name];
		return encodeURIComponent(value);
	});
	const in_query = method === "GET" || method === "DELETE";
	if (in_query) {
		const query = query_of(rest);
		address += query && `?${query}`;
	}
	return { method, address, rest, in_query };
}

/** Members that are undefined, null or empty are left out. */
export function query_of(values: object): string {
	const query = new URLSearchParams();
	for (const [name, value] of Object.entries(values))
		if (value !== undefined && value !== null && value !== "")
			query.set(name, String(value));
	return query.toString();
}

export async function call<R extends RouteName>(
	route: R, input: In<R>, options: CallOptions = {},
): Promise<Out<R>> {
	try {
		return await ask(route, input, options);
	} catch (error) {
		if (error instanceof Refusal || error instanceof Unreachable)
			error.is_read = route.startsWith("GET ");
		throw error;
	}
}

async function ask<R extends RouteName>(route: R, input: In<R>, options: CallOptions): Promise<Out<R>> {
	const info = route_info[route];
	if (info.once && !options.once)
		throw new Error(`${route} needs an Idempotency-Key: use once()`);
	const response = await send(route, input as Record<string, unknown>, options);
	if (!response.ok)
		throw await refusal_of(response, info.audience, options);
	const kept_at = response.headers.get("X-Stored-At");
	if (kept_at === null)
		session_touched(info.audience);
	if (info.out === "none" || response.status === 204)
		return undefined as unknown as Out<R>;
	if (info.out === "document")
		return { blob: await body(response.blob()), name: file_name(response) } as unknown as Out<R>;
	const answer = await body(response.json()) as Out<R>;
	if (kept_at !== null)
		kept_answers.set(answer as object, kept_at);
	return answer;
}

const kept_answers = new WeakMap<object, string>();

/** When an answer came from the device (no network): the time it was fetched. */
export function stored_at(answer: object | undefined): string | undefined {
	return answer && kept_answers.get(answer);
}

async function send(route: string, input: Record<string, unknown>, options: CallOptions) {
	const { method, address, rest, in_query } = split(route, input);
	const headers: Record<string, string> = { Accept: "application/json, application/problem+json" };
	if (options.once)
		headers["Idempotency-Key"] = options.once;
	let content: BodyInit | undefined;
	if (options.file) {
		headers["Content-Type"] = options.file.type;
		content = options.file;
	} else if (!in_query) {
		headers["Content-Type"] = "application/json";
		content = JSON.stringify(rest);
	}
	const timeout = AbortSignal.timeout(options.wait_ms ?? 30_000);
	const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout;
	try {
		return await fetch(address, {
			method, headers, body: content, signal, credentials: "same-origin", cache: "no-store",
		});
	} catch (error) {
		if (options.signal?.aborted)
			throw error;
		throw new Unreachable(String(error));
	}
}

/** A body that breaks off or is no JSON is no answer. */
async function body<T>(reading: Promise<T>): Promise<T> {
	try {
		return await reading;
	} catch (error) {
		throw new Unreachable(String(error));
	}
}

async function refusal_of(response: Response, audience: string, options: CallOptions) {
	if (!response.headers.get("Content-Type")?.startsWith("application/problem+json")) {
		if (response.status === 413)
			return new Refusal(413, "body_too_large");
		if (response.status === 429)
			return new Refusal(429, "too_many_requests");
		return new Unreachable(`status ${response.status}`);
	}
	const problem = await body(response.json()) as Partial<Refusal>;
	// What is wrong with no field in particular comes without a pointer.
	const errors = (problem.errors ?? []).map((row) => ({ ...row, pointer: row.pointer ?? "" }));
	const refusal = new Refusal(response.status, problem.code ?? "internal_error", errors);
	if (response.status === 401 && refusal.code === "not_signed_in" && !options.stay)
		session_lost(audience);
	return refusal;
}

function file_name(response: Response): string {
	const header = response.headers.get("Content-Disposition") ?? "";
	const starred = /filename\*=UTF-8''([^;]+)/i.exec(header);
	if (starred?.[1])
		return decodeURIComponent(starred[1]);
	return /filename="?([^";]+)"?/i.exec(header)?.[1] ?? "download";
}
