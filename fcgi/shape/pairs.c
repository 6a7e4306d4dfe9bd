#include "shape/read.h"

#include <string.h>

#include "base/text.h"
#include "shape/json.h"
#include "shape/value.h"

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* One side of a pair, percent-decoded; false on a malformed escape. */
static bool
decode(struct arena *arena, const char *from, size_t size, struct bytes *out)
{
	char *to = arena_alloc(arena, size + 1);
	size_t used = 0;

	for (size_t i = 0; i < size; i++) {
		int high, low;
		if (from[i] != '%') {
			to[used++] = from[i] == '+' ? ' ' : from[i];
			continue;
		}
		if (size - i < 3)
			return false;
		high = hex_digit(from[i + 1]);
		low = hex_digit(from[i + 2]);
		if (high < 0 || low < 0)
			return false;
		to[used++] = (char)(high * 16 + low);
		i += 2;
	}
	*out = (struct bytes){ to, used };
	return true;
}

static bool
is_text(struct bytes b)
{
	return memchr(b.data, '\0', b.size) == NULL && text_is_utf8(b.data, b.size);
}

static bool
pair_decode(struct arena *arena, const char *at, size_t size, struct pair *out)
{
	const char *sign = memchr(at, '=', size);
	size_t before = sign != NULL ? (size_t)(sign - at) : size;
	size_t behind = sign != NULL ? before + 1 : size;
	struct bytes name;

	if (!decode(arena, at, before, &name) || !is_text(name) ||
	    !decode(arena, at + behind, size - behind, &out->value))
		return false;
	out->name = name.data;
	return true;
}

int
pairs_read(struct ctx *c, const char *query, struct pair **out)
{
	struct reader reader = { .c = c };
	struct pair **end = out;

	*out = NULL;
	for (const char *at = query; at != NULL && *at != '\0'; ) {
		size_t size = strcspn(at, "&");
		if (size != 0) {
			*end = arena_alloc(c->arena, sizeof **end);
			if (!pair_decode(c->arena, at, size, *end)) {
				*out = NULL;
				refuse(&(struct place){ .reader = &reader }, "wrong_format",
				    P(format, "query"));
				return -1;
			}
			end = &(*end)->next;
		}
		at += size + (at[size] == '&');
	}
	return 0;
}

/* A strict decimal; too many digits saturate and fail the limit. */
static bool
decimal(const char *text, int64_t *out)
{
	const char *digits = text + (*text == '-');
	size_t size = strspn(digits, "0123456789");

	if (size == 0 || digits[size] != '\0' || (*digits == '0' && (size > 1 || digits > text)))
		return false;
	return json_whole(&text, out);
}

static void
pair_number(const struct place *place, const char *text, int64_t *out)
{
	int64_t n;

	if (decimal(text, &n))
		value_whole(place, n, out);
	else
		refuse(place, "wrong_type", (struct arg){ 0 });
}

static void
pair_bool(const struct place *place, const char *text, bool *out)
{
	if (strcmp(text, "true") == 0)
		*out = true;
	else if (strcmp(text, "false") == 0)
		*out = false;
	else
		refuse(place, "wrong_type", (struct arg){ 0 });
}

/* The bytes of a pair as text, or NULL and recorded. */
static const char *
pair_text(const struct place *place, const struct pair *p)
{
	if (!text_is_utf8(p->value.data, p->value.size))
		refuse(place, "wrong_format", P(format, "utf-8"));
	else if (memchr(p->value.data, '\0', p->value.size) != NULL)
		refuse(place, "control_character", (struct arg){ 0 });
	else
		return arena_text(place->reader->c->arena, "%.*s", (int)p->value.size,
		    (const char *)p->value.data);
	return NULL;
}

/* Every pair of the name from this one on is an item. */
static void
pair_list(const struct place *place, const struct pair *first, struct list *out)
{
	struct place item = { place->reader, place, place->field, NULL, 0 };
	struct list list = { 0 };
	const char **texts;

	for (const struct pair *p = first; p != NULL; p = p->next)
		list.count += strcmp(p->name, first->name) == 0;
	if (!value_count(place, list.count))
		return;
	texts = arena_alloc(place->reader->c->arena, list.count * sizeof *texts);
	list.items = texts;
	for (const struct pair *p = first; p != NULL; p = p->next) {
		const char *text;
		if (strcmp(p->name, first->name) != 0)
			continue;
		text = pair_text(&item, p);
		if (text != NULL)
			value_text(&item, text, &texts[item.index]);
		item.index++;
	}
	*out = list;
}

static void
pair_maybe_int(const struct place *place, const char *text, struct maybe_int *out)
{
	out->is = IS_PRESENT;
	pair_number(place, text, &out->number);
}

static void
pair_maybe_text(const struct place *place, const char *text, struct maybe_text *out)
{
	out->is = IS_PRESENT;
	value_text(place, text, &out->text);
}

static void
pair_value(const struct place *place, const char *text, void *at)
{
	switch (place->field->kind) {
	case KIND_TEXT:
		value_text(place, text, at);
		break;
	case KIND_INT:
		pair_number(place, text, at);
		break;
	case KIND_BOOL:
		pair_bool(place, text, at);
		break;
	case KIND_INSTANT:
		value_instant(place, text, at);
		break;
	case KIND_BYTES:
		value_bytes(place, text, at);
		break;
	case KIND_MAYBE_TEXT:
		pair_maybe_text(place, text, at);
		break;
	case KIND_MAYBE_INT:
		pair_maybe_int(place, text, at);
		break;
	default:
		refuse(place, "wrong_type", (struct arg){ 0 });
	}
}

static void
read_pair(const struct place *place, const struct pair *p, void *at)
{
	const char *text;

	if (place->field->kind == KIND_LIST && place->field->of == NULL) {
		pair_list(place, p, at);
		return;
	}
	text = pair_text(place, p);
	if (text != NULL)
		pair_value(place, text, at);
}

/* A member once more: an item of a list was read with the first. */
static void
read_again(const struct place *root, const struct field *f, enum seen seen)
{
	if (seen == SEEN_IN_PATH)
		refuse_key(root, f->name, "unknown");
	else if (f->kind != KIND_LIST)
		refuse_key(root, f->name, "doubled");
}

static void
read_pairs(const struct place *root, const struct shape *s, const struct pair *p,
    unsigned char *seen, void *out)
{
	for (; p != NULL; p = p->next) {
		const struct field *f = shape_field(s, p->name);
		unsigned char *mine = f != NULL ? &seen[f - s->fields] : NULL;

		/* A secret in an address would stand in logs and histories. */
		if (mine == NULL || f->secret) {
			refuse_key(root, p->name, "unknown");
		} else if (*mine != SEEN_NOT) {
			read_again(root, f, *mine);
		} else {
			*mine = SEEN_ONCE;
			read_pair(&(struct place){ root->reader, root, f, f->name, 0 }, p,
			    field_in(f, out));
		}
	}
}

void
read_path(const struct place *root, const struct shape *s, const struct pair *path,
    unsigned char *seen, void *out)
{
	read_pairs(root, s, path, seen, out);
	for (size_t i = 0; s->fields[i].name != NULL; i++)
		if (seen[i] == SEEN_ONCE)
			seen[i] = SEEN_IN_PATH;
}

void
read_query(const struct place *root, const struct shape *s, const struct pair *query,
    unsigned char *seen, void *out)
{
	read_pairs(root, s, query, seen, out);
}
