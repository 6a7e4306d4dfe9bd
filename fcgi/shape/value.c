#include "shape/read.h"

#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "shape/json.h"
#include "shape/value.h"

enum { KEY_POINTS_MAX = 64 };

/* RFC 6901: ~ and / are escaped.  Cut, for the answer must not grow with the request. */
static void
add_key(struct text_buffer *b, const char *name)
{
	int points = 0;

	for (; *name != '\0'; name++) {
		if (((unsigned char)*name & 0xc0) != 0x80 && ++points > KEY_POINTS_MAX)
			return;
		if (*name == '~')
			buffer_text(b, "~0");
		else if (*name == '/')
			buffer_text(b, "~1");
		else
			buffer_add(b, name, 1);
	}
}

static void
add_place(struct text_buffer *b, const struct place *p)
{
	if (p->up == NULL)
		return;
	add_place(b, p->up);
	buffer_add(b, "/", 1);
	if (p->name != NULL)
		add_key(b, p->name);
	else
		buffer_format(b, "%zu", p->index);
}

void
refuse(const struct place *place, const char *code, struct arg param)
{
	struct reader *r = place->reader;
	struct text_buffer pointer = { .arena = r->c->arena };
	struct problem *p;
	struct arg *params;

	if (++r->problems > PROBLEMS_MAX)
		return;
	if (r->c->reason == NULL)
		r->c->reason = &invalid_input;
	p = arena_alloc(r->c->arena, sizeof *p);
	params = arena_alloc(r->c->arena, 2 * sizeof *params);
	params[0] = param;
	add_place(&pointer, place);
	*p = (struct problem){ pointer.data, code, params, NULL };
	if (r->last != NULL)
		r->last->next = p;
	else
		r->c->problems = p;
	r->last = p;
}

void
refuse_key(const struct place *up, const char *name, const char *code)
{
	refuse(&(struct place){ up->reader, up, NULL, name, 0 }, code, (struct arg){ 0 });
}

/* Every control character of Unicode (general category Cc). */
static bool
has_control(const char *text, bool lines)
{
	for (const unsigned char *s = (const unsigned char *)text; *s != '\0'; s++) {
		if (lines && (*s == '\n' || *s == '\r' || *s == '\t'))
			continue;
		if (*s < 0x20 || *s == 0x7f || (*s == 0xc2 && s[1] < 0xa0))
			return true;
	}
	return false;
}

/* False and recorded when a count of points, bytes or items is outside. */
static bool
fits(const struct place *place, int64_t count, int64_t min, int64_t max)
{
	if (count < min)
		refuse(place, "too_short", P(min, min));
	else if (max != 0 && count > max)
		refuse(place, "too_long", P(max, max));
	else
		return true;
	return false;
}

static bool
is_choice(const char *const *choices, const char *text)
{
	for (; *choices != NULL; choices++)
		if (strcmp(*choices, text) == 0)
			return true;
	return false;
}

void
value_text(const struct place *place, const char *text, const char **out)
{
	const struct field *f = place->field;
	bool of_list = f->kind == KIND_LIST;
	int64_t min = of_list ? 0 : f->min, max = of_list ? LIST_TEXT_MAX : f->max;

	if (has_control(text, f->lines))
		refuse(place, "control_character", (struct arg){ 0 });
	else if (!fits(place, (int64_t)text_length(text), min, max))
		return;
	else if (f->format != NULL && !f->format->matches(text))
		refuse(place, "wrong_format", P(format, f->format->name));
	else if (f->choices != NULL && !is_choice(f->choices, text))
		refuse(place, "wrong_choice", (struct arg){ 0 });
	else
		*out = text;
}

void
value_whole(const struct place *place, int64_t n, int64_t *out)
{
	int64_t min = place->field->min, max = place->field->max;

	if (min == 0 && max == 0)
		min = -JSON_WHOLE_MAX;
	if (max == 0 && (min > 0 || min == -JSON_WHOLE_MAX))
		max = JSON_WHOLE_MAX;
	if (n < min)
		refuse(place, "too_small", P(min, min));
	else if (n > max)
		refuse(place, "too_large", P(max, max));
	else
		*out = n;
}

void
value_instant(const struct place *place, const char *text, struct instant *out)
{
	struct instant at = { 0 };
	bool good = instant_parse(text, &at);

	/* The years that dates have; 0 is how a struct says "none". */
	if (has_control(text, false))
		refuse(place, "control_character", (struct arg){ 0 });
	else if (good && at.ms != 0 && date_valid(tokyo_date(place->reader->c->arena, at)))
		*out = at;
	else
		refuse(place, "wrong_format", P(format, "date-time"));
}

void
value_bytes(const struct place *place, const char *base64, struct bytes *out)
{
	struct bytes bytes;

	if (!base64_read(place->reader->c->arena, base64, &bytes))
		refuse(place, "wrong_format", P(format, "base64"));
	else if (fits(place, (int64_t)bytes.size, place->field->min, place->field->max))
		*out = bytes;
}

bool
value_count(const struct place *place, size_t count)
{
	return fits(place, (int64_t)count, place->field->min, place->field->max);
}

/* out was zeroed, and zero means absent for every kind but these two. */
void
value_absent(const struct place *place, void *at)
{
	const struct field *f = place->field;

	if (!f->optional)
		refuse(place, "missing", (struct arg){ 0 });
	else if (f->kind == KIND_INT)
		*(int64_t *)at = f->otherwise;
	else if (f->kind == KIND_BOOL)
		*(bool *)at = f->otherwise != 0;
}

void
read_absent(const struct place *up, const struct shape *s, const unsigned char *seen, void *out)
{
	for (size_t i = 0; s->fields[i].name != NULL; i++) {
		const struct field *f = &s->fields[i];
		if (seen[i] == SEEN_NOT)
			value_absent(&(struct place){ up->reader, up, f, f->name, 0 },
			    field_in(f, out));
	}
}
