#include "settlement/zengin.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"

/* --- the table --------------------------------------------------------------- */

#define H(m) FIXED_IN(zengin_header, m)
#define D(m) FIXED_IN(zengin_payment, m)
#define T(m) FIXED_IN(trailer, m)

struct trailer { int64_t count, total_yen; };

static const struct fixed_field header_fields[] = {
	{ "データ区分", 1, 1, FIXED_IS, .is = "1" },
	{ "種別コード", 2, 2, FIXED_IS, .is = "21" },
	{ "コード区分", 4, 1, FIXED_IS, .is = "0" },
	{ "委託者コード", 5, 10, FIXED_DIGITS, H(client_code) },
	{ "委託者名", 15, 40, FIXED_PARTY, H(client_name) },
	{ "振込指定日", 55, 4, FIXED_MONTH_DAY, H(day) },
	{ "仕向銀行番号", 59, 4, FIXED_DIGITS, H(bank) },
	{ "仕向銀行名", 63, 15, FIXED_BANK, .blank = true, H(bank_name) },
	{ "仕向支店番号", 78, 3, FIXED_DIGITS, H(branch) },
	{ "仕向支店名", 81, 15, FIXED_BANK, .blank = true, H(branch_name) },
	{ "預金種目", 96, 1, FIXED_ONE_OF, .is = "129", H(account_kind) },
	{ "口座番号", 97, 7, FIXED_DIGITS, H(account) },
	{ "ダミー", 104, 17, FIXED_SPACES },
	{ 0 } };

/* Columns 1 to 91 and 112 to 120 are the same with and without EDI. */
#define PAYMENT_BEGINS							\
	{ "データ区分", 1, 1, FIXED_IS, .is = "2" },			\
	{ "被仕向銀行番号", 2, 4, FIXED_DIGITS, D(bank) },		\
	{ "被仕向銀行名", 6, 15, FIXED_BANK, .blank = true, D(bank_name) }, \
	{ "被仕向支店番号", 21, 3, FIXED_DIGITS, D(branch) },		\
	{ "被仕向支店名", 24, 15, FIXED_BANK, .blank = true, D(branch_name) }, \
	{ "手形交換所番号", 39, 4, FIXED_DIGITS, .blank = true, D(clearing) }, \
	{ "預金種目", 43, 1, FIXED_ONE_OF, .is = "1249", D(account_kind) }, \
	{ "口座番号", 44, 7, FIXED_DIGITS, D(account) },		\
	{ "受取人名", 51, 30, FIXED_PARTY, D(holder) },			\
	{ "振込金額", 81, 10, FIXED_YEN, D(amount_yen) },		\
	{ "新規コード", 91, 1, FIXED_ONE_OF, .is = "012", D(new_code) }
#define PAYMENT_TRANSFER						\
	{ "振込指定区分", 112, 1, FIXED_ONE_OF, .is = "078", .blank = true, D(transfer) }
#define PAYMENT_ENDS { "ダミー", 114, 7, FIXED_SPACES }

static const struct fixed_field payment_fields[] = {
	PAYMENT_BEGINS,
	{ "顧客コード1", 92, 10, FIXED_EDI, .blank = true, D(customer_1) },
	{ "顧客コード2", 102, 10, FIXED_EDI, .blank = true, D(customer_2) },
	PAYMENT_TRANSFER,
	{ "識別表示", 113, 1, FIXED_IS, .is = " " },
	PAYMENT_ENDS,
	{ 0 } };
static const struct fixed_field edi_fields[] = {
	PAYMENT_BEGINS,
	{ "EDI情報", 92, 20, FIXED_EDI, .blank = true, D(edi) },
	PAYMENT_TRANSFER,
	{ "識別表示", 113, 1, FIXED_IS, .is = "Y" },
	PAYMENT_ENDS,
	{ 0 } };

static const struct fixed_field trailer_fields[] = {
	{ "データ区分", 1, 1, FIXED_IS, .is = "8" },
	{ "合計件数", 2, 6, FIXED_COUNT, T(count) },
	{ "合計金額", 8, 12, FIXED_COUNT, T(total_yen) },
	{ "ダミー", 20, 101, FIXED_SPACES },
	{ 0 } };
static const struct fixed_field end_fields[] = {
	{ "データ区分", 1, 1, FIXED_IS, .is = "9" },
	{ "ダミー", 2, 119, FIXED_SPACES },
	{ 0 } };

