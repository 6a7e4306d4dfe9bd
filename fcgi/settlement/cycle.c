#include "settlement/cycle.h"

#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "db/db.h"
#include "people/audit.h"
#include "settlement/calendar.h"
#include "settlement/hold.h"
#include "settlement/payable.h"

const struct reason cycle_taken = { 409, "cycle_taken" };
const struct reason cycle_dates = { 409, "cycle_dates" };
const struct reason cycle_last = { 409, "cycle_last" };
const char *const cycle_shifts[] = { "next", "previous", NULL };

/* Ten minutes: an act that read the clock before midnight has ended by then. */
enum { DAY_MS = 24 * 3600 * 1000, READY_MS = 10 * 60 * 1000, MONTHS_CHECKED = 24 };

PUBLIC_SHAPE(payout_cycle, "One closing a month and its payout",
    FIELD(payout_cycle, payout_cycle_id, "Cycle"),
    FIELD(payout_cycle, close_day, "Last day of the period; 31: the last of the month"),
    FIELD(payout_cycle, pay_months_later, "Payout so many months after the closing"),
    FIELD(payout_cycle, pay_day, "Day of the payout; 31: the last of the month"),
    FIELD(payout_cycle, shift, "Where it moves when banks are closed", .choices = cycle_shifts,
        .words = "cycle_shift"),
    FIELD(payout_cycle, editor_name, "Who wrote it last", .optional = true),
    FIELD(payout_cycle, edited_at, "When"));

PUBLIC_SHAPE(period, "A period and its payout",
    FIELD(period, from_on, "First Tokyo day"),
    FIELD(period, to_on, "Last Tokyo day"),
    FIELD(period, pay_on, "Business day of the payout"),
    FIELD(period, ready_at, "May be closed from then on"),
    FIELD(period, days_to_pay, "Days from the first day to the payout"),
    FIELD(period, is_long, "More than about a month"),
    FIELD(period, is_over, "May be closed now"));

struct last_day { const char *last_on; };
SHAPE(last_day, "The last day that is closed",
    FIELD(last_day, last_on, "Tokyo day", .optional = true));
struct cycle_count { int64_t cycles; };
SHAPE(cycle_count, "How many cycles", FIELD(cycle_count, cycles, "Rows"));

STMT(cycles_select, "SELECT p.payout_cycle_id, p.close_day, p.pay_months_later, p.pay_day, p.shift,"
    " a.name AS editor_name, p.edited_at FROM payout_cycle p"
    " LEFT JOIN account_label a ON a.account_id = p.editor_account_id"
    " ORDER BY p.close_day LIMIT 100");
STMT(cycle_insert, "INSERT INTO payout_cycle (close_day, pay_months_later, pay_day, shift,"
    " editor_account_id, edited_at) VALUES (?, ?, ?, ?, ?, ?)");
STMT(cycle_update, "UPDATE payout_cycle SET close_day = ?, pay_months_later = ?, pay_day = ?,"
    " shift = ?, editor_account_id = ?, edited_at = ? WHERE payout_cycle_id = ?");
STMT(cycle_delete, "DELETE FROM payout_cycle WHERE payout_cycle_id = ?");
STMT(cycles_left, "SELECT COUNT(*) AS cycles FROM payout_cycle");
STMT(period_last, "SELECT MAX(to_on) AS last_on FROM closing WHERE state <> 'cancelled'");

int
cycle_list(struct ctx *c, struct list *cycles)
{
	return db_list(c, &cycles_select, &payout_cycle_shape, cycles);
}

static int
pay_day_of(struct ctx *c, const struct payout_cycle *p, const char *closed_on, const char **pay_on)
{
	const char *day = calendar_month_day(c->arena, closed_on, (int)p->pay_months_later,
	    (int)p->pay_day);

	return calendar_business_day(c, day, text_same(p->shift, "previous"), pay_on);
}

/* Banks' holidays move a payout: two years are looked at, month by month. */
static int
cycle_check(struct ctx *c, const struct payout_cycle *p)
{
	const char *today = tokyo_date(c->arena, c->now), *pay_on;

	for (int month = 0; month < MONTHS_CHECKED; month++) {
		const char *day = calendar_month_day(c->arena, today, month, (int)p->close_day);

		if (pay_day_of(c, p, day, &pay_on) != 0)
			return -1;
		if (strcmp(pay_on, day) <= 0)
			return fail(c, &cycle_dates, "pay_day", P(to_on, day), P(pay_on, pay_on));
	}
	return 0;
}

static int
named(struct ctx *c, int failed)
{
	return failed && db_duplicate(c) != NULL ? fail(c, &cycle_taken, "close_day") : -failed;
}

static int
make(struct ctx *c, void *arg)
{
	struct payout_cycle *p = arg;

	if (cycle_check(c, p) != 0 ||
	    named(c, db_run(c, &cycle_insert, A(p->close_day), A(p->pay_months_later),
	        A(p->pay_day), A(p->shift), A(c->actor.account_id), A(c->now)) != 0) != 0)
		return -1;
	p->payout_cycle_id = db_inserted(c);
	return audit_write(c, &(struct audit){ "cycle.make", "payout_cycle", p->payout_cycle_id,
	    NULL });
}

