#include "settlement/statement_line.h"

#include "http/route.h"
#include "people/account.h"
#include "settlement/payout.h"
#include "settlement/reconcile.h"
#include "settlement/settlement_api.h"
#include "settlement/waiting.h"

STMT(any_line, "SELECT 1 FROM bank_line WHERE bank_line_id = ?");
STMT(any_sent_payout, "SELECT 1 FROM payout WHERE payout_id = ?");
static const struct within within_line = { "Any line of the bank", BY_ANYONE, &any_line };
static const struct within within_line_payout = { "Any payout", BY_ANYONE, &any_sent_payout };

/* ---- the list ---- */

static const char *const line_orders[] = { "newest", "oldest", "yen", NULL };

struct lines_in {
	int64_t bank_statement_id;
	const char *state, *direction, *kind, *from_on, *to_on;
	int64_t yen;
	const char *shop_no;
	int64_t payout_id, bank_file_id, paying_closing_id;
	PAGE_MEMBERS;
};
SHAPE(lines_in, "Which lines",
    FIELD(lines_in, bank_statement_id, "Of a statement", .within = &within_statement,
        .optional = true),
    FIELD(lines_in, state, "How they stand", .choices = line_states, .optional = true),
    FIELD(lines_in, direction, "In or out", .choices = line_directions, .optional = true),
    FIELD(lines_in, kind, "What they are", .choices = line_kinds, .optional = true),
    FIELD(lines_in, from_on, "From this day on", .format = &format_date, .optional = true),
    FIELD(lines_in, to_on, "Up to this day", .format = &format_date, .optional = true),
    FIELD(lines_in, yen, "Of this amount", .min = 1, .max = INT64_C(999999999999),
        .optional = true),
    FIELD(lines_in, shop_no, "About this shop", .format = &format_digits, .min = 6, .max = 6,
        .optional = true),
    FIELD(lines_in, payout_id, "That paid this payout or brought it back",
        .within = &within_line_payout, .optional = true),
    FIELD(lines_in, bank_file_id, "That are debits of this file",
        .within = &within_bank_file, .optional = true),
    FIELD(lines_in, paying_closing_id, "About shops that this closing pays",
        .within = &within_closing, .optional = true),
    PAGE_FIELDS(lines_in, line_orders));

static const struct listing line_listing = {
	.select = "SELECT l.bank_line_id, l.bank_statement_id, l.line_no, l.account_on,"
	    " l.direction, l.yen, l.state, l.kind, COALESCE(l.bank_file_id, 0) AS bank_file_id,"
	    " COALESCE(l.payout_id, 0) AS payout_id, COALESCE(l.shop_id, 0) AS shop_id,"
	    " h.shop_no, h.name AS shop_name, l.asked_kind, l.asked_note,"
	    " q.name AS asked_by_name, COALESCE(l.asked_file_id, 0) AS asked_file_id,"
	    " COALESCE(l.asked_payout_id, 0) AS asked_payout_id,"
	    " l.fee_yen, l.asked_fee_yen,"
	    " COALESCE(l.asked_by = ?, 0) AS is_own,"
	    " d.name AS decided_by_name, l.decided_at, l.note FROM bank_line l"
	    " LEFT JOIN shop h ON h.shop_id = l.shop_id"
	    " LEFT JOIN account_label q ON q.account_id = l.asked_by"
	    " LEFT JOIN account_label d ON d.account_id = l.decided_by WHERE 1 = 1",
	.fixed = 1,
	.filters = (const struct filter[]){
	    { "bank_statement_id", "l.bank_statement_id = ?" },
	    { "state", "l.state = ?" },
	    { "direction", "l.direction = ?" },
	    { "kind", "l.kind = ?" },
	    { "from_on", "l.account_on >= ?" },
	    { "to_on", "l.account_on <= ?" },
	    { "yen", "l.yen = ?" },
	    { "shop_no", "h.shop_no = ?" },
	    { "payout_id", "l.payout_id = ?" },
	    { "bank_file_id", "l.bank_file_id = ?" },
	    { "paying_closing_id", SHOP_PAID_BY_CLOSING("l") }, { 0 } },
	.orders = (const struct order[]){
	    { "newest", "l.account_on", true },
	    { "oldest", "l.account_on", false },
	    { "yen", "l.yen", true }, { 0 } },
	.key = "l.bank_line_id", .row = &statement_line_shape, .export_name = "banklines",
	.open = statement_line_words };

