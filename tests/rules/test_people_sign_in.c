/* Goal: the right person gets in, guessing is hopeless, and no stranger can keep
 * anybody out. */
#include "one_shop.h"
#include "people_world.h"

#include "people/credential.h"
#include "people/guard.h"
#include "people/sign_in.h"

static const char home[] = "192.0.2.10", far[] = "198.51.100.7";

static int
try_staff(struct world *w, const struct person_of_staff *p, const char *password,
    const char *address, struct signed_in *out)
{
	struct sign_in in = { .audience = AUDIENCE_STAFF, .login = p->login, .password = password,
		.totp = totp_digits(w, p->totp), .address = address, .device = "other",
		.sid_hash = fresh_sid(w) };

	w->ctx.actor = (struct actor){ 0 };
	return sign_in(&w->ctx, &in, out);
}

static int64_t
wait_of(const struct world *w)
{
	const struct problem *p = w->ctx.problems;

	return p != NULL && p->params[0].kind == ARG_INT ? p->params[0].number : 0;
}

static void
staff_sign_in(void **state)
{
	struct world *w = *state;
	struct person_of_staff p = staff_made(w, "窓口");
	struct signed_in s = { 0 };

	assert_done(&w->ctx, try_staff(w, &p, p.password, home, &s));
	assert_int_equal(s.account_id, p.account_id);
	assert_true(s.must_change_password);
	assert_null(s.shop_name);
	assert_int_equal(s.expires_at.ms, w->ctx.now.ms + 12 * (int64_t)HOUR_MS);
	assert_int_equal(w->ctx.actor.account_id, p.account_id);
}

static void
a_totp_step_counts_once(void **state)
{
	struct world *w = *state;
	struct person_of_staff p = staff_made(w, NULL);
	struct signed_in s;

	struct sign_in in = { .audience = AUDIENCE_STAFF, .login = p.login, .password = p.password,
		.address = home, .device = "other" };

	assert_done(&w->ctx, try_staff(w, &p, p.password, home, &s));
	assert_refused(&w->ctx, &sign_in_wrong, try_staff(w, &p, p.password, home, &s));
	/* The step before would still fit, but is older than the last used one. */
	in.totp = totp_digits_at(w, p.totp, -1);
	in.sid_hash = fresh_sid(w);
	assert_refused(&w->ctx, &sign_in_wrong, sign_in(&w->ctx, &in, &s));
	/* A clock that is fast by one step fits, one by two does not. */
	in.totp = totp_digits_at(w, p.totp, 2);
	assert_refused(&w->ctx, &sign_in_wrong, sign_in(&w->ctx, &in, &s));
	in.totp = totp_digits_at(w, p.totp, 1);
	assert_done(&w->ctx, sign_in(&w->ctx, &in, &s));
	later(w, 60 * SECOND_MS);
	assert_done(&w->ctx, try_staff(w, &p, p.password, home, &s));
}

static void
a_wrong_one_of_the_three_is_refused_alike(void **state)
{
	struct world *w = *state;
	struct person_of_staff p = staff_made(w, NULL), nobody = p;
	struct sign_in in = { .audience = AUDIENCE_STAFF, .login = p.login, .password = p.password,
		.totp = "000000", .address = home, .device = "other" };
	struct signed_in s;

	if (strcmp(totp_digits(w, p.totp), "000000") == 0)
		in.totp = "000001";
	nobody.login = fresh_login(w, "nobody");
	assert_refused(&w->ctx, &sign_in_wrong, sign_in(&w->ctx, &in, &s));
	assert_refused(&w->ctx, &sign_in_wrong, try_staff(w, &p, "wrong password", home, &s));
	assert_refused(&w->ctx, &sign_in_wrong, try_staff(w, &nobody, p.password, home, &s));
	in.totp = NULL;
	assert_refused(&w->ctx, &totp_needed, sign_in(&w->ctx, &in, &s));
}

