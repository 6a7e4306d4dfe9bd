/* Goal: what a report says is what the ledger says: use by day and week whenever a payment is
 * taken back, and of a closing and of a round what became of their yen, at any past instant. */
#include "closing_acts.h"

#include "db/page.h"
#include "report/report.h"
#include "settlement/payout.h"
#include "voucher/fund_book.h"
#include "voucher/use_day.h"

struct some_id { int64_t id; };
SHAPE(some_id, "A number", FIELD(some_id, id, "It"));
struct report_page { PAGE_MEMBERS; };
SHAPE(report_page, "A page", PAGE_FIELDS(report_page, report_day_orders));
struct report_page_unused { PAGE_MEMBERS; };
SHAPE(report_page_unused, "A page", PAGE_FIELDS(report_page_unused, report_unused_orders));

static int64_t
figure(const struct listing *l, const void *row, const char *name)
{
	return *(const int64_t *)field_of(shape_field(l->row, name), row);
}

static const void *
row_at(const struct listing *l, const struct list *rows, size_t i)
{
	return (const char *)rows->items + i * l->row->size;
}

static struct list
rows_of(struct ctx *c, const struct listing *l, const struct arg *fixed)
{
	struct report_page in = { .limit = PAGE_ROWS_MAX };
	struct page page;

	assert_done(c, page_read(c, l, l == &report_unused ? &report_page_unused_shape :
	    &report_page_shape, &in, fixed, &page));
	return page.rows;
}

/* ---- use, by day and by week ---- */

/* What the reports of 10 January 2020 say, the day, its week and its shops. */
struct use_said { int64_t payments, day_yen, week_yen, shop_yen; };

static struct use_said
use_said(struct till *t)
{
	struct world *w = t->world;
	struct ctx *c = &w->ctx;
	const char *day = "2020-01-10", *monday = "2020-01-06", *sunday = "2020-01-12";
	struct arg one[] = { A(day), A(day) };
	struct arg week[] = { A(monday), A(sunday), A(monday), A(sunday) };
	struct use_said said = { 0 };
	struct list rows;

	as_settlement(w, ASKER);
	rows = rows_of(c, &report_use_days, one);
	if (rows.count > 0) {
		said.payments = figure(&report_use_days, rows.items, "payments");
		said.day_yen = figure(&report_use_days, rows.items, "used_yen");
	}
	rows = rows_of(c, &report_weeks, week);
	if (rows.count > 0)
		said.week_yen = figure(&report_weeks, rows.items, "used_yen");
	rows = rows_of(c, &report_use_industries, one);
	for (size_t i = 0; i < rows.count; i++)
		said.shop_yen += figure(&report_use_industries,
		    row_at(&report_use_industries, &rows, i), "used_yen");
	as_till(w, t->shop_id);
	return said;
}

/* The reports went up by what the ledger holds for the shops of the test. */
static void
assert_reports_agree(struct till *t, struct use_said before, int64_t payments)
{
	struct use_said now = use_said(t);
	int64_t ledger = 0;

	as_settlement(t->world, ASKER);
	for (enum part part = PART_PAID; part <= PART_PREMIUM; part++) {
		struct ledger_place place = { CHART_PAYABLE, t->counter.round.round_id, 0, part };
		int64_t yen;

		assert_done(&t->world->ctx, balance_of_round(&t->world->ctx, &place,
		    t->world->ctx.now, &yen));
		ledger -= yen;
	}
	as_till(t->world, t->shop_id);
	assert_int_equal(now.payments - before.payments, payments);
	assert_int_equal(now.day_yen - before.day_yen, ledger);
	assert_int_equal(now.week_yen - before.week_yen, ledger);
	assert_int_equal(now.shop_yen - before.shop_yen, ledger);
}

/* All days there are, also those of tests that live in the future. */
static void
sum_all_days(struct world *w)
{
	struct instant now = w->ctx.now;
	int64_t payments;

	as_jobd(w);
	w->ctx.now = tokyo_midnight("2199-01-01");
	assert_done(&w->ctx, use_day_run(&w->ctx, &payments));
	w->ctx.now = now;
}

STMT(sum_mark, "SELECT payment_id AS id FROM use_mark");

