#include "settlement/statement_match.h"

#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "db/db.h"
#include "settlement/shop_account.h"

/* A payout that came back later than this is a matter for people. */
enum { RETURN_DAYS = 180, NAME_MAX = 64, CUT_NAME_MIN = 10 };

struct sent_file { int64_t bank_file_id, yen; const char *pay_on; };
SHAPE(sent_file, "A file that was sent and not debited",
    FIELD(sent_file, bank_file_id, "File"),
    FIELD(sent_file, yen, "Its sum"),
    FIELD(sent_file, pay_on, "Day it was to be paid"));

struct sent_payout {
	int64_t payout_id, bank_file_id, shop_id, yen, file_yen;
	const char *state, *pay_on, *shop_name, *seal_code;
	struct bytes holder_sealed;
	bool is_file_open;
};
SHAPE(sent_payout, "A payout that left, or is to leave, the account",
    FIELD(sent_payout, payout_id, "Payout"),
    FIELD(sent_payout, bank_file_id, "Its file"),
    FIELD(sent_payout, shop_id, "Shop"),
    FIELD(sent_payout, yen, "Amount"),
    FIELD(sent_payout, file_yen, "Sum of its file"),
    FIELD(sent_payout, state, "sent or paid"),
    FIELD(sent_payout, pay_on, "Day its file was to be paid"),
    FIELD(sent_payout, shop_name, "Name of the shop"),
    FIELD(sent_payout, seal_code, "What the seal of the holder is bound to"),
    FIELD(sent_payout, holder_sealed, "Whom it was paid to, sealed"),
    FIELD(sent_payout, is_file_open, "Its file was not debited yet"));

STMT(sent_files, "SELECT bank_file_id, yen, pay_on FROM bank_file WHERE state = 'sent'"
    " ORDER BY bank_file_id LIMIT 1000");
STMT(sent_payouts, "SELECT p.payout_id, p.bank_file_id, p.shop_id, p.yen,"
    " f.yen AS file_yen, p.state, f.pay_on, h.name AS shop_name, a.seal_code, a.holder_sealed,"
    " f.state = 'sent' AS is_file_open FROM payout p"
    " JOIN bank_file f ON f.bank_file_id = p.bank_file_id"
    " JOIN shop_account a ON a.shop_account_id = p.shop_account_id"
    " JOIN shop h ON h.shop_id = p.shop_id"
    " WHERE p.state = 'sent' OR (p.state = 'paid' AND p.pay_on >= ?)"
    " ORDER BY p.payout_id LIMIT 200000");

struct candidate {
	const struct sent_payout *row;
	const char *holder;		/* NULL: not opened yet */
	bool is_due;			/* not debited, nor as part of its file */
	bool is_back;
};
struct candidate_file {
	const struct sent_file *row;
	bool is_done;			/* debited */
	bool is_single;			/* some of its payouts were debited by themselves */
};

struct matching {
	struct ctx *c;
	bool (*names)(const char *text, const char *holder);
	struct candidate_file *files;
	size_t file_count;
	struct candidate *payouts;
	size_t payout_count;
};

/* ---- names and numbers ---- */

struct squeezed { char text[NAME_MAX]; bool begins[NAME_MAX]; size_t size; };

/* Without blanks, long vowels as hyphens; begins: a word does so there. */
static struct squeezed
squeeze(const char *text)
{
	struct squeezed s = { .size = 0 };
	bool begins = true;

	for (; *text != '\0' && s.size < NAME_MAX - 1; text++) {
		if (*text != ' ') {
			s.begins[s.size] = begins;
			s.text[s.size++] = (unsigned char)*text == 0xb0 ? '-' : *text;
		}
		begins = *text == ' ' || *text == ')' || *text == '.' || *text == '-';
	}
	return s;
}

/* What banks write behind a name when they send money back: くみもどし, 返却, 不能. */
static bool
is_remark(const char *rest)
{
	static const char *const remarks[] = { "", "\xb8\xd0\xd3\xc4\xde\xbc",
		"\xcd\xdd\xb7\xd4\xb8", "\xbc\xb7\xdd\xcd\xdd\xb7\xd4\xb8", "\xcc\xc9\xb3" };

	for (size_t i = 0; i < sizeof remarks / sizeof *remarks; i++)
		if (strcmp(rest, remarks[i]) == 0)
			return true;
	return false;
}

bool
names_holder(const char *text, const char *holder)
{
	struct squeezed in = squeeze(text), name = squeeze(holder);
	const char *at = in.text;

	if (name.size == 0)
		return false;
	for (; (at = strstr(at, name.text)) != NULL; at++)
		if (in.begins[at - in.text] && is_remark(at + name.size))
			return true;
	return in.size >= CUT_NAME_MIN && in.size < name.size &&
	    strncmp(in.text, name.text, in.size) == 0;
}

