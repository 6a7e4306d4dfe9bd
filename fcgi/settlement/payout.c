#include "settlement/payout.h"

#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "db/db.h"
#include "ledger/balance.h"
#include "ledger/posting.h"
#include "people/audit.h"
#include "settlement/hold.h"
#include "settlement/payable.h"

const struct reason payout_not_due = { 409, "payout_not_due" };
const struct reason payout_not_sent = { 409, "payout_not_sent" };
const struct reason account_unchanged = { 409, "account_unchanged" };
const struct reason paid_again = { 409, "paid_again" };
const struct reason match_followed = { 409, "match_followed" };

enum { MOVES_A_STATEMENT = 500, MOVES_MAX = 1000000 };

const char *const payout_states[] = { "due", "in_file", "sent", "paid", "returned", NULL };
const char *const payout_whys[] = { "none", "shop_held", "bank_line", "no_account", NULL };

PUBLIC_SHAPE(payout_choice, "A payout that is due",
    FIELD(payout_choice, payout_id, "Payout"),
    FIELD(payout_choice, shop_id, "Shop"),
    FIELD(payout_choice, shop_no, "Its number", .max = 6),
    FIELD(payout_choice, shop_name, "Its name", .max = 80),
    FIELD(payout_choice, yen, "Amount"),
    FIELD(payout_choice, pay_on, "Business day it is meant for", .format = &format_date),
    FIELD(payout_choice, shop_account_id, "Confirmed account; 0: none"),
    FIELD(payout_choice, why, "Why it is left out, or none", .choices = payout_whys,
        .words = "payout_why"));
SHAPE(payout_in_file, "A payout of a file",
    FIELD(payout_in_file, payout_id, "Payout"),
    FIELD(payout_in_file, shop_id, "Shop"),
    FIELD(payout_in_file, yen, "Amount"),
    FIELD(payout_in_file, shop_account_id, "Account"),
    FIELD(payout_in_file, shop_no, "Number of the shop"),
    FIELD(payout_in_file, bank_code, "Bank"),
    FIELD(payout_in_file, branch_code, "Branch"),
    FIELD(payout_in_file, bank_kana, "Reading of the bank"),
    FIELD(payout_in_file, branch_kana, "Reading of the branch"),
    FIELD(payout_in_file, kind, "Kind of account"),
    FIELD(payout_in_file, may_be_paid, "Nothing speaks against it now"));
PUBLIC_SHAPE(payout, "What a shop is paid for one closing",
    FIELD(payout, payout_id, "Payout"),
    FIELD(payout, shop_id, "Shop"),
    FIELD(payout, closing_shop_id, "Shop of the closing"),
    FIELD(payout, shop_no, "Number of the shop", .max = 6),
    FIELD(payout, shop_name, "Name of the shop", .max = 80),
    FIELD(payout, from_on, "First day of the period", .format = &format_date),
    FIELD(payout, to_on, "Last day of the period", .format = &format_date),
    FIELD(payout, pay_on, "Business day of the payout", .format = &format_date),
    FIELD(payout, state, "How it stands", .choices = payout_states, .words = "payout_state"),
    FIELD(payout, yen, "Amount"),
    FIELD(payout, bank_name, "Bank it goes to", .max = 60, .optional = true),
    FIELD(payout, last_digits, "Last digits of the account", .max = 3, .optional = true),
    FIELD(payout, bank_file_id, "File it is in; 0: none"),
    FIELD(payout, again_of, "Returned payout this one replaces; 0: none"),
    FIELD(payout, again_id, "Payout that replaces it; 0: none"),
    FIELD(payout, made_at, "When it was closed"),
    FIELD(payout, sent_at, "When it was handed to the bank", .optional = true),
    FIELD(payout, ended_at, "When it was paid or came back", .optional = true));
PUBLIC_SHAPE(payout_part, "What a payout consists of",
    FIELD(payout_part, round_id, "Round"),
    FIELD(payout_part, round_name, "Campaign and round", .max = 200, .optional = true),
    FIELD(payout_part, part, "1 paid by the buyer, 2 premium"),
    FIELD(payout_part, yen, "Amount"));

