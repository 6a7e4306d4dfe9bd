#include "settlement/statement_line.h"

#include "base/log.h"
#include "base/text.h"
#include "db/db.h"
#include "people/account.h"
#include "people/audit.h"
#include "settlement/hold.h"
#include "settlement/match_undo.h"
#include "settlement/reconcile.h"

const struct reason line_settled = { 409, "line_settled" };
const struct reason nothing_asked = { 409, "nothing_asked" };
const struct reason line_unmatched = { 409, "line_unmatched" };

const char *const line_directions[] = { "in", "out", NULL };
const char *const line_states[] = { "matched", "open", "explained", "repeated", NULL };
const char *const line_kinds[] = { "debit", "return", "deposit", "fee", "other", NULL };
const char *const explained_kinds[] = { "deposit", "fee", "other", NULL };
const char *const settled_kinds[] = { "debit", "return", NULL };
const char *const asked_kinds[] = { "debit", "return", "undo", NULL };

PUBLIC_SHAPE(statement_line, "A line of the bank",
    FIELD(statement_line, bank_line_id, "Line"),
    FIELD(statement_line, bank_statement_id, "Statement"),
    FIELD(statement_line, line_no, "Record of its file"),
    FIELD(statement_line, account_on, "勘定日", .max = 10),
    FIELD(statement_line, direction, "In or out", .choices = line_directions,
        .words = "bank_direction"),
    FIELD(statement_line, yen, "Amount"),
    FIELD(statement_line, state, "How it stands", .choices = line_states,
        .words = "bank_line_state"),
    FIELD(statement_line, kind, "What it is", .choices = line_kinds, .words = "bank_line_kind",
        .optional = true),
    FIELD(statement_line, bank_file_id, "File whose debit it is, or 0"),
    FIELD(statement_line, payout_id, "Payout it paid or brought back, or 0"),
    FIELD(statement_line, shop_id, "Shop it is about, or 0"),
    FIELD(statement_line, shop_no, "Its number", .max = 6, .optional = true),
    FIELD(statement_line, shop_name, "Its name", .max = 80, .optional = true),
    FIELD(statement_line, asked_kind, "What a first person says it is",
        .choices = asked_kinds, .words = "bank_line_kind", .optional = true),
    FIELD(statement_line, asked_note, "Why", .max = 200, .optional = true),
    FIELD(statement_line, asked_by_name, "Who says so", .max = 60, .optional = true),
    FIELD(statement_line, asked_file_id, "File it is said to be, or 0"),
    FIELD(statement_line, asked_payout_id, "Payout it is said to be, or 0"),
    FIELD(statement_line, fee_yen, "Of a return: what the bank kept of it"),
    FIELD(statement_line, asked_fee_yen, "What the bank is said to have kept"),
    FIELD(statement_line, is_own, "Said by oneself"),
    FIELD(statement_line, decided_by_name, "Who decided; absent: found by the program",
        .max = 60, .optional = true),
    FIELD(statement_line, decided_at, "When", .optional = true),
    FIELD(statement_line, note, "How it was explained", .max = 200, .optional = true),
    FIELD(statement_line, sender_name, "Who sent it", .max = 200, .optional = true),
    FIELD(statement_line, summary, "摘要", .max = 80, .optional = true),
    FIELD(statement_line, edi, "EDI", .max = 80, .optional = true));
PUBLIC_SHAPE(line_candidate, "A payout that a line may be about",
    FIELD(line_candidate, payout_id, "Payout"),
    FIELD(line_candidate, shop_id, "Shop"),
    FIELD(line_candidate, shop_no, "Its number", .max = 6),
    FIELD(line_candidate, shop_name, "Its name", .max = 80),
    FIELD(line_candidate, yen, "Amount"),
    FIELD(line_candidate, pay_on, "Day its file was to be paid", .max = 10),
    FIELD(line_candidate, state, "State", .max = 10),
    FIELD(line_candidate, bank_file_id, "Its file"));
PUBLIC_SHAPE(file_candidate, "A file that a line may be the debit of",
    FIELD(file_candidate, bank_file_id, "File"),
    FIELD(file_candidate, yen, "Sum"),
    FIELD(file_candidate, payouts, "Transfers"),
    FIELD(file_candidate, pay_on, "Day it was to be paid", .max = 10));

struct kept_text { const char *seal_code; int64_t line_no; struct bytes text_sealed; };
SHAPE(kept_text, "What the bank wrote, sealed",
    FIELD(kept_text, seal_code, "What the seal is bound to"),
    FIELD(kept_text, line_no, "Line"),
    FIELD(kept_text, text_sealed, "Sealed words"));
