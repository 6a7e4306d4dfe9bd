#include "closing_sums.h"

#include <sys/wait.h>
#include <unistd.h>

#include "people/account.h"

/*
 * Holds: a payment or a shop is not paid for now.  Before, while and after a
 * period is closed, against the shop that takes the payment back, and at a fault of
 * every statement: the yen of a payment is in one place, and in one payout at most.
 */

static int
hold_work(struct ctx *c, void *arg)
{
	return hold_make(c, arg);
}

static int
hold(struct world *w, int64_t payment_id, int64_t *hold_id)
{
	struct hold h = { .payment_id = payment_id, .reason = "inquiry", .note = "試験" };
	int result;

	as_settlement(w, ASKER);
	result = db_transact(&w->ctx, hold_work, &h);
	*hold_id = h.hold_id;
	return result;
}

static int
hold_the_shop(struct world *w, int64_t shop_id, int64_t *hold_id)
{
	struct hold h = { .shop_id = shop_id, .reason = "inquiry", .note = "試験" };
	int result;

	as_settlement(w, ASKER);
	result = db_transact(&w->ctx, hold_work, &h);
	*hold_id = h.hold_id;
	return result;
}

struct requesting { int64_t hold_id; const char *state; bool yes; };

static int
ask_release_work(struct ctx *c, void *arg)
{
	const struct requesting *r = arg;

	return hold_ask(c, r->hold_id, r->state, "確認済み");
}

static int
decide_work(struct ctx *c, void *arg)
{
	const struct requesting *r = arg;

	return hold_decide(c, r->hold_id, r->yes);
}

static int
request(struct world *w, int64_t hold_id, const char *state)
{
	struct requesting r = { hold_id, state, false };

	as_settlement(w, ASKER);
	return db_transact(&w->ctx, ask_release_work, &r);
}

static int
decide(struct world *w, int64_t hold_id, bool yes, int64_t account_id)
{
	struct requesting r = { hold_id, NULL, yes };

	as_settlement(w, account_id);
	return db_transact(&w->ctx, decide_work, &r);
}

static void
end_hold(struct world *w, int64_t hold_id, const char *state)
{
	assert_done(&w->ctx, request(w, hold_id, state));
	assert_done(&w->ctx, decide(w, hold_id, true, SECOND));
}

STMT(held_yen_of, "SELECT held_yen AS yen FROM closing_shop WHERE closing_id = ? AND shop_id = ?");

/* Held and not closed; released, it is in the next closing; refused, in none. */
static void
held_before_the_closing(void **state)
{
	struct world *w = *state;
	struct till t;
	const char *day, *next;
	int64_t first, second, third, released, refused;
	struct closing k;

	shops_open(w, &t);
	day = open_day(w);
	next = day_after(w, day, 1);
	first = pay_on(&t, day, t.shop_id, 100);
	second = pay_on(&t, day, t.shop_id, 20);
	third = pay_on(&t, day, t.shop_id, 3);
	(void)third;
	assert_done(&w->ctx, hold(w, first, &released));
	assert_done(&w->ctx, hold(w, second, &refused));
	assert_places(w, t.shop_id, 3, 0, 120, 0);
	k = closed(w, day);
	assert_closed(w, k.closing_id, t.shop_id, 3);
	assert_int_equal(sum_of(w, &held_yen_of, A(k.closing_id), A(t.shop_id)), 120);
	stand_at(w, next, 12 * HOUR);
	end_hold(w, released, "released");
	end_hold(w, refused, "refused");
	assert_places(w, t.shop_id, 100, 3, 0, 20);
	k = closed(w, next);
	assert_closed(w, k.closing_id, t.shop_id, 100);
	assert_places(w, t.shop_id, 0, 103, 0, 20);
}

/* Held after the period, before its closing is asked for; released late: the closing
 * that is made then leaves it to the next, and a later hold finds it there. */
