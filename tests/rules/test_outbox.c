/*
 * Goal: a mail written in an act leaves once the act is done, is tried again
 * when that may help, and leaves no address behind.
 *
 * The mails of these tests are due in a year that jobd does not reach, so that
 * the jobd of the instance never takes them.
 */
#include "rules.h"
#include "smtp.h"
#include "out/outbox_inner.h"

static const struct instant far = { INT64_C(5680281600000) };	/* 2150-01-01 */
static const struct mail greeting = { "hanako@example.jp", "番号", "123456\n" };

struct outbox_seen {
	struct bytes content;
	const char *kind, *state, *last_error;
	struct instant next_at, ended_at;
	int64_t account_id, tries;
};
SHAPE(outbox_seen, "A row as it is",
    FIELD(outbox_seen, content, "t", .optional = true),
    FIELD(outbox_seen, kind, "t"),
    FIELD(outbox_seen, state, "t"),
    FIELD(outbox_seen, last_error, "t", .optional = true),
    FIELD(outbox_seen, next_at, "t"),
    FIELD(outbox_seen, ended_at, "t", .optional = true),
    FIELD(outbox_seen, account_id, "t"),
    FIELD(outbox_seen, tries, "t"));

STMT(seen_one, "SELECT content, kind, state, last_error, next_at, ended_at, account_id, tries "
    "FROM outbox WHERE outbox_id = ?");
STMT(sealed_one, "SELECT outbox_id, tries, seal_code, content, written_at FROM outbox "
    "WHERE outbox_id = ?");
STMT(newest_of, "SELECT outbox_id, tries, seal_code, content, written_at FROM outbox "
    "WHERE kind = ? ORDER BY outbox_id DESC LIMIT 1");
STMT(move_seal, "UPDATE outbox SET seal_code = 'another' WHERE outbox_id = ?");

static struct config config;

/* A mail of this test, far away in time; gives its number. */
static int64_t
written(struct world *w)
{
	struct outbox_row row;

	config = *w->ctx.config;
	config.mail_from = "madoguchi@city.example.jp";
	config.mail_password_file = "";
	w->ctx.config = &config;
	w->ctx.now = far;
	assert_done(&w->ctx, outbox_mail(&w->ctx, &greeting, w->tag, 4711));
	assert_done(&w->ctx, db_one(&w->ctx, &newest_of, &outbox_row_shape, &row, A(w->tag)));
	return row.outbox_id;
}

static struct outbox_seen
seen(struct world *w, int64_t id)
{
	struct outbox_seen row;

	assert_done(&w->ctx, db_one(&w->ctx, &seen_one, &outbox_seen_shape, &row, A(id)));
	return row;
}

static void
send_row(struct world *w, int64_t id)
{
	struct outbox_row row;

	assert_done(&w->ctx, db_one(&w->ctx, &sealed_one, &outbox_row_shape, &row, A(id)));
	assert_done(&w->ctx, outbox_send(&w->ctx, &row));
	assert_null(w->ctx.reason);
}

static bool
holds(struct bytes b, const char *word)
{
	return b.data != NULL && memmem(b.data, b.size, word, strlen(word)) != NULL;
}

static void
row_is_sealed_and_bound_to_its_place(void **state)
{
	struct world *w = *state;
	int64_t id = written(w);
	struct outbox_seen row = seen(w, id);

	assert_string_equal(row.kind, w->tag);
	assert_int_equal(row.account_id, 4711);
	assert_int_equal(row.tries, 0);
	assert_string_equal(row.state, "waiting");
	assert_true(row.content.size > 30);
	assert_false(holds(row.content, "hanako"));
	assert_false(holds(row.content, "123456"));
	/* A seal moved to another row does not open, and is given up at once. */
	assert_done(&w->ctx, db_run(&w->ctx, &move_seal, A(id)));
	send_row(w, id);
	assert_string_equal(seen(w, id).state, "failed");
}

static void
sent_mail_is_erased(void **state)
{
	struct world *w = *state;
	int64_t id = written(w);
	struct server s = server_start(&config, w->ctx.arena, NULL, NULL);
	struct outbox_seen row;
	char *heard;

	send_row(w, id);
	heard = server_stop(&s, w->ctx.arena);
	row = seen(w, id);
	assert_non_null(strstr(heard, "RCPT TO:<hanako@example.jp>"));
	assert_non_null(strstr(heard, arena_text(w->ctx.arena,
	    "Message-ID: <outbox-%lld@city.example.jp>", (long long)id)));
	assert_string_equal(row.state, "sent");
	assert_int_equal(row.ended_at.ms, far.ms);
	assert_int_equal(row.tries, 1);
	assert_null(row.content.data);
	assert_int_equal(row.account_id, 4711);
}

