#include "settlement/closing.h"

#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "db/db.h"
#include "people/account.h"
#include "people/audit.h"
#include "settlement/cycle.h"
#include "settlement/drift.h"
#include "settlement/hold.h"

const struct reason closing_open = { 409, "closing_open" };
const struct reason period_not_over = { 409, "period_not_over" };
const struct reason period_order = { 409, "period_order" };
const struct reason closing_not_ready = { 409, "closing_not_ready" };
const struct reason closing_changed = { 409, "closing_changed" };
const struct reason closing_ended = { 409, "closing_ended" };
const char *const closing_states[] = { "building", "ready", "posting", "closed", "cancelled",
	NULL };

PUBLIC_SHAPE(closing, "A closing, locked",
    FIELD(closing, closing_id, "Closing"),
    FIELD(closing, from_on, "First Tokyo day"),
    FIELD(closing, to_on, "Last Tokyo day"),
    FIELD(closing, pay_on, "Business day of the payout"),
    FIELD(closing, state, "How it stands"),
    FIELD(closing, upto_at, "The last instant of the period"),
    FIELD(closing, shops, "Shops with an amount"),
    FIELD(closing, payments, "Payments of the period that stand"),
    FIELD(closing, yen, "Sum of all shops"),
    FIELD(closing, asked_by, "Account that asked for it"));

SHAPE(closing_window, "Where the postings behind an amount lie",
    FIELD(closing_window, shop_id, "Shop"),
    FIELD(closing_window, after_at, "End of the closing before", .optional = true),
    FIELD(closing_window, upto_at, "End of the period"));

STMT(window_select, "SELECT s.shop_id, k.upto_at, (SELECT MAX(o.upto_at) FROM closing o"
    " WHERE o.state = 'closed' AND o.upto_at < k.upto_at) AS after_at"
    " FROM closing_shop s JOIN closing k ON k.closing_id = s.closing_id"
    " WHERE s.closing_shop_id = ?");
STMT(closing_select_lock, "SELECT closing_id, from_on, to_on, pay_on, state, upto_at, shops,"
    " payments, yen, asked_by FROM closing WHERE closing_id = ? FOR UPDATE");
STMT(closing_one_open, "SELECT closing_id FROM closing WHERE open_gate = 1");
STMT(closing_insert, "INSERT INTO closing (from_on, to_on, upto_at, pay_on, state, asked_by,"
    " asked_at) VALUES (?, ?, ?, ?, 'building', ?, ?)");
STMT(closing_confirm_it, "UPDATE closing SET state = 'posting', decided_by = ?, decided_at = ?"
    " WHERE closing_id = ?");
STMT(closing_cancel_it, "UPDATE closing SET state = 'cancelled', shops = 0, payments = 0, yen = 0,"
    " decided_by = ?, decided_at = ? WHERE closing_id = ?");
STMT(closing_lines_drop, "DELETE l FROM closing_line l"
    " JOIN closing_shop s ON s.closing_shop_id = l.closing_shop_id WHERE s.closing_id = ?");
STMT(closing_shops_drop, "DELETE FROM closing_shop WHERE closing_id = ?");

int
closing_lock(struct ctx *c, int64_t closing_id, struct closing *out)
{
	must(db_in_transaction(c));
	return db_one(c, &closing_select_lock, &closing_shape, out, A(closing_id));
}

static void
tell(struct ctx *c, int64_t closing_id)
{
	event_tell(c, closing_id, "%s", jobs_topic);
}

static int
refuse_open(struct ctx *c)
{
	static const struct field none[] = { { 0 } };
	static const struct shape anything = { "open_closing", "Any row", 1, none };
	bool is_open;
	char nothing;

	if (db_maybe(c, &is_open, &closing_one_open, &anything, &nothing) != 0)
		return -1;
	return is_open ? fail(c, &closing_open, NULL) : 0;
}

static int
next_period(struct ctx *c, const char *to_on, struct period *out)
{
	const char *from_on;

	if (period_next_from(c, &from_on) != 0)
		return -1;
	if (to_on != NULL && strcmp(to_on, from_on) < 0)
		return fail(c, &period_order, "to_on", P(from_on, from_on));
	if (period_of(c, from_on, to_on, out) != 0)
		return -1;
	return out->is_over ? 0 :
	    fail(c, &period_not_over, "to_on", P(to_on, out->to_on), P(ready_at, out->ready_at));
}

int
closing_ask(struct ctx *c, const char *to_on, int64_t *closing_id)
{
	struct period p;
	int64_t job_run_id;

	if (settlement_gate(c) != 0 || drift_refuse(c) != 0 || refuse_open(c) != 0 ||
	    next_period(c, to_on, &p) != 0 ||
	    db_run(c, &closing_insert, A(p.from_on), A(p.to_on), A(day_end(c, p.to_on)),
	        A(p.pay_on), A(c->actor.account_id), A(c->now)) != 0)
		return -1;
	*closing_id = db_inserted(c);
	if (job_start(c, "closing.build", *closing_id, &job_run_id) != 0)
		return -1;
	tell(c, *closing_id);
	return audit_write(c, &(struct audit){ "closing.ask", "closing", *closing_id,
	    arena_text(c->arena, "%s - %s", p.from_on, p.to_on) });
}

/* Also one whose job came to nothing may be confirmed again: the job posts once. */
int
closing_confirm(struct ctx *c, int64_t closing_id, int64_t yen)
{
	struct closing k;
	int64_t job_run_id;

	if (settlement_gate(c) != 0 || closing_lock(c, closing_id, &k) != 0 ||
	    drift_refuse(c) != 0)
		return -1;
	if (text_same(k.state, "building"))
		return fail(c, &closing_not_ready, NULL);
	if (text_same(k.state, "closed") || text_same(k.state, "cancelled"))
		return fail(c, &closing_ended, NULL);
	if (four_eyes(c, k.asked_by) != 0)
		return -1;
	if (k.yen != yen)
		return fail(c, &closing_changed, "yen", P(yen, k.yen));
	if (db_run(c, &closing_confirm_it, A(c->actor.account_id), A(c->now), A(closing_id)) != 0 ||
	    job_start(c, "closing.post", closing_id, &job_run_id) != 0)
		return -1;
	tell(c, closing_id);
	return audit_write(c, &(struct audit){ "closing.confirm", "closing", closing_id,
	    arena_text(c->arena, "%lld", (long long)yen) });
}

/* The gate: the job that posts is before or after, never between. */
int
closing_cancel(struct ctx *c, int64_t closing_id)
{
	struct closing k;

	if (settlement_gate(c) != 0 || closing_lock(c, closing_id, &k) != 0)
		return -1;
	if (text_same(k.state, "closed") || text_same(k.state, "cancelled"))
		return fail(c, &closing_ended, NULL);
	if (db_run(c, &closing_lines_drop, A(closing_id)) != 0 ||
	    db_run(c, &closing_shops_drop, A(closing_id)) != 0 ||
	    db_run(c, &closing_cancel_it, A(c->actor.account_id), A(c->now), A(closing_id)) != 0)
		return -1;
	tell(c, closing_id);
	return audit_write(c, &(struct audit){ "closing.cancel", "closing", closing_id, NULL });
}

int
closing_window(struct ctx *c, int64_t closing_shop_id, struct closing_window *out)
{
	if (db_one(c, &window_select, &closing_window_shape, out, A(closing_shop_id)) != 0)
		return -1;
	if (out->after_at.ms == 0)
		out->after_at.ms = 1;	/* none before: from the beginning */
	return 0;
}
