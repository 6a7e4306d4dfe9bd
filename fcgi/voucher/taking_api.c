#include "base/clock.h"
#include "db/db.h"
#include "office/shop.h"
#include "office/terminal.h"
#include "settlement/hold.h"
#include "shape/shape.h"
#include "voucher/card.h"
#include "voucher/code.h"
#include "voucher/pay.h"
#include "voucher/purse.h"
#include "voucher/till_api.h"

RIGHT(right_take, AUDIENCE_SHOP, "shop.take", "Take payments");
RIGHT(right_void_payment, AUDIENCE_SHOP, "shop.void", "Take back a mistaken payment of today");

/* ---- a card and its PIN open a one-time code, as a phone would show it ---- */

struct card_opening_in { const char *card_no, *pin; };
SHAPE(card_opening_in, "A card and its PIN",
    FIELD(card_opening_in, card_no, "Number or code on the card", .format = &format_card_no,
        .max = 30, .secret = true),
    FIELD(card_opening_in, pin, "PIN, typed by its holder", .format = &format_pin, .max = 6,
        .secret = true));
struct card_opening_out {
	const char *code;
	struct instant expires_at;
	int64_t use_limit_yen, left_today_yen;
};
SHAPE(card_opening_out, "A one-time code for the payment",
    FIELD(card_opening_out, code, "The code", .max = 40, .secret = true),
    FIELD(card_opening_out, expires_at, "Until when"),
    FIELD(card_opening_out, use_limit_yen, "Most of one payment"),
    FIELD(card_opening_out, left_today_yen, "Most for the rest of today"));

static int
post_card_opening(struct ctx *c, const void *input, void *output)
{
	const struct card_opening_in *in = input;
	struct card_opening_out *out = output;
	struct card_opening card;
	struct pay_code code;

	if (card_open(c, in->card_no, in->pin, &card) != 0 ||
	    code_issue(c, card.purse_id, card.card_id, &code) != 0)
		return -1;
	*out = (struct card_opening_out){ code.code, code.expires_at, card.use_limit_yen,
		card.left_today_yen };
	return 0;
}

/* ---- take a payment with a one-time code ---- */

struct taking_in { const char *code; int64_t amount_yen; };
SHAPE(taking_in, "Take a payment with a one-time code",
    FIELD(taking_in, code, "The code on the resident's phone", .format = &format_code, .max = 40,
        .secret = true),
    FIELD(taking_in, amount_yen, "Amount", .min = 1, .max = PAYMENT_YEN_MAX));
struct taking_out { int64_t payment_id, amount_yen; struct instant paid_at; const char *digits; };
SHAPE(taking_out, "A payment that was taken",
    FIELD(taking_out, payment_id, "Payment"),
    FIELD(taking_out, amount_yen, "Amount"),
    FIELD(taking_out, paid_at, "When"),
    FIELD(taking_out, digits, "Two digits, the same on the resident's screen", .max = 2));

/* What is in the purse is the resident's business, not the shop's. */
static const struct reason purse_short = { 409, "purse_short" };

static int
hide_balance(struct ctx *c)
{
	if (c->reason != &balance_short)
		return -1;
	fail_forget(c);
	return fail(c, &purse_short, "amount_yen");
}

static int
post_taking(struct ctx *c, const void *input, void *output)
{
	const struct taking_in *in = input;
	struct taking_out *out = output;
	struct payment p = { .amount_yen = in->amount_yen, .shop_id = c->actor.shop_id,
		.clerk_account_id = c->actor.account_id };
	struct code_opening opening;
	struct shop_sign shop;
	const char *unused;

	if (shop_by_id(c, p.shop_id, &shop) != 0 ||
	    terminal_find(c, p.shop_id, request_terminal(c), &p.terminal_id, &unused) != 0 ||
	    code_open(c, in->code, &opening) != 0)
		return -1;
	p.purse_id = opening.purse_id;
	p.card_id = opening.card_id;
	p.means = p.card_id != 0 ? "card" : "code";
	if (payment_make(c, &p) != 0)
		return hide_balance(c);
	*out = (struct taking_out){ p.payment_id, p.amount_yen, c->now, p.digits };
	return code_use_up(c, p.purse_id, p.payment_id);
}

