#ifndef CLOSING_SUMS_H
#define CLOSING_SUMS_H

#include "closing_acts.h"

/* ---- what must be so ---- */

struct yen_row { int64_t yen; };
SHAPE(yen_row, "A sum", FIELD(yen_row, yen, "Yen"));
STMT(world_shop_yen, "SELECT CAST(COALESCE(SUM(yen), 0) AS SIGNED) AS yen FROM closing_shop"
    " WHERE closing_id = ? AND shop_id = ?");
STMT(world_line_yen, "SELECT CAST(COALESCE(SUM(l.yen), 0) AS SIGNED) AS yen FROM closing_shop s"
    " JOIN closing_line l ON l.closing_shop_id = s.closing_shop_id"
    " WHERE s.closing_id = ? AND s.shop_id = ?");
STMT(world_payout_yen, "SELECT CAST(COALESCE(SUM(p.yen), 0) AS SIGNED) AS yen FROM closing_shop s"
    " JOIN payout p ON p.closing_shop_id = s.closing_shop_id"
    " WHERE s.closing_id = ? AND s.shop_id = ?");
STMT(world_payout_lines, "SELECT CAST(COALESCE(SUM(l.yen), 0) AS SIGNED) AS yen FROM closing_shop s"
    " JOIN payout p ON p.closing_shop_id = s.closing_shop_id"
    " JOIN payout_line l ON l.payout_id = p.payout_id WHERE s.closing_id = ? AND s.shop_id = ?");
STMT(world_chart_yen, "SELECT CAST(COALESCE(-SUM(yen), 0) AS SIGNED) AS yen FROM entry"
    " WHERE chart = ? AND owner_id = ?");
STMT(world_paid_yen, "SELECT CAST(COALESCE(SUM(p.amount_yen), 0) AS SIGNED) AS yen FROM payment p"
    " WHERE p.shop_id = ? AND NOT EXISTS"
    " (SELECT 1 FROM payment_void v WHERE v.payment_id = p.payment_id)");

static inline int64_t
sum_of(struct world *w, const struct stmt *statement, struct arg first, struct arg second)
{
	struct yen_row row;

	as_settlement(w, ASKER);
	assert_done(&w->ctx, db_one(&w->ctx, statement, &yen_row_shape, &row, first, second));
	return row.yen;
}
static const struct arg no_arg = { .kind = ARG_END };

static inline int64_t
chart_yen(struct world *w, enum chart chart, int64_t shop_id)
{
	return sum_of(w, &world_chart_yen, A((int)chart), A(shop_id));
}

/* Shop, lines, payout and its lines say the same; nothing was lost on the way. */
static inline void
assert_closed(struct world *w, int64_t closing_id, int64_t shop_id, int64_t yen)
{
	assert_int_equal(sum_of(w, &world_shop_yen, A(closing_id), A(shop_id)), yen);
	assert_int_equal(sum_of(w, &world_line_yen, A(closing_id), A(shop_id)), yen);
	assert_int_equal(sum_of(w, &world_payout_yen, A(closing_id), A(shop_id)), yen);
	assert_int_equal(sum_of(w, &world_payout_lines, A(closing_id), A(shop_id)), yen);
}

/* Where the money of a shop is, and that all of it is somewhere. */
static inline void
assert_places(struct world *w, int64_t shop_id, int64_t payable, int64_t due, int64_t held,
    int64_t refused)
{
	assert_int_equal(chart_yen(w, CHART_PAYABLE, shop_id), payable);
	assert_int_equal(chart_yen(w, CHART_DUE, shop_id), due);
	assert_int_equal(chart_yen(w, CHART_HELD, shop_id), held);
	assert_int_equal(chart_yen(w, CHART_REFUSED, shop_id), refused);
	assert_int_equal(payable + due + held + refused,
	    sum_of(w, &world_paid_yen, A(shop_id), no_arg));
}

#endif
