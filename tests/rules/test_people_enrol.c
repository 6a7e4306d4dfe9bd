/* Goal: a shop account gets a second factor that a thief of the password lacks, and
 * nobody is kept out by a lost phone. */
#include "one_shop.h"
#include "people_world.h"

#include "people/enrol.h"

static const char home[] = "192.0.2.10";
struct clerk { struct new_account a; struct own_password own; struct actor actor; };

static struct clerk
clerk_here(struct world *w)
{
	struct clerk k;

	the_shop = w->number;
	shop_account_made(w, the_shop, "clerk", &k.a);
	password_kept(w, k.a.account_id);
	session_of(w, AUDIENCE_SHOP, k.a.account_id);
	w->ctx.actor.shop_id = the_shop;
	k.actor = w->ctx.actor;
	k.own = (struct own_password){ k.a.first_password, home, "password" };
	return k;
}

static int
try_shop(struct world *w, const struct clerk *k, const char *digits)
{
	struct sign_in in = { .audience = AUDIENCE_SHOP, .shop_no = "100008",
		.login = k->a.login, .password = k->own.password, .totp = digits, .address = home,
		.device = "other", .sid_hash = fresh_sid(w) };
	struct signed_in s;
	int result = sign_in(&w->ctx, &in, &s);

	w->ctx.actor = k->actor;
	return result;
}

static struct bytes
enrolled(struct world *w, const struct clerk *k)
{
	struct enrol_begun begun;
	struct bytes secret;

	assert_done(&w->ctx, enrol_begin(&w->ctx, &k->own, &begun));
	assert_non_null(strstr(begun.uri, "100008-"));
	assert_non_null(strstr(begun.uri, begun.secret));
	secret = totp_bytes(&w->arena, begun.secret);
	assert_done(&w->ctx, enrol_finish(&w->ctx, totp_digits(w, secret)));
	return secret;
}

static bool
is_on(struct world *w)
{
	bool on;

	assert_done(&w->ctx, enrol_is_on(&w->ctx, &on));
	return on;
}

static const char *
other_digits(struct world *w, struct bytes secret)
{
	for (int number = 0;; number++) {
		const char *digits = arena_text(&w->arena, "%06d", number);
		bool fits = false;

		for (int step = -1; step <= 1; step++)
			fits = fits || strcmp(digits, totp_digits_at(w, secret, step)) == 0;
		if (!fits)
			return digits;
	}
}

static void
it_counts_once_digits_were_typed(void **state)
{
	struct world *w = *state;
	struct clerk k = clerk_here(w);
	struct enrol_begun first, second;
	struct bytes secret;

	assert_refused(&w->ctx, &not_found, enrol_finish(&w->ctx, "123456"));
	assert_done(&w->ctx, enrol_begin(&w->ctx, &k.own, &first));
	assert_done(&w->ctx, try_shop(w, &k, NULL));	/* nothing counts yet */
	assert_done(&w->ctx, enrol_begin(&w->ctx, &k.own, &second));
	assert_string_not_equal(first.secret, second.secret);
	secret = totp_bytes(&w->arena, second.secret);
	assert_refused(&w->ctx, &totp_wrong, enrol_finish(&w->ctx, other_digits(w, secret)));
	assert_refused(&w->ctx, &totp_wrong,
	    enrol_finish(&w->ctx, totp_digits(w, totp_bytes(&w->arena, first.secret))));
	assert_false(is_on(w));
	assert_done(&w->ctx, enrol_finish(&w->ctx, totp_digits(w, secret)));
	assert_true(is_on(w));
	assert_refused(&w->ctx, &totp_on, enrol_begin(&w->ctx, &k.own, &second));
	assert_refused(&w->ctx, &not_found, enrol_finish(&w->ctx, totp_digits_at(w, secret, 1)));
}

static void
signing_in_needs_digits_that_were_never_used(void **state)
{
	struct world *w = *state;
	struct clerk k = clerk_here(w);
	struct bytes secret = enrolled(w, &k);

	assert_refused(&w->ctx, &totp_needed, try_shop(w, &k, NULL));
	assert_refused(&w->ctx, &sign_in_wrong, try_shop(w, &k, other_digits(w, secret)));
	/* Those that switched it on are used up, and so are earlier ones. */
	assert_refused(&w->ctx, &sign_in_wrong, try_shop(w, &k, totp_digits(w, secret)));
	assert_refused(&w->ctx, &sign_in_wrong, try_shop(w, &k, totp_digits_at(w, secret, -1)));
	assert_done(&w->ctx, try_shop(w, &k, totp_digits_at(w, secret, 1)));
	assert_refused(&w->ctx, &sign_in_wrong, try_shop(w, &k, totp_digits_at(w, secret, 1)));
}

