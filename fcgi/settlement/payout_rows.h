#ifndef SETTLEMENT_PAYOUT_ROWS_H
#define SETTLEMENT_PAYOUT_ROWS_H

#include "db/page.h"

/*
 * The postings behind a payout, from the ledger: what the shop took in the period of
 * its closing, what was taken back, what was held (less) and given back (more).  A
 * hold counts where its payment counts.  Their sum is the amount of the payout.
 */
struct payout_row {
	int64_t posting_id;
	const char *kind;		/* payment payment_void hold hold_release */
	int64_t payment_id, yen;
	struct instant posted_at;
};
extern const struct shape payout_row_shape;
/* Oldest first; a page, or all as a file. */
struct payout_rows_in { PAGE_MEMBERS; };
extern const char *const payout_row_orders[];
int payout_rows_read(struct ctx *, int64_t payout_id, const struct payout_rows_in *,
    struct page *);
int payout_rows_file(struct ctx *, int64_t payout_id, struct export *);
int payout_rows_sum(struct ctx *, int64_t payout_id, int64_t *count, int64_t *yen);

/* 支払通知書 of a payout, on A4. */
int payout_paper(struct ctx *, int64_t payout_id, struct bytes *out);

#endif
