#include "settlement/closing.h"

#include "base/text.h"
#include "office/shop.h"
#include "people/account.h"
#include "settlement/cycle.h"
#include "settlement/drift.h"
#include "settlement/payable.h"
#include "settlement/settlement_api.h"
#include "settlement/waiting.h"

STMT(any_closing, "SELECT 1 FROM closing WHERE closing_id = ?");
STMT(any_closing_shop, "SELECT 1 FROM closing_shop WHERE closing_shop_id = ?");
const struct within within_closing = { "Any closing", BY_ANYONE, &any_closing };
static const struct within within_closing_shop = { "Any shop of a closing", BY_ANYONE,
	&any_closing_shop };

/* ---- closings ---- */

static const char *const closing_orders[] = { "newest", "amount", NULL };

struct closings_in { const char *state; PAGE_MEMBERS; };
SHAPE(closings_in, "Which closings",
    FIELD(closings_in, state, "How it stands", .choices = closing_states, .optional = true),
    PAGE_FIELDS(closings_in, closing_orders));

struct closing_row {
	int64_t closing_id;
	const char *from_on, *to_on, *pay_on, *state;
	int64_t shops, payments, yen, held_yen;
	const char *asked_by_name;
	struct instant asked_at;
	const char *decided_by_name;
	struct instant decided_at, closed_at;
};
#define CLOSING_FIELDS(T)							\
	FIELD(T, closing_id, "Closing"),					\
	FIELD(T, from_on, "First Tokyo day"),					\
	FIELD(T, to_on, "Last Tokyo day"),					\
	FIELD(T, pay_on, "Business day of the payout"),				\
	FIELD(T, state, "How it stands", .choices = closing_states,		\
	    .words = "closing_state"),						\
	FIELD(T, shops, "Shops with an amount"),				\
	FIELD(T, payments, "Payments of the period that stand"),		\
	FIELD(T, yen, "Sum of all shops, yen"),					\
	FIELD(T, held_yen, "Of the period and held when it was closed, yen"),	\
	FIELD(T, asked_by_name, "Who asked for it", .optional = true),		\
	FIELD(T, asked_at, "When"),						\
	FIELD(T, decided_by_name, "Who confirmed or cancelled it", .optional = true),	\
	FIELD(T, decided_at, "When", .optional = true),				\
	FIELD(T, closed_at, "When it was posted", .optional = true)
SHAPE(closing_row, "A closing", CLOSING_FIELDS(closing_row));

#define CLOSING_COLUMNS "SELECT k.closing_id, k.from_on, k.to_on, k.pay_on, k.state, k.shops,"	\
	" k.payments, k.yen, (SELECT CAST(COALESCE(SUM(s.held_yen), 0) AS SIGNED)"	\
	"  FROM closing_shop s WHERE s.closing_id = k.closing_id) AS held_yen,"		\
	" a.name AS asked_by_name, k.asked_at, b.name AS decided_by_name, k.decided_at,"	\
	" k.closed_at"
#define CLOSING_TABLES " FROM closing k LEFT JOIN account_label a ON a.account_id = k.asked_by"	\
	" LEFT JOIN account_label b ON b.account_id = k.decided_by WHERE "

static const struct listing closing_listing = {
	.select = CLOSING_COLUMNS CLOSING_TABLES "1 = 1",
	.filters = (const struct filter[]){ { "state", "k.state = ?" }, { 0 } },
	.orders = (const struct order[]){ { "newest", "k.closing_id", true },
	    { "amount", "k.yen", true }, { 0 } },
	.key = "k.closing_id", .row = &closing_row_shape, .export_name = "closings" };

struct closing_round {
	int64_t round_id;
	const char *round_name;
	int64_t paid_part_yen, premium_part_yen;
};
SHAPE(closing_round, "What comes from a round",
    FIELD(closing_round, round_id, "Round"),
    FIELD(closing_round, round_name, "Campaign and round", .optional = true),
    FIELD(closing_round, paid_part_yen, "Of the paid part, yen"),
    FIELD(closing_round, premium_part_yen, "Of the premium, yen"));

