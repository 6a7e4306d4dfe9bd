#include "check_world.h"

#include "ledger/balance.h"
#include "voucher/month.h"

/* What becomes of a finding; and the checks on a made-up month. */

static const struct check_rule twenty = { .yen = 20000 };

/* A finding of one payment of 20,000 yen at the till's shop. */
static struct seen
finding(struct world *w, struct till *t, int64_t *payment_id)
{
	struct check_window window;

	check_open(w, t, 20);
	*payment_id = pay_at(t, t->purse_id, t->shop_id, 20000, to_present());
	window = present(w);
	look_in(w, &window, "single_large", twenty);
	return flag_at(w, "single_large", t->shop_id);
}

STMT(acts_of, "SELECT COUNT(*) AS many FROM flag_act WHERE flag_id = ? AND act = ?");
struct row_count { int64_t many; };
SHAPE(row_count, "How many", FIELD(row_count, many, "Rows"));

static int64_t
acts(struct world *w, int64_t flag_id, const char *act)
{
	struct row_count count;

	as_accountant(w);
	assert_done(&w->ctx, db_one(&w->ctx, &acts_of, &row_count_shape, &count, A(flag_id),
	    A(act)));
	return count.many;
}

static void
found_once_however_often_it_looks(void **state)
{
	struct world *w = *state;
	struct check_rule rule = { .yen = 10000, .percent = 1 };
	struct seen before, after;
	struct till t;

	check_open(w, &t, 20);
	pay_at(&t, t.purse_id, t.shop_id, 10000, 0);
	look(w, "one_person", rule);
	before = flag_at(w, "one_person", t.shop_id);
	look(w, "one_person", rule);
	after = flag_at(w, "one_person", t.shop_id);
	assert_int_equal(after.flag_id, before.flag_id);
	assert_int_equal(after.behind, 1);
	/* Open: the figures follow. */
	pay_at(&t, t.purse_id, t.shop_id, 500, MINUTE_MS);
	look(w, "one_person", rule);
	after = flag_at(w, "one_person", t.shop_id);
	assert_int_equal(after.flag_id, before.flag_id);
	assert_int_equal(after.yen, 10500);
	assert_int_equal(after.behind, 2);
	assert_int_equal(acts(w, after.flag_id, "found"), 1);
	assert_int_equal(acts(w, after.flag_id, "grown"), 0);
}

static void
cleared_rests_until_it_is_twice_as_large(void **state)
{
	struct world *w = *state;
	struct check_rule rule = { .yen = 10000, .percent = 1 };
	struct seen flag;
	struct till t;

	check_open(w, &t, 20);
	pay_at(&t, t.purse_id, t.shop_id, 10000, 0);
	look(w, "one_person", rule);
	flag = flag_at(w, "one_person", t.shop_id);
	as_accountant(w);
	assert_done(&w->ctx, flag_clear(&w->ctx, flag.flag_id, "冷蔵庫を購入"));
	assert_refused(&w->ctx, &flag_decided, flag_clear(&w->ctx, flag.flag_id, "もう一度"));
	pay_at(&t, t.purse_id, t.shop_id, 9999, MINUTE_MS);
	look(w, "one_person", rule);
	flag = flag_at(w, "one_person", t.shop_id);
	assert_string_equal(flag.state, "cleared");
	assert_int_equal(flag.yen, 10000);	/* as it was when it was cleared */
	pay_at(&t, t.purse_id, t.shop_id, 1, MINUTE_MS);
	look(w, "one_person", rule);
	flag = flag_at(w, "one_person", t.shop_id);
	assert_string_equal(flag.state, "open");
	assert_int_equal(flag.yen, 20000);
	assert_int_equal(flag.behind, 3);
	assert_int_equal(acts(w, flag.flag_id, "cleared"), 1);
	assert_int_equal(acts(w, flag.flag_id, "grown"), 1);
	as_accountant(w);
	assert_done(&w->ctx, flag_clear(&w->ctx, flag.flag_id, "確認済み"));
}

static int64_t
balance(struct world *w, enum chart chart, int64_t shop_id, const struct till *t)
{
	struct ledger_place place = { chart, t->counter.round.round_id, shop_id, PART_PAID };
	int64_t paid, premium;

	as_accountant(w);
	assert_done(&w->ctx, balance_at(&w->ctx, &place, w->ctx.now, &paid));
	place.part = PART_PREMIUM;
	assert_done(&w->ctx, balance_at(&w->ctx, &place, w->ctx.now, &premium));
	return paid + premium;
}

