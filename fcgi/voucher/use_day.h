#ifndef VOUCHER_USE_DAY_H
#define VOUCHER_USE_DAY_H

#include "base/ctx.h"

/*
 * Sums of payments by day and shop (table use_day), for reports.  A payment is
 * added once its Tokyo day is over; until then the view report_use reads the
 * payments themselves, so a report is never behind.  What was taken back is in
 * the sums, and the view takes it off: whenever a void is written, it counts.
 * Which payments are in is one mark, moved in the transaction that adds them: a
 * stop at any moment leaves whole pieces only.
 */
enum { USE_DAY_GRACE_MS = 10 * 60 * 1000 };	/* acts of the last day have ended by then */

/* All that is due; *payments: how many numbers were walked over. */
int use_day_run(struct ctx *, int64_t *payments);

#endif
