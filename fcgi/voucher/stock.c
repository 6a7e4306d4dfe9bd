#include "voucher/stock.h"

#include "base/crypto.h"
#include "base/log.h"
#include "db/db.h"

enum { TAKE_TRIES = 8, PLENTY = 4 };

const struct reason stock_short = { 409, "stock_short" };

struct left_row { int64_t left_sets; };
SHAPE(left_row, "What is left", FIELD(left_row, left_sets, "Sets not sold"));
struct stripe_row { int64_t stripe, left_sets; };
SHAPE(stripe_row, "A stripe of stock",
    FIELD(stripe_row, stripe, "0 to 63"),
    FIELD(stripe_row, left_sets, "Sets not sold"));
STMT(stripe_insert, "INSERT INTO round_stock (round_id, stripe, left_sets) VALUES (?, ?, ?)");
#define TAKE "UPDATE round_stock SET left_sets = left_sets - ?"		\
	" WHERE round_id = ? AND stripe = ? AND left_sets >= ?"
STMT(stripe_take_nowait, "SET STATEMENT innodb_lock_wait_timeout = 0 FOR " TAKE);
STMT(stripe_take, TAKE);
STMT(stripe_put, "UPDATE round_stock SET left_sets = left_sets + ?"
    " WHERE round_id = ? AND stripe = ?");
STMT(stripes_lock, "SELECT stripe, left_sets FROM round_stock WHERE round_id = ?"
    " ORDER BY stripe LIMIT 64 FOR UPDATE");
STMT(stripes_look, "SELECT stripe, left_sets FROM round_stock WHERE round_id = ?"
    " ORDER BY stripe LIMIT 64");
STMT(stock_sum, "SELECT COALESCE(SUM(left_sets), 0) AS left_sets FROM round_stock"
    " WHERE round_id = ?");

/* The stripe of this process: where it starts is by chance, so that sellers
 * spread.  A number of a process, not of an act; it holds no state of sales. */
static int own_stripe = -1;

int
stock_make(struct ctx *c, int64_t round_id, int64_t sets)
{
	must(db_in_transaction(c) && sets > 0);
	for (int64_t stripe = 0; stripe < STOCK_STRIPES; stripe++) {
		int64_t share = sets / STOCK_STRIPES + (stripe < sets % STOCK_STRIPES);

		if (db_run(c, &stripe_insert, A(round_id), A(stripe), A(share)) != 0)
			return -1;
	}
	return 0;
}

int
stock_add(struct ctx *c, int64_t round_id, int64_t sets)
{
	must(db_in_transaction(c) && sets > 0);
	for (int64_t stripe = 0; stripe < STOCK_STRIPES; stripe++) {
		int64_t share = sets / STOCK_STRIPES + (stripe < sets % STOCK_STRIPES);

		if (share == 0)
			break;
		if (db_run(c, &stripe_put, A(share), A(round_id), A(stripe)) != 0)
			return -1;
		must(db_changed(c) == 1);
	}
	return 0;
}

static int
lock_all(struct ctx *c, int64_t round_id, struct list *stripes, int64_t *left)
{
	const struct stripe_row *row;

	if (db_list(c, &stripes_lock, &stripe_row_shape, stripes, A(round_id)) != 0)
		return -1;
	row = stripes->items;
	*left = 0;
	for (size_t i = 0; i < stripes->count; i++)
		*left += row[i].left_sets;
	return 0;
}

/* Every stripe is held: what is there now is what there is. */
static int
gather(struct ctx *c, int64_t round_id, int64_t sets)
{
	struct list stripes = { 0 };
	const struct stripe_row *row;
	int64_t left;

	if (lock_all(c, round_id, &stripes, &left) != 0)
		return -1;
	if (left < sets)
		return fail(c, &stock_short, "sets", P(left_sets, left));
	row = stripes.items;
	for (int64_t rest = sets; rest > 0; row++) {
		int64_t part = row->left_sets < rest ? row->left_sets : rest;

		if (part > 0 && db_run(c, &stripe_put, A(-part), A(round_id), A(row->stripe)) != 0)
			return -1;
		rest -= part;
	}
	return 0;
}

