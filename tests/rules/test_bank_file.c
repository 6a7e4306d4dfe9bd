#include <stdio.h>

#include "payout_world.h"

#include "settlement/drift.h"
#include "settlement/statement_text.h"

/*
 * Bank files: built, approved by a second person, sent once, dropped before that;
 * what is left out and why; and the same through every fault.
 */
struct filing { const char *pay_on; struct bank_file_seen seen; int64_t id; };

static int
build_work(struct ctx *c, void *arg)
{
	struct filing *f = arg;

	return bank_file_build(c, f->pay_on, &f->seen, &f->id);
}

static int
approve_work(struct ctx *c, void *arg)
{
	const struct filing *f = arg;

	return bank_file_approve(c, f->id, &f->seen);
}

static int
send_work(struct ctx *c, void *arg)
{
	return bank_file_send(c, ((const struct filing *)arg)->id);
}

static int
drop_work(struct ctx *c, void *arg)
{
	return bank_file_drop(c, ((const struct filing *)arg)->id);
}

static int
reconcile_work(struct ctx *c, void *arg)
{
	return bank_file_reconcile(c, ((const struct filing *)arg)->id);
}

static struct filing
planned(struct world *w, const char *pay_on)
{
	struct bank_file_plan plan;

	assert_done(&w->ctx, bank_file_plan(&w->ctx, pay_on, &plan));
	return (struct filing){ pay_on, { plan.chosen, plan.yen, NULL }, 0 };
}

static struct filing
built(struct world *w, const char *pay_on)
{
	struct filing f = planned(w, pay_on);
	struct bank_file file;

	act_as(w, FIRST);
	assert_done(&w->ctx, db_transact(&w->ctx, build_work, &f));
	assert_done(&w->ctx, bank_file_read(&w->ctx, f.id, &file));
	f.seen.hash = file.hash;
	return f;
}

static void
approve(struct world *w, struct filing *f)
{
	act_as(w, SECOND);
	assert_done(&w->ctx, db_transact(&w->ctx, approve_work, f));
	act_as(w, FIRST);
}

static const char *
file_state_of(struct world *w, int64_t bank_file_id)
{
	struct bank_file file;

	assert_done(&w->ctx, bank_file_read(&w->ctx, bank_file_id, &file));
	return file.state;
}

static const char *
why_of(struct world *w, const char *pay_on, int64_t shop_id)
{
	const struct payout_choice *p;
	struct bank_file_plan plan;

	assert_done(&w->ctx, bank_file_plan(&w->ctx, pay_on, &plan));
	p = plan.payouts.items;
	for (size_t i = 0; i < plan.payouts.count; i++)
		if (p[i].shop_id == shop_id)
			return p[i].why;
	return NULL;
}

static struct payee_shop
ready_shop(struct world *w, const char *number)
{
	struct payee_shop s = shop_with_payout(w, some_day(w));

	set_sender(w);
	confirm_account(w, s.shop_id, number);
	return s;
}

static void
goes_its_way_once(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct payee_shop s = ready_shop(w, "1234567");
	struct filing f = built(w, s.pay_on);
	const char *name;
	struct bytes bytes, again;

	assert_string_equal(state_of(w, &s), "in_file");
	assert_null(why_of(w, s.pay_on, s.shop_id));
	/* Not before the second person, and never by the first. */
	assert_refused(c, &file_state, bank_file_take(c, f.id, &name, &bytes));
	assert_refused(c, &file_state, db_transact(c, send_work, &f));
	assert_int_equal(db_transact(c, approve_work, &f), -1);
	assert_string_equal(c->reason->code, "same_person");
	fail_forget(c);
	approve(w, &f);
	assert_refused(c, &file_state, db_transact(c, approve_work, &f));
	assert_done(c, bank_file_take(c, f.id, &name, &bytes));
	assert_string_equal(hex(c->arena, hash(c->arena, NULL, bytes)), f.seen.hash);
	assert_int_equal(balance_of(w, &s, CHART_DUE), -6000);
	assert_done(c, db_transact(c, send_work, &f));
	assert_string_equal(state_of(w, &s), "sent");
	assert_int_equal(balance_of(w, &s, CHART_DUE), 0);
	assert_int_equal(balance_of(w, &s, CHART_PAID_OUT), -6000);
	/* Once sent, never again and never back; the bytes stay the same. */
	assert_refused(c, &file_state, db_transact(c, send_work, &f));
	assert_refused(c, &file_state, db_transact(c, drop_work, &f));
	assert_refused(c, &file_state, db_transact(c, approve_work, &f));
	assert_done(c, bank_file_take(c, f.id, &name, &again));
	assert_true(same_bytes(bytes, again));
	assert_done(c, db_transact(c, reconcile_work, &f));
	assert_string_equal(state_of(w, &s), "paid");
	assert_refused(c, &file_state, db_transact(c, reconcile_work, &f));
	assert_int_equal(balance_of(w, &s, CHART_PAID_OUT), -6000);
}