static void
payments_are_held_from_a_finding(void **state)
{
	struct world *w = *state;
	int64_t payment_id, other_id;
	struct flag_payment wanted;
	struct flag_hold hold = { .payments = { 1, &wanted }, .reason = "irregular",
		.note = "領収書を確認中" };
	struct till t;

	hold.flag_id = finding(w, &t, &payment_id).flag_id;
	other_id = pay_at(&t, t.purse_id, t.shop_id, 300, to_present());
	as_accountant(w);
	/* Not one of its rows. */
	wanted.payment_id = other_id;
	assert_refused(&w->ctx, &not_found, flag_hold(&w->ctx, &hold));
	assert_string_equal(flag_at(w, "single_large", t.shop_id).state, "open");
	wanted.payment_id = payment_id;
	assert_done(&w->ctx, flag_hold(&w->ctx, &hold));
	assert_int_equal(hold.holds, 1);
	assert_string_equal(flag_at(w, "single_large", t.shop_id).state, "held");
	assert_int_equal(acts(w, hold.flag_id, "held"), 1);
	assert_int_equal(balance(w, CHART_HELD, t.shop_id, &t), -20000);
	assert_int_equal(balance(w, CHART_PAYABLE, t.shop_id, &t), -300);
	assert_refused(&w->ctx, &already_held, flag_hold(&w->ctx, &hold));
	assert_refused(&w->ctx, &flag_decided, flag_clear(&w->ctx, hold.flag_id, "誤り"));
	/* The shop as a whole, on top. */
	hold.payments.count = 0;
	assert_done(&w->ctx, flag_hold(&w->ctx, &hold));
	assert_int_equal(acts(w, hold.flag_id, "held"), 2);
	assert_int_equal(balance(w, CHART_HELD, t.shop_id, &t), -20000);
}

static int
hold_work(struct ctx *c, void *arg)
{
	return hold_make(c, arg);
}

/* Two payments, the second held already: neither is held again, and nothing is decided. */
static void
a_hold_of_several_is_whole_or_not_at_all(void **state)
{
	struct world *w = *state;
	struct flag_payment wanted[2];
	struct flag_hold hold = { .payments = { 2, wanted }, .reason = "inquiry", .note = "照会中" };
	struct check_rule rule = { .yen = 20000, .percent = 1 };
	struct hold one = { .reason = "inquiry", .note = "照会中" };
	struct check_window window;
	struct till t;

	check_open(w, &t, 20);
	wanted[0].payment_id = pay_at(&t, t.purse_id, t.shop_id, 20000, to_present());
	wanted[1].payment_id = one.payment_id =
	    pay_at(&t, t.purse_id, t.shop_id, 700, to_present());
	window = present(w);
	look_in(w, &window, "one_person", rule);
	hold.flag_id = flag_at(w, "one_person", t.shop_id).flag_id;
	as_accountant(w);
	assert_done(&w->ctx, db_transact(&w->ctx, hold_work, &one));
	assert_refused(&w->ctx, &already_held, flag_hold(&w->ctx, &hold));
	assert_int_equal(balance(w, CHART_HELD, t.shop_id, &t), -700);
	assert_string_equal(flag_at(w, "one_person", t.shop_id).state, "open");
	for (int64_t nth = 1; nth <= 12; nth++) {
		hold.payments.count = 1;
		as_accountant(w);
		db_inject(settlement_db, nth, FAULT_LINK_BEFORE);
		if (flag_hold(&w->ctx, &hold) == 0)
			break;
		fail_forget(&w->ctx);
		assert_int_equal(balance(w, CHART_HELD, t.shop_id, &t), -700);
	}
	db_inject(settlement_db, 0, FAULT_NONE);
	assert_int_equal(balance(w, CHART_HELD, t.shop_id, &t), -20700);
	assert_int_equal(acts(w, hold.flag_id, "held"), 1);
}

/* ---- thresholds as data ---- */

static struct check_rule
rule_of(struct world *w, const char *code)
{
	struct list rules;
	const struct check_rule *r;

	as_accountant(w);
	assert_done(&w->ctx, check_rules(&w->ctx, &rules));
	r = rules.items;
	for (size_t i = 0; i < rules.count; i++)
		if (strcmp(r[i].code, code) == 0)
			return r[i];
	fail_test("no rule %s", code);
	return (struct check_rule){ 0 };
}

