#include "settlement/hold.h"

#include "base/log.h"
#include "base/text.h"
#include "db/db.h"
#include "ledger/posting.h"
#include "people/account.h"
#include "people/audit.h"
#include "settlement/payable.h"

const struct reason already_held = { 409, "already_held" };
const struct reason payment_in_payout = { 409, "payment_in_payout" };
const struct reason payment_gone = { 409, "payment_gone" };
const struct reason hold_ended = { 409, "hold_ended" };
const struct reason hold_asked = { 409, "hold_asked" };
const struct reason hold_not_asked = { 409, "hold_not_asked" };
const struct reason hold_of_shop = { 409, "hold_of_shop" };
const struct reason payment_held = { 409, "payment_held" };
const char *const hold_reasons[] = { "irregular", "inquiry", "shop_asked", "bank_line", "returned",
	NULL };
const char *const hold_states[] = { "held", "released", "refused", NULL };

struct gate_row { int64_t gate; };
SHAPE(gate_row, "The gate", FIELD(gate_row, gate, "Always 1"));
struct since_row { struct instant released_at; };
SHAPE(since_row, "When a payment was last released",
    FIELD(since_row, released_at, "0: never", .optional = true));
struct taken_row { int64_t closing_shop_id; const char *state; };
SHAPE(taken_row, "The closing that takes a payment",
    FIELD(taken_row, closing_shop_id, "Shop of the closing, 0: not added up yet"),
    FIELD(taken_row, state, "State of the closing"));
struct due_row { int64_t payout_id, yen; };
SHAPE(due_row, "A payout in no file",
    FIELD(due_row, payout_id, "Payout"),
    FIELD(due_row, yen, "Amount"));
struct hold_row {
	int64_t hold_id, shop_id, payment_id;
	const char *state, *asked_state;
	int64_t asked_by;
};
SHAPE(hold_row, "A hold, locked",
    FIELD(hold_row, hold_id, "Hold"),
    FIELD(hold_row, shop_id, "Shop"),
    FIELD(hold_row, payment_id, "Payment, 0: the shop"),
    FIELD(hold_row, state, "How it stands"),
    FIELD(hold_row, asked_state, "What was asked for", .optional = true),
    FIELD(hold_row, asked_by, "Who asked, 0: nobody"));
SHAPE(payable_line, "What a held payment consists of",
    FIELD(payable_line, round_id, "Round"),
    FIELD(payable_line, part, "1 paid by the buyer, 2 premium"),
    FIELD(payable_line, yen, "Amount"));

STMT(gate_lock, "SELECT settlement_gate_id AS gate FROM settlement_gate"
    " WHERE settlement_gate_id = 1 FOR UPDATE");
STMT(last_release, "SELECT MAX(decided_at) AS released_at FROM hold"
    " WHERE shop_id = ? AND state = 'released' AND payment_id = ?");
/* The first closing that ended at or after the yen became payable. */
STMT(taken_by, "SELECT COALESCE(s.closing_shop_id, 0) AS closing_shop_id, k.state FROM closing k"
    " LEFT JOIN closing_shop s ON s.closing_id = k.closing_id AND s.shop_id = ?"
    " WHERE k.state <> 'cancelled' AND k.upto_at >= ? ORDER BY k.upto_at LIMIT 1");
STMT(payout_due_lock, "SELECT payout_id, yen FROM payout WHERE closing_shop_id = ?"
    " AND state = 'due' FOR UPDATE");
STMT(hold_insert, "INSERT INTO hold (shop_id, payment_id, reason, note, flag_id, state, yen,"
    " paid_at, held_by, held_at, since_at, payout_id)"
    " VALUES (?, ?, ?, ?, ?, 'held', ?, ?, ?, ?, ?, ?)");
STMT(hold_line_insert, "INSERT INTO hold_line (hold_id, round_id, part, yen) VALUES (?, ?, ?, ?)");
STMT(line_less, "UPDATE closing_line SET yen = yen - ? WHERE closing_shop_id = ? AND round_id = ?"
    " AND part = ?");
STMT(shop_less, "UPDATE closing_shop SET yen = yen - ?, held_yen = held_yen + ?"
    " WHERE closing_shop_id = ?");
