#include "till_acts.h"

/* Payments: what they take and from where, and how a shop takes one back. */

static void
pays_one_yen_and_the_whole_balance(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct till t;
	struct payment p;

	till_open(w, &t, 2);
	p = payment_of(&t, 1);
	assert_done(c, pay(&t, &p));
	assert_true(p.payment_id > 0);
	assert_int_equal(strspn(p.digits, "0123456789"), 2);
	assert_int_equal(p.left_yen, 11999);
	assert_till(&t, 1, 11999);
	p = payment_of(&t, 11999);
	assert_done(c, pay(&t, &p));
	assert_int_equal(p.left_yen, 0);
	assert_till(&t, 12000, 0);
	p = payment_of(&t, 1);
	assert_refused(c, &balance_short, pay(&t, &p));
	assert_till(&t, 12000, 0);
}

static void
one_yen_too_many_takes_nothing(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct till t;
	struct payment p;

	till_open(w, &t, 1);
	p = payment_of(&t, 6001);
	assert_int_equal(pay(&t, &p), -1);
	assert_string_equal(c->reason->code, "balance_short");
	assert_string_equal(c->problems->pointer, "/amount_yen");
	assert_int_equal(c->problems->params[0].number, 6000);
	fail_forget(c);
	assert_till(&t, 0, 6000);
}

/* One payment over three rounds, sold in the order in which they do not expire. */
static void
spends_what_expires_first(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct till t;
	struct counter early, middle;
	struct payment p;
	const struct purse_use *use;

	till_open(w, &t, 1);			/* until 31 January */
	as_sales(w);
	early = round_until(&t, "2020-01-25");
	middle = round_until(&t, "2020-01-30");
	buy(&t, &middle, 1);
	buy(&t, &early, 1);
	as_till(w, t.shop_id);
	p = payment_of(&t, 12600);
	assert_done(c, pay(&t, &p));
	assert_int_equal(p.left_yen, 5400);
	assert_int_equal(p.uses.count, 3);
	use = p.uses.items;
	assert_int_equal(use[0].round_id, early.round.round_id);
	assert_int_equal(use[0].paid_yen, 5000);
	assert_int_equal(use[0].premium_yen, 1000);
	assert_int_equal(use[1].round_id, middle.round.round_id);
	assert_int_equal(use[1].paid_yen + use[1].premium_yen, 6000);
	assert_int_equal(use[2].round_id, t.counter.round.round_id);
	assert_int_equal(use[2].paid_yen, 500);
	assert_int_equal(use[2].premium_yen, 100);
	assert_till(&t, 600, 5400);
	/* All of it goes back to where it came from. */
	assert_done(c, take_back(&t, p.payment_id));
	assert_till(&t, 0, 6000);
	p = payment_of(&t, 6001);
	assert_done(c, pay(&t, &p));
	use = p.uses.items;
	assert_int_equal(use[0].round_id, early.round.round_id);
	assert_int_equal(use[1].round_id, middle.round.round_id);
	assert_int_equal(use[1].paid_yen + use[1].premium_yen, 1);
}

/* 7 yen never divide into five sixths: each payment takes what the floor of
 * the sum so far asks for, and at the end the parts are price and premium. */
static void
parts_add_up_over_many_payments(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct till t;
	int64_t spent = 0, paid = 0;
	struct book b;

	till_open(w, &t, 1);
	while (spent < 6000) {
		struct payment p = payment_of(&t, 6000 - spent < 77 ? 6000 - spent : 77);
		const struct purse_use *use;

		assert_done(c, pay(&t, &p));
		use = p.uses.items;
		spent += p.amount_yen;
		assert_int_equal(p.left_yen, 6000 - spent);
		assert_int_equal(use->paid_yen, spent * 5000 / 6000 - paid);
		assert_int_equal(use->paid_yen + use->premium_yen, p.amount_yen);
		paid += use->paid_yen;
	}
	b = book_now(&t);
	assert_int_equal(b.used_paid_yen, 5000);
	assert_int_equal(b.used_premium_yen, 1000);
	assert_till(&t, 6000, 0);
}

