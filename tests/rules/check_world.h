#ifndef CHECK_WORLD_H
#define CHECK_WORLD_H

#include "till_world.h"

#include "settlement/check.h"
#include "settlement/flag.h"
#include "settlement/hold.h"
#include "settlement/shop_person.h"
#include "voucher/fraud.h"
#include "voucher/payable.h"

/*
 * A till of a test's own (till_world.h) under the checks: they look as jobd,
 * people decide as settlement.  Thresholds are the test's, so that what others
 * do to the rules of the instance changes nothing here.
 */
enum { ACCOUNTANT = 9000021, SECOND_MS = 1000, MINUTE_MS = 60000, HOUR_MS = 3600000 };
static struct db *jobd_db, *settlement_db, *owner_db;

static const struct check_kind *const world_checks[] = { voucher_checks, settlement_checks, NULL };
static const struct check_window january = { "2020-01-01", "2020-01-31", "2020-01-01", 0 };

static inline void
as_program(struct world *w, struct db **db, const char *program)
{
	if (*db == NULL)
		*db = db_open(rules_config, program);
	w->ctx.db = *db;
	w->ctx.actor = (struct actor){ .audience = AUDIENCE_SYSTEM };
	checks_use(world_checks);
	payables_use(&voucher_payables);
}

static inline void
as_accountant(struct world *w)
{
	as_program(w, &settlement_db, "settlement");
	w->ctx.actor = (struct actor){ .audience = AUDIENCE_STAFF, .account_id = ACCOUNTANT };
}

/* A till as till_open makes it, whose vouchers do not run out while a test runs. */
static inline void
check_open(struct world *w, struct till *t, int64_t sets)
{
	struct counter *k = &t->counter;

	*t = (struct till){ .world = w };
	counter_open(w, k, 1000, 1000);
	act_as(w, EDITOR);
	k->round = round_plan(w, k->campaign.campaign_id, 1000, 1000);
	k->round.use_to_on = "2098-12-31";
	assert_done(&w->ctx, round_make(&w->ctx, &k->round));
	act_as(w, PUBLISHER);
	assert_done(&w->ctx, round_publish(&w->ctx, k->round.round_id));
	act_as(w, CLERK);
	t->person_id = buyer(w);
	buy(t, k, sets);
	t->purse_id = purse_of(w, t->person_id);
	t->shop_id = shop_of(w);
	t->other_shop_id = shop_of(w);
	as_till(w, t->shop_id);
}

/* One kind looks at a period with these thresholds. */
static inline void
look_in(struct world *w, const struct check_window *window, const char *code,
    struct check_rule rule)
{
	struct check check = { .window = window, .rule = &rule };

	as_program(w, &jobd_db, "jobd");
	check.kind = check_kind_of(code);
	assert_non_null(check.kind);
	assert_done(&w->ctx, check.kind->look(&w->ctx, &check));
}

#define look(w, code, rule) look_in(w, &january, code, rule)

/* From noon of 10 January to this moment: days that no test closes. */
static inline int64_t
to_present(void)
{
	return clock_now(rules_config).ms - noon.ms;
}

static inline struct check_window
present(struct world *w)
{
	const char *on = tokyo_date(&w->arena, clock_now(rules_config));

	return (struct check_window){ date_add_days(&w->arena, on, -1), on, w->tag, 0 };
}

struct seen { int64_t flag_id; const char *state; int64_t payments, yen, measured, behind; };
SHAPE(seen, "A finding as a test sees it",
    FIELD(seen, flag_id, "Finding"),
    FIELD(seen, state, "How it stands"),
    FIELD(seen, payments, "Payments"),
    FIELD(seen, yen, "Their sum"),
    FIELD(seen, measured, "Measured"),
    FIELD(seen, behind, "Rows behind it"));
STMT(flags_seen, "SELECT f.flag_id, f.state, f.payments, f.yen, f.measured, (SELECT COUNT(*)"
    " FROM flag_row r WHERE r.flag_id = f.flag_id) AS behind FROM flag f WHERE f.code = ?"
    " AND f.shop_id = ? ORDER BY f.flag_id LIMIT 100");

/* The findings of a rule at a shop. */
static inline struct list
flags_at(struct world *w, const char *code, int64_t shop_id)
{
	struct list found;

	as_accountant(w);
	assert_done(&w->ctx, db_list(&w->ctx, &flags_seen, &seen_shape, &found, A(code),
	    A(shop_id)));
	return found;
}

#define assert_no_flag(w, code, shop_id) assert_int_equal(flags_at(w, code, shop_id).count, 0)

static inline struct seen
flag_at(struct world *w, const char *code, int64_t shop_id)
{
	struct list found = flags_at(w, code, shop_id);

	assert_int_equal(found.count, 1);
	return *(const struct seen *)found.items;
}

static inline int
payment_work(struct ctx *c, void *arg)
{
	return payment_make(c, arg);
}

/* ms after noon of 10 January. */
static inline int64_t
pay_at(struct till *t, int64_t purse_id, int64_t shop_id, int64_t yen, int64_t ms)
{
	struct payment p = { .purse_id = purse_id, .shop_id = shop_id, .amount_yen = yen,
		.means = "poster" };
	struct ctx *c = &t->world->ctx;

	as_till(t->world, shop_id);
	c->now.ms = noon.ms + ms;
	assert_done(c, db_transact(c, payment_work, &p));
	return p.payment_id;
}

#endif
