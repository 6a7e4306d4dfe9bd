/* Goal: a resident signs up and in with the digits of a mail; nobody else can,
 * and nobody can keep a resident out. */
#include "people_world.h"

#include "out/outbox.h"
#include "people/mail_code.h"

static const char home[] = "192.0.2.10", far[] = "198.51.100.7";

static const char *
fresh_mail(struct world *w)
{
	return arena_text(&w->arena, "%s@example.jp", fresh_login(w, "resident"));
}

/* The newest mail to the address, from the sample mailbox. */
static const struct mailbox_row *
mail_to(struct world *w, const char *to)
{
	const struct mailbox_row *row;
	struct list rows;

	assert_done(&w->ctx, mailbox_read(&w->ctx, &rows));
	row = rows.items;
	for (size_t i = 0; i < rows.count; i++)
		if (strcmp(row[i].to, to) == 0)
			return &row[i];
	return NULL;
}

static const char *
digits_in(struct world *w, const char *text)
{
	text += strcspn(text, "0123456789");
	return arena_text(&w->arena, "%.*s", (int)strspn(text, "0123456789"), text);
}

struct asked { const char *mail, *challenge, *code; };

static struct asked
ask(struct world *w, const char *mail, const char *address)
{
	struct mail_challenge made;

	assert_done(&w->ctx, mail_code_ask(&w->ctx, mail, address, &made));
	assert_int_equal(made.expires_at.ms, w->ctx.now.ms + 10 * MINUTE_MS);
	assert_non_null(mail_to(w, mail));
	return (struct asked){ mail, made.challenge, digits_in(w, mail_to(w, mail)->text) };
}

static int
use(struct world *w, const char *challenge, const char *code, struct mail_code_done *done)
{
	struct mail_code_use in = { challenge, code, "other", fresh_sid(w) };

	return mail_code_use(&w->ctx, &in, done);
}

/* Differs in the last digit. */
static const char *
wrong(struct world *w, const char *code)
{
	char *other = arena_string(&w->arena, code);
	size_t last = strlen(other) - 1;

	other[last] = other[last] == '9' ? '0' : (char)(other[last] + 1);
	return other;
}

static void
signs_up_then_in(void **state)
{
	struct world *w = *state;
	struct asked a = ask(w, fresh_mail(w), home), b;
	struct mail_code_done up, in;
	const char *mail, *language;

	assert_int_equal(strlen(a.code), 6);
	assert_done(&w->ctx, use(w, a.challenge, a.code, &up));
	assert_true(up.is_new);
	assert_int_equal(up.expires_at.ms, w->ctx.now.ms + 90 * 24 * (int64_t)HOUR_MS);
	assert_int_equal(w->ctx.actor.account_id, up.account_id);
	assert_done(&w->ctx, account_mail(&w->ctx, up.account_id, &mail, &language));
	assert_string_equal(mail, a.mail);
	/* The same mail address in other letters is the same account. */
	w->ctx.language = "vi";
	b = ask(w, arena_text(&w->arena, "R%s", a.mail + 1), home);
	assert_done(&w->ctx, use(w, b.challenge, b.code, &in));
	assert_false(in.is_new);
	assert_int_equal(in.account_id, up.account_id);
	assert_done(&w->ctx, account_mail(&w->ctx, up.account_id, &mail, &language));
	assert_string_equal(language, "vi");
}

static void
the_answer_does_not_tell(void **state)
{
	struct world *w = *state;
	const char *stranger = fresh_mail(w), *known = fresh_mail(w);
	struct asked a = ask(w, known, home);
	struct mail_challenge one, two;
	struct mail_code_done done;

	assert_done(&w->ctx, use(w, a.challenge, a.code, &done));
	assert_done(&w->ctx, mail_code_ask(&w->ctx, known, home, &one));
	assert_done(&w->ctx, mail_code_ask(&w->ctx, stranger, home, &two));
	assert_int_equal(strlen(one.challenge), strlen(two.challenge));
	assert_int_equal(one.expires_at.ms, two.expires_at.ms);
	assert_int_equal(one.resend_at.ms, two.resend_at.ms);
	assert_string_equal(mail_to(w, known)->subject[0] ? "sent" : "", "sent");
	assert_int_equal(strlen(mail_to(w, known)->text), strlen(mail_to(w, stranger)->text));
}

