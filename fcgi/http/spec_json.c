#include "http/spec.h"

#include <ctype.h>
#include <string.h>

#include "http/edge.h"
#include "http/spec_rows.h"

enum { ROW_REASONS_MAX = 64 };

/* "GET /api/till/cards/{card_id}" is get_till_cards_card_id. */
static void
operation_id(FILE *to, const struct route *r)
{
	bool gap = true;

	for (const char *at = method_names[r->method]; *at != '\0'; at++)
		fputc(tolower((unsigned char)*at), to);
	for (const char *at = r->path + strlen("/api"); *at != '\0'; at++) {
		if (isalnum((unsigned char)*at)) {
			fprintf(to, "%s%c", gap ? "_" : "", *at);
			gap = false;
		} else {
			gap = true;
		}
	}
}

static void
reference(FILE *to, const struct shape *shape)
{
	fprintf(to, "{\"$ref\":\"#/components/schemas/%s\"}", shape->name);
}

static void
parameter(FILE *to, const struct field *f, const char *place, const char *comma)
{
	fprintf(to, "%s\n\t\t\t\t{\"name\":\"%s\",\"in\":\"%s\",\"required\":%s,"
	    "\"description\":", comma, f->name, place, f->optional ? "false" : "true");
	print_json_string(to, f->doc);
	fprintf(to, ",\"schema\":");
	field_print_schema(to, f);
	fprintf(to, "}");
}

static bool
takes_body(const struct route *r)
{
	return (r->method == POST || r->method == PUT) && r->upload == NULL;
}

static void
parameters(FILE *to, const struct route *r)
{
	const char *comma = "";

	fprintf(to, "\t\t\t\"parameters\":[");
	for (const struct field *f = r->in != NULL ? r->in->fields : NULL;
	    f != NULL && f->name != NULL; f++) {
		bool in_path = row_holds_path(r, f->name);

		if (!in_path && takes_body(r))
			continue;
		parameter(to, f, in_path ? "path" : "query", comma);
		comma = ",";
	}
	if (r->list != NULL) {
		fprintf(to, "%s\n\t\t\t\t{\"name\":\"as\",\"in\":\"query\",\"required\":false,"
		    "\"description\":\"All rows as a file\","
		    "\"schema\":{\"type\":\"string\",\"enum\":[", comma);
		for (size_t i = 0; list_files[i] != NULL; i++)
			fprintf(to, "%s\"%s\"", i > 0 ? "," : "", list_files[i]->name);
		fprintf(to, "]}}");
		comma = ",";
	}
	if (r->flags & ONCE) {
		fprintf(to, "%s\n\t\t\t\t{\"name\":\"Idempotency-Key\",\"in\":\"header\","
		    "\"required\":true,\"description\":\"Made by the caller before it sends\","
		    "\"schema\":{\"type\":\"string\",\"format\":\"uuid\"}}", comma);
	}
	fprintf(to, "],\n");
}

/* The input without what the path already says. */
static void
body_schema(FILE *to, const struct route *r)
{
	const char *comma = "";

	if (path_params(r->path) == 0) {
		reference(to, r->in);
		return;
	}
	fprintf(to, "{\"type\":\"object\",\"additionalProperties\":false,\"properties\":{");
	for (const struct field *f = r->in->fields; f->name != NULL; f++) {
		if (row_holds_path(r, f->name))
			continue;
		fprintf(to, "%s\"%s\":", comma, f->name);
		field_print_schema(to, f);
		comma = ",";
	}
	fprintf(to, "},\"required\":[");
	comma = "";
	for (const struct field *f = r->in->fields; f->name != NULL; f++) {
		if (row_holds_path(r, f->name) || f->optional)
			continue;
		fprintf(to, "%s\"%s\"", comma, f->name);
		comma = ",";
	}
	fprintf(to, "]}");
}

static void
request_body(FILE *to, const struct route *r)
{
	if (r->upload != NULL) {
		fprintf(to, "\t\t\t\"x-max-bytes\":%lld,\n\t\t\t\"requestBody\":"
		    "{\"required\":true,\"content\":{", (long long)r->upload->max_bytes);
		for (size_t i = 0; r->upload->types[i] != NULL; i++)
			fprintf(to, "%s\"%s\":{}", i > 0 ? "," : "", r->upload->types[i]);
		fprintf(to, "}},\n");
	} else if (takes_body(r) && r->in != NULL) {
		fprintf(to, "\t\t\t\"requestBody\":{\"required\":true,"
		    "\"content\":{\"application/json\":{\"schema\":");
		body_schema(to, r);
		fprintf(to, "}}},\n");
	}
}

