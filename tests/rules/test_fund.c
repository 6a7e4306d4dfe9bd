/* Goal: what came in, where it is and what left can be had for any past instant, and
 * money moves only by two people and never more than there is. */
#include "fund_world.h"

#include "db/page.h"
#include "report/report.h"

static const struct instant evening = { 1578654000000 };	/* 2020-01-10 20:00 in Tokyo */
enum { STATEMENTS_MAX = 60 };

/* Three sets sold at noon, one of them spent at the shop. */
static void
funds_open(struct world *w, struct till *t)
{
	struct payment p;

	till_open(w, t, 3);
	p = payment_of(t, 6000);
	assert_done(&w->ctx, pay(t, &p));
	w->ctx.now = evening;
}

struct unused_page { PAGE_MEMBERS; };
SHAPE(unused_page, "A page", PAGE_FIELDS(unused_page, report_unused_orders));

static int64_t
said(const void *row, const char *name)
{
	return *(const int64_t *)field_of(shape_field(report_unused.row, name), row);
}

/* The report of what was not used says of this part what the funds say. */
static void
assert_reported(struct till *t, enum part part, struct instant at)
{
	struct ctx *c = &t->world->ctx;
	int64_t round_id = t->counter.round.round_id;
	struct fund_part p = funds_of(t->world, round_id, part, at);
	struct unused_page in = { .limit = PAGE_ROWS_MAX };
	const char *code = arena_text(c->arena, "%lld-%d", (long long)round_id, (int)part);
	struct page page;
	const char *row = NULL, *line;

	do {
		assert_done(c, page_read(c, &report_unused, &unused_page_shape, &in,
		    (struct arg[]){ A(at), A(at) }, &page));
		in.after = page.next;
		for (size_t i = 0; i < page.rows.count; i++) {
			line = (const char *)page.rows.items + i * report_unused.row->size;
			if (strcmp(*(const char *const *)field_of(shape_field(
			        report_unused.row, "line_code"), line), code) == 0)
				row = line;
		}
	} while (row == NULL && in.after != NULL);
	if (p.received_yen == 0) {
		assert_null(row);
		return;
	}
	assert_non_null(row);
	assert_int_equal(said(row, "issued_yen"), p.received_yen);
	assert_int_equal(said(row, "used_yen"), p.used_yen);
	assert_int_equal(said(row, "purse_yen"), p.purse_yen);
	assert_int_equal(said(row, "unused_yen"), p.unused_yen);
	assert_int_equal(said(row, "handed_back_yen"), p.handed_back_unused_yen);
	assert_int_equal(said(row, "remaining_yen"), p.expired_yen);
}

static void
assert_agrees(struct till *t)
{
	struct ctx *c = &t->world->ctx;
	struct list differences;

	assert_done(c, as_owner(t->world, prove_work, &differences));
	assert_int_equal(differences.count, 0);
	for (enum part part = PART_PAID; part <= PART_PREMIUM; part++) {
		assert_int_equal(funds_of(t->world, t->counter.round.round_id, part,
		    c->now).difference_yen, 0);
		assert_reported(t, part, c->now);
	}
}

static void
receipts_move_into_the_bank(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct till t;
	struct fund_part paid, premium;
	int64_t round_id;

	funds_open(w, &t);
	round_id = t.counter.round.round_id;
	move_funds(&t, "cash_in", 12000);
	move_funds(&t, "premium_in", 3000);
	paid = funds_of(w, round_id, PART_PAID, c->now);
	assert_int_equal(paid.received_yen, 15000);
	assert_int_equal(paid.outside_yen, 3000);
	assert_int_equal(paid.banked_yen, 12000);
	assert_int_equal(paid.bank_yen, 12000);
	assert_int_equal(paid.purse_yen, 10000);
	assert_int_equal(paid.used_yen, 5000);
	assert_int_equal(paid.payable_yen, 5000);
	assert_int_equal(paid.unused_yen, 0);
	premium = funds_of(w, round_id, PART_PREMIUM, c->now);
	assert_int_equal(premium.received_yen, 3000);
	assert_int_equal(premium.outside_yen, 0);
	assert_int_equal(premium.bank_yen, 3000);
	assert_int_equal(premium.used_yen, 1000);
	/* The books of sales know nothing of where the money is. */
	as_sales(w);
	assert_int_equal(book_of(w, round_id).proceeds_yen, 15000);
	assert_int_equal(book_of(w, round_id).premium_yen, 3000);
	as_settlement(w, ASKER);
	assert_agrees(&t);
}

