#include "closing_sums.h"

#include <poll.h>

#include "ledger/proof.h"
#include "people/account.h"
#include "settlement/drift.h"

/*
 * Closings: what is owed at the end of a period, to the yen, once, whenever it
 * is closed and however often its jobs begin again.
 */

static void
takes_what_was_paid_until_its_last_instant(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct till t;
	const char *day;
	struct payment p;
	struct closing k;
	int64_t mistake;

	shops_open(w, &t);
	day = open_day(w);
	pay_on(&t, day, t.shop_id, 777);
	mistake = pay_on(&t, day, t.shop_id, 4000);
	assert_done(c, take_back(&t, mistake));
	pay_on(&t, day, t.other_shop_id, 1);
	pay_on(&t, day_after(w, day, 1), t.shop_id, 333);
	as_till(w, t.shop_id);
	for (int64_t ms = 24 * HOUR - 1; ms <= 24 * HOUR; ms++) {
		p = payment_of(&t, 5);
		stand_at(w, day, ms);		/* the last instant and the first of the next day */
		assert_done(c, pay(&t, &p));
	}
	k = closed(w, day);
	assert_string_equal(k.state, "closed");
	assert_string_equal(k.from_on, day);
	assert_closed(w, k.closing_id, t.shop_id, 782);
	assert_closed(w, k.closing_id, t.other_shop_id, 1);
	assert_places(w, t.shop_id, 338, 782, 0, 0);
	k = closed(w, day_after(w, day, 1));
	assert_closed(w, k.closing_id, t.shop_id, 338);
	assert_closed(w, k.closing_id, t.other_shop_id, 0);
	assert_places(w, t.shop_id, 0, 1120, 0, 0);
}

/* Closed weeks after the period, two in one night: each takes its own, none twice. */
static void
late_closings_take_nothing_twice(void **state)
{
	struct world *w = *state;
	struct till t;
	const char *day, *next;
	int64_t first, second;

	shops_open(w, &t);
	day = open_day(w);
	next = day_after(w, day, 1);
	pay_on(&t, day, t.shop_id, 1000);
	pay_on(&t, next, t.shop_id, 200);
	assert_done(&w->ctx, ask_for(w, day, &first));
	stand_at(w, day, 30 * (int64_t)DAY_MS);
	as_jobd(w);
	assert_done(&w->ctx, closing_build(&w->ctx, first));
	assert_done(&w->ctx, confirm(w, first, closing_now(w, first).yen, SECOND));
	as_jobd(w);
	assert_done(&w->ctx, closing_post(&w->ctx, first));
	assert_closed(w, first, t.shop_id, 1000);
	second = closed(w, next).closing_id;
	assert_closed(w, second, t.shop_id, 200);
	assert_places(w, t.shop_id, 0, 1200, 0, 0);
}

/* What came in after its day was closed is in the next closing. */
static void
a_straggler_is_taken_next(void **state)
{
	struct world *w = *state;
	struct till t;
	const char *day;

	shops_open(w, &t);
	day = open_day(w);
	pay_on(&t, day, t.shop_id, 1000);
	assert_closed(w, closed(w, day).closing_id, t.shop_id, 1000);
	pay_on(&t, day, t.shop_id, 30);
	assert_closed(w, closed(w, day_after(w, day, 1)).closing_id, t.shop_id, 30);
	assert_places(w, t.shop_id, 0, 1030, 0, 0);
}

static void
one_at_a_time_and_only_what_is_over(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct till t;
	struct asking a = { 0 };
	const char *day;
	int64_t id, other;

	shops_open(w, &t);
	day = open_day(w);
	a.to_on = day;
	as_settlement(w, ASKER);
	stand_at(w, day_after(w, day, 1), 10 * 60000 - 1);
	assert_refused(c, &period_not_over, db_transact(c, ask_work, &a));
	assert_refused(c, &period_order, ask_for(w, day_after(w, day, -1), &id));
	assert_done(c, ask_for(w, day, &id));
	assert_refused(c, &closing_open, ask_for(w, day_after(w, day, 1), &other));
	assert_refused(c, &closing_not_ready, confirm(w, id, 0, SECOND));
	assert_done(c, cancel(w, id));
	assert_refused(c, &closing_ended, cancel(w, id));
	assert_refused(c, &closing_ended, confirm(w, id, 0, SECOND));
	/* Its job, begun late, finds nothing to do. */
	as_jobd(w);
	assert_done(c, closing_build(c, id));
	assert_string_equal(closing_now(w, id).state, "cancelled");
	assert_string_equal(open_day(w), day);
	assert_string_equal(closed(w, day).from_on, day);
}

