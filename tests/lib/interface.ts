// The generated OpenAPI document (web/src/api/api.json) as the tests read it: which
// routes there are, who may call them, what goes in and what may come back.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { problemsOf, type Schema } from "./schema.ts";

export interface Param { name: string; in: "path" | "query" | "header"; required: boolean; schema: Schema }
export interface Route {
	name: string;				// "POST /api/till/payments"
	method: string;
	path: string;
	program: string;
	right: { name: string; audience: string; by_role: boolean };
	once: boolean;
	out: "json" | "none" | "document" | "stream";
	within: Record<string, { by: string; doc: string }>;
	flags: string[];
	pathParams: Param[];
	queryParams: Param[];
	body: Schema | null;			// JSON body
	bodyRequired: boolean;
	uploads: string[];			// content types of a raw body
	maxBytes: number;
	good: number;				// 200 or 204
	types: Record<string, Schema | null>;	// content types of a good answer
	reasons: Map<string, number>;		// code to status
}

const file = join(import.meta.dirname, "../../web/src/api/api.json");
const document = JSON.parse(readFileSync(file, "utf8"));
export const schemas: Record<string, Schema> = document.components.schemas;

/** What every route may answer with; the rest is said by its own row. */
export const universal = ["invalid_input", "not_found", "not_signed_in", "not_allowed", "cross_site",
	"method_not_allowed", "body_too_large", "wrong_content_type", "internal_error", "database_busy",
	"outcome_unknown"];
export const onceReasons = ["key_missing", "key_reused", "still_running"];

export function resolve(schema: Schema): Schema {
	while (schema.$ref !== undefined) {
		const found: Schema | undefined = schemas[schema.$ref.replace("#/components/schemas/", "")];
		if (found === undefined) throw new Error(`no schema ${schema.$ref}`);
		schema = found;
	}
	return schema;
}

function typesOf(content: Record<string, { schema?: Schema }> | undefined): Record<string, Schema | null> {
	return Object.fromEntries(Object.entries(content ?? {})
		.map(([type, value]) => [type, value.schema ?? null]));
}

function routeOf(path: string, method: string, row: any): Route {
	const params: Param[] = row.parameters ?? [];
	const input = row.requestBody?.content ?? {};
	const json = input["application/json"]?.schema;
	const reasons = new Map<string, number>();
	let good = 0;
	let types = {};

	for (const [status, response] of Object.entries<any>(row.responses)) {
		for (const code of response["x-reasons"] ?? []) reasons.set(code, Number(status));
		if (Number(status) < 300) {
			good = Number(status);
			types = typesOf(response.content);
		}
	}
	return {
		name: `${method.toUpperCase()} ${path}`, method: method.toUpperCase(), path,
		program: path.split("/")[2] ?? "", right: row["x-right"], once: row["x-once"],
		out: row["x-out"], within: row["x-within"], flags: row["x-flags"],
		pathParams: params.filter((param) => param.in === "path"),
		queryParams: params.filter((param) => param.in === "query"),
		body: json === undefined ? null : resolve(json),
		bodyRequired: row.requestBody?.required ?? false,
		uploads: Object.keys(input).filter((type) => type !== "application/json"),
		maxBytes: row["x-max-bytes"] ?? 65536, good, types, reasons,
	};
}

export const routes: Route[] = Object.entries<any>(document.paths).flatMap(([path, methods]) =>
	Object.entries<any>(methods).map(([method, row]) => routeOf(path, method, row)));

function fits(pattern: string, path: string): boolean {
	const want = pattern.split("/");
	const have = path.split("/");
	return want.length === have.length && want.every((part, i) =>
		part === have[i] || (part.startsWith("{") && have[i] !== ""));
}

/** The row that answers; as in the programs, the one with fewer {names} wins. */
export function routeFor(method: string, address: string): Route | null {
	const path = address.split("?")[0] ?? "";
	return routes.filter((route) => route.method === method && fits(route.path, path))
		.sort((a, b) => a.pathParams.length - b.pathParams.length)[0] ?? null;
}

export function route(name: string): Route {
	const found = routes.find((row) => row.name === name);
	if (found === undefined) throw new Error(`no route ${name}`);
	return found;
}

const problemSchema = { ...schemas.problem, additionalProperties: false } as Schema;

/** What is wrong with an answer, as far as the document can tell; empty: nothing. */
export function problemsOfAnswer(row: Route | null, status: number, type: string, body: Buffer): string[] {
	if (status === 404 && row === null) return problemsOfRefusal(null, status, type, body);
	if (row === null || status >= 300) return problemsOfRefusal(row, status, type, body);
	if (status !== row.good) return [`status ${status}, not ${row.good}`];
	if (status === 204) return body.length === 0 ? [] : ["204 with a body"];
	const plain = type.split(";")[0] ?? "";
	if (row.out === "document") {
		return /^(application\/(pdf|octet-stream|zip)|text\/csv; charset=utf-8|image\/(jpeg|png))$/.test(type) ? [] : [`type ${type}`];
	}
	if (!(plain in row.types)) return [`type ${type}`];
	const schema = row.types[plain];
	return schema ? problemsOf(schema, JSON.parse(body.toString()), "") : [];
}

function problemsOfRefusal(row: Route | null, status: number, type: string, body: Buffer): string[] {
	if (type !== "application/problem+json") return [`refused ${status} as ${type}: ${body}`];
	const problem = JSON.parse(body.toString());
	const wrong = problemsOf(problemSchema, problem, "");
	if (problem.status !== status) wrong.push(`status ${status}, the body says ${problem.status}`);
	for (const [i, error] of (problem.errors ?? []).entries()) {
		const extra = Object.keys(error).filter((key) => !["pointer", "code", "params"].includes(key));
		if (extra.length > 0) wrong.push(`/errors/${i}: ${extra}`);
	}
	if (row !== null && row.reasons.get(problem.code) !== status) {
		wrong.push(`${row.name} does not list ${status} ${problem.code}`);
	}
	return wrong;
}