/* Two terminals of one office: the request that came first is counted second. */
static void
two_at_the_same_moment_do_not_wait(void **state)
{
	struct world *w = *state;
	struct person_of_staff p = staff_made(w, NULL);
	struct signed_in s;

	assert_refused(&w->ctx, &sign_in_wrong, try_staff(w, &p, "wrong password", home, &s));
	w->ctx.now.ms -= 5;
	assert_done(&w->ctx, try_staff(w, &p, p.password, home, &s));
}

static void
logins_ignore_case_and_audiences_stay_apart(void **state)
{
	struct world *w = *state;
	struct person_of_staff p = staff_made(w, NULL), loud = p;
	struct new_account shop;
	struct sign_in in = { .audience = AUDIENCE_STAFF, .address = home, .device = "other",
		.totp = "000000" };
	struct signed_in s;
	char *upper = arena_string(&w->arena, p.login);

	for (char *at = upper; *at != '\0'; at++)
		if (*at >= 'a' && *at <= 'z')
			*at = (char)(*at - 32);
	loud.login = upper;
	assert_done(&w->ctx, try_staff(w, &loud, p.password, home, &s));
	the_shop = w->number;
	shop_account_made(w, the_shop, "clerk", &shop);
	in.login = shop.login;
	in.password = shop.first_password;
	in.sid_hash = fresh_sid(w);
	assert_refused(&w->ctx, &sign_in_wrong, sign_in(&w->ctx, &in, &s));
}

static void
shops_sign_in(void **state)
{
	struct world *w = *state;
	struct new_account a;
	struct sign_in in = { .audience = AUDIENCE_SHOP, .shop_no = "100008", .address = home,
		.device = "android" };
	struct signed_in s = { 0 };

	the_shop = w->number;
	shop_account_made(w, the_shop, "clerk", &a);
	in.login = a.login;
	in.password = a.first_password;
	in.sid_hash = fresh_sid(w);
	assert_done(&w->ctx, sign_in(&w->ctx, &in, &s));
	assert_string_equal(s.shop_name, "見本商店");
	in.shop_no = "999999";
	in.sid_hash = fresh_sid(w);
	assert_refused(&w->ctx, &sign_in_wrong, sign_in(&w->ctx, &in, &s));
	/* The same shop number with another register behind it: another shop's account. */
	the_shop++;
	in.shop_no = "100008";
	assert_refused(&w->ctx, &sign_in_wrong, sign_in(&w->ctx, &in, &s));
}

static void
five_tries_then_waits(void **state)
{
	struct world *w = *state;
	struct person_of_staff p = staff_made(w, NULL);
	struct signed_in s;
	int64_t waits[] = { 30, 60, 120, 240, 480, 900, 900 };

	for (int i = 0; i < 5; i++)
		assert_refused(&w->ctx, &sign_in_wrong, try_staff(w, &p, "wrong", home, &s));
	for (size_t i = 0; i < sizeof waits / sizeof waits[0]; i++) {
		/* Even the right password waits, and waiting costs no try. */
		assert_int_equal(try_staff(w, &p, p.password, home, &s), -1);
		assert_string_equal(w->ctx.reason->code, "sign_in_wait");
		assert_int_equal(wait_of(w), waits[i]);
		fail_forget(&w->ctx);
		later(w, waits[i] * SECOND_MS - 1);
		assert_refused(&w->ctx, &sign_in_wait, try_staff(w, &p, p.password, home, &s));
		later(w, 1);
		assert_refused(&w->ctx, &sign_in_wrong, try_staff(w, &p, "wrong", home, &s));
	}
	later(w, 900 * SECOND_MS);
	assert_done(&w->ctx, try_staff(w, &p, p.password, home, &s));
	/* Success forgets the tries. */
	later(w, 30 * SECOND_MS);
	for (int i = 0; i < 4; i++)
		assert_refused(&w->ctx, &sign_in_wrong, try_staff(w, &p, "wrong", home, &s));
	assert_done(&w->ctx, try_staff(w, &p, p.password, home, &s));
}

