#ifndef STATEMENT_WORLD_H
#define STATEMENT_WORLD_H

#include "till_world.h"

#include <stdio.h>

#include "base/text.h"
#include "db/keyring.h"
#include "settlement/bank_sender.h"

/*
 * Shops of a test's own that were paid by a file of 15 January 2020, and statements of
 * the bank about it.  Closing, accounts and file are rows as their own rules leave them
 * (they have tests of their own); the money is posted.  Amounts are random, so that
 * files of other tests are not meant.
 */
enum { TAKER = 9000031, SECOND, SHOPS_MAX = 8 };
static const struct instant february = { 1580698800000 };	/* 2020-02-03 12:00 in Tokyo */

struct paid_shop {
	int64_t shop_id, payout_id, yen, round_id;	/* no installation counts up to it */
	const char *holder;		/* as the bank writes it */
};
struct bank {
	struct world *world;
	struct bank_sender sender;
	struct paid_shop shops[SHOPS_MAX];
	size_t count;
	int64_t bank_file_id, yen;
};

STMT(world_contact, "INSERT INTO shop_contact (shop_id, seal_code, mail_sealed, made_by, made_at)"
    " VALUES (?, ?, ?, 1, ?)");
STMT(world_account, "INSERT INTO shop_account (shop_id, bank_code, branch_code, kind, seal_code,"
    " number_sealed, holder_sealed, account_hash, last_digits, state, proposed_by, proposed_at,"
    " decided_by, decided_at) VALUES (?, '0166', '150', 1, ?, ?, ?, ?, '567', 'confirmed', 1, ?,"
    " 2, ?)");
STMT(world_closing, "INSERT INTO closing (from_on, to_on, upto_at, pay_on, state, asked_by,"
    " asked_at) VALUES ('2019-12-01', '2019-12-31', '2019-12-31 14:59:59.999', '2020-01-15',"
    " 'cancelled', 1, ?)");
/* Without an amount: lists of closings by amount are of other tests. */
STMT(world_closing_shop, "INSERT INTO closing_shop (closing_id, shop_id, payments, yen)"
    " VALUES (?, ?, 1, 0)");
STMT(world_file, "INSERT INTO bank_file (pay_on, state, payouts, yen, hash, seal_code, content,"
    " built_by, built_at, sent_by, sent_at) VALUES ('2020-01-15', 'sent', ?, ?, ?, ?, 'x', 1, ?,"
    " 1, ?)");
STMT(world_payout, "INSERT INTO payout (closing_shop_id, shop_id, yen, pay_on, state,"
    " shop_account_id, bank_file_id, made_at, sent_at) VALUES (?, ?, ?, '2020-01-15', 'sent', ?,"
    " ?, ?, ?)");
STMT(world_payout_line, "INSERT INTO payout_line (payout_id, round_id, part, yen)"
    " VALUES (?, ?, 1, ?)");

static inline struct bytes
of_text(const char *text)
{
	return (struct bytes){ text, strlen(text) };
}

static inline struct bytes
closed(struct world *w, const char *column, const char *code, const char *text)
{
	const char *where = arena_text(&w->arena, "%s.%s", column, code);

	return seal(&w->arena, keyring_key(&w->ctx, "shop"), where, of_text(text));
}

static inline int64_t
account_in(struct world *w, int64_t shop_id, const char *holder)
{
	const char *code = random_code(&w->arena, 16);
	struct ctx *c = &w->ctx;

	assert_done(c, db_run(c, &world_contact, A(shop_id), A(code),
	    A(closed(w, "shop_contact.mail", code, arena_text(&w->arena, "s%lld@example.jp",
	        (long long)shop_id))), A(c->now)));
	assert_done(c, db_run(c, &world_account, A(shop_id), A(code),
	    A(closed(w, "shop_account.number", code, "1234567")),
	    A(closed(w, "shop_account.holder", code, holder)),
	    A(hash_text(&w->arena, NULL, code)), A(c->now), A(c->now)));
	return db_inserted(c);
}

/* What the closing and the sending of the file post. */
static inline int
post_sent(struct ctx *c, void *arg)
{
	const struct paid_shop *s = arg;
	struct posting closing = { .kind = "test_closing", .ref_id = s->payout_id };
	struct posting payout = { .kind = "payout", .ref_id = s->payout_id };

	if (posting_begin(c, &closing) != 0 ||
	    posting_move(c, &(struct movement){ closing.posting_id, s->round_id, PART_PAID,
	        CHART_DUE, CHART_PAYABLE, s->shop_id, s->shop_id, s->yen }) != 0)
		return -1;
	return posting_begin(c, &payout) != 0 ||
	        posting_move(c, &(struct movement){ payout.posting_id, s->round_id, PART_PAID,
	            CHART_PAID_OUT, CHART_DUE, s->shop_id, s->shop_id, s->yen }) != 0 ?
	    -1 : 0;
}

static inline void
pay_shop(struct bank *b, struct paid_shop *s, int64_t closing_id)
{
	struct world *w = b->world;
	struct ctx *c = &w->ctx;
	int64_t account_id, closing_shop_id;

	s->shop_id = shop_of(w);
	if (s->holder == NULL)
		s->holder = arena_text(&w->arena, "\xbc\xb9\xdd %010lld", (long long)s->shop_id);
	account_id = account_in(w, s->shop_id, s->holder);
	assert_done(c, db_run(c, &world_closing_shop, A(closing_id), A(s->shop_id)));
	closing_shop_id = db_inserted(c);
	assert_done(c, db_run(c, &world_payout, A(closing_shop_id), A(s->shop_id), A(s->yen),
	    A(account_id), A(b->bank_file_id), A(c->now), A(c->now)));
	s->payout_id = db_inserted(c);
	s->round_id = w->number + s->payout_id;
	assert_done(c, db_run(c, &world_payout_line, A(s->payout_id), A(s->round_id), A(s->yen)));
	/* The shop has no payments: posted today, it is in no period another test closes. */
	c->now = clock_now(rules_config);
	assert_done(c, db_transact(c, post_sent, s));
	c->now = february;
}

/* A file with a payout for each of the amounts. */
static inline void
file_sent(struct bank *b, const int64_t *yen, size_t count)
{
	struct world *w = b->world;
	struct ctx *c = &w->ctx;
	int64_t closing_id;

	b->count = count;
	b->yen = 0;
	for (size_t i = 0; i < count; i++) {
		b->shops[i] = (struct paid_shop){ .yen = yen[i], .holder = b->shops[i].holder };
		b->yen += yen[i];
	}
	assert_done(c, db_run(c, &world_closing, A(c->now)));
	closing_id = db_inserted(c);
	assert_done(c, db_run(c, &world_file, A((int64_t)count), A(b->yen),
	    A(hash_text(&w->arena, NULL, w->tag)), A(random_code(&w->arena, 16)), A(c->now),
	    A(c->now)));
	b->bank_file_id = db_inserted(c);
	for (size_t i = 0; i < count; i++)
		pay_shop(b, &b->shops[i], closing_id);
}

#endif
