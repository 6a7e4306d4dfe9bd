#ifndef SETTLEMENT_BANK_DATE_H
#define SETTLEMENT_BANK_DATE_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Dates as banks write them: MMDD without a year, YYMMDD in the years of an era
 * (2026-11-20 is 081120).  A date that does not exist is told, never moved.
 */
enum { BANK_DATE_SIZE = 11 };	/* "2026-11-20" and NUL */

/* year 0: not known, then 0229 exists. */
bool month_day_exists(const char digits[static 4], int year);

/*
 * No era is written, so each is tried, without its first or last day: around a
 * change banks went on counting, and the law allowed it.  The one whose day lies
 * nearest to near ("2026-11-20") is taken; false when that day does not exist.
 * An era that begins one day must be added in bank_date.c.
 */
bool wareki_read(const char digits[static 6], const char *near, char out[static BANK_DATE_SIZE]);
/* Days between two dates, by months of 31 days: for "about a year apart". */
long dates_apart(const char *a, const char *b);

#endif
