#include "voucher/pay.h"

#include "base/clock.h"
#include "base/crypto.h"
#include "base/log.h"
#include "base/text.h"
#include "db/db.h"
#include "ledger/posting.h"
#include "people/audit.h"
#include "settlement/hold.h"
#include "voucher/card.h"
#include "voucher/purse.h"

const struct reason payment_not_today = { 409, "payment_not_today" };
const struct reason payment_void = { 409, "payment_void" };

PUBLIC_SHAPE(payment_state, "A payment as it stands",
    FIELD(payment_state, payment_id, "Payment"),
    FIELD(payment_state, amount_yen, "Amount"),
    FIELD(payment_state, shop_name, "Shop", .max = 80),
    FIELD(payment_state, digits, "Two digits for both screens", .max = 2),
    FIELD(payment_state, state, "paid, or void when taken back",
        .choices = CHOICES("paid", "void")),
    FIELD(payment_state, means, "How it was paid",
        .choices = CHOICES("poster", "number", "code", "card")),
    FIELD(payment_state, paid_at, "When"));

struct payment_row {
	int64_t payment_id, purse_id, shop_id, amount_yen;
	struct maybe_int card_id;
	const char *paid_on;
};
SHAPE(payment_row, "A payment, locked",
    FIELD(payment_row, payment_id, "Payment"),
    FIELD(payment_row, purse_id, "Purse"),
    FIELD(payment_row, shop_id, "Shop"),
    FIELD(payment_row, amount_yen, "Amount"),
    FIELD(payment_row, card_id, "Card", .optional = true),
    FIELD(payment_row, paid_on, "Tokyo day"));