static void
two_people_and_the_sum_they_saw(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct till t;
	const char *day;
	struct job_state job;
	bool found;
	int64_t id, yen;

	shops_open(w, &t);
	day = open_day(w);
	pay_on(&t, day, t.shop_id, 100);
	id = built(w, day);
	yen = closing_now(w, id).yen;
	assert_refused(c, &same_person, confirm(w, id, yen, ASKER));
	assert_refused(c, &closing_changed, confirm(w, id, yen - 1, SECOND));
	assert_places(w, t.shop_id, 100, 0, 0, 0);
	as_jobd(w);
	assert_done(c, closing_post(c, id));		/* nobody confirmed: nothing happens */
	assert_string_equal(closing_now(w, id).state, "ready");
	assert_done(c, confirm(w, id, yen, SECOND));
	as_jobd(w);
	while (job_latest(c, "closing.post", id, &found, &job) == 0 && job.ended_at.ms == 0)
		poll(NULL, 0, 20);			/* the instance's jobd drops it */
	assert_done(c, confirm(w, id, yen, SECOND));	/* that came to nothing: once more */
	for (int i = 0; i < 2; i++) {
		as_jobd(w);
		assert_done(c, closing_post(c, id));
		assert_places(w, t.shop_id, 0, 100, 0, 0);
	}
	assert_closed(w, id, t.shop_id, 100);
	assert_refused(c, &closing_ended, confirm(w, id, yen, SECOND));
	assert_refused(c, &closing_ended, cancel(w, id));
}

static int
record_drift(struct world *w, const struct list *differences)
{
	int64_t opened;

	as_jobd(w);
	return drift_record(&w->ctx, differences, &opened);
}

static void
nothing_is_closed_while_the_books_differ(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct till t;
	struct difference one = { .what = "test", .expected = 1, .found = 2 };
	struct list none = { 0 }, some = { 1, &one };
	const char *day;
	int64_t id, yen;

	one.object_id = w->number;
	shops_open(w, &t);
	day = open_day(w);
	assert_done(c, record_drift(w, &some));
	assert_refused(c, &books_differ, ask_for(w, day, &id));
	pay_on(&t, day, t.shop_id, 50);			/* payments go on */
	assert_done(c, record_drift(w, &none));
	id = built(w, day);
	yen = closing_now(w, id).yen;
	assert_done(c, record_drift(w, &some));
	assert_refused(c, &books_differ, confirm(w, id, yen, SECOND));
	assert_done(c, record_drift(w, &none));
	assert_done(c, confirm(w, id, yen, SECOND));
	assert_done(c, record_drift(w, &some));
	as_jobd(w);
	assert_refused(c, &books_differ, closing_post(c, id));
	assert_places(w, t.shop_id, 50, 0, 0, 0);
	assert_done(c, record_drift(w, &none));
	assert_done(c, closing_post(c, id));
	assert_places(w, t.shop_id, 0, 50, 0, 0);
}

STMT(back_to_building, "UPDATE closing SET state = 'building' WHERE closing_id = ?");

/* A kill: the job begins again from its start, over what the last run left. */
static void
added_up_again_it_is_the_same(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct till t;
	const char *day;
	struct closing before, after;
	int64_t id;

	shops_open(w, &t);
	day = open_day(w);
	pay_on(&t, day, t.shop_id, 4321);
	pay_on(&t, day, t.other_shop_id, 1234);
	id = built(w, day);
	before = closing_now(w, id);
	assert_done(c, db_run(c, &back_to_building, A(id)));
	as_jobd(w);
	assert_done(c, closing_build(c, id));
	after = closing_now(w, id);
	assert_string_equal(after.state, "ready");
	assert_true(after.yen == before.yen && after.shops == before.shops &&
	    after.payments == before.payments && after.yen >= 5555 && after.payments >= 2);
	assert_int_equal(sum_of(w, &world_line_yen, A(id), A(t.shop_id)), 4321);
	assert_done(c, cancel(w, id));
	assert_int_equal(sum_of(w, &world_line_yen, A(id), A(t.shop_id)), 0);
	assert_int_equal(sum_of(w, &world_shop_yen, A(id), A(t.shop_id)), 0);
	assert_closed(w, closed(w, day).closing_id, t.shop_id, 4321);
}

/* ---- R2: a fault at the Nth statement of each act ---- */

static const enum db_fault faults[] = { FAULT_DEADLOCK, FAULT_LOCK_WAIT, FAULT_LINK_BEFORE,
	FAULT_LINK_AFTER };
enum { FAULTS = 4, STATEMENTS_MAX = 400 };

struct drill { struct world *w; struct till till; const char *day; int64_t id, yen; };
typedef int step(struct drill *);

static int
step_ask(struct drill *d)
{
	return ask_for(d->w, d->day, &d->id);
}

static int
step_build(struct drill *d)
{
	as_jobd(d->w);
	return closing_build(&d->w->ctx, d->id);
}

static int
step_confirm(struct drill *d)
{
	return confirm(d->w, d->id, d->yen, SECOND);
}

static int
step_post(struct drill *d)
{
	as_jobd(d->w);
	return closing_post(&d->w->ctx, d->id);
}

STMT(newest_closing, "SELECT MAX(closing_id) AS yen FROM closing");

