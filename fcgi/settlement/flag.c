#include "settlement/flag.h"

#include "base/text.h"
#include "db/db.h"
#include "people/audit.h"
#include "settlement/hold.h"

const struct reason flag_decided = { 409, "flag_decided" };

struct flag_row { int64_t flag_id, shop_id; const char *state; };
SHAPE(flag_row, "A finding, locked",
    FIELD(flag_row, flag_id, "Finding"),
    FIELD(flag_row, shop_id, "Shop"),
    FIELD(flag_row, state, "open, held, cleared"));
PUBLIC_SHAPE(flag_payment, "A payment of the finding",
    FIELD(flag_payment, payment_id, "Payment"));

STMT(flag_lock, "SELECT flag_id, shop_id, state FROM flag WHERE flag_id = ? FOR UPDATE");
STMT(flag_decide, "UPDATE flag SET state = ?, decided_by = ?, decided_at = ?, note = ?"
    " WHERE flag_id = ?");
STMT(act_insert, "INSERT INTO flag_act (flag_id, act, account_id, note, happened_at)"
    " VALUES (?, ?, ?, ?, ?)");
STMT(row_of_flag, "SELECT payment_id FROM flag_row WHERE flag_id = ? AND payment_id = ?");

static int
decide(struct ctx *c, int64_t flag_id, const char *state, const char *note)
{
	int64_t by = c->actor.account_id;

	return db_run(c, &flag_decide, A(state), A(by), A(c->now), A(note), A(flag_id)) != 0 ||
	        db_run(c, &act_insert, A(flag_id), A(state), A(by), A(note), A(c->now)) != 0 ?
	    -1 : 0;
}

struct clearing { int64_t flag_id; const char *note; };

static int
clear(struct ctx *c, void *arg)
{
	const struct clearing *k = arg;
	struct flag_row row;

	if (db_one(c, &flag_lock, &flag_row_shape, &row, A(k->flag_id)) != 0)
		return -1;
	if (!text_same(row.state, "open"))
		return fail(c, &flag_decided, NULL, P(state, row.state));
	if (decide(c, k->flag_id, "cleared", k->note) != 0)
		return -1;
	return audit_write(c, &(struct audit){ "flag.clear", "flag", k->flag_id, k->note });
}

int
flag_clear(struct ctx *c, int64_t flag_id, const char *note)
{
	struct clearing k = { flag_id, note };

	return db_transact(c, clear, &k);
}

static int
hold_one(struct ctx *c, const struct flag_hold *k, int64_t payment_id)
{
	struct hold hold = { .payment_id = payment_id, .reason = k->reason, .note = k->note,
		.flag_id = k->flag_id };
	struct flag_payment row;
	bool is_there;

	if (db_maybe(c, &is_there, &row_of_flag, &flag_payment_shape, &row, A(k->flag_id),
	        A(payment_id)) != 0)
		return -1;
	if (!is_there)
		return fail(c, &not_found, "payments");
	return hold_make(c, &hold);
}

/* A finding that is held may lead to further holds; a cleared one is closed. */
static int
hold_all(struct ctx *c, void *arg)
{
	struct flag_hold *k = arg;
	const struct flag_payment *p = k->payments.items;
	struct flag_row row;

	/* The gate first, as every hold does. */
	if (settlement_gate(c) != 0 ||
	    db_one(c, &flag_lock, &flag_row_shape, &row, A(k->flag_id)) != 0)
		return -1;
	if (text_same(row.state, "cleared"))
		return fail(c, &flag_decided, NULL, P(state, row.state));
	for (size_t i = 0; i < k->payments.count; i++)
		if (hold_one(c, k, p[i].payment_id) != 0)
			return -1;
	k->holds = (int64_t)k->payments.count;
	if (k->payments.count == 0) {
		struct hold shop = { .shop_id = row.shop_id, .reason = k->reason, .note = k->note,
			.flag_id = k->flag_id };

		if (hold_make(c, &shop) != 0)
			return -1;
		k->holds = 1;
	}
	return decide(c, k->flag_id, "held", k->note);
}

int
flag_hold(struct ctx *c, struct flag_hold *k)
{
	return db_transact(c, hold_all, k);
}
