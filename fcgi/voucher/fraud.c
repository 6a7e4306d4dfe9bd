#include "voucher/fraud.h"

#include "db/db.h"

#define STANDS " AND NOT EXISTS (SELECT 1 FROM payment_void v WHERE v.payment_id = p.payment_id)"
#define IN_WINDOW " p.paid_on BETWEEN ? AND ?"
#define SUMS " COUNT(*) AS payments, CAST(SUM(p.amount_yen) AS SIGNED) AS yen"

/* ---- the payments behind a finding ---- */

STMT(rows_of_pair, "SELECT p.payment_id FROM payment p WHERE p.purse_id = ? AND p.shop_id = ?"
    " AND" IN_WINDOW STANDS " ORDER BY p.payment_id LIMIT 1000");
STMT(rows_of_amount, "SELECT p.payment_id FROM payment p WHERE p.purse_id = ? AND p.shop_id = ?"
    " AND" IN_WINDOW " AND p.amount_yen = ?" STANDS " ORDER BY p.payment_id LIMIT 1000");
STMT(rows_of_top, "SELECT p.payment_id FROM payment p JOIN (SELECT p.purse_id FROM payment p"
    " WHERE p.shop_id = ? AND" IN_WINDOW STANDS " GROUP BY p.purse_id"
    " ORDER BY SUM(p.amount_yen) DESC, p.purse_id LIMIT ?) top ON top.purse_id = p.purse_id"
    " WHERE p.shop_id = ? AND" IN_WINDOW STANDS " ORDER BY p.payment_id LIMIT 1000");
STMT(rows_after_sale, "SELECT p.payment_id FROM sale s JOIN payment p ON p.purse_id = ?"
    " AND p.shop_id = ? AND p.paid_at BETWEEN s.sold_at AND s.sold_at + INTERVAL ? MINUTE"
    " AND" IN_WINDOW " WHERE s.sale_id = ?" STANDS " ORDER BY p.payment_id LIMIT 1000");

static int
pair_rows(struct ctx *c, const struct check *k, const struct suspicion *f, struct list *rows)
{
	return db_list(c, &rows_of_pair, &payment_no_shape, rows, A(f->purse_id), A(f->shop_id),
	    A(k->window->from_on), A(k->window->to_on));
}

static int
amount_rows(struct ctx *c, const struct check *k, const struct suspicion *f, struct list *rows)
{
	return db_list(c, &rows_of_amount, &payment_no_shape, rows, A(f->purse_id), A(f->shop_id),
	    A(k->window->from_on), A(k->window->to_on), A(f->object_id));
}

static int
top_rows(struct ctx *c, const struct check *k, const struct suspicion *f, struct list *rows)
{
	const struct check_window *w = k->window;

	return db_list(c, &rows_of_top, &payment_no_shape, rows, A(f->shop_id), A(w->from_on),
	    A(w->to_on), A(k->rule->count), A(f->shop_id), A(w->from_on), A(w->to_on));
}

static int
sale_rows(struct ctx *c, const struct check *k, const struct suspicion *f, struct list *rows)
{
	return db_list(c, &rows_after_sale, &payment_no_shape, rows, A(f->purse_id), A(f->shop_id),
	    A(k->rule->minutes), A(k->window->from_on), A(k->window->to_on), A(f->object_id));
}

/* The finding names its payments itself. */
static int
named_rows(struct ctx *c, const struct check *k, const struct suspicion *f, struct list *rows)
{
	struct payment_no *p = arena_alloc(c->arena, 2 * sizeof *p);

	(void)k;
	p[0].payment_id = f->object_id;
	p[1].payment_id = f->other_id;
	*rows = (struct list){ f->other_id != 0 ? 2 : 1, p };
	return 0;
}

