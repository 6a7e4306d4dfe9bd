#include "till_acts.h"

/*
 * R2: a deadlock, a lock wait or a lost link at the Nth statement of a payment,
 * of a taking by code (phone and card) and of a void, for N = 1, 2, ... until
 * none is reached.  Each time the act happened once or not at all, code and
 * card say the same as the purse, and the books agree.
 */
static const enum db_fault faults[] = { FAULT_DEADLOCK, FAULT_LOCK_WAIT, FAULT_LINK_BEFORE,
	FAULT_LINK_AFTER };
enum { STATEMENTS_MAX = 60, YEN = 7 };

struct drill {
	struct till till;
	int64_t card_id;		/* 0: a phone shows the code */
	int64_t used_yen;		/* what the books must say */
	const char *code;
	int64_t payment_id;		/* to take back */
};

STMT(spent_of_card, "SELECT spent_yen FROM card WHERE card_id = ?");
struct spent_row { int64_t spent_yen; };
SHAPE(spent_row, "What a card paid today", FIELD(spent_row, spent_yen, "Yen"));

/* Happened, or unknown: then the books tell which, and only these two. */
static bool
settle(struct drill *d, int result, int64_t yen)
{
	struct ctx *c = &d->till.world->ctx;
	bool happened = result == 0;
	int64_t found;

	if (result != 0) {
		assert_string_equal(c->reason->code, "outcome_unknown");
		fail_forget(c);
	}
	found = used_yen(&d->till);
	if (result != 0) {
		happened = found != d->used_yen;
		assert_true(!happened || found == d->used_yen + yen);
	} else {
		assert_int_equal(found, d->used_yen + yen);
	}
	d->used_yen = found;
	return happened;
}

static void
assert_card(struct drill *d)
{
	struct ctx *c = &d->till.world->ctx;
	struct spent_row row;

	if (d->card_id == 0)
		return;
	assert_done(c, db_one(c, &spent_of_card, &spent_row_shape, &row, A(d->card_id)));
	assert_int_equal(row.spent_yen, d->used_yen);
}

static int
act_pay(struct drill *d)
{
	struct payment p = payment_of(&d->till, YEN);

	return pay(&d->till, &p);
}

static void
no_preparation(struct drill *d)
{
	(void)d;
}

static void
nothing_more(struct drill *d, bool happened)
{
	(void)d;
	(void)happened;
}

static void
prepare_code(struct drill *d)
{
	d->code = code_of(&d->till, d->card_id);
}

static int
act_take(struct drill *d)
{
	struct payment p;

	return take(&d->till, d->code, YEN, &p);
}

/* The code is used up exactly when the money moved. */
static void
check_code(struct drill *d, bool happened)
{
	struct ctx *c = &d->till.world->ctx;
	struct payment p;
	int64_t payment_id;

	assert_done(c, code_last_use(c, d->till.purse_id, &payment_id));
	assert_true((payment_id != 0) == happened);
	assert_card(d);
	if (happened)
		assert_refused(c, &code_used, take(&d->till, d->code, YEN, &p));
}

static void
prepare_payment(struct drill *d)
{
	struct ctx *c = &d->till.world->ctx;
	struct payment p;

	assert_done(c, take(&d->till, code_of(&d->till, d->card_id), YEN, &p));
	d->payment_id = p.payment_id;
	d->used_yen += YEN;
}

static int
act_void(struct drill *d)
{
	return take_back(&d->till, d->payment_id);
}

static void
check_void(struct drill *d, bool happened)
{
	struct ctx *c = &d->till.world->ctx;
	struct payment_state seen;

	assert_done(c, payment_read(c, d->payment_id, &seen));
	assert_string_equal(seen.state, happened ? "void" : "paid");
	assert_card(d);
	if (happened)
		assert_refused(c, &payment_void, take_back(&d->till, d->payment_id));
}

struct act {
	void (*prepare)(struct drill *);
	int (*act)(struct drill *);
	void (*check)(struct drill *, bool happened);
	int64_t yen;
};
static const struct act payment_act = { no_preparation, act_pay, nothing_more, YEN };
static const struct act taking_act = { prepare_code, act_take, check_code, YEN };
static const struct act void_act = { prepare_payment, act_void, check_void, -YEN };

static bool
reached(struct drill *d, const struct act *act, enum db_fault fault, int64_t nth)
{
	struct db *db = d->till.world->ctx.db;
	bool was_reached;
	int result;

	act->prepare(d);
	db_inject(db, nth, fault);
	result = act->act(d);
	was_reached = db_fault_left(db) <= 0;
	db_inject(db, 0, FAULT_NONE);
	act->check(d, settle(d, result, act->yen));
	return was_reached;
}

static void
drill(struct world *w, const struct act *act, bool by_card)
{
	struct drill d = { .used_yen = 0 };
	struct card card;

	till_open(w, &d.till, 10);
	if (by_card) {
		struct card_issue order = { d.till.person_id, "4711", 10000, 50000 };

		as_sales(w);
		assert_done(&w->ctx, card_issue(&w->ctx, &order, &card));
		d.card_id = card.card_id;
		as_till(w, d.till.shop_id);
	}
	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
		int64_t nth = 1;

		while (reached(&d, act, faults[i], nth)) {
			nth++;
			assert_true(nth < STATEMENTS_MAX);
		}
		assert_true(nth > 7);		/* it did reach the statements of the act */
	}
	assert_till(&d.till, d.used_yen, 60000 - d.used_yen);
}

static void
payment_survives_every_fault(void **state)
{
	drill(*state, &payment_act, false);
}

static void
taking_survives_every_fault(void **state)
{
	drill(*state, &taking_act, false);
}

static void
taking_by_card_survives_every_fault(void **state)
{
	drill(*state, &taking_act, true);
}

static void
void_survives_every_fault(void **state)
{
	drill(*state, &void_act, true);
}

int
main(void)
{
	return RULES("sales", rule_test(payment_survives_every_fault),
	    rule_test(taking_survives_every_fault),
	    rule_test(taking_by_card_survives_every_fault),
	    rule_test(void_survives_every_fault));
}