static int
fix_actor(struct ctx *c, const void *in, struct arg *args)
{
	(void)in;
	args[0] = A(c->actor.account_id);
	return 0;
}

/* ---- one line ---- */

struct line_in { int64_t bank_line_id; };
#define LINE_FIELD(T) FIELD(T, bank_line_id, "Line of the bank", .within = &within_line)
#define NOTE_FIELD(T) FIELD(T, note, "Why; no names of residents", .min = 1, .max = 200)
SHAPE(line_in, "Which line", LINE_FIELD(line_in));

struct line_out { const void *line, *text; struct list payouts, files; };
SHAPE(line_out, "A line of the bank, and what it may be",
    FIELD(line_out, line, "The line", .of = &statement_line_shape),
    FIELD(line_out, text, "What the bank wrote", .of = &statement_text_shape),
    FIELD(line_out, payouts, "Payouts that fit an open line", .of = &line_candidate_shape),
    FIELD(line_out, files, "Files that fit an open line", .of = &file_candidate_shape));

static int
get_line(struct ctx *c, const void *input, void *output)
{
	struct statement_line *line = arena_alloc(c->arena, sizeof *line);
	struct statement_text *text = arena_alloc(c->arena, sizeof *text);
	const struct line_in *in = input;
	struct line_out *out = output;

	out->line = line;
	out->text = text;
	if (statement_line_read(c, in->bank_line_id, line, text) != 0)
		return -1;
	if (line->state[0] != 'o')
		return 0;
	return statement_line_candidates(c, line, &out->payouts) != 0 ||
	        statement_line_files(c, line, &out->files) != 0 ?
	    -1 : 0;
}

struct line_shop_in { int64_t bank_line_id; const char *shop_no; };
SHAPE(line_shop_in, "The shop a line is about", LINE_FIELD(line_shop_in),
    FIELD(line_shop_in, shop_no, "Number of the shop; absent: none", .format = &format_digits,
        .min = 6, .max = 6, .optional = true));
struct numbered_shop { int64_t shop_id; };
SHAPE(numbered_shop, "A shop by its number", FIELD(numbered_shop, shop_id, "Shop"));
STMT(shop_of_number, "SELECT shop_id FROM shop WHERE shop_no = ?");

static int
set_shop(struct ctx *c, void *arg)
{
	const struct line_shop_in *in = arg;
	struct numbered_shop shop = { 0 };
	bool found = true;

	if (in->shop_no != NULL && db_maybe(c, &found, &shop_of_number, &numbered_shop_shape,
	        &shop, A(in->shop_no)) != 0)
		return -1;
	if (!found)
		return fail(c, &not_found, "shop_no");
	return statement_line_set_shop(c, in->bank_line_id, shop.shop_id);
}

static int
put_shop(struct ctx *c, const void *input, void *output)
{
	(void)output;
	return db_transact(c, set_shop,
	    arena_copy(c->arena, input, sizeof(struct line_shop_in)));
}

struct explanation_in { int64_t bank_line_id; const char *kind, *note; };
SHAPE(explanation_in, "What a line is that is none of our payouts", LINE_FIELD(explanation_in),
    FIELD(explanation_in, kind, "What it is", .choices = explained_kinds),
    NOTE_FIELD(explanation_in));

static int
post_explanation(struct ctx *c, const void *input, void *output)
{
	const struct explanation_in *in = input;

	(void)output;
	return statement_line_explain(c, in->bank_line_id, in->kind, in->note);
}

struct reopening_in { int64_t bank_line_id; const char *note; };
SHAPE(reopening_in, "Why a line must be looked at again", LINE_FIELD(reopening_in),
    NOTE_FIELD(reopening_in));

static int
post_reopening(struct ctx *c, const void *input, void *output)
{
	const struct reopening_in *in = input;

	(void)output;
	return statement_line_reopen(c, in->bank_line_id, in->note);
}

