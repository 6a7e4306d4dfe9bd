#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include "db/page.h"

/*
 * Figures across programmes, each a list: on screen with a chart, and as CSV,
 * xlsx and PDF like every list.  They read views (report_use, report_sale), so
 * what they count is what stands.  Arguments of each select: the first and the
 * last Tokyo day, both counted (report_weeks: twice).  The module only reads.
 *
 * report_closings and report_unused are sums of the ledger at an instant, so they
 * can be had again years later.  report_closings: what each closing made due and
 * what became of it; closed = paid out (less what came back) + open + what was
 * held out of it later.  Held and refused count where their payment was payable.
 * Arguments: the instant twice, the first and the last Tokyo day of the periods' ends.
 * report_unused: a row for the paid part and one for the premium of each round that
 * was sold; issued = used + purses + unused, unused = handed back + remaining; of the
 * paid part unused is what the municipality gets.  Arguments: the instant twice.
 */
extern const struct listing report_use_shops, report_use_areas, report_use_industries,
    report_use_days, report_sale_days, report_weeks, report_closings, report_unused;
extern const char *const report_use_orders[];	/* most, least */
extern const char *const report_day_orders[];	/* newest, oldest */
extern const char *const report_unused_orders[];	/* round, unused */

#endif
