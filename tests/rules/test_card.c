#include "pay_world.h"

#include "voucher/card.h"

/* Cards: issuing, opening with a PIN, five tries, limits, an end. */
static struct db *till_db;	/* the till's account: it may count, not issue */

static void
as_till(struct world *w)
{
	if (till_db == NULL)
		till_db = db_open(rules_config, "till");
	w->ctx.db = till_db;
}

static void
as_sales(struct world *w)
{
	w->ctx.db = rules_db;
}

static struct card
issued(struct world *w, const char *pin)
{
	struct card card;
	struct card_issue order = { .pin = pin, .use_limit_yen = 3000, .day_limit_yen = 5000 };

	act_as(w, CLERK);
	order.person_id = buyer(w);
	assert_done(&w->ctx, card_issue(&w->ctx, &order, &card));
	return card;
}

static void
opens_with_its_pin(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct card card = issued(w, "4711"), other;
	struct card_opening opening;
	struct card_issue again = { card.person_id, "1234", 1, 1 };

	assert_true(format_card_no.matches(card.card_no));
	assert_int_equal(card.purse_id, purse_of(w, card.person_id));
	assert_refused(c, &has_card, card_issue(c, &again, &other));
	as_till(w);
	assert_done(c, card_open(c, card.card_no, "4711", &opening));
	assert_int_equal(opening.purse_id, card.purse_id);
	assert_int_equal(opening.use_limit_yen, 3000);
	assert_int_equal(opening.left_today_yen, 5000);
	/* As a reader and as people type it. */
	assert_done(c, card_open(c, arena_text(c->arena, "M1%s", card.card_no), "4711",
	    &opening));
	assert_done(c, card_open(c, arena_text(c->arena, "%.4s %.4s-%s", card.card_no,
	    card.card_no + 4, card.card_no + 8), "4711", &opening));
	assert_refused(c, &card_unknown, card_open(c, "9000000000000001", "4711", &opening));
	as_sales(w);
}

static void
five_tries_then_it_stops(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct card card = issued(w, "4711");
	struct card_opening opening;

	as_till(w);
	for (int64_t left = CARD_TRIES - 1; left >= 0; left--) {
		assert_int_equal(card_open(c, card.card_no, "0000", &opening), -1);
		assert_string_equal(c->reason->code, "card_wrong");
		assert_int_equal(c->problems->params[0].number, left);
		fail_forget(c);
	}
	/* The right PIN comes too late. */
	assert_refused(c, &card_blocked, card_open(c, card.card_no, "4711", &opening));
	as_sales(w);
	assert_done(c, card_set_pin(c, card.card_id, "0815"));
	as_till(w);
	assert_refused(c, &card_wrong, card_open(c, card.card_no, "4711", &opening));
	assert_done(c, card_open(c, card.card_no, "0815", &opening));
	as_sales(w);
	assert_done(c, card_read(c, card.card_id, &card));
	assert_int_equal(card.tries_left, CARD_TRIES);	/* the right one made them fresh */
}

struct spending { int64_t card_id, yen; };

static int
spend_work(struct ctx *c, void *arg)
{
	const struct spending *s = arg;

	return card_spend(c, s->card_id, s->yen);
}

static int
spend_back_work(struct ctx *c, void *arg)
{
	const struct spending *s = arg;

	return card_spend_back(c, s->card_id, s->yen);
}

static void
limits_of_a_use_and_of_a_day(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct card card = issued(w, "4711");
	struct spending s = { card.card_id, 3001 };
	struct card_opening opening;

	as_till(w);
	c->now = noon;
	assert_refused(c, &card_limit, db_transact(c, spend_work, &s));
	s.yen = 3000;
	assert_done(c, db_transact(c, spend_work, &s));
	s.yen = 2001;
	assert_int_equal(db_transact(c, spend_work, &s), -1);
	assert_string_equal(c->reason->code, "card_limit");
	assert_int_equal(c->problems->params[0].number, 2000);
	fail_forget(c);
	s.yen = 2000;
	assert_done(c, db_transact(c, spend_work, &s));
	assert_done(c, card_open(c, card.card_no, "4711", &opening));
	assert_int_equal(opening.left_today_yen, 0);
	assert_done(c, db_transact(c, spend_back_work, &s));
	assert_done(c, card_open(c, card.card_no, "4711", &opening));
	assert_int_equal(opening.left_today_yen, 2000);
	/* A new day in Tokyo begins anew; yesterday's void does not touch it. */
	c->now.ms += DAY_MS;
	s.yen = 3000;
	assert_done(c, db_transact(c, spend_work, &s));
	assert_done(c, card_open(c, card.card_no, "4711", &opening));
	assert_int_equal(opening.left_today_yen, 2000);
	as_sales(w);
	assert_refused(c, &card_limits, card_set_limits(c, card.card_id, 5000, 4999));
	assert_done(c, card_set_limits(c, card.card_id, 5000, 9000));
	as_till(w);
	s.yen = 5000;
	assert_done(c, db_transact(c, spend_work, &s));
	as_sales(w);
}

static void
blocked_and_replaced_cards_are_dead(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct card old = issued(w, "4711"), fresh, third;
	struct card_opening opening;
	struct spending s = { old.card_id, 1 };

	assert_done(c, card_replace(c, old.card_id, "123456", "worn", &fresh));
	assert_int_equal(fresh.purse_id, old.purse_id);
	assert_int_equal(fresh.use_limit_yen, 3000);
	as_till(w);
	assert_refused(c, &card_blocked, card_open(c, old.card_no, "4711", &opening));
	assert_refused(c, &card_blocked, db_transact(c, spend_work, &s));
	assert_done(c, card_open(c, fresh.card_no, "123456", &opening));
	as_sales(w);
	assert_refused(c, &card_ended, card_replace(c, old.card_id, "1111", "again", &third));
	assert_refused(c, &card_ended, card_block(c, old.card_id, "again"));
	assert_done(c, card_block(c, fresh.card_id, "lost"));
	as_till(w);
	assert_refused(c, &card_blocked, card_open(c, fresh.card_no, "123456", &opening));
	as_sales(w);
	assert_refused(c, &card_ended, card_set_pin(c, fresh.card_id, "1111"));
	/* Lost, then a new one in its place. */
	assert_done(c, card_replace(c, fresh.card_id, "2222", "lost", &third));
	assert_string_equal(third.state, "active");
}

/* A try is counted even when the link is lost before the PIN is compared. */
static void
a_lost_link_gives_no_free_try(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct card card = issued(w, "4711");
	struct card_opening opening;

	as_till(w);
	for (int64_t nth = 1; nth <= 4; nth++) {
		db_inject(c->db, nth, FAULT_LINK_AFTER);
		(void)card_open(c, card.card_no, "0000", &opening);
		db_inject(c->db, 0, FAULT_NONE);
		fail_forget(c);
	}
	as_sales(w);
	assert_done(c, card_read(c, card.card_id, &card));
	assert_true(card.tries_left <= CARD_TRIES - 3);
}

int
main(void)
{
	return RULES("sales", rule_test(opens_with_its_pin), rule_test(five_tries_then_it_stops),
	    rule_test(limits_of_a_use_and_of_a_day),
	    rule_test(blocked_and_replaced_cards_are_dead),
	    rule_test(a_lost_link_gives_no_free_try));
}