/* ---- what takes two ---- */

struct line_claim_in {
	int64_t bank_line_id;
	const char *kind;
	int64_t bank_file_id, payout_id, fee_yen;
	const char *note;
};
SHAPE(line_claim_in, "What a first person says a line is; a file or a payout",
    LINE_FIELD(line_claim_in),
    FIELD(line_claim_in, kind, "A debit of ours, or a payout that came back",
        .choices = settled_kinds),
    FIELD(line_claim_in, bank_file_id, "The whole file", .within = &within_bank_file,
        .optional = true),
    FIELD(line_claim_in, payout_id, "The payout", .within = &within_line_payout,
        .optional = true),
    FIELD(line_claim_in, fee_yen, "Of a return: what the bank kept of it", .min = 0,
        .max = RETURN_FEE_MAX, .optional = true),
    NOTE_FIELD(line_claim_in));

static int
post_claim(struct ctx *c, const void *input, void *output)
{
	const struct line_claim_in *in = input;
	struct line_claim claim = { in->bank_line_id, in->kind, in->bank_file_id, in->payout_id,
		in->fee_yen, in->note };

	(void)output;
	return statement_line_claim(c, &claim);
}

struct line_undo_in { int64_t bank_line_id; const char *note; };
SHAPE(line_undo_in, "Why a line was matched with the wrong thing", LINE_FIELD(line_undo_in),
    NOTE_FIELD(line_undo_in));

static int
post_undo(struct ctx *c, const void *input, void *output)
{
	const struct line_undo_in *in = input;

	(void)output;
	return statement_line_ask_undo(c, in->bank_line_id, in->note);
}

static int
post_confirmation(struct ctx *c, const void *input, void *output)
{
	const struct line_in *in = input;

	(void)output;
	return statement_line_decide(c, in->bank_line_id, true);
}

static int
post_drop(struct ctx *c, const void *input, void *output)
{
	const struct line_in *in = input;

	(void)output;
	return statement_line_decide(c, in->bank_line_id, false);
}

#define LINES "/api/settlement/bank-lines"
const struct route statement_line_routes[] = {
	{ GET, LINES, "Lines of the bank", &right_settlement_view, .in = &lines_in_shape,
	  .list = &line_listing, .list_fixed = fix_actor },
	{ GET, LINES "/{bank_line_id}", "A line of the bank, and what it may be",
	  &right_settlement_view, 0, get_line, &line_in_shape, &line_out_shape },
	{ PUT, LINES "/{bank_line_id}/shop", "Say which shop a line is about",
	  &right_settlement_pay, 0, put_shop, &line_shop_in_shape, NULL, REASONS(&line_settled) },
	{ POST, LINES "/{bank_line_id}/explanations", "Explain a line", &right_settlement_pay, ONCE,
	  post_explanation, &explanation_in_shape, NULL, REASONS(&line_settled) },
	{ POST, LINES "/{bank_line_id}/reopenings", "Open an explained or repeated line again",
	  &right_settlement_pay, ONCE, post_reopening, &reopening_in_shape, NULL,
	  REASONS(&line_settled) },
	{ POST, LINES "/{bank_line_id}/claims", "Say that a line is a debit or a return of ours",
	  &right_settlement_pay, ONCE, post_claim, &line_claim_in_shape, NULL,
	  REASONS(&line_settled, &match_unfit) },
	{ POST, LINES "/{bank_line_id}/undos", "Ask that a match be taken back",
	  &right_settlement_pay, ONCE, post_undo, &line_undo_in_shape, NULL,
	  REASONS(&line_unmatched, &match_followed) },
	{ POST, LINES "/{bank_line_id}/confirmations", "Confirm it, as a second person",
	  &right_settlement_pay, ONCE, post_confirmation, &line_in_shape, NULL,
	  REASONS(&line_settled, &nothing_asked, &same_person, &match_unfit,
	      &match_followed) },
	{ POST, LINES "/{bank_line_id}/drops", "Drop what a first person said",
	  &right_settlement_pay, ONCE, post_drop, &line_in_shape, NULL,
	  REASONS(&line_settled, &nothing_asked) },
	{ 0 }
};
