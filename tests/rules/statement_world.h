#ifndef STATEMENT_WORLD_H
#define STATEMENT_WORLD_H

#include "till_world.h"

#include <stdio.h>

#include "base/text.h"
#include "db/keyring.h"
#include "ledger/balance.h"
#include "settlement/bank_sender.h"
#include "settlement/statement.h"
#include "settlement/statement_line.h"

/*
 * Shops of a test's own that were paid by a file of 15 January 2020, and statements of
 * the bank about it.  Closing, accounts and file are rows as their own rules leave them
 * (they have tests of their own); the money is posted.  Amounts are random, so that
 * files of other tests are not meant.
 */
enum { TAKER = 9000031, SECOND, SHOPS_MAX = 8 };
static const struct instant february = { 1580698800000 };	/* 2020-02-03 12:00 in Tokyo */

struct paid_shop {
	int64_t shop_id, payout_id, yen;
	const char *holder;		/* as the bank writes it */
};
struct bank {
	struct world *world;
	struct bank_sender sender;
	struct paid_shop shops[SHOPS_MAX];
	size_t count;
	int64_t bank_file_id, yen;
};

STMT(world_contact, "INSERT INTO shop_contact (shop_id, seal_code, mail_sealed, made_by, made_at)"
    " VALUES (?, ?, ?, 1, ?)");
STMT(world_account, "INSERT INTO shop_account (shop_id, bank_code, branch_code, kind, seal_code,"
    " number_sealed, holder_sealed, account_hash, last_digits, state, proposed_by, proposed_at,"
    " decided_by, decided_at) VALUES (?, '0166', '150', 1, ?, ?, ?, ?, '567', 'confirmed', 1, ?,"
    " 2, ?)");
STMT(world_closing, "INSERT INTO closing (from_on, to_on, upto_at, pay_on, state, asked_by,"
    " asked_at) VALUES ('2019-12-01', '2019-12-31', '2019-12-31 14:59:59.999', '2020-01-15',"
    " 'cancelled', 1, ?)");
STMT(world_closing_shop, "INSERT INTO closing_shop (closing_id, shop_id, payments, yen)"
    " VALUES (?, ?, 1, ?)");
STMT(world_file, "INSERT INTO bank_file (pay_on, state, payouts, yen, hash, seal_code, content,"
    " built_by, built_at, sent_by, sent_at) VALUES ('2020-01-15', 'sent', ?, ?, ?, ?, 'x', 1, ?,"
    " 1, ?)");
STMT(world_payout, "INSERT INTO payout (closing_shop_id, shop_id, yen, pay_on, state,"
    " shop_account_id, bank_file_id, made_at, sent_at) VALUES (?, ?, ?, '2020-01-15', 'sent', ?,"
    " ?, ?, ?)");
STMT(world_payout_line, "INSERT INTO payout_line (payout_id, round_id, part, yen)"
    " VALUES (?, ?, 1, ?)");

static inline struct bytes
of_text(const char *text)
{
	return (struct bytes){ text, strlen(text) };
}

static inline struct bytes
closed(struct world *w, const char *column, const char *code, const char *text)
{
	const char *where = arena_text(&w->arena, "%s.%s", column, code);

	return seal(&w->arena, keyring_key(&w->ctx, "shop"), where, of_text(text));
}

static inline int64_t
account_in(struct world *w, int64_t shop_id, const char *holder)
{
	const char *code = random_code(&w->arena, 16);
	struct ctx *c = &w->ctx;

	assert_done(c, db_run(c, &world_contact, A(shop_id), A(code),
	    A(closed(w, "shop_contact.mail", code, arena_text(&w->arena, "s%lld@example.jp",
	        (long long)shop_id))), A(c->now)));
	assert_done(c, db_run(c, &world_account, A(shop_id), A(code),
	    A(closed(w, "shop_account.number", code, "1234567")),
	    A(closed(w, "shop_account.holder", code, holder)),
	    A(hash_text(&w->arena, NULL, code)), A(c->now), A(c->now)));
	return db_inserted(c);
}

/* What the closing and the sending of the file post. */
static inline int
post_sent(struct ctx *c, void *arg)
{
	const struct paid_shop *s = arg;
	struct posting closing = { .kind = "test_closing", .ref_id = s->payout_id };
	struct posting payout = { .kind = "payout", .ref_id = s->payout_id };

	if (posting_begin(c, &closing) != 0 ||
	    posting_move(c, &(struct movement){ closing.posting_id, s->payout_id, PART_PAID,
	        CHART_DUE, CHART_PAYABLE, s->shop_id, s->shop_id, s->yen }) != 0)
		return -1;
	return posting_begin(c, &payout) != 0 ||
	        posting_move(c, &(struct movement){ payout.posting_id, s->payout_id, PART_PAID,
	            CHART_PAID_OUT, CHART_DUE, s->shop_id, s->shop_id, s->yen }) != 0 ?
	    -1 : 0;
}

