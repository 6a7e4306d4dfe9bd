#include "settlement/notice.h"

#include <stdio.h>
#include <string.h>

/* What a record holds, of either kind; members a kind does not have stay empty. */
struct head {
	char made_on[11], from_on[11], to_on[11], bank[5], bank_name[16], branch[4],
	    branch_name[16], account_kind[2], account[11], holder[41], overdrawn[2];
	int64_t before_yen;
};
struct data {
	char inquiry_no[9], date[11], value_date[11], direction[2], kind[3], sender_code[11],
	    sender_name[49], sender_bank[16], sender_branch[16], summary[21], edi[21],
	    cancelled[2];
	int64_t amount_yen;
};
struct tail {
	int64_t in_count, in_yen, out_count, out_yen;	/* 01: all and cancelled */
	char overdrawn[2];
	int64_t after_yen, count;
};
struct end { int64_t records, accounts; };

#define H(m) FIXED_IN(head, m)
#define D(m) FIXED_IN(data, m)
#define T(m) FIXED_IN(tail, m)
#define E(m) FIXED_IN(end, m)

/* Columns 1 to 59 of the header are the same in both. */
#define HEAD_BEGINS(kind)						\
	{ "データ区分", 1, 1, FIXED_IS, .is = "1" },			\
	{ "種別コード", 2, 2, FIXED_IS, .is = kind },			\
	{ "コード区分", 4, 1, FIXED_IS, .is = "0" },			\
	{ "作成日", 5, 6, FIXED_MADE_ON, H(made_on) },			\
	{ "勘定日(自)", 11, 6, FIXED_DATE, H(from_on) },		\
	{ "勘定日(至)", 17, 6, FIXED_DATE, H(to_on) },			\
	{ "銀行コード", 23, 4, FIXED_DIGITS, H(bank) },			\
	{ "銀行名", 27, 15, FIXED_ANY, .blank = true, H(bank_name) },	\
	{ "支店コード", 42, 3, FIXED_DIGITS, H(branch) },		\
	{ "支店名", 45, 15, FIXED_ANY, .blank = true, H(branch_name) }

/* --- 01 ------------------------------------------------------------------------ */

static const struct fixed_field transfer_head[] = {
	HEAD_BEGINS("01"),
	{ "預金種目", 60, 1, FIXED_ONE_OF, .is = "1249", H(account_kind) },
	{ "口座番号", 61, 7, FIXED_DIGITS, H(account) },
	{ "口座名", 68, 40, FIXED_ANY, .blank = true, H(holder) },
	{ "ダミー", 108, 93, FIXED_UNUSED },
	{ 0 } };
static const struct fixed_field transfer_data[] = {
	{ "データ区分", 1, 1, FIXED_IS, .is = "2" },
	{ "照会番号", 2, 6, FIXED_DIGITS, .blank = true, D(inquiry_no) },
	{ "勘定日", 8, 6, FIXED_DATE, D(date) },
	{ "起算日", 14, 6, FIXED_DATE, .blank = true, D(value_date) },
	{ "金額", 20, 10, FIXED_COUNT, D(amount_yen) },
	{ "うち他店券金額", 30, 10, FIXED_DIGITS, .blank = true },
	{ "振込依頼人コード", 40, 10, FIXED_DIGITS, .blank = true, D(sender_code) },
	{ "振込依頼人名", 50, 48, FIXED_ANY, .blank = true, D(sender_name) },
	{ "仕向銀行名", 98, 15, FIXED_ANY, .blank = true, D(sender_bank) },
	{ "仕向店名", 113, 15, FIXED_ANY, .blank = true, D(sender_branch) },
	{ "取消区分", 128, 1, FIXED_ONE_OF, .is = "01", .blank = true, D(cancelled) },
	{ "EDI情報", 129, 20, FIXED_ANY, .blank = true, D(edi) },
	{ "ダミー", 149, 52, FIXED_UNUSED },
	{ 0 } };
static const struct fixed_field transfer_tail[] = {
	{ "データ区分", 1, 1, FIXED_IS, .is = "8" },
	{ "振込合計件数", 2, 6, FIXED_COUNT, T(in_count) },
	{ "振込合計金額", 8, 12, FIXED_COUNT, T(in_yen) },
	{ "取消合計件数", 20, 6, FIXED_COUNT, .blank = true, T(out_count) },
	{ "取消合計金額", 26, 12, FIXED_YEN_10_OR_12, .blank = true, T(out_yen) },
	{ "ダミー", 38, 163, FIXED_UNUSED },
	{ 0 } };
