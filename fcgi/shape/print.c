#include "shape/print.h"

#include <stdlib.h>
#include <string.h>

#include "shape/json.h"
#include "shape/value.h"

static bool
same_word(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static bool
same_choices(const char *const *a, const char *const *b)
{
	if (a == NULL || b == NULL)
		return a == b;
	for (; *a != NULL && *b != NULL; a++, b++)
		if (strcmp(*a, *b) != 0)
			return false;
	return *a == *b;
}

static bool
same_field(const struct field *a, const struct field *b)
{
	return same_word(a->name, b->name) && same_word(a->doc, b->doc) && a->kind == b->kind &&
	    a->at == b->at && a->optional == b->optional && a->otherwise == b->otherwise &&
	    a->min == b->min && a->max == b->max && a->format == b->format &&
	    same_choices(a->choices, b->choices) && same_word(a->words, b->words) &&
	    a->within == b->within &&
	    same_word(a->of != NULL ? a->of->name : NULL, b->of != NULL ? b->of->name : NULL);
}

/* Two files may each hold a table of one struct, if it is the same table. */
static bool
same_shape(const struct shape *a, const struct shape *b)
{
	size_t i;

	if (a == b)
		return true;
	for (i = 0; a->fields[i].name != NULL; i++)
		if (b->fields[i].name == NULL || !same_field(&a->fields[i], &b->fields[i]))
			return false;
	return b->fields[i].name == NULL && a->size == b->size && same_word(a->doc, b->doc);
}

static void
set_append(struct shape_set *set, const struct shape *s)
{
	if (set->count == set->room) {
		size_t room = set->room * 2 + 64;
		const struct shape **grown = arena_alloc(&set->arena, room * sizeof *grown);
		if (set->count != 0)
			memcpy(grown, set->shapes, set->count * sizeof *grown);
		set->shapes = grown;
		set->room = room;
	}
	set->shapes[set->count++] = s;
}

void
shape_set_add(struct shape_set *set, const struct shape *s)
{
	for (size_t i = 0; i < set->count; i++) {
		if (strcmp(set->shapes[i]->name, s->name) != 0)
			continue;
		if (same_shape(set->shapes[i], s))
			return;
		fprintf(stderr, "shape %s: two different tables of this name\n", s->name);
		abort();
	}
	set_append(set, s);
	for (const struct field *f = s->fields; f->name != NULL; f++)
		if (f->of != NULL)
			shape_set_add(set, f->of);
}

void
print_json_string(FILE *out, const char *text)
{
	fputc('"', out);
	for (; *text != '\0'; text++) {
		if (*text == '"' || *text == '\\')
			fprintf(out, "\\%c", *text);
		else if (*text == '\n')
			fputs("\\n", out);
		else if ((unsigned char)*text < 0x20)
			fprintf(out, "\\u%04x", (unsigned char)*text);
		else
			fputc(*text, out);
	}
	fputc('"', out);
}

static void
print_named_string(FILE *out, const char *name, const char *text)
{
	fprintf(out, ", \"%s\": ", name);
	print_json_string(out, text);
}

static void
print_named_int(FILE *out, const char *name, int64_t n)
{
	fprintf(out, ", \"%s\": %lld", name, (long long)n);
}

static void
print_choices(FILE *out, const char *const *choices, bool or_null)
{
	fputs(", \"enum\": [", out);
	for (size_t i = 0; choices[i] != NULL; i++) {
		if (i != 0)
			fputs(", ", out);
		print_json_string(out, choices[i]);
	}
	fputs(or_null ? ", null]" : "]", out);
}

/* Formats that JSON Schema knows by a name of its own. */
static const char *
standard_name(const struct format *f)
{
	static const struct { const char *name, *standard; } names[] = {
		{ "date", "date" }, { "mail", "email" }, { "uuid", "uuid" } };

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcmp(names[i].name, f->name) == 0)
			return names[i].standard;
	return NULL;
}

/* What holds of a text itself, alone or as an item of a list. */
static void
print_text_rules(FILE *out, const struct field *f)
{
	if (f->format != NULL) {
		const char *standard = standard_name(f->format);
		if (standard != NULL)
			print_named_string(out, "format", standard);
		print_named_string(out, "pattern", f->format->pattern);
	}
	if (f->choices != NULL)
		print_choices(out, f->choices, f->kind == KIND_MAYBE_TEXT);
	if (f->words != NULL)
		print_named_string(out, "x-words", f->words);
}

static void
print_text(FILE *out, const struct field *f)
{
	fputs(f->kind == KIND_MAYBE_TEXT ? "\"type\": [\"string\", \"null\"]"
	    : "\"type\": \"string\"", out);
	if (f->min != 0)
		print_named_int(out, "minLength", f->min);
	if (f->max != 0)
		print_named_int(out, "maxLength", f->max);
	print_text_rules(out, f);
}

static void
print_integer(FILE *out, const struct field *f)
{
	bool limited = f->min != 0 || f->max != 0;
	bool endless = f->max == 0 && f->min >= 0;

	fputs(f->kind == KIND_MAYBE_INT ? "\"type\": [\"integer\", \"null\"]"
	    : "\"type\": \"integer\"", out);
	print_named_int(out, "minimum", limited ? f->min : -JSON_WHOLE_MAX);
	print_named_int(out, "maximum", endless ? JSON_WHOLE_MAX : f->max);
	if (f->kind == KIND_INT && f->optional && (!limited || (f->otherwise >= f->min &&
	    f->otherwise <= f->max)))
		print_named_int(out, "default", f->otherwise);
}

