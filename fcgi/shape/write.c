#include "shape/write.h"

#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "shape/json.h"

static void write_value(struct text_buffer *, const struct field *, const void *);

/* The letter behind the backslash of a byte, 'u' for \u00xx, 0 for itself. */
static char
escape_of(unsigned char c)
{
	switch (c) {
	case '"':
	case '\\':
		return (char)c;
	case '\n':
		return 'n';
	case '\r':
		return 'r';
	case '\t':
		return 't';
	default:
		return c < 0x20 ? 'u' : 0;
	}
}

void
json_string(struct text_buffer *b, const char *text)
{
	const char *from = text, *at;

	buffer_add(b, "\"", 1);
	for (at = text; *at != '\0'; at++) {
		char escape = escape_of((unsigned char)*at);
		if (escape == 0)
			continue;
		buffer_add(b, from, (size_t)(at - from));
		from = at + 1;
		if (escape == 'u')
			buffer_format(b, "\\u%04x", (unsigned char)*at);
		else
			buffer_add(b, (const char[]){ '\\', escape }, 2);
	}
	buffer_add(b, from, (size_t)(at - from));
	buffer_add(b, "\"", 1);
}

void
json_int(struct text_buffer *b, int64_t n)
{
	char digits[20], *end = digits + sizeof digits, *at = end;
	uint64_t left = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;

	do
		*--at = (char)('0' + left % 10);
	while ((left /= 10) != 0);
	if (n < 0)
		*--at = '-';
	buffer_add(b, at, (size_t)(end - at));
}

/* A larger one would reach the app as another number. */
static void
write_whole(struct text_buffer *b, int64_t n)
{
	must(n >= -JSON_WHOLE_MAX && n <= JSON_WHOLE_MAX);
	json_int(b, n);
}

static void
write_list(struct text_buffer *b, const struct shape *of, const struct list *list)
{
	const char *const *texts = list->items;
	const char *structs = list->items;

	buffer_add(b, "[", 1);
	for (size_t i = 0; i < list->count; i++) {
		if (i != 0)
			buffer_add(b, ",", 1);
		if (of != NULL) {
			shape_write_into(b, of, structs + i * of->size);
		} else {
			must(texts[i] != NULL);
			json_string(b, texts[i]);
		}
	}
	buffer_add(b, "]", 1);
}

static void
write_maybe(struct text_buffer *b, const struct field *f, const void *at)
{
	const struct maybe_text *text = at;
	const struct maybe_int *number = at;

	if ((f->kind == KIND_MAYBE_TEXT ? text->is : number->is) == IS_NULL)
		buffer_add(b, "null", 4);
	else if (f->kind == KIND_MAYBE_TEXT)
		json_string(b, text->text);
	else
		write_whole(b, number->number);
}

static void
write_value(struct text_buffer *b, const struct field *f, const void *at)
{
	switch (f->kind) {
	case KIND_TEXT:
		json_string(b, *(const char *const *)at);
		break;
	case KIND_INT:
		write_whole(b, *(const int64_t *)at);
		break;
	case KIND_BOOL:
		buffer_text(b, *(const bool *)at ? "true" : "false");
		break;
	case KIND_INSTANT:
		json_string(b, instant_text(b->arena, *(const struct instant *)at));
		break;
	case KIND_BYTES:
		json_string(b, base64_text(b->arena, *(const struct bytes *)at));
		break;
	case KIND_LIST:
		write_list(b, f->of, at);
		break;
	case KIND_OBJECT:
		shape_write_into(b, f->of, *(const void *const *)at);
		break;
	case KIND_MAYBE_TEXT:
	case KIND_MAYBE_INT:
		write_maybe(b, f, at);
	}
}

bool
field_is_absent(const struct field *f, const void *at)
{
	switch (f->kind) {
	case KIND_TEXT:
	case KIND_OBJECT:
		return *(const void *const *)at == NULL;
	case KIND_INSTANT:
		return ((const struct instant *)at)->ms == 0;
	case KIND_BYTES:
		return ((const struct bytes *)at)->data == NULL;
	case KIND_MAYBE_TEXT:
		return ((const struct maybe_text *)at)->is == IS_ABSENT;
	case KIND_MAYBE_INT:
		return ((const struct maybe_int *)at)->is == IS_ABSENT;
	default:
		return false;
	}
}

/* ,"name": in one piece, for this is the hot path of every answer. */
static void
write_name(struct text_buffer *b, const char *name, bool is_first)
{
	char piece[80];
	size_t size = strlen(name);

	must(size <= sizeof piece - 4);
	piece[0] = ',';
	piece[1] = '"';
	memcpy(piece + 2, name, size);
	piece[size + 2] = '"';
	piece[size + 3] = ':';
	buffer_add(b, piece + is_first, size + 4 - is_first);
}

void
shape_write_into(struct text_buffer *b, const struct shape *s, const void *in)
{
	bool is_first = true;

	buffer_add(b, "{", 1);
	for (const struct field *f = s->fields; f->name != NULL; f++) {
		const void *at = field_of(f, in);
		if (field_is_absent(f, at)) {
			must(f->optional);
			continue;
		}
		write_name(b, f->name, is_first);
		write_value(b, f, at);
		is_first = false;
	}
	buffer_add(b, "}", 1);
}

struct bytes
shape_write_json(struct ctx *c, const struct shape *s, const void *in)
{
	enum { USUAL_SIZE = 1000 };
	struct text_buffer b = { c->arena, arena_alloc(c->arena, USUAL_SIZE), 0, USUAL_SIZE };

	shape_write_into(&b, s, in);
	return (struct bytes){ b.data, b.size };
}
