#include "sale_world.h"

/*
 * R2: a deadlock, a lock wait or a lost link at the Nth statement of a sale
 * and of its void, for N = 1, 2, ... until none is reached.  Each time the act
 * happened once or not at all, and the books agree.
 */
static const enum db_fault faults[] = { FAULT_DEADLOCK, FAULT_LOCK_WAIT, FAULT_LINK_BEFORE,
	FAULT_LINK_AFTER };
enum { STATEMENTS_MAX = 60 };

struct drill {
	struct world *world;
	struct counter counter;
	int64_t person_id;
	int64_t sold_sets;		/* what the books must say */
};

static int64_t
sets_of(struct drill *d)
{
	return book_of(d->world, d->counter.round.round_id).sold_sets;
}

/* Happened, refused, or unknown: then the books tell which, and only these two. */
static void
settle(struct drill *d, int result, int64_t sets)
{
	struct ctx *c = &d->world->ctx;
	int64_t found = sets_of(d);

	if (result == 0) {
		assert_int_equal(found, d->sold_sets + sets);
	} else {
		assert_string_equal(c->reason->code, "outcome_unknown");
		assert_true(found == d->sold_sets || found == d->sold_sets + sets);
		fail_forget(c);
	}
	d->sold_sets = found;
	assert_book(d->world, &d->counter, found);
}

static bool
sell_with_fault(struct drill *d, enum db_fault fault, int64_t nth)
{
	struct ctx *c = &d->world->ctx;
	struct sale_order order = order_of(&d->counter, d->person_id, 1);
	struct sold sold;
	bool reached;
	int result;

	db_inject(c->db, nth, fault);
	result = sale_sell(c, &order, &sold);
	reached = db_fault_left(c->db) <= 0;
	db_inject(c->db, 0, FAULT_NONE);
	settle(d, result, 1);
	return reached;
}

static bool
void_with_fault(struct drill *d, enum db_fault fault, int64_t nth)
{
	struct ctx *c = &d->world->ctx;
	struct sale_order order = order_of(&d->counter, d->person_id, 1);
	struct sold sold;
	struct sale sale;
	bool reached;
	int result;

	assert_done(c, sale_sell(c, &order, &sold));
	d->sold_sets++;
	act_as(d->world, CHIEF);
	db_inject(c->db, nth, fault);
	result = sale_take_back(c, sold.sale.sale_id, "drill", &sale);
	reached = db_fault_left(c->db) <= 0;
	db_inject(c->db, 0, FAULT_NONE);
	act_as(d->world, CLERK);
	settle(d, result, -1);
	return reached;
}

static void
drill(struct world *w, bool (*act)(struct drill *, enum db_fault, int64_t))
{
	struct drill d = { .world = w };

	counter_open(w, &d.counter, 1000, 1000);
	d.person_id = buyer(w);
	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
		int64_t nth = 1;

		while (act(&d, faults[i], nth)) {
			nth++;
			assert_true(nth < STATEMENTS_MAX);
		}
		assert_true(nth > 8);		/* it did reach the statements of the act */
	}
}

static void
sale_survives_every_fault(void **state)
{
	drill(*state, sell_with_fault);
}

static void
void_survives_every_fault(void **state)
{
	drill(*state, void_with_fault);
}

int
main(void)
{
	return RULES("sales", rule_test(sale_survives_every_fault),
	    rule_test(void_survives_every_fault));
}