static void
every_kind_has_a_rule_that_holds(void **state)
{
	struct world *w = *state;

	as_accountant(w);
	for (size_t i = 0; world_checks[i] != NULL; i++)
		for (const struct check_kind *k = world_checks[i]; k->code != NULL; k++) {
			struct check_rule rule = rule_of(w, k->code);

			assert_done(&w->ctx, check_rule_set(&w->ctx, &rule));
		}
}

static void
a_threshold_out_of_place_is_named(void **state)
{
	struct world *w = *state;
	struct check_rule good = rule_of(w, "few_people"), bad = good;
	struct ctx *c = &w->ctx;

	bad.percent = 101;
	bad.yen = 0;
	bad.minutes = 5;	/* the rule has none */
	assert_int_equal(check_rule_set(c, &bad), -1);
	assert_string_equal(c->reason->code, "check_threshold");
	assert_string_equal(c->problems->pointer, "/yen");
	assert_string_equal(c->problems->next->pointer, "/percent");
	assert_string_equal(c->problems->next->next->pointer, "/minutes");
	fail_forget(c);
	assert_int_equal(rule_of(w, "few_people").percent, good.percent);
}

static void
a_rule_that_is_off_finds_nothing(void **state)
{
	struct world *w = *state;
	struct check_rule was = rule_of(w, "single_large"), off = was;
	struct till t;

	as_sales(w);
	check_open(w, &t, 20);
	pay_at(&t, t.purse_id, t.shop_id, was.yen, 0);
	off.is_on = false;
	as_accountant(w);
	assert_done(&w->ctx, check_rule_set(&w->ctx, &off));
	as_program(w, &jobd_db, "jobd");
	assert_done(&w->ctx, check_run(&w->ctx, &january, NULL));
	assert_no_flag(w, "single_large", t.shop_id);
	assert_done(&w->ctx, check_rule_set(&w->ctx, &was));
	as_program(w, &jobd_db, "jobd");
	assert_done(&w->ctx, check_run(&w->ctx, &january, NULL));
	assert_int_equal(flag_at(w, "single_large", t.shop_id).yen, was.yen);
}

/* ---- a month ---- */

static bool
is_planted(const struct month *m, int64_t shop_id)
{
	const struct month_planted *p = m->planted.items;

	for (size_t i = 0; i < m->planted.count; i++)
		if (p[i].shop_id == shop_id)
			return true;
	return false;
}

STMT(flags_of_shop, "SELECT COUNT(*) AS many FROM flag WHERE shop_id = ?");

static void
planted_patterns_are_found_and_honest_shops_are_not(void **state)
{
	struct world *w = *state;
	struct month_order order = { .from_on = "2021-03-01", .payments = 3000, .seed = 11,
		.own_shops = true, .is_planted = true };
	struct check_window march = { "2021-03-01", "2021-03-31", "2021-03-01", 0 };
	const struct month_planted *p;
	int64_t honest = 0, flagged = 0;
	struct month m;

	as_program(w, &owner_db, "migrate");
	assert_done(&w->ctx, month_make(&w->ctx, &order, &m));
	assert_int_equal(m.shops, MONTH_SHOPS_MIN);
	assert_true(m.payments > 3000 && m.voids > 0);
	as_program(w, &jobd_db, "jobd");
	assert_done(&w->ctx, check_run(&w->ctx, &march, NULL));
	p = m.planted.items;
	assert_int_equal(m.planted.count, 14);
	for (size_t i = 0; i < m.planted.count; i++)
		if (flags_at(w, p[i].code, p[i].shop_id).count == 0)
			fail_test("%s is not found", p[i].code);
	for (int64_t i = 0; i < m.shops; i++) {
		struct row_count count;

		if (is_planted(&m, m.shop_ids[i]))
			continue;
		as_accountant(w);
		assert_done(&w->ctx, db_one(&w->ctx, &flags_of_shop, &row_count_shape, &count,
		    A(m.shop_ids[i])));
		honest++;
		flagged += count.many > 0;
	}
	print_message("%lld of %lld honest shops have a finding\n", (long long)flagged,
	    (long long)honest);
	assert_true(flagged * 100 < honest);
}

int
main(void)
{
	return RULES("sales", rule_test(found_once_however_often_it_looks),
	    rule_test(cleared_rests_until_it_is_twice_as_large),
	    rule_test(payments_are_held_from_a_finding),
	    rule_test(a_hold_of_several_is_whole_or_not_at_all),
	    rule_test(every_kind_has_a_rule_that_holds),
	    rule_test(a_threshold_out_of_place_is_named),
	    rule_test(a_rule_that_is_off_finds_nothing),
	    rule_test(planted_patterns_are_found_and_honest_shops_are_not));
}
