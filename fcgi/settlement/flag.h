#ifndef SETTLEMENT_FLAG_H
#define SETTLEMENT_FLAG_H

#include "shape/shape.h"

/*
 * Findings of the checks and what people decide about them.  A finding is
 * cleared with a note, or what it is about is held (settlement/hold.h): its
 * payments, or the payouts of its shop.  Nothing is decided by a program, and
 * every step stays in the finding's history.
 */
struct flag_hold {
	int64_t flag_id;
	struct list payments;		/* struct flag_payment; empty: the shop as a whole */
	const char *reason, *note;
	int64_t holds;			/* out: how many were made */
};
struct flag_payment { int64_t payment_id; };
extern const struct shape flag_payment_shape;

/* Each a transaction of its own, or joined. */
int flag_clear(struct ctx *, int64_t flag_id, const char *note);
/* Also refuses with what hold_make refuses with; not_found names a payment the
 * finding is not about. */
int flag_hold(struct ctx *, struct flag_hold *);
extern const struct reason flag_decided;	/* cleared already, {state} */

#endif
