#include "db/inside.h"

/*
 * DATETIME(3) in UTC and milliseconds since 1970, both ways, by the civil
 * calendar: no time zone of the machine can come in between.
 */
enum { MS_PER_DAY = 86400000, DAYS_TO_1970 = 719468, DAYS_PER_ERA = 146097 };

static int64_t
floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

MYSQL_TIME
time_of_instant(int64_t ms)
{
	int64_t days = floor_div(ms, MS_PER_DAY), rest = ms - days * MS_PER_DAY;
	/* Years begin in March here, so that the leap day is a year's last. */
	int64_t day = days + DAYS_TO_1970, era = floor_div(day, DAYS_PER_ERA);
	int64_t of_era = day - era * DAYS_PER_ERA;
	int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
	int64_t month = (5 * of_year + 2) / 153;

	return (MYSQL_TIME){
		.year = (unsigned)(year + era * 400 + (month >= 10)),
		.month = (unsigned)(month < 10 ? month + 3 : month - 9),
		.day = (unsigned)(of_year - (153 * month + 2) / 5 + 1),
		.hour = (unsigned)(rest / 3600000),
		.minute = (unsigned)(rest / 60000 % 60),
		.second = (unsigned)(rest / 1000 % 60),
		.second_part = (unsigned long)(rest % 1000 * 1000),
		.time_type = MYSQL_TIMESTAMP_DATETIME,
	};
}

int64_t
instant_of_time(const MYSQL_TIME *t)
{
	int64_t year = (int64_t)t->year - (t->month <= 2), era = floor_div(year, 400);
	int64_t of_era = year - era * 400, month = t->month > 2 ? t->month - 3 : t->month + 9;
	int64_t of_year = (153 * month + 2) / 5 + t->day - 1;
	int64_t day = era * DAYS_PER_ERA + of_era * 365 + of_era / 4 - of_era / 100 + of_year;

	return (day - DAYS_TO_1970) * MS_PER_DAY + t->hour * INT64_C(3600000) +
	    t->minute * INT64_C(60000) + t->second * INT64_C(1000) +
	    (int64_t)(t->second_part / 1000);
}
