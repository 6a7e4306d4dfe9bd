#ifndef STATEMENT_SEEN_H
#define STATEMENT_SEEN_H

#include "ledger/balance.h"
#include "settlement/statement.h"
#include "settlement/statement_line.h"
#include "statement_paper.h"

/* A statement is taken in, and what is so afterwards. */
struct taking_in { struct bytes file; struct statement out; };

static inline int
take_in_work(struct ctx *c, void *arg)
{
	struct taking_in *t = arg;

	return statement_take(c, t->file, &t->out);
}

static inline int
take_in(struct bank *b, struct bytes file, struct statement *out)
{
	struct taking_in t = { .file = file };
	int result = db_transact(&b->world->ctx, take_in_work, &t);

	*out = t.out;
	return result;
}

STMT(world_payout_state, "SELECT state FROM payout WHERE payout_id = ?");
STMT(world_file_state, "SELECT state FROM bank_file WHERE bank_file_id = ?");
STMT(world_lines, "SELECT bank_line_id, bank_statement_id, line_no, account_on, direction, yen,"
    " state, kind, COALESCE(bank_file_id, 0) AS bank_file_id,"
    " COALESCE(payout_id, 0) AS payout_id, COALESCE(shop_id, 0) AS shop_id,"
    " COALESCE(asked_file_id, 0) AS asked_file_id,"
    " COALESCE(asked_payout_id, 0) AS asked_payout_id, fee_yen, asked_fee_yen,"
    " 0 AS is_own FROM bank_line"
    " WHERE bank_statement_id = ? ORDER BY line_no LIMIT 100");
struct state_word { const char *state; };
SHAPE(state_word, "A state", FIELD(state_word, state, "In a word"));

static inline const char *
payout_state(struct bank *b, size_t shop)
{
	struct ctx *c = &b->world->ctx;
	struct state_word row;

	assert_done(c, db_one(c, &world_payout_state, &state_word_shape, &row,
	    A(b->shops[shop].payout_id)));
	return row.state;
}

static inline const char *
file_state_of(struct bank *b)
{
	struct ctx *c = &b->world->ctx;
	struct state_word row;

	assert_done(c, db_one(c, &world_file_state, &state_word_shape, &row,
	    A(b->bank_file_id)));
	return row.state;
}

static inline struct statement_line
line_of(struct bank *b, int64_t bank_statement_id, size_t at)
{
	struct ctx *c = &b->world->ctx;
	struct list lines;

	assert_done(c, db_list(c, &world_lines, &statement_line_shape, &lines,
	    A(bank_statement_id)));
	assert_true(at < lines.count);
	return ((const struct statement_line *)lines.items)[at];
}

/* What the ledger says was paid out to the shop, and what is due again. */
static inline void
assert_ledger(struct bank *b, size_t shop, int64_t paid_out, int64_t due)
{
	struct ctx *c = &b->world->ctx;
	const struct paid_shop *s = &b->shops[shop];
	struct instant at = { clock_now(rules_config).ms + 1000 };
	int64_t yen;

	assert_done(c, balance_at(c, &(struct ledger_place){ CHART_PAID_OUT, s->round_id,
	    s->shop_id, PART_PAID }, at, &yen));
	assert_int_equal(yen, -paid_out);
	assert_done(c, balance_at(c, &(struct ledger_place){ CHART_DUE, s->round_id, s->shop_id,
	    PART_PAID }, at, &yen));
	assert_int_equal(yen, -due);
}

#endif
