#include "base/clock.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/config.h"
#include "base/log.h"

enum { TOKYO_S = 9 * 3600 };

struct civil { int64_t year, month, day; };

/* Days since 1970-01-01 of a proleptic Gregorian date, and back; the year is
 * counted from March so that the leap day comes last. */
static int64_t
days_of(struct civil d)
{
	int64_t y = d.month <= 2 ? d.year - 1 : d.year;
	int64_t era = (y >= 0 ? y : y - 399) / 400, of_era = y - era * 400;
	int64_t of_year = (153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.day - 1;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static struct civil
civil_of(int64_t days)
{
	int64_t z = days + 719468, era = (z >= 0 ? z : z - 146096) / 146097;
	int64_t doe = z - era * 146097;
	int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
	int64_t month = mp < 10 ? mp + 3 : mp - 9;

	return (struct civil){ yoe + era * 400 + (month <= 2), month,
		doy - (153 * mp + 2) / 5 + 1 };
}

static int64_t
floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

static bool
read_number(const char *s, size_t digits, int64_t *out)
{
	*out = 0;
	for (size_t i = 0; i < digits; i++) {
		if (s[i] < '0' || s[i] > '9')
			return false;
		*out = *out * 10 + (s[i] - '0');
	}
	return true;
}

static bool
read_civil(const char *s, struct civil *d)
{
	struct civil back;

	if (!read_number(s, 4, &d->year) || s[4] != '-' || !read_number(s + 5, 2, &d->month) ||
	    s[7] != '-' || !read_number(s + 8, 2, &d->day))
		return false;
	if (d->month < 1 || d->month > 12 || d->day < 1 || d->day > 31)
		return false;
	back = civil_of(days_of(*d));
	return back.month == d->month && back.day == d->day;
}

static const char *
date_of_days(struct arena *a, int64_t days)
{
	struct civil d = civil_of(days);

	return arena_text(a, "%04lld-%02lld-%02lld", (long long)d.year, (long long)d.month,
	    (long long)d.day);
}

struct instant
clock_now(const struct config *config)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return (struct instant){ (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000 +
	    config->sample_clock_shift_s * 1000 };
}

int64_t
clock_monotonic_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

const char *
tokyo_date(struct arena *a, struct instant at)
{
	return date_of_days(a, floor_div(floor_div(at.ms, 1000) + TOKYO_S, 86400));
}

const char *
tokyo_time(struct arena *a, struct instant at)
{
	int64_t s = floor_div(at.ms, 1000) + TOKYO_S;
	int64_t of_day = s - floor_div(s, 86400) * 86400;

	return arena_text(a, "%02lld:%02lld", (long long)(of_day / 3600),
	    (long long)(of_day / 60 % 60));
}

struct instant
tokyo_midnight(const char *date)
{
	struct civil d;

	must(date != NULL && strlen(date) == DATE_SIZE - 1 && read_civil(date, &d));
	return (struct instant){ (days_of(d) * 86400 - TOKYO_S) * 1000 };
}

bool
date_valid(const char *date)
{
	struct civil d;

	return date != NULL && strlen(date) == DATE_SIZE - 1 && read_civil(date, &d) &&
	    d.year >= 1868 && d.year <= 2199;
}

const char *
date_add_days(struct arena *a, const char *date, int days)
{
	struct civil d;

	must(date != NULL && strlen(date) == DATE_SIZE - 1 && read_civil(date, &d));
	return date_of_days(a, days_of(d) + days);
}

const char *
date_wareki(struct arena *a, const char *date)
{
	/* 元号法 and the Cabinet orders of each change of era; Meiji by the
	 * Gregorian calendar from 1873, earlier dates are shown as they are. */
	static const struct { const char *from, *name; int64_t year; } eras[] = {
		{ "2019-05-01", "令和", 2019 }, { "1989-01-08", "平成", 1989 },
		{ "1926-12-25", "昭和", 1926 }, { "1912-07-30", "大正", 1912 },
		{ "1873-01-01", "明治", 1868 } };
	struct civil d;

	must(date != NULL && strlen(date) == DATE_SIZE - 1 && read_civil(date, &d));
	for (size_t i = 0; i < sizeof eras / sizeof eras[0]; i++) {
		int64_t year = d.year - eras[i].year + 1;

		if (strcmp(date, eras[i].from) < 0)
			continue;
		if (year == 1)
			return arena_text(a, "%s元年%lld月%lld日", eras[i].name,
			    (long long)d.month, (long long)d.day);
		return arena_text(a, "%s%lld年%lld月%lld日", eras[i].name, (long long)year,
		    (long long)d.month, (long long)d.day);
	}
	return arena_text(a, "%lld年%lld月%lld日", (long long)d.year, (long long)d.month,
	    (long long)d.day);
}

const char *
instant_text(struct arena *a, struct instant at)
{
	int64_t s = floor_div(at.ms, 1000), days = floor_div(s, 86400), of_day = s - days * 86400;
	struct civil d = civil_of(days);

	return arena_text(a, "%04lld-%02lld-%02lldT%02lld:%02lld:%02lld.%03lldZ",
	    (long long)d.year, (long long)d.month, (long long)d.day, (long long)(of_day / 3600),
	    (long long)(of_day / 60 % 60), (long long)(of_day % 60), (long long)(at.ms - s * 1000));
}

static bool
read_offset(const char *s, int64_t *offset_s)
{
	int64_t hours, minutes;

	*offset_s = 0;
	if (strcmp(s, "Z") == 0)
		return true;
	if ((s[0] != '+' && s[0] != '-') || strlen(s) != 6 || s[3] != ':' ||
	    !read_number(s + 1, 2, &hours) || !read_number(s + 4, 2, &minutes) || hours > 23 ||
	    minutes > 59)
		return false;
	*offset_s = (hours * 3600 + minutes * 60) * (s[0] == '-' ? -1 : 1);
	return true;
}

bool
instant_parse(const char *s, struct instant *out)
{
	int64_t hour, minute, second, ms = 0, offset_s;
	struct civil d;

	if (strlen(s) < 20 || !read_civil(s, &d) || s[10] != 'T' ||
	    !read_number(s + 11, 2, &hour) || s[13] != ':' ||
	    !read_number(s + 14, 2, &minute) || s[16] != ':' ||
	    !read_number(s + 17, 2, &second) || hour > 23 || minute > 59 || second > 59)
		return false;
	s += 19;
	if (*s == '.') {
		int64_t digit, scale = 100;

		if (!read_number(s + 1, 1, &digit))
			return false;
		for (s++; read_number(s, 1, &digit); s++, scale /= 10)
			ms += digit * scale;
	}
	if (!read_offset(s, &offset_s))
		return false;
	out->ms = (days_of(d) * 86400 + hour * 3600 + minute * 60 + second - offset_s) * 1000 + ms;
	return true;
}