static void
a_void_counts_before_and_after_the_day_is_summed(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct till t;
	struct payment kept, first, second;
	struct use_said before;
	struct some_id mark;

	till_open(w, &t, 3);
	before = use_said(&t);
	kept = payment_of(&t, 600);
	first = payment_of(&t, 70);
	second = payment_of(&t, 8);
	assert_done(c, pay(&t, &kept));
	assert_done(c, pay(&t, &first));
	assert_done(c, pay(&t, &second));
	assert_reports_agree(&t, before, 3);
	assert_done(c, take_back(&t, first.payment_id));
	assert_reports_agree(&t, before, 2);
	sum_all_days(w);
	assert_done(c, db_one(c, &sum_mark, &some_id_shape, &mark));
	assert_true(mark.id >= second.payment_id);
	as_till(w, t.shop_id);
	assert_reports_agree(&t, before, 2);
	/* In the sums by now, and taken back on its day: an import of past days does so. */
	assert_done(c, take_back(&t, second.payment_id));
	assert_reports_agree(&t, before, 1);
	assert_done(c, take_back(&t, kept.payment_id));
	assert_reports_agree(&t, before, 0);
}

/* A payment has its number and is not committed; another one with a later number is. */
STMT(never_wait, "SET SESSION innodb_lock_wait_timeout = 0");
STMT(wait_again, "SET SESSION innodb_lock_wait_timeout = 3");
struct under_way { struct till *slow, *quick; struct world *jobd; };

static int
pay_slowly(struct ctx *c, void *arg)
{
	struct under_way *u = arg;
	struct ctx *job = &u->jobd->ctx;
	struct payment slow = payment_of(u->slow, 600), quick = payment_of(u->quick, 70);
	int64_t payments;

	if (payment_make(c, &slow) != 0)
		return -1;
	assert_done(&u->quick->world->ctx, pay(u->quick, &quick));
	assert_true(quick.payment_id > slow.payment_id);
	as_jobd(u->jobd);
	job->now = tokyo_midnight("2199-01-01");
	assert_done(job, db_run(job, &never_wait));
	assert_refused(job, &database_busy, use_day_run(job, &payments));
	assert_done(job, db_run(job, &wait_again));
	return 0;
}

static void
summing_never_passes_a_payment_that_is_under_way(void **state)
{
	struct world *w = *state, quick, jobd;
	struct till slow_till, quick_till;
	struct use_said before;
	struct db *own = db_open(rules_config, "till");

	till_open(w, &slow_till, 3);
	world_begin(&quick, rules_db);
	till_open(&quick, &quick_till, 3);
	quick.ctx.db = own;
	world_begin(&jobd, rules_db);
	sum_all_days(w);
	as_till(w, slow_till.shop_id);
	before = use_said(&slow_till);
	assert_done(&w->ctx, db_transact(&w->ctx, pay_slowly,
	    &(struct under_way){ &slow_till, &quick_till, &jobd }));
	sum_all_days(w);
	as_till(w, slow_till.shop_id);
	assert_int_equal(use_said(&slow_till).day_yen - before.day_yen, 670);
	db_close(own);
	world_end(&jobd);
	world_end(&quick);
}

/* ---- closings ---- */

static const void *
closing_row_at(struct world *w, int64_t closing_id, struct instant at)
{
	struct arg fixed[] = { A(at), A(at), A("2000-01-01"), A("2199-12-31") };
	struct list rows;

	rows = rows_of(&w->ctx, &report_closings, fixed);
	for (size_t i = 0; i < rows.count; i++)
		if (figure(&report_closings, row_at(&report_closings, &rows, i), "closing_id") ==
		    closing_id)
			return row_at(&report_closings, &rows, i);
	return NULL;
}

struct closing_said { int64_t closed, held, refused, paid_out, returned, open; };

static void
assert_closing(struct world *w, int64_t closing_id, struct instant at, struct closing_said s)
{
	const struct listing *l = &report_closings;
	const void *row = closing_row_at(w, closing_id, at);

	assert_non_null(row);
	assert_int_equal(figure(l, row, "closed_yen"), s.closed);
	assert_int_equal(figure(l, row, "held_yen"), s.held);
	assert_int_equal(figure(l, row, "refused_yen"), s.refused);
	assert_int_equal(figure(l, row, "paid_out_yen"), s.paid_out);
	assert_int_equal(figure(l, row, "returned_yen"), s.returned);
	assert_int_equal(figure(l, row, "open_yen"), s.open);
}

static int
hold_work(struct ctx *c, void *arg)
{
	return hold_make(c, arg);
}

static int64_t
hold(struct world *w, int64_t payment_id)
{
	struct hold h = { .payment_id = payment_id, .reason = "inquiry", .note = "試験" };

	as_settlement(w, ASKER);
	assert_done(&w->ctx, db_transact(&w->ctx, hold_work, &h));
	return h.hold_id;
}

struct ending { int64_t hold_id; const char *state; };

static int
ask_end_work(struct ctx *c, void *arg)
{
	const struct ending *e = arg;

	return hold_ask(c, e->hold_id, e->state, "確認済み");
}

