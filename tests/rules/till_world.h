#ifndef TILL_WORLD_H
#define TILL_WORLD_H

#include "pay_world.h"

#include "ledger/proof.h"
#include "office/shop.h"
#include "voucher/card.h"
#include "voucher/code.h"
#include "voucher/pay.h"

/*
 * A buyer's purse and two shops of a test's own, in the January 2020 of
 * sale_world.h.  Sells as the sales account, pays as the till's, which holds
 * no right to sell; the books are read as sales again.
 */
enum { SHOP_CLERK = 9000011 };
static struct db *till_db, *office_db;

struct till {
	struct world *world;
	struct counter counter;
	int64_t person_id, purse_id, shop_id, other_shop_id;
};

static inline void
as_till(struct world *w, int64_t shop_id)
{
	if (till_db == NULL)
		till_db = db_open(rules_config, "till");
	w->ctx.db = till_db;
	w->ctx.actor = (struct actor){ .audience = AUDIENCE_SHOP, .account_id = SHOP_CLERK,
		.shop_id = shop_id };
}

static inline void
as_sales(struct world *w)
{
	w->ctx.db = rules_db;
	act_as(w, CLERK);
}

static inline int
shop_work(struct ctx *c, void *arg)
{
	return shop_make(c, arg);
}

static inline int64_t
shop_of(struct world *w)
{
	struct shop shop = { .name = w->tag, .kana = "シケン", .industry = "retail",
		.size = "small", .area = "中央", .address = "見本市中央町1-2-3" };

	if (office_db == NULL)
		office_db = db_open(rules_config, "office");
	w->ctx.db = office_db;
	assert_done(&w->ctx, db_transact(&w->ctx, shop_work, &shop));
	w->ctx.db = rules_db;
	return shop.shop_id;
}

/* Adds a lot to the purse. */
static inline void
buy(struct till *t, const struct counter *k, int64_t sets)
{
	struct sale_order order = order_of(k, t->person_id, sets);
	struct sold sold;

	assert_done(&t->world->ctx, sale_sell(&t->world->ctx, &order, &sold));
}

/* Ends as the till's account, at the first shop. */
static inline void
till_open(struct world *w, struct till *t, int64_t sets)
{
	*t = (struct till){ .world = w };
	counter_open(w, &t->counter, 1000, 1000);
	t->person_id = buyer(w);
	buy(t, &t->counter, sets);
	t->purse_id = purse_of(w, t->person_id);
	t->shop_id = shop_of(w);
	t->other_shop_id = shop_of(w);
	as_till(w, t->shop_id);
}

/* Another round of the same campaign, whose vouchers end on this day. */
static inline struct counter
round_until(struct till *t, const char *use_to_on)
{
	struct world *w = t->world;
	struct counter k = t->counter;

	k.round = round_plan(w, k.campaign.campaign_id, 100, 100);
	k.round.use_to_on = use_to_on;
	act_as(w, EDITOR);
	assert_done(&w->ctx, round_make(&w->ctx, &k.round));
	act_as(w, PUBLISHER);
	assert_done(&w->ctx, round_publish(&w->ctx, k.round.round_id));
	act_as(w, CLERK);
	return k;
}

#endif