STMT(payouts_insert, "INSERT INTO payout (closing_shop_id, shop_id, yen, pay_on, state, made_at)"
    " SELECT s.closing_shop_id, s.shop_id, s.yen, k.pay_on, 'due', ? FROM closing_shop s"
    " JOIN closing k ON k.closing_id = s.closing_id WHERE s.closing_id = ? AND s.yen > 0"
    " ORDER BY s.closing_shop_id");
STMT(lines_insert, "INSERT INTO payout_line (payout_id, round_id, part, yen)"
    " SELECT p.payout_id, l.round_id, l.part, l.yen FROM closing_shop s"
    " JOIN payout p ON p.closing_shop_id = s.closing_shop_id"
    " JOIN closing_line l ON l.closing_shop_id = s.closing_shop_id"
    " WHERE s.closing_id = ? AND l.yen > 0");

#define HELD(p) "EXISTS (SELECT 1 FROM hold o WHERE o.shop_id = " p ".shop_id"			\
	" AND o.payment_id IS NULL AND o.state = 'held')"
#define LINE_OPEN(p) "EXISTS (SELECT 1 FROM bank_line l WHERE l.shop_id = " p ".shop_id"	\
	" AND l.state = 'open')"
STMT(choices, "SELECT p.payout_id, p.shop_id, h.shop_no, h.name AS shop_name, p.yen, p.pay_on,"
    " COALESCE(a.shop_account_id, 0) AS shop_account_id,"
    " CASE WHEN " HELD("p") " THEN 'shop_held' WHEN " LINE_OPEN("p") " THEN 'bank_line'"
    " WHEN a.shop_account_id IS NULL THEN 'no_account' ELSE 'none' END AS why"
    " FROM payout p JOIN shop h ON h.shop_id = p.shop_id"
    " LEFT JOIN shop_account a ON a.confirmed_shop = p.shop_id"
    " WHERE p.state = 'due' AND p.pay_on <= ? ORDER BY p.payout_id LIMIT 100000");
#define IN_FILE "SELECT p.payout_id, p.shop_id, p.yen, a.shop_account_id, h.shop_no,"		\
	" a.bank_code, a.branch_code, COALESCE(b.kana, '') AS bank_kana,"			\
	" COALESCE(r.kana, '') AS branch_kana, a.kind, a.state = 'confirmed' AND NOT "		\
	HELD("p") " AND NOT " LINE_OPEN("p") " AS may_be_paid"					\
	" FROM payout p JOIN shop h ON h.shop_id = p.shop_id"
#define ITS_BANK " LEFT JOIN bank b ON b.bank_code = a.bank_code"				\
	" LEFT JOIN bank_branch r ON r.bank_code = a.bank_code"					\
	"  AND r.branch_code = a.branch_code"
STMT(of_file, IN_FILE " JOIN shop_account a ON a.shop_account_id = p.shop_account_id" ITS_BANK
    " WHERE p.bank_file_id = ? ORDER BY p.payout_id LIMIT 100000");
STMT(of_day, IN_FILE " JOIN shop_account a ON a.confirmed_shop = p.shop_id" ITS_BANK
    " WHERE p.state = 'due' AND p.pay_on <= ? AND NOT " HELD("p") " AND NOT " LINE_OPEN("p")
    " ORDER BY p.payout_id LIMIT 100000");
STMT(put, "UPDATE payout SET state = 'in_file', bank_file_id = ?, shop_account_id = ?"
    " WHERE payout_id = ? AND state = 'due' AND yen = ?");
STMT(take_out, "UPDATE payout SET state = 'due', bank_file_id = NULL, shop_account_id = NULL"
    " WHERE bank_file_id = ? AND state = 'in_file'");
STMT(pay_all, "UPDATE payout SET state = 'paid', ended_at = ? WHERE bank_file_id = ?"
    " AND state = 'sent'");
STMT(unpay_all, "UPDATE payout SET state = 'sent', ended_at = NULL WHERE bank_file_id = ?"
    " AND state = 'paid'");
