#include "check_people.h"

/* Checks before shops are paid: each rule just below and just above its threshold. */

static void
one_person_much_at_one_shop(void **state)
{
	struct world *w = *state;
	struct check_rule rule = { .yen = 10000, .percent = 80 };
	struct till t;
	struct seen flag;

	check_open(w, &t, 5);
	pay_at(&t, t.purse_id, t.shop_id, 9999, 0);
	look(w, "one_person", rule);
	assert_no_flag(w, "one_person", t.shop_id);
	/* 10,000 of 12,501 yen is 79.99 percent. */
	pay_at(&t, t.purse_id, t.shop_id, 1, MINUTE_MS);
	pay_at(&t, t.purse_id, t.other_shop_id, 2501, 2 * MINUTE_MS);
	look(w, "one_person", rule);
	assert_no_flag(w, "one_person", t.shop_id);
	pay_at(&t, t.purse_id, t.shop_id, 4, 3 * MINUTE_MS);
	look(w, "one_person", rule);
	flag = flag_at(w, "one_person", t.shop_id);
	assert_string_equal(flag.state, "open");
	assert_int_equal(flag.payments, 3);
	assert_int_equal(flag.yen, 10004);
	assert_int_equal(flag.measured, 10004);
	assert_int_equal(flag.behind, 3);
	assert_no_flag(w, "one_person", t.other_shop_id);
}

static void
owner_pays_at_the_own_shop(void **state)
{
	struct world *w = *state;
	struct check_rule rule = { .yen = 1000 };
	struct wallet clerk;
	struct till t;
	int64_t link;

	check_open(w, &t, 5);
	clerk = wallet_of(&t, 1);
	link_to(&t, t.person_id, t.shop_id);
	pay_at(&t, t.purse_id, t.other_shop_id, 5000, 0);
	pay_at(&t, clerk.purse_id, t.shop_id, 5000, 0);
	pay_at(&t, t.purse_id, t.shop_id, 999, 0);
	look(w, "own_shop", rule);
	assert_no_flag(w, "own_shop", t.shop_id);
	pay_at(&t, t.purse_id, t.shop_id, 1, 0);
	look(w, "own_shop", rule);
	assert_int_equal(flag_at(w, "own_shop", t.shop_id).yen, 1000);
	assert_int_equal(flag_at(w, "own_shop", t.shop_id).behind, 2);
	assert_no_flag(w, "own_shop", t.other_shop_id);
	/* Who left before the period began is a customer; who left within it is not. */
	link = link_to(&t, clerk.person_id, t.shop_id);
	w->ctx.now = tokyo_midnight("2019-12-31");
	assert_done(&w->ctx, shop_person_end(&w->ctx, link));
	assert_refused(&w->ctx, &link_ended, shop_person_end(&w->ctx, link));
	look(w, "own_shop", rule);
	assert_int_equal(flag_at(w, "own_shop", t.shop_id).yen, 1000);
	link = link_to(&t, clerk.person_id, t.shop_id);
	assert_done(&w->ctx, shop_person_end(&w->ctx, link));
	look(w, "own_shop", rule);
	assert_int_equal(flags_at(w, "own_shop", t.shop_id).count, 2);
}

static void
a_person_is_linked_with_a_shop_once(void **state)
{
	struct world *w = *state;
	struct till t;
	struct shop_person again;

	check_open(w, &t, 1);
	link_to(&t, t.person_id, t.shop_id);
	again = (struct shop_person){ 0, t.shop_id, t.person_id, "family" };
	assert_refused(&w->ctx, &person_linked, shop_person_link(&w->ctx, &again));
	link_to(&t, t.person_id, t.other_shop_id);
}

static void
owners_pay_at_each_other(void **state)
{
	struct world *w = *state;
	struct check_rule rule = { .yen = 2000 };
	struct wallet second;
	struct till t;

	check_open(w, &t, 5);
	second = wallet_of(&t, 5);
	link_to(&t, t.person_id, t.shop_id);
	link_to(&t, second.person_id, t.other_shop_id);
	pay_at(&t, t.purse_id, t.other_shop_id, 2000, 0);
	pay_at(&t, second.purse_id, t.shop_id, 1999, 0);
	look(w, "ring", rule);
	assert_no_flag(w, "ring", t.shop_id);
	assert_no_flag(w, "ring", t.other_shop_id);
	pay_at(&t, second.purse_id, t.shop_id, 1, 0);
	look(w, "ring", rule);
	assert_int_equal(flag_at(w, "ring", t.shop_id).behind, 2);
	assert_int_equal(flag_at(w, "ring", t.shop_id).yen, 2000);
	assert_int_equal(flag_at(w, "ring", t.other_shop_id).behind, 1);
}

