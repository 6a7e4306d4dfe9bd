#include "http/route.h"
#include "voucher/code.h"
#include "voucher/pay.h"
#include "voucher/purse.h"
#include "voucher/purse_view.h"
#include "voucher/till_api.h"

/* ---- balance ---- */

static int
get_purse(struct ctx *c, const void *input, void *output)
{
	(void)input;
	return purse_view(c, output);
}

/* ---- history: what the ledger says of this purse ---- */

static const char *const history_orders[] = { "newest", "oldest", NULL };
static const char *const history_kinds[] = { "sale", "sale_void", "payment", "payment_void",
	"expiry", NULL };

struct history_in { const char *kind; PAGE_MEMBERS; };
SHAPE(history_in, "Which acts",
    FIELD(history_in, kind, "Kind of act", .choices = history_kinds, .optional = true),
    PAGE_FIELDS(history_in, history_orders));

struct history_row {
	int64_t entry_id;
	struct instant happened_at;
	const char *kind;
	int64_t amount_yen;
	const char *shop_name;
	struct maybe_int payment_id;
};
SHAPE(history_row, "One act on the purse",
    FIELD(history_row, entry_id, "Act"),
    FIELD(history_row, happened_at, "When"),
    FIELD(history_row, kind, "Kind of act", .choices = history_kinds, .words = "history"),
    FIELD(history_row, amount_yen, "Change of the balance"),
    FIELD(history_row, shop_name, "Shop of a payment", .max = 80, .optional = true),
    FIELD(history_row, payment_id, "Payment", .optional = true));

/* The purse's side of the ledger is a debt: what it gains is credited there. */
static const struct listing history = {
	.select = "SELECT h.entry_id, po.posted_at AS happened_at, po.kind, "
	    "h.amount_yen, s.name AS shop_name, pm.payment_id FROM (SELECT posting_id AS entry_id, "
	    "CAST(-SUM(yen) AS SIGNED) AS amount_yen FROM entry WHERE chart = 3 AND owner_id = ? "
	    "GROUP BY posting_id) h JOIN posting po ON po.posting_id = h.entry_id "
	    "LEFT JOIN payment pm ON po.kind IN ('payment', 'payment_void') AND "
	    "pm.payment_id = po.ref_id LEFT JOIN shop s ON s.shop_id = pm.shop_id WHERE 1 = 1",
	.fixed = 1,
	.filters = (const struct filter[]){ { "kind", "po.kind = ?" }, { 0 } },
	.orders = (const struct order[]){ { "newest", "po.posted_at", true },
	    { "oldest", "po.posted_at", false }, { 0 } },
	.key = "h.entry_id", .row = &history_row_shape, .export_name = "history" };

static int
history_of_actor(struct ctx *c, const void *input, struct arg *args)
{
	int64_t purse_id = 0;

	(void)input;
	/* An account without a purse has an empty history, not an error. */
	if (purse_of_actor(c, &purse_id) != 0) {
		if (c->reason != &no_person)
			return -1;
		fail_forget(c);
	}
	args[0] = A(purse_id);
	return 0;
}

/* ---- the resident's own code ---- */

struct code_out { const char *code; struct instant expires_at; };
SHAPE(code_out, "A one-time code that a shop can take a payment with",
    FIELD(code_out, code, "The code", .max = 40, .secret = true),
    FIELD(code_out, expires_at, "Until when"));

static int
post_code(struct ctx *c, const void *input, void *output)
{
	struct code_out *out = output;
	struct pay_code code;
	int64_t purse_id;

	(void)input;
	if (purse_of_actor(c, &purse_id) != 0 || code_issue(c, purse_id, 0, &code) != 0)
		return -1;
	*out = (struct code_out){ code.code, code.expires_at };
	return 0;
}

struct last_use_out { const void *payment; };
SHAPE(last_use_out, "What the last code was used for",
    FIELD(last_use_out, payment, "The payment", .of = &payment_state_shape, .optional = true));

static int
get_last_use(struct ctx *c, const void *input, void *output)
{
	struct last_use_out *out = output;
	struct payment_state *state = arena_alloc(c->arena, sizeof *state);
	int64_t purse_id, payment_id;

	(void)input;
	if (purse_of_actor(c, &purse_id) != 0 || code_last_use(c, purse_id, &payment_id) != 0)
		return -1;
	if (payment_id == 0)
		return 0;
	out->payment = state;
	return payment_read(c, payment_id, state);
}

static int
get_events(struct ctx *c, const void *input, void *output)
{
	struct stream *out = output;
	int64_t purse_id;

	(void)input;
	if (purse_of_actor(c, &purse_id) != 0)
		return -1;
	out->topic = arena_text(c->arena, "purse-%lld", (long long)purse_id);
	return 0;
}

const struct route purse_routes[] = {
	{ GET, "/api/till/purse", "The own purse", &right_resident, 0, get_purse, NULL,
	  &purse_view_shape },
	{ GET, "/api/till/purse/history", "What happened in the purse", &right_resident,
	  .in = &history_in_shape, .list = &history, .list_fixed = history_of_actor },
	{ POST, "/api/till/pay-codes", "A one-time code to show at a shop", &right_resident, 0,
	  post_code, NULL, &code_out_shape, REASONS(&no_person) },
	{ GET, "/api/till/pay-codes/latest-use", "What the last code was used for", &right_resident,
	  0, get_last_use, NULL, &last_use_out_shape, REASONS(&no_person) },
	{ GET, "/api/till/purse-events", "Changes of the own purse, as events", &right_resident, 0,
	  get_events, NULL, &stream_shape, REASONS(&no_person) },
	{ 0 }
};