struct closing_out {
	int64_t closing_id;
	const char *from_on, *to_on, *pay_on, *state;
	int64_t shops, payments, yen, held_yen;
	const char *asked_by_name;
	struct instant asked_at;
	const char *decided_by_name;
	struct instant decided_at, closed_at;
	bool is_own;
	struct list rounds;
	const void *concern, *job;
};
SHAPE(closing_out, "A closing, its rounds and the work behind it",
    CLOSING_FIELDS(closing_out),
    FIELD(closing_out, is_own, "Asked for by this account"),
    FIELD(closing_out, rounds, "By round", .of = &closing_round_shape),
    FIELD(closing_out, concern, "What is open about its shops, until it is closed",
        .of = &closing_concern_shape, .optional = true),
    FIELD(closing_out, job, "The work that was begun last", .of = &job_state_shape,
        .optional = true));

STMT(closing_one, CLOSING_COLUMNS CLOSING_TABLES "k.closing_id = ?");
STMT(closing_own, "SELECT 1 FROM closing WHERE closing_id = ? AND asked_by = ?");
#define ROUNDS "SELECT l.round_id,"						\
	" CAST(SUM(IF(l.part = 1, l.yen, 0)) AS SIGNED) AS paid_part_yen,"	\
	" CAST(SUM(IF(l.part = 2, l.yen, 0)) AS SIGNED) AS premium_part_yen"	\
	" FROM closing_shop s"							\
	" JOIN closing_line l ON l.closing_shop_id = s.closing_shop_id"
STMT(rounds_of_closing, ROUNDS " WHERE s.closing_id = ? GROUP BY l.round_id ORDER BY l.round_id"
    " LIMIT 1000");
STMT(rounds_of_shop, ROUNDS " WHERE s.closing_shop_id = ? GROUP BY l.round_id ORDER BY l.round_id"
    " LIMIT 1000");

static int
name_rounds(struct ctx *c, struct list *rounds)
{
	struct closing_round *r = rounds->items;

	for (size_t i = 0; i < rounds->count; i++)
		if (payables()->round_name(c, r[i].round_id, &r[i].round_name) != 0)
			return -1;
	return 0;
}

static int
find_job(struct ctx *c, int64_t closing_id, const void **out)
{
	struct job_state *state = arena_alloc(c->arena, sizeof *state);
	bool found;

	if (job_latest(c, "closing.post", closing_id, &found, state) != 0 ||
	    (!found && job_latest(c, "closing.build", closing_id, &found, state) != 0))
		return -1;
	*out = found ? state : NULL;
	return 0;
}

static int
is_own(struct ctx *c, int64_t closing_id, bool *own)
{
	static const struct field none[] = { { 0 } };
	static const struct shape anything = { "own_closing", "Any row", 1, none };
	char nothing;

	return db_maybe(c, own, &closing_own, &anything, &nothing, A(closing_id),
	    A(c->actor.account_id));
}

/* Afterwards nobody decides by it any more. */
static int
find_concern(struct ctx *c, int64_t closing_id, const char *state, const void **out)
{
	struct closing_concern *concern = arena_alloc(c->arena, sizeof *concern);

	if (text_same(state, "closed") || text_same(state, "cancelled"))
		return 0;
	*out = concern;
	return closing_concern_read(c, closing_id, concern);
}

struct closing_id_in { int64_t closing_id; };
SHAPE(closing_id_in, "Which closing",
    FIELD(closing_id_in, closing_id, "Closing", .within = &within_closing));

static int
get_closing(struct ctx *c, const void *input, void *output)
{
	const struct closing_id_in *in = input;
	struct closing_out *out = output;
	struct closing_row row;

	if (db_one(c, &closing_one, &closing_row_shape, &row, A(in->closing_id)) != 0)
		return -1;
	*out = (struct closing_out){ row.closing_id, row.from_on, row.to_on, row.pay_on, row.state,
		row.shops, row.payments, row.yen, row.held_yen, row.asked_by_name, row.asked_at,
		row.decided_by_name, row.decided_at, row.closed_at, false, { 0 }, NULL, NULL };
	return is_own(c, in->closing_id, &out->is_own) != 0 ||
	        db_list(c, &rounds_of_closing, &closing_round_shape, &out->rounds,
	            A(in->closing_id)) != 0 ||
	        name_rounds(c, &out->rounds) != 0 || find_job(c, in->closing_id, &out->job) != 0 ||
	        find_concern(c, in->closing_id, row.state, &out->concern) != 0 ?
	    -1 : 0;
}