static void
the_past_stays_as_it_was(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct till t;
	struct fund_part before;
	int64_t round_id;

	funds_open(w, &t);
	round_id = t.counter.round.round_id;
	move_funds(&t, "cash_in", 15000);
	before = funds_of(w, round_id, PART_PAID, (struct instant){ noon.ms - 1 });
	assert_int_equal(before.received_yen, 0);
	before = funds_of(w, round_id, PART_PAID, noon);
	assert_int_equal(before.received_yen, 15000);
	assert_int_equal(before.used_yen, 5000);
	assert_int_equal(before.outside_yen, 15000);
	assert_int_equal(before.bank_yen, 0);
	before = funds_of(w, round_id, PART_PAID, (struct instant){ evening.ms - 1 });
	assert_int_equal(before.bank_yen, 0);
	assert_int_equal(funds_of(w, round_id, PART_PAID, c->now).bank_yen, 15000);
	assert_reported(&t, PART_PAID, noon);
	assert_reported(&t, PART_PREMIUM, (struct instant){ noon.ms - 1 });
}

static void
two_people_move_it_once(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct till t;
	struct fund_movement m, again;

	funds_open(w, &t);
	m = movement_of(&t, "cash_in", 15000);
	again = m;
	as_settlement(w, ASKER);
	assert_done(c, fund_ask(c, &m));
	assert_done(c, fund_ask(c, &again));
	assert_refused(c, &same_person, fund_post(c, m.fund_movement_id));
	as_settlement(w, POSTER);
	assert_done(c, fund_post(c, m.fund_movement_id));
	assert_refused(c, &fund_decided, fund_post(c, m.fund_movement_id));
	assert_refused(c, &fund_decided, fund_refuse(c, m.fund_movement_id, "late"));
	/* It was there when it was asked for, and is not any more. */
	assert_int_equal(fund_post(c, again.fund_movement_id), -1);
	assert_string_equal(c->reason->code, "fund_short");
	assert_int_equal(c->problems->params[0].number, 0);
	fail_forget(c);
	assert_done(c, fund_refuse(c, again.fund_movement_id, "twice"));
	assert_refused(c, &fund_decided, fund_post(c, again.fund_movement_id));
	assert_agrees(&t);
}

static void
no_more_than_there_is(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct till t;
	struct fund_movement m;

	funds_open(w, &t);
	as_settlement(w, ASKER);
	m = movement_of(&t, "cash_in", 15001);
	assert_refused(c, &fund_short, fund_ask(c, &m));
	m = movement_of(&t, "cash_in", 1);
	m.owner_id = CHIEF;		/* who took no cash */
	assert_refused(c, &fund_short, fund_ask(c, &m));
	m.owner_id = CLERK;
	assert_done(c, fund_ask(c, &m));
	m = movement_of(&t, "premium_in", 3001);
	assert_refused(c, &fund_short, fund_ask(c, &m));
	m = movement_of(&t, "unused_out", 1);	/* nothing has expired */
	assert_refused(c, &fund_short, fund_ask(c, &m));
	m = movement_of(&t, "refused_out", 1);
	assert_refused(c, &fund_short, fund_ask(c, &m));
	m = movement_of(&t, "cash_in", 1);
	m.bank_on = "2020-01-11";
	assert_refused(c, &fund_later, fund_ask(c, &m));
}

/* What a refused payment does to the ledger; and one that was paid out. */
struct moving { const struct till *t; enum chart to; const char *kind; };

static int
from_payable(struct ctx *c, void *arg)
{
	struct moving *m = arg;
	struct posting posting = { m->kind, m->t->purse_id, 0 };
	struct movement move = { .round_id = m->t->counter.round.round_id, .part = PART_PAID,
		.from = m->to, .to = CHART_PAYABLE, .from_owner = m->t->shop_id,
		.to_owner = m->t->shop_id, .yen = 2500 };

	if (posting_begin(c, &posting) != 0)
		return -1;
	move.posting_id = posting.posting_id;
	return posting_move(c, &move);
}

