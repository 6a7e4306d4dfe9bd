#include "report/report_api.h"

#include "report/report.h"
#include "settlement/settlement_api.h"

static const char first_day[] = "2000-01-01", last_day[] = "2199-12-31";

struct report_use_in { const char *from_on, *to_on; PAGE_MEMBERS; };
SHAPE(report_use_in, "Which days",
    FIELD(report_use_in, from_on, "From this day", .format = &format_date, .max = 10,
        .optional = true),
    FIELD(report_use_in, to_on, "To this day", .format = &format_date, .max = 10,
        .optional = true),
    PAGE_FIELDS(report_use_in, report_use_orders));

struct report_days_in { const char *from_on, *to_on; PAGE_MEMBERS; };
SHAPE(report_days_in, "Which days, by day",
    FIELD(report_days_in, from_on, "From this day", .format = &format_date, .max = 10,
        .optional = true),
    FIELD(report_days_in, to_on, "To this day", .format = &format_date, .max = 10,
        .optional = true),
    PAGE_FIELDS(report_days_in, report_day_orders));

static int
days_of(const char *from_on, const char *to_on, struct arg *args)
{
	args[0] = A(from_on != NULL ? from_on : first_day);
	args[1] = A(to_on != NULL ? to_on : last_day);
	return 0;
}

static int
use_fixed(struct ctx *c, const void *input, struct arg *args)
{
	const struct report_use_in *in = input;

	(void)c;
	return days_of(in->from_on, in->to_on, args);
}

static int
days_fixed(struct ctx *c, const void *input, struct arg *args)
{
	const struct report_days_in *in = input;

	(void)c;
	return days_of(in->from_on, in->to_on, args);
}

static int
weeks_fixed(struct ctx *c, const void *input, struct arg *args)
{
	return days_fixed(c, input, args) != 0 ? -1 : days_fixed(c, input, args + 2);
}

#define USE_REPORT(name, doc, listing)						\
	{ GET, "/api/settlement/reports/" name, doc, &right_settlement_view,	\
	  .in = &report_use_in_shape, .list = &listing, .list_fixed = use_fixed }
#define DAY_REPORT(name, doc, listing, fixed)					\
	{ GET, "/api/settlement/reports/" name, doc, &right_settlement_view,	\
	  .in = &report_days_in_shape, .list = &listing, .list_fixed = fixed }

const struct route report_routes[] = {
	USE_REPORT("use-shops", "Use by shop", report_use_shops),
	USE_REPORT("use-areas", "Use by area", report_use_areas),
	USE_REPORT("use-industries", "Use by industry", report_use_industries),
	DAY_REPORT("use-days", "Use by day", report_use_days, days_fixed),
	DAY_REPORT("sale-days", "Sales by day", report_sale_days, days_fixed),
	DAY_REPORT("weeks", "Sales and use by week", report_weeks, weeks_fixed),
	{ 0 }
};