STMT(send_file, "UPDATE payout SET state = 'sent', sent_at = ? WHERE bank_file_id = ?"
    " AND state = 'in_file'");
STMT(file_lines, "SELECT p.payout_id, p.shop_id, l.round_id, l.part, l.yen FROM payout p"
    " JOIN payout_line l ON l.payout_id = p.payout_id WHERE p.bank_file_id = ? AND l.yen > 0"
    " ORDER BY p.payout_id, l.round_id, l.part LIMIT 1000000");
STMT(unreturn_one, "UPDATE payout SET state = ?, ended_at = ? WHERE payout_id = ?"
    " AND state = 'returned'");
STMT(last_unreturn, "SELECT MAX(match_undo_id) AS match_undo_id FROM match_undo"
    " WHERE payout_id = ? AND kind = 'return'");
STMT(return_one, "UPDATE payout SET state = 'returned', ended_at = ? WHERE payout_id = ?"
    " AND state IN ('sent', 'paid')");
STMT(again_insert, "INSERT INTO payout (closing_shop_id, shop_id, yen, pay_on, state, again_of,"
    " made_at) SELECT closing_shop_id, shop_id, yen, ?, 'due', payout_id, ? FROM payout"
    " WHERE payout_id = ? AND state = 'returned'");
STMT(again_lines, "INSERT INTO payout_line (payout_id, round_id, part, yen)"
    " SELECT ?, round_id, part, yen FROM payout_line WHERE payout_id = ?");
STMT(payout_select, PAYOUT_ROW " WHERE p.payout_id = ?");
STMT(parts_select, "SELECT round_id, NULL AS round_name, part, yen FROM payout_line"
    " WHERE payout_id = ? AND yen > 0 ORDER BY round_id, part LIMIT 1000");

struct file_line { int64_t payout_id, shop_id, round_id, part, yen; };
SHAPE(file_line, "A line of a payout of a file",
    FIELD(file_line, payout_id, "Payout"),
    FIELD(file_line, shop_id, "Shop"),
    FIELD(file_line, round_id, "Round"),
    FIELD(file_line, part, "1 paid by the buyer, 2 premium"),
    FIELD(file_line, yen, "Amount"));
struct unreturned { int64_t match_undo_id; };
SHAPE(unreturned, "When a return was last taken back",
    FIELD(unreturned, match_undo_id, "0: never", .optional = true));

struct account_now { int64_t shop_id, was_id, is_id; };
SHAPE(account_now, "The account a payout went to and the one of now",
    FIELD(account_now, shop_id, "Shop"),
    FIELD(account_now, was_id, "Account then"),
    FIELD(account_now, is_id, "Account now; 0: none"));
STMT(accounts_of, "SELECT p.shop_id, p.shop_account_id AS was_id,"
    " COALESCE(a.shop_account_id, 0) AS is_id FROM payout p"
    " LEFT JOIN shop_account a ON a.confirmed_shop = p.shop_id"
    " WHERE p.payout_id = ? AND p.state = 'returned'");

int
payout_make_all(struct ctx *c, int64_t closing_id)
{
	must(db_in_transaction(c));
	return db_run(c, &payouts_insert, A(c->now), A(closing_id)) != 0 ||
	        db_run(c, &lines_insert, A(closing_id)) != 0 ?
	    -1 : 0;
}

int
payout_choose(struct ctx *c, const char *pay_on, struct list *out)
{
	return db_list(c, &choices, &payout_choice_shape, out, A(pay_on));
}

int
payout_list_file(struct ctx *c, int64_t bank_file_id, struct list *payouts)
{
	return db_list(c, &of_file, &payout_in_file_shape, payouts, A(bank_file_id));
}

int
payout_list_due(struct ctx *c, const char *pay_on, struct list *payouts)
{
	return db_list(c, &of_day, &payout_in_file_shape, payouts, A(pay_on));
}

int
payout_put(struct ctx *c, const struct payout_in_file *p, int64_t bank_file_id)
{
	must(db_in_transaction(c));
	if (db_run(c, &put, A(bank_file_id), A(p->shop_account_id), A(p->payout_id),
	        A(p->yen)) != 0)
		return -1;
	return db_changed(c) == 1 ? 0 : fail(c, &payout_not_due, NULL);
}

