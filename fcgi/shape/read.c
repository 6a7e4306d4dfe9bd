#include "shape/read.h"

#include <string.h>

#include "shape/json.h"
#include "shape/value.h"

static void read_object(const struct place *, const struct shape *, const char **json,
    unsigned char *seen, void *out);

static size_t
field_count(const struct shape *s)
{
	size_t n = 0;

	while (s->fields[n].name != NULL)
		n++;
	return n;
}

static unsigned char *
seen_new(struct reader *r, const struct shape *s)
{
	return arena_alloc(r->c->arena, field_count(s) + 1);
}

static void
read_list(const struct place *place, const char **json, struct list *out)
{
	const struct field *f = place->field;
	size_t size = f->of != NULL ? f->of->size : sizeof(char *);
	struct arena *arena = place->reader->c->arena;
	struct list list = { .count = json_count(*json) };
	struct place item = { place->reader, place, f, NULL, 0 };
	char *at;

	if (!value_count(place, list.count)) {
		json_skip(json);
		return;
	}
	list.items = at = arena_alloc(arena, list.count * size);
	for (; json_next(json); item.index++, at += size) {
		if (f->of != NULL && **json == '{') {
			read_object(&item, f->of, json, seen_new(place->reader, f->of), at);
		} else if (f->of == NULL && **json == '"') {
			value_text(&item, json_text(arena, json), (const char **)(void *)at);
		} else {
			refuse(&item, "wrong_type", (struct arg){ 0 });
			json_skip(json);
		}
	}
	*out = list;
}

static void
read_string(const struct place *place, const char **json, void *at)
{
	const char *text = json_text(place->reader->c->arena, json);
	struct maybe_text *maybe = at;

	switch (place->field->kind) {
	case KIND_TEXT:
		value_text(place, text, at);
		break;
	case KIND_MAYBE_TEXT:
		maybe->is = IS_PRESENT;
		value_text(place, text, &maybe->text);
		break;
	case KIND_INSTANT:
		value_instant(place, text, at);
		break;
	default:
		value_bytes(place, text, at);
	}
}

static void
read_number(const struct place *place, const char **json, void *at)
{
	struct maybe_int *maybe = at;
	int64_t n;

	if (!json_whole(json, &n)) {
		refuse(place, "wrong_type", (struct arg){ 0 });
	} else if (place->field->kind == KIND_INT) {
		value_whole(place, n, at);
	} else {
		maybe->is = IS_PRESENT;
		value_whole(place, n, &maybe->number);
	}
}

static void
read_null(const struct place *place, void *at)
{
	if (place->field->kind == KIND_MAYBE_TEXT)
		((struct maybe_text *)at)->is = IS_NULL;
	else
		((struct maybe_int *)at)->is = IS_NULL;
}

/* The first bytes a value of each kind may begin with. */
static bool
begins_well(enum kind kind, char c)
{
	static const char *const first[] = {
		[KIND_TEXT] = "\"", [KIND_INT] = "-0123456789", [KIND_BOOL] = "tf",
		[KIND_INSTANT] = "\"", [KIND_BYTES] = "\"", [KIND_MAYBE_TEXT] = "\"n",
		[KIND_MAYBE_INT] = "-0123456789n", [KIND_LIST] = "[", [KIND_OBJECT] = "{" };

	return c != '\0' && strchr(first[kind], c) != NULL;
}

static void
read_value(const struct place *place, const char **json, void *at)
{
	const struct field *f = place->field;
	char first = **json;

	if (!begins_well(f->kind, first)) {
		refuse(place, "wrong_type", (struct arg){ 0 });
		json_skip(json);
	} else if (first == '"') {
		read_string(place, json, at);
	} else if (first == '[') {
		read_list(place, json, at);
	} else if (first == '{') {
		void *inner = arena_alloc(place->reader->c->arena, f->of->size);
		read_object(place, f->of, json, seen_new(place->reader, f->of), inner);
		*(const void **)at = inner;
	} else if (first == 'n') {
		read_null(place, at);
		json_skip(json);
	} else if (first == 't' || first == 'f') {
		*(bool *)at = first == 't';
		json_skip(json);
	} else {
		read_number(place, json, at);
	}
}

static void
read_object(const struct place *up, const struct shape *s, const char **json,
    unsigned char *seen, void *out)
{
	while (json_next(json)) {
		const char *name = json_key(up->reader->c->arena, json);
		const struct field *f = shape_field(s, name);
		unsigned char *mine = f != NULL ? &seen[f - s->fields] : NULL;

		if (mine == NULL || *mine != SEEN_NOT) {
			refuse_key(up, name, mine != NULL && *mine == SEEN_ONCE ? "doubled"
			    : "unknown");
			json_skip(json);
			continue;
		}
		*mine = SEEN_ONCE;
		read_value(&(struct place){ up->reader, up, f, f->name, 0 }, json,
		    field_in(f, out));
	}
	read_absent(up, s, seen, out);
}

static bool
all_from_path(const struct shape *s, const unsigned char *seen)
{
	for (size_t i = 0; s->fields[i].name != NULL; i++)
		if (seen[i] != SEEN_IN_PATH)
			return false;
	return true;
}

static void
read_body(const struct place *root, const struct shape *s, struct bytes body,
    unsigned char *seen, void *out)
{
	enum json_fault fault;
	const char *json;

	/* Nothing is asked for, nothing came. */
	if (body.size == 0 && all_from_path(s, seen))
		return;
	fault = json_check(body);
	if (fault != JSON_FINE) {
		refuse(root, fault == JSON_TOO_DEEP ? "json_too_deep" : "json_malformed",
		    (struct arg){ 0 });
		return;
	}
	json = json_blank(body.data);
	if (*json == '{')
		read_object(root, s, &json, seen, out);
	else
		refuse(root, "not_an_object", (struct arg){ 0 });
}

int
shape_read(struct ctx *c, const struct shape *s, const struct source *source, void *out)
{
	struct reader reader = { .c = c };
	const struct place root = { .reader = &reader };
	unsigned char *seen = seen_new(&reader, s);

	memset(out, 0, s->size);
	read_path(&root, s, source->path, seen, out);
	if (source->has_body) {
		for (const struct pair *p = source->query; p != NULL; p = p->next)
			refuse_key(&root, p->name, "unknown");
		read_body(&root, s, source->body, seen, out);
	} else {
		read_query(&root, s, source->query, seen, out);
		read_absent(&root, s, seen, out);
	}
	return reader.problems == 0 ? 0 : -1;
}

int
shape_read_json(struct ctx *c, const struct shape *s, struct bytes body, void *out)
{
	return shape_read(c, s, &(struct source){ .has_body = true, .body = body }, out);
}
