#include "http/edge.h"

#include <string.h>

#include "base/clock.h"
#include "base/config.h"
#include "db/page.h"
#include "http/reasons.h"
#include "shape/write.h"

enum { FIXED_ARGS_MAX = 24 };

static const struct field no_fields[] = { { 0 } };
const struct shape document_shape = { "document", "A file", sizeof(struct document),
	no_fields };
const struct shape sent_file_shape = { "sent_file", "A file that nginx sends",
	sizeof(struct sent_file), no_fields };
const struct shape stream_shape = { "stream", "A stream of events", sizeof(struct stream),
	no_fields };

static void
header_add(struct ctx *c, const char *line)
{
	struct answer *answer = &edge_of(c)->answer;

	answer->headers = arena_text(c->arena, "%s%s\r\n",
	    answer->headers != NULL ? answer->headers : "", line);
}

/* RFC 6266: a plain name for old programs, the real one in UTF-8 beside it. */
static void
file_name_add(struct ctx *c, const char *name)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	    "0123456789-_.";
	struct text_buffer b = { .arena = c->arena };
	const char *at;

	buffer_text(&b, "Content-Disposition: attachment; filename=\"");
	for (at = name; *at != '\0'; at++)
		buffer_add(&b, strchr(plain, *at) != NULL ? at : "_", 1);
	buffer_text(&b, "\"; filename*=UTF-8''");
	for (at = name; *at != '\0'; at++) {
		if (strchr(plain, *at) != NULL)
			buffer_add(&b, at, 1);
		else
			buffer_format(&b, "%%%02X", (unsigned)(unsigned char)*at);
	}
	header_add(c, arena_text(c->arena, "%.*s", (int)b.size, b.data));
}

static int
export_answer(struct ctx *c, const void *in, const struct arg *fixed)
{
	struct edge *e = edge_of(c);
	const struct listing *list = e->route->list;
	struct export export = { .format = e->file };
	const char *replaced = "";

	if (page_export(c, list, e->route->in, in, fixed, &export) != 0)
		return -1;
	e->answer.body = export.body;
	e->answer.type = e->file->type;
	if (export.replaced > 0)
		replaced = arena_text(c->arena, "-replaced-%lld", (long long)export.replaced);
	file_name_add(c, arena_text(c->arena, "%s-%s%s.%s",
	    list->export_name != NULL ? list->export_name : "list",
	    tokyo_date(c->arena, c->now), replaced,
	    e->file->ending != NULL ? e->file->ending : e->file->name));
	return 0;
}

static int
list_answer(struct ctx *c, const void *in)
{
	struct edge *e = edge_of(c);
	const struct shape *row = e->route->list->row;
	struct arg fixed[FIXED_ARGS_MAX] = { 0 };
	struct text_buffer b = { .arena = c->arena };
	struct page page = { 0 };

	if (e->route->list_fixed != NULL && e->route->list_fixed(c, in, fixed) != 0)
		return -1;
	if (e->file != NULL)
		return export_answer(c, in, fixed);
	if (page_read(c, e->route->list, e->route->in, in, fixed, &page) != 0)
		return -1;
	buffer_text(&b, "{\"rows\":[");
	for (size_t i = 0; i < page.rows.count; i++) {
		buffer_text(&b, i > 0 ? "," : "");
		shape_write_into(&b, row, (const char *)page.rows.items + i * row->size);
	}
	buffer_text(&b, "]");
	if (page.next != NULL) {
		buffer_text(&b, ",\"next\":");
		json_string(&b, page.next);
	}
	buffer_text(&b, "}");
	e->answer.body = (struct bytes){ b.data, b.size };
	return 0;
}

static void
document_answer(struct ctx *c, const struct document *document)
{
	struct answer *answer = &edge_of(c)->answer;

	answer->type = document->type;
	answer->body = document->body;
	if (document->name != NULL)
		file_name_add(c, document->name);
	else
		header_add(c, "Content-Disposition: inline");
}

