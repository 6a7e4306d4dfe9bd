#include "settlement/check.h"

#include "settlement/settlement_api.h"

STMT(any_rule, "SELECT 1 FROM check_rule WHERE check_rule_id = ?");
static const struct within within_rule = { "Any rule", BY_ANYONE, &any_rule };

/* ---- rules ---- */

struct check_rule_row {
	int64_t check_rule_id;
	const char *code;
	bool is_on;
	int64_t yen, count, percent, minutes;
	struct list uses;
	const char *editor_name;
	struct instant edited_at;
};
SHAPE(check_rule_row, "A rule and its thresholds",
    FIELD(check_rule_row, check_rule_id, "Rule"),
    FIELD(check_rule_row, code, "Which", .max = 20, .words = "check_code"),
    FIELD(check_rule_row, is_on, "Looks"),
    FIELD(check_rule_row, yen, "Threshold in yen; 0 where the rule has none"),
    FIELD(check_rule_row, count, "Threshold as a count"),
    FIELD(check_rule_row, percent, "Threshold in percent"),
    FIELD(check_rule_row, minutes, "Threshold in minutes"),
    FIELD(check_rule_row, uses, "Which of them the rule has", .max = 4, .optional = true),
    FIELD(check_rule_row, editor_name, "Who wrote it last; nobody: it came so", .max = 60,
        .optional = true),
    FIELD(check_rule_row, edited_at, "When"));
struct check_rules_out { struct list rows; };
SHAPE(check_rules_out, "Rules of the checks",
    FIELD(check_rules_out, rows, "All", .of = &check_rule_row_shape));

STMT(rule_rows, "SELECT r.check_rule_id, r.code, r.is_on, r.yen, r.count, r.percent, r.minutes,"
    " a.name AS editor_name, r.edited_at FROM check_rule r"
    " LEFT JOIN account_label a ON a.account_id = r.editor_account_id"
    " ORDER BY r.check_rule_id LIMIT 100");

static struct list
uses_of(struct ctx *c, const char *code)
{
	static const struct { enum check_unit unit; const char *name; } units[] = {
		{ CHECK_YEN, "yen" }, { CHECK_COUNT, "count" }, { CHECK_PERCENT, "percent" },
		{ CHECK_MINUTES, "minutes" } };
	const struct check_kind *kind = check_kind_of(code);
	const char **names = arena_alloc(c->arena, sizeof units / sizeof units[0] * sizeof *names);
	struct list out = { 0, names };

	for (size_t i = 0; kind != NULL && i < sizeof units / sizeof units[0]; i++)
		if ((kind->uses & (unsigned)units[i].unit) != 0)
			names[out.count++] = units[i].name;
	return out;
}

static int
get_rules(struct ctx *c, const void *input, void *output)
{
	struct check_rules_out *out = output;
	struct check_rule_row *row;

	(void)input;
	if (db_list(c, &rule_rows, &check_rule_row_shape, &out->rows) != 0)
		return -1;
	row = out->rows.items;
	for (size_t i = 0; i < out->rows.count; i++)
		row[i].uses = uses_of(c, row[i].code);
	return 0;
}

struct check_rule_in {
	int64_t check_rule_id;
	bool is_on;
	int64_t yen, count, percent, minutes;
};
#define THRESHOLD(m, doc)							\
	FIELD(check_rule_in, m, doc, .min = 0, .max = 10000000, .optional = true, .otherwise = 0)
SHAPE(check_rule_in, "A rule as it shall be",
    FIELD(check_rule_in, check_rule_id, "Rule", .within = &within_rule),
    FIELD(check_rule_in, is_on, "Looks"),
    THRESHOLD(yen, "Threshold in yen, where the rule has one"),
    THRESHOLD(count, "Threshold as a count"),
    THRESHOLD(percent, "Threshold in percent"),
    THRESHOLD(minutes, "Threshold in minutes"));

static int
put_rule(struct ctx *c, const void *input, void *output)
{
	const struct check_rule_in *in = input;
	struct check_rule r = { in->check_rule_id, NULL, in->is_on, in->yen, in->count,
		in->percent, in->minutes };

	(void)output;
	return check_rule_set(c, &r);
}

/* ---- looking now ---- */

struct check_now_in { int64_t closing_id; };
SHAPE(check_now_in, "What to look at",
    FIELD(check_now_in, closing_id, "A closing; none: what is not closed",
        .within = &within_closing, .optional = true));
struct check_now_out { int64_t job_run_id; };
SHAPE(check_now_out, "The job that looks", FIELD(check_now_out, job_run_id, "Number of the run"));

static int
post_run(struct ctx *c, const void *input, void *output)
{
	const struct check_now_in *in = input;
	struct check_now_out *out = output;

	return check_start(c, in->closing_id, &out->job_run_id);
}

const struct route check_routes[] = {
	{ GET, "/api/settlement/check-rules", "Rules of the checks", &right_settlement_view, 0,
	  get_rules, NULL, &check_rules_out_shape },
	{ PUT, "/api/settlement/check-rules/{check_rule_id}", "Change thresholds of a rule",
	  &right_settlement_hold, 0, put_rule, &check_rule_in_shape, NULL,
	  REASONS(&check_threshold) },
	{ POST, "/api/settlement/check-runs", "Look at the payments now", &right_settlement_hold,
	  ONCE, post_run, &check_now_in_shape, &check_now_out_shape, REASONS(&job_running) },
	{ 0 }
};