/* ---- acts ---- */

struct closing_new_in { const char *to_on; };
SHAPE(closing_new_in, "The next period",
    FIELD(closing_new_in, to_on, "Its last day; absent: the next closing day",
        .format = &format_date, .max = 10, .optional = true));
struct closing_new_out { int64_t closing_id; };
SHAPE(closing_new_out, "The closing", FIELD(closing_new_out, closing_id, "Closing"));

static int
post_closing(struct ctx *c, const void *input, void *output)
{
	const struct closing_new_in *in = input;
	struct closing_new_out *out = output;

	return closing_ask(c, in->to_on, &out->closing_id);
}

struct closing_confirm_in { int64_t closing_id, yen; };
SHAPE(closing_confirm_in, "What the second person saw",
    FIELD(closing_confirm_in, closing_id, "Closing", .within = &within_closing),
    FIELD(closing_confirm_in, yen, "Sum of all shops, yen", .max = 1000000000000));

static int
post_confirmation(struct ctx *c, const void *input, void *output)
{
	const struct closing_confirm_in *in = input;

	(void)output;
	return closing_confirm(c, in->closing_id, in->yen);
}

static int
post_cancellation(struct ctx *c, const void *input, void *output)
{
	const struct closing_id_in *in = input;

	(void)output;
	return closing_cancel(c, in->closing_id);
}

/* ---- the shops of a closing ---- */

static const char *const shop_orders[] = { "amount", "shop", "held", NULL };

struct closing_shops_in {
	int64_t closing_id;
	const char *q;
	bool is_held;
	PAGE_MEMBERS;
};
SHAPE(closing_shops_in, "Which shops of closings",
    FIELD(closing_shops_in, closing_id, "Closing", .within = &within_closing, .optional = true),
    FIELD(closing_shops_in, q, "Words in name, reading or number", .min = 1, .max = 40,
        .optional = true),
    FIELD(closing_shops_in, is_held, "Only those of which something is held", .optional = true),
    PAGE_FIELDS(closing_shops_in, shop_orders));

struct closing_shop_row {
	int64_t closing_shop_id, closing_id;
	const char *from_on, *to_on, *pay_on;
	int64_t shop_id;
	const char *shop_no, *name;
	int64_t payments, yen, held_yen;
	bool is_shop_held;
};
#define CLOSING_SHOP_FIELDS(T)							\
	FIELD(T, closing_shop_id, "Shop of the closing"),			\
	FIELD(T, closing_id, "Closing"),					\
	FIELD(T, from_on, "First Tokyo day"),					\
	FIELD(T, to_on, "Last Tokyo day"),					\
	FIELD(T, pay_on, "Business day of the payout"),				\
	FIELD(T, shop_id, "Shop"),						\
	FIELD(T, shop_no, "Number of the shop"),				\
	FIELD(T, name, "Name of the shop"),					\
	FIELD(T, payments, "Payments of the period that stand, also those held"),	\
	FIELD(T, yen, "What becomes due, yen"),					\
	FIELD(T, held_yen, "Of the period and held when it was closed, yen"),	\
	FIELD(T, is_shop_held, "The shop's payouts wait")
SHAPE(closing_shop_row, "A shop of a closing", CLOSING_SHOP_FIELDS(closing_shop_row));

#define SHOP_COLUMNS "SELECT s.closing_shop_id, s.closing_id, k.from_on, k.to_on, k.pay_on,"	\
	" s.shop_id, o.shop_no, o.name, s.payments, s.yen, s.held_yen,"			\
	" EXISTS (SELECT 1 FROM hold h WHERE h.shop_id = s.shop_id AND h.payment_id IS NULL"	\
	"  AND h.state = 'held') AS is_shop_held FROM closing_shop s"			\
	" JOIN closing k ON k.closing_id = s.closing_id"				\
	" JOIN shop o ON o.shop_id = s.shop_id WHERE "

