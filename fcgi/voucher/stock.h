#ifndef VOUCHER_STOCK_H
#define VOUCHER_STOCK_H

#include "base/ctx.h"

/*
 * Sets of a round that are not sold yet, in 64 stripes so that no row is hot:
 * each process takes from a stripe of its own and moves on when it is empty.
 * Never gives one set more than there are, and always gives the last one:
 * when no single stripe has enough, all are locked in order and gathered.
 * All inside a transaction.
 */
enum { STOCK_STRIPES = 64 };
extern const struct reason stock_short;		/* {left_sets} */

int stock_make(struct ctx *, int64_t round_id, int64_t sets);	/* at publication */
int stock_take(struct ctx *, int64_t round_id, int64_t sets);
int stock_put_back(struct ctx *, int64_t round_id, int64_t sets);
/* Empties all stripes; *sets is what they held. */
int stock_drain(struct ctx *, int64_t round_id, int64_t *sets);
int stock_left(struct ctx *, int64_t round_id, int64_t *sets);	/* may be read any time */

#endif
