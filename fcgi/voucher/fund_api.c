#include "settlement/fund.h"

#include "ledger/entry.h"
#include "ledger/posting.h"
#include "office/office_api.h"
#include "people/account.h"
#include "people/account_api.h"
#include "settlement/drift.h"
#include "settlement/settlement_api.h"
#include "voucher/fund_api.h"
#include "voucher/fund_book.h"
#include "voucher/sales_api.h"

STMT(any_movement, "SELECT 1 FROM fund_movement WHERE fund_movement_id = ?");
static const struct within within_movement = { "Any movement", BY_ANYONE, &any_movement };

/* ---- the funds at an instant, and the rows behind each figure ---- */

struct funds_in { struct instant at; };
SHAPE(funds_in, "Which instant",
    FIELD(funds_in, at, "As of; now when absent", .optional = true));
struct funds_out { struct instant at; struct list rounds; };
SHAPE(funds_out, "Funds of the published rounds",
    FIELD(funds_out, at, "As of"),
    FIELD(funds_out, rounds, "Newest first", .of = &fund_round_shape));

static int
get_funds(struct ctx *c, const void *input, void *output)
{
	const struct funds_in *in = input;
	struct funds_out *out = output;

	out->at = in->at.ms != 0 ? in->at : c->now;
	return fund_book_read(c, out->at, &out->rounds);
}

struct entries_in {
	int64_t round_id, chart, part, closing_id;
	const char *kind;
	struct instant at;
	PAGE_MEMBERS;
};
SHAPE(entries_in, "Which figure",
    FIELD(entries_in, round_id, "Round", .within = &within_round, .optional = true),
    FIELD(entries_in, chart, "Chart, by number: ledger/posting.h", .min = CHART_CASH,
        .max = CHART_FEE, .optional = true),
    FIELD(entries_in, part, "1 paid by the buyer, 2 premium", .min = PART_PAID,
        .max = PART_PREMIUM, .optional = true),
    FIELD(entries_in, closing_id, "Of this closing and what became of it",
        .within = &within_closing, .optional = true),
    FIELD(entries_in, kind, "What happened", .choices = posting_kinds, .optional = true),
    FIELD(entries_in, at, "As of; now when absent", .optional = true),
    PAGE_FIELDS(entries_in, entry_orders));

static int
entries_of(struct ctx *c, const void *input, struct arg *args)
{
	const struct entries_in *in = input;

	args[0] = A(in->at.ms != 0 ? in->at : c->now);
	return 0;
}

/* ---- movements, with four eyes ---- */

static const char *const fund_orders[] = { "newest", "amount", NULL };

struct movements_in {
	int64_t round_id;
	const char *kind, *state;
	PAGE_MEMBERS;
};
SHAPE(movements_in, "Which movements",
    FIELD(movements_in, round_id, "Round", .within = &within_round, .optional = true),
    FIELD(movements_in, kind, "What it is", .choices = fund_kinds, .optional = true),
    FIELD(movements_in, state, "How it stands", .choices = fund_states, .optional = true),
    PAGE_FIELDS(movements_in, fund_orders));

struct movement_row {
	int64_t fund_movement_id;
	const char *kind;
	int64_t round_id;
	const char *round_name, *part;
	int64_t yen;
	const char *bank_on, *note, *state;
	int64_t owner_id, asked_by;
	const char *asked_name;
	struct instant asked_at;
	const char *decided_name;
	struct instant decided_at;
	const char *decided_note;
};
SHAPE(movement_row, "A movement of the funds",
    FIELD(movement_row, fund_movement_id, "Movement"),
    FIELD(movement_row, kind, "What it is", .words = "fund_kind"),
    FIELD(movement_row, round_id, "Round"),
    FIELD(movement_row, round_name, "Round's name"),
    FIELD(movement_row, part, "paid or premium", .words = "part"),
    FIELD(movement_row, yen, "Amount"),
    FIELD(movement_row, bank_on, "Day at the bank"),
    FIELD(movement_row, note, "In the words of the office"),
    FIELD(movement_row, state, "How it stands", .words = "fund_state"),
    FIELD(movement_row, owner_id, "Clerk or shop, 0: all"),
    FIELD(movement_row, asked_by, "Who asked for it: may not post it"),
    FIELD(movement_row, asked_name, "Name of that account", .optional = true),
    FIELD(movement_row, asked_at, "When"),
    FIELD(movement_row, decided_name, "Who posted or refused it", .optional = true),
    FIELD(movement_row, decided_at, "When", .optional = true),
    FIELD(movement_row, decided_note, "Why it was refused", .optional = true));

static const struct listing movement_listing = {
	.select = "SELECT m.fund_movement_id, m.kind, m.round_id, r.name AS round_name,"
	    " IF(m.part = 1, 'paid', 'premium') AS part, m.yen, m.on_date AS bank_on, m.note,"
	    " m.state,"
	    " m.owner_id, m.asked_by, a.name AS asked_name, m.asked_at,"
	    " b.name AS decided_name, m.decided_at, m.decided_note"
	    " FROM fund_movement m JOIN round r ON r.round_id = m.round_id"
	    " LEFT JOIN account_label a ON a.account_id = m.asked_by"
	    " LEFT JOIN account_label b ON b.account_id = m.decided_by WHERE 1 = 1",
	.filters = (const struct filter[]){ { "round_id", "m.round_id = ?" },
	    { "kind", "m.kind = ?" }, { "state", "m.state = ?" }, { 0 } },
	.orders = (const struct order[]){
	    { "newest", "m.fund_movement_id", true }, { "amount", "m.yen", true }, { 0 } },
	.key = "m.fund_movement_id", .row = &movement_row_shape, .export_name = "movements" };

