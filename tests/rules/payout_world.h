#ifndef PAYOUT_WORLD_H
#define PAYOUT_WORLD_H

#include "rules.h"

#include "ledger/balance.h"
#include "office/shop.h"
#include "settlement/bank_file.h"
#include "settlement/bank_sender.h"
#include "settlement/calendar.h"
#include "settlement/hold.h"
#include "settlement/payout.h"
#include "settlement/shop_account.h"
#include "settlement/shop_contact.h"

/*
 * Shops with something to be paid.  Each has a closing of its own that counts for
 * nobody else (cancelled), of vouchers of a round that exists nowhere else, and a
 * payout that is due.  FIRST proposes, builds and sends, SECOND confirms and approves.
 */
enum { FIRST = 9100001, SECOND };

struct payee_shop {
	int64_t shop_id, round_id, closing_id, closing_shop_id;
	const char *pay_on;
};

STMT(test_closing, "INSERT INTO closing (from_on, to_on, upto_at, pay_on, state, asked_by, asked_at)"
    " VALUES ('1999-01-01', '1999-01-31', '1999-01-31 14:59:59.999', ?, 'cancelled', 0, ?)");
STMT(test_closing_shop, "INSERT INTO closing_shop (closing_id, shop_id, payments, yen)"
    " VALUES (?, ?, 1, ?)");
STMT(test_closing_line, "INSERT INTO closing_line (closing_shop_id, round_id, part, yen)"
    " VALUES (?, ?, ?, ?)");
STMT(test_payout_of, "SELECT payout_id AS id FROM payout WHERE closing_shop_id = ?"
    " ORDER BY payout_id DESC LIMIT 1");
STMT(test_mails, "SELECT COUNT(*) AS id FROM outbox WHERE kind = ?");
struct test_id { int64_t id; };
SHAPE(test_id, "A number", FIELD(test_id, id, "Number"));

static inline void
act_as(struct world *w, int64_t account_id)
{
	w->ctx.actor = (struct actor){ .audience = AUDIENCE_STAFF, .account_id = account_id };
}

/* A file takes all that is due by its day, also what other tests left behind. */
static inline const char *
some_day(struct world *w)
{
	const char *day = date_add_days(&w->arena, tokyo_date(&w->arena, w->ctx.now), 3);

	assert_done(&w->ctx, calendar_business_day(&w->ctx, day, false, &day));
	return day;
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

/* ---- what a shop is to be paid ---- */

static inline int
close_work(struct ctx *c, void *arg)
{
	struct payee_shop *s = arg;
	struct posting posting = { .kind = "closing" };

	if (db_run(c, &test_closing, A(s->pay_on), A(c->now)) != 0)
		return -1;
	s->closing_id = db_inserted(c);
	if (db_run(c, &test_closing_shop, A(s->closing_id), A(s->shop_id), A(6000)) != 0)
		return -1;
	s->closing_shop_id = db_inserted(c);
	posting.ref_id = s->closing_shop_id;
	if (posting_begin(c, &posting) != 0)
		return -1;
	for (enum part part = PART_PAID; part <= PART_PREMIUM; part++) {
		struct movement m = { posting.posting_id, s->round_id, part, CHART_DUE,
			CHART_PAYABLE, s->shop_id, s->shop_id, part == PART_PAID ? 5000 : 1000 };

		if (db_run(c, &test_closing_line, A(s->closing_shop_id), A(s->round_id),
		        A((int)part), A(m.yen)) != 0 || posting_move(c, &m) != 0)
			return -1;
	}
	return payout_make_all(c, s->closing_id);
}

/* 6,000 yen due: 5,000 paid by buyers and 1,000 of premium. */
static inline struct payee_shop
shop_with_payout(struct world *w, const char *pay_on)
{
	struct payee_shop s = { .shop_id = make_shop(w), .pay_on = pay_on,
		.round_id = w->number };

	assert_done(&w->ctx, set_contact(w, s.shop_id, arena_text(&w->arena, "%s-%lld@example.jp",
	    w->tag, (long long)s.shop_id)));
	assert_done(&w->ctx, db_transact(&w->ctx, close_work, &s));
	return s;
}

static inline int64_t
payout_of(struct world *w, const struct payee_shop *s)
{
	struct test_id row;

	assert_done(&w->ctx, db_one(&w->ctx, &test_payout_of, &test_id_shape, &row,
	    A(s->closing_shop_id)));
	return row.id;
}

static inline const char *
state_of(struct world *w, const struct payee_shop *s)
{
	struct payout payout;

	assert_done(&w->ctx, payout_read(&w->ctx, payout_of(w, s), &payout));
	return payout.state;
}

static inline int64_t
balance_of(struct world *w, const struct payee_shop *s, enum chart chart)
{
	int64_t sum = 0, yen;

	for (enum part part = PART_PAID; part <= PART_PREMIUM; part++) {
		struct ledger_place place = { chart, s->round_id, s->shop_id, part };

		assert_done(&w->ctx, balance_at(&w->ctx, &place, w->ctx.now, &yen));
		sum += yen;
	}
	return sum;
}

/* ---- who pays ---- */

static const struct bank_sender test_sender = { .client_code = "1234567890",
	.client_name = "ミホンシ", .bank_code = "0001", .branch_code = "001", .number = "7654321",
	.kind = 1, .line_end = "crlf", .has_eof = true };

static inline int
sender_work(struct ctx *c, void *arg)
{
	return bank_sender_set(c, arg);
}

static inline void
set_sender(struct world *w)
{
	struct bank_sender sender = test_sender;

	assert_done(&w->ctx, db_transact(&w->ctx, sender_work, &sender));
}

#endif
