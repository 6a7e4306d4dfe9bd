#include "voucher/stock.h"

#include "base/crypto.h"
#include "base/log.h"
#include "db/db.h"

const struct reason stock_short = { 409, "stock_short" };

struct left_row { int64_t left_sets; };
SHAPE(left_row, "What is left", FIELD(left_row, left_sets, "Sets not sold"));
struct stripe_row { int64_t round_stock_id, left_sets; };
SHAPE(stripe_row, "A stripe of stock",
    FIELD(stripe_row, round_stock_id, "Stripe"),
    FIELD(stripe_row, left_sets, "Sets not sold"));
struct pick_row { int64_t stripe; };
SHAPE(pick_row, "A stripe that seems to hold enough", FIELD(pick_row, stripe, "0 to 63"));

STMT(stripe_insert, "INSERT INTO round_stock (round_id, stripe, left_sets) VALUES (?, ?, ?)");
STMT(stripe_take, "UPDATE round_stock SET left_sets = left_sets - ?"
    " WHERE round_id = ? AND stripe = ? AND left_sets >= ?");
STMT(stripe_put, "UPDATE round_stock SET left_sets = left_sets + ?"
    " WHERE round_id = ? AND stripe = ?");
STMT(stripe_set, "UPDATE round_stock SET left_sets = left_sets - ? WHERE round_stock_id = ?");
STMT(stripes_lock, "SELECT round_stock_id, left_sets FROM round_stock WHERE round_id = ?"
    " ORDER BY stripe LIMIT 64 FOR UPDATE");
STMT(stripe_rich, "SELECT stripe FROM round_stock"
    " WHERE round_id = ? AND left_sets >= ? ORDER BY (stripe + ?) % 64 LIMIT 1");
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

		if (part > 0 && db_run(c, &stripe_set, A(part), A(row->round_stock_id)) != 0)
			return -1;
		rest -= part;
	}
	return 0;
}

int
stock_take(struct ctx *c, int64_t round_id, int64_t sets)
{
	struct pick_row rich;
	bool found;

	must(db_in_transaction(c) && sets > 0);
	if (own_stripe < 0)
		own_stripe = (int)random_below(STOCK_STRIPES);
	if (db_run(c, &stripe_take, A(sets), A(round_id), A(own_stripe), A(sets)) != 0)
		return -1;
	if (db_changed(c) == 1)
		return 0;
	/* Move on to one that seems to hold enough; it may have been emptied since. */
	if (db_maybe(c, &found, &stripe_rich, &pick_row_shape, &rich, A(round_id), A(sets),
	        A(STOCK_STRIPES - own_stripe)) != 0)
		return -1;
	if (found) {
		own_stripe = (int)rich.stripe;
		if (db_run(c, &stripe_take, A(sets), A(round_id), A(own_stripe), A(sets)) != 0)
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
		if (db_run(c, &stripe_set, A(row[i].left_sets), A(row[i].round_stock_id)) != 0)
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