static inline void
pay_shop(struct bank *b, struct paid_shop *s, int64_t closing_id)
{
	struct world *w = b->world;
	struct ctx *c = &w->ctx;
	int64_t account_id, closing_shop_id;

	s->shop_id = shop_of(w);
	if (s->holder == NULL)
		s->holder = arena_text(&w->arena, "\xbc\xb9\xdd %010lld", (long long)s->shop_id);
	account_id = account_in(w, s->shop_id, s->holder);
	assert_done(c, db_run(c, &world_closing_shop, A(closing_id), A(s->shop_id), A(s->yen)));
	closing_shop_id = db_inserted(c);
	assert_done(c, db_run(c, &world_payout, A(closing_shop_id), A(s->shop_id), A(s->yen),
	    A(account_id), A(b->bank_file_id), A(c->now), A(c->now)));
	s->payout_id = db_inserted(c);
	assert_done(c, db_run(c, &world_payout_line, A(s->payout_id), A(s->payout_id), A(s->yen)));
	assert_done(c, db_transact(c, post_sent, s));
}

/* A file with a payout for each of the amounts. */
static inline void
file_sent(struct bank *b, const int64_t *yen, size_t count)
{
	struct world *w = b->world;
	struct ctx *c = &w->ctx;
	int64_t closing_id;

	b->count = count;
	b->yen = 0;
	for (size_t i = 0; i < count; i++) {
		b->shops[i] = (struct paid_shop){ .yen = yen[i], .holder = b->shops[i].holder };
		b->yen += yen[i];
	}
	assert_done(c, db_run(c, &world_closing, A(c->now)));
	closing_id = db_inserted(c);
	assert_done(c, db_run(c, &world_file, A((int64_t)count), A(b->yen),
	    A(hash_text(&w->arena, NULL, w->tag)), A(random_code(&w->arena, 16)), A(c->now),
	    A(c->now)));
	b->bank_file_id = db_inserted(c);
	for (size_t i = 0; i < count; i++)
		pay_shop(b, &b->shops[i], closing_id);
}

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

/* ---- statements ---- */

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
	buffer_format(t, "1030020203020101020203%s%15s%s%15s000%lld000%s%40s11", b->sender.bank_code,
	    "", b->sender.branch_code, "", (long long)b->sender.kind, b->sender.number, "");
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

struct taking_in { struct bytes file; struct statement out; };

static inline int
take_in_work(struct ctx *c, void *arg)
{
	struct taking_in *t = arg;

	return statement_take(c, t->file, &t->out);
}

static inline int
take_in(struct bank *b, struct bytes file, struct statement *out)
{
	struct taking_in t = { .file = file };
	int result = db_transact(&b->world->ctx, take_in_work, &t);

	*out = t.out;
	return result;
}

/* ---- what is so afterwards ---- */

STMT(world_payout_state, "SELECT state FROM payout WHERE payout_id = ?");
STMT(world_file_state, "SELECT state FROM bank_file WHERE bank_file_id = ?");
STMT(world_lines, "SELECT bank_line_id, bank_statement_id, line_no, account_on, direction, yen,"
    " state, kind, COALESCE(bank_file_id, 0) AS bank_file_id,"
    " COALESCE(payout_id, 0) AS payout_id, COALESCE(shop_id, 0) AS shop_id,"
    " COALESCE(asked_file_id, 0) AS asked_file_id,"
    " COALESCE(asked_payout_id, 0) AS asked_payout_id, 0 AS is_own FROM bank_line WHERE bank_statement_id = ? ORDER BY line_no LIMIT 100");
struct state_word { const char *state; };
SHAPE(state_word, "A state", FIELD(state_word, state, "In a word"));

static inline const char *
payout_state(struct bank *b, size_t shop)
{
	struct ctx *c = &b->world->ctx;
	struct state_word row;

	assert_done(c, db_one(c, &world_payout_state, &state_word_shape, &row,
	    A(b->shops[shop].payout_id)));
	return row.state;
}

static inline const char *
file_state_of(struct bank *b)
{
	struct ctx *c = &b->world->ctx;
	struct state_word row;

	assert_done(c, db_one(c, &world_file_state, &state_word_shape, &row,
	    A(b->bank_file_id)));
	return row.state;
}

static inline struct statement_line
line_of(struct bank *b, int64_t bank_statement_id, size_t at)
{
	struct ctx *c = &b->world->ctx;
	struct list lines;

	assert_done(c, db_list(c, &world_lines, &statement_line_shape, &lines,
	    A(bank_statement_id)));
	assert_true(at < lines.count);
	return ((const struct statement_line *)lines.items)[at];
}

/* What the ledger says was paid out to the shop, and what is due again. */
static inline void
assert_ledger(struct bank *b, size_t shop, int64_t paid_out, int64_t due)
{
	struct ctx *c = &b->world->ctx;
	const struct paid_shop *s = &b->shops[shop];
	int64_t yen;

	assert_done(c, balance_at(c, &(struct ledger_place){ CHART_PAID_OUT, s->payout_id,
	    s->shop_id, PART_PAID }, c->now, &yen));
	assert_int_equal(yen, -paid_out);
	assert_done(c, balance_at(c, &(struct ledger_place){ CHART_DUE, s->payout_id, s->shop_id,
	    PART_PAID }, c->now, &yen));
	assert_int_equal(yen, -due);
}

#endif
