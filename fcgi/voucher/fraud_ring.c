#include "voucher/fraud.h"

#include "base/text.h"
#include "db/db.h"

/*
 * Rings: the owner of A pays at B, the owner of B at A (or over C), so that
 * nobody pays at the own shop.  The database sums what people of one shop paid
 * at others that have people, which is little; the ring is closed here.
 */
struct leg { int64_t from_shop_id, to_shop_id, payments, yen; };
SHAPE(leg, "What people of one shop paid at another",
    FIELD(leg, from_shop_id, "Their shop"),
    FIELD(leg, to_shop_id, "Where they paid"),
    FIELD(leg, payments, "How many payments"),
    FIELD(leg, yen, "Their sum"));

#define STANDS " AND NOT EXISTS (SELECT 1 FROM payment_void v WHERE v.payment_id = p.payment_id)"
#define PEOPLE "SELECT DISTINCT o.shop_id, u.purse_id FROM shop_person o"		\
	" JOIN purse u ON u.person_id = o.person_id"					\
	" WHERE o.ended_at IS NULL OR o.ended_at >= CAST(? AS DATETIME(3)) - INTERVAL 9 HOUR"

STMT(legs_all, "SELECT own.shop_id AS from_shop_id, p.shop_id AS to_shop_id,"
    " COUNT(*) AS payments, CAST(SUM(p.amount_yen) AS SIGNED) AS yen FROM (" PEOPLE ") own"
    " JOIN payment p ON p.purse_id = own.purse_id AND p.shop_id <> own.shop_id"
    " WHERE p.paid_on BETWEEN ? AND ?"
    " AND p.shop_id IN (SELECT t.shop_id FROM shop_person t)" STANDS
    " GROUP BY own.shop_id, p.shop_id HAVING SUM(p.amount_yen) >= ?"
    " ORDER BY own.shop_id, p.shop_id LIMIT 5000");
STMT(rows_of_leg, "SELECT DISTINCT p.payment_id FROM (" PEOPLE ") own"
    " JOIN payment p ON p.purse_id = own.purse_id WHERE own.shop_id = ? AND p.shop_id = ?"
    " AND p.paid_on BETWEEN ? AND ?" STANDS " ORDER BY p.payment_id LIMIT 1000");

struct ring {
	const struct check *check;
	const struct leg *legs[3];	/* each leads to where the next begins */
	size_t count;
};

/* Each shop of the ring is a finding: the payments that came to it. */
static int
report_leg(struct ctx *c, const struct ring *ring, const char *name, const struct leg *leg)
{
	const struct check_window *w = ring->check->window;
	struct suspicion f = { .shop_id = leg->to_shop_id, .payments = leg->payments,
		.yen = leg->yen, .measured = leg->yen };
	struct list rows;

	f.found_key = arena_text(c->arena, "%s %s %lld", w->since, name,
	    (long long)leg->to_shop_id);
	return db_list(c, &rows_of_leg, &payment_no_shape, &rows, A(w->from_on),
	           A(leg->from_shop_id), A(leg->to_shop_id), A(w->from_on), A(w->to_on)) != 0 ?
	    -1 : check_found(c, ring->check, &f, &rows);
}

static int
report(struct ctx *c, const struct ring *ring)
{
	struct mark mark = arena_mark(c->arena);
	struct text_buffer name = { .arena = c->arena };

	for (size_t i = 0; i < ring->count; i++)
		buffer_format(&name, "%s%lld", i > 0 ? "-" : "",
		    (long long)ring->legs[i]->from_shop_id);
	buffer_add(&name, "", 1);
	for (size_t i = 0; i < ring->count; i++)
		if (report_leg(c, ring, name.data, ring->legs[i]) != 0)
			return -1;
	arena_rewind(c->arena, mark);
	return 0;
}

/* A ring begins at its smallest shop, so that it is found once. */
static int
close_rings(struct ctx *c, struct ring *ring, const struct leg *legs, size_t count)
{
	int64_t start = ring->legs[0]->from_shop_id;
	const struct leg *last = ring->legs[ring->count - 1];

	for (size_t i = 0; i < count; i++) {
		const struct leg *next = &legs[i];

		if (next->from_shop_id != last->to_shop_id || next->to_shop_id < start)
			continue;
		ring->legs[ring->count++] = next;
		if (next->to_shop_id == start ? report(c, ring) != 0 :
		    ring->count < 3 && next->to_shop_id != last->from_shop_id &&
		    close_rings(c, ring, legs, count) != 0)
			return -1;
		ring->count--;
	}
	return 0;
}

int
look_ring(struct ctx *c, const struct check *k)
{
	const struct check_window *w = k->window;
	const struct leg *legs;
	struct list found;

	if (db_list(c, &legs_all, &leg_shape, &found, A(w->from_on), A(w->from_on), A(w->to_on),
	        A(k->rule->yen)) != 0)
		return -1;
	legs = found.items;
	for (size_t i = 0; i < found.count; i++) {
		struct ring ring = { .check = k, .legs = { &legs[i] }, .count = 1 };

		if (legs[i].to_shop_id > legs[i].from_shop_id &&
		    close_rings(c, &ring, legs, found.count) != 0)
			return -1;
	}
	return 0;
}