static void
a_stranger_locks_nobody_out(void **state)
{
	struct world *w = *state;
	struct person_of_staff p = staff_made(w, NULL);
	struct signed_in s;

	for (int i = 0; i < 5; i++)
		assert_refused(&w->ctx, &sign_in_wrong, try_staff(w, &p, "wrong", far, &s));
	assert_refused(&w->ctx, &sign_in_wait, try_staff(w, &p, "wrong", far, &s));
	assert_done(&w->ctx, try_staff(w, &p, p.password, home, &s));
	assert_refused(&w->ctx, &sign_in_wait, try_staff(w, &p, "wrong", far, &s));
}

/* Many strangers at once: an address never seen with the name waits seconds,
 * one that is known does not. */
static void
a_crowd_delays_only_unknown_addresses(void **state)
{
	struct world *w = *state;
	struct person_of_staff p = staff_made(w, NULL);
	struct guard_limit any = { .free_tries = 5, .wait_s = 30, .wait_max_s = 900,
		.forget_s = 86400, .crowd_tries = 20, .crowd_wait_s = 5 };
	struct guard g = { .limit = &any, .wait = &sign_in_wait, .audience = "staff",
		.name = p.login };
	struct signed_in s;

	assert_done(&w->ctx, try_staff(w, &p, p.password, home, &s));
	for (int i = 0; i < 20; i++) {
		g.address = arena_text(&w->arena, "203.0.113.%d", i);
		assert_done(&w->ctx, guard_enter(&w->ctx, &g));
		assert_false(g.is_crowded);
	}
	later(w, 30 * SECOND_MS);
	assert_done(&w->ctx, try_staff(w, &p, p.password, home, &s));
	assert_int_equal(try_staff(w, &p, p.password, "192.0.2.99", &s), -1);
	assert_string_equal(w->ctx.reason->code, "sign_in_wait");
	assert_int_equal(wait_of(w), 5);
	fail_forget(&w->ctx);
	/* Only seconds: then the owner gets in from the new place as well. */
	later(w, 30 * SECOND_MS);
	assert_done(&w->ctx, try_staff(w, &p, p.password, "192.0.2.99", &s));
	later(w, HOUR_MS);
	g.address = "192.0.2.100";
	assert_done(&w->ctx, guard_enter(&w->ctx, &g));
	assert_false(g.is_crowded);
}

static void
one_household_is_one_address(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;

	assert_true(same_bytes(guard_address_hash(c, "2001:db8:1:2::1"),
	    guard_address_hash(c, "2001:db8:1:2:ffff::9")));
	assert_false(same_bytes(guard_address_hash(c, "2001:db8:1:2::1"),
	    guard_address_hash(c, "2001:db8:1:3::1")));
	assert_false(same_bytes(guard_address_hash(c, "192.0.2.1"),
	    guard_address_hash(c, "192.0.2.2")));
}

STMT(mark_sample, "UPDATE account SET is_sample = 1 WHERE account_id = ?");
STMT(suspend, "UPDATE account SET state = 'suspended' WHERE account_id = ?");

static void
sample_and_suspended_accounts_stay_out(void **state)
{
	struct world *w = *state;
	struct person_of_staff p = staff_made(w, NULL), q = staff_made(w, NULL);
	struct config production = *w->ctx.config;
	struct signed_in s;

	assert_done(&w->ctx, db_run(&w->ctx, &mark_sample, A(p.account_id)));
	production.sample = production.sample_sign_in = false;
	w->ctx.config = &production;
	assert_refused(&w->ctx, &sign_in_wrong, try_staff(w, &p, p.password, home, &s));
	assert_done(&w->ctx, db_run(&w->ctx, &suspend, A(q.account_id)));
	assert_refused(&w->ctx, &sign_in_wrong, try_staff(w, &q, q.password, home, &s));
	w->ctx.config = rules_config;
	assert_done(&w->ctx, try_staff(w, &p, p.password, home, &s));
}