static void
held_and_released_between_period_and_closing(void **state)
{
	struct world *w = *state;
	struct till t;
	const char *day, *next;
	int64_t payment, id, again;
	struct closing k;

	shops_open(w, &t);
	day = open_day(w);
	next = day_after(w, day, 1);
	payment = pay_on(&t, day, t.shop_id, 100);
	pay_on(&t, day, t.shop_id, 7);
	stand_at(w, next, HOUR);
	assert_done(&w->ctx, hold(w, payment, &id));
	stand_at(w, next, 2 * HOUR);
	end_hold(w, id, "released");
	assert_places(w, t.shop_id, 107, 0, 0, 0);
	assert_done(&w->ctx, ask_for(w, day, &k.closing_id));
	stand_at(w, next, 3 * HOUR);
	as_jobd(w);
	assert_done(&w->ctx, closing_build(&w->ctx, k.closing_id));
	k = closing_now(w, k.closing_id);
	assert_int_equal(sum_of(w, &world_line_yen, A(k.closing_id), A(t.shop_id)), 7);
	assert_done(&w->ctx, hold(w, payment, &again));	/* not of this closing */
	assert_int_equal(sum_of(w, &world_line_yen, A(k.closing_id), A(t.shop_id)), 7);
	assert_done(&w->ctx, confirm(w, k.closing_id, k.yen, SECOND));
	as_jobd(w);
	assert_done(&w->ctx, closing_post(&w->ctx, k.closing_id));
	assert_places(w, t.shop_id, 0, 7, 100, 0);
	end_hold(w, again, "released");
	assert_closed(w, closed(w, next).closing_id, t.shop_id, 100);
	assert_places(w, t.shop_id, 0, 107, 0, 0);
}

STMT(building_again, "UPDATE closing SET state = 'building' WHERE closing_id = ?");
STMT(posting_now, "UPDATE closing SET state = 'posting' WHERE closing_id = ?");
STMT(ready_again, "UPDATE closing SET state = 'ready' WHERE closing_id = ?");

static void
held_while_it_is_closed(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct till t;
	const char *day;
	int64_t first, second, third, id, hold_id, seen;

	shops_open(w, &t);
	day = open_day(w);
	first = pay_on(&t, day, t.shop_id, 100);
	second = pay_on(&t, day, t.shop_id, 20);
	third = pay_on(&t, day, t.shop_id, 3);
	id = built(w, day);
	assert_int_equal(sum_of(w, &world_line_yen, A(id), A(t.shop_id)), 123);
	/* While it is added up: allowed; the lines follow when the job comes to its end. */
	assert_done(c, db_run(c, &building_again, A(id)));
	assert_done(c, hold(w, first, &hold_id));
	as_jobd(w);
	assert_done(c, closing_build(c, id));
	assert_int_equal(sum_of(w, &world_line_yen, A(id), A(t.shop_id)), 23);
	/* While it may be looked at: at once, and who saw the old sum must look again. */
	seen = closing_now(w, id).yen;
	assert_done(c, hold(w, second, &hold_id));
	assert_int_equal(sum_of(w, &world_line_yen, A(id), A(t.shop_id)), 3);
	assert_int_equal(sum_of(w, &held_yen_of, A(id), A(t.shop_id)), 120);
	assert_int_equal(closing_now(w, id).yen, seen - 20);
	assert_refused(c, &closing_changed, confirm(w, id, seen, SECOND));
	/* Between the second person's word and the postings: not. */
	assert_done(c, db_run(c, &posting_now, A(id)));
	assert_refused(c, &payment_in_payout, hold(w, third, &hold_id));
	assert_done(c, db_run(c, &ready_again, A(id)));
	assert_done(c, confirm(w, id, seen - 20, SECOND));
	as_jobd(w);
	assert_done(c, closing_post(c, id));
	assert_closed(w, id, t.shop_id, 3);
	assert_places(w, t.shop_id, 0, 3, 120, 0);
}

STMT(payout_to_file, "UPDATE payout p JOIN closing_shop s ON s.closing_shop_id = p.closing_shop_id"
    " SET p.state = 'in_file' WHERE s.closing_id = ?");

/* Closed and in no file: the payout becomes smaller, what was closed stays as it was. */
static void
held_after_the_closing(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct till t;
	const char *day, *next;
	int64_t first, second, third, hold_id, late;
	struct closing k;

	shops_open(w, &t);
	day = open_day(w);
	next = day_after(w, day, 1);
	first = pay_on(&t, day, t.shop_id, 100);
	second = pay_on(&t, day, t.shop_id, 20);
	k = closed(w, day);
	assert_done(c, hold(w, first, &hold_id));
	assert_places(w, t.shop_id, 0, 20, 100, 0);
	assert_int_equal(sum_of(w, &world_payout_yen, A(k.closing_id), A(t.shop_id)), 20);
	assert_int_equal(sum_of(w, &world_payout_lines, A(k.closing_id), A(t.shop_id)), 20);
	assert_int_equal(sum_of(w, &world_line_yen, A(k.closing_id), A(t.shop_id)), 120);
	/* All of a payout: the shop is held instead. */
	assert_refused(c, &payment_in_payout, hold(w, second, &hold_id));
	assert_done(c, hold_the_shop(w, t.shop_id, &hold_id));
	stand_at(w, next, 12 * HOUR);
	third = pay_on(&t, next, t.shop_id, 3);
	pay_on(&t, next, t.shop_id, 1);
	assert_closed(w, closed(w, next).closing_id, t.shop_id, 4);	/* closings go on */
	assert_done(c, db_run(c, &payout_to_file, A(k.closing_id)));
	assert_refused(c, &payment_in_payout, hold(w, second, &late));
	assert_done(c, hold(w, third, &late));
	assert_places(w, t.shop_id, 0, 21, 103, 0);
	next = day_after(w, next, 1);
	stand_at(w, next, 12 * HOUR);
	end_hold(w, late, "released");
	assert_closed(w, closed(w, next).closing_id, t.shop_id, 3);
	assert_places(w, t.shop_id, 0, 24, 100, 0);
	/* In a payout again, and out of it again. */
	assert_refused(c, &payment_in_payout, hold(w, third, &late));
}