static void
page_schema(FILE *to, const struct shape *row)
{
	fprintf(to, "{\"type\":\"object\",\"additionalProperties\":false,\"properties\":{"
	    "\"rows\":{\"type\":\"array\",\"items\":");
	reference(to, row);
	fprintf(to, "},\"next\":{\"type\":\"string\"}},\"required\":[\"rows\"]}");
}

/* Two kinds of files may have one media type, as CSV in two encodings. */
static bool
type_was_said(size_t at)
{
	size_t size = strcspn(list_files[at]->type, ";");

	for (size_t i = 0; i < at; i++)
		if (strcspn(list_files[i]->type, ";") == size &&
		    strncmp(list_files[i]->type, list_files[at]->type, size) == 0)
			return true;
	return false;
}

static void
success(FILE *to, const struct route *r)
{
	if (r->out == NULL && r->list == NULL) {
		fprintf(to, "\"204\":{\"description\":\"Done\"}");
		return;
	}
	fprintf(to, "\"200\":{\"description\":\"Done\",\"content\":{");
	if (row_is_file(r))
		fprintf(to, "\"*/*\":{}");
	else if (r->out == &stream_shape)
		fprintf(to, "\"text/event-stream\":{}");
	else
		fprintf(to, "\"application/json\":{\"schema\":");
	if (r->list != NULL)
		page_schema(to, r->list->row);
	else if (row_is_json(r))
		reference(to, r->out);
	if (r->list != NULL || row_is_json(r))
		fprintf(to, "}");
	for (size_t i = 0; r->list != NULL && list_files[i] != NULL; i++)
		if (!type_was_said(i))
			fprintf(to, ",\"%.*s\":{}", (int)strcspn(list_files[i]->type, ";"),
			    list_files[i]->type);
	fprintf(to, "}}");
}

/* One response a status, with the codes it may carry. */
static void
refusals(FILE *to, const struct reason *const *reasons, size_t count)
{
	for (int status = 400; status < 600; status++) {
		const char *comma = "";

		for (size_t i = 0; i < count; i++) {
			if (reasons[i]->status != status)
				continue;
			if (comma[0] == '\0')
				fprintf(to, ",\n\t\t\t\t\"%d\":{\"description\":\"Refused\","
				    "\"content\":{\"application/problem+json\":{\"schema\":"
				    "{\"$ref\":\"#/components/schemas/problem\"}}},"
				    "\"x-reasons\":[", status);
			fprintf(to, "%s\"%s\"", comma, reasons[i]->code);
			comma = ",";
		}
		if (comma[0] != '\0')
			fprintf(to, "]}");
	}
}

static void
owners(FILE *to, const struct shape *shape, const char *pointer, const char **comma)
{
	static const char *const by[] = { "anyone", "account", "person", "shop" };

	for (const struct field *f = shape->fields; f->name != NULL; f++) {
		char inner[512];

		snprintf(inner, sizeof inner, "%s/%s%s", pointer, f->name,
		    f->kind == KIND_LIST ? "/*" : "");
		if (f->within != NULL) {
			fprintf(to, "%s\"%s\":{\"by\":\"%s\",\"doc\":", *comma, inner,
			    by[f->within->by]);
			print_json_string(to, f->within->doc);
			fprintf(to, "}");
			*comma = ",";
		}
		if (f->of != NULL)
			owners(to, f->of, inner, comma);
	}
}