static const struct fixed_field transfer_end[] = {
	{ "データ区分", 1, 1, FIXED_IS, .is = "9" },
	{ "ダミー", 2, 199, FIXED_UNUSED },
	{ 0 } };

/* --- 03 ------------------------------------------------------------------------ */

static const struct fixed_field statement_head[] = {
	HEAD_BEGINS("03"),
	{ "ダミー", 60, 3, FIXED_DIGITS, .blank = true },
	{ "預金種目", 63, 1, FIXED_ONE_OF, .is = "1249", H(account_kind) },
	{ "口座番号", 64, 10, FIXED_DIGITS, H(account) },
	{ "口座名", 74, 40, FIXED_ANY, .blank = true, H(holder) },
	{ "貸越区分", 114, 1, FIXED_ONE_OF, .is = "012", .blank = true, H(overdrawn) },
	{ "通帳・証書区分", 115, 1, FIXED_ANY, .blank = true },
	{ "取引前残高", 116, 14, FIXED_COUNT, .blank = true, H(before_yen) },
	{ "ダミー", 130, 71, FIXED_UNUSED },
	{ 0 } };
static const struct fixed_field statement_data[] = {
	{ "データ区分", 1, 1, FIXED_IS, .is = "2" },
	{ "照会番号", 2, 8, FIXED_DIGITS, .blank = true, D(inquiry_no) },
	{ "勘定日", 10, 6, FIXED_DATE, D(date) },
	{ "預入・払出日", 16, 6, FIXED_DATE, .blank = true, D(value_date) },
	{ "入払区分", 22, 1, FIXED_ONE_OF, .is = "12", D(direction) },
	{ "取引区分", 23, 2, FIXED_DIGITS, D(kind) },
	{ "取引金額", 25, 12, FIXED_COUNT, D(amount_yen) },
	{ "うち他店券金額", 37, 12, FIXED_DIGITS, .blank = true },
	{ "交換呈示日", 49, 6, FIXED_DIGITS, .blank = true },
	{ "不渡返還日", 55, 6, FIXED_DIGITS, .blank = true },
	{ "手形・小切手区分", 61, 1, FIXED_ANY, .blank = true },
	{ "手形・小切手番号", 62, 7, FIXED_DIGITS, .blank = true },
	{ "僚店番号", 69, 3, FIXED_DIGITS, .blank = true },
	{ "振込依頼人コード", 72, 10, FIXED_DIGITS, .blank = true, D(sender_code) },
	{ "振込依頼人名または契約者番号", 82, 48, FIXED_ANY, .blank = true, D(sender_name) },
	{ "仕向銀行名", 130, 15, FIXED_ANY, .blank = true, D(sender_bank) },
	{ "仕向店名", 145, 15, FIXED_ANY, .blank = true, D(sender_branch) },
	{ "摘要内容", 160, 20, FIXED_ANY, .blank = true, D(summary) },
	{ "EDI情報", 180, 20, FIXED_ANY, .blank = true, D(edi) },
	{ "ダミー", 200, 1, FIXED_UNUSED },
	{ 0 } };
static const struct fixed_field statement_tail[] = {
	{ "データ区分", 1, 1, FIXED_IS, .is = "8" },
	{ "入金件数", 2, 6, FIXED_COUNT, T(in_count) },
	{ "入金額合計", 8, 13, FIXED_COUNT, T(in_yen) },
	{ "出金件数", 21, 6, FIXED_COUNT, T(out_count) },
	{ "出金額合計", 27, 13, FIXED_COUNT, T(out_yen) },
	{ "貸越区分", 40, 1, FIXED_ONE_OF, .is = "012", .blank = true, T(overdrawn) },
	{ "取引後残高", 41, 14, FIXED_COUNT, .blank = true, T(after_yen) },
	{ "データ・レコード件数", 55, 7, FIXED_COUNT, T(count) },
	{ "ダミー", 62, 139, FIXED_UNUSED },
	{ 0 } };
static const struct fixed_field statement_end[] = {
	{ "データ区分", 1, 1, FIXED_IS, .is = "9" },
	{ "レコード総件数", 2, 10, FIXED_COUNT, E(records) },
	{ "口座数", 12, 5, FIXED_COUNT, E(accounts) },
	{ "ダミー", 17, 184, FIXED_UNUSED },
	{ 0 } };