int
payout_take_out_all(struct ctx *c, int64_t bank_file_id)
{
	must(db_in_transaction(c));
	return db_run(c, &take_out, A(bank_file_id));
}

/* ---- the ledger ---- */

static struct ref_movement
sent(const struct file_line *l)
{
	return (struct ref_movement){ l->payout_id, { 0, l->round_id, (enum part)l->part,
		CHART_PAID_OUT, CHART_DUE, l->shop_id, l->shop_id, l->yen } };
}

/* Some hundred at a time; a payout is never cut apart, for it has one posting. */
static int
post_sent(struct ctx *c, const struct list *lines)
{
	const struct file_line *line = lines->items;
	struct ref_movement *moves = arena_alloc(c->arena, (lines->count + 1) * sizeof *moves);
	size_t from = 0;

	for (size_t i = 0; i < lines->count; i++) {
		moves[i] = sent(&line[i]);
		if (i - from < MOVES_A_STATEMENT || line[i].payout_id == line[i - 1].payout_id)
			continue;
		if (posting_many(c, "payout", moves + from, i - from) != 0)
			return -1;
		from = i;
	}
	return posting_many(c, "payout", moves + from, lines->count - from);
}

int
payout_send_all(struct ctx *c, int64_t bank_file_id, int64_t payouts)
{
	struct list lines;

	must(db_in_transaction(c));
	if (db_run(c, &send_file, A(c->now), A(bank_file_id)) != 0)
		return -1;
	if (db_changed(c) != payouts)
		return fail(c, &payout_not_due, NULL);
	if (db_list(c, &file_lines, &file_line_shape, &lines, A(bank_file_id)) != 0)
		return -1;
	if (lines.count == MOVES_MAX)
		return fail_internal(c, "file %lld has too many lines", (long long)bank_file_id);
	return post_sent(c, &lines);
}

int
payout_pay_all(struct ctx *c, int64_t bank_file_id)
{
	must(db_in_transaction(c));
	return db_run(c, &pay_all, A(c->now), A(bank_file_id));
}

int
payout_unpay_all(struct ctx *c, int64_t bank_file_id)
{
	must(db_in_transaction(c));
	return db_run(c, &unpay_all, A(bank_file_id));
}

/* Of one payout and back, by who brought the word: the payout or the undo before. */
struct return_posting {
	const struct payout *payout;
	const char *kind;
	int64_t ref_id, fee_yen;
	bool is_undo;
};

/* A fee is no part of what anybody is owed: the bank account holds so much less, and the
 * municipality has to make it good.  It stands with the first round of the payout. */
static int
post_fee(struct ctx *c, const struct return_posting *r, int64_t posting_id, int64_t round_id)
{
	struct movement m = { posting_id, round_id, PART_PREMIUM, CHART_BANK_IN, CHART_FEE, 0, 0,
		r->fee_yen };

	if (r->is_undo)
		m.from = CHART_FEE, m.to = CHART_BANK_IN;
	return posting_move(c, &m);
}

static int
post_return(struct ctx *c, const struct return_posting *r, const struct list *parts)
{
	struct posting posting = { .kind = r->kind, .ref_id = r->ref_id };
	const struct payout_part *part = parts->items;
	int64_t shop_id = r->payout->shop_id;

	if (posting_begin(c, &posting) != 0)
		return -1;
	for (size_t i = 0; i < parts->count; i++) {
		struct movement m = { posting.posting_id, part[i].round_id,
			(enum part)part[i].part, r->is_undo ? CHART_PAID_OUT : CHART_DUE,
			r->is_undo ? CHART_DUE : CHART_PAID_OUT, shop_id, shop_id, part[i].yen };

		if (posting_move(c, &m) != 0)
			return -1;
	}
	return post_fee(c, r, posting.posting_id, part[0].round_id);
}

/* A posting is made once for what it refers to: a second return refers to the undo of the
 * one before. */
