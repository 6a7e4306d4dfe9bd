#ifndef LEDGER_BALANCE_H
#define LEDGER_BALANCE_H

#include "ledger/posting.h"
#include "shape/shape.h"

/*
 * Balances as sums of entries, now or at any past instant.  Debit is positive:
 * a purse that holds 6,000 yen reads -6,000.  The module keeps nothing.
 */
struct ledger_place {
	enum chart chart;
	int64_t round_id;
	int64_t owner_id;
	enum part part;
};
/* The sum of entries posted at or before the instant. */
int balance_at(struct ctx *, const struct ledger_place *, struct instant at, int64_t *yen);
/* The same over all owners of a round. */
int balance_of_round(struct ctx *, const struct ledger_place *, struct instant at,
    int64_t *yen);
/* What an owner holds in a chart, by round and part, without those that are 0. */
struct holding_line { int64_t round_id, part, yen; };
extern const struct shape holding_line_shape;
enum { HOLDING_LINES_MAX = 2000 };
int balances_of_owner(struct ctx *, enum chart, int64_t owner_id, struct instant at,
    struct list *lines);	/* struct holding_line */

/* Every round, chart and part that has entries, of one moment: struct ledger_sum.  What was
 * handed back comes apart: of an owner (refused payments of a shop), and of none. */
struct ledger_sum { int64_t round_id, chart, part, yen; bool is_owned; };
int balance_sums(struct ctx *, struct instant at, struct list *sums);
/* By owner, smallest id first, those that are not 0: struct owner_sum. */
struct owner_sum { int64_t owner_id, yen; };
int balance_owners(struct ctx *, const struct ledger_place *, struct instant at,
    struct list *sums);

#endif
