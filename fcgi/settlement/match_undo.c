#include "settlement/match_undo.h"

#include "base/log.h"
#include "base/text.h"
#include "db/db.h"
#include "people/audit.h"
#include "settlement/bank_file.h"
#include "settlement/hold.h"
#include "settlement/payout.h"
#include "settlement/reconcile.h"
#include "settlement/shop_account.h"

struct undo_payout {
	int64_t bank_file_id, shop_id, shop_account_id, again_id, others_back;
	const char *state, *file_state;
	struct instant file_debited_at, debited_at;
};
SHAPE(undo_payout, "A payout whose match is to be taken back",
    FIELD(undo_payout, bank_file_id, "File"),
    FIELD(undo_payout, shop_id, "Shop"),
    FIELD(undo_payout, shop_account_id, "Where it was sent"),
    FIELD(undo_payout, again_id, "Payout that took its place, or 0"),
    FIELD(undo_payout, others_back, "Other payouts that came back from there"),
    FIELD(undo_payout, state, "State"),
    FIELD(undo_payout, file_state, "State of its file"),
    FIELD(undo_payout, file_debited_at, "When a line showed its file's debit",
        .optional = true),
    FIELD(undo_payout, debited_at, "When a line showed its own debit", .optional = true));

#define DEBITED(thing) "(SELECT MAX(l.decided_at) FROM bank_line l"				\
	" WHERE l." thing " = p." thing " AND l.state = 'matched' AND l.kind = 'debit')"
STMT(undo_payout_select, "SELECT p.bank_file_id, p.shop_id, p.shop_account_id, p.state,"
    " f.state AS file_state, COALESCE(n.payout_id, 0) AS again_id,"
    " (SELECT COUNT(*) FROM payout o WHERE o.shop_id = p.shop_id AND o.state = 'returned'"
    "  AND o.shop_account_id = p.shop_account_id AND o.payout_id <> p.payout_id)"
    " AS others_back, " DEBITED("bank_file_id") " AS file_debited_at,"
    " " DEBITED("payout_id") " AS debited_at FROM payout p"
    " JOIN bank_file f ON f.bank_file_id = p.bank_file_id"
    " LEFT JOIN payout n ON n.again_of = p.payout_id WHERE p.payout_id = ?");
STMT(undo_insert, "INSERT INTO match_undo (bank_line_id, kind, bank_file_id, payout_id, fee_yen,"
    " note, asked_by, undone_by, undone_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
STMT(payout_unpaid, "UPDATE payout SET state = 'sent', ended_at = NULL WHERE payout_id = ?");

static struct arg
or_null(int64_t id)
{
	return id != 0 ? A(id) : arg_text(NULL);
}

static bool
is_return(const struct match_undo *u)
{
	return text_same(u->kind, "return");
}

static int
read_payout(struct ctx *c, const struct match_undo *u, struct undo_payout *p)
{
	if (db_one(c, &undo_payout_select, &undo_payout_shape, p, A(u->payout_id)) != 0)
		return -1;
	if (!text_same(p->state, is_return(u) ? "returned" : "paid") || p->again_id != 0)
		return fail(c, &match_followed, NULL);
	return 0;
}

int
match_undo_ready(struct ctx *c, const struct match_undo *u)
{
	struct undo_payout p;

	return u->payout_id != 0 ? read_payout(c, u, &p) : 0;
}

/* ---- a debit that was none ---- */

static int
file_undone(struct ctx *c, const struct undo_payout *p)
{
	return text_same(p->file_state, "reconciled") ? bank_file_unreconcile(c, p->bank_file_id) :
	    0;
}

static int
undo_debit(struct ctx *c, const struct match_undo *u)
{
	struct undo_payout p;

	if (u->bank_file_id != 0)
		return payout_unpay_all(c, u->bank_file_id) != 0 ? -1 :
		    bank_file_unreconcile(c, u->bank_file_id);
	if (read_payout(c, u, &p) != 0 || db_run(c, &payout_unpaid, A(u->payout_id)) != 0)
		return -1;
	return file_undone(c, &p);
}

/* ---- a return that was none ---- */

/* Its file may count as reconciled though no line ever showed this payout's debit, for
 * all others were debited by themselves: then the file waits for it again. */
static int
undo_return(struct ctx *c, const struct match_undo *u, int64_t match_undo_id)
{
	struct unreturning r = { u->payout_id, u->fee_yen, match_undo_id, { 0 } };
	struct undo_payout p;

	if (read_payout(c, u, &p) != 0)
		return -1;
	r.paid_at = p.debited_at.ms != 0 ? p.debited_at : p.file_debited_at;
	if (payout_unreturn(c, &r) != 0 || (r.paid_at.ms == 0 && file_undone(c, &p) != 0) ||
	    (p.others_back == 0 && shop_account_trust(c, p.shop_account_id) != 0) ||
	    reconcile_tell_shop(c, u->payout_id, "payout_unreturned") != 0)
		return -1;
	event_tell(c, c->now.ms, "shop-%lld", (long long)p.shop_id);
	return 0;
}

int
match_undo(struct ctx *c, const struct match_undo *u)
{
	int64_t match_undo_id;

	must(db_in_transaction(c));
	if (settlement_gate(c) != 0 ||
	    db_run(c, &undo_insert, A(u->bank_line_id), A(u->kind), or_null(u->bank_file_id),
	        or_null(u->payout_id), A(u->fee_yen), A(u->note), A(u->asked_by),
	        A(c->actor.account_id), A(c->now)) != 0)
		return -1;
	match_undo_id = db_inserted(c);
	return is_return(u) ? undo_return(c, u, match_undo_id) : undo_debit(c, u);
}
