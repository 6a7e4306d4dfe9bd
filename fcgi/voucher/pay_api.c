#include "base/text.h"
#include "db/db.h"
#include "office/poster.h"
#include "voucher/pay.h"
#include "voucher/purse.h"
#include "voucher/purse_view.h"
#include "voucher/till_api.h"

/* ---- who will be paid: shown before the amount (seed 5(2)エ, オ(エ)) ---- */

struct poster_read_in { const char *poster; };
SHAPE(poster_read_in, "A code that was scanned",
    FIELD(poster_read_in, poster, "The address on the poster, or what follows /p/", .min = 1,
        .max = 300));

static int
post_poster_read(struct ctx *c, const void *input, void *output)
{
	const struct poster_read_in *in = input;

	return poster_read(c, in->poster, output);
}

struct shop_read_in { const char *shop_no; };
SHAPE(shop_read_in, "A number that was typed",
    FIELD(shop_read_in, shop_no, "Number of the shop", .format = &format_shop_no, .max = 6));

static int
post_shop_read(struct ctx *c, const void *input, void *output)
{
	const struct shop_read_in *in = input;

	return shop_by_number(c, in->shop_no, output);
}

/* ---- pay at the shop's code ---- */

const struct reason one_of_two = { 409, "one_of_two" };

struct payment_in { const char *poster, *shop_no; int64_t amount_yen; };
SHAPE(payment_in, "A payment at the shop's code; give poster or shop_no",
    FIELD(payment_in, poster, "The address on the poster, or what follows /p/", .min = 1,
        .max = 300, .optional = true),
    FIELD(payment_in, shop_no, "Number of the shop", .format = &format_shop_no, .max = 6,
        .optional = true),
    FIELD(payment_in, amount_yen, "Amount", .min = 1, .max = PAYMENT_YEN_MAX));

struct payment_part { const char *round_name; int64_t amount_yen; };
SHAPE(payment_part, "What came from one round",
    FIELD(payment_part, round_name, "Round", .max = 200),
    FIELD(payment_part, amount_yen, "Amount"));
struct payment_out {
	int64_t payment_id, amount_yen;
	const char *shop_name;
	struct instant paid_at;
	const char *digits;
	int64_t balance_yen;
	struct list parts;
};
SHAPE(payment_out, "A payment that was made",
    FIELD(payment_out, payment_id, "Payment"),
    FIELD(payment_out, amount_yen, "Amount"),
    FIELD(payment_out, shop_name, "Shop", .max = 80),
    FIELD(payment_out, paid_at, "When"),
    FIELD(payment_out, digits, "Two digits, the same on the shop's screen", .max = 2),
    FIELD(payment_out, balance_yen, "What is left, usable today"),
    FIELD(payment_out, parts, "From which rounds", .of = &payment_part_shape));

STMT(parts_of,
    "SELECT r.name AS round_name, CAST(SUM(u.paid_yen + u.premium_yen) AS SIGNED) AS amount_yen "
    "FROM payment_use u JOIN round r ON r.round_id = u.round_id WHERE u.payment_id = ? "
    "GROUP BY r.round_id, r.name ORDER BY r.round_id LIMIT 100");

static int
payee(struct ctx *c, const struct payment_in *in, struct shop_sign *shop, const char **means)
{
	if ((in->poster == NULL) == (in->shop_no == NULL))
		return fail(c, &one_of_two, "poster");
	*means = in->poster != NULL ? "poster" : "number";
	return in->poster != NULL ? poster_read(c, in->poster, shop) :
	    shop_by_number(c, in->shop_no, shop);
}

static int
post_payment(struct ctx *c, const void *input, void *output)
{
	const struct payment_in *in = input;
	struct payment_out *out = output;
	struct payment p = { .amount_yen = in->amount_yen };
	struct shop_sign shop;

	if (payee(c, in, &shop, &p.means) != 0 || purse_of_actor(c, &p.purse_id) != 0)
		return -1;
	p.shop_id = shop.shop_id;
	if (payment_make(c, &p) != 0)
		return -1;
	*out = (struct payment_out){ p.payment_id, p.amount_yen, shop.name, c->now, p.digits,
		p.left_yen, { 0 } };
	return db_list(c, &parts_of, &payment_part_shape, &out->parts, A(p.payment_id));
}

/* ---- look at it again ---- */

STMT(own_payment,
    "SELECT 1 FROM payment p JOIN purse u ON u.purse_id = p.purse_id WHERE p.payment_id = ? AND "
    "u.person_id = ?");
static const struct within within_own_payment = { "A payment from the own purse", BY_PERSON,
	&own_payment };

struct payment_id_in { int64_t payment_id; };
SHAPE(payment_id_in, "Which payment",
    FIELD(payment_id_in, payment_id, "Payment", .within = &within_own_payment));

static int
get_payment(struct ctx *c, const void *input, void *output)
{
	const struct payment_id_in *in = input;

	return payment_read(c, in->payment_id, output);
}

/* ---- what vouchers cannot buy (seed 5(2)エ) ---- */

struct exclusion { const char *key; };
SHAPE(exclusion, "A kind of goods",
    FIELD(exclusion, key, "Key of its sentence in the catalogue", .max = 40));
struct exclusions_out { struct list exclusions; };
SHAPE(exclusions_out, "What vouchers cannot buy anywhere",
    FIELD(exclusions_out, exclusions, "Kinds of goods", .of = &exclusion_shape));

static int
get_exclusions(struct ctx *c, const void *input, void *output)
{
	static const struct exclusion rows[] = { { "exclusion.debts" }, { "exclusion.securities" },
		{ "exclusion.tobacco" }, { "exclusion.property" }, { "exclusion.cash" },
		{ "exclusion.entertainment" }, { "exclusion.politics" }, { "exclusion.other" } };
	struct exclusions_out *out = output;

	(void)input;
	out->exclusions.count = sizeof rows / sizeof rows[0];
	out->exclusions.items = arena_copy(c->arena, rows, sizeof rows);
	return 0;
}

const struct route pay_routes[] = {
	{ POST, "/api/till/poster-reads", "Which shop a poster belongs to", &right_public, 0,
	  post_poster_read, &poster_read_in_shape, &shop_sign_shape,
	  REASONS(&poster_invalid, &poster_revoked, &shop_stopped) },
	{ POST, "/api/till/shop-reads", "Which shop a number belongs to", &right_public, 0,
	  post_shop_read, &shop_read_in_shape, &shop_sign_shape, REASONS(&shop_stopped) },
	{ POST, "/api/till/payments", "Pay a shop", &right_resident, ONCE,
	  post_payment, &payment_in_shape, &payment_out_shape,
	  REASONS(&balance_short, &no_person, &poster_invalid, &poster_revoked, &shop_stopped,
	      &one_of_two) },
	{ GET, "/api/till/payments/{payment_id}", "A payment as it stands", &right_resident, 0,
	  get_payment, &payment_id_in_shape, &payment_state_shape },
	{ GET, "/api/till/exclusions", "What vouchers cannot buy", &right_public, CACHED,
	  get_exclusions, NULL, &exclusions_out_shape },
	{ 0 }
};