enum { HEADER, PAYMENT, EDI_PAYMENT, TRAILER, END };
static const struct fixed_record records[] = {
	[HEADER] = { '1', "ヘッダー・レコード", header_fields },
	[PAYMENT] = { '2', "データ・レコード", payment_fields },
	[EDI_PAYMENT] = { '2', "データ・レコード (EDI)", edi_fields },
	[TRAILER] = { '8', "トレーラー・レコード", trailer_fields },
	[END] = { '9', "エンド・レコード", end_fields },
	{ 0 } };
const struct fixed_format zengin_format = { "21", "総合振込", 120, records, .empty_groups = false };

enum { EDI_MARK_COLUMN = 113, COUNT_COLUMN = 2, TOTAL_COLUMN = 8, AMOUNT_COLUMN = 81 };
static const int64_t AMOUNT_MAX = 9999999999;	/* N10 */

const struct zengin_payment zengin_payment_plain = { .clearing = "0000", .new_code = "0",
	.customer_1 = "0000000000", .customer_2 = "0000000000" };

/* --- reading ------------------------------------------------------------------- */

struct reading {
	struct fixed_reader r;
	struct arena *arena;
	struct zengin_file *file;
	struct zengin_group *group;	/* NULL before the first header */
	size_t room;			/* of groups */
	struct zengin_payment *next;	/* in the one array of all payments */
	int64_t total_yen;
	bool is_sound;			/* every payment of the group could be read */
};

static struct zengin_group *
add_group(struct reading *g)
{
	struct zengin_file *file = g->file;

	if (file->count == g->room) {
		struct zengin_group *grown;

		g->room = g->room * 2 + 1;
		grown = arena_alloc(g->arena, g->room * sizeof *grown);
		if (file->count != 0)
			memcpy(grown, file->groups, file->count * sizeof *grown);
		file->groups = grown;
	}
	return &file->groups[file->count++];
}

static void
read_header(struct reading *g, const char *s)
{
	g->group = add_group(g);
	g->group->payments = g->next;
	g->total_yen = 0;
	g->is_sound = true;
	fixed_read(&g->r, &records[HEADER], s, &g->group->header);
}

static void
read_payment(struct reading *g, const char *s)
{
	struct zengin_payment *p = g->next;

	*p = (struct zengin_payment){ .amount_yen = 0 };
	p->has_edi = s[EDI_MARK_COLUMN - 1] == 'Y';
	p->record = g->r.record;
	if (!fixed_read(&g->r, &records[p->has_edi ? EDI_PAYMENT : PAYMENT], s, p))
		g->is_sound = false;
	g->total_yen += p->amount_yen;
	if (g->group == NULL)
		return;		/* told as a wrong order */
	g->group->count++;
	g->next++;
}

/* By where the money goes and how much, then by place in the file. */
static int
compare(const void *a, const void *b)
{
	const struct zengin_payment *x = *(const struct zengin_payment *const *)a;
	const struct zengin_payment *y = *(const struct zengin_payment *const *)b;
	int different = memcmp(x->bank, y->bank, offsetof(struct zengin_payment, bank_name) -
	    offsetof(struct zengin_payment, bank));

	if (different != 0)
		return different;
	if (x->amount_yen != y->amount_yen)
		return x->amount_yen < y->amount_yen ? -1 : 1;
	return (x->record > y->record) - (x->record < y->record);
}

static bool
are_equal(const struct zengin_payment *a, const struct zengin_payment *b)
{
	return strcmp(a->bank, b->bank) == 0 && strcmp(a->branch, b->branch) == 0 &&
	    strcmp(a->account_kind, b->account_kind) == 0 &&
	    strcmp(a->account, b->account) == 0 && a->amount_yen == b->amount_yen;
}

static void
find_equal_payments(struct reading *g)
{
	struct zengin_group *group = g->group;
	struct mark mark = arena_mark(g->arena);
	const struct zengin_payment **sorted;

	if (group->count < 2)
		return;
	sorted = arena_alloc(g->arena, group->count * sizeof *sorted);
	for (size_t i = 0; i < group->count; i++)
		sorted[i] = &group->payments[i];
	qsort(sorted, group->count, sizeof *sorted, compare);
	for (size_t i = 1; i < group->count; i++)
		if (are_equal(sorted[i - 1], sorted[i]))
			FIND(g->r.findings, .record = sorted[i]->record, .column = AMOUNT_COLUMN,
			    .field = "振込金額", .code = "equal_payments",
			    .expected = sorted[i - 1]->record, .found = sorted[i]->record,
			    .is_warning = true);
	arena_rewind(g->arena, mark);
}