STMT(closing_less, "UPDATE closing k JOIN closing_shop s ON s.closing_id = k.closing_id"
    " SET k.yen = k.yen - ?, k.shops = k.shops - IF(s.yen = 0, 1, 0)"
    " WHERE s.closing_shop_id = ?");
STMT(payout_line_less, "UPDATE payout_line SET yen = yen - ? WHERE payout_id = ? AND round_id = ?"
    " AND part = ? AND yen >= ?");
STMT(payout_less, "UPDATE payout SET yen = yen - ? WHERE payout_id = ? AND state = 'due'");
STMT(shop_hold, "SELECT hold_id FROM hold WHERE shop_id = ? AND state = 'held'"
    " AND payment_id IS NULL LIMIT 1");
STMT(shop_hold_same, "SELECT hold_id FROM hold WHERE shop_id = ? AND state = 'held'"
    " AND payment_id IS NULL AND reason = ? LIMIT 1");
STMT(payment_hold, "SELECT open_payment FROM hold WHERE open_payment = ?");
STMT(hold_select_lock, "SELECT hold_id, shop_id, COALESCE(payment_id, 0) AS payment_id, state,"
    " asked_state, COALESCE(asked_by, 0) AS asked_by FROM hold WHERE hold_id = ? FOR UPDATE");
STMT(hold_lines, "SELECT round_id, part, yen FROM hold_line WHERE hold_id = ?"
    " ORDER BY round_id, part LIMIT 1000");
STMT(hold_ask_it, "UPDATE hold SET asked_state = ?, asked_note = ?, asked_by = ?, asked_at = ?"
    " WHERE hold_id = ?");
STMT(hold_decide_it, "UPDATE hold SET state = asked_state, decided_by = ?, decided_at = ?"
    " WHERE hold_id = ?");

/* Whether there is a row at all. */
static const struct field no_fields[] = { { 0 } };
static const struct shape any_hold = { "any_hold", "Any row", 1, no_fields };

int
settlement_gate(struct ctx *c)
{
	struct gate_row row;

	must(db_in_transaction(c));
	return db_one(c, &gate_lock, &gate_row_shape, &row);
}

static struct arg
or_null(int64_t id)
{
	return id != 0 ? A(id) : arg_text(NULL);
}

/* What holding a payment comes from and goes to. */
struct holding {
	struct hold *hold;
	struct payable payable;
	struct instant since_at;
	int64_t closing_shop_id;	/* of a closing that may be looked at; 0: none */
	int64_t payout_id;		/* closed: the payout it leaves; 0: still payable */
};

static int
insert(struct ctx *c, const struct holding *g)
{
	struct hold *h = g->hold;

	if (db_run(c, &hold_insert, A(h->shop_id), or_null(h->payment_id), A(h->reason),
	        A(h->note), or_null(h->flag_id), A(h->yen), A(g->payable.paid_at),
	        A(c->actor.account_id), A(c->now), A(g->since_at), or_null(g->payout_id)) != 0)
		return db_duplicate(c) != NULL ? fail(c, &already_held, "payment_id") : -1;
	h->hold_id = db_inserted(c);
	return audit_write(c, &(struct audit){ "hold.make", "hold", h->hold_id, h->note });
}

/* A closing that may be looked at already shows what it will take. */
static int
take_from_closing(struct ctx *c, const struct holding *g)
{
	const struct payable *p = &g->payable;
	const struct payable_line *line = p->lines.items;
	int64_t id = g->closing_shop_id;

	for (size_t i = 0; i < p->lines.count; i++)
		if (db_run(c, &line_less, A(line[i].yen), A(id), A(line[i].round_id),
		        A(line[i].part)) != 0)
			return -1;
	return db_run(c, &shop_less, A(p->yen), A(p->yen), A(id)) != 0 ||
	        db_run(c, &closing_less, A(p->yen), A(id)) != 0 ?
	    -1 : 0;
}

