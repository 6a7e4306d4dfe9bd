#ifndef SETTLEMENT_CALENDAR_H
#define SETTLEMENT_CALENDAR_H

#include "base/ctx.h"

/*
 * Days on which banks pay: not on Saturdays, Sundays, public holidays (table
 * holiday) nor from 31 December to 3 January (Banking Act Enforcement Order
 * 銀行法施行令 5条).  The module only reads.  Dates are "YYYY-MM-DD".
 */
int calendar_is_business(struct ctx *, const char *date, bool *is);
/* The day itself, or the next (or previous) one on which banks pay. */
int calendar_business_day(struct ctx *, const char *date, bool previous, const char **out);
/* Day of a month counted from date's month; a day past the end is the last one. */
const char *calendar_month_day(struct arena *, const char *date, int months_later, int day);

#endif
