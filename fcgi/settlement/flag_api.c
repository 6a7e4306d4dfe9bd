#include "settlement/flag.h"

#include "office/office_api.h"
#include "settlement/hold.h"
#include "settlement/settlement_api.h"
#include "settlement/waiting.h"

STMT(any_flag, "SELECT 1 FROM flag WHERE flag_id = ?");
const struct within within_flag = { "Any finding", BY_ANYONE, &any_flag };

static const char *const flag_states[] = { "open", "held", "cleared", NULL };
static const char *const flag_orders[] = { "newest", "yen", NULL };

/* ---- the list ---- */

struct flags_in {
	const char *state, *code;
	int64_t shop_id;
	const char *shop_no;
	int64_t closing_id, paying_closing_id;
	PAGE_MEMBERS;
};
SHAPE(flags_in, "Which findings",
    FIELD(flags_in, state, "How it stands", .choices = flag_states, .optional = true),
    FIELD(flags_in, code, "Rule", .min = 1, .max = 20, .optional = true),
    FIELD(flags_in, shop_id, "Shop", .within = &within_shop, .optional = true),
    FIELD(flags_in, shop_no, "Number of the shop", .format = &format_digits, .min = 1, .max = 6,
        .optional = true),
    FIELD(flags_in, closing_id, "Looked at for this closing", .within = &within_closing,
        .optional = true),
    FIELD(flags_in, paying_closing_id, "About shops that this closing pays",
        .within = &within_closing, .optional = true),
    PAGE_FIELDS(flags_in, flag_orders));

struct flag_out_row {
	int64_t flag_id;
	const char *code, *state;
	int64_t shop_id;
	const char *shop_no, *shop_name;
	int64_t purse_id, payment_count, amount_yen, measured, threshold;
	struct instant found_at;
};
#define FLAG_FIELDS(T)									\
	FIELD(T, flag_id, "Finding"),							\
	FIELD(T, code, "Rule", .max = 20, .words = "check_code"),			\
	FIELD(T, state, "How it stands", .choices = flag_states, .words = "flag_state"),	\
	FIELD(T, shop_id, "Shop"),							\
	FIELD(T, shop_no, "Number of the shop", .max = 6),				\
	FIELD(T, shop_name, "Its name", .max = 80),					\
	FIELD(T, purse_id, "Purse; 0: not about one"),					\
	FIELD(T, payment_count, "Payments it is about"),				\
	FIELD(T, amount_yen, "Their sum"),						\
	FIELD(T, measured, "In the unit of the threshold"),				\
	FIELD(T, threshold, "The threshold then"),					\
	FIELD(T, found_at, "When it was first seen")
SHAPE(flag_out_row, "A finding", FLAG_FIELDS(flag_out_row));

#define FLAG_COLUMNS "SELECT f.flag_id, f.code, f.state, f.shop_id, s.shop_no,"		\
	" s.name AS shop_name, f.purse_id, f.payments AS payment_count,"		\
	" f.yen AS amount_yen, f.measured, f.threshold, f.found_at"
#define FLAG_FROM " FROM flag f JOIN shop s ON s.shop_id = f.shop_id"

static const struct listing flag_listing = {
	.select = FLAG_COLUMNS FLAG_FROM " WHERE 1 = 1",
	.filters = (const struct filter[]){ { "state", "f.state = ?" }, { "code", "f.code = ?" },
	    { "shop_id", "f.shop_id = ?" }, { "shop_no", "s.shop_no = ?" },
	    { "closing_id", "f.closing_id = ?" },
	    { "paying_closing_id", SHOP_PAID_BY_CLOSING("f") }, { 0 } },
	.orders = (const struct order[]){ { "newest", "f.flag_id", true },
	    { "yen", "f.yen", true }, { 0 } },
	.key = "f.flag_id", .row = &flag_out_row_shape, .export_name = "findings" };

/* ---- one finding ---- */

struct flag_act_row {
	const char *act, *account_name, *note;
	struct instant happened_at;
};
SHAPE(flag_act_row, "A step of a finding",
    FIELD(flag_act_row, act, "What", .choices = CHOICES("found", "grown", "held", "cleared"),
        .words = "flag_act"),
    FIELD(flag_act_row, account_name, "Who; nobody: the program", .max = 60, .optional = true),
    FIELD(flag_act_row, note, "Why", .max = 200, .optional = true),
    FIELD(flag_act_row, happened_at, "When"));
struct flag_hold_row {
	int64_t hold_id, payment_id;
	const char *state;
	int64_t yen;
	struct instant held_at;
};
SHAPE(flag_hold_row, "A hold that came of a finding",
    FIELD(flag_hold_row, hold_id, "Hold"),
    FIELD(flag_hold_row, payment_id, "Payment; 0: the shop as a whole"),
    FIELD(flag_hold_row, state, "held, released or refused", .max = 10),
    FIELD(flag_hold_row, yen, "Amount"),
    FIELD(flag_hold_row, held_at, "When"));

