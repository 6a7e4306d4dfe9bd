#include "voucher/card.h"

#include "people/account_api.h"
#include "voucher/sales_api.h"

RIGHT(right_voucher_card, AUDIENCE_STAFF, "voucher.card", "Issue, block and replace cards");

STMT(any_card, "SELECT 1 FROM card WHERE card_id = ?");
static const struct within within_card = { "Any card", BY_ANYONE, &any_card };

#define LIMIT_FIELDS(T)								\
	FIELD(T, use_limit_yen, "Most of one payment, yen", .min = 1, .max = 1000000),	\
	FIELD(T, day_limit_yen, "Most of one day, yen", .min = 1, .max = 1000000)
#define PIN_FIELD(T) FIELD(T, pin, "PIN the holder chose", .format = &format_pin, .min = 4,	\
	.max = 6, .secret = true)
#define CARD_FIELD(T) FIELD(T, card_id, "Card", .within = &within_card)
#define REASON_FIELD(T) FIELD(T, reason, "Why; no names of people", .min = 1, .max = 200)

struct card_new_in { int64_t person_id; const char *pin; int64_t use_limit_yen, day_limit_yen; };
SHAPE(card_new_in, "A card for a person without a phone",
    FIELD(card_new_in, person_id, "Holder", .within = &within_person),
    PIN_FIELD(card_new_in), LIMIT_FIELDS(card_new_in));
struct card_out { int64_t card_id; const char *card_no; };
SHAPE(card_out, "The card",
    FIELD(card_out, card_id, "Card"),
    FIELD(card_out, card_no, "Printed number"));

static int
post_card(struct ctx *c, const void *input, void *output)
{
	const struct card_new_in *in = input;
	struct card_out *out = output;
	struct card_issue order = { in->person_id, in->pin, in->use_limit_yen,
		in->day_limit_yen };
	struct card card;

	if (card_issue(c, &order, &card) != 0)
		return -1;
	*out = (struct card_out){ card.card_id, card.card_no };
	return 0;
}

static const char *const card_orders[] = { "newest", NULL };
static const char *const card_states[] = { "active", "blocked", "replaced", NULL };

struct cards_in {
	int64_t person_id;
	const char *card_no, *state;
	PAGE_MEMBERS;
};
SHAPE(cards_in, "Which cards",
    FIELD(cards_in, person_id, "Holder", .within = &within_person, .optional = true),
    FIELD(cards_in, card_no, "Printed number", .format = &format_digits, .min = 16, .max = 16,
        .optional = true),
    FIELD(cards_in, state, "State", .choices = card_states, .optional = true),
    PAGE_FIELDS(cards_in, card_orders));

struct card_row {
	int64_t card_id;
	const char *card_no;
	int64_t person_id;
	const char *state;
	int64_t use_limit_yen, day_limit_yen;
	struct instant issued_at;
	int64_t tries_left;
};
SHAPE(card_row, "A card",
    FIELD(card_row, card_id, "Card"),
    FIELD(card_row, card_no, "Printed number"),
    FIELD(card_row, person_id, "Holder"),
    FIELD(card_row, state, "May pay or not", .choices = card_states, .words = "card_state"),
    FIELD(card_row, use_limit_yen, "Most of one payment, yen"),
    FIELD(card_row, day_limit_yen, "Most of one day, yen"),
    FIELD(card_row, issued_at, "When"),
    FIELD(card_row, tries_left, "Wrong PINs until it stops answering"));
static const struct listing card_listing = {
	.select = "SELECT k.card_id, k.card_no, k.person_id, k.state, k.use_limit_yen,"
	    " k.day_limit_yen, k.issued_at, k.tries_left FROM card k WHERE 1 = 1",
	.filters = (const struct filter[]){
	    { "person_id", "k.person_id = ?" },
	    { "card_no", "k.card_no = ?" },
	    { "state", "k.state = ?" }, { 0 } },
	.orders = (const struct order[]){ { "newest", "k.issued_at", true }, { 0 } },
	.key = "k.card_id", .row = &card_row_shape, .export_name = "cards" };