/* ---- what was taken ---- */

static const char *const taking_orders[] = { "newest", "amount", NULL };
static const char *const payment_states[] = { "paid", "void", NULL };
static const char *const payment_means[] = { "poster", "number", "code", "card", NULL };

STMT(own_clerk, "SELECT 1 FROM account_label WHERE account_id = ? AND shop_id = ?");
static const struct within within_clerk = { "An account of the shop", BY_SHOP, &own_clerk };

struct takings_in {
	const char *on_from, *on_to, *state;
	int64_t clerk_account_id;
	PAGE_MEMBERS;
};
SHAPE(takings_in, "Which payments",
    FIELD(takings_in, on_from, "From this day", .format = &format_date, .max = 10,
        .optional = true),
    FIELD(takings_in, on_to, "To this day", .format = &format_date, .max = 10, .optional = true),
    FIELD(takings_in, state, "paid or void", .choices = payment_states, .optional = true),
    FIELD(takings_in, clerk_account_id, "Taken by", .within = &within_clerk, .optional = true),
    PAGE_FIELDS(takings_in, taking_orders));

struct taking_row {
	int64_t payment_id;
	struct instant paid_at;
	int64_t amount_yen;
	const char *means, *digits, *state, *clerk_name, *terminal_name;
	bool is_today;
};
SHAPE(taking_row, "A payment at the shop",
    FIELD(taking_row, payment_id, "Payment"),
    FIELD(taking_row, paid_at, "When"),
    FIELD(taking_row, amount_yen, "Amount"),
    FIELD(taking_row, means, "How it was paid", .choices = payment_means, .words = "means"),
    FIELD(taking_row, digits, "Two digits on both screens", .max = 2),
    FIELD(taking_row, state, "paid, or void when taken back", .choices = payment_states,
        .words = "payment_state"),
    FIELD(taking_row, clerk_name, "Taken by", .max = 60, .optional = true),
    FIELD(taking_row, terminal_name, "Device", .max = 40, .optional = true),
    FIELD(taking_row, is_today, "May still be taken back"));

#define TAKING_ROW "SELECT p.payment_id, p.paid_at, p.amount_yen, p.means, p.digits, "		\
	"IF(v.payment_id IS NULL, 'paid', 'void') AS state, a.name AS clerk_name, "		\
	"t.name AS terminal_name, p.paid_on = ? AS is_today FROM payment p "			\
	"LEFT JOIN payment_void v ON v.payment_id = p.payment_id "				\
	"LEFT JOIN account_label a ON a.account_id = p.clerk_account_id "			\
	"LEFT JOIN terminal t ON t.terminal_id = p.terminal_id WHERE p.shop_id = ?"

static const struct listing takings = {
	.select = TAKING_ROW, .fixed = 2,
	.filters = (const struct filter[]){ { "on_from", "p.paid_on >= ?" },
	    { "on_to", "p.paid_on <= ?" },
	    { "state", "IF(v.payment_id IS NULL, 'paid', 'void') = ?" },
	    { "clerk_account_id", "p.clerk_account_id = ?" }, { 0 } },
	.orders = (const struct order[]){ { "newest", "p.paid_at", true },
	    { "amount", "p.amount_yen", true }, { 0 } },
	.key = "p.payment_id", .row = &taking_row_shape, .export_name = "takings" };

static int
takings_of_shop(struct ctx *c, const void *input, struct arg *args)
{
	(void)input;
	args[0] = A(tokyo_date(c->arena, c->now));
	args[1] = A(c->actor.shop_id);
	return 0;
}

struct today_sum { int64_t payments, amount_yen, voids; };
SHAPE(today_sum, "Sums of a day",
    FIELD(today_sum, payments, "Payments that stand"),
    FIELD(today_sum, amount_yen, "Their amount"),
    FIELD(today_sum, voids, "Payments taken back"));
struct today_out { const char *on; int64_t payments, amount_yen, voids; struct list latest; };
SHAPE(today_out, "Today at the shop",
    FIELD(today_out, on, "Tokyo day", .format = &format_date),
    FIELD(today_out, payments, "Payments that stand"),
    FIELD(today_out, amount_yen, "Their amount"),
    FIELD(today_out, voids, "Payments taken back"),
    FIELD(today_out, latest, "The latest ten", .of = &taking_row_shape));