static const struct listing closing_shop_listing = {
	.select = SHOP_COLUMNS "1 = 1",
	.filters = (const struct filter[]){ { "closing_id", "s.closing_id = ?" },
	    { "q", "LOCATE(?, CONCAT_WS(' ', o.name, o.kana, o.shop_no)"
	        " COLLATE utf8mb4_unicode_ci) > 0" },
	    { "is_held", "s.held_yen > 0 AND ?" }, { 0 } },
	.orders = (const struct order[]){ { "amount", "s.yen", true },
	    { "shop", "o.shop_no", false }, { "held", "s.held_yen", true }, { 0 } },
	.key = "s.closing_shop_id", .row = &closing_shop_row_shape,
	.export_name = "closingshops" };

struct closing_shop_in { int64_t closing_shop_id; };
SHAPE(closing_shop_in, "Which shop of a closing",
    FIELD(closing_shop_in, closing_shop_id, "Shop of the closing",
        .within = &within_closing_shop));
struct closing_shop_out {
	int64_t closing_shop_id, closing_id;
	const char *from_on, *to_on, *pay_on;
	int64_t shop_id;
	const char *shop_no, *name;
	int64_t payments, yen, held_yen;
	bool is_shop_held;
	struct list rounds;
};
SHAPE(closing_shop_out, "A shop of a closing, by round",
    CLOSING_SHOP_FIELDS(closing_shop_out),
    FIELD(closing_shop_out, rounds, "By round", .of = &closing_round_shape));
STMT(closing_shop_one, SHOP_COLUMNS "s.closing_shop_id = ?");

static int
get_closing_shop(struct ctx *c, const void *input, void *output)
{
	const struct closing_shop_in *in = input;
	struct closing_shop_out *out = output;
	struct closing_shop_row r;

	if (db_one(c, &closing_shop_one, &closing_shop_row_shape, &r, A(in->closing_shop_id)) != 0)
		return -1;
	*out = (struct closing_shop_out){ r.closing_shop_id, r.closing_id, r.from_on, r.to_on,
		r.pay_on, r.shop_id, r.shop_no, r.name, r.payments, r.yen, r.held_yen,
		r.is_shop_held, { 0 } };
	return db_list(c, &rounds_of_shop, &closing_round_shape, &out->rounds,
	            A(in->closing_shop_id)) != 0 ? -1 : name_rounds(c, &out->rounds);
}

/* ---- what makes a shop's amount ---- */

static const char *const entry_orders[] = { "newest", "oldest", NULL };
static const char *const payable_kinds[] = { "payment", "payment_void", "hold", "hold_release",
	NULL };

struct closing_entries_in { int64_t closing_shop_id; PAGE_MEMBERS; };
SHAPE(closing_entries_in, "Which shop of a closing",
    FIELD(closing_entries_in, closing_shop_id, "Shop of the closing",
        .within = &within_closing_shop),
    PAGE_FIELDS(closing_entries_in, entry_orders));

struct closing_entry {
	int64_t posting_id;
	struct instant posted_at;
	const char *kind;
	int64_t payment_id, paid_part_yen, premium_part_yen, yen;
};
SHAPE(closing_entry, "A posting behind a shop's amount; the sum of all is the amount",
    FIELD(closing_entry, posting_id, "Posting of the ledger"),
    FIELD(closing_entry, posted_at, "When"),
    FIELD(closing_entry, kind, "What it was", .choices = payable_kinds, .words = "posting"),
    FIELD(closing_entry, payment_id, "Payment"),
    FIELD(closing_entry, paid_part_yen, "Of the paid part, yen"),
    FIELD(closing_entry, premium_part_yen, "Of the premium, yen"),
    FIELD(closing_entry, yen, "What it added, yen"));

