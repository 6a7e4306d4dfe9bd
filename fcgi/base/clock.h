#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include "base/ctx.h"

/*
 * The one clock and the calendar of Asia/Tokyo (UTC+9 all year, no summer
 * time since 1951).  Only the edges (worker, jobd, madoctl) read the clock,
 * once per act, into ctx.now; rules take it from there.
 */
enum { DATE_SIZE = 11 };		/* "2026-11-21" and NUL */

struct instant clock_now(const struct config *);	/* wall clock + sample shift */
int64_t clock_monotonic_us(void);	/* for durations only */

/* Tokyo's calendar day of the moment, "YYYY-MM-DD". */
const char *tokyo_date(struct arena *, struct instant);
const char *tokyo_time(struct arena *, struct instant);		/* "14:03" */
struct instant tokyo_midnight(const char *date);	/* 00:00 Tokyo of a valid date */
bool date_valid(const char *date);	/* strict YYYY-MM-DD, 1868-01-01 to 2199-12-31 */
const char *date_add_days(struct arena *, const char *date, int days);
/* 令和8年11月21日; for show and paper only. */
const char *date_wareki(struct arena *, const char *date);
/* RFC 3339 in UTC with milliseconds: "2026-11-21T05:03:00.000Z". */
const char *instant_text(struct arena *, struct instant);
bool instant_parse(const char *text, struct instant *out);

#endif
