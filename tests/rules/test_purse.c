#include "pay_world.h"

#include "ledger/balance.h"
#include "voucher/expiry.h"

/* The purse: parts by cumulative floor, order of expiry, history's sums. */

static void
spent_set_is_exactly_price_and_premium(void **state)
{
	static const int64_t prices[][2] = { { 5000, 6000 }, { 1, 2 }, { 999, 1000 }, { 7, 10 },
		{ 10000, 12500 }, { 1, 1000 }, { 3333, 9999 } };

	(void)state;
	for (size_t i = 0; i < sizeof prices / sizeof *prices; i++) {
		for (int round = 0; round < 200; round++) {
			struct lot lot = { .paid_yen = prices[i][0], .face_yen = prices[i][1] };

			while (lot.spent_yen < lot.face_yen) {
				int64_t yen = 1 + random_below((uint32_t)(lot.face_yen -
				    lot.spent_yen));
				int64_t paid = lot_paid_part(&lot, yen);

				assert_true(paid >= 0 && paid <= yen);
				lot.spent_yen += yen;
				lot.spent_paid_yen += paid;
			}
			assert_int_equal(lot.spent_paid_yen, lot.paid_yen);
		}
	}
}

/* Takes and gives back in any order; whatever happened before, spending the
 * rest ends at the price. */
static void
give_back_in_any_order_keeps_the_sum(void **state)
{
	enum { USES = 40 };

	(void)state;
	for (int round = 0; round < 3000; round++) {
		struct lot lot = { .paid_yen = 1 + random_below(6000) };
		struct { int64_t yen, paid; } use[USES];
		int uses = 0;

		lot.face_yen = lot.paid_yen + 1 + random_below(2000);
		for (int step = 0; step < 120; step++) {
			int64_t left = lot.face_yen - lot.spent_yen;

			if (uses < USES && left > 0 && random_below(5) < 3) {
				use[uses].yen = 1 + random_below((uint32_t)left);
				use[uses].paid = lot_paid_part(&lot, use[uses].yen);
				lot.spent_yen += use[uses].yen;
				lot.spent_paid_yen += use[uses++].paid;
			} else if (uses > 0) {
				int at = (int)random_below((uint32_t)uses);

				lot.spent_yen -= use[at].yen;
				lot.spent_paid_yen -= use[at].paid;
				use[at] = use[--uses];
			}
			assert_true(lot.spent_paid_yen >= 0 && lot.spent_paid_yen <= lot.paid_yen);
			assert_true(lot.spent_yen - lot.spent_paid_yen <=
			    lot.face_yen - lot.paid_yen);
		}
		lot.spent_paid_yen += lot_paid_part(&lot, lot.face_yen - lot.spent_yen);
		assert_int_equal(lot.spent_paid_yen, lot.paid_yen);
	}
}

/* A round that ends a day earlier than the counter's own. */
static struct round
earlier_round(struct world *w, const struct counter *k)
{
	struct ctx *c = &w->ctx;
	struct round r = round_plan(w, k->campaign.campaign_id, 10, 10);

	r.use_to_on = "2020-01-30";
	act_as(w, EDITOR);
	assert_done(c, round_make(c, &r));
	act_as(w, PUBLISHER);
	assert_done(c, round_publish(c, r.round_id));
	act_as(w, CLERK);
	return r;
}

static void
earliest_expiry_is_spent_first(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct counter late, early;
	struct sale_order order;
	struct sold sold;
	struct paying p = { .yen = 7000, .shop_id = 1 };
	const struct purse_use *use;

	counter_open(w, &late, 10, 10);
	early = late;
	early.round = earlier_round(w, &late);
	order = order_of(&late, buyer(w), 1);
	assert_done(c, sale_sell(c, &order, &sold));
	order = order_of(&early, order.person_id, 1);
	assert_done(c, sale_sell(c, &order, &sold));
	p.purse_id = purse_of(w, order.person_id);
	p.ref_id = sold.sale.sale_id;
	assert_done(c, as_owner(w, pay_work, &p));
	assert_int_equal(p.left_yen, 5000);
	assert_int_equal(p.uses.count, 2);
	use = p.uses.items;
	assert_int_equal(use[0].round_id, early.round.round_id);
	assert_int_equal(use[0].paid_yen, 5000);
	assert_int_equal(use[0].premium_yen, 1000);
	assert_int_equal(use[1].round_id, late.round.round_id);
	assert_int_equal(use[1].paid_yen, 833);		/* floor(1000 * 5 / 6) */
	assert_int_equal(use[1].premium_yen, 167);
	assert_book(w, &late, 1);
	assert_book(w, &early, 1);
}

