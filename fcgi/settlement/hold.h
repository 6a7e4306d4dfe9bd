#ifndef SETTLEMENT_HOLD_H
#define SETTLEMENT_HOLD_H

#include "shape/shape.h"

/*
 * What is not paid out for now (seed kurayoshi-voucher 5(8)ア: checks for
 * forged or irregular use before paying).  A payment is held by moving it
 * from PAYABLE (or DUE, once closed and its payout is in no file) to HELD; a
 * shop is held by a row alone: its closings go on, its payouts wait.  One
 * person holds; release or refusal is asked for by one and decided by another.
 * What is released goes back to PAYABLE and so into the first closing that
 * ends after that; what is refused is never paid to the shop.  A hold never
 * changes what was closed: it makes the payout smaller.  Residents' purses and
 * their payments are never touched here.
 */
struct hold {
	int64_t hold_id, shop_id;
	int64_t payment_id;		/* 0: the shop's payouts as a whole */
	const char *reason, *note;
	int64_t flag_id;		/* 0: none */
	int64_t yen;			/* out */
};
extern const char *const hold_reasons[], *const hold_states[];
/* already_held; payment_in_payout: being closed, or all of its payout, or in a file; payment_gone:
 * taken back. */
extern const struct reason already_held, payment_in_payout, payment_gone;
int hold_make(struct ctx *, struct hold *);			/* inside a transaction */

/* A first person asks for "released" or "refused"; only a payment can be refused. */
extern const struct reason hold_ended, hold_asked, hold_not_asked, hold_of_shop;
int hold_ask(struct ctx *, int64_t hold_id, const char *state, const char *note);
/* Yes: by another account than who asked.  No: also by the same; it may be asked again.
 * Both inside a transaction. */
int hold_decide(struct ctx *, int64_t hold_id, bool is_approved);

/* Whether the shop's payouts wait.  In SQL: EXISTS (SELECT 1 FROM hold h WHERE
 * h.shop_id = ... AND h.payment_id IS NULL AND h.state = 'held'). */
int hold_shop_is(struct ctx *, int64_t shop_id, bool *is_held);
/* payment_held while the payment is held or was refused: it cannot be taken back then.
 * Call with the payment locked. */
extern const struct reason payment_held;
int hold_refuse_payment(struct ctx *, int64_t payment_id);

/* Locks the one row on which closings and holds take turns; inside a transaction. */
int settlement_gate(struct ctx *);

#endif