enum { YEN_MAX = 1000000000 };
struct movement_new_in {
	const char *kind;
	int64_t round_id, part, yen;
	const char *bank_on, *note;
	int64_t account_id, shop_id;
};
SHAPE(movement_new_in, "A movement to be posted by a second person",
    FIELD(movement_new_in, kind, "What it is", .choices = fund_kinds),
    FIELD(movement_new_in, round_id, "Round", .within = &within_round),
    FIELD(movement_new_in, part, "1 paid by the buyer, 2 premium; for refused_out",
        .min = PART_PAID, .max = PART_PREMIUM, .optional = true, .otherwise = PART_PAID),
    FIELD(movement_new_in, yen, "Amount", .min = 1, .max = YEN_MAX),
    FIELD(movement_new_in, bank_on, "Day at the bank", .format = &format_date, .max = 10),
    FIELD(movement_new_in, note, "What it is about; no names of residents", .min = 1,
        .max = 200),
    FIELD(movement_new_in, account_id, "Clerk whose cash it was, for cash_in",
        .within = &within_staff_account, .optional = true),
    FIELD(movement_new_in, shop_id, "Shop, for refused_out", .within = &within_shop,
        .optional = true));
struct movement_new_out { int64_t fund_movement_id; };
SHAPE(movement_new_out, "The movement", FIELD(movement_new_out, fund_movement_id, "Movement"));

static int
post_movement(struct ctx *c, const void *input, void *output)
{
	const struct movement_new_in *in = input;
	struct movement_new_out *out = output;
	struct fund_movement m = { .kind = in->kind, .round_id = in->round_id, .part = in->part,
		.yen = in->yen, .bank_on = in->bank_on, .note = in->note,
		.owner_id = in->account_id != 0 ? in->account_id : in->shop_id };

	if (fund_ask(c, &m) != 0)
		return -1;
	out->fund_movement_id = m.fund_movement_id;
	return 0;
}

struct movement_in { int64_t fund_movement_id; };
SHAPE(movement_in, "Which movement",
    FIELD(movement_in, fund_movement_id, "Movement", .within = &within_movement));

static int
post_posting(struct ctx *c, const void *input, void *output)
{
	const struct movement_in *in = input;

	(void)output;
	return fund_post(c, in->fund_movement_id);
}

struct movement_refusal_in { int64_t fund_movement_id; const char *note; };
SHAPE(movement_refusal_in, "Why it is not posted",
    FIELD(movement_refusal_in, fund_movement_id, "Movement", .within = &within_movement),
    FIELD(movement_refusal_in, note, "Why", .min = 1, .max = 200));

static int
post_refusal(struct ctx *c, const void *input, void *output)
{
	const struct movement_refusal_in *in = input;

	(void)output;
	return fund_refuse(c, in->fund_movement_id, in->note);
}

/* ---- dates of the contract ---- */

struct fund_term_in { int64_t campaign_id; const char *hand_back_on, *deliver_on; };
SHAPE(fund_term_in, "Dates of the contract",
    FIELD(fund_term_in, campaign_id, "Campaign", .within = &within_campaign),
    FIELD(fund_term_in, hand_back_on, "What was not used goes back", .format = &format_date,
        .max = 10, .optional = true),
    FIELD(fund_term_in, deliver_on, "Reports and data are handed over", .format = &format_date,
        .max = 10, .optional = true));

static int
put_term(struct ctx *c, const void *input, void *output)
{
	const struct fund_term_in *in = input;

	(void)output;
	return fund_term_set(c, &(struct fund_term){ in->campaign_id, in->hand_back_on,
	    in->deliver_on });
}

const struct route fund_routes[] = {
	{ GET, "/api/settlement/funds", "Funds of the rounds at any instant",
	  &right_settlement_view, 0, get_funds, &funds_in_shape, &funds_out_shape },
	{ GET, "/api/settlement/entries", "The rows behind a figure of the funds",
	  &right_settlement_view, .in = &entries_in_shape, .list = &entry_listing,
	  .list_fixed = entries_of },
	{ GET, "/api/settlement/fund-movements", "Receipts and payments of the funds",
	  &right_settlement_view, .in = &movements_in_shape, .list = &movement_listing },
	{ POST, "/api/settlement/fund-movements", "Ask for a movement to be posted",
	  &right_settlement_fund, ONCE, post_movement, &movement_new_in_shape,
	  &movement_new_out_shape, REASONS(&fund_short, &fund_later) },
	{ POST, "/api/settlement/fund-movements/{fund_movement_id}/postings",
	  "Post a movement a colleague asked for", &right_settlement_fund, ONCE, post_posting,
	  &movement_in_shape, NULL,
	  REASONS(&same_person, &fund_decided, &fund_short, &books_differ) },
	{ POST, "/api/settlement/fund-movements/{fund_movement_id}/refusals", "Refuse a movement",
	  &right_settlement_fund, ONCE, post_refusal, &movement_refusal_in_shape, NULL,
	  REASONS(&fund_decided) },
	{ PUT, "/api/settlement/fund-terms/{campaign_id}", "Set the dates of the contract",
	  &right_settlement_fund, 0, put_term, &fund_term_in_shape, NULL },
	{ 0 }
};
