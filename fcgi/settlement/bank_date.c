#include "settlement/bank_date.h"

#include <stdio.h>

#include "base/clock.h"
#include "base/log.h"

/* The year before the first: 昭和, 平成, 令和. */
static const int eras[] = { 1925, 1988, 2018 };
enum { ERAS = sizeof eras / sizeof eras[0] };

static int
two(const char *s)
{
	return (s[0] - '0') * 10 + s[1] - '0';
}

static bool
day_exists(int year, int month, int day)
{
	char text[32];

	snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
	return date_valid(text);
}

bool
month_day_exists(const char digits[static 4], int year)
{
	/* 2000 had a leap day */
	return day_exists(year != 0 ? year : 2000, two(digits), two(digits + 2));
}

/* Counts days as if each month had 31: only to compare distances. */
static long
place(int year, int month, int day)
{
	return (year * 12L + month) * 31 + day;
}

static long
place_of(const char *date)
{
	return place(two(date) * 100 + two(date + 2), two(date + 5), two(date + 8));
}

long
dates_apart(const char *a, const char *b)
{
	long apart = place_of(a) - place_of(b);

	return apart < 0 ? -apart : apart;
}

bool
wareki_read(const char digits[static 6], const char *near, char out[static BANK_DATE_SIZE])
{
	int of_era = two(digits), month = two(digits + 2), day = two(digits + 4), year = 0;
	long best = 0, at = place_of(near);

	if (of_era == 0)
		return false;
	for (size_t i = 0; i < ERAS; i++) {
		long apart = place(eras[i] + of_era, month, day) - at;

		if (apart < 0)
			apart = -apart;
		if (year == 0 || apart < best) {
			best = apart;
			year = eras[i] + of_era;
		}
	}
	if (!day_exists(year, month, day))
		return false;
	must(snprintf(out, BANK_DATE_SIZE, "%04d-%02d-%02d", year, month, day) ==
	    BANK_DATE_SIZE - 1);
	return true;
}
