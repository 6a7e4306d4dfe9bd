#ifndef TILL_ACTS_H
#define TILL_ACTS_H

#include "till_world.h"

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
	struct book b = book_now(t);
	struct list differences;

	assert_int_equal(b.difference_yen, 0);
	assert_int_equal(b.used_paid_yen + b.used_premium_yen, used);
	assert_int_equal(b.purse_paid_yen + b.purse_premium_yen, left);
	assert_done(c, as_owner(t->world, prove_work, &differences));
	assert_int_equal(differences.count, 0);
}

#endif
