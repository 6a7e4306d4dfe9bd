#include "voucher/fraud.h"

#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "db/db.h"

/*
 * Bursts: many payments at one shop within minutes.  The database hands over
 * only those that may be part of one (of the night, or large ones), in their
 * order; one shop and day is looked at at a time, so memory stays flat.
 */
enum { BURST_MAX = 2000 };	/* payments of one shop and day that are looked at */

struct burst_row {
	int64_t payment_id, shop_id, purse_id, yen;
	struct instant paid_at;
	const char *on_date;
};
SHAPE(burst_row, "A payment that may be part of a burst",
    FIELD(burst_row, payment_id, "Payment"),
    FIELD(burst_row, shop_id, "Shop"),
    FIELD(burst_row, purse_id, "Purse"),
    FIELD(burst_row, yen, "Amount"),
    FIELD(burst_row, paid_at, "When"),
    FIELD(burst_row, on_date, "Day, or the day a night began"));

#define COLUMNS "SELECT p.payment_id, p.shop_id, p.purse_id, p.amount_yen AS yen, p.paid_at, "
#define STANDS " AND NOT EXISTS (SELECT 1 FROM payment_void v WHERE v.payment_id = p.payment_id)" \
	" ORDER BY p.shop_id, p.paid_at, p.payment_id"
/* Tokyo is nine hours ahead; a night belongs to the day it began on, so days turn at 5:00. */
STMT(of_nights, COLUMNS "DATE(p.paid_at + INTERVAL 4 HOUR) AS on_date FROM payment p"
    " WHERE p.paid_on BETWEEN ? AND ? AND p.amount_yen >= ?"
    " AND (HOUR(p.paid_at + INTERVAL 9 HOUR) >= 22"
    " OR HOUR(p.paid_at + INTERVAL 9 HOUR) < 5)" STANDS);
STMT(of_large, COLUMNS "p.paid_on AS on_date FROM payment p"
    " WHERE p.paid_on BETWEEN ? AND ? AND p.amount_yen >= ?" STANDS);

struct group {
	const struct check *check;
	bool by_purses;			/* counts purses, not payments */
	int64_t shop_id;
	char on_date[DATE_SIZE];
	size_t count;
	struct paid { int64_t payment_id, purse_id, yen, ms; bool in_burst; } rows[BURST_MAX];
};

static int64_t
size_of(const struct group *g, size_t from, size_t to)
{
	int64_t purses = 0;

	if (!g->by_purses)
		return (int64_t)(to - from + 1);
	for (size_t i = from; i <= to; i++) {
		size_t j = from;

		while (j < i && g->rows[j].purse_id != g->rows[i].purse_id)
			j++;
		purses += j == i;
	}
	return purses;
}

/* The largest number within the minutes; marks what is part of a large enough one. */
static int64_t
mark_bursts(struct group *g)
{
	int64_t span_ms = g->check->rule->minutes * 60000, most = 0;

	for (size_t from = 0, to = 0; to < g->count; to++) {
		int64_t size;

		while (g->rows[to].ms - g->rows[from].ms > span_ms)
			from++;
		size = size_of(g, from, to);
		if (size < g->check->rule->count)
			continue;
		most = size > most ? size : most;
		for (size_t i = from; i <= to; i++)
			g->rows[i].in_burst = true;
	}
	return most;
}

/* Writes down what one shop and day show, and makes room for the next. */
static int
close_group(struct ctx *c, struct group *g)
{
	struct mark mark = arena_mark(c->arena);
	struct suspicion f = { .shop_id = g->shop_id, .measured = mark_bursts(g) };
	struct payment_no *payments = arena_alloc(c->arena, (g->count + 1) * sizeof *payments);
	struct list list = { 0, payments };
	int result;

	for (size_t i = 0; i < g->count; i++) {
		if (!g->rows[i].in_burst)
			continue;
		if (f.payments++ == 0)
			f.purse_id = g->rows[i].purse_id;
		else if (f.purse_id != g->rows[i].purse_id)
			f.purse_id = 0;
		f.yen += g->rows[i].yen;
		if (list.count < FLAG_PAYMENTS_MAX)
			payments[list.count++].payment_id = g->rows[i].payment_id;
	}
	f.found_key = arena_text(c->arena, "%lld %s", (long long)g->shop_id, g->on_date);
	g->count = 0;
	result = f.payments > 0 ? check_found(c, g->check, &f, &list) : 0;
	if (result == 0)
		arena_rewind(c->arena, mark);
	return result;
}

static int
take(struct ctx *c, const void *row, void *arg)
{
	const struct burst_row *r = row;
	struct group *g = arg;

	if (g->count > 0 && (r->shop_id != g->shop_id || !text_same(r->on_date, g->on_date)) &&
	    close_group(c, g) != 0)
		return -1;
	if (g->count == 0) {
		must(strlen(r->on_date) < sizeof g->on_date);
		g->shop_id = r->shop_id;
		memcpy(g->on_date, r->on_date, strlen(r->on_date) + 1);
	}
	if (g->count < BURST_MAX)
		g->rows[g->count++] = (struct paid){ r->payment_id, r->purse_id, r->yen,
			r->paid_at.ms, false };
	return 0;
}

static struct group *
group_of(struct ctx *c, const struct check *k, bool by_purses)
{
	struct group *g = arena_alloc(c->arena, sizeof *g);

	g->check = k;
	g->by_purses = by_purses;
	return g;
}

int
look_night(struct ctx *c, const struct check *k)
{
	struct group *g = group_of(c, k, false);

	return db_each(c, take, g, &of_nights, &burst_row_shape, NULL, A(k->window->from_on),
	           A(k->window->to_on), A(k->rule->yen)) != 0 ?
	    -1 : close_group(c, g);
}

int
look_many_purses(struct ctx *c, const struct check *k)
{
	struct group *g = group_of(c, k, true);

	return db_each(c, take, g, &of_large, &burst_row_shape, NULL, A(k->window->from_on),
	           A(k->window->to_on), A(k->rule->yen)) != 0 ?
	    -1 : close_group(c, g);
}