static void
refused_mail_is_given_up_and_erased(void **state)
{
	struct world *w = *state;
	int64_t id = written(w);
	struct server s = server_start(&config, w->ctx.arena, "RCPT", "550 nobody\r\n");
	struct outbox_seen row;

	send_row(w, id);
	server_stop(&s, w->ctx.arena);
	row = seen(w, id);
	assert_string_equal(row.state, "failed");
	assert_int_equal(row.ended_at.ms, far.ms);
	assert_null(row.content.data);
	assert_non_null(strstr(row.last_error, "550"));
}

static void
failing_mail_is_tried_after_growing_pauses_for_a_day(void **state)
{
	static const int64_t pauses_s[] = { 30, 60, 120, 240, 480, 960, 1920, 3600, 3600 };
	struct world *w = *state;
	int64_t id = written(w);
	struct outbox_seen row;

	config.mail_url = "";
	for (size_t i = 0; i < sizeof pauses_s / sizeof pauses_s[0]; i++) {
		send_row(w, id);
		row = seen(w, id);
		assert_int_equal(row.next_at.ms - w->ctx.now.ms, pauses_s[i] * 1000);
		assert_int_equal(row.tries, (int64_t)i + 1);
		assert_string_equal(row.state, "waiting");
		assert_true(row.content.size > 30);
		w->ctx.now = row.next_at;
	}
	w->ctx.now.ms = far.ms + 86400000;
	send_row(w, id);
	row = seen(w, id);
	assert_string_equal(row.state, "failed");
	assert_null(row.content.data);
}

static int
write_then_refuse(struct ctx *c, void *arg)
{
	assert_done(c, outbox_mail(c, &greeting, arg, 0));
	return fail(c, &not_allowed);
}

static void
mail_of_a_refused_act_is_never_written(void **state)
{
	struct world *w = *state;
	char kind[] = "refused";
	struct outbox_row row;
	bool found;

	w->ctx.now = far;
	memcpy(kind, w->tag, sizeof kind - 1);
	assert_refused(&w->ctx, &not_allowed, db_transact(&w->ctx, write_then_refuse, kind));
	assert_done(&w->ctx, db_maybe(&w->ctx, &found, &newest_of, &outbox_row_shape, &row,
	    A((const char *)kind)));
	assert_false(found);
}

static void
address_that_cannot_be_mailed_is_refused(void **state)
{
	struct world *w = *state;
	const struct mail bad = { "a@b\r\nRCPT TO:<c@d>", "s", "t" };

	assert_refused(&w->ctx, &mail_refused, outbox_mail(&w->ctx, &bad, w->tag, 0));
}

static void
mailbox_shows_mails_in_the_sample_set_up_only(void **state)
{
	struct world *w = *state;
	int64_t id = written(w);
	const struct mailbox_row *rows;
	struct list list;
	bool found = false;

	config.sample_mailbox = true;
	assert_done(&w->ctx, outbox_jobs[0].run(&w->ctx, 0));
	assert_done(&w->ctx, mailbox_read(&w->ctx, &list));
	rows = list.items;
	for (size_t i = 0; i < list.count; i++) {
		if (i > 0)
			assert_true(rows[i].outbox_id < rows[i - 1].outbox_id);
		if (rows[i].outbox_id != id)
			continue;
		found = true;
		assert_string_equal(rows[i].to, greeting.to);
		assert_string_equal(rows[i].subject, greeting.subject);
		assert_string_equal(rows[i].text, greeting.text);
	}
	assert_true(found);
	assert_string_equal(seen(w, id).state, "kept");
	config.sample_mailbox = false;
	assert_refused(&w->ctx, &not_found, mailbox_read(&w->ctx, &list));
}

int
main(void)
{
	return RULES("jobd",
	    rule_test(row_is_sealed_and_bound_to_its_place),
	    rule_test(sent_mail_is_erased),
	    rule_test(refused_mail_is_given_up_and_erased),
	    rule_test(failing_mail_is_tried_after_growing_pauses_for_a_day),
	    rule_test(mail_of_a_refused_act_is_never_written),
	    rule_test(address_that_cannot_be_mailed_is_refused),
	    rule_test(mailbox_shows_mails_in_the_sample_set_up_only));
}
