#ifndef HTTP_ACTS_H
#define HTTP_ACTS_H

#include <signal.h>
#include <time.h>
#include <unistd.h>

#include "rules.h"

#include "http/edge.h"

/*
 * Shapes and handlers of a program with one small route of each kind.  The test starts itself again
 * as that program ("worker" as its first argument) with a folder of its own;
 * both share a page of memory: what the handlers counted, and the sessions.
 */
enum { SESSIONS = 8 };
struct shared_page {
	int64_t runs;		/* how often the act's handler ran */
	int64_t slow_ms;	/* how long the slow act takes */
	struct { unsigned char sid_hash[HASH_SIZE]; struct actor actor; bool allowed; }
	    sessions[SESSIONS];
};
static struct shared_page *page_shared;

static const struct reason act_refused = { 409, "act_refused" };
static const struct reason act_unlisted = { 409, "act_unlisted" };
static RIGHT(right_report, AUDIENCE_STAFF, "test.report", "See the report");
STMT(own_act_sql, "SELECT 1 AS one FROM DUAL WHERE ? = ?");
static const struct within own_act = { "Acts numbered like the person", BY_PERSON,
	&own_act_sql };

struct act_in { int64_t amount; const char *note; };
SHAPE(act_in, "An act", FIELD(act_in, amount, "How much", .min = 1, .max = 1000),
    FIELD(act_in, note, "A note", .max = 20, .optional = true));
struct act_out { int64_t runs, pid; const char *language; };
SHAPE(act_out, "What was done", FIELD(act_out, runs, "Runs so far"),
    FIELD(act_out, pid, "Process"), FIELD(act_out, language, "Language"));
struct own_in { int64_t act_id; };
SHAPE(own_in, "An act of mine",
    FIELD(own_in, act_id, "The act", .within = &own_act, .min = 1, .max = 1000000));
struct many_in { struct list acts; };
SHAPE(many_in, "Acts of mine",
    FIELD(many_in, acts, "The acts", .of = &own_in_shape, .max = 5));
struct keys_in { PAGE_MEMBERS; };
SHAPE(keys_in, "Keys", PAGE_FIELDS(keys_in, CHOICES("key")));
struct key_row { const char *once_key; };
SHAPE(key_row, "A key", FIELD(key_row, once_key, "The key"));

static inline int
act_handle(struct ctx *c, const void *input, void *output)
{
	const struct act_in *in = input;
	struct act_out *out = output;

	out->runs = __atomic_add_fetch(&page_shared->runs, 1, __ATOMIC_SEQ_CST);
	out->pid = getpid();
	out->language = c->language;
	event_tell(c, out->runs, "act-%d", 7);
	if (in->amount == 13)
		return fail(c, &act_refused, "amount", { P(left, 3) });
	if (in->amount == 14)
		return fail(c, &act_unlisted);
	if (in->amount == 15)
		return -1;
	if (in->amount == 16)
		raise(SIGKILL);
	if (in->amount == 17) {
		struct timespec t = { page_shared->slow_ms / 1000,
			page_shared->slow_ms % 1000 * 1000000 };
		nanosleep(&t, NULL);
	}
	if (in->amount == 18)
		response_sign_in(c, AUDIENCE_SHOP, "a.b.c", 60);
	return 0;
}

static inline int
public_handle(struct ctx *c, const void *input, void *output)
{
	struct act_out *out = output;

	(void)input;
	*out = (struct act_out){ page_shared->runs, getpid(), c->language };
	return 0;
}

static inline int
nothing_handle(struct ctx *c, const void *input, void *output)
{
	(void)c;
	(void)input;
	(void)output;
	return 0;
}

static inline int
photo_handle(struct ctx *c, const void *input, void *output)
{
	struct act_out *out = output;

	(void)input;
	*out = (struct act_out){ (int64_t)request_upload(c).size, 0, request_upload_type(c) };
	return 0;
}

static inline int
file_handle(struct ctx *c, const void *input, void *output)
{
	struct document *out = output;

	(void)c;
	(void)input;
	*out = (struct document){ "application/pdf", "領収書 1.pdf", { "%PDF", 4 } };
	return 0;
}

static inline int
live_handle(struct ctx *c, const void *input, void *output)
{
	struct stream *out = output;

	(void)input;
	out->topic = arena_text(c->arena, "shop-%lld", (long long)c->actor.shop_id);
	return 0;
}
#endif
