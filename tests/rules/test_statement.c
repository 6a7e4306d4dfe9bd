#include "fault_walk.h"
#include "statement_seen.h"

#include "people/account.h"
#include "settlement/finding.h"
#include "settlement/reconcile.h"
#include "settlement/shop_account.h"
#include "settlement/statement_match.h"

/*
 * Statements of the bank: what a line is taken for, and never more than is sure; once
 * and whole, under a fault at each statement.
 */

static void
a_file_is_debited_at_once(void **state)
{
	int64_t yen[] = { amount(), amount() };
	struct statement seen, out;
	struct statement_line line;
	struct bytes file;
	struct bank b;

	bank_open(*state, &b);
	file_sent(&b, yen, 2);
	file = PAPER(&b, { .yen = b.yen, .summary = "\xbf\xb3\xcc\xd8" });
	assert_done(&b.world->ctx, statement_look(&b.world->ctx, file, &seen));
	assert_int_equal(seen.debits, 1);
	assert_int_equal(((const struct statement_seen *)seen.lines.items)[0].bank_file_id,
	    b.bank_file_id);
	assert_string_equal(file_state_of(&b), "sent");		/* looking changes nothing */
	assert_done(&b.world->ctx, take_in(&b, file, &out));
	assert_int_equal(out.debits, 1);
	assert_int_equal(out.open, 0);
	assert_string_equal(out.from_on, "2020-01-01");
	assert_string_equal(out.to_on, "2020-02-03");
	assert_string_equal(file_state_of(&b), "reconciled");
	assert_string_equal(payout_state(&b, 0), "paid");
	assert_string_equal(payout_state(&b, 1), "paid");
	line = line_of(&b, out.bank_statement_id, 0);
	assert_string_equal(line.state, "matched");
	assert_int_equal(line.bank_file_id, b.bank_file_id);
	assert_int_equal(line.payout_id, 0);
	assert_ledger(&b, 0, yen[0], 0);
}

/* Two shops of one amount: number or name decide, and what is left is clear then. */
static void
each_transfer_is_debited(void **state)
{
	int64_t same = amount(), yen[] = { same, same, amount(), same };
	struct statement out;
	struct bank b;

	bank_open(*state, &b);
	file_sent(&b, yen, 4);
	assert_done(&b.world->ctx, take_in(&b, PAPER(&b, { .yen = same },
	    { .yen = same, .edi = digits(b.world, b.shops[1].payout_id, 10) },
	    { .yen = yen[2] },
	    { .yen = same, .summary = b.shops[0].holder }), &out));
	assert_int_equal(out.debits, 4);
	for (size_t i = 0; i < 4; i++)
		assert_string_equal(payout_state(&b, i), "paid");
	assert_int_equal(line_of(&b, out.bank_statement_id, 1).payout_id, b.shops[1].payout_id);
	assert_int_equal(line_of(&b, out.bank_statement_id, 3).payout_id, b.shops[0].payout_id);
	assert_int_equal(line_of(&b, out.bank_statement_id, 0).payout_id, b.shops[3].payout_id);
	assert_string_equal(file_state_of(&b), "reconciled");
}

static void
what_may_be_two_things_stays_open(void **state)
{
	int64_t same = amount(), yen[] = { same, same };
	struct statement out;
	struct bank b;

	bank_open(*state, &b);
	file_sent(&b, yen, 2);
	/* One of two; a number that is neither's; before the day it is paid; half the file. */
	assert_done(&b.world->ctx, take_in(&b, PAPER(&b, { .yen = same },
	    { .yen = same, .edi = "9" }, { .yen = 2 * same, .day = "020114" },
	    { .yen = same - 1 }), &out));
	assert_int_equal(out.open, 4);
	assert_int_equal(out.debits, 0);
	assert_string_equal(payout_state(&b, 0), "sent");
	assert_string_equal(file_state_of(&b), "sent");
}

static void
two_files_of_one_sum_stay_open(void **state)
{
	int64_t yen[] = { amount() };
	struct statement out;
	struct bank b, other;

	bank_open(*state, &b);
	bank_open(*state, &other);
	file_sent(&b, yen, 1);
	file_sent(&other, yen, 1);
	assert_done(&b.world->ctx, take_in(&b, PAPER(&b, { .yen = yen[0] }), &out));
	assert_int_equal(out.open, 1);
	assert_string_equal(file_state_of(&b), "sent");
	assert_string_equal(file_state_of(&other), "sent");
}