static void
a_ring_of_three_is_found_a_chain_is_not(void **state)
{
	struct world *w = *state;
	struct check_rule rule = { .yen = 2000 };
	struct wallet second, third;
	int64_t third_shop_id;
	struct till t;

	check_open(w, &t, 5);
	second = wallet_of(&t, 5);
	third = wallet_of(&t, 5);
	third_shop_id = shop_of(w);
	link_to(&t, t.person_id, t.shop_id);
	link_to(&t, second.person_id, t.other_shop_id);
	link_to(&t, third.person_id, third_shop_id);
	pay_at(&t, t.purse_id, t.other_shop_id, 3000, 0);
	pay_at(&t, second.purse_id, third_shop_id, 3000, 0);
	look(w, "ring", rule);
	assert_no_flag(w, "ring", t.other_shop_id);
	pay_at(&t, third.purse_id, t.shop_id, 3000, 0);
	look(w, "ring", rule);
	assert_int_equal(flag_at(w, "ring", t.shop_id).behind, 1);
	assert_int_equal(flag_at(w, "ring", t.other_shop_id).behind, 1);
	assert_int_equal(flag_at(w, "ring", third_shop_id).behind, 1);
}

static void
a_shop_lives_from_few(void **state)
{
	struct world *w = *state;
	struct check_rule rule = { .yen = 10000, .count = 1, .percent = 70 };
	struct wallet second;
	struct seen flag;
	struct till t;

	check_open(w, &t, 5);
	second = wallet_of(&t, 2);
	pay_at(&t, second.purse_id, t.shop_id, 3000, 0);
	pay_at(&t, t.purse_id, t.shop_id, 6000, 0);
	/* 9,000 yen are too little to say anything of. */
	rule.percent = 60;
	look(w, "few_people", rule);
	assert_no_flag(w, "few_people", t.shop_id);
	rule.percent = 70;
	pay_at(&t, t.purse_id, t.shop_id, 999, 0);
	pay_at(&t, second.purse_id, t.shop_id, 1, 0);
	look(w, "few_people", rule);
	assert_no_flag(w, "few_people", t.shop_id);	/* 6,999 of 10,000 */
	pay_at(&t, t.purse_id, t.shop_id, 5, 0);
	look(w, "few_people", rule);
	flag = flag_at(w, "few_people", t.shop_id);	/* 7,004 of 10,005 */
	assert_int_equal(flag.measured, 70);
	assert_int_equal(flag.yen, 7004);
	assert_int_equal(flag.payments, 3);
	assert_int_equal(flag.behind, 3);
}

static int
take_back_work(struct ctx *c, void *arg)
{
	return payment_take_back(c, arg);
}

static void
a_single_large_payment(void **state)
{
	struct world *w = *state;
	struct check_rule rule = { .yen = 20000 };
	struct payment_undo undo = { 0, "誤り", 0 };
	struct till t;

	check_open(w, &t, 10);
	pay_at(&t, t.purse_id, t.shop_id, 19999, 0);
	undo.payment_id = pay_at(&t, t.purse_id, t.other_shop_id, 30000, 0);
	w->ctx.actor.shop_id = t.other_shop_id;
	assert_done(&w->ctx, db_transact(&w->ctx, take_back_work, &undo));
	look(w, "single_large", rule);
	assert_no_flag(w, "single_large", t.shop_id);
	assert_no_flag(w, "single_large", t.other_shop_id);	/* taken back: it does not stand */
	pay_at(&t, t.purse_id, t.shop_id, 20000, 0);
	look(w, "single_large", rule);
	assert_int_equal(flag_at(w, "single_large", t.shop_id).measured, 20000);
	assert_int_equal(flag_at(w, "single_large", t.shop_id).behind, 1);
}