static int
report(struct ctx *c, const struct check *k, const struct list *found,
    int (*rows_of)(struct ctx *, const struct check *, const struct suspicion *, struct list *))
{
	const struct suspicion *f = found->items;

	for (size_t i = 0; i < found->count; i++) {
		struct mark mark = arena_mark(c->arena);
		struct list rows;

		if (rows_of(c, k, &f[i], &rows) != 0 || check_found(c, k, &f[i], &rows) != 0)
			return -1;
		arena_rewind(c->arena, mark);
	}
	return 0;
}

/* ---- one purse and one shop ---- */

STMT(find_one_person, "SELECT CONCAT(?, ' ', t.shop_id, ' ', t.purse_id) AS found_key, t.shop_id,"
    " t.purse_id, t.payments, t.yen, t.yen AS measured FROM (SELECT s.*,"
    "  SUM(s.yen) OVER (PARTITION BY s.purse_id) AS all_yen FROM (SELECT p.shop_id, p.purse_id,"
    SUMS " FROM payment p WHERE" IN_WINDOW STANDS " GROUP BY p.shop_id, p.purse_id) s) t"
    " WHERE t.yen >= ? AND t.yen * 100 >= ? * t.all_yen ORDER BY t.yen DESC LIMIT 5000");
STMT(find_own_shop, "SELECT CONCAT(?, ' ', t.shop_id, ' ', t.purse_id) AS found_key, t.shop_id,"
    " t.purse_id, t.payments, t.yen, t.yen AS measured FROM (SELECT p.shop_id, p.purse_id," SUMS
    " FROM (SELECT DISTINCT o.shop_id, u.purse_id FROM shop_person o"
    "  JOIN purse u ON u.person_id = o.person_id"
    "  WHERE o.ended_at IS NULL OR o.ended_at >= CAST(? AS DATETIME(3)) - INTERVAL 9 HOUR) own"
    " JOIN payment p ON p.purse_id = own.purse_id AND p.shop_id = own.shop_id WHERE" IN_WINDOW
    STANDS " GROUP BY p.shop_id, p.purse_id HAVING SUM(p.amount_yen) >= ?) t"
    " ORDER BY t.yen DESC LIMIT 5000");
STMT(find_round_amount, "SELECT CONCAT(?, ' ', t.shop_id, ' ', t.purse_id, ' ', t.amount_yen)"
    " AS found_key, t.shop_id, t.purse_id, t.payments, t.yen, t.payments AS measured,"
    " t.amount_yen AS object_id FROM (SELECT p.shop_id, p.purse_id, p.amount_yen," SUMS
    " FROM payment p WHERE" IN_WINDOW " AND p.amount_yen MOD 1000 = 0 AND p.amount_yen >= ?"
    STANDS " GROUP BY p.shop_id, p.purse_id, p.amount_yen HAVING COUNT(*) >= ?) t"
    " ORDER BY t.yen DESC LIMIT 5000");

static int
look_one_person(struct ctx *c, const struct check *k)
{
	const struct check_window *w = k->window;
	struct list found;

	return db_list(c, &find_one_person, &suspicion_shape, &found, A(w->since), A(w->from_on),
	           A(w->to_on), A(k->rule->yen), A(k->rule->percent)) != 0 ?
	    -1 : report(c, k, &found, pair_rows);
}

static int
look_own_shop(struct ctx *c, const struct check *k)
{
	const struct check_window *w = k->window;
	struct list found;

	return db_list(c, &find_own_shop, &suspicion_shape, &found, A(w->since), A(w->from_on),
	           A(w->from_on), A(w->to_on), A(k->rule->yen)) != 0 ?
	    -1 : report(c, k, &found, pair_rows);
}

static int
look_round_amount(struct ctx *c, const struct check *k)
{
	const struct check_window *w = k->window;
	struct list found;

	return db_list(c, &find_round_amount, &suspicion_shape, &found, A(w->since), A(w->from_on),
	           A(w->to_on), A(k->rule->yen), A(k->rule->count)) != 0 ?
	    -1 : report(c, k, &found, amount_rows);
}