struct line_lock {
	const char *account_on, *direction, *state, *kind, *asked_kind, *asked_note;
	int64_t yen, bank_file_id, payout_id, fee_yen;
	int64_t asked_file_id, asked_payout_id, asked_fee_yen, asked_by;
};
SHAPE(line_lock, "A line, locked",
    FIELD(line_lock, account_on, "Day"),
    FIELD(line_lock, direction, "In or out"),
    FIELD(line_lock, state, "State"),
    FIELD(line_lock, kind, "What it is", .optional = true),
    FIELD(line_lock, asked_kind, "What it is said to be", .optional = true),
    FIELD(line_lock, asked_note, "Why", .optional = true),
    FIELD(line_lock, yen, "Amount"),
    FIELD(line_lock, bank_file_id, "File it was matched with, or 0"),
    FIELD(line_lock, payout_id, "Payout it was matched with, or 0"),
    FIELD(line_lock, fee_yen, "Fee"),
    FIELD(line_lock, asked_fee_yen, "Fee that is asked for"),
    FIELD(line_lock, asked_file_id, "File, or 0"),
    FIELD(line_lock, asked_payout_id, "Payout, or 0"),
    FIELD(line_lock, asked_by, "Account, or 0"));

STMT(line_select, "SELECT l.bank_line_id, l.bank_statement_id, l.line_no, l.account_on,"
    " l.direction, l.yen, l.state, l.kind, COALESCE(l.bank_file_id, 0) AS bank_file_id,"
    " COALESCE(l.payout_id, 0) AS payout_id, COALESCE(l.shop_id, 0) AS shop_id, h.shop_no,"
    " h.name AS shop_name, l.asked_kind, l.asked_note, q.name AS asked_by_name,"
    " COALESCE(l.asked_file_id, 0) AS asked_file_id,"
    " COALESCE(l.asked_payout_id, 0) AS asked_payout_id,"
    " l.fee_yen, l.asked_fee_yen,"
    " COALESCE(l.asked_by = ?, 0) AS is_own, d.name AS decided_by_name, l.decided_at, l.note"
    " FROM bank_line l LEFT JOIN shop h ON h.shop_id = l.shop_id"
    " LEFT JOIN account_label q ON q.account_id = l.asked_by"
    " LEFT JOIN account_label d ON d.account_id = l.decided_by WHERE l.bank_line_id = ?");
STMT(text_select, "SELECT s.seal_code, l.line_no, l.text_sealed FROM bank_line l"
    " JOIN bank_statement s ON s.bank_statement_id = l.bank_statement_id"
    " WHERE l.bank_line_id = ?");
STMT(line_for_update, "SELECT account_on, direction, state, kind, asked_kind, asked_note, yen,"
    " COALESCE(bank_file_id, 0) AS bank_file_id, COALESCE(payout_id, 0) AS payout_id, fee_yen,"
    " asked_fee_yen,"
    " COALESCE(asked_file_id, 0) AS asked_file_id,"
    " COALESCE(asked_payout_id, 0) AS asked_payout_id, COALESCE(asked_by, 0) AS asked_by"
    " FROM bank_line WHERE bank_line_id = ? FOR UPDATE");
STMT(line_shop, "UPDATE bank_line SET shop_id = ? WHERE bank_line_id = ?");
STMT(line_explained, "UPDATE bank_line SET state = 'explained', kind = ?, note = ?,"
    " decided_by = ?, decided_at = ? WHERE bank_line_id = ?");
STMT(line_open, "UPDATE bank_line SET state = 'open', kind = NULL, note = ?, decided_by = NULL,"
    " decided_at = NULL WHERE bank_line_id = ?");
STMT(line_claimed, "UPDATE bank_line SET asked_kind = ?, asked_file_id = ?, asked_payout_id = ?,"
    " asked_fee_yen = ?, asked_note = ?, asked_by = ?, asked_at = ? WHERE bank_line_id = ?");
/* Who stays: a return went to a shop, whose next payout waits until somebody has looked. */
STMT(line_undone, "UPDATE bank_line SET state = 'open', note = asked_note, decided_by = NULL,"
    " decided_at = NULL, shop_id = IF(kind = 'return', shop_id, NULL), kind = NULL,"
    " bank_file_id = NULL, payout_id = NULL, fee_yen = 0 WHERE bank_line_id = ?");
STMT(line_matched, "UPDATE bank_line SET state = 'matched', kind = asked_kind,"
    " bank_file_id = asked_file_id, payout_id = asked_payout_id, fee_yen = asked_fee_yen,"
    " shop_id = COALESCE((SELECT p.shop_id FROM payout p WHERE p.payout_id = asked_payout_id),"
    "  shop_id), note = asked_note, decided_by = ?, decided_at = ? WHERE bank_line_id = ?");
