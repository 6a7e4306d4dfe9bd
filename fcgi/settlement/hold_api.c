#include "settlement/hold.h"

#include "office/shop.h"
#include "people/account.h"
#include "settlement/payable.h"
#include "settlement/settlement_api.h"

STMT(any_hold_row, "SELECT 1 FROM hold WHERE hold_id = ?");
STMT(held_any_shop, "SELECT 1 FROM shop WHERE shop_id = ?");
STMT(held_any_payment, "SELECT 1 FROM payment WHERE payment_id = ?");
static const struct within within_hold = { "Any hold", BY_ANYONE, &any_hold_row };
static const struct within within_any_shop = { "Any shop", BY_ANYONE, &held_any_shop };
static const struct within within_any_payment = { "Any payment", BY_ANYONE, &held_any_payment };

static const char *const hold_orders[] = { "newest", "oldest", "amount", NULL };
static const char *const hold_kinds[] = { "payment", "shop", NULL };
static const char *const decisions[] = { "released", "refused", NULL };

struct holds_in {
	const char *state, *kind, *q;
	int64_t shop_id, payment_id;
	bool is_asked;
	PAGE_MEMBERS;
};
SHAPE(holds_in, "Which holds",
    FIELD(holds_in, state, "How it stands", .choices = hold_states, .optional = true),
    FIELD(holds_in, kind, "Of a payment, or of a shop as a whole", .choices = hold_kinds,
        .optional = true),
    FIELD(holds_in, q, "Words in the shop's name, reading or number", .min = 1, .max = 40,
        .optional = true),
    FIELD(holds_in, shop_id, "Shop", .within = &within_any_shop, .optional = true),
    FIELD(holds_in, payment_id, "Payment", .within = &within_any_payment, .optional = true),
    FIELD(holds_in, is_asked, "Only those a second person must decide", .optional = true),
    PAGE_FIELDS(holds_in, hold_orders));

struct hold_view {
	int64_t hold_id;
	const char *state, *kind;
	int64_t shop_id;
	const char *shop_no, *name;
	struct maybe_int payment_id;
	int64_t yen;
	struct instant paid_at;
	const char *reason, *note, *held_by_name;
	struct instant held_at;
	const char *asked_state, *asked_note, *asked_by_name;
	struct instant asked_at;
	const char *decided_by_name;
	struct instant decided_at;
	bool is_own;
};
SHAPE(hold_view, "A hold",
    FIELD(hold_view, hold_id, "Hold"),
    FIELD(hold_view, state, "How it stands", .choices = hold_states, .words = "hold_state"),
    FIELD(hold_view, kind, "Of a payment, or of a shop as a whole", .choices = hold_kinds,
        .words = "hold_kind"),
    FIELD(hold_view, shop_id, "Shop"),
    FIELD(hold_view, shop_no, "Number of the shop"),
    FIELD(hold_view, name, "Name of the shop"),
    FIELD(hold_view, payment_id, "Payment", .optional = true),
    FIELD(hold_view, yen, "What is held, yen; of a shop 0"),
    FIELD(hold_view, paid_at, "When it was paid", .optional = true),
    FIELD(hold_view, reason, "Why", .choices = hold_reasons, .words = "hold_reason"),
    FIELD(hold_view, note, "In the words of the office"),
    FIELD(hold_view, held_by_name, "Who held it", .optional = true),
    FIELD(hold_view, held_at, "When"),
    FIELD(hold_view, asked_state, "What was asked for", .choices = decisions,
        .words = "hold_state", .optional = true),
    FIELD(hold_view, asked_note, "Why", .optional = true),
    FIELD(hold_view, asked_by_name, "Who asked", .optional = true),
    FIELD(hold_view, asked_at, "When", .optional = true),
    FIELD(hold_view, decided_by_name, "Who decided", .optional = true),
    FIELD(hold_view, decided_at, "When", .optional = true),
    FIELD(hold_view, is_own, "Asked for by this account"));

#define HOLD_SELECT "SELECT h.hold_id, h.state,"					\
	" IF(h.payment_id IS NULL, 'shop', 'payment') AS kind,"			\
	" h.shop_id, o.shop_no, o.name, h.payment_id, h.yen, h.paid_at, h.reason, h.note,"	\
	" a.name AS held_by_name, h.held_at, h.asked_state, h.asked_note,"		\
	" b.name AS asked_by_name, h.asked_at, d.name AS decided_by_name, h.decided_at,"	\
	" COALESCE(h.asked_by = ?, 0) AS is_own FROM hold h"				\
	" JOIN shop o ON o.shop_id = h.shop_id"						\
	" LEFT JOIN account_label a ON a.account_id = h.held_by"			\
	" LEFT JOIN account_label b ON b.account_id = h.asked_by"			\
	" LEFT JOIN account_label d ON d.account_id = h.decided_by WHERE "
STMT(hold_one, HOLD_SELECT "h.hold_id = ?");

static const struct listing hold_listing = {
	.select = HOLD_SELECT "1 = 1", .fixed = 1,
	.filters = (const struct filter[]){ { "state", "h.state = ?" },
	    { "kind", "IF(h.payment_id IS NULL, 'shop', 'payment') = ?" },
	    { "q", "LOCATE(?, CONCAT_WS(' ', o.name, o.kana, o.shop_no)"
	        " COLLATE utf8mb4_unicode_ci) > 0" },
	    { "shop_id", "h.shop_id = ?" }, { "payment_id", "h.payment_id = ?" },
	    { "is_asked", "h.state = 'held' AND h.asked_state IS NOT NULL AND ?" }, { 0 } },
	.orders = (const struct order[]){ { "newest", "h.hold_id", true },
	    { "oldest", "h.hold_id", false }, { "amount", "h.yen", true }, { 0 } },
	.key = "h.hold_id", .row = &hold_view_shape, .export_name = "holds" };

