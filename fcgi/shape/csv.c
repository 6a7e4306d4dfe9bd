#include "shape/write.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "shape/json.h"
#include "shape/say.h"

bool
field_has_cell(const struct field *f)
{
	return f->kind != KIND_LIST && f->kind != KIND_OBJECT;
}

const char *
field_word(struct ctx *c, const struct field *f, const char *text)
{
	return f->words != NULL ? say_word(c, f->words, text) : text;
}

static void
csv_text(struct text_buffer *b, const char *text)
{
	/* A carriage return is skipped by spreadsheets, and what follows is run. */
	bool runs = *text != '\0' && strchr("=+-@\t\r", *text) != NULL;
	bool quoted = strpbrk(text, "\",\r\n") != NULL;

	if (quoted)
		buffer_add(b, "\"", 1);
	if (runs)
		buffer_add(b, "'", 1);
	while (*text != '\0') {
		size_t plain = strcspn(text, "\"");
		buffer_add(b, text, plain);
		text += plain;
		if (*text == '"') {
			buffer_add(b, "\"\"", 2);
			text++;
		}
	}
	if (quoted)
		buffer_add(b, "\"", 1);
}

/*
 * "2026-11-21 14:03:05" in Tokyo, which spreadsheets take for a date.  An
 * export has hundreds of thousands, so the words in between are given back.
 */
static void
csv_instant(struct ctx *c, struct text_buffer *b, struct instant at)
{
	struct mark mark = arena_mark(c->arena);
	int64_t of_minute_ms = (at.ms % 60000 + 60000) % 60000;
	char text[40];

	snprintf(text, sizeof text, "%s %s:%02d", tokyo_date(c->arena, at),
	    tokyo_time(c->arena, at), (int)(of_minute_ms / 1000));
	arena_rewind(c->arena, mark);
	buffer_text(b, text);
}

static void
csv_cell(struct ctx *c, struct text_buffer *b, const struct field *f, const void *at)
{
	const struct maybe_text *maybe_text = at;
	const struct maybe_int *maybe_int = at;

	if (field_is_absent(f, at))
		return;
	switch (f->kind) {
	case KIND_TEXT:
		csv_text(b, field_word(c, f, *(const char *const *)at));
		break;
	case KIND_INT:
		json_int(b, *(const int64_t *)at);
		break;
	case KIND_BOOL:
		csv_text(b, say_word(c, "bool", *(const bool *)at ? "true" : "false"));
		break;
	case KIND_INSTANT:
		csv_instant(c, b, *(const struct instant *)at);
		break;
	case KIND_BYTES:
		csv_text(b, base64_text(b->arena, *(const struct bytes *)at));
		break;
	case KIND_MAYBE_TEXT:
		if (maybe_text->is == IS_PRESENT)
			csv_text(b, field_word(c, f, maybe_text->text));
		break;
	case KIND_MAYBE_INT:
		if (maybe_int->is == IS_PRESENT)
			json_int(b, maybe_int->number);
		break;
	default:
		break;
	}
}

void
csv_heading(struct ctx *c, struct text_buffer *b, const struct shape *s)
{
	const char *comma = "";

	for (const struct field *f = s->fields; f->name != NULL; f++) {
		if (!field_has_cell(f))
			continue;
		buffer_text(b, comma);
		csv_text(b, say(c, arena_text(c->arena, "column.%s", f->name), NULL));
		comma = ",";
	}
	buffer_text(b, "\r\n");
}

void
csv_line(struct ctx *c, struct text_buffer *b, const struct shape *s, const void *row)
{
	const char *comma = "";

	for (const struct field *f = s->fields; f->name != NULL; f++) {
		if (!field_has_cell(f))
			continue;
		buffer_text(b, comma);
		csv_cell(c, b, f, field_of(f, row));
		comma = ",";
	}
	buffer_text(b, "\r\n");
}
