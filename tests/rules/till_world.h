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

/* ---- the acts, each a transaction as the till's routes make it ---- */

static inline struct payment
payment_of(const struct till *t, int64_t yen)
{
	return (struct payment){ .purse_id = t->purse_id, .shop_id = t->shop_id,
		.amount_yen = yen, .means = "poster" };
}

static inline int
payment_work(struct ctx *c, void *arg)
{
	return payment_make(c, arg);
}

static inline int
pay(struct till *t, struct payment *p)
{
	return db_transact(&t->world->ctx, payment_work, p);
}

struct taking { const char *code; struct payment payment; };

static inline int
taking_work(struct ctx *c, void *arg)
{
	struct taking *taking = arg;
	struct payment *p = &taking->payment;
	struct code_opening opening;

	if (code_open(c, taking->code, &opening) != 0)
		return -1;
	p->purse_id = opening.purse_id;
	p->card_id = opening.card_id;
	p->means = p->card_id != 0 ? "card" : "code";
	p->shop_id = c->actor.shop_id;
	p->clerk_account_id = c->actor.account_id;
	if (payment_make(c, p) != 0)
		return -1;
	return code_use_up(c, p->purse_id, p->payment_id);
}

static inline int
take(struct till *t, const char *code, int64_t yen, struct payment *out)
{
	struct taking taking = { code, { .amount_yen = yen } };
	int result = db_transact(&t->world->ctx, taking_work, &taking);

	*out = taking.payment;
	return result;
}

static inline const char *
code_of(struct till *t, int64_t card_id)
{
	struct pay_code code;

	assert_done(&t->world->ctx, code_issue(&t->world->ctx, t->purse_id, card_id, &code));
	return code.code;
}

static inline int
undo_work(struct ctx *c, void *arg)
{
	return payment_take_back(c, arg);
}

static inline int
take_back(struct till *t, int64_t payment_id)
{
	struct payment_undo undo = { payment_id, "drill", 0 };

	return db_transact(&t->world->ctx, undo_work, &undo);
}

/* ---- what must be so afterwards ---- */

/* The books of the first round, read as sales; the actor stays. */
static inline struct book
book_now(struct till *t)
{
	struct ctx *c = &t->world->ctx;
	struct db *db = c->db;
	struct book b;

	c->db = rules_db;
	b = book_of(t->world, t->counter.round.round_id);
	c->db = db;
	return b;
}

static inline int64_t
used_yen(struct till *t)
{
	struct book b = book_now(t);

	assert_int_equal(b.difference_yen, 0);
	return b.used_paid_yen + b.used_premium_yen;
}

/* Nothing differs anywhere, and of this round so much was used and is left. */
static inline void
assert_till(struct till *t, int64_t used, int64_t left)
{
	struct ctx *c = &t->world->ctx;
	struct db *db = c->db;
	struct book b = book_now(t);
	struct list differences;

	assert_int_equal(b.difference_yen, 0);
	assert_int_equal(b.used_paid_yen + b.used_premium_yen, used);
	assert_int_equal(b.purse_paid_yen + b.purse_premium_yen, left);
	c->db = rules_db;
	assert_done(c, books_prove(c, &differences));
	assert_int_equal(differences.count, 0);
	c->db = db;
}

#endif