bool
mentions_holder(const char *text, const char *holder)
{
	struct squeezed in = squeeze(text), name = squeeze(holder);

	return name.size != 0 && strstr(in.text, name.text) != NULL;
}

int64_t
edi_number(const char *edi)
{
	size_t end = strlen(edi), from = end;
	int64_t number = 0;

	while (from > 0 && edi[from - 1] >= '0' && edi[from - 1] <= '9')
		from--;
	if (end - from > 15)
		return 0;
	for (size_t i = from; i < end; i++)
		number = number * 10 + (edi[i] - '0');
	return number;
}

static int
is_named(struct matching *m, struct candidate *p, const struct bank_line *line, bool *is)
{
	struct bytes holder;

	if (p->holder == NULL) {
		if (shop_account_holder(m->c, p->row->seal_code, p->row->holder_sealed,
		        &holder) != 0)
			return -1;
		p->holder = holder.data;
	}
	*is = m->names(line->sender_name, p->holder) || m->names(line->summary, p->holder) ||
	    m->names(line->edi, p->holder);
	return 0;
}

/* ---- what fits a line ---- */

static bool
not_before(const char *pay_on, const struct bank_line *line)
{
	return strcmp(pay_on, line->date) <= 0;
}

static bool
file_fits(const struct candidate_file *f, const struct bank_line *line)
{
	return !f->is_done && !f->is_single && f->row->yen == line->amount_yen &&
	    not_before(f->row->pay_on, line);
}

/* A payout that is a whole file is looked at as that file.  One that came back may have
 * been debited by a line further down. */
static bool
debit_fits(const struct candidate *p, const struct bank_line *line)
{
	int64_t number = edi_number(line->edi);

	return p->is_due && p->row->yen == line->amount_yen &&
	    p->row->yen != p->row->file_yen && not_before(p->row->pay_on, line) &&
	    (number == 0 || number == p->row->payout_id);
}

static bool
return_fits(const struct candidate *p, const struct bank_line *line)
{
	return !p->is_back && p->row->yen == line->amount_yen &&
	    not_before(p->row->pay_on, line);
}

struct found {
	size_t count, named_count;
	struct candidate *by_number, *one, *named;
	bool is_one_shop, is_named_shop;	/* all of them are of one shop */
};

static void
add(struct candidate **first, size_t *count, bool *is_one_shop, struct candidate *p)
{
	*is_one_shop = *count == 0 || (*is_one_shop && (*first)->row->shop_id == p->row->shop_id);
	if (*count == 0)
		*first = p;
	++*count;
}

static int
find_payouts(struct matching *m, const struct bank_line *line,
    bool (*fits)(const struct candidate *, const struct bank_line *), struct found *out)
{
	int64_t number = edi_number(line->edi);

	*out = (struct found){ 0 };
	for (size_t i = 0; i < m->payout_count; i++) {
		struct candidate *p = &m->payouts[i];
		bool is;

		if (!fits(p, line))
			continue;
		if (is_named(m, p, line, &is) != 0)
			return -1;
		if (number != 0 && number == p->row->payout_id)
			out->by_number = p;
		add(&out->one, &out->count, &out->is_one_shop, p);
		if (is)
			add(&out->named, &out->named_count, &out->is_named_shop, p);
	}
	return 0;
}

static size_t
find_files(struct matching *m, const struct bank_line *line, struct candidate_file **one)
{
	size_t count = 0;

	for (size_t i = 0; i < m->file_count; i++) {
		if (!file_fits(&m->files[i], line))
			continue;
		*one = &m->files[i];
		count++;
	}
	return count;
}

/* ---- settling ---- */

static void
settle_file(struct matching *m, struct line_match *match, struct candidate_file *f)
{
	match->kind = "debit";
	match->bank_file_id = f->row->bank_file_id;
	f->is_done = true;
	for (size_t i = 0; i < m->payout_count; i++)
		if (m->payouts[i].row->bank_file_id == f->row->bank_file_id)
			m->payouts[i].is_due = false;
}

static void
settle_payout(struct matching *m, struct line_match *match, struct candidate *p)
{
	match->payout_id = p->row->payout_id;
	match->shop_id = p->row->shop_id;
	match->shop_name = p->row->shop_name;
	if (match->line->is_in) {
		match->kind = "return";
		p->is_back = true;
		return;
	}
	match->kind = "debit";
	p->is_due = false;
	for (size_t i = 0; i < m->file_count; i++)
		if (m->files[i].row->bank_file_id == p->row->bank_file_id)
			m->files[i].is_single = true;
}