STMT(mails_of_return, "SELECT COUNT(*) AS payouts FROM outbox WHERE kind = 'payout_returned'");
struct mail_count { int64_t payouts; };
SHAPE(mail_count, "Mails", FIELD(mail_count, payouts, "How many"));

static int64_t
mails(struct bank *b)
{
	struct ctx *c = &b->world->ctx;
	struct mail_count row;

	assert_done(c, db_one(c, &mails_of_return, &mail_count_shape, &row));
	return row.payouts;
}

static bool
has_account(struct bank *b, size_t shop)
{
	struct ctx *c = &b->world->ctx;
	struct shop_account account;
	bool found;

	assert_done(c, shop_account_of(c, b->shops[shop].shop_id, "confirmed", &found, &account));
	return found;
}

static void
a_transfer_comes_back(void **state)
{
	int64_t yen[] = { amount(), amount(), amount() }, told;
	struct statement out;
	struct bank b;

	bank_open(*state, &b);
	file_sent(&b, yen, 3);
	told = mails(&b);
	/* In the order of the bank, which may tell the return first; by name and by number. */
	assert_done(&b.world->ctx, take_in(&b, PAPER(&b,
	    { .is_in = true, .yen = yen[0], .name = b.shops[0].holder, .day = "020117" },
	    { .yen = b.yen },
	    { .is_in = true, .yen = yen[2], .day = "020117",
	      .edi = digits(b.world, b.shops[2].payout_id, 10) }), &out));
	assert_int_equal(out.debits, 1);
	assert_int_equal(out.returns, 2);
	assert_string_equal(payout_state(&b, 0), "returned");
	assert_string_equal(payout_state(&b, 1), "paid");
	assert_string_equal(payout_state(&b, 2), "returned");
	assert_string_equal(file_state_of(&b), "reconciled");
	assert_ledger(&b, 0, 0, yen[0]);
	assert_ledger(&b, 1, yen[1], 0);
	assert_int_equal(mails(&b), told + 2);
	/* Nothing more is sent there until an account is confirmed anew. */
	assert_false(has_account(&b, 0));
	assert_true(has_account(&b, 1));
	assert_int_equal(line_of(&b, out.bank_statement_id, 0).shop_id, b.shops[0].shop_id);
}

/* No proof, but reason enough to stop the shop's next payout. */
static void
an_amount_alone_is_no_return(void **state)
{
	int64_t yen[] = { amount(), amount() };
	struct statement_line line;
	struct statement out;
	struct bank b;

	bank_open(*state, &b);
	file_sent(&b, yen, 2);
	assert_done(&b.world->ctx, take_in(&b, PAPER(&b,
	    { .is_in = true, .yen = yen[0], .name = "\xce\xb6\xc9 \xcb\xc4" },
	    { .is_in = true, .yen = yen[1] - 660, .summary = b.shops[1].holder },
	    { .is_in = true, .yen = 777 }), &out));
	assert_int_equal(out.returns, 0);
	assert_int_equal(out.open, 3);
	line = line_of(&b, out.bank_statement_id, 0);
	assert_string_equal(line.state, "open");
	assert_int_equal(line.shop_id, b.shops[0].shop_id);
	/* The bank kept its fee: another amount, so a person decides. */
	assert_int_equal(line_of(&b, out.bank_statement_id, 1).shop_id, b.shops[1].shop_id);
	assert_int_equal(line_of(&b, out.bank_statement_id, 2).shop_id, 0);
	assert_string_equal(payout_state(&b, 0), "sent");
	assert_ledger(&b, 0, yen[0], 0);
}

static void
a_file_is_taken_in_once(void **state)
{
	struct world *w = *state;
	struct statement out;
	struct bytes file;
	struct bank b;

	bank_open(w, &b);
	file = PAPER(&b, { .is_in = true, .yen = amount() });
	assert_done(&w->ctx, take_in(&b, file, &out));
	assert_refused(&w->ctx, &statement_known, statement_look(&w->ctx, file, &out));
	assert_refused(&w->ctx, &statement_known, take_in(&b, file, &out));
}

