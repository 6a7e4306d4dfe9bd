#ifndef STATEMENT_PAPER_H
#define STATEMENT_PAPER_H

#include "statement_world.h"

/* The account that pays, and statements of the bank about it. */
static inline int
set_sender_work(struct ctx *c, void *arg)
{
	return bank_sender_set(c, arg);
}

static inline void
bank_open(struct world *w, struct bank *b)
{
	static const struct bank_sender city = { "0000000001", "ミホンシ", "0166", "150",
		"7654321", 1, "none", false, false };
	bool found;

	*b = (struct bank){ .world = w };
	w->ctx.now = february;
	act_as(w, TAKER);
	assert_done(&w->ctx, bank_sender_read(&w->ctx, &found, &b->sender));
	if (!found) {
		b->sender = city;
		assert_done(&w->ctx, db_transact(&w->ctx, set_sender_work, &b->sender));
	}
}

/* An amount no other test has, of this many digits at least. */
static inline int64_t
amount(void)
{
	return 100000000 + random_below(800000000);
}

struct told {
	bool is_in;
	int64_t yen;
	const char *name, *summary, *edi, *inquiry_no;
	const char *day;		/* YYMMDD of the era; NULL: 020116 */
};
struct paper { struct text_buffer text; struct told sums[2]; int64_t count, lines[2]; };

static inline void
column(struct text_buffer *b, const char *text, size_t width)
{
	size_t size = text != NULL ? strlen(text) : 0;

	must(size <= width);
	buffer_add(b, text, size);
	for (; size < width; size++)
		buffer_text(b, " ");
}

static inline const char *
digits(struct world *w, int64_t number, int width)
{
	return arena_text(&w->arena, "%0*lld", width, (long long)number);
}

static inline void
paper_head(const struct bank *b, struct text_buffer *t)
{
	buffer_format(t, "1030020203020101020203%s%15s%s%15s000%lld000%s%40s11",
	    b->sender.bank_code, "", b->sender.branch_code, "", (long long)b->sender.kind,
	    b->sender.number, "");
	column(t, "00000000000000", 14 + 71);
}

static inline void
paper_line(const struct bank *b, struct paper *p, const struct told *l)
{
	struct text_buffer *t = &p->text;

	column(t, "2", 1);
	column(t, l->inquiry_no, 8);
	column(t, l->day != NULL ? l->day : "020116", 6);
	column(t, l->day != NULL ? l->day : "020116", 6);
	column(t, l->is_in ? "111" : "211", 3);
	column(t, digits(b->world, l->yen, 12), 12);
	column(t, "", 45);
	column(t, l->name, 48);
	column(t, "", 30);
	column(t, l->summary, 20);
	column(t, l->edi, 20);
	column(t, "", 1);
	p->sums[l->is_in].yen += l->yen;
	p->lines[l->is_in]++;
	p->count++;
}

/* 入出金取引明細 of 2020-01-01 to 2020-02-03, made on that day. */
static inline struct bytes
paper_of(const struct bank *b, const struct told *lines, size_t count)
{
	struct paper p = { .text.arena = &b->world->arena };
	int64_t after = 0;

	paper_head(b, &p.text);
	for (size_t i = 0; i < count; i++)
		paper_line(b, &p, &lines[i]);
	after = p.sums[1].yen - p.sums[0].yen;
	buffer_format(&p.text, "8%06lld%013lld%06lld%013lld%c%014lld%07lld%139s",
	    (long long)p.lines[1], (long long)p.sums[1].yen, (long long)p.lines[0],
	    (long long)p.sums[0].yen, after < 0 ? '2' : '1',
	    (long long)(after < 0 ? -after : after), (long long)p.count, "");
	buffer_format(&p.text, "9%010lld00001%184s", (long long)p.count + 3, "");
	must(p.text.size == (size_t)(p.count + 3) * 200);
	return (struct bytes){ p.text.data, p.text.size };
}
#define PAPER(b, ...) paper_of(b, (const struct told[]){ __VA_ARGS__ },			\
	sizeof((const struct told[]){ __VA_ARGS__ }) / sizeof(struct told))

#endif