static int
match_debit(struct matching *m, struct line_match *match)
{
	struct candidate_file *file = NULL;
	size_t files = find_files(m, match->line, &file);
	struct found found;

	if (find_payouts(m, match->line, debit_fits, &found) != 0)
		return -1;
	if (found.by_number != NULL)
		settle_payout(m, match, found.by_number);
	else if (files == 1 && found.count == 0)
		settle_file(m, match, file);
	else if (files == 0 && found.count == 1)
		settle_payout(m, match, found.one);
	else if (found.named_count == 1)
		settle_payout(m, match, found.named);
	return 0;
}

static int
match_return(struct matching *m, struct line_match *match)
{
	struct found found;

	if (find_payouts(m, match->line, return_fits, &found) != 0)
		return -1;
	if (found.by_number != NULL)
		settle_payout(m, match, found.by_number);
	else if (found.named_count == 1)
		settle_payout(m, match, found.named);
	return 0;
}

static int
match_open(struct matching *m, struct line_match *lines, size_t count, bool *again)
{
	*again = false;
	for (size_t i = 0; i < count; i++) {
		struct line_match *match = &lines[i];
		const struct bank_line *line = match->line;

		if (match->is_repeated || match->kind != NULL || line->is_cancelled)
			continue;
		if ((line->is_in ? match_return : match_debit)(m, match) != 0)
			return -1;
		*again = *again || match->kind != NULL;
	}
	return 0;
}

/* ---- whom an open line seems to be about ---- */

static bool
anything_fits(const struct candidate *p, const struct bank_line *line)
{
	return not_before(p->row->pay_on, line);
}

/* The amount first; else whom it names, for a bank may keep a fee from what it returns. */
static int
suspect(struct matching *m, struct line_match *match)
{
	struct candidate *about = NULL;
	struct found found;

	if (find_payouts(m, match->line, return_fits, &found) != 0)
		return -1;
	if (found.named_count > 0 && found.is_named_shop)
		about = found.named;
	else if (found.count > 0 && found.is_one_shop)
		about = found.one;
	if (found.count == 0) {
		if (find_payouts(m, match->line, anything_fits, &found) != 0)
			return -1;
		if (found.by_number != NULL)
			about = found.by_number;
		else if (found.named_count > 0 && found.is_named_shop)
			about = found.named;
	}
	if (about != NULL) {
		match->shop_id = about->row->shop_id;
		match->shop_name = about->row->shop_name;
	}
	return 0;
}

/* ---- all lines ---- */

static const char *
first_day(const struct line_match *lines, size_t count)
{
	const char *first = lines[0].line->date;

	for (size_t i = 1; i < count; i++)
		if (strcmp(lines[i].line->date, first) < 0)
			first = lines[i].line->date;
	return first;
}

static int
load(struct matching *m, const char *from_on)
{
	struct arena *a = m->c->arena;
	struct list files, payouts;

	if (db_list(m->c, &sent_files, &sent_file_shape, &files) != 0 ||
	    db_list(m->c, &sent_payouts, &sent_payout_shape, &payouts,
	        A(date_add_days(a, from_on, -RETURN_DAYS))) != 0)
		return -1;
	m->file_count = files.count;
	m->files = arena_alloc(a, (files.count + 1) * sizeof *m->files);
	for (size_t i = 0; i < files.count; i++)
		m->files[i].row = (const struct sent_file *)files.items + i;
	m->payout_count = payouts.count;
	m->payouts = arena_alloc(a, (payouts.count + 1) * sizeof *m->payouts);
	for (size_t i = 0; i < payouts.count; i++) {
		struct candidate *p = &m->payouts[i];

		p->row = (const struct sent_payout *)payouts.items + i;
		p->is_due = p->row->is_file_open && text_same(p->row->state, "sent");
		for (size_t k = 0; k < files.count; k++)
			m->files[k].is_single |= text_same(p->row->state, "paid") &&
			    m->files[k].row->bank_file_id == p->row->bank_file_id;
	}
	return 0;
}

int
statement_match(struct ctx *c, struct line_match *lines, size_t count)
{
	struct matching m = { .c = c, .names = names_holder };
	bool again = true;

	if (count == 0)
		return 0;
	if (load(&m, first_day(lines, count)) != 0)
		return -1;
	while (again)
		if (match_open(&m, lines, count, &again) != 0)
			return -1;
	m.names = mentions_holder;
	for (size_t i = 0; i < count; i++)
		if (lines[i].kind == NULL && !lines[i].is_repeated && lines[i].line->is_in &&
		    suspect(&m, &lines[i]) != 0)
			return -1;
	return 0;
}
