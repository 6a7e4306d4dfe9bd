#include "settlement/check.h"

#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "db/db.h"
#include "people/audit.h"

const struct reason check_threshold = { 409, "check_threshold" };

SHAPE(check_rule, "A rule of the checks",
    FIELD(check_rule, check_rule_id, "Rule"),
    FIELD(check_rule, code, "Which"),
    FIELD(check_rule, is_on, "Looks"),
    FIELD(check_rule, yen, "Yen"),
    FIELD(check_rule, count, "Count"),
    FIELD(check_rule, percent, "Percent"),
    FIELD(check_rule, minutes, "Minutes"));
PUBLIC_SHAPE(suspicion, "What a check found",
    FIELD(suspicion, found_key, "Names the finding"),
    FIELD(suspicion, shop_id, "Shop"),
    FIELD(suspicion, purse_id, "Purse", .optional = true),
    FIELD(suspicion, payments, "How many payments"),
    FIELD(suspicion, yen, "Their sum"),
    FIELD(suspicion, measured, "In the unit of the threshold"),
    FIELD(suspicion, object_id, "Of the kind's own", .optional = true),
    FIELD(suspicion, other_id, "Of the kind's own", .optional = true));
PUBLIC_SHAPE(payment_no, "A payment", FIELD(payment_no, payment_id, "Payment"));

struct flag_kept { int64_t flag_id; const char *state; int64_t payments, yen, measured; };
SHAPE(flag_kept, "A finding that is there already",
    FIELD(flag_kept, flag_id, "Finding"),
    FIELD(flag_kept, state, "open, held, cleared"),
    FIELD(flag_kept, payments, "How many payments"),
    FIELD(flag_kept, yen, "Their sum"),
    FIELD(flag_kept, measured, "In the unit of the threshold"));
struct window_row { const char *from_on, *to_on, *since; };
SHAPE(window_row, "A period",
    FIELD(window_row, from_on, "First day"),
    FIELD(window_row, to_on, "Last day", .optional = true),
    FIELD(window_row, since, "Its name"));

STMT(rules_all, "SELECT check_rule_id, code, is_on, yen, count, percent, minutes FROM check_rule"
    " ORDER BY check_rule_id LIMIT 100");
STMT(rule_lock, "SELECT check_rule_id, code, is_on, yen, count, percent, minutes FROM check_rule"
    " WHERE check_rule_id = ? FOR UPDATE");
STMT(rule_update, "UPDATE check_rule SET is_on = ?, yen = ?, count = ?, percent = ?, minutes = ?,"
    " editor_account_id = ?, edited_at = ? WHERE check_rule_id = ?");
STMT(flag_lock, "SELECT flag_id, state, payments, yen, measured FROM flag"
    " WHERE code = ? AND found_key = ? FOR UPDATE");
STMT(flag_insert, "INSERT INTO flag (code, closing_id, shop_id, purse_id, found_key, payments, yen,"
    " measured, threshold, state, found_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'open', ?)");
STMT(flag_grow, "UPDATE flag SET state = 'open', payments = ?, yen = ?, measured = ?,"
    " threshold = ?, decided_by = NULL, decided_at = NULL, note = NULL WHERE flag_id = ?");
STMT(flag_to_closing, "UPDATE flag SET closing_id = ? WHERE flag_id = ? AND closing_id IS NULL");
STMT(row_insert, "INSERT IGNORE INTO flag_row (flag_id, payment_id) VALUES (?, ?)");
STMT(act_insert, "INSERT INTO flag_act (flag_id, act, account_id, note, happened_at)"
    " VALUES (?, ?, ?, NULL, ?)");
/* Both are named alike, so that what was found before the closing is the same finding. */
STMT(window_of_closing, "SELECT k.from_on, k.to_on, IF(EXISTS (SELECT 1 FROM closing b"
    " WHERE b.state <> 'cancelled' AND b.to_on < k.from_on), CAST(k.from_on AS CHAR), 'start')"
    " AS since FROM closing k WHERE k.closing_id = ? AND k.state <> 'cancelled'");