/* Equal lines are two lines; a second file that tells both again tells nothing new. */
static void
a_line_counts_once(void **state)
{
	int64_t yen[] = { amount(), amount() }, twice = amount();
	struct statement out;
	struct bank b;

	bank_open(*state, &b);
	file_sent(&b, yen, 2);
	assert_done(&b.world->ctx, take_in(&b, PAPER(&b,
	    { .yen = yen[0], .inquiry_no = "00000017" },
	    { .yen = twice, .summary = "X" }, { .yen = twice, .summary = "X" }), &out));
	assert_int_equal(out.repeated, 0);
	/* The bank's own number, or another word, tells one line from another. */
	assert_done(&b.world->ctx, take_in(&b, PAPER(&b, { .yen = twice, .summary = "X" },
	    { .yen = yen[0], .inquiry_no = "00000017" },
	    { .yen = twice, .summary = "X" }, { .yen = twice, .summary = "X" },
	    { .yen = yen[0], .inquiry_no = "00000018" }, { .yen = yen[1] }), &out));
	assert_int_equal(out.repeated, 3);
	assert_int_equal(out.debits, 1);
	assert_int_equal(out.open, 2);
	assert_string_equal(line_of(&b, out.bank_statement_id, 1).state, "repeated");
	assert_string_equal(line_of(&b, out.bank_statement_id, 4).state, "open");
	assert_string_equal(file_state_of(&b), "reconciled");
}

STMT(count_statements, "SELECT COUNT(*) AS payouts FROM bank_statement");

static void
what_is_not_ours_is_refused_whole(void **state)
{
	struct world *w = *state;
	struct mail_count before, after;
	struct statement out;
	struct bytes file;
	struct bank b, other;
	char *damaged;

	bank_open(w, &b);
	assert_done(&w->ctx, db_one(&w->ctx, &count_statements, &mail_count_shape, &before));
	other = b;
	other.sender.number = "7777777";
	assert_refused(&w->ctx, &statement_account, take_in(&b, PAPER(&other, { .yen = 5 }), &out));
	other = b;
	other.sender.branch_code = "999";
	assert_refused(&w->ctx, &statement_account,
	    statement_look(&w->ctx, PAPER(&other, { .yen = 5 }), &out));
	file = PAPER(&b, { .yen = amount() }, { .yen = amount() });
	damaged = arena_copy(&w->arena, file.data, file.size);
	damaged[2 * 200 + 9] = 'X';		/* the day of the second line */
	assert_int_equal(take_in(&b, (struct bytes){ damaged, file.size }, &out), -1);
	assert_string_equal(w->ctx.reason->code, bank_file_wrong.code);
	assert_int_equal(w->ctx.problems->params[0].number, 3);
	assert_int_equal(w->ctx.problems->params[1].number, 10);
	fail_forget(&w->ctx);
	/* Without its trailer and end; a sum that is wrong; nothing at all. */
	assert_refused(&w->ctx, &bank_file_wrong,
	    take_in(&b, (struct bytes){ file.data, file.size - 400 }, &out));
	damaged = arena_copy(&w->arena, file.data, file.size);
	damaged[3 * 200 + 38] ^= 1;
	assert_refused(&w->ctx, &bank_file_wrong,
	    take_in(&b, (struct bytes){ damaged, file.size }, &out));
	assert_refused(&w->ctx, &bank_file_wrong,
	    take_in(&b, (struct bytes){ "", 0 }, &out));
	assert_done(&w->ctx, db_one(&w->ctx, &count_statements, &mail_count_shape, &after));
	assert_int_equal(after.payouts, before.payouts);
}

/* ---- what people do ---- */

struct line_act {
	struct line_claim claim;
	const char *what;
	int64_t shop_id;
};

static int
line_work(struct ctx *c, void *arg)
{
	const struct line_act *a = arg;
	int64_t id = a->claim.bank_line_id;

	if (text_same(a->what, "claim"))
		return statement_line_claim(c, &a->claim);
	if (text_same(a->what, "shop"))
		return statement_line_set_shop(c, id, a->shop_id);
	if (text_same(a->what, "explain"))
		return statement_line_explain(c, id, a->claim.kind, a->claim.note);
	if (text_same(a->what, "reopen"))
		return statement_line_reopen(c, id, a->claim.note);
	return statement_line_decide(c, id, text_same(a->what, "confirm"));
}
#define ACT(b, what_, ...) db_transact(&(b)->world->ctx, line_work,			\
	&(struct line_act){ .what = what_, .claim = { __VA_ARGS__ } })