static void
void_on_its_day_by_its_shop_once(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct till t;
	struct payment p;
	struct payment_state seen;

	till_open(w, &t, 1);
	p = payment_of(&t, 1234);
	assert_done(c, pay(&t, &p));
	as_till(w, t.other_shop_id);
	assert_refused(c, &not_found, take_back(&t, p.payment_id));
	as_till(w, t.shop_id);
	assert_till(&t, 1234, 4766);
	assert_done(c, payment_read(c, p.payment_id, &seen));
	assert_string_equal(seen.state, "paid");
	/* The last millisecond of the day in Tokyo still counts. */
	c->now.ms = tokyo_midnight("2020-01-11").ms - 1;
	assert_done(c, take_back(&t, p.payment_id));
	assert_till(&t, 0, 6000);
	assert_refused(c, &payment_void, take_back(&t, p.payment_id));
	assert_done(c, payment_read(c, p.payment_id, &seen));
	assert_string_equal(seen.state, "void");
	assert_int_equal(seen.amount_yen, 1234);
	assert_refused(c, &not_found, take_back(&t, INT64_MAX));
	assert_till(&t, 0, 6000);
	/* What came back can be spent again, to the last yen. */
	p = payment_of(&t, 6000);
	assert_done(c, pay(&t, &p));
	assert_till(&t, 6000, 0);
}

static void
no_void_on_the_next_day(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct till t;
	struct payment p;

	till_open(w, &t, 1);
	p = payment_of(&t, 1234);
	assert_done(c, pay(&t, &p));
	c->now = tokyo_midnight("2020-01-11");
	assert_refused(c, &payment_not_today, take_back(&t, p.payment_id));
	assert_till(&t, 1234, 4766);
	/* Paid a moment before midnight, taken back a moment after: too late as well. */
	c->now.ms = tokyo_midnight("2020-01-12").ms - 1;
	p = payment_of(&t, 6);
	assert_done(c, pay(&t, &p));
	c->now.ms += 2;
	assert_refused(c, &payment_not_today, take_back(&t, p.payment_id));
	assert_till(&t, 1240, 4760);
}

static void
no_payment_outside_the_days_of_use(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct till t;
	struct payment p;

	till_open(w, &t, 1);
	p = payment_of(&t, 1);
	c->now = tokyo_midnight("2020-02-01");
	assert_refused(c, &balance_short, pay(&t, &p));
	c->now.ms--;
	assert_done(c, pay(&t, &p));
	c->now.ms = tokyo_midnight("2020-01-05").ms - 1;
	assert_refused(c, &balance_short, pay(&t, &p));
	c->now.ms++;
	assert_done(c, pay(&t, &p));
	assert_till(&t, 2, 5998);
}

/* Payments and voids by chance; after each the books say what we counted. */
static void
a_random_day_adds_up(void **state)
{
	enum { ACTS = 50 };
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct till t;
	struct payment paid[ACTS];
	int64_t left = 18000;
	int count = 0;

	till_open(w, &t, 3);
	for (int i = 0; i < ACTS; i++) {
		if (count == 0 || (left > 0 && random_below(3) > 0)) {
			paid[count] = payment_of(&t,
			    1 + random_below(left > 900 ? 900 : (uint32_t)left));
			assert_done(c, pay(&t, &paid[count]));
			left -= paid[count++].amount_yen;
		} else {
			int at = (int)random_below((uint32_t)count);

			assert_done(c, take_back(&t, paid[at].payment_id));
			left += paid[at].amount_yen;
			paid[at] = paid[--count];
		}
		assert_int_equal(used_yen(&t), 18000 - left);
	}
	assert_till(&t, 18000 - left, left);
}

int
main(void)
{
	return RULES("sales", rule_test(pays_one_yen_and_the_whole_balance),
	    rule_test(one_yen_too_many_takes_nothing), rule_test(spends_what_expires_first),
	    rule_test(parts_add_up_over_many_payments),
	    rule_test(void_on_its_day_by_its_shop_once), rule_test(no_void_on_the_next_day),
	    rule_test(no_payment_outside_the_days_of_use), rule_test(a_random_day_adds_up));
}
