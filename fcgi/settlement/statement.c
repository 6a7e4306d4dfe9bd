#include "settlement/statement.h"

#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "db/db.h"
#include "db/keyring.h"
#include "people/audit.h"
#include "settlement/bank_sender.h"
#include "settlement/hold.h"
#include "settlement/reconcile.h"
#include "settlement/statement_match.h"
#include "settlement/statement_text.h"

const struct reason statement_known = { 409, "statement_known" };
const struct reason statement_account = { 409, "statement_account" };

enum { SEAL_BYTES = 16, ACCOUNT_DIGITS = 7 };

static const char *const directions[] = { "in", "out", NULL };
static const char *const states[] = { "matched", "open", "repeated", NULL };
static const char *const kinds[] = { "debit", "return", NULL };

SHAPE(statement_seen, "A line of the bank, and what it would be taken for",
    FIELD(statement_seen, line_no, "Record of the file"),
    FIELD(statement_seen, account_on, "勘定日", .max = 10),
    FIELD(statement_seen, direction, "In or out", .choices = directions,
        .words = "bank_direction"),
    FIELD(statement_seen, yen, "Amount"),
    FIELD(statement_seen, sender_name, "Who sent it", .max = 200, .optional = true),
    FIELD(statement_seen, summary, "摘要", .max = 80, .optional = true),
    FIELD(statement_seen, edi, "EDI", .max = 80, .optional = true),
    FIELD(statement_seen, state, "How it stands", .choices = states, .words = "bank_line_state"),
    FIELD(statement_seen, kind, "What it is", .choices = kinds, .words = "bank_line_kind",
        .optional = true),
    FIELD(statement_seen, bank_file_id, "File whose debit it is, or 0"),
    FIELD(statement_seen, payout_id, "Payout it paid or brought back, or 0"),
    FIELD(statement_seen, shop_id, "Shop it seems to be about, or 0"),
    FIELD(statement_seen, shop_name, "Its name", .max = 80, .optional = true));
PUBLIC_SHAPE(statement, "A statement of the bank",
    FIELD(statement, bank_statement_id, "Statement; 0: only looked at"),
    FIELD(statement, kind, "03 入出金取引明細, 01 振込入金通知", .max = 2),
    FIELD(statement, made_on, "Day the bank made it", .max = 10),
    FIELD(statement, from_on, "First day", .max = 10),
    FIELD(statement, to_on, "Last day", .max = 10),
    FIELD(statement, bank_lines, "Lines"),
    FIELD(statement, in_yen, "What came in"),
    FIELD(statement, out_yen, "What went out"),
    FIELD(statement, debits, "Lines that are debits of our files"),
    FIELD(statement, returns, "Lines that are payouts that came back"),
    FIELD(statement, open, "Lines for a person to look at"),
    FIELD(statement, repeated, "Lines of an earlier statement"),
    FIELD(statement, hash, "BLAKE2b-256 of its bytes", .max = 64),
    FIELD(statement, lines, "When looked at: the first lines", .of = &statement_seen_shape));

struct known { int64_t bank_statement_id; struct instant taken_at; const char *taken_by; };
SHAPE(known, "A statement that was taken in",
    FIELD(known, bank_statement_id, "Statement"),
    FIELD(known, taken_at, "When"),
    FIELD(known, taken_by, "By whom", .optional = true));
struct kept_file { const char *seal_code; struct bytes content; };
SHAPE(kept_file, "A file that was kept",
    FIELD(kept_file, seal_code, "What the seal is bound to"),
    FIELD(kept_file, content, "Sealed bytes"));

STMT(known_select, "SELECT s.bank_statement_id, s.taken_at, a.name AS taken_by"
    " FROM bank_statement s LEFT JOIN account_label a ON a.account_id = s.taken_by"
    " WHERE s.hash = ?");