static void
two_people_say_it_is_a_return(void **state)
{
	int64_t yen[] = { amount(), amount() }, id;
	struct statement_line line;
	struct statement out;
	struct bank b;
	struct ctx *c;

	bank_open(*state, &b);
	c = &b.world->ctx;
	file_sent(&b, yen, 2);
	assert_done(c, take_in(&b, PAPER(&b, { .is_in = true, .yen = yen[0] }), &out));
	id = line_of(&b, out.bank_statement_id, 0).bank_line_id;
	assert_refused(c, &nothing_asked, ACT(&b, "confirm", id));
	/* Money that came in is no debit, no whole file, and not both. */
	assert_refused(c, &match_unfit, ACT(&b, "claim", id, "debit", 0, b.shops[0].payout_id));
	assert_refused(c, &match_unfit, ACT(&b, "claim", id, "return", b.bank_file_id, 0));
	assert_refused(c, &match_unfit, ACT(&b, "claim", id, "return", b.bank_file_id,
	    b.shops[0].payout_id));
	assert_done(c, ACT(&b, "claim", id, "return", 0, b.shops[1].payout_id, .note = "x"));
	assert_refused(c, &same_person, ACT(&b, "confirm", id));
	act_as(b.world, SECOND);
	assert_refused(c, &match_unfit, ACT(&b, "confirm", id));	/* another amount */
	assert_done(c, ACT(&b, "drop", id));
	act_as(b.world, TAKER);
	assert_done(c, ACT(&b, "claim", id, "return", 0, b.shops[0].payout_id, .note = "x"));
	act_as(b.world, SECOND);
	assert_done(c, ACT(&b, "confirm", id));
	assert_refused(c, &line_settled, ACT(&b, "confirm", id));
	assert_refused(c, &line_settled, ACT(&b, "reopen", id, .note = "x"));
	line = line_of(&b, out.bank_statement_id, 0);
	assert_string_equal(line.state, "matched");
	assert_string_equal(line.kind, "return");
	assert_int_equal(line.shop_id, b.shops[0].shop_id);
	assert_string_equal(payout_state(&b, 0), "returned");
	assert_ledger(&b, 0, 0, yen[0]);
}

static void
two_people_say_it_is_a_debit(void **state)
{
	int64_t same = amount(), yen[] = { same, same }, first, second;
	struct statement out;
	struct bank b;
	struct ctx *c;

	bank_open(*state, &b);
	c = &b.world->ctx;
	file_sent(&b, yen, 2);
	assert_done(c, take_in(&b, PAPER(&b, { .yen = same }, { .yen = same }), &out));
	first = line_of(&b, out.bank_statement_id, 0).bank_line_id;
	second = line_of(&b, out.bank_statement_id, 1).bank_line_id;
	assert_done(c, ACT(&b, "claim", first, "debit", 0, b.shops[0].payout_id, .note = "x"));
	assert_done(c, ACT(&b, "claim", second, "debit", 0, b.shops[0].payout_id, .note = "x"));
	act_as(b.world, SECOND);
	assert_done(c, ACT(&b, "confirm", first));
	assert_string_equal(file_state_of(&b), "sent");
	assert_refused(c, &match_unfit, ACT(&b, "confirm", second));	/* paid already */
	assert_done(c, ACT(&b, "claim", second, "debit", 0, b.shops[1].payout_id, .note = "x"));
	act_as(b.world, TAKER);
	assert_done(c, ACT(&b, "confirm", second));
	assert_string_equal(file_state_of(&b), "reconciled");
}

static void
an_open_line_is_explained(void **state)
{
	struct statement_line line;
	struct line_act shop = { .what = "shop" };
	struct statement out;
	struct bank b;
	struct ctx *c;
	int64_t id;

	bank_open(*state, &b);
	c = &b.world->ctx;
	assert_done(c, take_in(&b, PAPER(&b, { .yen = 440 + amount() }), &out));
	id = line_of(&b, out.bank_statement_id, 0).bank_line_id;
	shop.claim.bank_line_id = id;
	shop.shop_id = shop_of(b.world);
	act_as(b.world, TAKER);
	assert_done(c, db_transact(c, line_work, &shop));
	assert_int_equal(line_of(&b, out.bank_statement_id, 0).shop_id, shop.shop_id);
	assert_done(c, ACT(&b, "explain", id, "fee", .note = "振込手数料"));
	line = line_of(&b, out.bank_statement_id, 0);
	assert_string_equal(line.state, "explained");
	assert_string_equal(line.kind, "fee");
	assert_refused(c, &line_settled, ACT(&b, "explain", id, "fee", .note = "x"));
	assert_refused(c, &line_settled, db_transact(c, line_work, &shop));
	assert_done(c, ACT(&b, "reopen", id, .note = "x"));
	assert_string_equal(line_of(&b, out.bank_statement_id, 0).state, "open");
}