static void
two_people_decide(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct till t;
	int64_t payment, gone, id, shop, other;
	bool is_held;
	const char *day;

	shops_open(w, &t);
	day = open_day(w);
	payment = pay_on(&t, day, t.shop_id, 100);
	gone = pay_on(&t, day, t.shop_id, 1);
	assert_done(c, take_back(&t, gone));
	assert_refused(c, &payment_gone, hold(w, gone, &other));
	assert_done(c, hold(w, payment, &id));
	assert_refused(c, &already_held, hold(w, payment, &other));
	as_till(w, t.shop_id);
	assert_refused(c, &payment_held, take_back(&t, payment));
	assert_refused(c, &hold_not_asked, decide(w, id, true, SECOND));
	assert_done(c, request(w, id, "refused"));
	assert_refused(c, &hold_asked, request(w, id, "released"));
	assert_refused(c, &same_person, decide(w, id, true, ASKER));
	assert_done(c, decide(w, id, false, ASKER));		/* taken back by who asked */
	assert_refused(c, &hold_not_asked, decide(w, id, true, SECOND));
	end_hold(w, id, "released");
	assert_refused(c, &hold_ended, request(w, id, "refused"));
	assert_refused(c, &hold_ended, decide(w, id, true, SECOND));
	assert_done(c, hold(w, payment, &id));			/* held once more */
	end_hold(w, id, "refused");
	assert_refused(c, &already_held, hold(w, payment, &other));
	assert_places(w, t.shop_id, 0, 0, 0, 100);
	as_till(w, t.shop_id);
	assert_refused(c, &payment_held, take_back(&t, payment));
	assert_done(c, hold_the_shop(w, t.shop_id, &shop));
	assert_refused(c, &already_held, hold_the_shop(w, t.shop_id, &other));
	assert_refused(c, &hold_of_shop, request(w, shop, "refused"));
	assert_done(c, hold_shop_is(c, t.shop_id, &is_held));
	assert_true(is_held);
	end_hold(w, shop, "released");
	assert_done(c, hold_shop_is(c, t.shop_id, &is_held));
	assert_false(is_held);
}

/* ---- at the same moment ---- */

enum { RACES = 40, CROWD = 30 };

static _Noreturn void
take_all_back(const struct till *t, const int64_t *payments, const char *day)
{
	struct world w;
	struct till own = *t;

	till_db = db_open(rules_config, "till");
	world_begin(&w, till_db);
	own.world = &w;
	as_till(&w, t->shop_id);
	stand_at(&w, day, 12 * HOUR);
	for (int i = 0; i < RACES; i++) {
		if (take_back(&own, payments[i]) != 0 &&
		    strcmp(w.ctx.reason->code, "payment_held") != 0)
			_exit(2);
		fail_forget(&w.ctx);
	}
	_exit(0);
}

