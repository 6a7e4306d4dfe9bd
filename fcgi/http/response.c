#include "http/edge.h"

#include <fcgiapp.h>
#include <string.h>

#include "base/config.h"

enum { DRAIN_MAX = 64 << 20 };

/* A refusal may come before the body was read.  Closing with bytes unread
 * would reset the connection and nginx would lose the answer. */
static void
request_drain(struct FCGX_Request *fcgi)
{
	char rest[4096];
	int64_t drained = 0;
	int got;

	while (drained < DRAIN_MAX && (got = FCGX_GetStr(rest, sizeof rest, fcgi->in)) > 0)
		drained += got;
}

static void
headers_add(struct ctx *c, struct text_buffer *b)
{
	const struct edge *e = edge_of(c);
	const struct answer *a = &e->answer;
	/* A file is in the words of whoever asked. */
	bool cached = e->route != NULL && e->route->flags & CACHED && a->status == 200 &&
	    e->file == NULL;

	buffer_format(b, "Status: %d\r\n", a->status);
	if (a->status != 204) {
		if (a->type != NULL)
			buffer_format(b, "Content-Type: %s\r\n", a->type);
		if (a->headers == NULL || strstr(a->headers, "X-Accel-Redirect:") == NULL)
			buffer_format(b, "Content-Length: %zu\r\n", a->body.size);
	}
	buffer_text(b, cached ? "Cache-Control: public, max-age=1\r\n"
	    : "Cache-Control: no-store\r\n");
	buffer_text(b, "X-Content-Type-Options: nosniff\r\n");
	if (a->replayed)
		buffer_text(b, "Idempotency-Replayed: true\r\n");
	buffer_text(b, a->headers != NULL ? a->headers : "");
	buffer_text(b, "\r\n");
}

void
response_send(struct ctx *c)
{
	struct edge *e = edge_of(c);
	struct text_buffer b = { .arena = c->arena };

	request_drain(e->fcgi);
	headers_add(c, &b);
	if (e->answer.body.size > 0)
		buffer_add(&b, e->answer.body.data, e->answer.body.size);
	must(b.size <= INT32_MAX);
	FCGX_PutStr(b.data, (int)b.size, e->fcgi->out);
	e->sent_bytes = (int64_t)b.size;
}