STMT(window_open, "SELECT COALESCE(MAX(to_on) + INTERVAL 1 DAY, DATE '2000-01-01') AS from_on,"
    " COALESCE(CAST(MAX(to_on) + INTERVAL 1 DAY AS CHAR), 'start') AS since FROM closing"
    " WHERE state <> 'cancelled' AND to_on < ?");

static const struct check_kind *const *in_use;

void
checks_use(const struct check_kind *const *tables)
{
	in_use = tables;
}

const struct check_kind *
check_kind_of(const char *code)
{
	must(in_use != NULL);
	for (const struct check_kind *const *t = in_use; *t != NULL; t++)
		for (const struct check_kind *k = *t; k->code != NULL; k++)
			if (text_same(k->code, code))
				return k;
	return NULL;
}

/* ---- thresholds ---- */

int
check_rules(struct ctx *c, struct list *rules)
{
	return db_list(c, &rules_all, &check_rule_shape, rules);
}

struct threshold { enum check_unit unit; const char *name; int64_t value, least, most; };

static int
check_thresholds(struct ctx *c, const struct check_kind *kind, const struct check_rule *r)
{
	const struct threshold all[] = {
		{ CHECK_YEN, "yen", r->yen, 1, 10000000 },
		{ CHECK_COUNT, "count", r->count, kind->count_min > 0 ? kind->count_min : 1, 1000 },
		{ CHECK_PERCENT, "percent", r->percent, 1, 100 },
		{ CHECK_MINUTES, "minutes", r->minutes, 1, 1440 } };

	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
		const struct threshold *t = &all[i];
		bool used = (kind->uses & (unsigned)t->unit) != 0;
		int64_t least = used ? t->least : 0, most = used ? t->most : 0;

		if (t->value < least || t->value > most)
			fail(c, &check_threshold, t->name, P(least, least), P(most, most));
	}
	return c->reason != NULL ? -1 : 0;
}

static int
set_rule(struct ctx *c, void *arg)
{
	const struct check_rule *r = arg;
	const struct check_kind *kind;
	struct check_rule old;

	if (db_one(c, &rule_lock, &check_rule_shape, &old, A(r->check_rule_id)) != 0)
		return -1;
	kind = check_kind_of(old.code);
	if (kind == NULL)
		return fail(c, &not_found, "check_rule_id");
	if (check_thresholds(c, kind, r) != 0 ||
	    db_run(c, &rule_update, A(r->is_on), A(r->yen), A(r->count), A(r->percent),
	        A(r->minutes), A(c->actor.account_id), A(c->now), A(r->check_rule_id)) != 0)
		return -1;
	return audit_write(c, &(struct audit){ "check.rule", "check_rule", r->check_rule_id,
	    arena_text(c->arena, "%s %d/%lld/%lld/%lld/%lld -> %d/%lld/%lld/%lld/%lld", old.code,
	        old.is_on, (long long)old.yen, (long long)old.count, (long long)old.percent,
	        (long long)old.minutes, r->is_on, (long long)r->yen, (long long)r->count,
	        (long long)r->percent, (long long)r->minutes) });
}

int
check_rule_set(struct ctx *c, const struct check_rule *r)
{
	struct check_rule copy = *r;

	return db_transact(c, set_rule, &copy);
}

/* ---- findings ---- */

struct keeping {
	const struct check *check;
	const struct suspicion *finding;
	const struct list *payments;
};

static int64_t
threshold_of(const struct check *k)
{
	switch (k->kind->measures) {
	case CHECK_YEN:
		return k->rule->yen;
	case CHECK_COUNT:
		return k->rule->count;
	case CHECK_PERCENT:
		return k->rule->percent;
	case CHECK_MINUTES:
		return k->rule->minutes;
	}
	return 0;
}

static int
insert_rows(struct ctx *c, int64_t flag_id, const struct list *payments)
{
	const struct payment_no *p = payments->items;

	for (size_t i = 0; i < payments->count; i++)
		if (db_run(c, &row_insert, A(flag_id), A(p[i].payment_id)) != 0)
			return -1;
	return 0;
}

