#ifndef VOUCHER_SALE_H
#define VOUCHER_SALE_H

#include "shape/shape.h"

/*
 * Sales at the counter for cash.  One act sells: caps of the person over the
 * round and the campaign, stock, a lot in the purse, the ledger and the audit
 * change together or not at all.  A sale is taken back on its Tokyo day, whole,
 * unspent, by another account than the one that sold; after that there is no
 * refund (seed kurayoshi-voucher 5(2)オ(ウ)).  Rows of sales never change.
 */
struct sale_order {
	int64_t round_id, person_id, sets, received_yen;
	bool is_resident_checked;	/* the clerk saw proof of the address */
};
struct sale {
	int64_t sale_id;
	const char *receipt_no;
	int64_t round_id, person_id, sets, paid_yen, face_yen, received_yen, clerk_account_id;
	struct instant sold_at;
	const char *sold_on;
	struct bytes claim_sealed;
	struct maybe_int claim_key_version;
	bool is_void;
};
extern const struct shape sale_shape;
struct sold {
	struct sale sale;
	int64_t change_yen;
	const char *use_to_on;
	const char *claim_code;		/* NULL: the buyer's account is linked already */
};
/* Each a transaction of its own, or joined. */
int sale_sell(struct ctx *, const struct sale_order *, struct sold *);
int sale_take_back(struct ctx *, int64_t sale_id, const char *why, struct sale *out);

int sale_read(struct ctx *, int64_t sale_id, struct sale *);
/* The code on the receipt; NULL when there is none. */
int sale_claim_code(struct ctx *, const struct sale *, const char **code);

/* What a person may still buy of a round. */
struct allowance {
	int64_t round_left_sets, campaign_left_sets, stock_left_sets;
	int64_t price_yen, face_yen;
	int64_t may_buy_sets;		/* the least of the three; 0 when not on sale */
};
extern const struct shape allowance_shape;
int sale_allowance(struct ctx *, int64_t person_id, int64_t round_id, struct allowance *);

extern const struct format format_receipt_no;	/* 20261121-1234567 */
extern const struct reason not_on_sale, residency_unchecked;
extern const struct reason cap_round;		/* {left_sets, cap_sets} */
extern const struct reason cap_campaign;	/* {left_sets, cap_sets} */
extern const struct reason cash_short;		/* {due_yen} */
extern const struct reason sale_not_today, sale_void;

#endif
