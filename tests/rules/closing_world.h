#ifndef CLOSING_WORLD_H
#define CLOSING_WORLD_H

#include "till_acts.h"

#include "ledger/balance.h"
#include "settlement/closing.h"
#include "settlement/cycle.h"
#include "settlement/hold.h"
#include "settlement/payable.h"
#include "voucher/payable.h"

/*
 * Periods follow each other over the whole instance: each test closes the next
 * days, whatever they are, with shops and a round of its own.  ASKER asks,
 * SECOND confirms.  The job is run here and not by the jobd of the instance: it
 * is cancelled in the transaction that asks for it.
 */
enum { ASKER = 9000021, SECOND, HOUR = 3600000 };
static struct db *settlement_db, *jobd_db;

static inline void
as_settlement(struct world *w, int64_t account_id)
{
	if (settlement_db == NULL)
		settlement_db = db_open(rules_config, "settlement");
	payables_use(&voucher_payables);
	w->ctx.db = settlement_db;
	act_as(w, account_id);
}

static inline void
as_jobd(struct world *w)
{
	if (jobd_db == NULL)
		jobd_db = db_open(rules_config, "jobd");
	payables_use(&voucher_payables);
	w->ctx.db = jobd_db;
	w->ctx.actor = (struct actor){ .audience = AUDIENCE_SYSTEM };
}

/* A till whose vouchers are good on any day a test may reach. */
static inline void
shops_open(struct world *w, struct till *t)
{
	struct counter *k = &t->counter;

	*t = (struct till){ .world = w };
	counter_open(w, k, 1000, 1000);
	act_as(w, EDITOR);
	k->round = round_plan(w, k->campaign.campaign_id, 1000, 1000);
	k->round.use_to_on = k->round.sell_to_on = "2098-12-31";
	assert_done(&w->ctx, round_make(&w->ctx, &k->round));
	act_as(w, PUBLISHER);
	assert_done(&w->ctx, round_publish(&w->ctx, k->round.round_id));
	act_as(w, CLERK);
	t->person_id = buyer(w);
	buy(t, k, 20);
	t->purse_id = purse_of(w, t->person_id);
	t->shop_id = shop_of(w);
	t->other_shop_id = shop_of(w);
}

/* The first day that is not closed. */
static inline const char *
open_day(struct world *w)
{
	const char *from_on;

	as_settlement(w, ASKER);
	assert_done(&w->ctx, period_next_from(&w->ctx, &from_on));
	return from_on;
}

static inline const char *
day_after(struct world *w, const char *day, int days)
{
	return date_add_days(&w->arena, day, days);
}

static inline void
stand_at(struct world *w, const char *day, int64_t ms)
{
	w->ctx.now.ms = tokyo_midnight(day).ms + ms;
}

/* At noon of the day, or so many minutes later; leaves the ctx there. */
static inline int64_t
pay_on(struct till *t, const char *day, int64_t shop_id, int64_t yen)
{
	struct payment p = payment_of(t, yen);
	struct world *w = t->world;

	as_till(w, p.shop_id = shop_id);
	stand_at(w, day, 12 * HOUR);
	assert_done(&w->ctx, pay(t, &p));
	return p.payment_id;
}

/* ---- the acts, each a transaction as the routes make it ---- */

struct asking { const char *to_on; int64_t closing_id; };

static inline int
ask_work(struct ctx *c, void *arg)
{
	struct asking *a = arg;
	struct job_state job;
	bool found;

	if (closing_ask(c, a->to_on, &a->closing_id) != 0 ||
	    job_latest(c, "closing.build", a->closing_id, &found, &job) != 0)
		return -1;
	return job_cancel(c, job.job_run_id);
}

/* Ten minutes after the day is over, as ASKER. */
static inline int
ask_for(struct world *w, const char *to_on, int64_t *closing_id)
{
	struct asking a = { to_on, 0 };
	int result;

	as_settlement(w, ASKER);
	stand_at(w, day_after(w, to_on, 1), 10 * 60000);
	result = db_transact(&w->ctx, ask_work, &a);
	*closing_id = a.closing_id;
	return result;
}

struct confirming { int64_t closing_id, yen; };

static inline int
confirm_work(struct ctx *c, void *arg)
{
	struct confirming *a = arg;
	struct job_state job;
	bool found;

	if (closing_confirm(c, a->closing_id, a->yen) != 0 ||
	    job_latest(c, "closing.post", a->closing_id, &found, &job) != 0)
		return -1;
	return job_cancel(c, job.job_run_id);
}

static inline int
confirm(struct world *w, int64_t closing_id, int64_t yen, int64_t account_id)
{
	struct confirming a = { closing_id, yen };

	as_settlement(w, account_id);
	return db_transact(&w->ctx, confirm_work, &a);
}

static inline int
cancel_work(struct ctx *c, void *arg)
{
	return closing_cancel(c, *(int64_t *)arg);
}

static inline int
cancel(struct world *w, int64_t closing_id)
{
	as_settlement(w, SECOND);
	return db_transact(&w->ctx, cancel_work, &closing_id);
}