/* ---- a shop that lives from few ---- */

STMT(find_few_people, "SELECT CONCAT(?, ' ', t.shop_id) AS found_key, t.shop_id,"
    " CAST(SUM(IF(t.place <= ?, t.payments, 0)) AS SIGNED) AS payments,"
    " CAST(SUM(IF(t.place <= ?, t.yen, 0)) AS SIGNED) AS yen,"
    " CAST(SUM(IF(t.place <= ?, t.yen, 0)) * 100 DIV SUM(t.yen) AS SIGNED) AS measured"
    " FROM (SELECT s.*, ROW_NUMBER() OVER (PARTITION BY s.shop_id"
    "  ORDER BY s.yen DESC, s.purse_id) AS place FROM (SELECT p.shop_id, p.purse_id," SUMS
    "  FROM payment p WHERE" IN_WINDOW STANDS " GROUP BY p.shop_id, p.purse_id) s) t"
    " GROUP BY t.shop_id HAVING SUM(t.yen) >= ?"
    " AND SUM(IF(t.place <= ?, t.yen, 0)) * 100 >= ? * SUM(t.yen)"
    " ORDER BY t.shop_id LIMIT 5000");

static int
look_few_people(struct ctx *c, const struct check *k)
{
	const struct check_window *w = k->window;
	const struct check_rule *r = k->rule;
	struct list found;

	return db_list(c, &find_few_people, &suspicion_shape, &found, A(w->since), A(r->count),
	           A(r->count), A(r->count), A(w->from_on), A(w->to_on), A(r->yen), A(r->count),
	           A(r->percent)) != 0 ?
	    -1 : report(c, k, &found, top_rows);
}

/* ---- single payments ---- */

STMT(find_single_large, "SELECT CAST(p.payment_id AS CHAR) AS found_key, p.shop_id, p.purse_id,"
    " 1 AS payments, p.amount_yen AS yen, p.amount_yen AS measured, p.payment_id AS object_id"
    " FROM payment p WHERE" IN_WINDOW " AND p.amount_yen >= ?" STANDS
    " ORDER BY p.payment_id LIMIT 5000");
/* What a sale gave, spent at one shop before anybody could have looked around. */
STMT(find_after_sale, "SELECT CONCAT(t.sale_id, ' ', t.shop_id) AS found_key, t.shop_id,"
    " t.purse_id, t.payments, t.yen, t.yen * 100 DIV t.face_yen AS measured,"
    " t.sale_id AS object_id FROM (SELECT s.sale_id, s.face_yen, p.shop_id, p.purse_id," SUMS
    " FROM sale s JOIN purse u ON u.person_id = s.person_id JOIN payment p"
    " ON p.purse_id = u.purse_id AND p.paid_at BETWEEN s.sold_at AND s.sold_at + INTERVAL ? MINUTE"
    " WHERE s.sold_on BETWEEN CAST(? AS DATE) - INTERVAL 1 DAY AND ? AND s.face_yen >= ?"
    " AND NOT EXISTS (SELECT 1 FROM sale_void x WHERE x.sale_id = s.sale_id) AND" IN_WINDOW
    STANDS " GROUP BY s.sale_id, s.face_yen, p.shop_id, p.purse_id"
    " HAVING SUM(p.amount_yen) * 100 >= ? * s.face_yen) t ORDER BY t.sale_id LIMIT 5000");
/* Degrees to kilometres on a plane: exact enough within a municipality.  STRAIGHT_JOIN:
 * the payments are read once, and shops looked up for the few that may be too fast. */
