/* Goal: a yen that is not where it should be is found, named, and stops what leaves the
 * bank account; residents pay on.  What is spoilt here is rolled back: no other test sees it. */
#include "fund_world.h"

STMT(spoil_owed, "UPDATE entry SET yen = yen - 1 WHERE chart = 4 AND owner_id = ? AND part = 1");
STMT(spoil_parts, "UPDATE entry SET yen = yen - 1 WHERE chart = 4 AND owner_id = ?");
STMT(spoil_both, "UPDATE entry SET yen = yen + IF(yen < 0, -1, 1) WHERE part = 1 AND posting_id IN"
    " (SELECT posting_id FROM posting WHERE kind = 'payment' AND ref_id = ?)");
STMT(spoil_uses, "UPDATE payment_use SET paid_yen = paid_yen + 1 WHERE payment_id = ?");
STMT(spoil_movement, "UPDATE fund_movement SET yen = yen + 1 WHERE fund_movement_id = ?");
struct mails { int64_t count; };
SHAPE(mails, "Mails about differences", FIELD(mails, count, "t"));
STMT(drift_mails, "SELECT COUNT(*) AS count FROM outbox WHERE kind = 'drift'");
static const struct reason undo = { 409, "undo" };

struct spoiling {
	struct till *till;
	const struct stmt *how;
	int64_t id;
	struct list differences;
	int64_t opened, again, gone;
	struct mails before, told, told_again;
};

static int
prove_and_record(struct ctx *c, struct spoiling *s)
{
	struct payment p = payment_of(s->till, 1);
	struct list none = { 0 }, open;

	if (db_one(c, &drift_mails, &mails_shape, &s->before) != 0 ||
	    db_run(c, s->how, A(s->id)) != 0 || books_prove(c, NULL, &s->differences) != 0 ||
	    drift_record(c, &s->differences, &s->opened) != 0 ||
	    db_one(c, &drift_mails, &mails_shape, &s->told) != 0)
		return -1;
	assert_refused(c, &books_differ, drift_refuse(c));
	/* Residents never ask. */
	c->now = noon;
	c->actor = (struct actor){ .audience = AUDIENCE_SHOP, .account_id = SHOP_CLERK,
		.shop_id = s->till->shop_id };
	assert_done(c, payment_make(c, &p));
	if (drift_record(c, &s->differences, &s->again) != 0 || drift_list(c, &open) != 0 ||
	    db_one(c, &drift_mails, &mails_shape, &s->told_again) != 0)
		return -1;
	assert_true((int64_t)open.count >= s->opened);
	return drift_record(c, &none, &s->gone) != 0 ? -1 : drift_refuse(c);
}

static int
spoil(struct ctx *c, void *arg)
{
	return prove_and_record(c, arg) != 0 ? -1 : fail(c, &undo, NULL);
}

static const struct difference *
found(const struct spoiling *s, const char *what, int64_t object_id)
{
	const struct difference *d = s->differences.items;

	for (size_t i = 0; i < s->differences.count; i++)
		if (strcmp(d[i].what, what) == 0 && d[i].object_id == object_id)
			return &d[i];
	fail_test("the proof did not find %s", what);
	return NULL;
}

static int64_t told = 2;

static struct spoiling
spoilt(struct till *t, const struct stmt *how, int64_t id)
{
	struct spoiling s = { .till = t, .how = how, .id = id };

	assert_refused(&t->world->ctx, &undo, as_owner(t->world, spoil, &s));
	assert_true(s.opened > 0 && s.opened <= (int64_t)s.differences.count);
	assert_int_equal(s.again, 0);
	/* One mail to each of the two addresses, however many differences; none later. */
	assert_int_equal(s.told.count - s.before.count, told);
	assert_int_equal(s.told_again.count, s.told.count);
	assert_int_equal(s.gone, 0);
	return s;
}

static void
a_yen_too_much_is_found_and_stops_payouts(void **state)
{
	struct world *w = *state;
	struct till t;
	struct payment p;
	struct spoiling s;

	till_open(w, &t, 3);
	p = payment_of(&t, 600);
	assert_done(&w->ctx, pay(&t, &p));
	/* One side: the posting, the round and the shop disagree. */
	s = spoilt(&t, &spoil_owed, t.shop_id);
	assert_int_equal(found(&s, "shop_paid", t.shop_id)->found, 501);
	assert_int_equal(found(&s, "shop_paid", t.shop_id)->expected, 500);
	found(&s, "round_paid", t.counter.round.round_id);
	/* Both parts of one posting are one row. */
	s = spoilt(&t, &spoil_parts, t.shop_id);
	assert_int_equal(s.opened, (int64_t)s.differences.count - 1);
	/* Both sides: the posting is even; purse and shop tell. */
	s = spoilt(&t, &spoil_both, p.payment_id);
	found(&s, "purse_paid", t.purse_id);
	found(&s, "shop_paid", t.shop_id);
	/* The payment itself. */
	s = spoilt(&t, &spoil_uses, p.payment_id);
	assert_int_equal(found(&s, "shop_paid", t.shop_id)->expected, 501);
}

static void
a_changed_movement_is_found(void **state)
{
	struct world *w = *state;
	struct till t;
	struct fund_movement m;
	struct spoiling s;

	till_open(w, &t, 3);
	m = movement_of(&t, "cash_in", 5000);
	as_settlement(w, ASKER);
	assert_done(&w->ctx, fund_ask(&w->ctx, &m));
	as_settlement(w, POSTER);
	assert_done(&w->ctx, fund_post(&w->ctx, m.fund_movement_id));
	s = spoilt(&t, &spoil_movement, m.fund_movement_id);
	assert_int_equal(found(&s, "fund_posting", m.fund_movement_id)->expected, 5001);
}

static void
an_address_no_mail_can_go_to_keeps_nothing_from_being_recorded(void **state)
{
	struct world *w = *state;
	static struct config config;
	struct payment p;
	struct till t;

	config = *w->ctx.config;
	config.alarm_mail = "  no-address a@@b  kaikei@example.jp ";
	till_open(w, &t, 3);
	p = payment_of(&t, 600);
	assert_done(&w->ctx, pay(&t, &p));
	w->ctx.config = &config;
	told = 1;
	spoilt(&t, &spoil_parts, t.shop_id);
	config.alarm_mail = "";
	told = 0;
	spoilt(&t, &spoil_parts, t.shop_id);
}

int
main(void)
{
	return RULES("sales", rule_test(a_yen_too_much_is_found_and_stops_payouts),
	    rule_test(a_changed_movement_is_found),
	    rule_test(an_address_no_mail_can_go_to_keeps_nothing_from_being_recorded));
}
