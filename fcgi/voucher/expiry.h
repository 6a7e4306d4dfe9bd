#ifndef VOUCHER_EXPIRY_H
#define VOUCHER_EXPIRY_H

#include "base/ctx.h"

/*
 * What was not used in time leaves the purses: PURSE to EXPIRED per part, and
 * the lot is closed.  One lot is one posting, so running again changes
 * nothing; a stop in the middle leaves whole lots only.
 */
enum { EXPIRY_GRACE_MS = 3600 * 1000 };	/* acts of the last day have ended by then */

/* All lots whose last day of use has passed; *lots and *yen: what expired.  As a job
 * it tells how many, and ends between two pieces when it is cancelled. */
int expiry_run(struct ctx *, int64_t *lots, int64_t *yen);

#endif