struct card_id_in { int64_t card_id; };
SHAPE(card_id_in, "Which card", CARD_FIELD(card_id_in));

STMT(card_row_one, "SELECT k.card_id, k.card_no, k.person_id, k.state, k.use_limit_yen,"
    " k.day_limit_yen, k.issued_at, k.tries_left FROM card k WHERE k.card_id = ?");

static int
get_card(struct ctx *c, const void *input, void *output)
{
	const struct card_id_in *in = input;

	return db_one(c, &card_row_one, &card_row_shape, output, A(in->card_id));
}

static int
get_print(struct ctx *c, const void *input, void *output)
{
	const struct card_id_in *in = input;
	struct document *out = output;

	out->type = "application/pdf";
	return card_print(c, in->card_id, &out->body);
}

struct block_in { int64_t card_id; const char *reason; };
SHAPE(block_in, "Block a card", CARD_FIELD(block_in), REASON_FIELD(block_in));

static int
post_block(struct ctx *c, const void *input, void *output)
{
	const struct block_in *in = input;

	(void)output;
	return card_block(c, in->card_id, in->reason);
}

struct replacement_in { int64_t card_id; const char *pin, *reason; };
SHAPE(replacement_in, "A new card in place of this one", CARD_FIELD(replacement_in),
    PIN_FIELD(replacement_in), REASON_FIELD(replacement_in));

static int
post_replacement(struct ctx *c, const void *input, void *output)
{
	const struct replacement_in *in = input;
	struct card_out *out = output;
	struct card card;

	if (card_replace(c, in->card_id, in->pin, in->reason, &card) != 0)
		return -1;
	*out = (struct card_out){ card.card_id, card.card_no };
	return 0;
}

struct limits_in { int64_t card_id, use_limit_yen, day_limit_yen; };
SHAPE(limits_in, "How much a card may pay", CARD_FIELD(limits_in), LIMIT_FIELDS(limits_in));

static int
put_limits(struct ctx *c, const void *input, void *output)
{
	const struct limits_in *in = input;

	(void)output;
	return card_set_limits(c, in->card_id, in->use_limit_yen, in->day_limit_yen);
}

struct pin_in { int64_t card_id; const char *pin; };
SHAPE(pin_in, "A new PIN", CARD_FIELD(pin_in), PIN_FIELD(pin_in));

static int
put_pin(struct ctx *c, const void *input, void *output)
{
	const struct pin_in *in = input;

	(void)output;
	return card_set_pin(c, in->card_id, in->pin);
}

const struct route card_routes[] = {
	{ POST, "/api/sales/cards", "Issue a card", &right_voucher_card, ONCE | SLOW,
	  post_card, &card_new_in_shape, &card_out_shape, REASONS(&has_card, &card_limits) },
	{ GET, "/api/sales/cards", "Cards", &right_voucher_card, 0, NULL, &cards_in_shape,
	  .list = &card_listing },
	{ GET, "/api/sales/cards/{card_id}", "A card", &right_voucher_card, 0, get_card,
	  &card_id_in_shape, &card_row_shape },
	{ GET, "/api/sales/cards/{card_id}/print", "The card as PDF", &right_voucher_card, 0,
	  get_print, &card_id_in_shape, &document_shape },
	{ POST, "/api/sales/cards/{card_id}/blocks", "Block a card", &right_voucher_card, ONCE,
	  post_block, &block_in_shape, NULL, REASONS(&card_ended) },
	{ POST, "/api/sales/cards/{card_id}/replacements", "Replace a card",
	  &right_voucher_card, ONCE | SLOW, post_replacement, &replacement_in_shape,
	  &card_out_shape, REASONS(&card_ended, &has_card) },
	{ PUT, "/api/sales/cards/{card_id}/limits", "Change what a card may pay",
	  &right_voucher_card, 0, put_limits, &limits_in_shape, NULL,
	  REASONS(&card_ended, &card_limits) },
	{ PUT, "/api/sales/cards/{card_id}/pin", "Change the PIN", &right_voucher_card, SLOW,
	  put_pin, &pin_in_shape, NULL, REASONS(&card_ended) },
	{ 0 }
};
