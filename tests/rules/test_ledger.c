#include "pay_world.h"

#include "ledger/balance.h"
#include "ledger/proof.h"

/* Double entry: sums, one posting an act, rows that never change, the proof. */

STMT(lone_entry, "INSERT INTO entry (posting_id, round_id, chart, owner_id, part, yen, posted_at)"
    " VALUES (?, ?, 1, 1, 1, 7, ?)");
STMT(change_entry, "UPDATE entry SET yen = yen + 1 WHERE posting_id = ?");
STMT(remove_entry, "DELETE FROM entry WHERE posting_id = ?");
STMT(change_posting, "UPDATE posting SET ref_id = 0 WHERE posting_id = ?");
STMT(remove_posting, "DELETE FROM posting WHERE posting_id = ?");
STMT(spoil_lot, "UPDATE purse_lot SET spent_yen = 7, spent_paid_yen = 6 WHERE sale_id = ?");
STMT(spoil_stock, "UPDATE round_stock SET left_sets = left_sets + 1"
    " WHERE round_id = ? AND stripe = 0");

static const struct reason undo = { 409, "undo" };

struct trial {
	int64_t number;		/* a round and owner nobody else has */
	int64_t posting_id, sale_id;
	struct list differences;
};

static int
post_once(struct ctx *c, void *arg)
{
	struct trial *t = arg;
	struct posting posting = { "test", t->number, 0 };
	struct movement m = { .round_id = t->number, .part = PART_PAID, .from = CHART_PURSE,
		.from_owner = t->number, .to = CHART_CASH, .to_owner = 5, .yen = 1234 };

	if (posting_begin(c, &posting) != 0)
		return -1;
	t->posting_id = m.posting_id = posting.posting_id;
	if (posting_move(c, &m) != 0)
		return -1;
	m.yen = 0;
	return posting_move(c, &m);		/* writes nothing */
}

static void
both_sides_are_written(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct trial t = { .number = w->number };
	struct ledger_place purse = { CHART_PURSE, w->number, w->number, PART_PAID };
	struct ledger_place cash = { CHART_CASH, w->number, 5, PART_PAID };
	int64_t yen;

	assert_done(c, db_transact(c, post_once, &t));
	assert_done(c, balance_at(c, &purse, c->now, &yen));
	assert_int_equal(yen, -1234);
	assert_done(c, balance_at(c, &cash, c->now, &yen));
	assert_int_equal(yen, 1234);
	assert_done(c, balance_at(c, &cash, (struct instant){ c->now.ms - 1 }, &yen));
	assert_int_equal(yen, 0);
}

static void
an_act_is_posted_once(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct trial t = { .number = w->number };

	assert_done(c, db_transact(c, post_once, &t));
	assert_refused(c, &duplicate_row, db_transact(c, post_once, &t));
}

/* Neither program that posts can change or remove what it posted. */
static void
rows_never_change(void **state)
{
	static const struct stmt *const forbidden[] = { &change_entry, &remove_entry,
		&change_posting, &remove_posting };
	static const char *const programs[] = { "sales", "till", "jobd" };
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct trial t = { .number = w->number };

	assert_done(c, db_transact(c, post_once, &t));
	for (size_t p = 0; p < sizeof programs / sizeof *programs; p++) {
		c->db = db_open(rules_config, programs[p]);
		for (size_t i = 0; i < sizeof forbidden / sizeof *forbidden; i++) {
			assert_int_equal(db_run(c, forbidden[i], A(t.posting_id)), -1);
			assert_string_equal(c->reason->code, "internal_error");
			assert_non_null(strstr(c->detail, "denied"));
			fail_forget(c);
		}
		db_close(c->db);
		c->db = rules_db;
	}
}

static int
prove_lone_entry(struct ctx *c, void *arg)
{
	struct trial *t = arg;
	struct posting posting = { "test", t->number, 0 };

	if (posting_begin(c, &posting) != 0 ||
	    db_run(c, &lone_entry, A(posting.posting_id), A(t->number), A(c->now)) != 0 ||
	    proof_postings(c, &(struct proof_pace){ 0 }, &t->differences) != 0)
		return -1;
	t->posting_id = posting.posting_id;
	return fail(c, &undo, NULL);		/* nothing of it stays */
}

static int
prove_spoilt(struct ctx *c, void *arg)
{
	struct trial *t = arg;

	if (db_run(c, &spoil_lot, A(t->sale_id)) != 0 ||
	    db_run(c, &spoil_stock, A(t->number)) != 0 ||
	    books_prove(c, NULL, &t->differences) != 0)
		return -1;
	return fail(c, &undo, NULL);
}

static const struct difference *
found(const struct trial *t, const char *what, int64_t object_id)
{
	const struct difference *d = t->differences.items;

	for (size_t i = 0; i < t->differences.count; i++)
		if (strcmp(d[i].what, what) == 0 && d[i].object_id == object_id)
			return &d[i];
	fail_test("the proof did not find %s", what);
	return NULL;
}

/* Differences are made inside a transaction that is rolled back; the arena
 * keeps what the proof said. */
static void
proof_finds_an_uneven_posting(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct trial t = { .number = w->number };

	assert_refused(c, &undo, db_transact(c, prove_lone_entry, &t));
	assert_int_equal(found(&t, "posting_sum", t.posting_id)->found, 7);
}

static void
proof_finds_spoilt_purse_and_stock(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct counter k;
	struct sale_order order;
	struct sold sold;
	struct trial t = { 0 };

	counter_open(w, &k, 100, 10);
	order = order_of(&k, buyer(w), 1);
	assert_done(c, sale_sell(c, &order, &sold));
	t.sale_id = sold.sale.sale_id;
	t.number = k.round.round_id;
	assert_refused(c, &undo, as_owner(w, prove_spoilt, &t));
	assert_int_equal(found(&t, "purse_paid", purse_of(w, order.person_id))->found, 4994);
	assert_int_equal(found(&t, "purse_premium", purse_of(w, order.person_id))->found, 999);
	assert_int_equal(found(&t, "lots_paid", k.round.round_id)->found, 4994);
	assert_int_equal(found(&t, "sets", k.round.round_id)->found, 101);
}

/* Whatever the other tests did in this installation, nothing disagrees. */
static void
everything_agrees(void **state)
{
	struct world *w = *state;
	struct list differences;

	assert_done(&w->ctx, as_owner(w, prove_work, &differences));
	assert_int_equal(differences.count, 0);
}

int
main(void)
{
	return RULES("sales", rule_test(both_sides_are_written), rule_test(an_act_is_posted_once),
	    rule_test(rows_never_change), rule_test(proof_finds_an_uneven_posting),
	    rule_test(proof_finds_spoilt_purse_and_stock), rule_test(everything_agrees));
}
