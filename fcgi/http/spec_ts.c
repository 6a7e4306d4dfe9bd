#include "http/spec.h"

#include "http/spec_rows.h"

static void
reason_union(FILE *to, const struct route *const *tables)
{
	const struct reason *const *all = row_reasons(tables);

	fprintf(to, "/** Why the server refuses: sentences are \"reason.CODE\". */\n"
	    "export type ReasonCode =");
	for (size_t i = 0; all[i] != NULL; i++)
		fprintf(to, "\n\t| \"%s\"", all[i]->code);
	fprintf(to, ";\n\n");
}

static void
out_type(FILE *to, const struct route *r)
{
	if (r->list != NULL) {
		fprintf(to, "Page<");
		fputs(r->list->row->name, to);
		fprintf(to, ">");
	} else if (row_is_file(r)) {
		fprintf(to, "Download");
	} else if (row_is_json(r)) {
		fputs(r->out->name, to);
	} else {
		fprintf(to, "undefined");
	}
}

static void
routes(FILE *to, const struct route *const *tables)
{
	struct row_walk walk = { 0 };
	const struct route *r;

	fprintf(to, "export interface Routes {\n");
	while ((r = row_next(&walk, tables)) != NULL) {
		fprintf(to, "\t/** %s */\n\t\"%s %s\": { in: ", r->doc,
		    method_names[r->method], r->path);
		if (r->in != NULL)
			fputs(r->in->name, to);
		else
			fprintf(to, "Record<string, never>");
		fprintf(to, "; out: ");
		out_type(to, r);
		fprintf(to, " };\n");
	}
	fprintf(to, "}\n\n");
}

static void
upload_types(FILE *to, const struct upload *upload)
{
	fprintf(to, ", upload: [");
	for (size_t i = 0; upload->types[i] != NULL; i++)
		fprintf(to, "%s\"%s\"", i > 0 ? ", " : "", upload->types[i]);
	fprintf(to, "]");
}

static void
infos(FILE *to, const struct route *const *tables)
{
	struct row_walk walk = { 0 };
	const struct route *r;

	fprintf(to, "export const route_info: Record<keyof Routes, {\n"
	    "\tonce: boolean;\n\taudience: string;\n"
	    "\tout: \"json\" | \"document\" | \"stream\" | \"none\";\n"
	    "\tupload?: string[];\n}> = {\n");
	while ((r = row_next(&walk, tables)) != NULL) {
		fprintf(to, "\t\"%s %s\": { once: %s, audience: \"%s\", out: \"%s\"",
		    method_names[r->method], r->path, r->flags & ONCE ? "true" : "false",
		    audience_name(r->right->audience), row_out_kind(r));
		if (r->upload != NULL)
			upload_types(to, r->upload);
		fprintf(to, " },\n");
	}
	fprintf(to, "};\n");
}

void
spec_print_ts(FILE *to, const struct route *const *tables)
{
	struct shape_set shapes = row_shapes(tables);

	fprintf(to, "// Written by `madoctl spec ts` from the route tables; do not edit.\n\n"
	    "export interface Page<T> { rows: T[]; next?: string }\n"
	    "export interface Download { blob: Blob; name: string }\n\n");
	reason_union(to, tables);
	for (size_t i = 0; i < shapes.count; i++) {
		shape_print_type(to, shapes.shapes[i]);
		fprintf(to, "\n");
	}
	routes(to, tables);
	infos(to, tables);
	arena_rewind(&shapes.arena, (struct mark){ 0 });
}
