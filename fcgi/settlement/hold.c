#include "settlement/hold.h"

#include "base/log.h"
#include "base/text.h"
#include "db/db.h"
#include "ledger/posting.h"
#include "people/audit.h"
#include "settlement/payable.h"

const struct reason already_held = { 409, "already_held" };
const struct reason payment_in_payout = { 409, "payment_in_payout" };
const struct reason payment_gone = { 409, "payment_gone" };
const char *const hold_reasons[] = { "irregular", "inquiry", "shop_asked", "bank_line", "returned",
	NULL };

struct gate_row { int64_t gate; };
SHAPE(gate_row, "The gate", FIELD(gate_row, gate, "Always 1"));
struct taken_row { int64_t closing_shop_id; const char *state; };
SHAPE(taken_row, "The closing that takes a payment",
    FIELD(taken_row, closing_shop_id, "Shop of the closing"),
    FIELD(taken_row, state, "State of the closing"));

STMT(gate_lock, "SELECT settlement_gate_id AS gate FROM settlement_gate"
    " WHERE settlement_gate_id = 1 FOR UPDATE");
/* The first closing that ended at or after the payment, unless the payment was held and
 * given back since: then it is in the first closing that ended after that. */
STMT(taken_by, "SELECT s.closing_shop_id, k.state FROM closing k"
    " JOIN closing_shop s ON s.closing_id = k.closing_id"
    " WHERE s.shop_id = ? AND k.state <> 'cancelled' AND k.upto_at >= GREATEST(?,"
    "  COALESCE((SELECT MAX(h.decided_at) FROM hold h WHERE h.payment_id = ?"
    "   AND h.state = 'released'), ?))"
    " ORDER BY k.upto_at LIMIT 1");
STMT(hold_insert, "INSERT INTO hold (shop_id, payment_id, reason, note, flag_id, state, yen,"
    " paid_at, held_by, held_at) VALUES (?, ?, ?, ?, ?, 'held', ?, ?, ?, ?)");
STMT(hold_line_insert, "INSERT INTO hold_line (hold_id, round_id, part, yen) VALUES (?, ?, ?, ?)");
STMT(line_less, "UPDATE closing_line SET yen = yen - ? WHERE closing_shop_id = ? AND round_id = ?"
    " AND part = ?");
STMT(shop_less, "UPDATE closing_shop SET yen = yen - ?, held_yen = held_yen + ?"
    " WHERE closing_shop_id = ?");
STMT(closing_less, "UPDATE closing k JOIN closing_shop s ON s.closing_id = k.closing_id"
    " SET k.yen = k.yen - ? WHERE s.closing_shop_id = ?");

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

static int
insert(struct ctx *c, struct hold *h, struct instant paid_at)
{
	if (db_run(c, &hold_insert, A(h->shop_id), or_null(h->payment_id), A(h->reason),
	        A(h->note), or_null(h->flag_id), A(h->yen), A(paid_at), A(c->actor.account_id),
	        A(c->now)) != 0)
		return db_duplicate(c) != NULL ? fail(c, &already_held, "payment_id") : -1;
	h->hold_id = db_inserted(c);
	return audit_write(c, &(struct audit){ "hold.make", "hold", h->hold_id, h->note });
}

/* A closing that may be looked at already shows what it will take. */
static int
take_from_closing(struct ctx *c, const struct payable *p, int64_t closing_shop_id)
{
	const struct payable_line *line = p->lines.items;

	for (size_t i = 0; i < p->lines.count; i++)
		if (db_run(c, &line_less, A(line[i].yen), A(closing_shop_id), A(line[i].round_id),
		        A(line[i].part)) != 0)
			return -1;
	return db_run(c, &shop_less, A(p->yen), A(p->yen), A(closing_shop_id)) != 0 ||
	        db_run(c, &closing_less, A(p->yen), A(closing_shop_id)) != 0 ?
	    -1 : 0;
}

static int
move_to_held(struct ctx *c, const struct hold *h, const struct payable *p)
{
	struct posting posting = { .kind = "hold", .ref_id = h->hold_id };
	const struct payable_line *line = p->lines.items;

	if (posting_begin(c, &posting) != 0)
		return -1;
	for (size_t i = 0; i < p->lines.count; i++) {
		struct movement m = { posting.posting_id, line[i].round_id,
			(enum part)line[i].part, CHART_HELD, CHART_PAYABLE, p->shop_id,
			p->shop_id, line[i].yen };

		if (db_run(c, &hold_line_insert, A(h->hold_id), A(line[i].round_id),
		        A(line[i].part), A(line[i].yen)) != 0 ||
		    posting_move(c, &m) != 0)
			return -1;
	}
	return 0;
}

static int
hold_payment(struct ctx *c, struct hold *h)
{
	struct payable p;
	struct taken_row taken;
	bool is_taken;

	if (payables()->read(c, h->payment_id, &p) != 0)
		return -1;
	if (p.is_void)
		return fail(c, &payment_gone, "payment_id");
	h->shop_id = p.shop_id;
	h->yen = p.yen;
	if (db_maybe(c, &is_taken, &taken_by, &taken_row_shape, &taken, A(p.shop_id), A(p.paid_at),
	        A(h->payment_id), A(p.paid_at)) != 0)
		return -1;
	if (is_taken && !text_same(taken.state, "ready"))
		return fail(c, &payment_in_payout, "payment_id");
	if (insert(c, h, p.paid_at) != 0 || move_to_held(c, h, &p) != 0)
		return -1;
	return is_taken ? take_from_closing(c, &p, taken.closing_shop_id) : 0;
}

int
hold_make(struct ctx *c, struct hold *h)
{
	if (settlement_gate(c) != 0)
		return -1;
	return h->payment_id != 0 ? hold_payment(c, h) : insert(c, h, (struct instant){ 0 });
}
