#include "http/edge.h"

#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "db/keyring.h"

enum { TRIES_MAX = 5 };

/* Who meets the key of a request still running is told so at once. */
STMT(key_insert, "SET STATEMENT innodb_lock_wait_timeout = 0 FOR"
    " INSERT INTO once_key (account_id, route, once_key, body_hash, created_at)"
    " VALUES (?, ?, ?, ?, ?)");
STMT(key_read, "SELECT body_hash, status, answer FROM once_key"
    " WHERE account_id = ? AND route = ? AND once_key = ?");
STMT(key_write, "UPDATE once_key SET status = ?, answer = ?"
    " WHERE account_id = ? AND route = ? AND once_key = ?");

struct stored { struct bytes body_hash; int64_t status; struct bytes answer; };
SHAPE(stored, "A key and its answer",
    FIELD(stored, body_hash, "Hash of the request"),
    FIELD(stored, status, "Status of the answer", .optional = true),
    FIELD(stored, answer, "Sealed answer", .optional = true));

struct attempt {
	const struct once *once;
	const char *route;
	int (*act)(struct ctx *, void *, struct answer *);
	void *arg;
	struct answer *out;
};

static const char *
seal_place(struct ctx *c, const struct attempt *t)
{
	return arena_text(c->arena, "once_key.%lld.%s.%s", (long long)c->actor.account_id,
	    t->route, t->once->key);
}

/* type NUL headers NUL body, sealed: answers may show names and balances. */
static struct bytes
answer_seal(struct ctx *c, const struct attempt *t)
{
	struct text_buffer b = { .arena = c->arena };
	const char *headers = t->out->headers != NULL ? t->out->headers : "";
	const char *type = t->out->type != NULL ? t->out->type : "";

	buffer_add(&b, type, strlen(type) + 1);
	buffer_add(&b, headers, strlen(headers) + 1);
	if (t->out->body.size > 0)
		buffer_add(&b, t->out->body.data, t->out->body.size);
	return seal(c->arena, keyring_key(c, "once"), seal_place(c, t),
	    (struct bytes){ b.data, b.size });
}

/* A key that was replaced today still opens the answers of yesterday. */
static bool
answer_clear(struct ctx *c, const struct attempt *t, struct bytes sealed, struct bytes *clear)
{
	int64_t version = keyring_newest(c, "once");

	for (int tries = 0; tries < 2 && version > 0; tries++) {
		const struct key *key = keyring_version(c, "once", version--);

		if (key != NULL && seal_open(c->arena, key, seal_place(c, t), sealed, clear))
			return true;
	}
	return false;
}

static int
answer_open(struct ctx *c, const struct attempt *t, const struct stored *row)
{
	struct bytes clear;
	const char *type, *headers;
	size_t head;

	if (row->answer.data == NULL || !answer_clear(c, t, row->answer, &clear))
		return fail_internal(c, "the stored answer does not open");
	type = clear.data;
	headers = type + strlen(type) + 1;
	head = (size_t)(headers - type) + strlen(headers) + 1;
	*t->out = (struct answer){ (int)row->status, type, headers,
		{ type + head, clear.size - head }, true };
	return 0;
}

/* The key is taken: the same request gets the same bytes. */
static int
answer_replay(struct ctx *c, const struct attempt *t)
{
	struct stored row = { 0 };

	if (db_one(c, &key_read, &stored_shape, &row,
		{ A(c->actor.account_id), A(t->route), A(t->once->key) }) != 0)
		return -1;
	if (!same_bytes(row.body_hash, t->once->body_hash))
		return fail(c, &key_reused);
	return answer_open(c, t, &row);
}

/* The transaction: key, act and answer stand or fall together. */
static int
attempt_work(struct ctx *c, void *arg)
{
	const struct attempt *t = arg;
	const struct call insert = { &key_insert, { A(c->actor.account_id), A(t->route),
		A(t->once->key), A(t->once->body_hash), A(c->now) } };

	if (db_run_nowait(c, &insert) != 0) {
		if (db_duplicate(c) != NULL)
			return answer_replay(c, t);
		if (c->reason == &row_locked) {
			fail_forget(c);
			return fail(c, &still_running);
		}
		return -1;
	}
	if (t->act(c, t->arg, t->out) != 0)
		return -1;
	return db_run(c, &key_write, { A(t->out->status), A(answer_seal(c, t)),
		A(c->actor.account_id), A(t->route), A(t->once->key) });
}

static void
pause_before(int try)
{
	struct timespec pause = { 0, (10L << try) * 1000000 };

	nanosleep(&pause, NULL);
}

/*
 * After a link lost at COMMIT only the key can tell what happened, and running
 * again asks it: the insert meets the committed key and gets the stored bytes,
 * or meets nothing and the act runs for the first time that counts.  A session
 * that was lost, at COMMIT or before, may still hold the key for a moment at the
 * server: then "running" is ourselves, and is waited out too.
 */
int
once_run(struct ctx *c, const struct once *once,
    int (*act)(struct ctx *, void *arg, struct answer *), void *arg, struct answer *out)
{
	struct attempt t = { once, route_name(c->arena, once->route), act, arg, out };
	int64_t links = db_links(c);
	bool unknown = false;

	if (once->key == NULL || !format_uuid.matches(once->key))
		return fail(c, &key_missing);
	for (int try = 0; try < TRIES_MAX; try++) {
		if (db_transact(c, attempt_work, &t) == 0) {
			out->replayed = out->replayed && !unknown;
			return 0;
		}
		unknown = unknown || c->reason == &outcome_unknown || db_links(c) != links;
		if (!unknown || (c->reason != &outcome_unknown && c->reason != &still_running
			&& c->reason != &database_busy))
			return -1;
		fail_forget(c);
		c->events = NULL;
		pause_before(try);
	}
	return fail(c, &outcome_unknown);
}