static void
read_trailer(struct reading *g, const char *s)
{
	struct trailer t = { 0 };
	int64_t count;

	if (!fixed_read(&g->r, &records[TRAILER], s, &t) || g->group == NULL)
		return;
	count = (int64_t)g->group->count;
	if (t.count != count)
		FIND_AT(&g->r, COUNT_COLUMN, .field = "合計件数", .code = "count",
		    .expected = count, .found = t.count);
	if (g->is_sound && t.total_yen != g->total_yen)
		FIND_AT(&g->r, TOTAL_COLUMN, .field = "合計金額", .code = "sum",
		    .expected = g->total_yen, .found = t.total_yen);
	g->group->total_yen = g->total_yen;
	find_equal_payments(g);
}

void
zengin_read(struct arena *a, struct bytes bytes, const struct zengin_reading *how,
    struct zengin_file *file, struct bank_findings *findings)
{
	struct reading g = { .arena = a, .file = file, .r = { .format = &zengin_format,
		.findings = findings, .year = how->year, .wo_in_names = how->wo_in_names } };
	const char *s;

	*file = (struct zengin_file){ 0 };
	*findings = (struct bank_findings){ .count = 0 };
	if (!fixed_open(&g.r, bytes))
		return;
	g.next = arena_alloc(a, fixed_most(&g.r) * sizeof *g.next);
	while ((s = fixed_next(&g.r)) != NULL) {
		if (*s == '1')
			read_header(&g, s);
		else if (*s == '2')
			read_payment(&g, s);
		else if (*s == '8')
			read_trailer(&g, s);
		else
			fixed_read(&g.r, &records[END], s, NULL);
	}
	file->form = g.r.form;
	findings_sort(findings);
}

/* --- writing ------------------------------------------------------------------- */

struct writing {
	struct fixed_reader r;
	struct text_buffer out;
	const struct zengin_file *file;
};

/* What was just written is looked at with the reader's eyes. */
static void
add(struct writing *w, int which, const void *row)
{
	union { struct zengin_header h; struct zengin_payment p; struct trailer t; } again;
	size_t from = w->out.size;
	int64_t errors = w->r.findings->errors;

	fixed_write(&w->out, &w->r, &records[which], row);
	if (w->r.findings->errors == errors)
		fixed_read(&w->r, &records[which], w->out.data + from, &again);
}

static void
write_group(struct writing *w, struct zengin_group *g)
{
	struct trailer t = { .count = (int64_t)g->count };

	add(w, HEADER, &g->header);
	for (size_t i = 0; i < g->count; i++) {
		struct zengin_payment *p = &g->payments[i];

		add(w, p->has_edi ? EDI_PAYMENT : PAYMENT, p);
		p->record = w->r.record;
		/* what has no place in its columns was told, and could overflow */
		if (p->amount_yen > 0 && p->amount_yen <= AMOUNT_MAX)
			t.total_yen += p->amount_yen;
	}
	g->total_yen = t.total_yen;
	add(w, TRAILER, &t);
	if (g->count == 0)
		FIND_AT(&w->r, COUNT_COLUMN, .field = "合計件数", .code = "no_payments");
}

static void
write_all(struct writing *w)
{
	size_t most = 1;

	for (size_t i = 0; i < w->file->count; i++)
		most += w->file->groups[i].count + 2;
	/* at once: a buffer that grows would hold the file twice */
	w->out.room = most * (zengin_format.length + 2) + 2;
	w->out.data = arena_alloc(w->out.arena, w->out.room);
	for (size_t i = 0; i < w->file->count; i++)
		write_group(w, &w->file->groups[i]);
	add(w, END, NULL);
	if (w->file->count == 0)
		FIND_AT(&w->r, 1, .code = "no_payments");
}

int
zengin_write(struct ctx *c, const struct zengin_file *file, const struct zengin_reading *how,
    const char *field, struct bytes *out)
{
	struct bank_findings *findings = arena_alloc(c->arena, sizeof *findings);
	struct writing w = { .file = file, .out = { .arena = c->arena }, .r = {
		.format = &zengin_format, .findings = findings, .form = file->form,
		.year = how->year, .wo_in_names = how->wo_in_names } };

	write_all(&w);
	if (findings_refuse(c, field, findings) != 0)
		return -1;
	*out = (struct bytes){ w.out.data, w.out.size };
	return 0;
}

bool
zengin_set_day(struct zengin_header *h, const char *date)
{
	if (!date_valid(date))
		return false;
	memcpy(h->day, date + 5, 2);
	memcpy(h->day + 2, date + 8, 2);
	h->day[4] = '\0';
	return true;
}
