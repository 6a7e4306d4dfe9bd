#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include "db/page.h"

/*
 * Figures across programmes, each a list: on screen with a chart, and as CSV,
 * xlsx and PDF like every list.  They read views (report_use, report_sale), so
 * what they count is what stands.  Arguments of each select: the first and the
 * last Tokyo day, both counted (report_weeks: twice).  The module only reads.
 */
extern const struct listing report_use_shops, report_use_areas, report_use_industries,
    report_use_days, report_sale_days, report_weeks;
extern const char *const report_use_orders[];	/* most, least */
extern const char *const report_day_orders[];	/* newest, oldest */

#endif
