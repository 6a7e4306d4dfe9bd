#ifndef VOUCHER_BOOKS_H
#define VOUCHER_BOOKS_H

#include "shape/shape.h"

/*
 * The books of every round: sets, money and premium, from the ledger, from
 * sales, from stock and from purses, and whether all four agree (seed
 * kurayoshi-voucher 5(1)オ, 5(2)ウ(ク)).  Sale proceeds and premium stay apart, and
 * closings, holds, payouts and receipts of the funds change nothing here but
 * what was handed back.
 * The module only reads.
 */
struct book {
	int64_t round_id;
	const char *campaign_name, *name;
	int64_t sets, sold_sets, left_sets;
	int64_t proceeds_yen, premium_yen;
	int64_t used_paid_yen, used_premium_yen;	/* at shops, also when refused */
	int64_t purse_paid_yen, purse_premium_yen;	/* still to be used */
	int64_t expired_paid_yen, expired_premium_yen;
	int64_t handed_back_paid_yen, handed_back_premium_yen;
	int64_t difference_yen;		/* all disagreements together; must be 0 */
};
extern const struct shape book_shape;
int books_read(struct ctx *, struct list *books);	/* of published rounds */

/* Struct difference (ledger/proof.h) rows: postings; purses, sales and what
 * shops took against the ledger; stock + sold against sets. */
int books_prove(struct ctx *, int (*tell)(struct ctx *, int64_t done, int64_t total),
    struct list *differences);	/* tell: see struct proof_pace; may be NULL */

/* What a counter took and gave on one Tokyo day. */
struct clerk_day {
	int64_t clerk_account_id;
	const char *clerk_name;
	int64_t sales, sets, cash_yen;
};
struct day_book {
	const char *on;
	int64_t sales, sets, cash_in_yen, voids, cash_out_yen, cash_yen, premium_yen;
	struct list clerks;
};
extern const struct shape day_book_shape;
int day_book_read(struct ctx *, const char *on, struct day_book *);

#endif
