/* Goal: a session ends when it must, and never gives more than its account has. */
#include "people_world.h"

struct seen { struct actor actor; bool found, allowed; };

static struct seen
look_up(struct world *w, struct bytes sid, const char *right)
{
	struct seen s = { 0 };

	assert_done(&w->ctx, session_find(&w->ctx, sid, right, &s.actor, &s.found, &s.allowed));
	return s;
}

static bool
lives(struct world *w, struct bytes sid)
{
	return look_up(w, sid, NULL).found;
}

static void
a_session_knows_its_account(void **state)
{
	struct world *w = *state;
	struct new_account a;
	struct bytes sid;
	struct seen s;

	shop_account_made(w, w->number, "clerk", &a);
	password_kept(w, a.account_id);
	sid = session_of(w, AUDIENCE_SHOP, a.account_id);
	s = look_up(w, sid, "shop.take");
	assert_true(s.found && s.allowed);
	assert_int_equal(s.actor.audience, AUDIENCE_SHOP);
	assert_int_equal(s.actor.account_id, a.account_id);
	assert_int_equal(s.actor.shop_id, w->number);
	assert_int_equal(s.actor.person_id, 0);
	assert_true(s.actor.session_id > 0);
	assert_false(look_up(w, sid, "shop.manage").allowed);
	assert_false(lives(w, fresh_sid(w)));
}

static void
no_right_before_the_first_password_was_changed(void **state)
{
	struct world *w = *state;
	struct person_of_staff p = staff_made(w, "窓口");
	struct bytes sid = session_of(w, AUDIENCE_STAFF, p.account_id);

	assert_true(look_up(w, sid, NULL).allowed);
	assert_false(look_up(w, sid, "people.find").allowed);
	password_kept(w, p.account_id);
	assert_true(look_up(w, sid, "people.find").allowed);
	assert_false(look_up(w, sid, "people.staff").allowed);
}

/* Limits: just before lives, at the limit ends. */
static void
idle_sessions_end(void **state)
{
	struct world *w = *state;
	struct person_of_staff p = staff_made(w, NULL);
	struct bytes sid = session_of(w, AUDIENCE_STAFF, p.account_id);

	later(w, 30 * MINUTE_MS - 1);
	assert_true(lives(w, sid));		/* and this request counts */
	later(w, 30 * MINUTE_MS - 1);
	assert_true(lives(w, sid));
	later(w, 30 * MINUTE_MS);
	assert_false(lives(w, sid));
}

static void
sessions_end_after_all(void **state)
{
	struct world *w = *state;
	struct person_of_staff p = staff_made(w, NULL);
	struct bytes sid = session_of(w, AUDIENCE_STAFF, p.account_id);

	for (int minutes = 0; minutes < 12 * 60 - 20; minutes += 20) {
		later(w, 20 * MINUTE_MS);
		assert_true(lives(w, sid));
	}
	later(w, 20 * MINUTE_MS);
	assert_false(lives(w, sid));
}

static void
seen_is_written_once_a_minute(void **state)
{
	struct world *w = *state;
	struct person_of_staff p = staff_made(w, NULL);
	struct bytes sid = session_of(w, AUDIENCE_STAFF, p.account_id);
	struct instant start = w->ctx.now;
	const struct session_row *row;
	struct list rows;

	later(w, MINUTE_MS - 1);
	assert_true(lives(w, sid));
	assert_done(&w->ctx, session_list(&w->ctx, &rows));
	row = rows.items;
	assert_int_equal(row->seen_at.ms, start.ms);
	later(w, 1);
	assert_true(lives(w, sid));
	assert_done(&w->ctx, session_list(&w->ctx, &rows));
	row = rows.items;
	assert_int_equal(row->seen_at.ms, start.ms + MINUTE_MS);
	assert_true(row->is_this);
}

static void
signing_out_and_throwing_out(void **state)
{
	struct world *w = *state;
	struct person_of_staff p = staff_made(w, NULL), other = staff_made(w, NULL);
	struct bytes first = session_of(w, AUDIENCE_STAFF, p.account_id);
	int64_t first_id = w->ctx.actor.session_id;
	struct bytes second = session_of(w, AUDIENCE_STAFF, p.account_id), foreign;
	int64_t foreign_id;
	struct list rows;

	foreign = session_of(w, AUDIENCE_STAFF, other.account_id);
	foreign_id = w->ctx.actor.session_id;
	w->ctx.actor = look_up(w, second, NULL).actor;
	assert_refused(&w->ctx, &not_found, session_revoke(&w->ctx, foreign_id));
	assert_true(lives(w, foreign));
	assert_done(&w->ctx, session_list(&w->ctx, &rows));
	assert_int_equal(rows.count, 2);
	assert_done(&w->ctx, session_revoke(&w->ctx, first_id));
	assert_false(lives(w, first));
	assert_true(lives(w, second));
	assert_refused(&w->ctx, &not_found, session_revoke(&w->ctx, first_id));
	assert_done(&w->ctx, session_list(&w->ctx, &rows));
	assert_int_equal(rows.count, 1);
}