int
payout_return(struct ctx *c, int64_t payout_id, int64_t fee_yen)
{
	struct payout payout;
	struct return_posting r = { &payout, "payout_return", payout_id, fee_yen, false };
	struct unreturned before;
	struct list parts;

	must(db_in_transaction(c));
	if (settlement_gate(c) != 0 || payout_read(c, payout_id, &payout) != 0 ||
	    db_list(c, &parts_select, &payout_part_shape, &parts, A(payout_id)) != 0 ||
	    db_one(c, &last_unreturn, &unreturned_shape, &before, A(payout_id)) != 0 ||
	    db_run(c, &return_one, A(c->now), A(payout_id)) != 0)
		return -1;
	if (db_changed(c) != 1)
		return fail(c, &payout_not_sent, "payout_id");
	if (before.match_undo_id != 0)
		r.kind = "return_anew", r.ref_id = before.match_undo_id;
	if (post_return(c, &r, &parts) != 0)
		return -1;
	return audit_write(c, &(struct audit){ "payout.return", "payout", payout_id, NULL });
}

/* What was made good cannot be taken out of the bank account by an undo. */
static int
refuse_made_good(struct ctx *c, int64_t fee_yen, int64_t round_id)
{
	struct ledger_place fees = { CHART_FEE, round_id, 0, PART_PREMIUM };
	int64_t left;

	if (balance_at(c, &fees, tokyo_midnight("2199-12-31"), &left) != 0)
		return -1;
	return left >= fee_yen ? 0 : fail(c, &match_followed, NULL);
}

int
payout_unreturn(struct ctx *c, const struct unreturning *u)
{
	bool is_paid = u->paid_at.ms != 0;
	struct payout payout;
	struct return_posting r = { &payout, "return_undo", u->match_undo_id, u->fee_yen, true };
	struct list parts;

	must(db_in_transaction(c));
	if (settlement_gate(c) != 0 || payout_read(c, u->payout_id, &payout) != 0 ||
	    db_list(c, &parts_select, &payout_part_shape, &parts, A(u->payout_id)) != 0 ||
	    refuse_made_good(c, u->fee_yen,
	        ((const struct payout_part *)parts.items)->round_id) != 0 ||
	    db_run(c, &unreturn_one, A(is_paid ? "paid" : "sent"),
	        is_paid ? A(u->paid_at) : arg_text(NULL), A(u->payout_id)) != 0)
		return -1;
	if (db_changed(c) != 1 || payout.again_id != 0)
		return fail(c, &match_followed, NULL);
	if (post_return(c, &r, &parts) != 0)
		return -1;
	return audit_write(c, &(struct audit){ "payout.unreturn", "payout", u->payout_id, NULL });
}

int
payout_again(struct ctx *c, int64_t payout_id, const char *pay_on, int64_t *again_id)
{
	struct account_now now;

	must(db_in_transaction(c));
	if (settlement_gate(c) != 0 ||
	    db_one(c, &accounts_of, &account_now_shape, &now, A(payout_id)) != 0)
		return -1;
	if (now.is_id == 0 || now.is_id == now.was_id)
		return fail(c, &account_unchanged, "payout_id");
	if (db_run(c, &again_insert, A(pay_on), A(c->now), A(payout_id)) != 0)
		return db_duplicate(c) != NULL ? fail(c, &paid_again, "payout_id") : -1;
	*again_id = db_inserted(c);
	if (db_run(c, &again_lines, A(*again_id), A(payout_id)) != 0)
		return -1;
	return audit_write(c, &(struct audit){ "payout.again", "payout", *again_id, NULL });
}

/* ---- reading ---- */

int
payout_read(struct ctx *c, int64_t payout_id, struct payout *out)
{
	return db_one(c, &payout_select, &payout_shape, out, A(payout_id));
}

int
payout_parts(struct ctx *c, int64_t payout_id, struct list *parts)
{
	struct payout_part *part;

	if (db_list(c, &parts_select, &payout_part_shape, parts, A(payout_id)) != 0)
		return -1;
	part = parts->items;
	for (size_t i = 0; i < parts->count; i++)
		if (payables()->round_name(c, part[i].round_id, &part[i].round_name) != 0)
			return -1;
	return 0;
}
