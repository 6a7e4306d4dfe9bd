#ifndef LEDGER_POSTING_H
#define LEDGER_POSTING_H

#include "base/ctx.h"

/*
 * Double entry in whole yen.  A posting is one act; its entries sum to zero,
 * for the paid part and for the premium part apart.  Postings and entries are
 * only inserted: a correction is a new posting.  The module keeps no balances;
 * a balance is the sum of entries (ledger/balance.h).  Debit is positive.
 *
 * Chart (enum chart; per round, some per owner):
 *   CASH        cash taken at the counter (owner: clerk's account)
 *   PREMIUM     premium the municipality has given or will give
 *   PURSE       what residents may still spend (owner: purse)          negative
 *   PAYABLE     what is owed to shops (owner: shop)                    negative
 *   EXPIRED     not used in time                                       negative
 * Sale of 2 sets (5,000 -> 6,000): CASH +10,000 / PURSE paid -10,000;
 *   PREMIUM +2,000 / PURSE premium -2,000.  The proceeds are the paid part of
 *   PURSE + PAYABLE + EXPIRED, the premium the other part; both per round.
 * Payment: PURSE +x / PAYABLE -x per part.  Void of either: the reverse.
 */
enum chart { CHART_CASH = 1, CHART_PREMIUM, CHART_PURSE, CHART_PAYABLE, CHART_EXPIRED };
enum part { PART_PAID = 1, PART_PREMIUM };

struct posting {
	const char *kind;	/* "sale" "sale_void" "payment" "payment_void" "expiry" */
	int64_t ref_id;		/* sale_id, payment_id, lot_id */
	int64_t posting_id;	/* out */
};
struct movement {
	int64_t posting_id, round_id;
	enum part part;
	enum chart from, to;	/* from is credited (-), to is debited (+) */
	int64_t from_owner, to_owner;
	int64_t yen;		/* > 0; a movement of 0 writes nothing */
};
/* Inside a transaction. */
int posting_begin(struct ctx *, struct posting *);
int posting_move(struct ctx *, const struct movement *);	/* two entries, one statement */

#endif