static int
insert_flag(struct ctx *c, const struct keeping *k)
{
	const struct suspicion *f = k->finding;
	int64_t closing_id = k->check->window->closing_id, flag_id;

	if (db_run(c, &flag_insert, A(k->check->kind->code),
	        closing_id != 0 ? A(closing_id) : arg_text(NULL), A(f->shop_id), A(f->purse_id),
	        A(f->found_key), A(f->payments), A(f->yen), A(f->measured),
	        A(threshold_of(k->check)), A(c->now)) != 0)
		return -1;
	flag_id = db_inserted(c);
	return insert_rows(c, flag_id, k->payments) != 0 ||
	        db_run(c, &act_insert, A(flag_id), A("found"), A(c->actor.account_id),
	            A(c->now)) != 0 ?
	    -1 : 0;
}

static int
grow_flag(struct ctx *c, const struct keeping *k, const struct flag_kept *old)
{
	const struct suspicion *f = k->finding;

	if (db_run(c, &flag_grow, A(f->payments), A(f->yen), A(f->measured),
	        A(threshold_of(k->check)), A(old->flag_id)) != 0 ||
	    insert_rows(c, old->flag_id, k->payments) != 0)
		return -1;
	if (text_same(old->state, "open"))
		return 0;
	return db_run(c, &act_insert, A(old->flag_id), A("grown"), A(c->actor.account_id),
	    A(c->now));
}

/* What was decided rests until it is twice what it was. */
static bool
has_grown(const struct suspicion *f, const struct flag_kept *old)
{
	if (text_same(old->state, "open"))
		return f->payments != old->payments || f->yen != old->yen ||
		    f->measured != old->measured;
	return old->yen > 0 ? f->yen >= 2 * old->yen : f->measured >= 2 * old->measured;
}

static int
keep(struct ctx *c, void *arg)
{
	const struct keeping *k = arg;
	struct flag_kept old;
	bool is_there;

	if (db_maybe(c, &is_there, &flag_lock, &flag_kept_shape, &old, A(k->check->kind->code),
	        A(k->finding->found_key)) != 0)
		return -1;
	if (!is_there)
		return insert_flag(c, k);
	if (k->check->window->closing_id != 0 &&
	    db_run(c, &flag_to_closing, A(k->check->window->closing_id), A(old.flag_id)) != 0)
		return -1;
	return has_grown(k->finding, &old) ? grow_flag(c, k, &old) : 0;
}

int
check_found(struct ctx *c, const struct check *check, const struct suspicion *finding,
    const struct list *payments)
{
	struct keeping k = { check, finding, payments };

	return db_transact(c, keep, &k);
}

/* ---- a run ---- */

int
check_window_of(struct ctx *c, int64_t closing_id, struct check_window *w)
{
	struct window_row row;

	if (closing_id != 0 ?
	    db_one(c, &window_of_closing, &window_row_shape, &row, A(closing_id)) != 0 :
	    db_one(c, &window_open, &window_row_shape, &row, A(tokyo_date(c->arena, c->now))) != 0)
		return -1;
	if (row.to_on == NULL)
		row.to_on = tokyo_date(c->arena, c->now);
	*w = (struct check_window){ row.from_on, row.to_on, row.since, closing_id };
	return 0;
}

int
check_run(struct ctx *c, const struct check_window *w,
    int (*tell)(struct ctx *, int64_t done, int64_t total))
{
	struct list rules;
	const struct check_rule *r;

	if (check_rules(c, &rules) != 0)
		return -1;
	r = rules.items;
	for (size_t i = 0; i < rules.count; i++) {
		struct check check = { w, &r[i], check_kind_of(r[i].code) };
		struct mark mark = arena_mark(c->arena);

		if (tell != NULL && tell(c, (int64_t)i, (int64_t)rules.count) != 0)
			return -1;
		if (r[i].is_on && check.kind != NULL && check.kind->look(c, &check) != 0)
			return -1;
		c->events = NULL;
		arena_rewind(c->arena, mark);
	}
	return tell != NULL ? tell(c, (int64_t)rules.count, (int64_t)rules.count) : 0;
}

int
check_start(struct ctx *c, int64_t closing_id, int64_t *job_run_id)
{
	return job_start(c, "closing.check", closing_id, job_run_id);
}
