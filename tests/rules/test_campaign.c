#include "sale_world.h"

/* Campaigns and rounds: order of dates, four eyes, what may change later. */

static struct campaign
campaign(struct world *w)
{
	struct campaign made = { .name = w->tag, .cap_sets = 10 };

	w->ctx.now = noon;
	act_as(w, EDITOR);
	assert_done(&w->ctx, campaign_make(&w->ctx, &made));
	return made;
}

static void
assert_dates_refused(struct world *w, struct round r, const char *pointer)
{
	struct ctx *c = &w->ctx;

	assert_int_equal(round_make(c, &r), -1);
	assert_string_equal(c->reason->code, "round_dates");
	assert_string_equal(c->problems->pointer, pointer);
	fail_forget(c);
}

static void
dates_must_be_in_order(void **state)
{
	struct world *w = *state;
	struct campaign made = campaign(w);
	struct round plan = round_plan(w, made.campaign_id, 100, 10), r;

	r = plan, r.sell_to_on = "2019-12-31";
	assert_dates_refused(w, r, "/sell_to_on");
	r = plan, r.use_from_on = "2019-12-31";
	assert_dates_refused(w, r, "/use_from_on");
	r = plan, r.use_to_on = "2020-01-19";		/* sold longer than usable */
	assert_dates_refused(w, r, "/use_to_on");
	r = plan, r.use_to_on = "2020-01-04";
	assert_dates_refused(w, r, "/use_to_on");
	r = plan, r.allotment = "lottery";		/* without days to apply */
	assert_dates_refused(w, r, "/apply_from_on");
	r.apply_from_on = "2019-12-01", r.apply_to_on = "2019-11-30";
	assert_dates_refused(w, r, "/apply_to_on");
	r.apply_to_on = "2020-01-02";			/* sold before all have applied */
	assert_dates_refused(w, r, "/sell_from_on");
	r.apply_to_on = "2019-12-20";
	assert_done(&w->ctx, round_make(&w->ctx, &r));
	assert_int_equal(r.number, 1);
	r = plan;
	assert_done(&w->ctx, round_make(&w->ctx, &r));
	assert_int_equal(r.number, 2);
}

static void
prices_and_sets_must_make_sense(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct campaign made = campaign(w);
	struct round plan = round_plan(w, made.campaign_id, 100, 10), r;

	r = plan, r.face_yen = r.price_yen;
	assert_refused(c, &round_prices, round_make(c, &r));
	r = plan, r.cap_sets = 101;
	assert_refused(c, &round_sets, round_make(c, &r));
}

static void
the_last_editor_does_not_publish(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct campaign made = campaign(w);
	struct round r = round_plan(w, made.campaign_id, 130, 10);
	int64_t left;

	assert_done(c, round_make(c, &r));
	assert_int_equal(round_publish(c, r.round_id), -1);
	assert_string_equal(c->reason->code, "same_person");
	fail_forget(c);
	/* A second editor changes it: now the first may publish. */
	act_as(w, PUBLISHER);
	r.name = "another name";
	assert_done(c, round_set(c, &r));
	assert_int_equal(round_publish(c, r.round_id), -1);
	assert_string_equal(c->reason->code, "same_person");
	fail_forget(c);
	act_as(w, EDITOR);
	assert_done(c, round_publish(c, r.round_id));
	assert_refused(c, &round_published, round_publish(c, r.round_id));
	assert_done(c, stock_left(c, r.round_id, &left));
	assert_int_equal(left, 130);
}

static void
after_publication_only_last_days_move(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct counter k;
	struct round r;
	struct campaign lower;

	counter_open(w, &k, 100, 10);
	act_as(w, EDITOR);
	r = k.round, r.price_yen = 4000;
	assert_refused(c, &round_published, round_set(c, &r));
	r = k.round, r.cap_sets = 20;
	assert_refused(c, &round_published, round_set(c, &r));
	r = k.round, r.sell_to_on = "2020-01-19";
	assert_refused(c, &round_published, round_set(c, &r));
	r = k.round, r.use_from_on = "2020-01-06";
	assert_refused(c, &round_published, round_set(c, &r));
	r = k.round, r.use_to_on = "2020-02-29", r.sell_to_on = "2020-01-25";
	assert_done(c, round_set(c, &r));
	assert_done(c, round_read(c, r.round_id, &r));
	assert_string_equal(r.use_to_on, "2020-02-29");
	assert_string_equal(r.sell_to_on, "2020-01-25");
	/* Once the last day of use has passed, what was left has expired. */
	c->now = tokyo_midnight("2020-03-01");
	r.use_to_on = "2020-03-31";
	assert_refused(c, &round_published, round_set(c, &r));
	lower = k.campaign, lower.cap_sets = 9;
	assert_refused(c, &campaign_cap, campaign_set(c, &lower));
	lower.cap_sets = 11;
	assert_done(c, campaign_set(c, &lower));
}

static void
unsold_sets_go_on_to_the_next_round(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct counter k;
	struct round next;
	struct sale_order order;
	struct sold sold;
	struct book b;
	int64_t moved;

	counter_open(w, &k, 100, 10);
	order = order_of(&k, buyer(w), 7);
	assert_done(c, sale_sell(c, &order, &sold));
	act_as(w, EDITOR);
	next = round_plan(w, k.campaign.campaign_id, 40, 10);
	next.sell_to_on = "2020-01-30";
	assert_done(c, round_make(c, &next));
	assert_refused(c, &round_not_ended,
	    round_roll_over(c, k.round.round_id, next.round_id, &moved));
	c->now = tokyo_midnight("2020-01-21");
	assert_refused(c, &round_draft,
	    round_roll_over(c, k.round.round_id, next.round_id, &moved));
	act_as(w, PUBLISHER);
	assert_done(c, round_publish(c, next.round_id));
	assert_refused(c, &round_other,
	    round_roll_over(c, next.round_id, k.round.round_id, &moved));
	assert_done(c, round_roll_over(c, k.round.round_id, next.round_id, &moved));
	assert_int_equal(moved, 93);
	b = book_of(w, k.round.round_id);
	assert_int_equal(b.sets, 7);
	assert_int_equal(b.left_sets, 0);
	assert_int_equal(b.difference_yen, 0);
	b = book_of(w, next.round_id);
	assert_int_equal(b.sets, 133);
	assert_int_equal(b.left_sets, 133);
	assert_int_equal(b.difference_yen, 0);
	assert_done(c, round_roll_over(c, k.round.round_id, next.round_id, &moved));
	assert_int_equal(moved, 0);
}

int
main(void)
{
	return RULES("sales", rule_test(dates_must_be_in_order),
	    rule_test(prices_and_sets_must_make_sense),
	    rule_test(the_last_editor_does_not_publish),
	    rule_test(after_publication_only_last_days_move),
	    rule_test(unsold_sets_go_on_to_the_next_round));
}
