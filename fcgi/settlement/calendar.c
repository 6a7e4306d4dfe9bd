#include "settlement/calendar.h"

#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "db/db.h"

/* No run of closed days in Japan comes near this; a table of holidays gone wrong might. */
enum { CLOSED_DAYS_MAX = 30, DAY_S = 24 * 3600, TOKYO_S = 9 * 3600 };

struct holiday_row { int64_t holidays; };
SHAPE(holiday_row, "Whether a day is a holiday", FIELD(holiday_row, holidays, "0 or 1"));
STMT(holiday_on, "SELECT COUNT(*) AS holidays FROM holiday WHERE holiday_on = ?");

static int
weekday(const char *date)	/* 0: Sunday */
{
	int64_t days = (tokyo_midnight(date).ms / 1000 + TOKYO_S) / DAY_S;

	return (int)((days + 4) % 7);	/* 1970-01-01 was a Thursday */
}

static bool
is_year_end(const char *date)
{
	const char *day = date + 5;

	return text_same(day, "12-31") || text_same(day, "01-01") || text_same(day, "01-02") ||
	    text_same(day, "01-03");
}

int
calendar_is_business(struct ctx *c, const char *date, bool *is)
{
	int day = weekday(date);
	struct holiday_row row;

	*is = false;
	if (day == 0 || day == 6 || is_year_end(date))
		return 0;
	if (db_one(c, &holiday_on, &holiday_row_shape, &row, A(date)) != 0)
		return -1;
	*is = row.holidays == 0;
	return 0;
}

int
calendar_business_day(struct ctx *c, const char *date, bool previous, const char **out)
{
	for (int i = 0; i < CLOSED_DAYS_MAX; i++) {
		bool is;

		if (calendar_is_business(c, date, &is) != 0)
			return -1;
		if (is) {
			*out = date;
			return 0;
		}
		date = date_add_days(c->arena, date, previous ? -1 : 1);
	}
	return fail_internal(c, "no business day around %s", date);
}

static int
number(const char *digits, int count)
{
	int n = 0;

	for (int i = 0; i < count; i++)
		n = n * 10 + (digits[i] - '0');
	return n;
}

const char *
calendar_month_day(struct arena *arena, const char *date, int months_later, int day)
{
	int year = number(date, 4), month = number(date + 5, 2) - 1 + months_later;
	const char *text;

	year += month / 12;
	month = month % 12 + 1;
	for (;; day--) {
		text = arena_text(arena, "%04d-%02d-%02d", year, month, day);
		if (date_valid(text))
			return text;
		must(day > 28);
	}
}