/* 1 taken, 0 not: it holds too little, or another act has it just now. */
static int
take_nowait(struct ctx *c, int64_t round_id, int64_t sets, int64_t stripe)
{
	const struct call take = { &stripe_take_nowait,
		{ A(sets), A(round_id), A(stripe), A(sets) } };

	if (db_run_nowait(c, &take) == 0)
		return db_changed(c) == 1;
	if (c->reason != &row_locked)
		return -1;
	fail_forget(c);
	return 0;
}

/* Moves on to a stripe that holds enough and that nobody has just now.  *last:
 * one that held enough, or -1. */
static int
take_elsewhere(struct ctx *c, int64_t round_id, int64_t sets, const struct list *stripes,
    int *last)
{
	const struct stripe_row *row = stripes->items;
	int tries = 0, taken = 0;

	*last = -1;
	for (size_t i = 1; i < stripes->count && tries < TAKE_TRIES && taken == 0; i++) {
		size_t at = ((size_t)own_stripe + i) % stripes->count;

		if (row[at].left_sets < sets)
			continue;
		*last = (int)row[at].stripe;
		tries++;
		taken = take_nowait(c, round_id, sets, row[at].stripe);
	}
	return taken;
}

/*
 * Nobody waits for a stripe while holding another, but for gatherers, who all
 * go in one order: so there is no deadlock, not even at the last sets.  (An
 * UPDATE that waited for a row and then does not match it keeps its lock;
 * hence the takes that do not wait.)  Only where stock is plenty, and a miss
 * as good as impossible, an act waits for its turn at one stripe.
 */
int
stock_take(struct ctx *c, int64_t round_id, int64_t sets)
{
	struct list stripes = { 0 };
	const struct stripe_row *row;
	int64_t left = 0;
	int taken, last;

	must(db_in_transaction(c) && sets > 0);
	if (own_stripe < 0)
		own_stripe = (int)random_below(STOCK_STRIPES);
	taken = take_nowait(c, round_id, sets, own_stripe);
	if (taken != 0)
		return taken == 1 ? 0 : -1;
	if (db_list(c, &stripes_look, &stripe_row_shape, &stripes, A(round_id)) != 0)
		return -1;
	taken = take_elsewhere(c, round_id, sets, &stripes, &last);
	if (last >= 0)
		own_stripe = last;
	if (taken != 0)
		return taken == 1 ? 0 : -1;
	row = stripes.items;
	for (size_t i = 0; i < stripes.count; i++)
		left += row[i].left_sets;
	if (last >= 0 && left > PLENTY * sets * STOCK_STRIPES) {
		if (db_run(c, &stripe_take, A(sets), A(round_id), A(last), A(sets)) != 0)
			return -1;
		if (db_changed(c) == 1)
			return 0;
	}
	return gather(c, round_id, sets);
}

int
stock_put_back(struct ctx *c, int64_t round_id, int64_t sets)
{
	must(db_in_transaction(c) && sets > 0);
	if (own_stripe < 0)
		own_stripe = (int)random_below(STOCK_STRIPES);
	if (db_run(c, &stripe_put, A(sets), A(round_id), A(own_stripe)) != 0)
		return -1;
	must(db_changed(c) == 1);
	return 0;
}

int
stock_drain(struct ctx *c, int64_t round_id, int64_t *sets)
{
	struct list stripes = { 0 };
	const struct stripe_row *row;

	must(db_in_transaction(c));
	if (lock_all(c, round_id, &stripes, sets) != 0)
		return -1;
	row = stripes.items;
	for (size_t i = 0; i < stripes.count; i++)
		if (row[i].left_sets > 0 &&
		    db_run(c, &stripe_put, A(-row[i].left_sets), A(round_id),
		        A(row[i].stripe)) != 0)
			return -1;
	return 0;
}

int
stock_left(struct ctx *c, int64_t round_id, int64_t *sets)
{
	struct left_row row;

	if (db_one(c, &stock_sum, &left_row_shape, &row, A(round_id)) != 0)
		return -1;
	*sets = row.left_sets;
	return 0;
}