STMT(today_sums,
    "SELECT COUNT(*) - COUNT(v.payment_id) AS payments, CAST(COALESCE(SUM(IF(v.payment_id IS NULL, "
    "p.amount_yen, 0)), 0) AS SIGNED) AS amount_yen, COUNT(v.payment_id) AS voids FROM payment p "
    "LEFT JOIN payment_void v ON v.payment_id = p.payment_id WHERE p.shop_id = ? "
    "AND p.paid_on = ?");
STMT(today_latest, TAKING_ROW " AND p.paid_on = ? ORDER BY p.payment_id DESC LIMIT 10");

/* The sum after the list: it then holds whatever the list shows, and what came
 * between the two tells the page to ask again. */
static int
get_today(struct ctx *c, const void *input, void *output)
{
	struct today_out *out = output;
	struct today_sum sum;

	(void)input;
	out->on = tokyo_date(c->arena, c->now);
	if (db_list(c, &today_latest, &taking_row_shape, &out->latest, A(out->on),
	        A(c->actor.shop_id), A(out->on)) != 0 ||
	    db_one(c, &today_sums, &today_sum_shape, &sum, A(c->actor.shop_id), A(out->on)) != 0)
		return -1;
	out->payments = sum.payments;
	out->amount_yen = sum.amount_yen;
	out->voids = sum.voids;
	return 0;
}

/* ---- take back ---- */

STMT(shop_payment, "SELECT 1 FROM payment WHERE payment_id = ? AND shop_id = ?");
static const struct within within_shop_payment = { "A payment at the shop", BY_SHOP,
	&shop_payment };

struct taking_void_in { int64_t payment_id; const char *reason; };
SHAPE(taking_void_in, "Why a payment is taken back",
    FIELD(taking_void_in, payment_id, "Payment", .within = &within_shop_payment),
    FIELD(taking_void_in, reason, "Reason", .min = 1, .max = 200));
struct taking_void_out { int64_t payment_id, amount_yen; };
SHAPE(taking_void_out, "A payment that was taken back",
    FIELD(taking_void_out, payment_id, "Payment"),
    FIELD(taking_void_out, amount_yen, "Amount that is back in the purse"));

static int
post_void(struct ctx *c, const void *input, void *output)
{
	const struct taking_void_in *in = input;
	struct taking_void_out *out = output;
	struct payment_undo undo = { in->payment_id, in->reason, 0 };

	if (payment_take_back(c, &undo) != 0)
		return -1;
	*out = (struct taking_void_out){ undo.payment_id, undo.amount_yen };
	return 0;
}

static int
get_events(struct ctx *c, const void *input, void *output)
{
	struct stream *out = output;

	(void)input;
	out->topic = arena_text(c->arena, "shop-%lld", (long long)c->actor.shop_id);
	return 0;
}

const struct route taking_routes[] = {
	{ POST, "/api/till/card-openings", "Open a card with its PIN", &right_take, SLOW,
	  post_card_opening, &card_opening_in_shape, &card_opening_out_shape,
	  REASONS(&card_unknown, &card_wrong, &card_blocked) },
	{ POST, "/api/till/takings", "Take a payment with a one-time code", &right_take, ONCE,
	  post_taking, &taking_in_shape, &taking_out_shape,
	  REASONS(&code_invalid, &code_used, &code_ended, &purse_short, &card_limit, &card_blocked,
	      &shop_stopped) },
	{ GET, "/api/till/takings", "Payments at the shop", &right_shop,
	  .in = &takings_in_shape, .list = &takings, .list_fixed = takings_of_shop },
	{ GET, "/api/till/takings/today", "Today at the shop", &right_shop, 0,
	  get_today, NULL, &today_out_shape },
	{ POST, "/api/till/takings/{payment_id}/voids", "Take back a mistaken payment of today",
	  &right_void_payment, ONCE, post_void, &taking_void_in_shape, &taking_void_out_shape,
	  REASONS(&payment_not_today, &payment_void, &payment_held, &lot_closed) },
	{ GET, "/api/till/shop-events", "Changes of the takings, as events", &right_shop, 0,
	  get_events, NULL, &stream_shape },
	{ 0 }
};