/* The record of our payout, at the columns of the bankers' table. */
static void
bytes_say_what_they_should(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct payee_shop s = ready_shop(w, "42");
	struct filing f = built(w, s.pay_on);
	const char *text, *name, *at = NULL;
	char payout[11], yen[11];
	struct bytes bytes;

	approve(w, &f);
	assert_done(c, bank_file_take(c, f.id, &name, &bytes));
	text = bytes.data;
	assert_int_equal(bytes.size, (size_t)(f.seen.payouts + 3) * 122 + 1);
	assert_int_equal(text[bytes.size - 1], 0x1a);
	assert_memory_equal(text, "1210" "1234567890" "\xd0\xce\xdd\xbc ", 19);
	assert_memory_equal(text + 54, arena_text(c->arena, "%.2s%.2s", s.pay_on + 5,
	    s.pay_on + 8), 4);
	snprintf(payout, sizeof payout, "%010lld", (long long)payout_of(w, &s));
	for (int64_t i = 1; i <= f.seen.payouts; i++)
		if (memcmp(text + i * 122 + 91, payout, 10) == 0)
			at = text + i * 122;
	assert_non_null(at);
	assert_memory_equal(at, "20001", 5);
	assert_memory_equal(at + 20, "001", 3);
	assert_memory_equal(at + 42, "1" "0000042", 8);
	assert_memory_equal(at + 50, "\xb6)\xbc\xb9\xdd\xbc\xd6\xb3\xc3\xdd          ", 20);
	assert_memory_equal(at + 80, "0000006000", 10);
	assert_memory_equal(at + 111, "7", 1);
	snprintf(yen, sizeof yen, "%06lld", (long long)f.seen.payouts);
	assert_memory_equal(text + (f.seen.payouts + 1) * 122, arena_text(c->arena, "8%s%012lld",
	    yen, (long long)f.seen.yen), 19);
	assert_done(c, db_transact(c, drop_work, &f));
}

static void
dropped_and_built_again(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct payee_shop s = ready_shop(w, "1111111");
	struct filing first = built(w, s.pay_on), second, none;
	struct payout payout;

	none = planned(w, s.pay_on);
	assert_int_equal(none.seen.payouts, 0);
	assert_refused(c, &nothing_to_pay, db_transact(c, build_work, &none));
	approve(w, &first);
	assert_done(c, db_transact(c, drop_work, &first));
	assert_string_equal(state_of(w, &s), "due");
	assert_refused(c, &file_state, db_transact(c, send_work, &first));
	second = built(w, s.pay_on);
	assert_done(c, payout_read(c, payout_of(w, &s), &payout));
	assert_int_equal(payout.bank_file_id, second.id);
	assert_string_equal(file_state_of(w, first.id), "dropped");
	assert_done(c, db_transact(c, drop_work, &second));
}

static void
what_was_seen_must_still_be_so(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct payee_shop s = ready_shop(w, "2222222");
	struct filing f = planned(w, s.pay_on), late;

	f.seen.yen++;
	assert_refused(c, &file_changed, db_transact(c, build_work, &f));
	late = built(w, s.pay_on);
	late.seen.yen--;
	act_as(w, SECOND);
	assert_refused(c, &file_changed, db_transact(c, approve_work, &late));
	late.seen.yen++;
	late.seen.hash = "00";
	assert_refused(c, &file_changed, db_transact(c, approve_work, &late));
	assert_done(c, db_transact(c, drop_work, &late));
}

static void
only_on_days_banks_pay(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct bank_file_plan plan;

	assert_refused(c, &day_past, bank_file_plan(c, "2020-01-06", &plan));
	assert_refused(c, &day_closed, bank_file_plan(c, "2031-01-04", &plan));
	assert_refused(c, &day_closed, bank_file_plan(c, "2031-12-31", &plan));
}

static int
hold_shop_work(struct ctx *c, void *arg)
{
	struct hold hold = { .shop_id = *(const int64_t *)arg, .reason = "inquiry",
		.note = "試験" };

	return hold_make(c, &hold);
}