STMT(find_speed, "SELECT CAST(t.payment_id AS CHAR) AS found_key, t.shop_id, t.purse_id,"
    " 2 AS payments, t.amount_yen + t.before_yen AS yen,"
    " CAST(t.km * 3600 DIV GREATEST(t.seconds, 1) AS SIGNED) AS measured,"
    " t.payment_id AS object_id, t.before_id AS other_id FROM (SELECT w.*,"
    "  111.2 * SQRT(POW(a.latitude - b.latitude, 2)"
    "   + POW((a.longitude - b.longitude) * COS(RADIANS(a.latitude)), 2)) AS km,"
    "  TIMESTAMPDIFF(SECOND, w.before_at, w.paid_at) AS seconds FROM"
    "  (SELECT p.payment_id, p.purse_id, p.shop_id, p.amount_yen, p.paid_at,"
    "   LAG(p.payment_id) OVER o AS before_id, LAG(p.shop_id) OVER o AS before_shop,"
    "   LAG(p.amount_yen) OVER o AS before_yen, LAG(p.paid_at) OVER o AS before_at"
    "   FROM payment p WHERE" IN_WINDOW STANDS
    "   WINDOW o AS (PARTITION BY p.purse_id ORDER BY p.paid_at, p.payment_id)) w"
    "  STRAIGHT_JOIN shop a ON a.shop_id = w.shop_id"
    "  STRAIGHT_JOIN shop b ON b.shop_id = w.before_shop"
    "  WHERE w.before_shop <> w.shop_id AND w.paid_at <= w.before_at + INTERVAL ? MINUTE"
    "  AND a.latitude IS NOT NULL AND b.latitude IS NOT NULL) t"
    " WHERE t.km >= 1 AND t.km * 3600 > ? * t.seconds ORDER BY t.payment_id LIMIT 5000");

static int
look_single_large(struct ctx *c, const struct check *k)
{
	struct list found;

	return db_list(c, &find_single_large, &suspicion_shape, &found, A(k->window->from_on),
	           A(k->window->to_on), A(k->rule->yen)) != 0 ?
	    -1 : report(c, k, &found, named_rows);
}

static int
look_after_sale(struct ctx *c, const struct check *k)
{
	const struct check_window *w = k->window;
	const struct check_rule *r = k->rule;
	struct list found;

	return db_list(c, &find_after_sale, &suspicion_shape, &found, A(r->minutes), A(w->from_on),
	           A(w->to_on), A(r->yen), A(w->from_on), A(w->to_on), A(r->percent)) != 0 ?
	    -1 : report(c, k, &found, sale_rows);
}

static int
look_speed(struct ctx *c, const struct check *k)
{
	struct list found;

	return db_list(c, &find_speed, &suspicion_shape, &found, A(k->window->from_on),
	           A(k->window->to_on), A(k->rule->minutes), A(k->rule->count)) != 0 ?
	    -1 : report(c, k, &found, named_rows);
}

const struct check_kind voucher_checks[] = {
	{ "one_person", CHECK_YEN | CHECK_PERCENT, CHECK_YEN, 0, look_one_person },
	{ "own_shop", CHECK_YEN, CHECK_YEN, 0, look_own_shop },
	{ "ring", CHECK_YEN, CHECK_YEN, 0, look_ring },
	{ "few_people", CHECK_YEN | CHECK_COUNT | CHECK_PERCENT, CHECK_PERCENT, 0,
	  look_few_people },
	{ "single_large", CHECK_YEN, CHECK_YEN, 0, look_single_large },
	{ "night", CHECK_YEN | CHECK_COUNT | CHECK_MINUTES, CHECK_COUNT, 2, look_night },
	{ "after_sale", CHECK_YEN | CHECK_PERCENT | CHECK_MINUTES, CHECK_PERCENT, 0,
	  look_after_sale },
	{ "many_purses", CHECK_YEN | CHECK_COUNT | CHECK_MINUTES, CHECK_COUNT, 2,
	  look_many_purses },
	{ "speed", CHECK_COUNT | CHECK_MINUTES, CHECK_COUNT, 10, look_speed },
	{ "round_amount", CHECK_YEN | CHECK_COUNT, CHECK_COUNT, 2, look_round_amount },
	{ 0 }
};