static void
suspending_ends_sessions(void **state)
{
	struct world *w = *state;
	struct person_of_staff p = staff_made(w, NULL);
	struct bytes sid = session_of(w, AUDIENCE_STAFF, p.account_id);
	struct list none = { 0 };

	assert_refused(&w->ctx, &own_account,
	    account_set(&w->ctx, p.account_id, "x", "suspended", &none));
	act_as_staff(w, 0);
	assert_done(&w->ctx, account_set(&w->ctx, p.account_id, "x", "suspended", &none));
	assert_false(lives(w, sid));
	assert_done(&w->ctx, account_set(&w->ctx, p.account_id, "x", "active", &none));
	assert_false(lives(w, sid));
}

static void
a_reset_ends_sessions_and_rights(void **state)
{
	struct world *w = *state;
	struct person_of_staff p = staff_made(w, "窓口");
	struct bytes sid = session_of(w, AUDIENCE_STAFF, p.account_id);
	const char *password, *secret;

	password_kept(w, p.account_id);
	act_as_staff(w, 0);
	assert_done(&w->ctx, account_reset(&w->ctx, p.account_id, &password, &secret));
	assert_string_not_equal(password, p.password);
	assert_non_null(secret);
	assert_false(lives(w, sid));
	sid = session_of(w, AUDIENCE_STAFF, p.account_id);
	assert_false(look_up(w, sid, "people.find").allowed);
}

STMT(mark_sample, "UPDATE account SET is_sample = 1 WHERE account_id = ?");

static void
sample_accounts_do_not_exist_in_production(void **state)
{
	struct world *w = *state;
	struct person_of_staff p = staff_made(w, NULL);
	struct bytes sid = session_of(w, AUDIENCE_STAFF, p.account_id);
	struct config production = *w->ctx.config;

	assert_done(&w->ctx, db_run(&w->ctx, &mark_sample, A(p.account_id)));
	assert_true(lives(w, sid));
	production.sample = production.sample_sign_in = false;
	w->ctx.config = &production;
	assert_false(lives(w, sid));
}

STMT(move_account, "UPDATE account SET shop_id = ? WHERE account_id = ?");

static void
a_role_counts_only_in_its_shop(void **state)
{
	struct world *w = *state;
	struct new_account a;
	struct bytes sid;

	shop_account_made(w, w->number, "owner", &a);
	password_kept(w, a.account_id);
	sid = session_of(w, AUDIENCE_SHOP, a.account_id);
	assert_true(look_up(w, sid, "shop.manage").allowed);
	assert_done(&w->ctx, db_run(&w->ctx, &move_account, A(w->number + 1), A(a.account_id)));
	assert_false(look_up(w, sid, "shop.manage").allowed);
}

static void
other_programs_find_sessions_too(void **state)
{
	static const char *const programs[] = { "sales", "till", "office" };
	struct world *w = *state;
	struct person_of_staff p = staff_made(w, "窓口");
	struct bytes sid = session_of(w, AUDIENCE_STAFF, p.account_id);

	password_kept(w, p.account_id);
	later(w, 2 * MINUTE_MS);
	for (size_t i = 0; i < 3; i++) {
		struct world other;
		struct seen s;

		world_begin(&other, db_open(rules_config, programs[i]));
		other.ctx.now = w->ctx.now;
		s = look_up(&other, sid, "people.find");
		assert_true(s.found && s.allowed);
		db_close(other.ctx.db);
		world_end(&other);
		later(w, 2 * MINUTE_MS);
	}
}

static void
devices_are_one_word(void **state)
{
	(void)state;
	assert_string_equal(device_word("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0)"), "iphone");
	assert_string_equal(device_word("Mozilla/5.0 (Linux; Android 14; Pixel 8)"), "android");
	assert_string_equal(device_word("Mozilla/5.0 (X11; Linux x86_64)"), "linux");
	assert_string_equal(device_word("curl/8"), "other");
	assert_string_equal(device_word(NULL), "other");
}

int
main(void)
{
	return RULES("people", rule_test(a_session_knows_its_account),
	    rule_test(no_right_before_the_first_password_was_changed),
	    rule_test(idle_sessions_end), rule_test(sessions_end_after_all),
	    rule_test(seen_is_written_once_a_minute), rule_test(signing_out_and_throwing_out),
	    rule_test(suspending_ends_sessions), rule_test(a_reset_ends_sessions_and_rights),
	    rule_test(sample_accounts_do_not_exist_in_production),
	    rule_test(a_role_counts_only_in_its_shop), rule_test(other_programs_find_sessions_too),
	    rule_test(devices_are_one_word));
}