/* A hold counts where its payment counted: it takes back what was added there. */
#define COUNTS_AT "IF(g.kind = 'hold', h.since_at, e.posted_at)"
#define PART_OF(which) "(SELECT CAST(COALESCE(-SUM(x.yen), 0) AS SIGNED) FROM entry x"		\
	" WHERE x.posting_id = e.posting_id AND x.chart = 4" which ")"

static const struct listing closing_entry_listing = {
	.select = "SELECT g.posting_id, e.posted_at, g.kind,"
	    " COALESCE(h.payment_id, g.ref_id) AS payment_id,"
	    PART_OF(" AND x.part = 1") " AS paid_part_yen, "
	    PART_OF(" AND x.part = 2") " AS premium_part_yen,"
	    PART_OF("") " AS yen FROM entry e JOIN posting g ON g.posting_id = e.posting_id"
	    " LEFT JOIN hold h ON g.kind IN ('hold', 'hold_release') AND h.hold_id = g.ref_id"
	    " WHERE e.chart = 4 AND e.owner_id = ? AND e.posted_at > ? AND g.kind <> 'closing'"
	    " AND " COUNTS_AT " > ? AND " COUNTS_AT " <= ?"
	    " AND e.entry_id = (SELECT MIN(y.entry_id) FROM entry y"
	    "  WHERE y.posting_id = e.posting_id AND y.chart = 4)",
	.fixed = 4,
	.filters = (const struct filter[]){ { 0 } },
	.orders = (const struct order[]){ { "newest", "e.posted_at", true },
	    { "oldest", "e.posted_at", false }, { 0 } },
	.key = "g.posting_id", .row = &closing_entry_shape, .export_name = "closingentries" };

static int
entries_of_shop(struct ctx *c, const void *input, struct arg *args)
{
	const struct closing_entries_in *in = input;
	struct closing_window w;

	if (closing_window(c, in->closing_shop_id, &w) != 0)
		return -1;
	args[0] = A(w.shop_id);
	args[1] = args[2] = A(w.after_at);
	args[3] = A(w.upto_at);
	return 0;
}

static int
get_events(struct ctx *c, const void *input, void *output)
{
	struct stream *out = output;

	(void)c;
	(void)input;
	out->topic = jobs_topic;
	return 0;
}

const struct route closing_routes[] = {
	{ GET, "/api/settlement/closings", "Closings", &right_settlement_view,
	  .in = &closings_in_shape, .list = &closing_listing },
	{ POST, "/api/settlement/closings", "Ask for the next period", &right_settlement_close,
	  ONCE, post_closing, &closing_new_in_shape, &closing_new_out_shape,
	  REASONS(&books_differ, &closing_open, &period_order, &period_not_over) },
	{ GET, "/api/settlement/closings/{closing_id}", "A closing", &right_settlement_view, 0,
	  get_closing, &closing_id_in_shape, &closing_out_shape },
	{ POST, "/api/settlement/closings/{closing_id}/confirmations",
	  "Close the period, as the second person", &right_settlement_close, ONCE,
	  post_confirmation, &closing_confirm_in_shape, NULL,
	  REASONS(&books_differ, &same_person, &closing_not_ready, &closing_changed, &closing_ended,
	      &job_running) },
	{ POST, "/api/settlement/closings/{closing_id}/cancellations", "Drop a closing",
	  &right_settlement_close, ONCE, post_cancellation, &closing_id_in_shape, NULL,
	  REASONS(&closing_ended) },
	{ GET, "/api/settlement/closing-shops", "Shops of closings", &right_settlement_view,
	  .in = &closing_shops_in_shape, .list = &closing_shop_listing },
	{ GET, "/api/settlement/closing-shops/{closing_shop_id}", "A shop of a closing",
	  &right_settlement_view, 0, get_closing_shop, &closing_shop_in_shape,
	  &closing_shop_out_shape },
	{ GET, "/api/settlement/closing-entries", "Postings behind a shop's amount",
	  &right_settlement_view, .in = &closing_entries_in_shape,
	  .list = &closing_entry_listing, .list_fixed = entries_of_shop },
	{ GET, "/api/settlement/closing-events", "Changes of closings, as events",
	  &right_settlement_view, 0, get_events, NULL, &stream_shape },
	{ 0 }
};
