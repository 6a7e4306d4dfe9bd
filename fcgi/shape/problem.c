#include "shape/write.h"

#include "base/clock.h"

/* With type about:blank the title is the phrase of the status (RFC 9457, 4.2.1). */
static const char *
phrase_of(int status)
{
	static const struct { int status; const char *phrase; } phrases[] = {
		{ 400, "Bad Request" }, { 401, "Unauthorized" }, { 403, "Forbidden" },
		{ 404, "Not Found" }, { 405, "Method Not Allowed" },
		{ 408, "Request Timeout" }, { 409, "Conflict" }, { 410, "Gone" },
		{ 411, "Length Required" }, { 412, "Precondition Failed" },
		{ 413, "Content Too Large" }, { 415, "Unsupported Media Type" },
		{ 422, "Unprocessable Content" }, { 423, "Locked" },
		{ 429, "Too Many Requests" }, { 500, "Internal Server Error" },
		{ 502, "Bad Gateway" }, { 503, "Service Unavailable" },
		{ 504, "Gateway Timeout" } };

	for (size_t i = 0; i < sizeof phrases / sizeof phrases[0]; i++)
		if (phrases[i].status == status)
			return phrases[i].phrase;
	return status < 500 ? "Client Error" : "Server Error";
}

static void
write_param(struct text_buffer *b, const struct arg *a)
{
	json_string(b, a->name);
	buffer_add(b, ":", 1);
	if (a->kind == ARG_TEXT)
		json_string(b, a->text);
	else if (a->kind == ARG_INT)
		json_int(b, a->number);
	else if (a->kind == ARG_INSTANT)
		json_string(b, instant_text(b->arena, (struct instant){ a->number }));
	else
		buffer_text(b, "null");
}

static void
write_problem(struct text_buffer *b, const struct problem *p)
{
	buffer_add(b, "{", 1);
	if (p->pointer != NULL) {
		buffer_text(b, "\"pointer\":");
		json_string(b, p->pointer);
		buffer_add(b, ",", 1);
	}
	buffer_text(b, "\"code\":");
	json_string(b, p->code);
	buffer_text(b, ",\"params\":{");
	for (const struct arg *a = p->params; a != NULL && a->kind != ARG_END; a++) {
		if (a != p->params)
			buffer_add(b, ",", 1);
		write_param(b, a);
	}
	buffer_text(b, "}}");
}

struct bytes
problem_json(struct ctx *c)
{
	const struct reason *reason = c->reason != NULL ? c->reason : &internal_error;
	struct text_buffer b = { .arena = c->arena };

	buffer_text(&b, "{\"type\":\"about:blank\",\"title\":");
	json_string(&b, phrase_of(reason->status));
	buffer_text(&b, ",\"status\":");
	json_int(&b, reason->status);
	buffer_text(&b, ",\"code\":");
	json_string(&b, reason->code);
	buffer_text(&b, ",\"errors\":[");
	/* A fault of ours says nothing outside the log. */
	for (const struct problem *p = reason->status < 500 ? c->problems : NULL; p != NULL;
	    p = p->next) {
		if (p != c->problems)
			buffer_add(&b, ",", 1);
		write_problem(&b, p);
	}
	buffer_text(&b, "]}");
	return (struct bytes){ b.data, b.size };
}