static void
passwords_change(void **state)
{
	struct world *w = *state;
	struct person_of_staff p = staff_made(w, NULL);
	struct new_password change = { "wrong", "kaede no ki ga yureru", home };
	struct bytes elsewhere = session_of(w, AUDIENCE_STAFF, p.account_id), here;
	struct signed_in s;
	struct actor actor;
	bool found, allowed;

	here = session_of(w, AUDIENCE_STAFF, p.account_id);
	actor = w->ctx.actor;
	assert_refused(&w->ctx, &sign_in_wrong, password_set(&w->ctx, &change));
	change.old_password = p.password;
	change.new_password = p.password;
	assert_refused(&w->ctx, &password_weak, password_set(&w->ctx, &change));
	change.new_password = "kaede no ki ga yureru";
	assert_done(&w->ctx, password_set(&w->ctx, &change));
	assert_done(&w->ctx, session_find(&w->ctx, elsewhere, NULL, &actor, &found, &allowed));
	assert_false(found);
	assert_done(&w->ctx, session_find(&w->ctx, here, NULL, &actor, &found, &allowed));
	assert_true(found);
	assert_refused(&w->ctx, &sign_in_wrong, try_staff(w, &p, p.password, home, &s));
	assert_done(&w->ctx, try_staff(w, &p, change.new_password, home, &s));
	assert_false(s.must_change_password);
}

/* A stolen session guesses the old password no faster than a stranger. */
static void
old_passwords_are_not_guessed(void **state)
{
	struct world *w = *state;
	struct person_of_staff p = staff_made(w, NULL);
	struct new_password change = { "wrong", "kaede no ki ga yureru", home };

	session_of(w, AUDIENCE_STAFF, p.account_id);
	for (int i = 0; i < 5; i++)
		assert_refused(&w->ctx, &sign_in_wrong, password_set(&w->ctx, &change));
	change.old_password = p.password;
	assert_refused(&w->ctx, &sign_in_wait, password_set(&w->ctx, &change));
}

static void
weak_passwords_are_refused(void **state)
{
	static const char *const weak[] = { "", "short", "elevenchars", "111111111111",
		"123456789012", "abcdefghijkl", "abcabcabcabcabc", "Password1234", "QWERTYUIOPAS",
		"Hanako.Yamada", "ｐａｓｓｗｏｒｄ１２３４", "hanako.yamada1", "Password2026!!",
		"P@ssw0rd!2026", "1qaz2wsx3edc", "zaq12wsxcde3", "1q2w3e4r5t6y", "poiuytrewq98",
		"sakura-2026-sakura", "testtesttest", "ああああああああああああ", "090-1234-5678",
		"1950-01-02-1950", "yamadatarou1", "Shiyakusho-12345", "!!!!!!!!!!!!!!!!!!!!",
		"qwertyuiopasdfghjklzxcvbnm", "madoguchi2026", "見本市-見本市-2026" };
	static const char *const good[] = { "kaede no ki ga", "窓口は朝の九時から開きます",
		"correct-horse", "9f3k-2m4x-77aa", "sakura no ki wo ueta", "8301 5562 9471 3348",
		"3#9$k2!7&8%m" };
	struct world *w = *state;
	char long_one[200];

	for (size_t i = 0; i < sizeof weak / sizeof weak[0]; i++)
		assert_refused(&w->ctx, &password_weak,
		    password_check(&w->ctx, "hanako.yamada", weak[i]));
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
		assert_done(&w->ctx, password_check(&w->ctx, "hanako.yamada", good[i]));
	for (size_t i = 0; i < 129; i++)
		long_one[i] = (char)('a' + i * i % 23);
	long_one[129] = '\0';
	assert_refused(&w->ctx, &password_weak, password_check(&w->ctx, "x", long_one));
	long_one[128] = '\0';
	assert_done(&w->ctx, password_check(&w->ctx, "x", long_one));
}