static int
holds_of_actor(struct ctx *c, const void *input, struct arg *args)
{
	(void)input;
	args[0] = A(c->actor.account_id);
	return 0;
}

struct hold_in { int64_t hold_id; };
SHAPE(hold_in, "Which hold", FIELD(hold_in, hold_id, "Hold", .within = &within_hold));

static int
get_hold(struct ctx *c, const void *input, void *output)
{
	const struct hold_in *in = input;

	return db_one(c, &hold_one, &hold_view_shape, output, A(c->actor.account_id),
	    A(in->hold_id));
}

/* ---- hold ---- */

struct hold_payment_in { int64_t payment_id; const char *reason, *note; };
SHAPE(hold_payment_in, "A payment that shall not be paid out for now",
    FIELD(hold_payment_in, payment_id, "Payment", .within = &within_any_payment),
    FIELD(hold_payment_in, reason, "Why", .choices = hold_reasons),
    FIELD(hold_payment_in, note, "In own words; no names of people", .min = 1, .max = 200));
struct hold_shop_in { int64_t shop_id; const char *reason, *note; };
SHAPE(hold_shop_in, "A shop whose payouts shall wait",
    FIELD(hold_shop_in, shop_id, "Shop", .within = &within_any_shop),
    FIELD(hold_shop_in, reason, "Why", .choices = hold_reasons),
    FIELD(hold_shop_in, note, "In own words; no names of people", .min = 1, .max = 200));
struct hold_out { int64_t hold_id, yen; };
SHAPE(hold_out, "The hold",
    FIELD(hold_out, hold_id, "Hold"),
    FIELD(hold_out, yen, "What is held, yen; of a shop 0"));

static int
make(struct ctx *c, struct hold *h, struct hold_out *out)
{
	if (hold_make(c, h) != 0)
		return -1;
	*out = (struct hold_out){ h->hold_id, h->yen };
	return 0;
}

static int
post_hold_payment(struct ctx *c, const void *input, void *output)
{
	const struct hold_payment_in *in = input;
	struct hold h = { .payment_id = in->payment_id, .reason = in->reason, .note = in->note };

	return make(c, &h, output);
}

static int
post_hold_shop(struct ctx *c, const void *input, void *output)
{
	const struct hold_shop_in *in = input;
	struct hold h = { .shop_id = in->shop_id, .reason = in->reason, .note = in->note };

	return make(c, &h, output);
}

/* ---- release and refusal ---- */

struct hold_request_in { int64_t hold_id; const char *state, *note; };
SHAPE(hold_request_in, "What a first person asks for",
    FIELD(hold_request_in, hold_id, "Hold", .within = &within_hold),
    FIELD(hold_request_in, state, "Pay it after all, or never", .choices = decisions),
    FIELD(hold_request_in, note, "Why; no names of people", .min = 1, .max = 200));

static int
post_hold_request(struct ctx *c, const void *input, void *output)
{
	const struct hold_request_in *in = input;

	(void)output;
	return hold_ask(c, in->hold_id, in->state, in->note);
}

struct hold_decision_in { int64_t hold_id; bool is_approved; };
SHAPE(hold_decision_in, "What the second person says",
    FIELD(hold_decision_in, hold_id, "Hold", .within = &within_hold),
    FIELD(hold_decision_in, is_approved, "As asked for; false: it stays held"));

static int
post_hold_decision(struct ctx *c, const void *input, void *output)
{
	const struct hold_decision_in *in = input;

	(void)output;
	return hold_decide(c, in->hold_id, in->is_approved);
}

const struct route hold_routes[] = {
	{ GET, "/api/settlement/holds", "Holds", &right_settlement_view, .in = &holds_in_shape,
	  .list = &hold_listing, .list_fixed = holds_of_actor },
	{ GET, "/api/settlement/holds/{hold_id}", "A hold", &right_settlement_view, 0, get_hold,
	  &hold_in_shape, &hold_view_shape },
	{ POST, "/api/settlement/payment-holds", "Hold a payment", &right_settlement_hold, ONCE,
	  post_hold_payment, &hold_payment_in_shape, &hold_out_shape,
	  REASONS(&already_held, &payment_in_payout, &payment_gone) },
	{ POST, "/api/settlement/shop-holds", "Hold the payouts of a shop",
	  &right_settlement_hold, ONCE, post_hold_shop, &hold_shop_in_shape, &hold_out_shape,
	  REASONS(&already_held) },
	{ POST, "/api/settlement/holds/{hold_id}/requests", "Ask for release or refusal",
	  &right_settlement_hold, ONCE, post_hold_request, &hold_request_in_shape, NULL,
	  REASONS(&hold_ended, &hold_asked, &hold_of_shop) },
	{ POST, "/api/settlement/holds/{hold_id}/decisions", "Decide, as the second person",
	  &right_settlement_hold, ONCE, post_hold_decision, &hold_decision_in_shape, NULL,
	  REASONS(&hold_ended, &hold_not_asked, &same_person) },
	{ 0 }
};