static void
names_and_numbers(void **state)
{
	(void)state;
	assert_true(names_holder("\xbc\xb9\xdd\xbc\xae\xb3", "\xbc\xb9\xdd \xbc\xae\xb3"));
	assert_true(names_holder("\xcc\xd8\xba\xd0 \xbc\xb9\xdd-", "\xbc\xb9\xdd\xb0"));
	/* Cut off by the field of the bank. */
	assert_true(names_holder("\xb6)1234567890", "\xb6)12345678901234567890"));
	assert_false(names_holder("\xb6)12345", "\xb6)1234567890"));
	/* Another person whose name is longer; a remark before or behind. */
	assert_false(names_holder("YAMA TARO", "YAMA"));
	assert_false(names_holder("OYAMA", "YAMA"));
	assert_true(mentions_holder("YAMA TARO", "YAMA"));
	assert_true(names_holder("\xb8\xd0\xd3\xc4\xde\xbc YAMA", "YAMA"));
	assert_true(names_holder("YAMA \xbc\xb7\xdd\xcd\xdd\xb7\xd4\xb8", "YAMA"));
	assert_false(names_holder("", "\xb6)1"));
	assert_false(names_holder("\xb6)1", ""));
	assert_int_equal(edi_number("PAYOUT 0000000042"), 42);
	assert_int_equal(edi_number("42A"), 0);
	assert_int_equal(edi_number(""), 0);
	assert_int_equal(edi_number("12345678901234567890"), 0);
}

/* ---- R2: once and whole, whatever breaks ---- */

enum { STATEMENTS_MAX = 120, STATEMENTS_MIN = 25 };

static void
assert_whole(struct bank *b, const int64_t *yen, struct bytes file)
{
	struct ctx *c = &b->world->ctx;
	struct statement again;
	bool happened = statement_look(c, file, &again) != 0;

	if (happened)
		assert_string_equal(c->reason->code, statement_known.code);
	fail_forget(c);
	assert_string_equal(file_state_of(b), happened ? "reconciled" : "sent");
	assert_string_equal(payout_state(b, 0), happened ? "returned" : "sent");
	assert_string_equal(payout_state(b, 1), happened ? "paid" : "sent");
	assert_ledger(b, 0, happened ? 0 : yen[0], happened ? yen[0] : 0);
}

static bool
reached(struct world *w, enum db_fault fault, int64_t nth)
{
	int64_t yen[] = { amount(), amount() };
	struct statement out;
	struct bytes file;
	struct bank b;
	bool was_reached;
	int result;

	bank_open(w, &b);
	file_sent(&b, yen, 2);
	file = PAPER(&b, { .yen = b.yen }, { .is_in = true, .yen = 330 + amount() },
	    { .is_in = true, .yen = yen[0], .name = b.shops[0].holder });
	db_inject(w->ctx.db, nth, fault);
	result = take_in(&b, file, &out);
	was_reached = db_fault_left(w->ctx.db) <= 0;
	db_inject(w->ctx.db, 0, FAULT_NONE);
	if (result != 0)
		assert_string_equal(w->ctx.reason->code, "outcome_unknown");
	fail_forget(&w->ctx);
	assert_whole(&b, yen, file);
	return was_reached;
}

static void
taking_in_survives_every_fault(void **state)
{
	walk_faults(*state, reached, STATEMENTS_MIN, STATEMENTS_MAX);
}

int
main(void)
{
	return RULES("settlement", rule_test(a_file_is_debited_at_once),
	    rule_test(each_transfer_is_debited),
	    rule_test(what_may_be_two_things_stays_open),
	    rule_test(two_files_of_one_sum_stay_open),
	    rule_test(a_transfer_comes_back),
	    rule_test(an_amount_alone_is_no_return),
	    rule_test(a_file_is_taken_in_once),
	    rule_test(a_line_counts_once),
	    rule_test(what_is_not_ours_is_refused_whole),
	    rule_test(two_people_say_it_is_a_return),
	    rule_test(two_people_say_it_is_a_debit),
	    rule_test(an_open_line_is_explained),
	    rule_test(names_and_numbers),
	    rule_test(taking_in_survives_every_fault));
}
