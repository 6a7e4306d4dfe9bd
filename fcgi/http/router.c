#include "http/edge.h"

#include <fcgiapp.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/config.h"
#include "base/push.h"
#include "db/keyring.h"
#include "http/reasons.h"

/* Said to nobody, for nobody listens; the log has nginx's word for it. */
enum { CALLER_LEFT = 499 };

static int
body_limit(struct ctx *c)
{
	const struct edge *e = edge_of(c);
	const struct upload *upload = e->route->upload;
	int64_t max_bytes = upload != NULL ? upload->max_bytes : JSON_BODY_MAX;

	if (e->route->method == GET || e->route->method == DELETE)
		max_bytes = 0;
	if (e->content_length < 0)
		return fail(c, &invalid_input);
	if (e->content_length > max_bytes)
		return fail(c, &body_too_large, NULL, { P(max_bytes, max_bytes) });
	return 0;
}

/* Every list can be had as a file: as=csv belongs to no input shape. */
static int
as_take(struct ctx *c)
{
	struct edge *e = edge_of(c);

	for (struct pair **at = &e->query_pairs; *at != NULL; at = &(*at)->next) {
		if (!text_same((*at)->name, "as"))
			continue;
		e->file = file_find((*at)->value);
		if (e->file == NULL)
			return fail(c, &invalid_input, "as");
		*at = (*at)->next;
		break;
	}
	return 0;
}

/* A row without input takes none: no query, and at most an empty object. */
static int
nothing_read(struct ctx *c)
{
	const struct edge *e = edge_of(c);
	static const struct bytes empty = { "{}", 2 };

	if (e->query_pairs != NULL)
		return fail(c, &invalid_input, e->query_pairs->name);
	if (e->route->upload == NULL && e->body.size > 0 && !same_bytes(e->body, empty))
		return fail(c, &invalid_input);
	return 0;
}

static int
input_read(struct ctx *c, void **in)
{
	struct edge *e = edge_of(c);
	const struct route *r = e->route;
	struct source source = { .path = e->path_values };

	*in = arena_alloc(c->arena, r->in != NULL ? r->in->size : 1);
	if (request_body_read(c, e->content_length) != 0
	    || pairs_read(c, e->query, &e->query_pairs) != 0
	    || (r->list != NULL && as_take(c) != 0))
		return -1;
	if (r->in == NULL)
		return nothing_read(c);
	source.has_body = r->upload == NULL && (r->method == POST || r->method == PUT);
	source.body = e->body;
	source.query = e->query_pairs;
	return shape_read(c, r->in, &source, *in);
}

/* Tests of the sample set-up: "X-Fault: 3 deadlock" fails the act's third
 * statement. */
static void
fault_ask(struct ctx *c)
{
	static const char *const kinds[] = { "none", "deadlock", "lock_wait", "link_before",
		"link_after" };
	const char *at = edge_of(c)->fault;
	int64_t nth = 0;

	if (!c->config->sample_faults)
		return;
	for (; at != NULL && *at >= '0' && *at <= '9' && nth < 1000; at++)
		nth = nth * 10 + (*at - '0');
	for (int kind = FAULT_DEADLOCK; at != NULL && kind <= FAULT_LINK_AFTER; kind++) {
		if (*at == ' ' && text_same(at + 1, kinds[kind]))
			db_inject(c->db, nth, (enum db_fault)kind);
	}
}

/* A fault the act did not reach must not wait for somebody else's session. */
static void
fault_forget(struct ctx *c)
{
	if (c->config->sample_faults)
		db_inject(c->db, 0, FAULT_NONE);
}

static void
request_log(struct ctx *c)
{
	const struct edge *e = edge_of(c);
	int64_t took_us = clock_monotonic_us() - e->started_us;
	const char *route = e->route != NULL ? route_name(c->arena, e->route) : "none";
	const char *reason = c->reason != NULL ? c->reason->code : "";
	const char *detail = c->detail != NULL ? c->detail : "";

	log_write(e->answer.status >= 500 ? LOG_ERROR : LOG_INFO, "request", L(route, route),
	    L(status, e->answer.status), L(took_us, took_us),
	    L(account_id, c->actor.account_id), L(bytes, e->sent_bytes),
	    L(reason, reason), L(detail, detail));
	metrics_count(e->route != NULL ? e->route_number : NO_ROUTE, e->answer.status, took_us);
}

/* The library wants to accept by itself; handing it the connection instead
 * keeps the wait interruptible.  keepConnection stops it from closing what it
 * did not open; the real value comes with the request. */
static bool
request_begin(struct FCGX_Request *fcgi, int connection)
{
	fcgi->ipcFd = connection;
	fcgi->keepConnection = 1;
	return FCGX_Accept_r(fcgi) == 0;
}

/* Closed by us: the library would wait for nginx to close its side first.
 * What nginx sent was read to its end, so nothing is lost by that. */
static void
request_end(struct FCGX_Request *fcgi)
{
	fcgi->keepConnection = 1;
	FCGX_Finish_r(fcgi);
	if (fcgi->ipcFd >= 0)
		close(fcgi->ipcFd);
	fcgi->ipcFd = -1;
}

/* Once per process: a database that is away when the first request comes is
 * database_busy, not the end of the worker. */
static int
keys_load(struct server *s, struct ctx *c)
{
	if (!s->keys_loaded && keyring_load(c) != 0)
		return -1;
	s->keys_loaded = true;
	return 0;
}

/* A caller who gave up while the request waited in the queue may have asked
 * again and been answered: what he no longer waits for must not happen. */
static bool
caller_left(const struct ctx *c, int connection)
{
	char byte;

	return edge_of(c)->route->method != GET
	    && recv(connection, &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
}

static int
request_understand(struct server *s, struct ctx *c, void **in)
{
	if (route_find(c) != 0 || body_limit(c) != 0 || keys_load(s, c) != 0
	    || session_check(c) != 0 || origin_check(c) != 0 || type_check(c) != 0)
		return -1;
	return input_read(c, in);
}

static void
request_answer(struct server *s, struct ctx *c, int connection)
{
	void *in = NULL;
	bool done = request_understand(s, c, &in) == 0;

	if (done && caller_left(c, connection)) {
		edge_of(c)->answer.status = CALLER_LEFT;
		return;
	}
	fault_ask(c);
	done = done && answer_make(c, in) == 0;
	fault_forget(c);
	if (!done)
		answer_problem(c);
	response_send(c);
}

/* One request, top to bottom.  False when the connection held none. */
bool
serve(struct server *s, int connection)
{
	struct edge e = { .program = s->program };
	struct ctx c = { .arena = &s->arena, .config = s->config, .db = s->db, .edge = &e };

	if (!request_begin(s->fcgi, connection))
		return false;
	e.started_us = clock_monotonic_us();
	c.now = clock_now(s->config);
	request_take(&c, s->fcgi);
	request_answer(s, &c, connection);
	request_end(s->fcgi);
	request_log(&c);
	events_push(&c);
	arena_reset(&s->arena);
	return true;
}