static void
a_held_shop_waits(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct payee_shop s = ready_shop(w, "3333333"), bare = shop_with_payout(w, s.pay_on);
	struct filing f;

	assert_string_equal(why_of(w, s.pay_on, s.shop_id), "none");
	assert_string_equal(why_of(w, s.pay_on, bare.shop_id), "no_account");
	f = built(w, s.pay_on);
	assert_string_equal(state_of(w, &bare), "due");
	approve(w, &f);
	/* Held after it was approved: it must not leave. */
	assert_done(c, db_transact(c, hold_shop_work, &s.shop_id));
	assert_refused(c, &file_stale, db_transact(c, send_work, &f));
	assert_string_equal(state_of(w, &s), "in_file");
	assert_done(c, db_transact(c, drop_work, &f));
	assert_string_equal(why_of(w, s.pay_on, s.shop_id), "shop_held");
}

STMT(test_statement, "INSERT INTO bank_statement (kind, hash, made_on, from_on, to_on, bank_lines,"
    " seal_code, content, taken_by, taken_at) VALUES ('03', ?, '2020-01-06', '2020-01-06',"
    " '2020-01-06', 1, ?, '', 0, ?)");
STMT(test_line, "INSERT INTO bank_line (bank_statement_id, line_no, account_on, direction, yen,"
    " line_hash, text_sealed, state, shop_id) VALUES (?, 2, '2020-01-06', 'in', 6000, ?, ?,"
    " 'open', ?)");
STMT(test_line_explained, "UPDATE bank_line SET state = 'explained' WHERE shop_id = ?");

static void
a_line_of_the_bank_stops_its_shop(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct payee_shop s = ready_shop(w, "7777777");
	struct bytes mark = hash_text(c->arena, NULL, w->tag);
	struct db *own = c->db, *root = db_open(rules_config, "migrate");
	struct filing f = built(w, s.pay_on);
	const char *code = random_code(c->arena, 16);
	struct bank_line line = { .is_in = true, .amount_yen = 6000 };
	struct statement_text text = statement_text_of(c->arena, &line);
	struct bytes sealed = statement_text_seal(c, code, 2, &text);

	c->db = root;
	assert_done(c, db_run(c, &test_statement, A(mark), A(code), A(c->now)));
	assert_done(c, db_run(c, &test_line, A(db_inserted(c)), A(mark), A(sealed), A(s.shop_id)));
	c->db = own;
	act_as(w, SECOND);
	assert_refused(c, &file_stale, db_transact(c, approve_work, &f));
	assert_done(c, db_transact(c, drop_work, &f));
	assert_string_equal(why_of(w, s.pay_on, s.shop_id), "bank_line");
	c->db = root;
	assert_done(c, db_run(c, &test_line_explained, A(s.shop_id)));
	c->db = own;
	assert_string_equal(why_of(w, s.pay_on, s.shop_id), "none");
	db_close(root);
}

static void
an_account_that_changed_meanwhile(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct payee_shop s = ready_shop(w, "4444444");
	struct filing f = built(w, s.pay_on);

	confirm_account(w, s.shop_id, "4444445");
	act_as(w, SECOND);
	assert_refused(c, &file_stale, db_transact(c, approve_work, &f));
	assert_done(c, db_transact(c, drop_work, &f));
	f = built(w, s.pay_on);
	approve(w, &f);
	assert_done(c, db_transact(c, send_work, &f));
	assert_string_equal(state_of(w, &s), "sent");
}

/* ---- what the bank gives back ---- */

struct returning { int64_t payout_id; const char *pay_on; int64_t again_id; };

static int
return_work(struct ctx *c, void *arg)
{
	return payout_return(c, ((const struct returning *)arg)->payout_id, 0);
}

static int
again_work(struct ctx *c, void *arg)
{
	struct returning *r = arg;

	return payout_again(c, r->payout_id, r->pay_on, &r->again_id);
}