static void
wrong_digits_are_counted(void **state)
{
	struct world *w = *state;
	struct asked a = ask(w, fresh_mail(w), home);
	struct mail_code_done done;

	for (int64_t left = 4; left > 0; left--) {
		assert_int_equal(use(w, a.challenge, wrong(w, a.code), &done), -1);
		assert_string_equal(w->ctx.reason->code, "code_wrong");
		assert_int_equal(w->ctx.problems->params[0].number, left);
		fail_forget(&w->ctx);
	}
	assert_refused(&w->ctx, &code_expired, use(w, a.challenge, wrong(w, a.code), &done));
	assert_refused(&w->ctx, &code_expired, use(w, a.challenge, a.code, &done));
}

static void
the_fifth_try_may_be_right(void **state)
{
	struct world *w = *state;
	struct asked a = ask(w, fresh_mail(w), home);
	struct mail_code_done done;

	for (int i = 0; i < 4; i++)
		assert_refused(&w->ctx, &code_wrong, use(w, a.challenge, wrong(w, a.code), &done));
	assert_done(&w->ctx, use(w, a.challenge, a.code, &done));
}

static void
codes_work_once_and_ten_minutes(void **state)
{
	struct world *w = *state;
	struct asked a = ask(w, fresh_mail(w), home), b = ask(w, fresh_mail(w), home);
	struct mail_code_done done;

	later(w, 10 * MINUTE_MS - 1);
	assert_done(&w->ctx, use(w, a.challenge, a.code, &done));
	assert_refused(&w->ctx, &code_expired, use(w, a.challenge, a.code, &done));
	later(w, 1);
	assert_refused(&w->ctx, &code_expired, use(w, b.challenge, b.code, &done));
}

static void
digits_without_their_challenge_are_worth_nothing(void **state)
{
	struct world *w = *state;
	struct asked a = ask(w, fresh_mail(w), home), b = ask(w, fresh_mail(w), home);
	struct mail_code_done done;

	assert_refused(&w->ctx, &code_expired, use(w, "0123456789abcdefghjkmnpqrs", a.code, &done));
	if (strcmp(a.code, b.code) != 0)
		assert_refused(&w->ctx, &code_wrong, use(w, a.challenge, b.code, &done));
	assert_done(&w->ctx, use(w, b.challenge, b.code, &done));
}

static void
a_new_code_ends_the_old_one_of_the_same_place(void **state)
{
	struct world *w = *state;
	const char *mail = fresh_mail(w);
	struct asked old = ask(w, mail, home), elsewhere, fresh;
	struct mail_challenge unused;
	struct mail_code_done done;

	assert_refused(&w->ctx, &mail_code_wait, mail_code_ask(&w->ctx, mail, home, &unused));
	elsewhere = ask(w, mail, far);
	later(w, 30 * SECOND_MS);
	fresh = ask(w, mail, home);
	assert_refused(&w->ctx, &code_expired, use(w, old.challenge, old.code, &done));
	assert_done(&w->ctx, use(w, fresh.challenge, fresh.code, &done));
	/* Somebody else asking for my address ends nothing of mine. */
	assert_done(&w->ctx, use(w, elsewhere.challenge, elsewhere.code, &done));
}

static void
five_an_hour_from_one_place_and_no_effect_on_another(void **state)
{
	struct world *w = *state;
	const char *mail = fresh_mail(w);
	struct mail_challenge unused;
	struct mail_code_done done;
	struct asked mine;

	for (int i = 0; i < 5; i++) {
		ask(w, mail, far);
		later(w, 30 * SECOND_MS);
	}
	assert_refused(&w->ctx, &mail_code_wait, mail_code_ask(&w->ctx, mail, far, &unused));
	later(w, 59 * MINUTE_MS);
	assert_refused(&w->ctx, &mail_code_wait, mail_code_ask(&w->ctx, mail, far, &unused));
	mine = ask(w, mail, home);
	assert_done(&w->ctx, use(w, mine.challenge, mine.code, &done));
	later(w, 2 * MINUTE_MS);
	ask(w, mail, far);
}

/* Asked for from many places: longer digits there, the usual ones at home. */
static void
a_crowd_gets_longer_digits(void **state)
{
	struct world *w = *state;
	const char *mail = fresh_mail(w);
	struct asked a = ask(w, mail, home);
	struct mail_code_done done;

	assert_done(&w->ctx, use(w, a.challenge, a.code, &done));
	for (int i = 0; i < 20; i++)
		assert_int_equal(strlen(ask(w, mail,
		    arena_text(&w->arena, "203.0.113.%d", i)).code), 6);
	a = ask(w, mail, "203.0.113.200");
	assert_int_equal(strlen(a.code), 10);
	assert_done(&w->ctx, use(w, a.challenge, a.code, &done));
	later(w, MINUTE_MS);
	assert_int_equal(strlen(ask(w, mail, home).code), 6);
}

