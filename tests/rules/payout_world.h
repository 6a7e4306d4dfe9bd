#ifndef PAYOUT_WORLD_H
#define PAYOUT_WORLD_H

#include "payee_world.h"

#include "ledger/balance.h"
#include "settlement/bank_file.h"
#include "settlement/bank_sender.h"
#include "settlement/calendar.h"
#include "settlement/hold.h"
#include "settlement/payout.h"

/*
 * Shops with something to be paid.  Each has a closing of its own that counts for
 * nobody else (cancelled), of vouchers of a round that exists nowhere else, and a
 * payout that is due.  FIRST builds and sends, SECOND approves.
 */
struct payee_shop {
	int64_t shop_id, round_id, closing_id, closing_shop_id;
	const char *pay_on;
};

STMT(test_closing, "INSERT INTO closing (from_on, to_on, upto_at, pay_on, state, asked_by,"
    " asked_at) VALUES ('1999-01-01', '1999-01-31', '1999-01-31 14:59:59.999', ?, 'cancelled',"
    " 0, ?)");
STMT(test_closing_shop, "INSERT INTO closing_shop (closing_id, shop_id, payments, yen)"
    " VALUES (?, ?, 1, ?)");
STMT(test_closing_line, "INSERT INTO closing_line (closing_shop_id, round_id, part, yen)"
    " VALUES (?, ?, ?, ?)");
STMT(test_payout_of, "SELECT payout_id AS id FROM payout WHERE closing_shop_id = ?"
    " ORDER BY payout_id DESC LIMIT 1");

/* A file takes all that is due by its day, also what other tests left behind. */
static inline const char *
some_day(struct world *w)
{
	const char *day = date_add_days(&w->arena, tokyo_date(&w->arena, w->ctx.now), 3);

	assert_done(&w->ctx, calendar_business_day(&w->ctx, day, false, &day));
	return day;
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
