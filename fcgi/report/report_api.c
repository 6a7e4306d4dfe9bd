#include "report/report_api.h"

#include "base/clock.h"
#include "report/pack_store.h"
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

/* ---- accounts of the ledger, at the end of a day ---- */

struct report_closings_in { const char *from_on, *to_on, *as_of_on; PAGE_MEMBERS; };
SHAPE(report_closings_in, "Which closings, at which day's end",
    FIELD(report_closings_in, from_on, "Periods that end on this day or later",
        .format = &format_date, .max = 10, .optional = true),
    FIELD(report_closings_in, to_on, "Periods that end on this day or earlier",
        .format = &format_date, .max = 10, .optional = true),
    FIELD(report_closings_in, as_of_on, "As it stood when this day ended; now when absent",
        .format = &format_date, .max = 10, .optional = true),
    PAGE_FIELDS(report_closings_in, report_day_orders));

struct report_unused_in { const char *as_of_on; PAGE_MEMBERS; };
SHAPE(report_unused_in, "At which day's end",
    FIELD(report_unused_in, as_of_on, "As it stood when this day ended; now when absent",
        .format = &format_date, .max = 10, .optional = true),
    PAGE_FIELDS(report_unused_in, report_unused_orders));

static struct instant
end_of(struct ctx *c, const char *as_of_on)
{
	if (as_of_on == NULL)
		return c->now;
	return (struct instant){ tokyo_midnight(date_add_days(c->arena, as_of_on, 1)).ms - 1 };
}

static int
closings_fixed(struct ctx *c, const void *input, struct arg *args)
{
	const struct report_closings_in *in = input;

	args[0] = args[1] = A(end_of(c, in->as_of_on));
	return days_of(in->from_on, in->to_on, args + 2);
}

static int
unused_fixed(struct ctx *c, const void *input, struct arg *args)
{
	const struct report_unused_in *in = input;

	args[0] = args[1] = A(end_of(c, in->as_of_on));
	return 0;
}

/* ---- what stands, by day ---- */

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

/* ---- audit packs ---- */

RIGHT(right_settlement_pack, AUDIENCE_STAFF, "settlement.pack", "Make and take audit packs");
STMT(any_pack, "SELECT 1 FROM audit_pack WHERE audit_pack_id = ?");
static const struct within within_pack = { "Any audit pack", BY_ANYONE, &any_pack };

struct packs_in { const char *state; PAGE_MEMBERS; };
SHAPE(packs_in, "Which audit packs",
    FIELD(packs_in, state, "How it stands", .choices = pack_states, .optional = true),
    PAGE_FIELDS(packs_in, pack_orders));
struct pack_in { int64_t audit_pack_id; };
SHAPE(pack_in, "Which audit pack",
    FIELD(pack_in, audit_pack_id, "Pack", .within = &within_pack));
struct pack_new_in { struct instant at; };
SHAPE(pack_new_in, "Of which instant",
    FIELD(pack_new_in, at, "As of; now when absent", .optional = true));
struct pack_new_out { int64_t audit_pack_id; };
SHAPE(pack_new_out, "The pack", FIELD(pack_new_out, audit_pack_id, "Pack"));

static int
post_pack(struct ctx *c, const void *input, void *output)
{
	const struct pack_new_in *in = input;
	struct pack_new_out *out = output;

	return pack_ask(c, in->at, &out->audit_pack_id);
}

static int
post_pack_cancellation(struct ctx *c, const void *input, void *output)
{
	const struct pack_in *in = input;

	(void)output;
	return pack_cancel(c, in->audit_pack_id);
}

static int
get_pack(struct ctx *c, const void *input, void *output)
{
	const struct pack_in *in = input;
	struct sent_file *out = output;
	const char *file;

	if (pack_take(c, in->audit_pack_id, &file, &out->name) != 0)
		return -1;
	out->path = arena_text(c->arena, "packs/%s", file);
	return 0;
}

static int
get_pack_events(struct ctx *c, const void *input, void *output)
{
	struct stream *out = output;

	(void)c;
	(void)input;
	out->topic = jobs_topic;
	return 0;
}

#define USE_REPORT(name, doc, listing)						\
	{ GET, "/api/settlement/reports/" name, doc, &right_settlement_view,	\
	  .in = &report_use_in_shape, .list = &listing, .list_fixed = use_fixed }
#define DAY_REPORT(name, doc, listing, fixed)					\
	{ GET, "/api/settlement/reports/" name, doc, &right_settlement_view,	\
	  .in = &report_days_in_shape, .list = &listing, .list_fixed = fixed }

const struct route report_routes[] = {
	{ GET, "/api/settlement/reports/closings", "Closings and what became of them",
	  &right_settlement_view, .in = &report_closings_in_shape, .list = &report_closings,
	  .list_fixed = closings_fixed },
	{ GET, "/api/settlement/reports/unused", "What was not used, by round and part",
	  &right_settlement_view, .in = &report_unused_in_shape, .list = &report_unused,
	  .list_fixed = unused_fixed },
	USE_REPORT("use-shops", "Use by shop", report_use_shops),
	USE_REPORT("use-areas", "Use by area", report_use_areas),
	USE_REPORT("use-industries", "Use by industry", report_use_industries),
	DAY_REPORT("use-days", "Use by day", report_use_days, days_fixed),
	DAY_REPORT("sale-days", "Sales by day", report_sale_days, days_fixed),
	DAY_REPORT("weeks", "Sales and use by week", report_weeks, weeks_fixed),
	{ GET, "/api/settlement/audit-packs", "Audit packs", &right_settlement_pack,
	  .in = &packs_in_shape, .list = &pack_listing },
	{ POST, "/api/settlement/audit-packs", "Ask for the audit pack of an instant",
	  &right_settlement_pack, ONCE, post_pack, &pack_new_in_shape, &pack_new_out_shape,
	  REASONS(&job_running, &pack_later) },
	{ POST, "/api/settlement/audit-packs/{audit_pack_id}/cancellations",
	  "Cancel the making of an audit pack", &right_settlement_pack, ONCE,
	  post_pack_cancellation, &pack_in_shape, NULL, REASONS(&job_ended) },
	{ GET, "/api/settlement/audit-packs/{audit_pack_id}/content",
	  "The ZIP file; it is written down", &right_settlement_pack, 0, get_pack, &pack_in_shape,
	  &sent_file_shape, REASONS(&pack_gone) },
	{ GET, "/api/settlement/audit-pack-events", "Changes of the packs in the making, as events",
	  &right_settlement_pack, 0, get_pack_events, NULL, &stream_shape },
	{ 0 }
};
