#include "pay_world.h"

#include "voucher/luhn.h"

/* Selling at the counter: what a buyer gets, caps, refusals, taking back. */

static void
sells_two_sets(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct counter k;
	struct sale_order order;
	struct sold sold;
	int64_t person_id;
	const char *code;

	counter_open(w, &k, 100, 10);
	person_id = buyer(w);
	order = order_of(&k, person_id, 2);
	order.received_yen = 20000;
	assert_done(c, sale_sell(c, &order, &sold));
	assert_int_equal(sold.sale.paid_yen, 10000);
	assert_int_equal(sold.sale.face_yen, 12000);
	assert_int_equal(sold.change_yen, 10000);
	assert_string_equal(sold.use_to_on, "2020-01-31");
	assert_true(format_receipt_no.matches(sold.sale.receipt_no));
	assert_memory_equal(sold.sale.receipt_no, "20200110-", 9);
	assert_non_null(sold.claim_code);
	assert_done(c, sale_read(c, sold.sale.sale_id, &sold.sale));
	assert_done(c, sale_claim_code(c, &sold.sale, &code));
	assert_string_equal(code, sold.claim_code);
	assert_book(w, &k, 2);
}

static void
eleventh_set_is_refused(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct counter k;
	struct sale_order order;
	struct sold sold;
	struct allowance allowance;
	int64_t person_id;

	counter_open(w, &k, 100, 10);
	person_id = buyer(w);
	for (int i = 0; i < 2; i++) {
		order = order_of(&k, person_id, 5);
		assert_done(c, sale_sell(c, &order, &sold));
	}
	order = order_of(&k, person_id, 1);
	assert_int_equal(sale_sell(c, &order, &sold), -1);
	assert_string_equal(c->reason->code, "cap_round");
	assert_string_equal(c->problems->pointer, "/sets");
	assert_int_equal(c->problems->params[0].number, 0);
	fail_forget(c);
	assert_done(c, sale_allowance(c, person_id, k.round.round_id, &allowance));
	assert_int_equal(allowance.may_buy_sets, 0);
	assert_int_equal(allowance.stock_left_sets, 90);
	assert_book(w, &k, 10);
}

/* Two rounds of ten, a campaign of twelve: the third set of round two is one
 * too many. */
static void
campaign_cap_counts_all_rounds(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct counter k;
	struct round first, second;
	struct sale_order order;
	struct sold sold;
	int64_t person_id;

	counter_open(w, &k, 100, 12);
	first = k.round;
	second = round_plan(w, k.campaign.campaign_id, 100, 10);
	act_as(w, EDITOR);
	assert_done(c, round_make(c, &second));
	act_as(w, PUBLISHER);
	assert_done(c, round_publish(c, second.round_id));
	act_as(w, CLERK);
	person_id = buyer(w);
	order = order_of(&k, person_id, 10);
	assert_done(c, sale_sell(c, &order, &sold));
	k.round = second;
	order = order_of(&k, person_id, 3);
	assert_refused(c, &cap_campaign, sale_sell(c, &order, &sold));
	order = order_of(&k, person_id, 2);
	assert_done(c, sale_sell(c, &order, &sold));
	assert_book(w, &k, 2);
	k.round = first;
	assert_book(w, &k, 10);
}

static void
refuses_what_is_not_on_sale(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct counter k;
	struct sale_order order;
	struct sold sold;

	counter_open(w, &k, 3, 3);
	order = order_of(&k, buyer(w), 1);
	order.is_resident_checked = false;
	assert_refused(c, &residency_unchecked, sale_sell(c, &order, &sold));
	order.is_resident_checked = true;
	order.received_yen = 4999;
	assert_refused(c, &cash_short, sale_sell(c, &order, &sold));
	order.received_yen = 5000;
	c->now.ms = noon.ms + 11 * (int64_t)DAY_MS;		/* 21 January */
	assert_refused(c, &not_on_sale, sale_sell(c, &order, &sold));
	c->now.ms = noon.ms - 10 * (int64_t)DAY_MS;		/* 31 December */
	assert_refused(c, &not_on_sale, sale_sell(c, &order, &sold));
	c->now = noon;
	order.sets = 4, order.received_yen = 20000;
	assert_refused(c, &cap_round, sale_sell(c, &order, &sold));
	assert_book(w, &k, 0);
}

/* 20 January 23:59:59 in Tokyo still sells, the next second does not. */
static void
last_day_ends_at_midnight_in_tokyo(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct counter k;
	struct sale_order order;
	struct sold sold;

	counter_open(w, &k, 10, 10);
	order = order_of(&k, buyer(w), 1);
	c->now.ms = tokyo_midnight("2020-01-21").ms - 1;
	assert_done(c, sale_sell(c, &order, &sold));
	c->now.ms++;
	assert_refused(c, &not_on_sale, sale_sell(c, &order, &sold));
}

static void
stock_short_says_what_is_left(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct counter k;
	struct sale_order order;
	struct sold sold;

	counter_open(w, &k, 70, 70);		/* one or two in each stripe */
	order = order_of(&k, buyer(w), 67);	/* gathered from all of them */
	assert_done(c, sale_sell(c, &order, &sold));
	order = order_of(&k, buyer(w), 4);
	assert_int_equal(sale_sell(c, &order, &sold), -1);
	assert_string_equal(c->reason->code, "stock_short");
	assert_int_equal(c->problems->params[0].number, 3);
	fail_forget(c);
	order = order_of(&k, buyer(w), 3);
	assert_done(c, sale_sell(c, &order, &sold));
	order = order_of(&k, buyer(w), 1);
	assert_refused(c, &stock_short, sale_sell(c, &order, &sold));
	assert_book(w, &k, 70);
}

