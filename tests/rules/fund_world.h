#ifndef FUND_WORLD_H
#define FUND_WORLD_H

#include "till_acts.h"

#include "people/account.h"
#include "settlement/drift.h"
#include "settlement/fund.h"
#include "voucher/expiry.h"
#include "voucher/fund_book.h"

/*
 * A round that was sold and used, in the January 2020 of sale_world.h, as the
 * accounts of settlement see it: ASKER writes movements, POSTER posts them.
 */
enum { ASKER = 9000021, POSTER };
static struct db *settlement_db;

static inline void
as_settlement(struct world *w, int64_t account_id)
{
	if (settlement_db == NULL)
		settlement_db = db_open(rules_config, "settlement");
	w->ctx.db = settlement_db;
	act_as(w, account_id);
}

static inline struct fund_part
funds_of(struct world *w, int64_t round_id, enum part part, struct instant at)
{
	struct list rounds;
	const struct fund_round *r;

	assert_done(&w->ctx, fund_book_read(&w->ctx, at, &rounds));
	r = rounds.items;
	for (size_t i = 0; i < rounds.count; i++)
		if (r[i].round_id == round_id)
			return ((const struct fund_part *)r[i].parts.items)[part - PART_PAID];
	fail_test("no funds of round %lld", (long long)round_id);
	return (struct fund_part){ 0 };
}

static inline struct fund_movement
movement_of(const struct till *t, const char *kind, int64_t yen)
{
	return (struct fund_movement){ .kind = kind, .round_id = t->counter.round.round_id,
		.part = PART_PAID, .yen = yen, .bank_on = "2020-01-10", .note = "drill" };
}

/* Asked for by one, posted by the other; ends as POSTER. */
static inline void
move_funds(struct till *t, const char *kind, int64_t yen)
{
	struct fund_movement m = movement_of(t, kind, yen);
	struct ctx *c = &t->world->ctx;

	as_settlement(t->world, ASKER);
	assert_done(c, fund_ask(c, &m));
	as_settlement(t->world, POSTER);
	assert_done(c, fund_post(c, m.fund_movement_id));
}

#endif