STMT(world_closing, "SELECT closing_id, from_on, to_on, pay_on, state, upto_at, shops, payments, yen,"
    " asked_by FROM closing WHERE closing_id = ?");

static inline struct closing
closing_now(struct world *w, int64_t closing_id)
{
	struct closing k;

	as_settlement(w, ASKER);
	assert_done(&w->ctx, db_one(&w->ctx, &world_closing, &closing_shape, &k, A(closing_id)));
	return k;
}

static inline int64_t
built(struct world *w, const char *to_on)
{
	int64_t closing_id;

	assert_done(&w->ctx, ask_for(w, to_on, &closing_id));
	as_jobd(w);
	assert_done(&w->ctx, closing_build(&w->ctx, closing_id));
	assert_string_equal(closing_now(w, closing_id).state, "ready");
	return closing_id;
}

/* From asking to the postings; what closed it is the closing as it stands. */
static inline struct closing
closed(struct world *w, const char *to_on)
{
	int64_t id = built(w, to_on);

	assert_done(&w->ctx, confirm(w, id, closing_now(w, id).yen, SECOND));
	as_jobd(w);
	assert_done(&w->ctx, closing_post(&w->ctx, id));
	return closing_now(w, id);
}

/* ---- what must be so ---- */

struct yen_row { int64_t yen; };
SHAPE(yen_row, "A sum", FIELD(yen_row, yen, "Yen"));
STMT(world_shop_yen, "SELECT CAST(COALESCE(SUM(yen), 0) AS SIGNED) AS yen FROM closing_shop"
    " WHERE closing_id = ? AND shop_id = ?");
STMT(world_line_yen, "SELECT CAST(COALESCE(SUM(l.yen), 0) AS SIGNED) AS yen FROM closing_shop s"
    " JOIN closing_line l ON l.closing_shop_id = s.closing_shop_id"
    " WHERE s.closing_id = ? AND s.shop_id = ?");
STMT(world_payout_yen, "SELECT CAST(COALESCE(SUM(p.yen), 0) AS SIGNED) AS yen FROM closing_shop s"
    " JOIN payout p ON p.closing_shop_id = s.closing_shop_id"
    " WHERE s.closing_id = ? AND s.shop_id = ?");
STMT(world_payout_lines, "SELECT CAST(COALESCE(SUM(l.yen), 0) AS SIGNED) AS yen FROM closing_shop s"
    " JOIN payout p ON p.closing_shop_id = s.closing_shop_id"
    " JOIN payout_line l ON l.payout_id = p.payout_id WHERE s.closing_id = ? AND s.shop_id = ?");
STMT(world_chart_yen, "SELECT CAST(COALESCE(-SUM(yen), 0) AS SIGNED) AS yen FROM entry"
    " WHERE chart = ? AND owner_id = ?");
STMT(world_paid_yen, "SELECT CAST(COALESCE(SUM(p.amount_yen), 0) AS SIGNED) AS yen FROM payment p"
    " WHERE p.shop_id = ? AND NOT EXISTS"
    " (SELECT 1 FROM payment_void v WHERE v.payment_id = p.payment_id)");

static inline int64_t
sum_of(struct world *w, const struct stmt *statement, struct arg first, struct arg second)
{
	struct yen_row row;

	as_settlement(w, ASKER);
	assert_done(&w->ctx, db_one(&w->ctx, statement, &yen_row_shape, &row, first, second));
	return row.yen;
}
static const struct arg no_arg = { .kind = ARG_END };

static inline int64_t
chart_yen(struct world *w, enum chart chart, int64_t shop_id)
{
	return sum_of(w, &world_chart_yen, A((int)chart), A(shop_id));
}

/* Shop, lines, payout and its lines say the same; nothing was lost on the way. */
static inline void
assert_closed(struct world *w, int64_t closing_id, int64_t shop_id, int64_t yen)
{
	assert_int_equal(sum_of(w, &world_shop_yen, A(closing_id), A(shop_id)), yen);
	assert_int_equal(sum_of(w, &world_line_yen, A(closing_id), A(shop_id)), yen);
	assert_int_equal(sum_of(w, &world_payout_yen, A(closing_id), A(shop_id)), yen);
	assert_int_equal(sum_of(w, &world_payout_lines, A(closing_id), A(shop_id)), yen);
}

/* Where the money of a shop is, and that all of it is somewhere. */
static inline void
assert_places(struct world *w, int64_t shop_id, int64_t payable, int64_t due, int64_t held,
    int64_t refused)
{
	assert_int_equal(chart_yen(w, CHART_PAYABLE, shop_id), payable);
	assert_int_equal(chart_yen(w, CHART_DUE, shop_id), due);
	assert_int_equal(chart_yen(w, CHART_HELD, shop_id), held);
	assert_int_equal(chart_yen(w, CHART_REFUSED, shop_id), refused);
	assert_int_equal(payable + due + held + refused,
	    sum_of(w, &world_paid_yen, A(shop_id), no_arg));
}

#endif