STMT(line_known, "SELECT 1 FROM bank_line WHERE line_hash = ? LIMIT 1");
STMT(statement_insert, "INSERT INTO bank_statement (kind, hash, made_on, from_on, to_on,"
    " bank_lines, seal_code, content, taken_by, taken_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
STMT(line_insert, "INSERT INTO bank_line (bank_statement_id, line_no, account_on, direction, yen,"
    " line_hash, text_sealed, state, kind, bank_file_id, payout_id, shop_id, decided_by,"
    " decided_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
STMT(content_select, "SELECT seal_code, content FROM bank_statement WHERE bank_statement_id = ?");

static const struct shape nothing = { "nothing", "Only whether there is a row", 1,
	(const struct field[]){ { 0 } } };

/* A file while it is read, and what its lines are taken for. */
struct reading {
	struct bytes file, hash;
	struct statement *out;
	struct notice notice;
	struct line_match *matches;	/* of all accounts, in the order of the file */
	struct bytes *line_hashes;
	size_t count;
};

/* ---- reading ---- */

static int
refuse_known(struct ctx *c, struct bytes file_hash)
{
	struct known known;
	bool found;

	if (db_maybe(c, &found, &known_select, &known_shape, &known, A(file_hash)) != 0)
		return -1;
	return !found ? 0 : fail(c, &statement_known, NULL, P(when, known.taken_at),
	    P(who, known.taken_by != NULL ? known.taken_by : ""),
	    P(bank_statement_id, known.bank_statement_id));
}

static const char *
without_zeros(const char *digits)
{
	return digits + strspn(digits, "0");
}

static int
refuse_other_account(struct ctx *c, const struct notice *n)
{
	struct bank_sender sender;
	bool found;

	if (bank_sender_read(c, &found, &sender) != 0)
		return -1;
	if (!found)
		return fail(c, &sender_missing, NULL);
	for (size_t i = 0; i < n->count; i++) {
		const struct bank_account *a = &n->accounts[i];

		if (!text_same(a->bank, sender.bank_code) ||
		    !text_same(a->branch, sender.branch_code) ||
		    a->account_kind[0] - '0' != sender.kind ||
		    !text_same(without_zeros(a->account), without_zeros(sender.number)))
			return fail(c, &statement_account, NULL, P(bank, a->bank),
			    P(branch, a->branch), P(account, a->account));
	}
	return 0;
}

static void
add_line(struct reading *r, const struct bank_line *line)
{
	struct statement *s = r->out;

	r->matches[r->count++].line = line;
	if (line->is_cancelled)
		return;
	s->in_yen += line->is_in ? line->amount_yen : 0;
	s->out_yen += line->is_in ? 0 : line->amount_yen;
}

static void
add_account(struct reading *r, const struct bank_account *a)
{
	struct statement *s = r->out;

	if (s->made_on == NULL)
		s->made_on = a->made_on;
	if (s->from_on == NULL || strcmp(a->from_on, s->from_on) < 0)
		s->from_on = a->from_on;
	if (s->to_on == NULL || strcmp(a->to_on, s->to_on) > 0)
		s->to_on = a->to_on;
	for (size_t i = 0; i < a->count; i++)
		add_line(r, &a->lines[i]);
}

static int
read_file(struct ctx *c, struct reading *r)
{
	struct bank_findings *findings = arena_alloc(c->arena, sizeof *findings);
	size_t lines = 0;

	notice_read(c->arena, r->file, tokyo_date(c->arena, c->now), &r->notice, findings);
	if (findings_refuse(c, NULL, findings) != 0 || refuse_other_account(c, &r->notice) != 0)
		return -1;
	for (size_t i = 0; i < r->notice.count; i++)
		lines += r->notice.accounts[i].count;
	r->matches = arena_alloc(c->arena, (lines + 1) * sizeof *r->matches);
	r->line_hashes = arena_alloc(c->arena, (lines + 1) * sizeof *r->line_hashes);
	for (size_t i = 0; i < r->notice.count; i++)
		add_account(r, &r->notice.accounts[i]);
	r->out->kind = r->notice.kind;
	r->out->bank_lines = (int64_t)lines;
	return 0;
}

/* ---- lines that were told before ---- */

/* The bank's number of the line is not enough: some begin anew in each file.  A line that
 * is taken for new though it is not stays open; one that is taken for old is lost. */
static const char *
words_of(struct arena *a, const struct bank_line *line)
{
	return arena_text(a, "%s|%s|%s|%s|%s|%s", without_zeros(line->inquiry_no),
	    line->sender_code, line->sender_name, line->sender_bank, line->summary, line->edi);
}

struct counted { struct bytes hash; int64_t count; };
struct counting { struct counted *places; size_t mask; };

static struct counting
counting_make(struct arena *a, size_t count)
{
	size_t places = 16;

	while (places < 2 * count)
		places *= 2;
	return (struct counting){ arena_alloc(a, places * sizeof(struct counted)), places - 1 };
}

/* How many of these there were before this one. */
static int64_t
counting_add(struct counting *set, struct bytes words)
{
	struct counted *at;
	size_t i;

	memcpy(&i, words.data, sizeof i);
	for (i &= set->mask; (at = &set->places[i])->hash.data != NULL; i = (i + 1) & set->mask)
		if (memcmp(at->hash.data, words.data, HASH_SIZE) == 0)
			return ++at->count;
	at->hash = words;
	return 0;
}

static struct bytes
hash_line(struct ctx *c, const struct key *key, const struct bank_line *line, int64_t which)
{
	return hash_text(c->arena, key, arena_text(c->arena, "%s|%d|%d|%lld|%s|%lld", line->date,
	    line->is_in, line->is_cancelled, (long long)line->amount_yen,
	    words_of(c->arena, line), (long long)which));
}

/* Hashes are bound to the account: one of another bank begins anew. */
static struct key
hash_key(struct ctx *c, const struct notice *n)
{
	const struct bank_account *a = n->accounts;

	return key_derive(keyring_key(c, "shop"), arena_text(c->arena, "bank_line.hash.%s.%s.%s.%s",
	    a->bank, a->branch, a->account_kind, without_zeros(a->account)));
}

/* Equal lines of one file are told apart by which of them it is: the same ones in a
 * second file are found again, one for one. */
static int
mark_repeated(struct ctx *c, struct reading *r)
{
	struct counting set = counting_make(c->arena, r->count);
	struct key key;
	char row;

	if (r->count == 0)
		return 0;
	key = hash_key(c, &r->notice);
	for (size_t i = 0; i < r->count; i++) {
		const struct bank_line *line = r->matches[i].line;
		int64_t which = counting_add(&set, hash_line(c, &key, line, 0));

		r->line_hashes[i] = hash_line(c, &key, line, which);
		if (db_maybe(c, &r->matches[i].is_repeated, &line_known, &nothing, &row,
		        A(r->line_hashes[i])) != 0)
			return -1;
	}
	return 0;
}

/* ---- what came of it ---- */

static const char *
state_of(const struct line_match *m)
{
	return m->is_repeated ? "repeated" : m->kind != NULL ? "matched" : "open";
}

static void
count_line(struct statement *s, const struct line_match *m)
{
	s->repeated += m->is_repeated;
	s->open += !m->is_repeated && m->kind == NULL;
	s->debits += m->kind != NULL && !m->line->is_in;
	s->returns += m->kind != NULL && m->line->is_in;
}

static struct statement_seen
seen(struct ctx *c, const struct line_match *m)
{
	struct statement_text text = statement_text_of(c->arena, m->line);

	return (struct statement_seen){ m->line->record, m->line->date,
		m->line->is_in ? "in" : "out", m->line->amount_yen, text.sender_name, text.summary,
		text.edi, state_of(m), m->kind, m->bank_file_id, m->payout_id, m->shop_id,
		m->shop_name };
}

static int
plan(struct ctx *c, struct reading *r)
{
	r->hash = hash(c->arena, NULL, r->file);
	*r->out = (struct statement){ .hash = hex(c->arena, r->hash) };
	if (refuse_known(c, r->hash) != 0 || read_file(c, r) != 0 || mark_repeated(c, r) != 0 ||
	    statement_match(c, r->matches, r->count) != 0)
		return -1;
	for (size_t i = 0; i < r->count; i++)
		count_line(r->out, &r->matches[i]);
	return 0;
}

int
statement_look(struct ctx *c, struct bytes file, struct statement *out)
{
	struct reading r = { .file = file, .out = out };
	struct statement_seen *lines;
	size_t count;

	if (plan(c, &r) != 0)
		return -1;
	count = r.count < STATEMENT_SEEN_MAX ? r.count : STATEMENT_SEEN_MAX;
	lines = arena_alloc(c->arena, (count + 1) * sizeof *lines);
	for (size_t i = 0; i < count; i++)
		lines[i] = seen(c, &r.matches[i]);
	out->lines = (struct list){ count, lines };
	return 0;
}

/* ---- taking in ---- */

static const char *
place(struct ctx *c, const char *seal_code)
{
	return arena_text(c->arena, "bank_statement.content.%s", seal_code);
}

static struct arg
or_null(int64_t id)
{
	return id != 0 ? A(id) : arg_text(NULL);
}

static int
keep_line(struct ctx *c, const struct reading *r, const char *seal_code, size_t i)
{
	const struct line_match *m = &r->matches[i];
	const struct bank_line *line = m->line;
	struct statement_text text = statement_text_of(c->arena, line);
	bool is_open = text_same(state_of(m), "open");

	return db_run(c, &line_insert, A(r->out->bank_statement_id), A(line->record),
	    A((const char *)line->date), A(line->is_in ? "in" : "out"), A(line->amount_yen),
	    A(r->line_hashes[i]), A(statement_text_seal(c, seal_code, line->record, &text)),
	    A(state_of(m)), A(m->kind), or_null(m->bank_file_id), or_null(m->payout_id),
	    or_null(m->shop_id), is_open ? arg_text(NULL) : A(0),
	    is_open ? arg_text(NULL) : A(c->now));
}

static int
settle_line(struct ctx *c, const struct line_match *m)
{
	struct settling s = { m->kind, m->bank_file_id, m->payout_id, m->line->amount_yen,
		0, m->line->date };

	return m->kind != NULL ? reconcile(c, &s) : 0;
}

static int
keep_file(struct ctx *c, const struct reading *r, const char *seal_code)
{
	struct statement *s = r->out;
	struct bytes sealed = seal(c->arena, keyring_key(c, "shop"), place(c, seal_code), r->file);

	if (db_run(c, &statement_insert, A(s->kind), A(r->hash), A(s->made_on), A(s->from_on),
	        A(s->to_on), A(s->bank_lines), A(seal_code), A(sealed), A(c->actor.account_id),
	        A(c->now)) != 0)
		return -1;
	s->bank_statement_id = db_inserted(c);
	return audit_write(c, &(struct audit){ "statement.take", "bank_statement",
	    s->bank_statement_id, NULL });
}

/* A debit comes before what came back of it, in whichever order the bank tells them. */
static int
settle_all(struct ctx *c, const struct reading *r)
{
	for (int in = 0; in <= 1; in++)
		for (size_t i = 0; i < r->count; i++)
			if (r->matches[i].line->is_in == in &&
			    settle_line(c, &r->matches[i]) != 0)
				return -1;
	return 0;
}

int
statement_take(struct ctx *c, struct bytes file, struct statement *out)
{
	struct reading r = { .file = file, .out = out };
	const char *seal_code = random_code(c->arena, SEAL_BYTES);

	must(db_in_transaction(c));
	if (settlement_gate(c) != 0 || plan(c, &r) != 0 || keep_file(c, &r, seal_code) != 0)
		return -1;
	for (size_t i = 0; i < r.count; i++)
		if (keep_line(c, &r, seal_code, i) != 0)
			return -1;
	return settle_all(c, &r);
}

int
statement_content(struct ctx *c, int64_t bank_statement_id, struct bytes *file)
{
	struct kept_file kept;

	if (db_one(c, &content_select, &kept_file_shape, &kept, A(bank_statement_id)) != 0)
		return -1;
	if (!seal_open(c->arena, keyring_key(c, "shop"), place(c, kept.seal_code), kept.content,
	        file))
		return fail_internal(c, "statement %lld does not open",
		    (long long)bank_statement_id);
	return audit_write(c, &(struct audit){ "statement.file", "bank_statement",
	    bank_statement_id, NULL });
}