static void
print_list(FILE *out, const struct field *f)
{
	fputs("\"type\": \"array\"", out);
	if (f->min != 0)
		print_named_int(out, "minItems", f->min);
	if (f->max != 0)
		print_named_int(out, "maxItems", f->max);
	if (f->of != NULL) {
		fprintf(out, ", \"items\": { \"$ref\": \"#/components/schemas/%s\" }",
		    f->of->name);
		return;
	}
	fprintf(out, ", \"items\": { \"type\": \"string\", \"maxLength\": %d", LIST_TEXT_MAX);
	print_text_rules(out, f);
	fputs(" }", out);
}

/* Lengths are of the base64 text, four letters for three bytes. */
static void
print_bytes(FILE *out, const struct field *f)
{
	fputs("\"type\": \"string\", \"contentEncoding\": \"base64\"", out);
	if (f->min != 0)
		print_named_int(out, "minLength", (f->min + 2) / 3 * 4);
	if (f->max != 0)
		print_named_int(out, "maxLength", (f->max + 2) / 3 * 4);
}

static void
print_kind(FILE *out, const struct field *f)
{
	switch (f->kind) {
	case KIND_TEXT:
	case KIND_MAYBE_TEXT:
		print_text(out, f);
		break;
	case KIND_INT:
	case KIND_MAYBE_INT:
		print_integer(out, f);
		break;
	case KIND_BOOL:
		fputs("\"type\": \"boolean\"", out);
		if (f->optional)
			fprintf(out, ", \"default\": %s", f->otherwise != 0 ? "true" : "false");
		break;
	case KIND_INSTANT:
		fputs("\"type\": \"string\", \"format\": \"date-time\"", out);
		break;
	case KIND_BYTES:
		print_bytes(out, f);
		break;
	case KIND_LIST:
		print_list(out, f);
		break;
	case KIND_OBJECT:
		fprintf(out, "\"$ref\": \"#/components/schemas/%s\"", f->of->name);
	}
}

void
field_print_schema(FILE *out, const struct field *f)
{
	fputs("{ ", out);
	print_kind(out, f);
	print_named_string(out, "description", f->doc);
	fputs(" }", out);
}

static void
print_required(FILE *out, const struct shape *s, const char *indent)
{
	const char *comma = "";

	for (const struct field *f = s->fields; f->name != NULL; f++) {
		if (f->optional)
			continue;
		if (*comma == '\0')
			fprintf(out, ",\n%s  \"required\": [", indent);
		fprintf(out, "%s\"%s\"", comma, f->name);
		comma = ", ";
	}
	if (*comma != '\0')
		fputc(']', out);
}

void
shape_print_schema(FILE *out, const struct shape *s, const char *indent)
{
	fprintf(out, "%s\"%s\": {\n%s  \"type\": \"object\",\n%s  \"description\": ", indent,
	    s->name, indent, indent);
	print_json_string(out, s->doc);
	fprintf(out, ",\n%s  \"additionalProperties\": false,\n%s  \"properties\": {", indent,
	    indent);
	for (const struct field *f = s->fields; f->name != NULL; f++) {
		fprintf(out, "%s\n%s    \"%s\": ", f == s->fields ? "" : ",", indent, f->name);
		field_print_schema(out, f);
	}
	fprintf(out, "\n%s  }", indent);
	print_required(out, s, indent);
	fprintf(out, "\n%s}", indent);
}

/* A comment that ends where it should, whatever the words are. */
static void
print_doc(FILE *out, const char *indent, const char *doc)
{
	fprintf(out, "%s/** ", indent);
	for (; *doc != '\0'; doc++) {
		fputc(*doc == '\n' ? ' ' : *doc, out);
		if (doc[0] == '*' && doc[1] == '/')
			fputc(' ', out);
	}
	fputs(" */\n", out);
}

static void
print_union(FILE *out, const char *const *choices)
{
	for (size_t i = 0; choices[i] != NULL; i++) {
		if (i != 0)
			fputs(" | ", out);
		print_json_string(out, choices[i]);
	}
}

static void
print_ts_list(FILE *out, const struct field *f)
{
	if (f->of != NULL) {
		fprintf(out, "%s[]", f->of->name);
	} else if (f->choices != NULL) {
		fputc('(', out);
		print_union(out, f->choices);
		fputs(")[]", out);
	} else {
		fputs("string[]", out);
	}
}

static void
print_ts(FILE *out, const struct field *f)
{
	static const char *const types[] = {
		[KIND_TEXT] = "string", [KIND_INT] = "number", [KIND_BOOL] = "boolean",
		[KIND_INSTANT] = "string", [KIND_BYTES] = "string", [KIND_MAYBE_TEXT] = "string",
		[KIND_MAYBE_INT] = "number" };

	if (f->kind == KIND_LIST)
		print_ts_list(out, f);
	else if (f->kind == KIND_OBJECT)
		fputs(f->of->name, out);
	else if (f->choices != NULL)
		print_union(out, f->choices);
	else
		fputs(types[f->kind], out);
	if (f->kind == KIND_MAYBE_TEXT || f->kind == KIND_MAYBE_INT)
		fputs(" | null", out);
}

void
shape_print_type(FILE *out, const struct shape *s)
{
	print_doc(out, "", s->doc);
	fprintf(out, "export interface %s {\n", s->name);
	for (const struct field *f = s->fields; f->name != NULL; f++) {
		print_doc(out, "  ", f->doc);
		fprintf(out, "  %s%s: ", f->name, f->optional ? "?" : "");
		print_ts(out, f);
		fputs(";\n", out);
	}
	fputs("}\n", out);
}