static void
a_burst_at_night(void **state)
{
	struct world *w = *state;
	struct check_rule rule = { .yen = 100, .count = 3, .minutes = 10 };
	int64_t ten = 10 * HOUR_MS, five = 17 * HOUR_MS;
	struct seen flag;
	struct till t;

	check_open(w, &t, 5);
	/* Before 22:00, from 5:00 on, and small ones do not count. */
	pay_at(&t, t.purse_id, t.shop_id, 500, ten - SECOND_MS);
	pay_at(&t, t.purse_id, t.shop_id, 500, ten);
	pay_at(&t, t.purse_id, t.shop_id, 99, ten + MINUTE_MS);
	pay_at(&t, t.purse_id, t.shop_id, 100, ten + 2 * MINUTE_MS);
	pay_at(&t, t.purse_id, t.other_shop_id, 500, five - 2 * MINUTE_MS);
	pay_at(&t, t.purse_id, t.other_shop_id, 500, five - MINUTE_MS);
	pay_at(&t, t.purse_id, t.other_shop_id, 500, five);
	look(w, "night", rule);
	assert_no_flag(w, "night", t.shop_id);
	assert_no_flag(w, "night", t.other_shop_id);
	/* The third, a moment later than ten minutes after the first; then in time. */
	pay_at(&t, t.purse_id, t.shop_id, 300, ten + 10 * MINUTE_MS + 1);
	look(w, "night", rule);
	assert_no_flag(w, "night", t.shop_id);
	pay_at(&t, t.purse_id, t.shop_id, 300, ten + 10 * MINUTE_MS);
	pay_at(&t, t.purse_id, t.other_shop_id, 500, five - 11 * MINUTE_MS + 1);
	look(w, "night", rule);
	flag = flag_at(w, "night", t.shop_id);
	assert_int_equal(flag.measured, 3);
	assert_int_equal(flag.behind, 4);	/* two spans of ten minutes overlap */
	assert_int_equal(flag_at(w, "night", t.other_shop_id).behind, 3);
}

static void
spent_right_after_the_purchase(void **state)
{
	struct world *w = *state;
	struct check_rule rule = { .yen = 12000, .percent = 90, .minutes = 60 };
	struct wallet small, late;
	struct till t;

	check_open(w, &t, 2);
	small = wallet_of(&t, 1);
	late = wallet_of(&t, 2);
	pay_at(&t, small.purse_id, t.other_shop_id, 6000, MINUTE_MS);	/* too little a sale */
	pay_at(&t, late.purse_id, t.other_shop_id, 12000, HOUR_MS + 1);	/* too late */
	pay_at(&t, t.purse_id, t.shop_id, 10799, HOUR_MS);
	look(w, "after_sale", rule);
	assert_no_flag(w, "after_sale", t.shop_id);
	assert_no_flag(w, "after_sale", t.other_shop_id);
	pay_at(&t, t.purse_id, t.shop_id, 1, HOUR_MS);
	look(w, "after_sale", rule);
	assert_int_equal(flag_at(w, "after_sale", t.shop_id).measured, 90);
	assert_int_equal(flag_at(w, "after_sale", t.shop_id).behind, 2);
}

static void
many_purses_in_one_hand(void **state)
{
	struct world *w = *state;
	struct check_rule rule = { .yen = 5000, .count = 3, .minutes = 15 };
	struct wallet second, third;
	struct till t;

	check_open(w, &t, 5);
	second = wallet_of(&t, 5);
	third = wallet_of(&t, 5);
	pay_at(&t, t.purse_id, t.shop_id, 5000, 0);
	pay_at(&t, t.purse_id, t.shop_id, 5000, MINUTE_MS);	/* the same purse */
	pay_at(&t, second.purse_id, t.shop_id, 5000, 2 * MINUTE_MS);
	pay_at(&t, third.purse_id, t.shop_id, 4999, 3 * MINUTE_MS);
	pay_at(&t, third.purse_id, t.shop_id, 5000, 16 * MINUTE_MS + 1);
	look(w, "many_purses", rule);
	assert_no_flag(w, "many_purses", t.shop_id);
	pay_at(&t, third.purse_id, t.shop_id, 5000, 16 * MINUTE_MS);
	look(w, "many_purses", rule);
	assert_int_equal(flag_at(w, "many_purses", t.shop_id).measured, 3);
	assert_int_equal(flag_at(w, "many_purses", t.shop_id).behind, 3);
}

/* A shop so many thousandths of a degree north of 35.4: 111.2 m each. */
static int64_t
shop_north(struct world *w, int thousandths)
{
	struct shop shop = { .name = w->tag, .kana = "シケン", .industry = "retail",
		.size = "small", .area = "中央", .address = "見本市中央町1-2-3",
		.longitude = "133.800000" };

	as_program(w, &office_db, "office");
	shop.latitude = arena_text(&w->arena, "35.4%02d000", thousandths);
	assert_done(&w->ctx, db_transact(&w->ctx, shop_work, &shop));
	return shop.shop_id;
}