static void
assert_child(pid_t pid)
{
	int status;

	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

/* The shop takes payments back while the office holds them: each is one or the other. */
static void
held_or_taken_back_never_both(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct till t;
	int64_t payments[RACES], hold_id, held = 0;
	const char *day;
	pid_t pid;

	shops_open(w, &t);
	day = open_day(w);
	for (int i = 0; i < RACES; i++)
		payments[i] = pay_on(&t, day, t.shop_id, 10);
	pid = fork();
	if (pid == 0)
		take_all_back(&t, payments, day);
	for (int i = RACES - 1; i >= 0; i--) {
		if (hold(w, payments[i], &hold_id) == 0)
			held++;
		else
			assert_refused(c, &payment_gone, -1);
	}
	assert_child(pid);
	assert_int_equal(sum_of(w, &world_paid_yen, A(t.shop_id), no_arg), held * 10);
	assert_places(w, t.shop_id, 0, 0, held * 10, 0);
}

static _Noreturn void
hold_all(const struct till *t, const int64_t *payments, int64_t now_ms)
{
	struct world w;
	int64_t hold_id;

	(void)t;
	settlement_db = db_open(rules_config, "settlement");
	world_begin(&w, settlement_db);
	w.ctx.now.ms = now_ms;
	for (int i = 0; i < CROWD; i++)
		if (hold(&w, payments[i], &hold_id) != 0)
			_exit(2);
	_exit(0);
}

/* Held one after the other while the job adds up: its lines are what is left. */
static void
added_up_while_payments_are_held(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct till t;
	int64_t payments[CROWD], id;
	const char *day;
	pid_t pid;

	shops_open(w, &t);
	day = open_day(w);
	for (int i = 0; i < CROWD; i++)
		payments[i] = pay_on(&t, day, i % 2 == 0 ? t.shop_id : t.other_shop_id, 100);
	pay_on(&t, day, t.shop_id, 7);
	assert_done(c, ask_for(w, day, &id));
	pid = fork();
	if (pid == 0)
		hold_all(&t, payments, c->now.ms + 1000);
	as_jobd(w);
	assert_done(c, closing_build(c, id));
	assert_child(pid);
	assert_int_equal(sum_of(w, &world_line_yen, A(id), A(t.shop_id)), 7);
	assert_int_equal(sum_of(w, &world_line_yen, A(id), A(t.other_shop_id)), 0);
	assert_int_equal(sum_of(w, &held_yen_of, A(id), A(t.shop_id)), 1500);
	assert_done(c, confirm(w, id, closing_now(w, id).yen, SECOND));
	as_jobd(w);
	assert_done(c, closing_post(c, id));
	assert_closed(w, id, t.shop_id, 7);
	assert_places(w, t.shop_id, 0, 7, 1500, 0);
	assert_places(w, t.other_shop_id, 0, 0, 1500, 0);
}

/* ---- R2 ---- */

static const enum db_fault faults[] = { FAULT_DEADLOCK, FAULT_LOCK_WAIT, FAULT_LINK_BEFORE,
	FAULT_LINK_AFTER };
enum { STATEMENTS_MAX = 60 };

/* True when it was reached.  It is done, or nobody knows. */
static bool
settle(struct world *w, int result)
{
	struct ctx *c = &w->ctx;
	bool reached = db_fault_left(settlement_db) <= 0;

	db_inject(settlement_db, 0, FAULT_NONE);
	if (result != 0) {
		assert_string_equal(c->reason->code, "outcome_unknown");
		fail_forget(c);
	}
	return reached;
}

STMT(hold_of_payment, "SELECT COALESCE(MAX(hold_id), 0) AS yen FROM hold WHERE payment_id = ?");

static bool
hold_and_release(struct till *t, const char *day, enum db_fault fault, int64_t nth)
{
	struct world *w = t->world;
	int64_t id, payment = pay_on(t, day, t->shop_id, 5);
	bool reached;

	as_settlement(w, ASKER);
	db_inject(settlement_db, nth, fault);
	reached = settle(w, hold(w, payment, &id));
	id = sum_of(w, &hold_of_payment, A(payment), no_arg);
	if (id == 0)
		assert_done(&w->ctx, hold(w, payment, &id));
	assert_int_equal(chart_yen(w, CHART_HELD, t->shop_id), 5);
	assert_done(&w->ctx, request(w, id, "released"));
	as_settlement(w, SECOND);
	db_inject(settlement_db, nth, fault);
	reached |= settle(w, decide(w, id, true, SECOND));
	if (chart_yen(w, CHART_HELD, t->shop_id) != 0)
		assert_done(&w->ctx, decide(w, id, true, SECOND));
	assert_int_equal(chart_yen(w, CHART_HELD, t->shop_id), 0);
	return reached;
}

static void
survives_every_fault(void **state)
{
	struct world *w = *state;
	struct till t;
	const char *day;
	int64_t payments = 0;

	shops_open(w, &t);
	day = open_day(w);
	for (size_t f = 0; f < sizeof faults / sizeof *faults; f++) {
		int64_t nth = 1;

		for (; hold_and_release(&t, day, faults[f], nth); nth++, payments++)
			assert_true(nth < STATEMENTS_MAX);
		payments++;
		assert_true(nth > 10);
	}
	assert_places(w, t.shop_id, 5 * payments, 0, 0, 0);
	assert_closed(w, closed(w, day).closing_id, t.shop_id, 5 * payments);
	assert_places(w, t.shop_id, 0, 5 * payments, 0, 0);
}

int
main(void)
{
	return RULES("sales", rule_test(held_before_the_closing),
	    rule_test(held_and_released_between_period_and_closing),
	    rule_test(held_while_it_is_closed), rule_test(held_after_the_closing),
	    rule_test(two_people_decide), rule_test(held_or_taken_back_never_both),
	    rule_test(added_up_while_payments_are_held), rule_test(survives_every_fault));
}