static int
set(struct ctx *c, void *arg)
{
	const struct payout_cycle *p = arg;

	if (cycle_check(c, p) != 0 ||
	    named(c, db_run(c, &cycle_update, A(p->close_day), A(p->pay_months_later),
	        A(p->pay_day), A(p->shift), A(c->actor.account_id), A(c->now),
	        A(p->payout_cycle_id)) != 0) != 0)
		return -1;
	return audit_write(c, &(struct audit){ "cycle.set", "payout_cycle", p->payout_cycle_id,
	    NULL });
}

/* The gate: two at the same moment cannot remove the last two. */
static int
take_out(struct ctx *c, void *arg)
{
	const int64_t *payout_cycle_id = arg;
	struct cycle_count count;

	if (settlement_gate(c) != 0 ||
	    db_one(c, &cycles_left, &cycle_count_shape, &count) != 0)
		return -1;
	if (count.cycles <= 1)
		return fail(c, &cycle_last, NULL);
	if (db_run(c, &cycle_delete, A(*payout_cycle_id)) != 0)
		return -1;
	return audit_write(c, &(struct audit){ "cycle.remove", "payout_cycle", *payout_cycle_id,
	    NULL });
}

int
cycle_make(struct ctx *c, struct payout_cycle *p)
{
	return db_transact(c, make, p);
}

int
cycle_set(struct ctx *c, const struct payout_cycle *p)
{
	struct payout_cycle copy = *p;

	return db_transact(c, set, &copy);
}

int
cycle_remove(struct ctx *c, int64_t payout_cycle_id)
{
	return db_transact(c, take_out, &payout_cycle_id);
}

/* ---- periods ---- */

struct instant
day_end(struct ctx *c, const char *date)
{
	return (struct instant){ tokyo_midnight(date_add_days(c->arena, date, 1)).ms - 1 };
}

int
period_next_from(struct ctx *c, const char **from_on)
{
	struct last_day last;

	if (db_one(c, &period_last, &last_day_shape, &last) != 0)
		return -1;
	if (last.last_on != NULL) {
		*from_on = date_add_days(c->arena, last.last_on, 1);
		return 0;
	}
	if (payables()->first_on(c, from_on) != 0)
		return -1;
	if (*from_on == NULL)
		*from_on = tokyo_date(c->arena, c->now);
	return 0;
}

/* The first closing day on or after the date, this month or next. */
static const struct payout_cycle *
next_cycle(struct ctx *c, const struct list *cycles, const char *date, const char **day)
{
	const struct payout_cycle *p = cycles->items, *best = NULL;

	for (int month = 0; month <= 1 && best == NULL; month++) {
		for (size_t i = 0; i < cycles->count; i++) {
			const char *d = calendar_month_day(c->arena, date, month,
			    (int)p[i].close_day);

			if (strcmp(d, date) < 0 || (best != NULL && strcmp(d, *day) >= 0))
				continue;
			best = &p[i];
			*day = d;
		}
	}
	return best;
}

static int
period_by(struct ctx *c, const struct list *cycles, const char *to_on, struct period *out)
{
	const char *day;
	const struct payout_cycle *p = next_cycle(c, cycles,
	    to_on != NULL ? to_on : out->from_on, &day);

	if (p == NULL)
		return fail_internal(c, "there is no payout cycle");
	if (pay_day_of(c, p, day, &out->pay_on) != 0)
		return -1;
	out->to_on = to_on != NULL ? to_on : day;
	out->ready_at = (struct instant){ day_end(c, out->to_on).ms + 1 + READY_MS };
	out->is_over = c->now.ms >= out->ready_at.ms;
	out->days_to_pay = (tokyo_midnight(out->pay_on).ms - tokyo_midnight(out->from_on).ms) /
	    DAY_MS;
	out->is_long = out->days_to_pay > PERIOD_DAYS_MAX;
	return 0;
}

int
period_of(struct ctx *c, const char *from_on, const char *to_on, struct period *out)
{
	struct list cycles;

	*out = (struct period){ .from_on = from_on };
	return cycle_list(c, &cycles) != 0 ? -1 : period_by(c, &cycles, to_on, out);
}

int
period_list(struct ctx *c, size_t count, struct list *periods)
{
	struct period *row = arena_alloc(c->arena, count * sizeof *row);
	struct list cycles;
	const char *from_on;

	*periods = (struct list){ count, row };
	if (cycle_list(c, &cycles) != 0 || period_next_from(c, &from_on) != 0)
		return -1;
	for (size_t i = 0; i < count; i++) {
		row[i].from_on = from_on;
		if (period_by(c, &cycles, NULL, &row[i]) != 0)
			return -1;
		from_on = date_add_days(c->arena, row[i].to_on, 1);
	}
	return 0;
}