static void
takes_back_by_another_person(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct counter k;
	struct sale_order order;
	struct sold sold;
	struct sale sale;
	struct allowance allowance;
	int64_t person_id;

	counter_open(w, &k, 10, 10);
	person_id = buyer(w);
	order = order_of(&k, person_id, 4);
	assert_done(c, sale_sell(c, &order, &sold));
	assert_int_equal(sale_take_back(c, sold.sale.sale_id, "wrong count", &sale), -1);
	assert_string_equal(c->reason->code, "same_person");
	fail_forget(c);
	act_as(w, CHIEF);
	assert_done(c, sale_take_back(c, sold.sale.sale_id, "wrong count", &sale));
	assert_int_equal(sale.paid_yen, 20000);
	assert_refused(c, &sale_void, sale_take_back(c, sold.sale.sale_id, "again", &sale));
	assert_book(w, &k, 0);
	assert_done(c, sale_allowance(c, person_id, k.round.round_id, &allowance));
	assert_int_equal(allowance.may_buy_sets, 10);
}

static void
used_set_is_not_taken_back(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct counter k;
	struct sale_order order;
	struct sold sold;
	struct sale sale;
	struct paying p = { .yen = 1, .shop_id = 1 };

	counter_open(w, &k, 10, 10);
	order = order_of(&k, buyer(w), 1);
	assert_done(c, sale_sell(c, &order, &sold));
	p.purse_id = purse_of(w, order.person_id);
	p.ref_id = sold.sale.sale_id;
	assert_done(c, as_owner(w, pay_work, &p));
	act_as(w, CHIEF);
	assert_int_equal(sale_take_back(c, sold.sale.sale_id, "changed mind", &sale), -1);
	assert_string_equal(c->reason->code, "sale_spent");
	assert_int_equal(c->problems->params[0].number, 1);
	fail_forget(c);
	assert_book(w, &k, 1);
	/* The shop takes its payment back: unspent again, and it may go. */
	assert_done(c, as_owner(w, give_back_work, &p));
	assert_done(c, sale_take_back(c, sold.sale.sale_id, "changed mind", &sale));
	assert_book(w, &k, 0);
}

static void
next_day_is_too_late(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct counter k;
	struct sale_order order;
	struct sold sold;
	struct sale sale;

	counter_open(w, &k, 10, 10);
	order = order_of(&k, buyer(w), 1);
	assert_done(c, sale_sell(c, &order, &sold));
	act_as(w, CHIEF);
	c->now = tokyo_midnight("2020-01-11");
	assert_refused(c, &sale_not_today,
	    sale_take_back(c, sold.sale.sale_id, "too late", &sale));
	c->now.ms--;
	assert_done(c, sale_take_back(c, sold.sale.sale_id, "in time", &sale));
}

static void
day_book_adds_up(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct counter k;
	struct sale_order order;
	struct sold sold;
	struct sale sale;
	struct day_book before, after;

	counter_open(w, &k, 10, 10);
	assert_done(c, day_book_read(c, "2020-01-10", &before));
	order = order_of(&k, buyer(w), 3);
	assert_done(c, sale_sell(c, &order, &sold));
	order = order_of(&k, buyer(w), 2);
	assert_done(c, sale_sell(c, &order, &sold));
	act_as(w, CHIEF);
	assert_done(c, sale_take_back(c, sold.sale.sale_id, "mistake", &sale));
	assert_done(c, day_book_read(c, "2020-01-10", &after));
	assert_int_equal(after.sales - before.sales, 1);
	assert_int_equal(after.sets - before.sets, 3);
	assert_int_equal(after.cash_in_yen - before.cash_in_yen, 25000);
	assert_int_equal(after.voids - before.voids, 1);
	assert_int_equal(after.cash_out_yen - before.cash_out_yen, 10000);
	assert_int_equal(after.cash_yen - before.cash_yen, 15000);
	assert_int_equal(after.premium_yen - before.premium_yen, 3000);
}

static void
check_digit_finds_one_wrong_digit(void **state)
{
	char number[] = "202611211234562";

	(void)state;
	assert_true(luhn_holds(number));
	for (size_t at = 0; number[at] != '\0'; at++) {
		char right = number[at];

		for (char wrong = '0'; wrong <= '9'; wrong++) {
			number[at] = wrong;
			assert_int_equal(luhn_holds(number), wrong == right);
		}
		number[at] = right;
	}
	assert_false(luhn_holds(""));
	assert_false(luhn_holds("12a"));
}

int
main(void)
{
	return RULES("sales", rule_test(sells_two_sets), rule_test(eleventh_set_is_refused),
	    rule_test(campaign_cap_counts_all_rounds), rule_test(refuses_what_is_not_on_sale),
	    rule_test(last_day_ends_at_midnight_in_tokyo),
	    rule_test(stock_short_says_what_is_left), rule_test(takes_back_by_another_person),
	    rule_test(used_set_is_not_taken_back), rule_test(next_day_is_too_late),
	    rule_test(day_book_adds_up), rule_test(check_digit_finds_one_wrong_digit));
}
