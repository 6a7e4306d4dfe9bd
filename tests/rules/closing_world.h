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

#endif