static void
faster_than_anybody_travels(void **state)
{
	struct world *w = *state;
	struct check_rule rule = { .count = 60, .minutes = 30 };
	int64_t here, near, far;
	struct wallet second;
	struct till t;

	check_open(w, &t, 5);
	second = wallet_of(&t, 5);
	here = shop_north(w, 0);
	near = shop_north(w, 8);	/* 890 m */
	far = shop_north(w, 18);	/* 2,002 m: two minutes at 60 km/h */
	pay_at(&t, t.purse_id, here, 100, 0);
	pay_at(&t, t.purse_id, near, 100, SECOND_MS);
	pay_at(&t, second.purse_id, here, 100, 0);
	pay_at(&t, second.purse_id, far, 100, 121 * SECOND_MS);
	look(w, "speed", rule);
	assert_no_flag(w, "speed", near);
	assert_no_flag(w, "speed", far);
	pay_at(&t, second.purse_id, here, 100, HOUR_MS);
	pay_at(&t, second.purse_id, far, 100, HOUR_MS + 120 * SECOND_MS);
	look(w, "speed", rule);
	assert_int_equal(flag_at(w, "speed", far).behind, 2);
	assert_int_equal(flag_at(w, "speed", far).yen, 200);
	assert_int_equal(flag_at(w, "speed", far).measured, 60);
	assert_no_flag(w, "speed", here);
}

static void
the_same_round_amount_again(void **state)
{
	struct world *w = *state;
	struct check_rule rule = { .yen = 2000, .count = 3 };
	struct till t;

	check_open(w, &t, 5);
	for (int i = 0; i < 3; i++) {
		pay_at(&t, t.purse_id, t.shop_id, 1000, i * HOUR_MS);		/* too small */
		pay_at(&t, t.purse_id, t.shop_id, 2100, i * HOUR_MS + 1);	/* not round */
	}
	pay_at(&t, t.purse_id, t.shop_id, 2000, 0);
	pay_at(&t, t.purse_id, t.shop_id, 2000, HOUR_MS);
	pay_at(&t, t.purse_id, t.shop_id, 3000, HOUR_MS);
	look(w, "round_amount", rule);
	assert_no_flag(w, "round_amount", t.shop_id);
	pay_at(&t, t.purse_id, t.shop_id, 2000, 2 * HOUR_MS);
	look(w, "round_amount", rule);
	assert_int_equal(flag_at(w, "round_amount", t.shop_id).measured, 3);
	assert_int_equal(flag_at(w, "round_amount", t.shop_id).behind, 3);
	assert_int_equal(flag_at(w, "round_amount", t.shop_id).yen, 6000);
}

/* Nothing here opens the seals: the rule knows the hash alone. */
STMT(world_account, "INSERT INTO shop_account (shop_id, bank_code, branch_code, kind, seal_code,"
    " number_sealed, holder_sealed, account_hash, last_digits, state, proposed_by, proposed_at)"
    " VALUES (?, '0166', '001', 1, 'test', 'x', 'x', ?, '123', ?, 0, UTC_TIMESTAMP(3))");

static void
account_at(struct world *w, int64_t shop_id, int64_t number, const char *state)
{
	unsigned char hash[32] = { 1 };
	struct bytes bytes = { hash, sizeof hash };

	memcpy(hash + 1, &number, sizeof number);
	as_program(w, &owner_db, "migrate");
	assert_done(&w->ctx, db_run(&w->ctx, &world_account, A(shop_id), A(bytes),
	    A(state)));
}

static void
one_account_of_several_shops(void **state)
{
	struct world *w = *state;
	struct check_rule rule = { .count = 2 };
	int64_t first = shop_of(w), second = shop_of(w), third = shop_of(w);

	account_at(w, first, w->number, "confirmed");
	account_at(w, second, w->number, "refused");
	account_at(w, third, w->number + 1, "confirmed");
	look(w, "one_account", rule);
	assert_no_flag(w, "one_account", first);
	account_at(w, second, w->number, "proposed");
	rule.count = 3;
	look(w, "one_account", rule);
	assert_no_flag(w, "one_account", first);
	rule.count = 2;
	look(w, "one_account", rule);
	look(w, "one_account", rule);
	assert_int_equal(flag_at(w, "one_account", first).measured, 2);
	assert_int_equal(flag_at(w, "one_account", second).behind, 0);
	assert_no_flag(w, "one_account", third);
}

int
main(void)
{
	return RULES("sales", rule_test(one_person_much_at_one_shop),
	    rule_test(owner_pays_at_the_own_shop),
	    rule_test(a_person_is_linked_with_a_shop_once),
	    rule_test(owners_pay_at_each_other),
	    rule_test(a_ring_of_three_is_found_a_chain_is_not),
	    rule_test(a_shop_lives_from_few),
	    rule_test(a_single_large_payment),
	    rule_test(a_burst_at_night),
	    rule_test(spent_right_after_the_purchase),
	    rule_test(many_purses_in_one_hand),
	    rule_test(faster_than_anybody_travels),
	    rule_test(the_same_round_amount_again),
	    rule_test(one_account_of_several_shops));
}
