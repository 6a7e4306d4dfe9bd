// Input that a route's schema lets in, made from the schema alone.
import { resolve, type Param, type Route } from "./interface.ts";
import { problemsOf, type Schema } from "./schema.ts";

/* One of these fits every text there is; a new format needs a new line. */
const texts = ["試験", "2026-01-15", "ヤマダ タロウ", "100016", "4711", "35.5", "090-1234-5678",
	"9000000000000001", "someone@example.jp", "5m1qz0c8v7x2abcd", "20261121-1234562", "166",
	"0123456789abcdef".repeat(4), "2026-01-15T03:00:00.000Z"];

export function goodValue(given: Schema): any {
	const schema = resolve(given);
	const type = [schema.type].flat()[0];

	if (schema.enum !== undefined) return schema.enum[0];
	if (type === "integer") return Math.max(1, schema.minimum ?? 1);
	if (type === "boolean") return false;
	if (type === "array") return [];
	if (type === "object") return goodObject(schema);
	const found = texts.find((text) => problemsOf(schema, text, "").length === 0);
	if (found === undefined) throw new Error(`no good text for ${JSON.stringify(schema)}`);
	return found;
}

/** Every required member. */
export function goodObject(schema: Schema): Record<string, any> {
	const required = schema.required ?? [];
	return Object.fromEntries(Object.entries(schema.properties ?? {})
		.filter(([name]) => required.includes(name))
		.map(([name, member]) => [name, goodValue(member)]));
}

export function goodBody(route: Route): Record<string, any> | undefined {
	return route.body === null ? undefined : goodObject(route.body);
}

export function goodQuery(route: Route): Record<string, string> {
	return Object.fromEntries(route.queryParams.filter((param) => param.required)
		.map((param: Param) => [param.name, String(goodValue(param.schema))]));
}

/** The path with these values in its {names}; 1 for those not given. */
export function pathOf(route: Route, values: Record<string, string | number> = {}): string {
	return route.path.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? 1));
}