struct flag_out {
	int64_t flag_id;
	const char *code, *state;
	int64_t shop_id;
	const char *shop_no, *shop_name;
	int64_t purse_id, payment_count, amount_yen, measured, threshold;
	struct instant found_at;
	int64_t closing_id, person_id;
	struct list acts, holds;
};
SHAPE(flag_out, "A finding and what became of it", FLAG_FIELDS(flag_out),
    FIELD(flag_out, closing_id, "Closing it was looked at for; 0: none yet"),
    FIELD(flag_out, person_id, "Whose purse, for a look with a purpose; 0: not about one"),
    FIELD(flag_out, acts, "Oldest first", .of = &flag_act_row_shape, .optional = true),
    FIELD(flag_out, holds, "Newest first, at most 200", .of = &flag_hold_row_shape,
        .optional = true));
struct flag_in { int64_t flag_id; };
SHAPE(flag_in, "Which finding", FIELD(flag_in, flag_id, "Finding", .within = &within_flag));

STMT(flag_one, FLAG_COLUMNS ", COALESCE(f.closing_id, 0) AS closing_id,"
    " COALESCE(u.person_id, 0) AS person_id" FLAG_FROM
    " LEFT JOIN purse u ON u.purse_id = f.purse_id WHERE f.flag_id = ?");
STMT(flag_acts, "SELECT t.act, a.name AS account_name, t.note, t.happened_at FROM flag_act t"
    " LEFT JOIN account_label a ON a.account_id = t.account_id WHERE t.flag_id = ?"
    " ORDER BY t.flag_act_id LIMIT 200");
STMT(flag_holds, "SELECT h.hold_id, COALESCE(h.payment_id, 0) AS payment_id, h.state, h.yen,"
    " h.held_at FROM hold h WHERE h.flag_id = ? ORDER BY h.hold_id DESC LIMIT 200");

static int
get_flag(struct ctx *c, const void *input, void *output)
{
	const struct flag_in *in = input;
	struct flag_out *out = output;

	return db_one(c, &flag_one, &flag_out_shape, out, A(in->flag_id)) != 0 ||
	        db_list(c, &flag_acts, &flag_act_row_shape, &out->acts, A(in->flag_id)) != 0 ||
	        db_list(c, &flag_holds, &flag_hold_row_shape, &out->holds, A(in->flag_id)) != 0 ?
	    -1 : 0;
}

/* ---- decisions ---- */

struct flag_clear_in { int64_t flag_id; const char *note; };
SHAPE(flag_clear_in, "Why nothing is wrong",
    FIELD(flag_clear_in, flag_id, "Finding", .within = &within_flag),
    FIELD(flag_clear_in, note, "Why; no names of residents", .min = 1, .max = 200));

static int
post_clearance(struct ctx *c, const void *input, void *output)
{
	const struct flag_clear_in *in = input;

	(void)output;
	return flag_clear(c, in->flag_id, in->note);
}

STMT(any_payment, "SELECT 1 FROM payment WHERE payment_id = ?");
static const struct within within_flag_payment = { "Any payment", BY_ANYONE, &any_payment };
struct held_payment_in { int64_t payment_id; };
SHAPE(held_payment_in, "A payment of the finding",
    FIELD(held_payment_in, payment_id, "Payment", .within = &within_flag_payment));
struct flag_hold_in { int64_t flag_id; struct list payments; const char *reason, *note; };
SHAPE(flag_hold_in, "What to hold",
    FIELD(flag_hold_in, flag_id, "Finding", .within = &within_flag),
    FIELD(flag_hold_in, payments, "Its payments; none: the shop's payouts as a whole",
        .of = &held_payment_in_shape, .max = 1000, .optional = true),
    FIELD(flag_hold_in, reason, "Why", .choices = hold_reasons),
    FIELD(flag_hold_in, note, "In your words; no names of residents", .min = 1, .max = 200));
struct flag_held_out { int64_t holds; };
SHAPE(flag_held_out, "What was held", FIELD(flag_held_out, holds, "Holds that were made"));

static int
post_hold(struct ctx *c, const void *input, void *output)
{
	const struct flag_hold_in *in = input;
	struct flag_held_out *out = output;
	struct flag_hold hold = { .flag_id = in->flag_id, .payments = in->payments,
		.reason = in->reason, .note = in->note };

	if (flag_hold(c, &hold) != 0)
		return -1;
	out->holds = hold.holds;
	return 0;
}

const struct route flag_routes[] = {
	{ GET, "/api/settlement/flags", "Findings of the checks", &right_settlement_view,
	  .in = &flags_in_shape, .list = &flag_listing },
	{ GET, "/api/settlement/flags/{flag_id}", "A finding and what became of it",
	  &right_settlement_view, 0, get_flag, &flag_in_shape, &flag_out_shape },
	{ POST, "/api/settlement/flags/{flag_id}/clearances", "Nothing is wrong",
	  &right_settlement_hold, ONCE, post_clearance, &flag_clear_in_shape, NULL,
	  REASONS(&flag_decided) },
	{ POST, "/api/settlement/flags/{flag_id}/holds", "Hold payments of a finding, or its shop",
	  &right_settlement_hold, ONCE, post_hold, &flag_hold_in_shape, &flag_held_out_shape,
	  REASONS(&flag_decided, &already_held, &payment_in_payout, &payment_gone) },
	{ 0 }
};
