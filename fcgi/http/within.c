#include "http/edge.h"

/* A place in the input: the struct, its shape and its JSON pointer. */
struct place {
	const struct shape *shape;
	const void *at;
	const char *pointer;
};

static struct arg
owner_value(const struct actor *actor, enum owner by)
{
	switch (by) {
	case BY_ACCOUNT:
		return arg_int(actor->account_id);
	case BY_PERSON:
		return arg_int(actor->person_id);
	case BY_SHOP:
		return arg_int(actor->shop_id);
	case BY_ANYONE:
		break;
	}
	return (struct arg){ .kind = ARG_END };
}

static int
id_check(struct ctx *c, const struct within *within, struct arg id, const char *pointer)
{
	static const struct field none[] = { { 0 } };
	static const struct shape anything = { "anything", "Any row", 1, none };
	bool found = false;
	char nothing;

	if (db_maybe(c, &found, within->stmt, &anything, &nothing,
		{ id, owner_value(&c->actor, within->by) }) != 0)
		return -1;
	return found ? 0 : fail(c, &not_found, pointer);
}

/* ARG_END when the field is absent.  Where it may not be, 0 is an id like any
 * other that nobody has. */
static struct arg
id_of(const struct field *f, const void *at)
{
	const struct maybe_text *text = at;
	const struct maybe_int *number = at;

	if (f->kind == KIND_INT && (!f->optional || *(const int64_t *)at != 0))
		return arg_int(*(const int64_t *)at);
	if (f->kind == KIND_TEXT && *(const char *const *)at != NULL)
		return arg_text(*(const char *const *)at);
	if (f->kind == KIND_MAYBE_TEXT && text->is == IS_PRESENT)
		return arg_text(text->text);
	if (f->kind == KIND_MAYBE_INT && number->is == IS_PRESENT)
		return arg_int(number->number);
	return (struct arg){ .kind = ARG_END };
}

static int place_check(struct ctx *, const struct place *);

static int
list_check(struct ctx *c, const struct field *f, const struct list *list, const char *pointer)
{
	for (size_t i = 0; i < list->count; i++) {
		const char *item = arena_text(c->arena, "%s/%zu", pointer, i);
		struct place p = { f->of, NULL, item };

		if (f->of == NULL) {
			const char *const *texts = list->items;

			if (f->within != NULL
			    && id_check(c, f->within, arg_text(texts[i]), item) != 0)
				return -1;
			continue;
		}
		p.at = (const char *)list->items + i * f->of->size;
		if (place_check(c, &p) != 0)
			return -1;
	}
	return 0;
}

static int
field_check(struct ctx *c, const struct field *f, const struct place *p)
{
	const void *at = field_of(f, p->at);
	const char *pointer = arena_text(c->arena, "%s/%s", p->pointer, f->name);
	struct arg id;

	if (f->kind == KIND_LIST)
		return list_check(c, f, at, pointer);
	if (f->kind == KIND_OBJECT) {
		struct place inner = { f->of, *(const void *const *)at, pointer };

		return inner.at != NULL ? place_check(c, &inner) : 0;
	}
	if (f->within == NULL)
		return 0;
	id = id_of(f, at);
	return id.kind != ARG_END ? id_check(c, f->within, id, pointer) : 0;
}

static int
place_check(struct ctx *c, const struct place *p)
{
	for (const struct field *f = p->shape->fields; f->name != NULL; f++) {
		if (field_check(c, f, p) != 0)
			return -1;
	}
	return 0;
}

int
within_check(struct ctx *c, const struct shape *shape, const void *in)
{
	return shape == NULL ? 0 : place_check(c, &(struct place){ shape, in, "" });
}