static int
end_work(struct ctx *c, void *arg)
{
	return hold_decide(c, ((const struct ending *)arg)->hold_id, true);
}

static void
end_hold(struct world *w, int64_t hold_id, const char *state)
{
	struct ending e = { hold_id, state };

	as_settlement(w, ASKER);
	assert_done(&w->ctx, db_transact(&w->ctx, ask_end_work, &e));
	as_settlement(w, SECOND);
	assert_done(&w->ctx, db_transact(&w->ctx, end_work, &e));
}

/* What sending and a return post, and what is said of it; nothing stays. */
STMT(report_payout, "SELECT p.payout_id AS id FROM payout p"
    " JOIN closing_shop s ON s.closing_shop_id = p.closing_shop_id"
    " WHERE s.closing_id = ? AND p.shop_id = ?");
static const struct reason undo = { 409, "undo" };
struct sending { struct till *till; int64_t closing_id, closed_yen; };

static int
post_payout(struct ctx *c, const struct sending *s, const char *kind)
{
	bool is_out = strcmp(kind, "payout") == 0;
	const struct payout_part *part;
	struct posting posting = { .kind = kind };
	struct some_id payout;
	struct list parts;

	if (db_one(c, &report_payout, &some_id_shape, &payout, A(s->closing_id),
	        A(s->till->shop_id)) != 0 || payout_parts(c, payout.id, &parts) != 0)
		return -1;
	posting.ref_id = payout.id;
	if (posting_begin(c, &posting) != 0)
		return -1;
	part = parts.items;
	for (size_t i = 0; i < parts.count; i++) {
		struct movement m = { posting.posting_id, part[i].round_id,
			(enum part)part[i].part, is_out ? CHART_PAID_OUT : CHART_DUE,
			is_out ? CHART_DUE : CHART_PAID_OUT, s->till->shop_id,
			s->till->shop_id, part[i].yen };

		if (posting_move(c, &m) != 0)
			return -1;
	}
	return 0;
}

static int
send_and_return(struct ctx *c, void *arg)
{
	const struct sending *s = arg;
	struct world *w = s->till->world;
	int64_t left = s->closed_yen - 3;	/* held out of the payout */

	if (post_payout(c, s, "payout") != 0)
		return -1;
	assert_closing(w, s->closing_id, c->now,
	    (struct closing_said){ s->closed_yen, 3, 20, 4000, 0, left - 4000 });
	if (post_payout(c, s, "payout_return") != 0)
		return -1;
	assert_closing(w, s->closing_id, c->now,
	    (struct closing_said){ s->closed_yen, 3, 20, 0, 4000, left });
	return fail(c, &undo, NULL);
}

static void
a_closing_is_accounted_for_at_any_instant(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct till t;
	const char *day, *next;
	int64_t released, refused, later;
	struct instant begun, made;
	struct closing k;

	shops_open(w, &t);
	closed(w, open_day(w));			/* what other tests left is not ours */
	day = open_day(w);
	next = day_after(w, day, 1);
	released = hold(w, pay_on(&t, day, t.shop_id, 100));
	refused = hold(w, pay_on(&t, day, t.shop_id, 20));
	later = pay_on(&t, day, t.shop_id, 3);
	pay_on(&t, day, t.shop_id, 4000);
	k = closed(w, day);
	made = c->now;
	begun = (struct instant){ tokyo_midnight(next).ms };
	as_settlement(w, ASKER);
	assert_null(closing_row_at(w, k.closing_id, begun));
	assert_closing(w, k.closing_id, made, (struct closing_said){ k.yen, 120, 0, 0, 0, k.yen });
	stand_at(w, next, 13 * HOUR);
	hold(w, later);
	assert_closing(w, k.closing_id, c->now,
	    (struct closing_said){ k.yen, 123, 0, 0, 0, k.yen - 3 });
	stand_at(w, next, 14 * HOUR);
	end_hold(w, released, "released");	/* the next closing's */
	end_hold(w, refused, "refused");
	assert_closing(w, k.closing_id, c->now,
	    (struct closing_said){ k.yen, 3, 20, 0, 0, k.yen - 3 });
	assert_refused(c, &undo, as_owner(w, send_and_return,
	    &(struct sending){ &t, k.closing_id, k.yen }));
	assert_closing(w, k.closing_id, made, (struct closing_said){ k.yen, 120, 0, 0, 0, k.yen });
}

int
main(void)
{
	return RULES("sales", rule_test(a_void_counts_before_and_after_the_day_is_summed),
	    rule_test(summing_never_passes_a_payment_that_is_under_way),
	    rule_test(a_closing_is_accounted_for_at_any_instant));
}