static void
sent_file_answer(struct ctx *c, const struct sent_file *sent)
{
	const char *path = sent->path;

	must(path[strspn(path, "abcdefghijklmnopqrstuvwxyz0123456789-./")] == '\0' &&
	    strstr(path, "..") == NULL);
	edge_of(c)->answer.type = NULL;
	file_name_add(c, sent->name);
	header_add(c, arena_text(c->arena, "X-Accel-Redirect: /_stored/%s", path));
}

/* The browser is handed to nginx, which holds the stream; no worker waits. */
static void
stream_answer(struct ctx *c, const struct stream *stream)
{
	const char *topic = stream->topic;

	must(topic[strspn(topic, "abcdefghijklmnopqrstuvwxyz0123456789-_")] == '\0');
	edge_of(c)->answer.type = "text/event-stream";
	header_add(c, arena_text(c->arena, "X-Accel-Redirect: /_events/%s", topic));
}

static int
handler_answer(struct ctx *c, const void *in)
{
	struct edge *e = edge_of(c);
	const struct shape *shape = e->route->out;
	void *out = shape != NULL ? arena_alloc(c->arena, shape->size) : NULL;

	if (e->route->handle(c, in, out) != 0)
		return -1;
	if (shape == NULL)
		e->answer.status = 204;
	else if (shape == &document_shape)
		document_answer(c, out);
	else if (shape == &sent_file_shape)
		sent_file_answer(c, out);
	else if (shape == &stream_shape)
		stream_answer(c, out);
	else
		e->answer.body = shape_write_json(c, shape, out);
	return 0;
}

/* One go at the act.  Runs again after a deadlock, so it starts afresh. */
static int
act(struct ctx *c, void *in, struct answer *out)
{
	struct edge *e = edge_of(c);

	e->answer = (struct answer){ .status = 200, .type = "application/json" };
	if (within_check(c, e->route->in, in) != 0)
		return -1;
	if ((e->route->list != NULL ? list_answer(c, in) : handler_answer(c, in)) != 0)
		return -1;
	*out = e->answer;
	return 0;
}

/* Everything the answer depends on: another body under a used key is refused. */
static struct bytes
request_hash(struct ctx *c)
{
	const struct edge *e = edge_of(c);
	struct text_buffer b = { .arena = c->arena };

	buffer_format(&b, "%s %s?%s\n", e->method, e->path, e->query);
	if (e->body.size > 0)
		buffer_add(&b, e->body.data, e->body.size);
	return hash(c->arena, NULL, (struct bytes){ b.data, b.size });
}

int
answer_make(struct ctx *c, const void *in)
{
	struct edge *e = edge_of(c);
	struct once once = { e->route, e->key, { NULL, 0 } };
	void *input = arena_copy(c->arena, in, e->route->in != NULL ? e->route->in->size : 0);
	struct answer answer;
	int done;

	if (e->route->flags & ONCE) {
		once.body_hash = request_hash(c);
		done = once_run(c, &once, act, input, &answer);
	} else {
		done = act(c, input, &answer);
	}
	if (done == 0)
		e->answer = answer;
	return done;
}

/* A row that gives a reason it does not list has a wrong document: say so. */
static void
reason_check(struct ctx *c)
{
	const struct route *r = edge_of(c)->route;

	if (r != NULL && !reason_is_listed(r, c->reason))
		log_write(LOG_ERROR, "reason_not_listed", L(route, route_name(c->arena, r)),
		    L(reason, c->reason->code));
}

void
answer_problem(struct ctx *c)
{
	struct edge *e = edge_of(c);

	if (c->reason == NULL)
		fail_internal(c, "refused without a reason");
	reason_check(c);
	c->events = NULL;
	e->answer = (struct answer){ .status = c->reason->status,
		.type = "application/problem+json", .body = problem_json(c) };
	if (c->reason == &method_not_allowed)
		header_add(c, arena_text(c->arena, "Allow: %s", e->allow));
	if (c->reason == &database_busy || c->reason == &still_running)
		header_add(c, "Retry-After: 1");
}