/* Whoever made a first password may have shown it to many. */
static void
first_passwords_end(void **state)
{
	struct world *w = *state;
	struct person_of_staff p = staff_made(w, NULL), q = staff_made(w, NULL);
	struct new_password change = { p.password, "kaede no ki ga yureru", home };
	const int64_t day = 24 * (int64_t)HOUR_MS;
	const char *secret;
	struct signed_in s;

	later(w, 14 * day - 1);
	assert_done(&w->ctx, try_staff(w, &q, q.password, home, &s));
	assert_done(&w->ctx, try_staff(w, &p, p.password, home, &s));
	later(w, 1);
	assert_refused(&w->ctx, &first_password_over, password_set(&w->ctx, &change));
	/* Said only to who has everything right. */
	assert_refused(&w->ctx, &sign_in_wrong, try_staff(w, &q, "wrong", home, &s));
	later(w, 60 * SECOND_MS);
	assert_refused(&w->ctx, &first_password_over, try_staff(w, &q, q.password, home, &s));
	act_as_staff(w, 0);
	assert_done(&w->ctx, account_reset(&w->ctx, q.account_id, &q.password, &secret));
	q.totp = totp_bytes(&w->arena, secret);
	assert_done(&w->ctx, try_staff(w, &q, q.password, home, &s));
	change = (struct new_password){ q.password, "kaede no ki ga yureru", home };
	assert_done(&w->ctx, password_set(&w->ctx, &change));
	later(w, 400 * day);	/* one's own does not end */
	assert_done(&w->ctx, try_staff(w, &q, change.new_password, home, &s));
}

STMT(audit_of, "SELECT COUNT(*) AS id FROM audit_entry WHERE account_id = ? AND act = ?");

static int64_t
acts(struct world *w, int64_t account_id, const char *act)
{
	struct id_item n;

	assert_done(&w->ctx, db_one(&w->ctx, &audit_of, &id_item_shape, &n, A(account_id), A(act)));
	return n.id;
}

static void
signing_in_is_written_down_once_it_worked(void **state)
{
	struct world *w = *state;
	struct person_of_staff p = staff_made(w, NULL);
	struct signed_in s;

	assert_refused(&w->ctx, &sign_in_wrong, try_staff(w, &p, "wrong", home, &s));
	assert_int_equal(acts(w, p.account_id, "staff.sign_in"), 0);
	assert_done(&w->ctx, try_staff(w, &p, p.password, home, &s));
	assert_int_equal(acts(w, p.account_id, "staff.sign_in"), 1);
}

/* A deadlock or a lost link at any statement leaves one session or none, and a
 * counted try stays counted. */
static void
faults_do_no_harm(void **state)
{
	struct world *w = *state;
	struct person_of_staff p = staff_made(w, NULL);
	struct signed_in s;

	for (int64_t nth = 1;; nth++) {
		int result;

		later(w, 60 * SECOND_MS);
		db_inject(w->ctx.db, nth, FAULT_DEADLOCK);
		result = try_staff(w, &p, p.password, home, &s);
		if (db_fault_left(w->ctx.db) > 0)
			break;
		if (result != 0) {	/* outside a transaction nothing runs again */
			assert_string_equal(w->ctx.reason->code, "database_busy");
			fail_forget(&w->ctx);
		}
		assert_true(nth < 100);
	}
	db_inject(w->ctx.db, 0, FAULT_NONE);
	assert_true(acts(w, p.account_id, "staff.sign_in") > 10);
}

int
main(void)
{
	people_use_shops(&shops);
	return RULES("people", rule_test(staff_sign_in), rule_test(a_totp_step_counts_once),
	    rule_test(a_wrong_one_of_the_three_is_refused_alike),
	    rule_test(two_at_the_same_moment_do_not_wait),
	    rule_test(logins_ignore_case_and_audiences_stay_apart), rule_test(shops_sign_in),
	    rule_test(five_tries_then_waits), rule_test(a_stranger_locks_nobody_out),
	    rule_test(a_crowd_delays_only_unknown_addresses),
	    rule_test(one_household_is_one_address),
	    rule_test(sample_and_suspended_accounts_stay_out), rule_test(passwords_change),
	    rule_test(old_passwords_are_not_guessed), rule_test(weak_passwords_are_refused),
	    rule_test(first_passwords_end),
	    rule_test(signing_in_is_written_down_once_it_worked), rule_test(faults_do_no_harm));
}
