#include "fault_walk.h"
#include "statement_seen.h"

#include "people/account.h"
#include "settlement/fund.h"
#include "settlement/match_undo.h"
#include "settlement/payout.h"
#include "settlement/reconcile.h"
#include "settlement/shop_account.h"

/*
 * What a line of the bank was taken for is taken back by two people, whole or not at all,
 * and only while nothing followed from it; a return less a fee of the bank comes back whole.
 */
struct line_step { const char *what; struct line_claim claim; };

static int
step_work(struct ctx *c, void *arg)
{
	const struct line_step *s = arg;
	int64_t id = s->claim.bank_line_id;

	if (text_same(s->what, "claim"))
		return statement_line_claim(c, &s->claim);
	if (text_same(s->what, "ask"))
		return statement_line_ask_undo(c, id, "ちがう振込でした");
	return statement_line_decide(c, id, text_same(s->what, "confirm"));
}
#define STEP(b, what_, ...) db_transact(&(b)->world->ctx, step_work,			\
	&(struct line_step){ what_, { __VA_ARGS__ } })

static int64_t
taken(struct bank *b, struct bytes file, size_t line)
{
	struct statement out;

	assert_done(&b->world->ctx, take_in(b, file, &out));
	return line_of(b, out.bank_statement_id, line).bank_line_id;
}

static struct statement_line
read_line(struct bank *b, int64_t bank_line_id)
{
	struct statement_text text;
	struct statement_line line;

	assert_done(&b->world->ctx, statement_line_read(&b->world->ctx, bank_line_id, &line,
	    &text));
	return line;
}

static void
undo(struct bank *b, int64_t bank_line_id)
{
	struct ctx *c = &b->world->ctx;

	act_as(b->world, TAKER);
	assert_done(c, STEP(b, "ask", bank_line_id));
	act_as(b->world, SECOND);
	assert_done(c, STEP(b, "confirm", bank_line_id));
	act_as(b->world, TAKER);
}

/* As it was before the statement: nothing of the match is left on the line. */
static void
assert_open(struct bank *b, int64_t bank_line_id, int64_t shop_id)
{
	struct statement_line line = read_line(b, bank_line_id);

	assert_string_equal(line.state, "open");
	assert_null(line.kind);
	assert_null(line.asked_kind);
	assert_int_equal(line.bank_file_id, 0);
	assert_int_equal(line.payout_id, 0);
	assert_int_equal(line.fee_yen, 0);
	assert_int_equal(line.shop_id, shop_id);
	assert_string_equal(line.note, "ちがう振込でした");
}

static void
a_debit_is_taken_back(void **state)
{
	int64_t yen[] = { amount(), amount() }, id;
	struct statement_line line;
	struct statement out;
	struct bank b;
	struct ctx *c;

	bank_open(*state, &b);
	c = &b.world->ctx;
	file_sent(&b, yen, 2);
	id = taken(&b, PAPER(&b, { .yen = b.yen }), 0);
	assert_refused(c, &line_settled, STEP(&b, "confirm", id));
	assert_done(c, STEP(&b, "ask", id));
	line = read_line(&b, id);
	assert_string_equal(line.state, "matched");
	assert_string_equal(line.asked_kind, "undo");
	assert_refused(c, &same_person, STEP(&b, "confirm", id));
	assert_string_equal(file_state_of(&b), "reconciled");
	assert_done(c, STEP(&b, "drop", id));
	assert_refused(c, &line_settled, STEP(&b, "confirm", id));
	undo(&b, id);
	assert_open(&b, id, 0);
	assert_string_equal(file_state_of(&b), "sent");
	assert_string_equal(payout_state(&b, 0), "sent");
	assert_ledger(&b, 0, yen[0], 0);
	assert_refused(c, &line_unmatched, STEP(&b, "ask", id));
	/* The true debit is found by the program, as if the first had never been. */
	assert_done(c, take_in(&b, PAPER(&b, { .yen = b.yen, .inquiry_no = "00000002" }), &out));
	assert_int_equal(out.debits, 1);
	assert_string_equal(file_state_of(&b), "reconciled");
	assert_string_equal(payout_state(&b, 1), "paid");
}

static void
one_of_several_debits_is_taken_back(void **state)
{
	int64_t yen[] = { amount(), amount() }, id;
	struct bank b;
	struct ctx *c;

	bank_open(*state, &b);
	c = &b.world->ctx;
	file_sent(&b, yen, 2);
	id = taken(&b, PAPER(&b, { .yen = yen[0] }, { .yen = yen[1] },
	    { .is_in = true, .yen = yen[1], .name = b.shops[1].holder, .day = "020117" }), 0);
	assert_string_equal(file_state_of(&b), "reconciled");
	/* The second came back: its debit stands until that is taken back. */
	assert_refused(c, &match_followed, STEP(&b, "ask", id + 1));
	undo(&b, id);
	assert_string_equal(file_state_of(&b), "sent");
	assert_string_equal(payout_state(&b, 0), "sent");
	assert_string_equal(payout_state(&b, 1), "returned");
	undo(&b, id + 2);
	assert_string_equal(payout_state(&b, 1), "paid");
	undo(&b, id + 1);
	assert_string_equal(payout_state(&b, 1), "sent");
	assert_ledger(&b, 1, yen[1], 0);
}