static void
what_was_not_used_goes_back_in_two_parts(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct till t;
	struct fund_movement m;
	struct fund_part paid, premium;
	int64_t round_id, lots, yen;
	struct book b;

	funds_open(w, &t);
	round_id = t.counter.round.round_id;
	move_funds(&t, "cash_in", 15000);
	as_sales(w);
	c->now.ms = tokyo_midnight("2020-02-01").ms + EXPIRY_GRACE_MS;
	assert_done(c, expiry_run(c, &lots, &yen));
	as_settlement(w, ASKER);
	paid = funds_of(w, round_id, PART_PAID, c->now);
	assert_int_equal(paid.unused_yen, 10000);
	assert_int_equal(paid.may_hand_back_yen, 10000);
	premium = funds_of(w, round_id, PART_PREMIUM, c->now);
	assert_int_equal(premium.unused_yen, 2000);
	assert_int_equal(premium.may_hand_back_yen, 0);	/* it was never given */
	m = movement_of(&t, "unused_out", 10001);
	assert_refused(c, &fund_short, fund_ask(c, &m));
	m = movement_of(&t, "premium_out", 1);
	assert_refused(c, &fund_short, fund_ask(c, &m));
	move_funds(&t, "premium_in", 3000);
	move_funds(&t, "premium_out", 2000);
	move_funds(&t, "unused_out", 4000);
	assert_agrees(&t);

	/* A payment of the shop was refused in part, the rest paid out. */
	assert_done(c, db_transact(c, from_payable,
	    &(struct moving){ &t, CHART_REFUSED, "drill" }));
	assert_done(c, db_transact(c, from_payable,
	    &(struct moving){ &t, CHART_PAID_OUT, "drill2" }));
	m = movement_of(&t, "refused_out", 2501);
	assert_refused(c, &fund_short, fund_ask(c, &m));
	move_funds(&t, "refused_out", 2500);
	paid = funds_of(w, round_id, PART_PAID, c->now);
	assert_int_equal(paid.used_yen, 5000);
	assert_int_equal(paid.refused_yen, 0);
	assert_int_equal(paid.handed_back_unused_yen, 4000);
	assert_int_equal(paid.handed_back_refused_yen, 2500);
	assert_int_equal(paid.unused_yen, 10000);
	assert_int_equal(paid.may_hand_back_yen, 6000);
	assert_int_equal(paid.bank_yen, 15000 - 2500 - 6500);
	assert_agrees(&t);
	as_sales(w);
	b = book_of(w, round_id);
	assert_int_equal(b.difference_yen, 0);
	assert_int_equal(b.used_paid_yen, 2500);
	assert_int_equal(b.expired_paid_yen, 6000);
	assert_int_equal(b.handed_back_paid_yen, 6500);
	assert_int_equal(b.handed_back_premium_yen, 2000);
}

static void
dates_of_the_contract_are_data(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct till t;
	struct fund_term term = { .hand_back_on = "2020-03-20" };
	struct list rounds;
	const struct fund_round *r;

	funds_open(w, &t);
	term.campaign_id = t.counter.campaign.campaign_id;
	as_settlement(w, ASKER);
	assert_done(c, fund_term_set(c, &term));
	term.deliver_on = "2020-03-21";
	assert_done(c, fund_term_set(c, &term));
	assert_done(c, fund_book_read(c, c->now, &rounds));
	for (r = rounds.items; r->round_id != t.counter.round.round_id; r++)
		;
	assert_string_equal(r->hand_back_on, "2020-03-20");
	assert_string_equal(r->deliver_on, "2020-03-21");
	assert_string_equal(r->half_year_on, "2020-07-01");
	assert_int_equal(r->expires_at.ms, tokyo_midnight("2020-02-01").ms + EXPIRY_GRACE_MS);
	assert_false(r->is_over);
}

/* R2: posted once or not at all, whatever fails at the Nth statement. */
static void
post_under(struct till *t, enum db_fault fault)
{
	struct ctx *c = &t->world->ctx;
	int64_t round_id = t->counter.round.round_id, before, after;

	for (int64_t nth = 1;; nth++) {
		struct fund_movement m = movement_of(t, "cash_in", 7);
		bool reached;
		int result;

		assert_in_range(nth, 1, STATEMENTS_MAX);
		as_settlement(t->world, ASKER);
		assert_done(c, fund_ask(c, &m));
		as_settlement(t->world, POSTER);
		before = funds_of(t->world, round_id, PART_PAID, c->now).banked_yen;
		db_inject(c->db, nth, fault);
		result = fund_post(c, m.fund_movement_id);
		reached = db_fault_left(c->db) <= 0;
		db_inject(c->db, 0, FAULT_NONE);
		if (result != 0) {
			assert_string_equal(c->reason->code, "outcome_unknown");
			fail_forget(c);
		}
		after = funds_of(t->world, round_id, PART_PAID, c->now).banked_yen;
		assert_true(after == before + 7 || (result != 0 && after == before));
		assert_done(c, fund_read(c, m.fund_movement_id, &m));
		assert_string_equal(m.state, after == before ? "asked" : "posted");
		if (!reached)
			return;
	}
}

static void
a_fault_at_any_statement_posts_once_or_never(void **state)
{
	static const enum db_fault faults[] = { FAULT_DEADLOCK, FAULT_LOCK_WAIT,
		FAULT_LINK_BEFORE, FAULT_LINK_AFTER };
	struct world *w = *state;
	struct till t;

	funds_open(w, &t);
	for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++)
		post_under(&t, faults[i]);
	assert_agrees(&t);
}

int
main(void)
{
	return RULES("sales", rule_test(receipts_move_into_the_bank),
	    rule_test(the_past_stays_as_it_was), rule_test(two_people_move_it_once),
	    rule_test(no_more_than_there_is), rule_test(what_was_not_used_goes_back_in_two_parts),
	    rule_test(dates_of_the_contract_are_data),
	    rule_test(a_fault_at_any_statement_posts_once_or_never));
}
