// Checks a value against the part of JSON Schema that the generated document uses.  A
// keyword it does not know is an error, so nothing is passed over in silence.
import { resolve } from "./interface.ts";

export interface Schema {
	$ref?: string;
	type?: string | string[];
	properties?: Record<string, Schema>;
	required?: string[];
	additionalProperties?: boolean;
	items?: Schema;
	minItems?: number;
	maxItems?: number;
	enum?: unknown[];
	"x-words"?: string;	// the choices are words of the catalogue: "X-WORDS.CHOICE"
	minimum?: number;
	maximum?: number;
	minLength?: number;
	maxLength?: number;
	pattern?: string;
	format?: string;
	default?: unknown;
	description?: string;
}

const known = new Set(["$ref", "type", "properties", "required", "additionalProperties", "items",
	"minItems", "maxItems", "enum", "minimum", "maximum", "minLength", "maxLength", "pattern", "format",
	"default", "description", "title", "contentEncoding"]);
const formats: Record<string, RegExp> = {
	date: /^\d{4}-\d\d-\d\d$/,
	"date-time": /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
	email: /^[^@\s]+@[^@\s]+$/,
	uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
};

function typeOf(value: unknown): string {
	if (value === null) return "null";
	if (Array.isArray(value)) return "array";
	if (Number.isInteger(value)) return "integer";
	return typeof value;
}

function isType(value: unknown, type: string): boolean {
	const is = typeOf(value);
	return is === type || (type === "number" && is === "integer");
}

function ofText(schema: Schema, value: string, at: string): string[] {
	const length = [...value].length;
	const wrong: string[] = [];
	if (schema.minLength !== undefined && length < schema.minLength) wrong.push(`${at}: too short`);
	if (schema.maxLength !== undefined && length > schema.maxLength) wrong.push(`${at}: too long`);
	if (schema.pattern !== undefined && !new RegExp(schema.pattern, "u").test(value)) {
		wrong.push(`${at}: ${value} does not match ${schema.pattern}`);
	}
	if (schema.format !== undefined) {
		const format = formats[schema.format];
		if (format === undefined) throw new Error(`format ${schema.format}`);
		if (!format.test(value)) wrong.push(`${at}: ${value} is no ${schema.format}`);
	}
	return wrong;
}

function ofNumber(schema: Schema, value: number, at: string): string[] {
	const wrong: string[] = [];
	if (schema.minimum !== undefined && value < schema.minimum) wrong.push(`${at}: ${value} too small`);
	if (schema.maximum !== undefined && value > schema.maximum) wrong.push(`${at}: ${value} too large`);
	return wrong;
}

function ofObject(schema: Schema, value: Record<string, unknown>, at: string): string[] {
	const properties = schema.properties ?? {};
	const wrong = (schema.required ?? []).filter((name) => !(name in value))
		.map((name) => `${at}/${name}: missing`);
	for (const [name, member] of Object.entries(value)) {
		if (properties[name] !== undefined) wrong.push(...problemsOf(properties[name], member, `${at}/${name}`));
		else if (schema.additionalProperties === false) wrong.push(`${at}/${name}: unknown`);
	}
	return wrong;
}

function ofList(schema: Schema, value: unknown[], at: string): string[] {
	const wrong: string[] = [];
	if (schema.maxItems !== undefined && value.length > schema.maxItems) wrong.push(`${at}: too many`);
	if (schema.minItems !== undefined && value.length < schema.minItems) wrong.push(`${at}: too few`);
	if (schema.items === undefined) return wrong;
	return wrong.concat(value.flatMap((item, i) => problemsOf(schema.items as Schema, item, `${at}/${i}`)));
}

export function problemsOf(given: Schema, value: any, at: string): string[] {
	const schema = resolve(given);
	const strange = Object.keys(schema).filter((key) => !known.has(key) && !key.startsWith("x-"));
	if (strange.length > 0) throw new Error(`the checker does not know ${strange} (${at})`);
	const types = schema.type === undefined ? [] : [schema.type].flat();
	if (types.length > 0 && !types.some((type) => isType(value, type))) {
		return [`${at}: ${typeOf(value)}, not ${types}`];
	}
	if (schema.enum !== undefined && !schema.enum.includes(value)) return [`${at}: ${value} is no choice`];
	if (typeof value === "string") return ofText(schema, value, at);
	if (typeof value === "number") return ofNumber(schema, value, at);
	if (Array.isArray(value)) return ofList(schema, value, at);
	if (value !== null && typeof value === "object") return ofObject(schema, value, at);
	return [];
}