static void
a_stolen_session_switches_nothing(void **state)
{
	struct world *w = *state;
	struct clerk k = clerk_here(w);
	struct own_password guess = { "wrong", home, "password" };
	struct enrol_begun begun;
	struct bytes secret;

	assert_refused(&w->ctx, &sign_in_wrong, enrol_begin(&w->ctx, &guess, &begun));
	secret = enrolled(w, &k);
	later(w, 60 * SECOND_MS);
	assert_refused(&w->ctx, &sign_in_wrong,
	    enrol_end(&w->ctx, &guess, totp_digits(w, secret)));
	assert_refused(&w->ctx, &totp_wrong,
	    enrol_end(&w->ctx, &k.own, other_digits(w, secret)));
	assert_true(is_on(w));
	for (int i = 0; i < 3; i++)
		assert_refused(&w->ctx, &sign_in_wrong, enrol_end(&w->ctx, &guess, "000000"));
	assert_refused(&w->ctx, &sign_in_wait,
	    enrol_end(&w->ctx, &k.own, totp_digits(w, secret)));
	assert_true(is_on(w));
}

static void
it_goes_by_password_and_digits(void **state)
{
	struct world *w = *state;
	struct clerk k = clerk_here(w);
	struct bytes secret;

	assert_refused(&w->ctx, &not_found, enrol_end(&w->ctx, &k.own, "123456"));
	secret = enrolled(w, &k);
	later(w, 30 * SECOND_MS);
	assert_done(&w->ctx, enrol_end(&w->ctx, &k.own, totp_digits(w, secret)));
	assert_false(is_on(w));
	assert_done(&w->ctx, try_shop(w, &k, NULL));
	enrolled(w, &k);	/* in the same half minute, with a new secret */
	assert_true(is_on(w));
}

/* Both ends of it throw out who may have come in without. */
static void
other_sessions_end(void **state)
{
	struct world *w = *state;
	struct clerk k = clerk_here(w);
	struct bytes elsewhere = session_of(w, AUDIENCE_SHOP, k.a.account_id), secret;
	struct actor actor;
	bool found, allowed;

	w->ctx.actor = k.actor;
	secret = enrolled(w, &k);
	assert_done(&w->ctx, session_find(&w->ctx, elsewhere, NULL, &actor, &found, &allowed));
	assert_false(found);
	elsewhere = session_of(w, AUDIENCE_SHOP, k.a.account_id);
	w->ctx.actor = k.actor;
	later(w, 30 * SECOND_MS);
	assert_done(&w->ctx, enrol_end(&w->ctx, &k.own, totp_digits(w, secret)));
	assert_done(&w->ctx, session_find(&w->ctx, elsewhere, NULL, &actor, &found, &allowed));
	assert_false(found);
}

/* The owner of the shop, or the city, resets: the office program, by its own grants. */
static void
a_lost_phone_is_mended_by_a_reset(void **state)
{
	struct world *w = *state, office;
	struct clerk k = clerk_here(w);
	const char *secret_text;

	enrolled(w, &k);
	world_begin(&office, db_open(rules_config, "office"));
	assert_done(&office.ctx, account_reset(&office.ctx, k.a.account_id, &k.own.password,
	    &secret_text));
	k.own.password = arena_string(&w->arena, k.own.password);
	db_close(office.ctx.db);
	world_end(&office);
	assert_done(&w->ctx, try_shop(w, &k, NULL));
	assert_false(is_on(w));
}

int
main(void)
{
	people_use_shops(&shops);
	return RULES("people", rule_test(it_counts_once_digits_were_typed),
	    rule_test(signing_in_needs_digits_that_were_never_used),
	    rule_test(a_stolen_session_switches_nothing),
	    rule_test(it_goes_by_password_and_digits), rule_test(other_sessions_end),
	    rule_test(a_lost_phone_is_mended_by_a_reset));
}