/* True when the fault was reached.  An outcome nobody knows is settled by doing it again. */
static bool
with_fault(struct drill *d, step *act, enum db_fault fault, int64_t nth)
{
	struct ctx *c = &d->w->ctx;
	struct db *db;
	bool reached;
	int result;

	db = act == step_build || act == step_post ? (as_jobd(d->w), jobd_db) :
	    (as_settlement(d->w, ASKER), settlement_db);
	db_inject(db, nth, fault);
	result = act(d);
	reached = db_fault_left(db) <= 0;
	db_inject(db, 0, FAULT_NONE);
	if (result == 0)
		return reached;
	if (c->reason != NULL && strcmp(c->reason->code, "outcome_unknown") != 0 &&
	    strcmp(c->reason->code, "database_busy") != 0)
		fail_test("refused with %s", c->reason->code);
	fail_forget(c);
	if (act(d) == 0)
		return reached;
	/* It had happened: what it made refuses a second one. */
	assert_string_equal(c->reason->code, act == step_ask ? "closing_open" : "job_running");
	assert_true(act == step_ask || act == step_confirm);
	fail_forget(c);
	if (act == step_ask)
		d->id = sum_of(d->w, &newest_closing, no_arg, no_arg);
	return reached;
}

static void
close_with(struct drill *d, step *faulty, enum db_fault fault, int64_t nth, bool *reached)
{
	static step *const steps[] = { step_ask, step_build, step_confirm, step_post };

	d->day = open_day(d->w);
	pay_on(&d->till, d->day, d->till.shop_id, 7);
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		d->yen = steps[i] == step_confirm ? closing_now(d->w, d->id).yen : 0;
		if (steps[i] == faulty)
			*reached = with_fault(d, steps[i], fault, nth);
		else
			assert_done(&d->w->ctx, steps[i](d));
	}
	assert_string_equal(closing_now(d->w, d->id).state, "closed");
	assert_closed(d->w, d->id, d->till.shop_id, 7);
	assert_int_equal(chart_yen(d->w, CHART_PAYABLE, d->till.shop_id), 0);
}

static void
survives_every_fault(void **state)
{
	static const struct { step *act; int64_t stride, least; } acts[] = {
	    { step_ask, 1, 8 }, { step_build, 97, 50 }, { step_confirm, 1, 6 },
	    { step_post, 1, 10 } };
	struct world *w = *state;
	struct drill d = { .w = w };
	int64_t closings = 0;

	shops_open(w, &d.till);
	closed(w, open_day(w));		/* what other tests left is taken here */
	for (size_t a = 0; a < sizeof acts / sizeof *acts; a++)
		for (size_t f = 0; f < FAULTS; f++) {
			bool reached = true;
			int64_t nth = 1;

			for (; reached; nth += acts[a].stride, closings++) {
				assert_true(nth < STATEMENTS_MAX * acts[a].stride);
				close_with(&d, acts[a].act, faults[f], nth, &reached);
			}
			assert_true(nth > acts[a].least);
		}
	assert_places(w, d.till.shop_id, 0, 7 * closings, 0, 0);
}

/* ---- cycles ---- */

static void
cycles_follow_each_other_over_bank_holidays(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct period p;
	struct payout_cycle twice = { .close_day = 15, .pay_day = 20, .shift = "next" };
	struct payout_cycle early = { .close_day = 20, .pay_day = 20, .shift = "next" };

	as_settlement(w, ASKER);
	c->now = noon;
	assert_done(c, period_of(c, "2026-12-01", NULL, &p));
	assert_string_equal(p.to_on, "2026-12-15");
	assert_string_equal(p.pay_on, "2026-12-30");	/* banks close on the 31st */
	assert_int_equal(p.days_to_pay, 29);
	assert_false(p.is_long);
	assert_done(c, period_of(c, "2026-12-16", NULL, &p));
	assert_string_equal(p.to_on, "2026-12-31");
	assert_string_equal(p.pay_on, "2027-01-15");
	assert_done(c, period_of(c, "2027-02-16", NULL, &p));
	assert_string_equal(p.to_on, "2027-02-28");
	assert_done(c, period_of(c, "2026-11-01", "2026-12-05", &p));
	assert_string_equal(p.pay_on, "2026-12-30");	/* with the closing day after it */
	assert_true(p.is_long);
	assert_refused(c, &cycle_taken, cycle_make(c, &twice));
	assert_refused(c, &cycle_dates, cycle_make(c, &early));
	early.pay_day = 26, early.shift = "previous";	/* a Saturday in a row of holidays */
	assert_done(c, cycle_make(c, &early));
	assert_done(c, period_of(c, "2026-12-16", NULL, &p));
	assert_string_equal(p.to_on, "2026-12-20");
	assert_string_equal(p.pay_on, "2026-12-25");
	assert_done(c, cycle_remove(c, early.payout_cycle_id));
}

int
main(void)
{
	return RULES("sales", rule_test(cycles_follow_each_other_over_bank_holidays),
	    rule_test(takes_what_was_paid_until_its_last_instant),
	    rule_test(late_closings_take_nothing_twice), rule_test(a_straggler_is_taken_next),
	    rule_test(one_at_a_time_and_only_what_is_over),
	    rule_test(two_people_and_the_sum_they_saw),
	    rule_test(nothing_is_closed_while_the_books_differ),
	    rule_test(added_up_again_it_is_the_same), rule_test(survives_every_fault));
}