#define RECORDS(name)							\
	static const struct fixed_record name##_records[] = {		\
		{ '1', "ヘッダー・レコード", name##_head },		\
		{ '2', "データ・レコード", name##_data },		\
		{ '8', "トレーラー・レコード", name##_tail },		\
		{ '9', "エンド・レコード", name##_end },		\
		{ 0 } }
RECORDS(transfer);
RECORDS(statement);
const struct fixed_format transfer_notice_format = { "01", "振込入金通知", 200,
	transfer_records, .empty_groups = true };
const struct fixed_format statement_format = { "03", "入出金取引明細", 200,
	statement_records, .empty_groups = true };

/* --- reading ------------------------------------------------------------------- */

struct sums { int64_t in_count, in_yen, out_count, out_yen; };

struct reading {
	struct fixed_reader r;
	struct arena *arena;
	struct notice *notice;
	struct bank_account *account;	/* NULL before the first header */
	size_t room;
	struct bank_line *next;		/* in the one array of all lines */
	struct sums sums;
	bool is_sound;			/* every line of the account could be read */
};

static bool
is_statement(const struct reading *g)
{
	return g->r.format == &statement_format;
}

static struct bank_account *
add_account(struct reading *g)
{
	struct notice *n = g->notice;

	if (n->count == g->room) {
		struct bank_account *grown;

		g->room = g->room * 2 + 1;
		grown = arena_alloc(g->arena, g->room * sizeof *grown);
		if (n->count != 0)
			memcpy(grown, n->accounts, n->count * sizeof *grown);
		n->accounts = grown;
	}
	return &n->accounts[n->count++];
}

/* Whether a balance is told, and then which. */
static bool
balance(const char *overdrawn, int64_t yen, int64_t *out)
{
	if (yen == FIXED_NONE || overdrawn[0] == '\0' || overdrawn[0] == '0')
		return false;
	*out = overdrawn[0] == '2' ? -yen : yen;
	return true;
}

#define COPY(to, from, member) memcpy((to)->member, (from)->member, sizeof (to)->member)

static void
read_head(struct reading *g, const char *s)
{
	struct head h = { .before_yen = FIXED_NONE };
	struct bank_account *a = g->account = add_account(g);

	g->sums = (struct sums){ 0 };
	g->is_sound = fixed_read(&g->r, fixed_record_of(g->r.format, '1'), s, &h);
	COPY(a, &h, made_on);
	COPY(a, &h, from_on);
	COPY(a, &h, to_on);
	COPY(a, &h, bank);
	COPY(a, &h, bank_name);
	COPY(a, &h, branch);
	COPY(a, &h, branch_name);
	COPY(a, &h, account_kind);
	COPY(a, &h, account);
	COPY(a, &h, holder);
	a->has_balances = balance(h.overdrawn, h.before_yen, &a->before_yen);
	a->lines = g->next;
}

static void
fill_line(struct bank_line *line, const struct data *d)
{
	line->is_in = d->direction[0] != '2';
	line->is_cancelled = d->cancelled[0] == '1';
	line->amount_yen = d->amount_yen;
	COPY(line, d, date);
	COPY(line, d, value_date);
	if (d->value_date[0] == '\0')
		memcpy(line->value_date, d->date, sizeof line->value_date);
	COPY(line, d, kind);
	COPY(line, d, inquiry_no);
	COPY(line, d, sender_code);
	COPY(line, d, sender_name);
	COPY(line, d, sender_bank);
	COPY(line, d, sender_branch);
	COPY(line, d, summary);
	COPY(line, d, edi);
}

static void
add_sums(struct reading *g, const struct bank_line *line)
{
	/* 01 has no money going out; its second pair is what was cancelled. */
	bool second = is_statement(g) ? !line->is_in : line->is_cancelled;

	g->sums.in_count += !second;
	g->sums.in_yen += second ? 0 : line->amount_yen;
	g->sums.out_count += second;
	g->sums.out_yen += second ? line->amount_yen : 0;
}

static void
read_data(struct reading *g, const char *s)
{
	struct data d = { .amount_yen = 0 };
	struct bank_line *line = g->next;

	if (!fixed_read(&g->r, fixed_record_of(g->r.format, '2'), s, &d))
		g->is_sound = false;
	if (g->account == NULL)
		return;		/* told as a wrong order */
	line->record = g->r.record;
	fill_line(line, &d);
	add_sums(g, line);
	g->account->count++;
	g->next++;
	if (line->date[0] != '\0' && g->account->from_on[0] != '\0' &&
	    g->account->to_on[0] != '\0' && (strcmp(line->date, g->account->from_on) < 0 ||
	    strcmp(line->date, g->account->to_on) > 0))
		FIND_AT(&g->r, is_statement(g) ? 10 : 8, .field = "勘定日",
		    .code = "outside_period", .is_warning = true);
}

/* One figure of a trailer or end record against what was read. */
static void
compare(struct reading *g, const struct fixed_field *f, const char *code, int64_t told,
    int64_t read)
{
	if (told != read)
		FIND_AT(&g->r, f->column, .field = f->label, .code = code, .expected = read,
		    .found = told);
}

static void
check_transfer(struct reading *g, const struct tail *t)
{
	const struct sums *s = &g->sums;
	int64_t count = (int64_t)g->account->count, yen = s->in_yen + s->out_yen;

	/* with what was cancelled, or without */
	if (t->in_count != s->in_count || t->in_yen != s->in_yen) {
		compare(g, &transfer_tail[1], "count", t->in_count, count);
		compare(g, &transfer_tail[2], "sum", t->in_yen, yen);
	}
	if (t->out_count != FIXED_NONE)
		compare(g, &transfer_tail[3], "count", t->out_count, s->out_count);
	if (t->out_yen != FIXED_NONE)
		compare(g, &transfer_tail[4], "sum", t->out_yen, s->out_yen);
}

static void
check_statement(struct reading *g, const struct tail *t)
{
	const struct sums *s = &g->sums;
	struct bank_account *a = g->account;

	compare(g, &statement_tail[1], "count", t->in_count, s->in_count);
	compare(g, &statement_tail[2], "sum", t->in_yen, s->in_yen);
	compare(g, &statement_tail[3], "count", t->out_count, s->out_count);
	compare(g, &statement_tail[4], "sum", t->out_yen, s->out_yen);
	compare(g, &statement_tail[7], "count", t->count, (int64_t)a->count);
	a->has_balances = balance(t->overdrawn, t->after_yen, &a->after_yen) && a->has_balances;
	if (a->has_balances)
		compare(g, &statement_tail[6], "balance", a->after_yen,
		    a->before_yen + s->in_yen - s->out_yen);
	else
		FIND_AT(&g->r, 41, .field = statement_tail[6].label, .code = "no_balance",
		    .is_warning = true);
}

static void
read_tail(struct reading *g, const char *s)
{
	struct tail t = { .out_count = FIXED_NONE, .out_yen = FIXED_NONE,
		.after_yen = FIXED_NONE };

	if (!fixed_read(&g->r, fixed_record_of(g->r.format, '8'), s, &t) ||
	    g->account == NULL || !g->is_sound)
		return;
	if (is_statement(g))
		check_statement(g, &t);
	else
		check_transfer(g, &t);
}

static void
read_end(struct reading *g, const char *s)
{
	struct end e = { 0 };

	if (!fixed_read(&g->r, fixed_record_of(g->r.format, '9'), s, &e) || !is_statement(g))
		return;
	if (e.records != g->r.record - 1)
		compare(g, &statement_end[1], "count", e.records, g->r.record);
	compare(g, &statement_end[2], "count", e.accounts, (int64_t)g->notice->count);
}

static const struct fixed_format *
format_of(struct bytes bytes)
{
	const char *s = bytes.data;

	return bytes.size > 3 && memcmp(s + 1, "03", 2) == 0 ? &statement_format :
	    &transfer_notice_format;
}

void
notice_read(struct arena *a, struct bytes bytes, const char *today, struct notice *notice,
    struct bank_findings *findings)
{
	struct reading g = { .arena = a, .notice = notice, .r = { .format = format_of(bytes),
		.findings = findings } };
	const char *s;

	*notice = (struct notice){ .kind = g.r.format->kind };
	*findings = (struct bank_findings){ .count = 0 };
	snprintf(g.r.near, sizeof g.r.near, "%s", today);
	if (!fixed_open(&g.r, bytes))
		return;
	g.next = arena_alloc(a, fixed_most(&g.r) * sizeof *g.next);
	while ((s = fixed_next(&g.r)) != NULL) {
		if (*s == '1')
			read_head(&g, s);
		else if (*s == '2')
			read_data(&g, s);
		else if (*s == '8')
			read_tail(&g, s);
		else
			read_end(&g, s);
	}
	notice->form = g.r.form;
	findings_sort(findings);
}