/* A line that is not there, or too small: this payout never held the payment. */
static int
take_from_payout(struct ctx *c, const struct holding *g)
{
	const struct payable *p = &g->payable;
	const struct payable_line *line = p->lines.items;

	for (size_t i = 0; i < p->lines.count; i++) {
		if (db_run(c, &payout_line_less, A(line[i].yen), A(g->payout_id),
		        A(line[i].round_id), A(line[i].part), A(line[i].yen)) != 0)
			return -1;
		if (db_changed(c) == 0)
			return fail(c, &payment_in_payout, "payment_id");
	}
	return db_run(c, &payout_less, A(p->yen), A(g->payout_id));
}

static int
move_to_held(struct ctx *c, const struct holding *g)
{
	struct posting posting = { .kind = "hold", .ref_id = g->hold->hold_id };
	const struct payable *p = &g->payable;
	const struct payable_line *line = p->lines.items;

	if (posting_begin(c, &posting) != 0)
		return -1;
	for (size_t i = 0; i < p->lines.count; i++) {
		struct movement m = { posting.posting_id, line[i].round_id,
			(enum part)line[i].part, CHART_HELD,
			g->payout_id != 0 ? CHART_DUE : CHART_PAYABLE, p->shop_id, p->shop_id,
			line[i].yen };

		if (db_run(c, &hold_line_insert, A(g->hold->hold_id), A(line[i].round_id),
		        A(line[i].part), A(line[i].yen)) != 0 ||
		    posting_move(c, &m) != 0)
			return -1;
	}
	return 0;
}

/* A payout that would be nothing but this payment stays: hold the shop instead. */
static int
find_payout(struct ctx *c, struct holding *g, int64_t closing_shop_id)
{
	struct due_row due;
	bool found;

	if (db_maybe(c, &found, &payout_due_lock, &due_row_shape, &due, A(closing_shop_id)) != 0)
		return -1;
	if (!found || due.yen <= g->payable.yen)
		return fail(c, &payment_in_payout, "payment_id");
	g->payout_id = due.payout_id;
	return 0;
}

/* While a closing is added up a hold goes on: it is looked at again before it is ready.
 * Between the second person's word and the posting it does not. */
static int
find_place(struct ctx *c, struct holding *g)
{
	struct taken_row taken;
	bool is_taken;

	if (db_maybe(c, &is_taken, &taken_by, &taken_row_shape, &taken, A(g->payable.shop_id),
	        A(g->since_at)) != 0)
		return -1;
	if (!is_taken || text_same(taken.state, "building"))
		return 0;
	if (text_same(taken.state, "posting"))
		return fail(c, &payment_in_payout, "payment_id");
	if (text_same(taken.state, "closed"))
		return find_payout(c, g, taken.closing_shop_id);
	g->closing_shop_id = taken.closing_shop_id;
	return 0;
}

/* The payment is locked first: who takes it back comes before or after. */
static int
find_payment(struct ctx *c, struct holding *g)
{
	struct hold *h = g->hold;
	struct since_row since;
	bool is_held;
	char nothing;

	if (payables()->read(c, h->payment_id, &g->payable) != 0)
		return -1;
	if (g->payable.is_void)
		return fail(c, &payment_gone, "payment_id");
	if (db_maybe(c, &is_held, &payment_hold, &any_hold, &nothing, A(h->payment_id)) != 0 ||
	    db_one(c, &last_release, &since_row_shape, &since, A(g->payable.shop_id),
	        A(h->payment_id)) != 0)
		return -1;
	if (is_held)
		return fail(c, &already_held, "payment_id");
	h->shop_id = g->payable.shop_id;
	h->yen = g->payable.yen;
	g->since_at = since.released_at.ms > 0 ? since.released_at : g->payable.paid_at;
	return find_place(c, g);
}

static int
hold_payment(struct ctx *c, struct holding *g)
{
	if (find_payment(c, g) != 0 || insert(c, g) != 0 || move_to_held(c, g) != 0)
		return -1;
	if (g->payout_id != 0)
		return take_from_payout(c, g);
	return g->closing_shop_id != 0 ? take_from_closing(c, g) : 0;
}

