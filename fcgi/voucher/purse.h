#ifndef VOUCHER_PURSE_H
#define VOUCHER_PURSE_H

#include "shape/shape.h"

/*
 * The vouchers a person holds: one purse per person, one lot per sale.
 * Balances are kept with their lots in whole yen and can be recomputed from
 * the ledger.  The lot that expires first is spent first (then the older).
 * Each use takes paid and premium parts by cumulative floor of its lot, so a
 * fully spent set is exactly price + premium (seed kurayoshi-voucher 5(2)ア(オ)).
 * Vouchers never become cash and never move between purses (5(2)オ).
 * Lock order everywhere: person < purse lots < stock < once.
 */
struct lot {
	int64_t lot_id, purse_id, round_id, sale_id;
	int64_t paid_yen, face_yen;		/* at the sale */
	int64_t spent_yen, spent_paid_yen;	/* so far; left = face - spent */
	const char *use_from_on, *use_to_on;
};
extern const struct shape lot_shape;

struct purse_use {			/* what one payment took from one lot */
	int64_t lot_id, round_id, paid_yen, premium_yen;
};
extern const struct shape purse_use_shape;
extern const struct reason balance_short, no_person, sale_spent;
/* The lot ran out (or its sale was voided) since the use: nothing to give back to. */
extern const struct reason lot_closed;

/* Of the next yen taken from the lot, how many are paid; the rest is premium. */
int64_t lot_paid_part(const struct lot *, int64_t yen);

/* All inside a transaction. */
/* Made when missing. */
int purse_of_person(struct ctx *, int64_t person_id, int64_t *purse_id);
/* A lot of a sale; entries are the sale's business. */
int purse_add_lot(struct ctx *, struct lot *);		/* lot_id: out */
/* Locks the usable lots, takes yen earliest expiry first; balance_short with
 * balance_yen when there is less.  left_yen: balance afterwards. */
int purse_take(struct ctx *, int64_t purse_id, int64_t yen, struct list *uses, int64_t *left_yen);
int purse_give_back(struct ctx *, const struct list *uses);
/* Takes an unspent lot out of use (void of its sale); sale_spent when touched. */
int purse_drop_lot(struct ctx *, int64_t sale_id, struct lot *dropped);

#endif