STMT(payment_insert,
    "INSERT INTO payment (purse_id, shop_id, amount_yen, means, digits, card_id, "
    "clerk_account_id, terminal_id, paid_at, paid_on) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
STMT(use_insert,
    "INSERT INTO payment_use (payment_id, lot_id, round_id, paid_yen, premium_yen) "
    "VALUES (?, ?, ?, ?, ?)");
STMT(payment_lock,
    "SELECT payment_id, purse_id, shop_id, amount_yen, card_id, paid_on FROM payment "
    "WHERE payment_id = ? AND shop_id = ? FOR UPDATE");
STMT(uses_of,
    "SELECT lot_id, round_id, paid_yen, premium_yen FROM payment_use WHERE payment_id = ? "
    "ORDER BY lot_id LIMIT 1000");
STMT(void_insert,
    "INSERT INTO payment_void (payment_id, account_id, reason, voided_at) VALUES (?, ?, ?, ?)");
STMT(state_select,
    "SELECT p.payment_id, p.amount_yen, s.name AS shop_name, p.digits, "
    "IF(v.payment_id IS NULL, 'paid', 'void') AS state, p.means, p.paid_at FROM payment p "
    "JOIN shop s ON s.shop_id = p.shop_id LEFT JOIN payment_void v ON v.payment_id = p.payment_id "
    "WHERE p.payment_id = ?");

static struct arg
or_null(int64_t id)
{
	return id != 0 ? A(id) : arg_text(NULL);
}

/* PURSE to PAYABLE, or back, for what came from one lot. */
static int
move(struct ctx *c, const struct payment *p, int64_t posting_id, const struct purse_use *use,
    bool back)
{
	struct movement m = { .posting_id = posting_id, .round_id = use->round_id,
		.part = PART_PAID, .yen = use->paid_yen,
		.from = back ? CHART_PURSE : CHART_PAYABLE,
		.to = back ? CHART_PAYABLE : CHART_PURSE,
		.from_owner = back ? p->purse_id : p->shop_id,
		.to_owner = back ? p->shop_id : p->purse_id };

	if (posting_move(c, &m) != 0)
		return -1;
	m.part = PART_PREMIUM;
	m.yen = use->premium_yen;
	return posting_move(c, &m);
}

static void
tell(struct ctx *c, const struct payment *p)
{
	event_tell(c, p->payment_id, "shop-%lld", (long long)p->shop_id);
	event_tell(c, p->payment_id, "purse-%lld", (long long)p->purse_id);
}

static int
insert(struct ctx *c, struct payment *p)
{
	p->digits = arena_text(c->arena, "%02u", random_below(100));
	if (db_run(c, &payment_insert, A(p->purse_id), A(p->shop_id), A(p->amount_yen), A(p->means),
	        A(p->digits), or_null(p->card_id), or_null(p->clerk_account_id),
	        or_null(p->terminal_id), A(c->now), A(tokyo_date(c->arena, c->now))) != 0)
		return -1;
	p->payment_id = db_inserted(c);
	return 0;
}

int
payment_make(struct ctx *c, struct payment *p)
{
	struct posting posting = { .kind = "payment" };
	const struct purse_use *use;

	must(db_in_transaction(c) && p->amount_yen > 0);
	if (p->card_id != 0 && card_spend(c, p->card_id, p->amount_yen) != 0)
		return -1;
	if (purse_take(c, p->purse_id, p->amount_yen, &p->uses, &p->left_yen) != 0 ||
	    insert(c, p) != 0)
		return -1;
	posting.ref_id = p->payment_id;
	if (posting_begin(c, &posting) != 0)
		return -1;
	use = p->uses.items;
	for (size_t i = 0; i < p->uses.count; i++)
		if (db_run(c, &use_insert, A(p->payment_id), A(use[i].lot_id), A(use[i].round_id),
		        A(use[i].paid_yen), A(use[i].premium_yen)) != 0 ||
		    move(c, p, posting.posting_id, &use[i], false) != 0)
			return -1;
	tell(c, p);
	return 0;
}

/* The void row first: its key makes a second void of the same payment fail
 * before any yen moves. */
static int
mark_void(struct ctx *c, const struct payment_row *row, const char *reason)
{
	if (!text_same(row->paid_on, tokyo_date(c->arena, c->now)))
		return fail(c, &payment_not_today, NULL);
	if (db_run(c, &void_insert, A(row->payment_id), A(c->actor.account_id), A(reason),
	        A(c->now)) == 0)
		return 0;
	return db_duplicate(c) != NULL ? fail(c, &payment_void, NULL) : -1;
}

int
payment_take_back(struct ctx *c, struct payment_undo *u)
{
	struct posting posting = { .kind = "payment_void", .ref_id = u->payment_id };
	struct payment_row row;
	struct payment p;
	const struct purse_use *use;

	must(db_in_transaction(c));
	if (db_one(c, &payment_lock, &payment_row_shape, &row, A(u->payment_id),
	        A(c->actor.shop_id)) != 0 ||
	    hold_refuse_payment(c, u->payment_id) != 0 || mark_void(c, &row, u->reason) != 0)
		return -1;
	p = (struct payment){ .payment_id = row.payment_id, .purse_id = row.purse_id,
		.shop_id = row.shop_id, .amount_yen = row.amount_yen };
	if (row.card_id.is == IS_PRESENT &&
	    card_spend_back(c, row.card_id.number, p.amount_yen) != 0)
		return -1;
	if (db_list(c, &uses_of, &purse_use_shape, &p.uses, A(u->payment_id)) != 0 ||
	    purse_give_back(c, &p.uses) != 0 || posting_begin(c, &posting) != 0)
		return -1;
	use = p.uses.items;
	for (size_t i = 0; i < p.uses.count; i++)
		if (move(c, &p, posting.posting_id, &use[i], true) != 0)
			return -1;
	u->amount_yen = p.amount_yen;
	tell(c, &p);
	return audit_write(c,
	    &(struct audit){ "payment.void", "payment", p.payment_id, u->reason });
}

int
payment_read(struct ctx *c, int64_t payment_id, struct payment_state *out)
{
	return db_one(c, &state_select, &payment_state_shape, out, A(payment_id));
}