static int
hold_shop(struct ctx *c, struct holding *g)
{
	bool is_held;
	char nothing;

	if (db_maybe(c, &is_held, &shop_hold_same, &any_hold, &nothing, A(g->hold->shop_id),
	        A(g->hold->reason)) != 0)
		return -1;
	return is_held ? fail(c, &already_held, "shop_id") : insert(c, g);
}

int
hold_make(struct ctx *c, struct hold *h)
{
	struct holding g = { .hold = h };

	if (settlement_gate(c) != 0)
		return -1;
	return h->payment_id != 0 ? hold_payment(c, &g) : hold_shop(c, &g);
}

int
hold_shop_is(struct ctx *c, int64_t shop_id, bool *is_held)
{
	char nothing;

	return db_maybe(c, is_held, &shop_hold, &any_hold, &nothing, A(shop_id));
}

int
hold_refuse_payment(struct ctx *c, int64_t payment_id)
{
	bool is_held;
	char nothing;

	if (db_maybe(c, &is_held, &payment_hold, &any_hold, &nothing, A(payment_id)) != 0)
		return -1;
	return is_held ? fail(c, &payment_held, NULL) : 0;
}

/* ---- release and refusal ---- */

static int
lock(struct ctx *c, int64_t hold_id, struct hold_row *out)
{
	if (settlement_gate(c) != 0 ||
	    db_one(c, &hold_select_lock, &hold_row_shape, out, A(hold_id)) != 0)
		return -1;
	return text_same(out->state, "held") ? 0 : fail(c, &hold_ended, NULL);
}

int
hold_ask(struct ctx *c, int64_t hold_id, const char *state, const char *note)
{
	struct hold_row row;

	if (lock(c, hold_id, &row) != 0)
		return -1;
	if (row.asked_state != NULL)
		return fail(c, &hold_asked, NULL);
	if (row.payment_id == 0 && text_same(state, "refused"))
		return fail(c, &hold_of_shop, "state");
	if (db_run(c, &hold_ask_it, A(state), A(note), A(c->actor.account_id), A(c->now),
	        A(hold_id)) != 0)
		return -1;
	return audit_write(c, &(struct audit){ text_same(state, "refused") ? "hold.ask_refuse" :
	    "hold.ask_release", "hold", hold_id, note });
}

/* HELD to PAYABLE: the next closing takes it.  HELD to REFUSED: none ever does. */
static int
move_out(struct ctx *c, const struct hold_row *row)
{
	bool refused = text_same(row->asked_state, "refused");
	struct posting posting = { refused ? "hold_refuse" : "hold_release", row->hold_id, 0 };
	const struct payable_line *line;
	struct list lines;

	if (db_list(c, &hold_lines, &payable_line_shape, &lines, A(row->hold_id)) != 0 ||
	    posting_begin(c, &posting) != 0)
		return -1;
	line = lines.items;
	for (size_t i = 0; i < lines.count; i++) {
		struct movement m = { posting.posting_id, line[i].round_id,
			(enum part)line[i].part, refused ? CHART_REFUSED : CHART_PAYABLE,
			CHART_HELD, row->shop_id, row->shop_id, line[i].yen };

		if (posting_move(c, &m) != 0)
			return -1;
	}
	return 0;
}

int
hold_decide(struct ctx *c, int64_t hold_id, bool is_approved)
{
	struct hold_row row;

	if (lock(c, hold_id, &row) != 0)
		return -1;
	if (row.asked_state == NULL)
		return fail(c, &hold_not_asked, NULL);
	if (!is_approved) {
		if (db_run(c, &hold_ask_it, A((const char *)NULL), A((const char *)NULL),
		        arg_text(NULL), arg_text(NULL), A(hold_id)) != 0)
			return -1;
		return audit_write(c, &(struct audit){ "hold.keep", "hold", hold_id, NULL });
	}
	if (four_eyes(c, row.asked_by) != 0 ||
	    (row.payment_id != 0 && move_out(c, &row) != 0) ||
	    db_run(c, &hold_decide_it, A(c->actor.account_id), A(c->now), A(hold_id)) != 0)
		return -1;
	return audit_write(c, &(struct audit){ text_same(row.asked_state, "refused") ?
	    "hold.refuse" : "hold.release", "hold", hold_id, NULL });
}
