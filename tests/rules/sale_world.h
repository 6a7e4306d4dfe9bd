#ifndef SALE_WORLD_H
#define SALE_WORLD_H

#include "rules.h"

#include "ledger/posting.h"
#include "people/person.h"
#include "voucher/books.h"
#include "voucher/campaign.h"
#include "voucher/purse.h"
#include "voucher/round.h"
#include "voucher/sale.h"
#include "voucher/stock.h"

/*
 * A municipality of a test's own: a campaign with one published round, sold
 * and used in January 2020, so that no other test's vouchers are touched when
 * they expire.  EDITOR edits, PUBLISHER publishes, CLERK sells, CHIEF voids.
 */
enum { EDITOR = 9000001, PUBLISHER, CLERK, CHIEF };
static const struct instant noon = { 1578625200000 };	/* 2020-01-10 12:00 in Tokyo */
enum { DAY_MS = 86400000 };

struct counter {
	struct campaign campaign;
	struct round round;
};

static inline void
act_as(struct world *w, int64_t account_id)
{
	w->ctx.actor = (struct actor){ .audience = AUDIENCE_STAFF, .account_id = account_id };
}

static inline struct round
round_plan(const struct world *w, int64_t campaign_id, int64_t sets, int64_t cap_sets)
{
	return (struct round){ .campaign_id = campaign_id, .name = w->tag,
		.eligibility = "residents", .allotment = "first_come", .price_yen = 5000,
		.face_yen = 6000, .sets = sets, .cap_sets = cap_sets,
		.sell_from_on = "2020-01-01", .sell_to_on = "2020-01-20",
		.use_from_on = "2020-01-05", .use_to_on = "2020-01-31", .rolls_over = true };
}

/* Published, with stock; ctx stands at noon of 10 January as CLERK. */
static inline void
counter_open(struct world *w, struct counter *k, int64_t sets, int64_t cap_sets)
{
	struct ctx *c = &w->ctx;

	c->now = noon;
	act_as(w, EDITOR);
	k->campaign = (struct campaign){ .name = w->tag, .cap_sets = cap_sets };
	assert_done(c, campaign_make(c, &k->campaign));
	k->round = round_plan(w, k->campaign.campaign_id, sets, cap_sets);
	assert_done(c, round_make(c, &k->round));
	act_as(w, PUBLISHER);
	assert_done(c, round_publish(c, k->round.round_id));
	act_as(w, CLERK);
}

struct making { const struct person *person; int64_t person_id; };

static inline int
make_person_work(struct ctx *c, void *arg)
{
	struct making *m = arg;

	return person_make(c, m->person, &m->person_id);
}

static inline int64_t
buyer(struct world *w)
{
	struct person person = { .name = "見本 花子", .kana = "ミホン ハナコ",
		.birth_on = "1946-05-05", .address = "見本市本町1-2-3" };
	struct making m = { &person, 0 };

	assert_done(&w->ctx, db_transact(&w->ctx, make_person_work, &m));
	return m.person_id;
}

static inline struct sale_order
order_of(const struct counter *k, int64_t person_id, int64_t sets)
{
	return (struct sale_order){ k->round.round_id, person_id, sets,
		sets * k->round.price_yen, true };
}

static inline struct book
book_of(struct world *w, int64_t round_id)
{
	struct list books = { 0 };
	const struct book *b;

	assert_done(&w->ctx, books_read(&w->ctx, &books));
	b = books.items;
	for (size_t i = 0; i < books.count; i++)
		if (b[i].round_id == round_id)
			return b[i];
	fail_test("no book of round %lld", (long long)round_id);
	return (struct book){ 0 };
}

/* Every figure of the round, all from what was sold and what is left. */
static inline void
assert_book(struct world *w, const struct counter *k, int64_t sold_sets)
{
	struct book b = book_of(w, k->round.round_id);

	assert_int_equal(b.difference_yen, 0);
	assert_int_equal(b.sold_sets, sold_sets);
	assert_int_equal(b.left_sets, b.sets - sold_sets);
	assert_int_equal(b.proceeds_yen, sold_sets * k->round.price_yen);
	assert_int_equal(b.premium_yen,
	    sold_sets * (k->round.face_yen - k->round.price_yen));
}

#endif
