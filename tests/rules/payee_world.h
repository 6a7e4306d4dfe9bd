#ifndef PAYEE_WORLD_H
#define PAYEE_WORLD_H

#include "rules.h"

#include "office/shop.h"
#include "settlement/shop_account.h"
#include "settlement/shop_contact.h"

/* Shops, their contacts and accounts.  FIRST proposes, SECOND confirms. */
enum { FIRST = 9100001, SECOND };

struct test_id { int64_t id; };
SHAPE(test_id, "A number", FIELD(test_id, id, "Number"));

static inline void
act_as(struct world *w, int64_t account_id)
{
	w->ctx.actor = (struct actor){ .audience = AUDIENCE_STAFF, .account_id = account_id };
}

static struct db *office_db;

struct making_shop { struct world *w; struct shop shop; };

static inline int
make_shop_work(struct ctx *c, void *arg)
{
	struct making_shop *m = arg;

	m->shop = (struct shop){ .name = m->w->tag, .kana = "シケン", .industry = "retail",
		.size = "small", .area = "中央", .address = "見本市中央町1" };
	return shop_make(c, &m->shop);
}

static inline int64_t
make_shop(struct world *w)
{
	struct making_shop m = { .w = w };
	struct db *own = w->ctx.db;

	if (office_db == NULL)
		office_db = db_open(rules_config, "office");
	w->ctx.db = office_db;
	assert_done(&w->ctx, db_transact(&w->ctx, make_shop_work, &m));
	w->ctx.db = own;
	return m.shop.shop_id;
}

/* ---- acts, each a transaction as a route would open it ---- */

struct proposing { int64_t shop_id; const struct payee_typed *typed; int64_t id; };

static inline int
propose_work(struct ctx *c, void *arg)
{
	struct proposing *p = arg;

	return shop_account_propose(c, p->shop_id, p->typed, &p->id);
}

struct deciding { int64_t id; bool confirm; };

static inline int
decide_work(struct ctx *c, void *arg)
{
	const struct deciding *d = arg;

	return shop_account_decide(c, d->id, d->confirm, "試験");
}

struct contacting { int64_t shop_id; const char *mail; };

static inline int
contact_work(struct ctx *c, void *arg)
{
	const struct contacting *k = arg;

	return shop_contact_set(c, k->shop_id, k->mail);
}

static inline int
set_contact(struct world *w, int64_t shop_id, const char *mail)
{
	return db_transact(&w->ctx, contact_work, &(struct contacting){ shop_id, mail });
}

static inline int
propose(struct world *w, int64_t shop_id, const struct payee_typed *typed, int64_t *id)
{
	struct proposing p = { shop_id, typed, 0 };
	int result = db_transact(&w->ctx, propose_work, &p);

	*id = p.id;
	return result;
}

static inline int
decide(struct world *w, int64_t id, bool confirm)
{
	return db_transact(&w->ctx, decide_work, &(struct deciding){ id, confirm });
}

static inline struct payee_typed
typed_account(const char *number)
{
	return (struct payee_typed){ .bank_code = "0001", .branch_code = "001", .kind = 1,
		.number = number, .holder = "カ）シケンショウテン" };
}

static inline int64_t
confirm_account(struct world *w, int64_t shop_id, const char *number)
{
	struct payee_typed typed = typed_account(number);
	int64_t id;

	act_as(w, FIRST);
	assert_done(&w->ctx, propose(w, shop_id, &typed, &id));
	act_as(w, SECOND);
	assert_done(&w->ctx, decide(w, id, true));
	act_as(w, FIRST);
	return id;
}

#endif