STMT(payouts_like, "SELECT p.payout_id, p.shop_id, h.shop_no, h.name AS shop_name, p.yen,"
    " f.pay_on, p.state, p.bank_file_id FROM payout p"
    " JOIN bank_file f ON f.bank_file_id = p.bank_file_id JOIN shop h ON h.shop_id = p.shop_id"
    " WHERE p.state IN ('sent', 'paid') AND (p.state = 'sent' OR ? = 'in')"
    " AND p.yen BETWEEN ? AND ? AND f.pay_on <= ? AND (p.yen = ? OR ? IN (0, p.shop_id))"
    " ORDER BY p.yen <> ?, p.payout_id DESC LIMIT 50");
STMT(files_like, "SELECT bank_file_id, yen, payouts, pay_on FROM bank_file"
    " WHERE state = 'sent' AND ? = 'out' AND yen = ? AND pay_on <= ?"
    " ORDER BY bank_file_id DESC LIMIT 50");

/* ---- reading ---- */

static int
open_words(struct ctx *c, int64_t bank_line_id, struct statement_text *text)
{
	struct kept_text kept;

	return db_one(c, &text_select, &kept_text_shape, &kept, A(bank_line_id)) != 0 ? -1 :
	    statement_text_open(c, kept.seal_code, kept.line_no, kept.text_sealed, text);
}

int
statement_line_words(struct ctx *c, void *line)
{
	struct statement_line *l = line;
	struct statement_text text;

	if (open_words(c, l->bank_line_id, &text) != 0)
		return -1;
	l->sender_name = text.sender_name;
	l->summary = text.summary;
	l->edi = text.edi;
	return 0;
}

int
statement_line_read(struct ctx *c, int64_t bank_line_id, struct statement_line *line,
    struct statement_text *text)
{
	if (db_one(c, &line_select, &statement_line_shape, line, A(c->actor.account_id),
	        A(bank_line_id)) != 0 || open_words(c, bank_line_id, text) != 0)
		return -1;
	line->sender_name = text->sender_name;
	line->summary = text->summary;
	line->edi = text->edi;
	return 0;
}

int
statement_line_candidates(struct ctx *c, const struct statement_line *l, struct list *payouts)
{
	int64_t fee_yen = text_same(l->direction, "in") ? RETURN_FEE_MAX : 0;

	return db_list(c, &payouts_like, &line_candidate_shape, payouts, A(l->direction),
	    A(l->yen), A(l->yen + fee_yen), A(l->account_on), A(l->yen), A(l->shop_id),
	    A(l->yen));
}

int
statement_line_files(struct ctx *c, const struct statement_line *l, struct list *files)
{
	return db_list(c, &files_like, &file_candidate_shape, files, A(l->direction), A(l->yen),
	    A(l->account_on));
}

/* ---- what one person may do ---- */

static int
lock_line(struct ctx *c, int64_t bank_line_id, struct line_lock *line)
{
	must(db_in_transaction(c));
	return settlement_gate(c) != 0 ||
	        db_one(c, &line_for_update, &line_lock_shape, line, A(bank_line_id)) != 0 ?
	    -1 : 0;
}

static int
lock_open(struct ctx *c, int64_t bank_line_id, struct line_lock *line)
{
	if (lock_line(c, bank_line_id, line) != 0)
		return -1;
	return text_same(line->state, "open") ? 0 : fail(c, &line_settled, NULL);
}

static int
record(struct ctx *c, const char *act, int64_t bank_line_id, const char *note)
{
	return audit_write(c, &(struct audit){ act, "bank_line", bank_line_id, note });
}

static struct arg
or_null(int64_t id)
{
	return id != 0 ? A(id) : arg_text(NULL);
}

int
statement_line_set_shop(struct ctx *c, int64_t bank_line_id, int64_t shop_id)
{
	struct line_lock line;

	if (lock_open(c, bank_line_id, &line) != 0 ||
	    db_run(c, &line_shop, or_null(shop_id), A(bank_line_id)) != 0)
		return -1;
	return record(c, "bank_line.shop", bank_line_id,
	    shop_id != 0 ? arena_text(c->arena, "shop %lld", (long long)shop_id) : NULL);
}

static int
unclaim(struct ctx *c, int64_t bank_line_id)
{
	return db_run(c, &line_claimed, arg_text(NULL), arg_text(NULL), arg_text(NULL),
	    A(0), arg_text(NULL), arg_text(NULL), arg_text(NULL), A(bank_line_id));
}

int
statement_line_explain(struct ctx *c, int64_t bank_line_id, const char *kind, const char *note)
{
	struct line_lock line;

	if (lock_open(c, bank_line_id, &line) != 0 || unclaim(c, bank_line_id) != 0 ||
	    db_run(c, &line_explained, A(kind), A(note), A(c->actor.account_id), A(c->now),
	        A(bank_line_id)) != 0)
		return -1;
	return record(c, "bank_line.explain", bank_line_id, note);
}