static bool
counts_account(struct bank *b, size_t shop)
{
	struct ctx *c = &b->world->ctx;
	struct shop_account account;
	bool found;

	assert_done(c, shop_account_of(c, b->shops[shop].shop_id, "confirmed", &found, &account));
	return found;
}

STMT(undo_mails, "SELECT COUNT(*) AS mails FROM outbox WHERE kind = 'payout_unreturned'");
STMT(payout_postings, "SELECT COUNT(*) AS mails FROM posting p WHERE p.kind IN ('payout_return',"
    " 'return_undo', 'return_anew') AND EXISTS (SELECT 1 FROM entry e"
    " WHERE e.posting_id = p.posting_id AND e.chart = 6 AND e.owner_id = ?)");
struct undo_count { int64_t mails; };
SHAPE(undo_count, "How many", FIELD(undo_count, mails, "How many"));

/* Back and forth, each a posting of its own; each line as often as it is wrong. */
static void
a_return_is_taken_back(void **state)
{
	int64_t yen[] = { amount(), amount() }, id;
	struct undo_count before, after, postings;
	struct bank b;
	struct ctx *c;

	bank_open(*state, &b);
	c = &b.world->ctx;
	file_sent(&b, yen, 2);
	assert_done(c, db_one(c, &undo_mails, &undo_count_shape, &before));
	id = taken(&b, PAPER(&b, { .yen = b.yen },
	    { .is_in = true, .yen = yen[0], .name = b.shops[0].holder }), 1);
	assert_false(counts_account(&b, 0));
	undo(&b, id);
	assert_open(&b, id, b.shops[0].shop_id);	/* the shop waits for who looks */
	assert_string_equal(payout_state(&b, 0), "paid");
	assert_ledger(&b, 0, yen[0], 0);
	assert_true(counts_account(&b, 0));
	assert_done(c, db_one(c, &undo_mails, &undo_count_shape, &after));
	assert_int_equal(after.mails, before.mails + 1);
	for (int i = 0; i < 2; i++) {
		assert_done(c, STEP(&b, "claim", id, "return", 0, b.shops[0].payout_id,
		    .note = "x"));
		act_as(b.world, SECOND);
		assert_done(c, STEP(&b, "confirm", id));
		act_as(b.world, TAKER);
		assert_string_equal(payout_state(&b, 0), "returned");
		assert_ledger(&b, 0, 0, yen[0]);
		assert_false(counts_account(&b, 0));
		if (i == 0)
			undo(&b, id);
	}
	assert_done(c, db_one(c, &payout_postings, &undo_count_shape, &postings,
	    A(b.shops[0].shop_id)));
	assert_int_equal(postings.mails, 5);
}

static int
again_work(struct ctx *c, void *arg)
{
	int64_t again_id;

	return payout_again(c, *(const int64_t *)arg, "2090-01-04", &again_id);
}

static void
what_followed_stays(void **state)
{
	int64_t yen[] = { amount(), amount() }, id;
	struct bank b;
	struct ctx *c;

	bank_open(*state, &b);
	c = &b.world->ctx;
	file_sent(&b, yen, 2);
	id = taken(&b, PAPER(&b, { .is_in = true, .yen = yen[0], .name = b.shops[0].holder }), 0);
	assert_done(c, STEP(&b, "ask", id));
	/* Between the two people the shop got another account, and a new payout its place. */
	account_in(b.world, b.shops[0].shop_id, b.shops[0].holder);
	assert_done(c, db_transact(c, again_work, &b.shops[0].payout_id));
	act_as(b.world, SECOND);
	assert_refused(c, &match_followed, STEP(&b, "confirm", id));
	assert_string_equal(payout_state(&b, 0), "returned");
	assert_ledger(&b, 0, 0, yen[0]);
	assert_refused(c, &match_followed, STEP(&b, "ask", id));
}

/* ---- less a fee ---- */

enum { FEE_YEN = 660 };

static void
assert_fee(struct bank *b, int64_t fee, int64_t bank_in)
{
	struct ctx *c = &b->world->ctx;
	struct ledger_place place = { CHART_FEE, b->shops[0].round_id, 0, PART_PREMIUM };
	struct instant at = { clock_now(rules_config).ms + 1000 };
	int64_t yen;

	assert_done(c, balance_at(c, &place, at, &yen));
	assert_int_equal(yen, fee);
	place.chart = CHART_BANK_IN;
	assert_done(c, balance_at(c, &place, at, &yen));
	assert_int_equal(yen, bank_in);
}