static void
what_came_back_is_paid_again_once(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct payee_shop s = ready_shop(w, "5555555");
	struct returning r = { payout_of(w, &s), s.pay_on, 0 };
	struct filing f = built(w, s.pay_on);
	struct payout payout;

	assert_refused(c, &payout_not_sent, db_transact(c, return_work, &r));
	approve(w, &f);
	assert_done(c, db_transact(c, send_work, &f));
	assert_done(c, db_transact(c, return_work, &r));
	assert_refused(c, &payout_not_sent, db_transact(c, return_work, &r));
	assert_int_equal(balance_of(w, &s, CHART_PAID_OUT), 0);
	assert_int_equal(balance_of(w, &s, CHART_DUE), -6000);
	/* To the same account it would only come back again. */
	assert_refused(c, &account_unchanged, db_transact(c, again_work, &r));
	confirm_account(w, s.shop_id, "5555556");
	assert_done(c, db_transact(c, again_work, &r));
	assert_refused(c, &paid_again, db_transact(c, again_work, &r));
	f = built(w, s.pay_on);
	approve(w, &f);
	assert_done(c, db_transact(c, send_work, &f));
	assert_done(c, payout_read(c, r.again_id, &payout));
	assert_string_equal(payout.state, "sent");
	assert_int_equal(payout.again_of, r.payout_id);
	assert_int_equal(balance_of(w, &s, CHART_PAID_OUT), -6000);
	assert_int_equal(balance_of(w, &s, CHART_DUE), 0);
	assert_done(c, payout_read(c, r.payout_id, &payout));
	assert_string_equal(payout.state, "returned");
}

/* ---- faults ---- */

static const enum db_fault faults[] = { FAULT_DEADLOCK, FAULT_LOCK_WAIT, FAULT_LINK_BEFORE,
	FAULT_LINK_AFTER };
enum { STATEMENTS_MAX = 200 };

struct drill {
	struct world *world;
	struct payee_shop shop;
	struct filing file;
};

/* Built or not, and then the payout says the same. */
static bool
build_with_fault(struct drill *d, enum db_fault fault, int64_t nth)
{
	struct ctx *c = &d->world->ctx;
	bool reached;
	int result;

	d->file = planned(d->world, d->shop.pay_on);
	db_inject(c->db, nth, fault);
	result = db_transact(c, build_work, &d->file);
	reached = db_fault_left(c->db) <= 0;
	db_inject(c->db, 0, FAULT_NONE);
	if (result != 0) {
		struct payout payout;

		assert_string_equal(c->reason->code, "outcome_unknown");
		fail_forget(c);
		assert_done(c, payout_read(c, payout_of(d->world, &d->shop), &payout));
		d->file.id = payout.bank_file_id;
	}
	if (d->file.id != 0) {
		assert_string_equal(state_of(d->world, &d->shop), "in_file");
		assert_done(c, db_transact(c, drop_work, &d->file));
	}
	assert_string_equal(state_of(d->world, &d->shop), "due");
	return reached;
}

static bool
send_with_fault(struct drill *d, enum db_fault fault, int64_t nth)
{
	struct ctx *c = &d->world->ctx;
	bool reached, is_sent;
	int result;

	d->shop = ready_shop(d->world, arena_text(c->arena, "%lld",
	    (long long)(nth + 1000 * (int)fault)));
	d->file = built(d->world, d->shop.pay_on);
	approve(d->world, &d->file);
	db_inject(c->db, nth, fault);
	result = db_transact(c, send_work, &d->file);
	reached = db_fault_left(c->db) <= 0;
	db_inject(c->db, 0, FAULT_NONE);
	if (result != 0) {
		assert_string_equal(c->reason->code, "outcome_unknown");
		fail_forget(c);
	}
	is_sent = strcmp(file_state_of(d->world, d->file.id), "sent") == 0;
	assert_true(is_sent || result != 0);
	assert_string_equal(state_of(d->world, &d->shop), is_sent ? "sent" : "in_file");
	assert_int_equal(balance_of(d->world, &d->shop, CHART_PAID_OUT), is_sent ? -6000 : 0);
	if (!is_sent)
		assert_done(c, db_transact(c, send_work, &d->file));
	return reached;
}

static void
drill(struct world *w, bool (*act)(struct drill *, enum db_fault, int64_t))
{
	struct drill d = { .world = w };

	d.shop = ready_shop(w, "6666666");
	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
		int64_t nth = 1;

		while (act(&d, faults[i], nth)) {
			nth++;
			assert_true(nth < STATEMENTS_MAX);
		}
		assert_true(nth > 8);
	}
}

static void
building_survives_every_fault(void **state)
{
	drill(*state, build_with_fault);
}

static void
sending_survives_every_fault(void **state)
{
	drill(*state, send_with_fault);
}

int
main(void)
{
	return RULES("settlement", rule_test(goes_its_way_once),
	    rule_test(bytes_say_what_they_should), rule_test(dropped_and_built_again),
	    rule_test(what_was_seen_must_still_be_so), rule_test(only_on_days_banks_pay),
	    rule_test(a_held_shop_waits), rule_test(a_line_of_the_bank_stops_its_shop),
	    rule_test(an_account_that_changed_meanwhile),
	    rule_test(what_came_back_is_paid_again_once),
	    rule_test(building_survives_every_fault), rule_test(sending_survives_every_fault));
}
