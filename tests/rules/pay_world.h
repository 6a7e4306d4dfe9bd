#ifndef PAY_WORLD_H
#define PAY_WORLD_H

#include "sale_world.h"

/* What a payment does, without the rules of payments: from the purse to a shop's
 * account, and the rows that say so; by the owner of the schema. */
struct paying {
	int64_t purse_id, yen, shop_id, ref_id, payment_id;
	struct list uses;
	int64_t left_yen;
};

static inline int
post_uses(struct ctx *c, const struct paying *p, bool backwards)
{
	struct posting posting = { backwards ? "test_void" : "test_pay", p->ref_id, 0 };
	const struct purse_use *use = p->uses.items;

	if (posting_begin(c, &posting) != 0)
		return -1;
	for (size_t i = 0; i < p->uses.count; i++) {
		for (enum part part = PART_PAID; part <= PART_PREMIUM; part++) {
			struct movement m = { posting.posting_id, use[i].round_id, part,
				CHART_PAYABLE, CHART_PURSE, p->shop_id, p->purse_id,
				part == PART_PAID ? use[i].paid_yen : use[i].premium_yen };

			if (backwards) {
				m.from = CHART_PURSE, m.from_owner = p->purse_id;
				m.to = CHART_PAYABLE, m.to_owner = p->shop_id;
			}
			if (posting_move(c, &m) != 0)
				return -1;
		}
	}
	return 0;
}

STMT(paying_insert, "INSERT INTO payment (purse_id, shop_id, amount_yen, means, digits, paid_at,"
    " paid_on) VALUES (?, ?, ?, 'poster', '00', ?, ?)");
STMT(paying_use_insert, "INSERT INTO payment_use (payment_id, lot_id, round_id, paid_yen,"
    " premium_yen) VALUES (?, ?, ?, ?, ?)");
STMT(paying_void_insert, "INSERT INTO payment_void (payment_id, account_id, reason, voided_at)"
    " VALUES (?, 0, 'test', ?)");

static inline int
pay_work(struct ctx *c, void *arg)
{
	struct paying *p = arg;
	const struct purse_use *use;

	if (purse_take(c, p->purse_id, p->yen, &p->uses, &p->left_yen) != 0 ||
	    db_run(c, &paying_insert, A(p->purse_id), A(p->shop_id), A(p->yen), A(c->now),
	        A(tokyo_date(c->arena, c->now))) != 0)
		return -1;
	p->payment_id = db_inserted(c);
	use = p->uses.items;
	for (size_t i = 0; i < p->uses.count; i++)
		if (db_run(c, &paying_use_insert, A(p->payment_id), A(use[i].lot_id),
		        A(use[i].round_id), A(use[i].paid_yen), A(use[i].premium_yen)) != 0)
			return -1;
	return post_uses(c, p, false);
}

static struct db *schema_db;

static inline int
as_owner(struct world *w, int (*work)(struct ctx *, void *), void *arg)
{
	struct db *own = w->ctx.db;
	int status;

	if (schema_db == NULL)
		schema_db = db_open(rules_config, "migrate");
	w->ctx.db = schema_db;
	status = db_transact(&w->ctx, work, arg);
	w->ctx.db = own;
	return status;
}

/* The whole proof; arg: struct list of differences. */
static inline int
prove_work(struct ctx *c, void *arg)
{
	return books_prove(c, NULL, arg);
}

struct purse_of { int64_t person_id, purse_id; };

static inline int
purse_of_work(struct ctx *c, void *arg)
{
	struct purse_of *p = arg;

	return purse_of_person(c, p->person_id, &p->purse_id);
}

static inline int64_t
purse_of(struct world *w, int64_t person_id)
{
	struct purse_of p = { person_id, 0 };

	assert_done(&w->ctx, db_transact(&w->ctx, purse_of_work, &p));
	return p.purse_id;
}

static inline int
give_back_work(struct ctx *c, void *arg)
{
	struct paying *p = arg;

	if (purse_give_back(c, &p->uses) != 0 ||
	    db_run(c, &paying_void_insert, A(p->payment_id), A(c->now)) != 0)
		return -1;
	return post_uses(c, p, true);
}

#endif
