#ifndef SETTLEMENT_CLOSING_H
#define SETTLEMENT_CLOSING_H

#include "out/jobs.h"

/*
 * Closing a period: what each shop is owed at its end becomes due.
 *   building -> ready -> posting -> closed, or cancelled before it is closed.
 * One person asks; a job adds up, shop by shop, and may be run again from its
 * start at any moment.  Another person says so with the sum that was seen; a job then
 * posts everything in one transaction: a kill leaves nothing or all of it.  An
 * amount is not the sum of a window but what the ledger holds as payable at the
 * end of the period, less what earlier closings took and what was held since:
 * nothing can be missed or paid twice, whenever a closing is made.  While a
 * difference of the books is open nothing is closed.  Payments of residents
 * never wait for a closing.
 */
extern const struct reason closing_open;	/* one at a time */
extern const struct reason period_not_over, period_order;
extern const struct reason closing_not_ready, closing_changed, closing_ended;

struct closing {
	int64_t closing_id;
	const char *from_on, *to_on, *pay_on, *state;
	struct instant upto_at;
	int64_t shops, payments, yen, asked_by;
};
extern const struct shape closing_shape;
extern const char *const closing_states[];

/* Asks for the next period; to_on NULL: to the next closing day.  In a transaction. */
int closing_ask(struct ctx *, const char *to_on, int64_t *closing_id);
/* Second person; yen is the sum that person saw.  In a transaction. */
int closing_confirm(struct ctx *, int64_t closing_id, int64_t yen);
int closing_cancel(struct ctx *, int64_t closing_id);	/* in a transaction */
/* Locks it, after the gate; for the jobs. */
int closing_lock(struct ctx *, int64_t closing_id, struct closing *);

/* The work of the jobs.  Repeatable: what is done already is not done again. */
int closing_build(struct ctx *, int64_t closing_id);
int closing_post(struct ctx *, int64_t closing_id);
/* What the closing takes of a shop now: struct holding_line of ledger/balance.h, yen > 0. */
int closing_amounts(struct ctx *, const struct closing *, int64_t shop_id, struct list *lines);

/* Where the postings behind a shop's amount lie: after after_at, up to upto_at. */
struct closing_window {
	int64_t shop_id;
	struct instant after_at, upto_at;
};
int closing_window(struct ctx *, int64_t closing_shop_id, struct closing_window *);
extern const struct job closing_jobs[];	/* closing.build, closing.post */

#endif
