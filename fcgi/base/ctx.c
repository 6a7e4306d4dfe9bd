#include "base/ctx.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/log.h"

const struct reason invalid_input = { 400, "invalid_input" };
const struct reason not_allowed = { 403, "not_allowed" };
const struct reason not_found = { 404, "not_found" };
const struct reason internal_error = { 500, "internal_error" };

struct arg
arg_text(const char *s)
{
	return (struct arg){ .kind = s != NULL ? ARG_TEXT : ARG_NULL, .text = s };
}

struct arg
arg_int(int64_t n)
{
	return (struct arg){ .kind = ARG_INT, .number = n };
}

struct arg
arg_bool(bool yes)
{
	return arg_int(yes);
}

struct arg
arg_bytes(struct bytes b)
{
	return (struct arg){ .kind = b.data != NULL ? ARG_BYTES : ARG_NULL, .bytes = b };
}

struct arg
arg_instant(struct instant at)
{
	return (struct arg){ .kind = at.ms != 0 ? ARG_INSTANT : ARG_NULL, .number = at.ms };
}

struct arg
arg_maybe_text(struct maybe_text m)
{
	return arg_text(m.is == IS_PRESENT ? m.text : NULL);
}

struct arg
arg_maybe_int(struct maybe_int m)
{
	return m.is == IS_PRESENT ? arg_int(m.number) : (struct arg){ .kind = ARG_NULL };
}

struct arg
arg_named(const char *name, struct arg a)
{
	a.name = name;
	return a;
}

static const char *
pointer_of(struct ctx *c, const char *field)
{
	if (field == NULL || field[0] == '/')
		return arena_string(c->arena, field);
	return arena_text(c->arena, "/%s", field);
}

static void
add_problem(struct ctx *c, const struct failure *f)
{
	struct problem *p = arena_alloc(c->arena, sizeof *p), **end = &c->problems;
	struct arg *params = arena_copy(c->arena, f->params, sizeof f->params);

	must(params[sizeof f->params / sizeof f->params[0] - 1].kind == ARG_END);
	for (struct arg *a = params; a->kind != ARG_END; a++)
		if (a->kind == ARG_TEXT)
			a->text = arena_string(c->arena, a->text);
	*p = (struct problem){ pointer_of(c, f->field), f->reason->code, params, NULL };
	while (*end != NULL)
		end = &(*end)->next;
	*end = p;
}

int
fail_with(struct ctx *c, const struct failure *f)
{
	must(f->reason != NULL);
	/* The first failure is the cause; what follows from it would mislead.
	 * The same reason again names one more field. */
	if (c->reason == NULL || (c->reason == f->reason && f->field != NULL)) {
		c->reason = f->reason;
		add_problem(c, f);
	}
	return -1;
}

int
fail_internal(struct ctx *c, const char *format, ...)
{
	char text[400];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	if (c->reason == NULL) {
		c->reason = &internal_error;
		c->detail = arena_string(c->arena, text);
	}
	return -1;
}

void
fail_forget(struct ctx *c)
{
	c->reason = NULL;
	c->problems = NULL;
	c->detail = NULL;
}

void
event_tell(struct ctx *c, int64_t version, const char *topic_format, ...)
{
	struct event *e = arena_alloc(c->arena, sizeof *e);
	char topic[80];
	va_list args;

	va_start(args, topic_format);
	vsnprintf(topic, sizeof topic, topic_format, args);
	va_end(args);
	*e = (struct event){ arena_string(c->arena, topic), version, c->events };
	c->events = e;
}