static void
extensions(FILE *to, const struct route *r)
{
	const char *comma = "";

	fprintf(to, "\t\t\t\"x-right\":{\"name\":\"%s\",\"audience\":\"%s\",\"by_role\":%s},\n",
	    r->right->name, audience_name(r->right->audience),
	    r->right->by_role ? "true" : "false");
	fprintf(to, "\t\t\t\"x-once\":%s,\n\t\t\t\"x-sample\":%s,\n\t\t\t\"x-out\":\"%s\",\n",
	    r->flags & ONCE ? "true" : "false", r->flags & SAMPLE ? "true" : "false",
	    row_out_kind(r));
	fprintf(to, "\t\t\t\"x-flags\":[");
	if (r->flags & SLOW) {
		fprintf(to, "\"slow\"");
		comma = ",";
	}
	if (r->flags & CACHED)
		fprintf(to, "%s\"cached\"", comma);
	fprintf(to, "],\n\t\t\t\"x-within\":{");
	comma = "";
	if (r->in != NULL)
		owners(to, r->in, "", &comma);
	fprintf(to, "},\n");
}

static void
operation(FILE *to, const struct route *r)
{
	const struct reason *reasons[ROW_REASONS_MAX];
	size_t count = row_reasons_of(r, reasons, ROW_REASONS_MAX);

	for (const char *at = method_names[r->method]; *at != '\0'; at++)
		fputc(tolower((unsigned char)*at), to);
	fprintf(to, "\":{\n\t\t\t\"operationId\":\"");
	operation_id(to, r);
	fprintf(to, "\",\n\t\t\t\"summary\":");
	print_json_string(to, r->doc);
	fprintf(to, ",\n");
	extensions(to, r);
	parameters(to, r);
	request_body(to, r);
	fprintf(to, "\t\t\t\"responses\":{");
	success(to, r);
	refusals(to, reasons, count);
	fprintf(to, "}}");
}

static bool
is_first_of_path(const struct route *const *tables, const struct route *r)
{
	struct row_walk walk = { 0 };
	const struct route *other;

	while ((other = row_next(&walk, tables)) != r) {
		if (strcmp(other->path, r->path) == 0)
			return false;
	}
	return true;
}

static void
paths(FILE *to, const struct route *const *tables)
{
	struct row_walk walk = { 0 };
	const struct route *r, *same;
	const char *comma = "";

	while ((r = row_next(&walk, tables)) != NULL) {
		struct row_walk again = { 0 };
		const char *inner = "";

		if (!is_first_of_path(tables, r))
			continue;
		fprintf(to, "%s\n\t\t\"%s\":{", comma, r->path);
		while ((same = row_next(&again, tables)) != NULL) {
			if (strcmp(same->path, r->path) != 0)
				continue;
			fprintf(to, "%s\"", inner);
			operation(to, same);
			inner = ",\n\t\t";
		}
		fprintf(to, "}");
		comma = ",";
	}
}

static void
problem_schema(FILE *to, const struct route *const *tables)
{
	const struct reason *const *all = row_reasons(tables);

	fprintf(to, "\n\t\t\"problem\":{\"type\":\"object\",\"required\":[\"type\",\"title\","
	    "\"status\",\"code\"],\"properties\":{\"type\":{\"type\":\"string\"},"
	    "\"title\":{\"type\":\"string\"},\"status\":{\"type\":\"integer\"},"
	    "\"code\":{\"type\":\"string\",\"enum\":[");
	for (size_t i = 0; all[i] != NULL; i++)
		fprintf(to, "%s\"%s\"", i > 0 ? "," : "", all[i]->code);
	fprintf(to, "]},\"errors\":{\"type\":\"array\",\"items\":{\"type\":\"object\","
	    "\"required\":[\"code\"],\"properties\":{\"pointer\":{\"type\":\"string\"},"
	    "\"code\":{\"type\":\"string\"},\"params\":{\"type\":\"object\"}}}}}}");
}

void
spec_print_json(FILE *to, const struct route *const *tables)
{
	struct shape_set shapes = row_shapes(tables);

	fprintf(to, "{\n\t\"openapi\":\"3.1.0\",\n\t\"info\":{\"title\":\"Madoguchi\","
	    "\"version\":\"1\"},\n\t\"paths\":{");
	paths(to, tables);
	fprintf(to, "},\n\t\"components\":{\"schemas\":{");
	problem_schema(to, tables);
	for (size_t i = 0; i < shapes.count; i++) {
		fprintf(to, ",\n");
		shape_print_schema(to, shapes.shapes[i], "\t\t");
	}
	fprintf(to, "}}\n}\n");
	arena_rewind(&shapes.arena, (struct mark){ 0 });
}