static void
more_than_there_is_takes_nothing(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct counter k;
	struct sale_order order;
	struct sold sold;
	struct paying p = { .yen = 6001, .shop_id = 1 };

	counter_open(w, &k, 10, 10);
	order = order_of(&k, buyer(w), 1);
	assert_done(c, sale_sell(c, &order, &sold));
	p.purse_id = purse_of(w, order.person_id);
	p.ref_id = sold.sale.sale_id;
	assert_int_equal(as_owner(w, pay_work, &p), -1);
	assert_string_equal(c->reason->code, "balance_short");
	assert_int_equal(c->problems->params[0].number, 6000);
	fail_forget(c);
	/* Before and after the days of use there is nothing to take. */
	p.yen = 1;
	c->now = tokyo_midnight("2020-02-01");
	assert_refused(c, &balance_short, as_owner(w, pay_work, &p));
	c->now.ms = tokyo_midnight("2020-01-05").ms - 1;
	assert_refused(c, &balance_short, as_owner(w, pay_work, &p));
	c->now = noon;
	p.yen = 6000;
	assert_done(c, as_owner(w, pay_work, &p));
	assert_int_equal(p.left_yen, 0);
}

/* Many payments and voids by chance, then what is left expires: at each
 * moment the purse, the ledger and the books say the same. */
static void
random_life_of_a_purse_adds_up(void **state)
{
	enum { ACTS = 60 };
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct counter k;
	struct sale_order order;
	struct sold sold;
	struct paying *acts = arena_alloc(c->arena, ACTS * sizeof *acts);
	int64_t left = 18000, lots, yen;
	struct book b;
	int open = 0;

	counter_open(w, &k, 10, 10);
	order = order_of(&k, buyer(w), 3);
	assert_done(c, sale_sell(c, &order, &sold));
	for (int i = 0; i < ACTS; i++) {
		if (left > 0 && (open == 0 || random_below(3) > 0)) {
			struct paying *p = &acts[open++];

			*p = (struct paying){ .purse_id = purse_of(w, order.person_id),
				.yen = 1 + random_below(left > 900 ? 900 : (uint32_t)left),
				.shop_id = 1, .ref_id = sold.sale.sale_id * 1000 + i };
			assert_done(c, as_owner(w, pay_work, p));
			left -= p->yen;
			assert_int_equal(p->left_yen, left);
		} else {
			int at = (int)random_below((uint32_t)open);

			assert_done(c, as_owner(w, give_back_work, &acts[at]));
			left += acts[at].yen;
			acts[at] = acts[--open];
		}
		b = book_of(w, k.round.round_id);
		assert_int_equal(b.difference_yen, 0);
		assert_int_equal(b.purse_paid_yen + b.purse_premium_yen, left);
	}
	c->now.ms = tokyo_midnight("2020-02-01").ms + EXPIRY_GRACE_MS - 1;
	assert_done(c, expiry_run(c, &lots, &yen));
	assert_int_equal(book_of(w, k.round.round_id).expired_paid_yen, 0);
	c->now.ms++;
	assert_done(c, expiry_run(c, &lots, &yen));
	b = book_of(w, k.round.round_id);
	assert_int_equal(b.difference_yen, 0);
	assert_int_equal(b.purse_paid_yen + b.purse_premium_yen, 0);
	assert_int_equal(b.expired_paid_yen + b.expired_premium_yen, left);
	assert_int_equal(b.used_paid_yen + b.expired_paid_yen, 15000);
	assert_int_equal(b.used_premium_yen + b.expired_premium_yen, 3000);
	/* Again: nothing moves twice; and nothing comes back to a closed lot. */
	assert_done(c, expiry_run(c, &lots, &yen));
	assert_int_equal(book_of(w, k.round.round_id).expired_paid_yen, b.expired_paid_yen);
	if (open > 0)
		assert_refused(c, &lot_closed, as_owner(w, give_back_work, &acts[0]));
}

/* The balance of a past moment is the sum of entries up to it. */
static void
past_balances_can_be_read(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct counter k;
	struct sale_order order;
	struct sold sold;
	struct ledger_place at = { CHART_PURSE, 0, 0, PART_PAID };
	struct paying p = { .yen = 600, .shop_id = 1 };
	int64_t yen;

	counter_open(w, &k, 10, 10);
	order = order_of(&k, buyer(w), 1);
	assert_done(c, sale_sell(c, &order, &sold));
	p.purse_id = at.owner_id = purse_of(w, order.person_id);
	at.round_id = k.round.round_id;
	p.ref_id = sold.sale.sale_id;
	c->now.ms = noon.ms + DAY_MS;
	assert_done(c, as_owner(w, pay_work, &p));
	assert_done(c, balance_at(c, &at, (struct instant){ noon.ms - 1 }, &yen));
	assert_int_equal(yen, 0);
	assert_done(c, balance_at(c, &at, noon, &yen));
	assert_int_equal(yen, -5000);
	assert_done(c, balance_at(c, &at, c->now, &yen));
	assert_int_equal(yen, -4500);
	assert_done(c, balance_of_round(c, &at, c->now, &yen));
	assert_int_equal(yen, -4500);
}

int
main(void)
{
	return RULES("sales", rule_test(spent_set_is_exactly_price_and_premium),
	    rule_test(give_back_in_any_order_keeps_the_sum),
	    rule_test(earliest_expiry_is_spent_first),
	    rule_test(more_than_there_is_takes_nothing),
	    rule_test(random_life_of_a_purse_adds_up), rule_test(past_balances_can_be_read));
}
