#include "out/outbox_inner.h"

#include <string.h>

#include "base/config.h"
#include "base/log.h"

/* A day of tries: after 30 s, 1 min, 2 min ... then every hour. */
enum { FIRST_PAUSE_S = 30, LONGEST_PAUSE_S = 3600, GIVE_UP_S = 86400, DOUBLINGS_MAX = 10 };

STMT(outbox_due, "SELECT outbox_id, tries, seal_code, content, written_at FROM outbox "
    "WHERE state = 'waiting' AND next_at <= ? ORDER BY next_at, outbox_id LIMIT 20");
STMT(outbox_sent, "UPDATE outbox SET state = 'sent', ended_at = ?, tries = tries + 1, "
    "content = NULL, last_error = NULL WHERE outbox_id = ?");
STMT(outbox_later, "UPDATE outbox SET next_at = ?, tries = tries + 1, last_error = ? "
    "WHERE outbox_id = ?");
STMT(outbox_failed, "UPDATE outbox SET state = 'failed', ended_at = ?, tries = tries + 1, "
    "content = NULL, last_error = ? WHERE outbox_id = ?");
STMT(outbox_keep, "UPDATE outbox SET state = 'kept', ended_at = ? "
    "WHERE state = 'waiting' AND next_at <= ? ORDER BY outbox_id LIMIT 500");

static struct instant
next_try(struct instant now, int64_t tries)
{
	int64_t pause_s = FIRST_PAUSE_S;

	for (int64_t i = 0; i < tries && i < DOUBLINGS_MAX; i++)
		pause_s *= 2;
	if (pause_s > LONGEST_PAUSE_S)
		pause_s = LONGEST_PAUSE_S;
	return (struct instant){ now.ms + pause_s * 1000 };
}

/* What went wrong, short enough for its column; never with an address. */
static const char *
error_text(struct ctx *c)
{
	return arena_text(c->arena, "%.80s", c->detail != NULL ? c->detail : c->reason->code);
}

static int
record_failure(struct ctx *c, const struct outbox_row *row)
{
	const char *error = error_text(c);
	bool final = c->reason == &mail_refused ||
	    c->now.ms - row->written_at.ms >= GIVE_UP_S * INT64_C(1000);

	log_write(LOG_WARNING, "mail_not_sent", L(outbox_id, row->outbox_id),
	    L(tries, row->tries + 1), L(reason, c->reason->code), L(error, error));
	fail_forget(c);
	if (final)
		return db_run(c, &outbox_failed, A(c->now), A(error), A(row->outbox_id));
	return db_run(c, &outbox_later, A(next_try(c->now, row->tries)), A(error),
	    A(row->outbox_id));
}

/* The same number each time: a receiver that got it already drops the second. */
static const char *
message_id(struct ctx *c, const struct outbox_row *row)
{
	const char *domain = strchr(c->config->mail_from, '@');

	return arena_text(c->arena, "outbox-%lld%s", (long long)row->outbox_id,
	    domain != NULL ? domain : "@localhost");
}

int
outbox_send(struct ctx *c, const struct outbox_row *row)
{
	struct mail mail;

	if (!outbox_open(c, row, &mail)) {
		fail(c, &mail_refused);
		c->detail = "the seal does not open";
		return record_failure(c, row);
	}
	if (mail_send(c, &mail, message_id(c, row)) != 0)
		return record_failure(c, row);
	return db_run(c, &outbox_sent, A(c->now), A(row->outbox_id));
}

/* No transaction is open while a server is talked to. */
static int
send_batch(struct ctx *c, int64_t *done, bool *more)
{
	struct list found;
	const struct outbox_row *row;

	if (db_list(c, &outbox_due, &outbox_row_shape, &found, A(c->now)) != 0)
		return -1;
	row = found.items;
	*more = found.count != 0;
	for (size_t i = 0; i < found.count; i++) {
		struct mark mark = arena_mark(c->arena);

		if (outbox_send(c, &row[i]) != 0)
			return -1;
		arena_rewind(c->arena, mark);
		*done += 1;
		if (job_progress(c, *done, 0) != 0)
			return -1;
	}
	return 0;
}

static int
keep_all(struct ctx *c)
{
	do {
		if (db_run(c, &outbox_keep, A(c->now), A(c->now)) != 0)
			return -1;
	} while (db_changed(c) == 500);
	return 0;
}

static int
send_due(struct ctx *c, int64_t argument)
{
	int64_t done = 0;
	bool more = true;

	(void)argument;
	if (c->config->sample_mailbox)
		return keep_all(c);
	while (more) {
		struct mark mark = arena_mark(c->arena);

		if (send_batch(c, &done, &more) != 0)
			return -1;
		arena_rewind(c->arena, mark);
	}
	return 0;
}

const struct job outbox_jobs[] = {
	{ "outbox.send", "mail", 1, "Sends the mails that are due", send_due },
	{ 0 }
};