STMT(suspend, "UPDATE account SET state = 'suspended' WHERE account_id = ?");
STMT(mark_sample, "UPDATE account SET is_sample = 1 WHERE account_id = ?");

static void
suspended_and_sample_residents_stay_out(void **state)
{
	struct world *w = *state;
	struct config production = *w->ctx.config;
	struct asked a = ask(w, fresh_mail(w), home), b = ask(w, fresh_mail(w), home);
	struct mail_code_done done;

	assert_done(&w->ctx, use(w, a.challenge, a.code, &done));
	assert_done(&w->ctx, db_run(&w->ctx, &suspend, A(done.account_id)));
	later(w, MINUTE_MS);
	a = ask(w, a.mail, home);
	assert_refused(&w->ctx, &code_expired, use(w, a.challenge, a.code, &done));
	assert_done(&w->ctx, use(w, b.challenge, b.code, &done));
	assert_done(&w->ctx, db_run(&w->ctx, &mark_sample, A(done.account_id)));
	later(w, MINUTE_MS);
	b = ask(w, b.mail, home);
	production.sample = production.sample_sign_in = false;
	w->ctx.config = &production;
	assert_refused(&w->ctx, &code_expired, use(w, b.challenge, b.code, &done));
	w->ctx.config = rules_config;
	assert_done(&w->ctx, use(w, b.challenge, b.code, &done));
}

struct stored { struct bytes all; };
SHAPE(stored, "Everything of a row", FIELD(stored, all, "Bytes"));
STMT(code_bytes,
    "SELECT CONCAT(challenge_hash, code_hash, COALESCE(mail_sealed, '')) AS `all` FROM mail_code "
    "ORDER BY mail_code_id DESC LIMIT 1");
STMT(account_bytes,
    "SELECT CONCAT(mail_hash, COALESCE(mail_sealed, ''), COALESCE(name, '')) AS `all` "
    "FROM account WHERE account_id = ?");

static void
the_address_and_the_digits_are_in_no_row(void **state)
{
	struct world *w = *state;
	struct asked a = ask(w, fresh_mail(w), home);
	struct mail_code_done done;
	struct stored row;

	assert_done(&w->ctx, db_one(&w->ctx, &code_bytes, &stored_shape, &row));
	assert_null(memmem(row.all.data, row.all.size, a.mail, strlen(a.mail)));
	assert_null(memmem(row.all.data, row.all.size, a.code, strlen(a.code)));
	assert_null(memmem(row.all.data, row.all.size, a.challenge, strlen(a.challenge)));
	assert_done(&w->ctx, use(w, a.challenge, a.code, &done));
	assert_done(&w->ctx, db_one(&w->ctx, &account_bytes, &stored_shape, &row,
	    A(done.account_id)));
	assert_null(memmem(row.all.data, row.all.size, a.mail, 10));
}

/* A fault at any statement of using a code: signed in once, or still possible. */
static void
faults_do_no_harm(void **state)
{
	struct world *w = *state;

	for (int64_t nth = 1;; nth++) {
		struct asked a = ask(w, fresh_mail(w), home);
		struct mail_code_done done;
		bool reached;

		db_inject(w->ctx.db, nth, FAULT_DEADLOCK);
		if (use(w, a.challenge, a.code, &done) != 0) {
			assert_string_equal(w->ctx.reason->code, "database_busy");
			fail_forget(&w->ctx);
			assert_done(&w->ctx, use(w, a.challenge, a.code, &done));
		}
		reached = db_fault_left(w->ctx.db) <= 0;
		db_inject(w->ctx.db, 0, FAULT_NONE);
		assert_true(done.is_new);
		assert_refused(&w->ctx, &code_expired, use(w, a.challenge, a.code, &done));
		if (!reached)
			break;
		assert_true(nth < 100);
	}
}

int
main(void)
{
	return RULES("people", rule_test(signs_up_then_in), rule_test(the_answer_does_not_tell),
	    rule_test(wrong_digits_are_counted), rule_test(the_fifth_try_may_be_right),
	    rule_test(codes_work_once_and_ten_minutes),
	    rule_test(digits_without_their_challenge_are_worth_nothing),
	    rule_test(a_new_code_ends_the_old_one_of_the_same_place),
	    rule_test(five_an_hour_from_one_place_and_no_effect_on_another),
	    rule_test(a_crowd_gets_longer_digits),
	    rule_test(suspended_and_sample_residents_stay_out),
	    rule_test(the_address_and_the_digits_are_in_no_row), rule_test(faults_do_no_harm));
}