static int64_t
returned_less_a_fee(struct bank *b, const int64_t *yen)
{
	struct ctx *c = &b->world->ctx;
	int64_t id, payout_id;

	file_sent(b, yen, 2);
	id = taken(b, PAPER(b, { .is_in = true, .yen = yen[0] - FEE_YEN }), 0);
	payout_id = b->shops[0].payout_id;
	assert_done(c, STEP(b, "claim", id, "return", 0, payout_id, FEE_YEN - 1, "x"));
	act_as(b->world, SECOND);
	assert_refused(c, &match_unfit, STEP(b, "confirm", id));
	assert_refused(c, &match_unfit, STEP(b, "claim", id, "debit", 0, payout_id, FEE_YEN));
	act_as(b->world, TAKER);
	assert_done(c, STEP(b, "claim", id, "return", 0, payout_id, FEE_YEN, "x"));
	act_as(b->world, SECOND);
	assert_done(c, STEP(b, "confirm", id));
	act_as(b->world, TAKER);
	return id;
}

static void
a_return_less_a_fee_is_whole_for_the_shop(void **state)
{
	int64_t yen[] = { amount(), amount() }, id;
	struct fund_movement good = { .kind = "fee_in", .yen = FEE_YEN, .bank_on = "2020-02-03",
		.note = "組戻手数料", .owner_id = 0 };
	struct list payouts;
	struct statement_line line = { .direction = "in" };
	struct bank b;
	struct ctx *c;

	bank_open(*state, &b);
	c = &b.world->ctx;
	id = returned_less_a_fee(&b, yen);
	line = read_line(&b, id);
	assert_string_equal(line.kind, "return");
	assert_int_equal(line.fee_yen, FEE_YEN);
	assert_string_equal(payout_state(&b, 0), "returned");
	assert_ledger(&b, 0, 0, yen[0]);
	assert_fee(&b, FEE_YEN, -FEE_YEN);
	/* A person finds the payout at the line, with what is missing. */
	line.account_on = "2020-01-16";
	line.yen = yen[1] - FEE_YEN;
	assert_done(c, statement_line_candidates(c, &line, &payouts));
	assert_int_equal(payouts.count, 0);	/* it is about the other shop */
	line.shop_id = b.shops[1].shop_id;
	assert_done(c, statement_line_candidates(c, &line, &payouts));
	assert_int_equal(((const struct line_candidate *)payouts.items)->payout_id,
	    b.shops[1].payout_id);
	line.direction = "out";
	assert_done(c, statement_line_candidates(c, &line, &payouts));
	assert_int_equal(payouts.count, 0);
	undo(&b, id);
	assert_fee(&b, 0, 0);
	assert_ledger(&b, 0, yen[0], 0);

	bank_open(b.world, &b);
	yen[0] = amount();
	id = returned_less_a_fee(&b, yen);
	good.round_id = b.shops[0].round_id;
	assert_done(c, fund_ask(c, &good));
	act_as(b.world, SECOND);
	assert_done(c, fund_post(c, good.fund_movement_id));
	assert_fee(&b, 0, 0);
	/* Made good: the municipality's money is no more to be taken out by an undo. */
	act_as(b.world, TAKER);
	assert_done(c, STEP(&b, "ask", id));
	act_as(b.world, SECOND);
	assert_refused(c, &match_followed, STEP(&b, "confirm", id));
	assert_fee(&b, 0, 0);
	good.kind = "fee_in";
	assert_refused(c, &fund_short, fund_ask(c, &good));
}

/* ---- once and whole, whatever breaks ---- */

enum { STATEMENTS_MAX = 60, STATEMENTS_MIN = 15 };

static bool
reached(struct world *w, enum db_fault fault, int64_t nth)
{
	int64_t yen[] = { amount(), amount() }, id;
	bool was_reached, happened;
	struct ctx *c = &w->ctx;
	struct bank b;
	int result;

	bank_open(w, &b);
	id = returned_less_a_fee(&b, yen);
	assert_done(c, STEP(&b, "ask", id));
	act_as(w, SECOND);
	db_inject(c->db, nth, fault);
	result = STEP(&b, "confirm", id);
	was_reached = db_fault_left(c->db) <= 0;
	db_inject(c->db, 0, FAULT_NONE);
	if (result != 0)
		assert_string_equal(c->reason->code, "outcome_unknown");
	fail_forget(c);
	happened = text_same(read_line(&b, id).state, "open");
	assert_true(happened || result != 0);
	assert_string_equal(payout_state(&b, 0), happened ? "sent" : "returned");
	assert_ledger(&b, 0, happened ? yen[0] : 0, happened ? 0 : yen[0]);
	assert_fee(&b, happened ? 0 : FEE_YEN, happened ? 0 : -FEE_YEN);
	assert_true(counts_account(&b, 0) == happened);
	if (!happened)
		assert_done(c, STEP(&b, "confirm", id));
	assert_refused(c, &line_unmatched, STEP(&b, "ask", id));
	return was_reached;
}

static void
taking_back_survives_every_fault(void **state)
{
	walk_faults(*state, reached, STATEMENTS_MIN, STATEMENTS_MAX);
}

int
main(void)
{
	return RULES("settlement", rule_test(a_debit_is_taken_back),
	    rule_test(one_of_several_debits_is_taken_back),
	    rule_test(a_return_is_taken_back),
	    rule_test(what_followed_stays),
	    rule_test(a_return_less_a_fee_is_whole_for_the_shop),
	    rule_test(taking_back_survives_every_fault));
}