int
statement_line_reopen(struct ctx *c, int64_t bank_line_id, const char *note)
{
	struct line_lock line;

	if (lock_line(c, bank_line_id, &line) != 0)
		return -1;
	if (!text_same(line.state, "explained") && !text_same(line.state, "repeated"))
		return fail(c, &line_settled, NULL);
	if (db_run(c, &line_open, A(note), A(bank_line_id)) != 0)
		return -1;
	return record(c, "bank_line.reopen", bank_line_id, note);
}

/* ---- what takes two ---- */

/* Which of the two it is follows from where the money went. */
static bool
makes_sense(const struct line_claim *claim, const struct line_lock *line)
{
	bool is_return = text_same(claim->kind, "return");

	if (is_return != text_same(line->direction, "in"))
		return false;
	return (claim->bank_file_id != 0) != (claim->payout_id != 0) &&
	    !(is_return && claim->bank_file_id != 0) && (is_return || claim->fee_yen == 0);
}

int
statement_line_claim(struct ctx *c, const struct line_claim *claim)
{
	struct line_lock line;

	if (lock_open(c, claim->bank_line_id, &line) != 0)
		return -1;
	if (!makes_sense(claim, &line))
		return fail(c, &match_unfit, "kind");
	if (db_run(c, &line_claimed, A(claim->kind), or_null(claim->bank_file_id),
	        or_null(claim->payout_id), A(claim->fee_yen), A(claim->note),
	        A(c->actor.account_id), A(c->now),
	        A(claim->bank_line_id)) != 0)
		return -1;
	return record(c, "bank_line.claim", claim->bank_line_id, claim->note);
}

static int
settle(struct ctx *c, int64_t bank_line_id, const struct line_lock *line)
{
	struct settling s = { line->asked_kind, line->asked_file_id, line->asked_payout_id,
		line->yen, line->asked_fee_yen, line->account_on };

	if (four_eyes(c, line->asked_by) != 0 || reconcile(c, &s) != 0)
		return -1;
	return db_run(c, &line_matched, A(c->actor.account_id), A(c->now), A(bank_line_id));
}

static struct match_undo
undo_of(int64_t bank_line_id, const struct line_lock *l)
{
	return (struct match_undo){ bank_line_id, l->kind, l->bank_file_id, l->payout_id,
		l->fee_yen, l->asked_note, l->asked_by };
}

int
statement_line_ask_undo(struct ctx *c, int64_t bank_line_id, const char *note)
{
	struct match_undo u;
	struct line_lock line;

	if (lock_line(c, bank_line_id, &line) != 0)
		return -1;
	if (!text_same(line.state, "matched"))
		return fail(c, &line_unmatched, NULL);
	u = undo_of(bank_line_id, &line);
	if (match_undo_ready(c, &u) != 0 ||
	    db_run(c, &line_claimed, A("undo"), arg_text(NULL), arg_text(NULL), A(0), A(note),
	        A(c->actor.account_id), A(c->now), A(bank_line_id)) != 0)
		return -1;
	return record(c, "bank_line.ask_undo", bank_line_id, note);
}

static int
undo(struct ctx *c, int64_t bank_line_id, const struct line_lock *line)
{
	struct match_undo u = undo_of(bank_line_id, line);

	return four_eyes(c, line->asked_by) != 0 || match_undo(c, &u) != 0 ||
	        db_run(c, &line_undone, A(bank_line_id)) != 0 ?
	    -1 : unclaim(c, bank_line_id);
}

/* What waits: on an open line what it is, on a matched one that it is something else.  A
 * line that was matched by hand keeps what was asked for then. */
static int
lock_asked(struct ctx *c, int64_t bank_line_id, struct line_lock *line, bool *is_undo)
{
	if (lock_line(c, bank_line_id, line) != 0)
		return -1;
	*is_undo = text_same(line->state, "matched") && text_same(line->asked_kind, "undo");
	if (!*is_undo && !text_same(line->state, "open"))
		return fail(c, &line_settled, NULL);
	return line->asked_kind != NULL ? 0 : fail(c, &nothing_asked, NULL);
}

int
statement_line_decide(struct ctx *c, int64_t bank_line_id, bool confirm)
{
	struct line_lock line;
	const char *act;
	bool is_undo;

	if (lock_asked(c, bank_line_id, &line, &is_undo) != 0)
		return -1;
	act = !confirm ? "bank_line.drop" : is_undo ? "bank_line.undo" : "bank_line.confirm";
	if ((!confirm ? unclaim(c, bank_line_id) : is_undo ? undo(c, bank_line_id, &line) :
	    settle(c, bank_line_id, &line)) != 0)
		return -1;
	return record(c, act, bank_line_id, line.asked_note);
}
