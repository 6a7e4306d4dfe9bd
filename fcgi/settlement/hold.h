#ifndef SETTLEMENT_HOLD_H
#define SETTLEMENT_HOLD_H

#include "shape/shape.h"

/*
 * What is not paid out for now (seed kurayoshi-voucher 5(8)ア: checks for
 * forged or irregular use before paying).  A payment is held by moving it
 * from PAYABLE (or DUE, once closed and not in a file) to HELD; a shop is held
 * by a row alone: its payouts wait.  One person holds; another one than who
 * asked for it releases or refuses.  What is released goes back to PAYABLE and
 * so into the next closing; what is refused is never paid to the shop.
 * Residents' purses are never touched here.
 */
struct hold {
	int64_t hold_id, shop_id;
	int64_t payment_id;		/* 0: the shop's payouts as a whole */
	const char *reason, *note;
	int64_t flag_id;		/* 0: none */
	int64_t yen;			/* out */
};
extern const char *const hold_reasons[];
/* already_held; payment_in_payout: closed and already in a file; payment_void. */
extern const struct reason already_held, payment_in_payout, payment_gone;
int hold_make(struct ctx *, struct hold *);			/* inside a transaction */

/* Locks the one row on which closings and holds take turns; inside a transaction. */
int settlement_gate(struct ctx *);

#endif
