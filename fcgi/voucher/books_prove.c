#include "voucher/books_inner.h"

#include "db/db.h"
#include "ledger/proof.h"
#include "settlement/fund.h"

enum { PURSES_CHUNK = 5000, SHOPS_CHUNK = 50 };

/* A purse's lots of a round against its balance in the ledger. */
#define PURSE_PROOF(what, kept, part)						\
	"SELECT '" what "' AS what, x.purse_id AS object_id, x.round_id,"	\
	" x.ledger AS expected, x.kept AS found FROM"				\
	" (SELECT l.purse_id, l.round_id,"					\
	"  SUM(IF(l.state = 'open', " kept ", 0)) AS kept,"			\
	"  (SELECT -COALESCE(SUM(e.yen), 0) FROM entry e WHERE e.chart = 3"	\
	"   AND e.owner_id = l.purse_id AND e.round_id = l.round_id AND e.part = " part ")" \
	"  AS ledger FROM purse_lot l WHERE l.purse_id > ? AND l.purse_id <= ?"	\
	"  GROUP BY l.purse_id, l.round_id) x WHERE x.kept <> x.ledger LIMIT 100"
STMT(purses_paid, PURSE_PROOF("purse_paid", "l.paid_yen - l.spent_paid_yen", "1"));
STMT(purses_premium, PURSE_PROOF("purse_premium",
    "l.face_yen - l.paid_yen - l.spent_yen + l.spent_paid_yen", "2"));

/*
 * What shops took, from their payments, against the ledger: owed, due, held, refused,
 * paid out, and handed back of the refused.  Whatever closings and payouts move, the sum
 * stays; so a wrong payment, a wrong payout and an amount nobody paid all show here.
 */
#define SHOP_PROOF(what, used, part)						\
	"SELECT '" what "' AS what, x.shop_id AS object_id, x.round_id,"	\
	" CAST(SUM(x.used) AS SIGNED) AS expected, CAST(SUM(x.posted) AS SIGNED) AS found FROM" \
	" (SELECT p.shop_id, u.round_id, u." used " AS used, 0 AS posted FROM payment p" \
	"  JOIN payment_use u ON u.payment_id = p.payment_id"			\
	"  WHERE p.shop_id > ? AND p.shop_id <= ? AND NOT EXISTS"		\
	"   (SELECT 1 FROM payment_void v WHERE v.payment_id = p.payment_id)"	\
	"  UNION ALL SELECT e.owner_id, e.round_id, 0, -e.yen FROM entry e"	\
	"  WHERE e.chart IN (4, 6, 8, 9, 10, 11) AND e.owner_id > ? AND e.owner_id <= ?" \
	"   AND e.part = " part " AND NOT (e.chart = 11 AND e.owner_id = 0)) x"	\
	" GROUP BY x.shop_id, x.round_id HAVING SUM(x.used) <> SUM(x.posted) LIMIT 100"
STMT(shops_paid, SHOP_PROOF("shop_paid", "paid_yen", "1"));
STMT(shops_premium, SHOP_PROOF("shop_premium", "premium_yen", "2"));

struct last_purse { int64_t purse_id; };
SHAPE(last_purse, "The newest purse", FIELD(last_purse, purse_id, "Purse"));
STMT(newest_purse, "SELECT COALESCE(MAX(purse_id), 0) AS purse_id FROM purse");
/* The end of a piece: the last one has none, for what belongs to no shop is met too. */
struct shops_end { int64_t shop_id; };
SHAPE(shops_end, "The end of a piece of shops", FIELD(shops_end, shop_id, "Shop"));
STMT(shop_piece, "SELECT COALESCE(MAX(shop_id), 0) AS shop_id FROM (SELECT shop_id FROM shop"
    " WHERE shop_id > ? ORDER BY shop_id LIMIT ?) s");
STMT(newest_shop, "SELECT COALESCE(MAX(shop_id), 0) AS shop_id FROM shop");

static int
prove_rounds(struct ctx *c, struct list *differences)
{
	struct list rows = { 0 };
	const struct book_row *r;

	if (book_rows(c, &rows) != 0)
		return -1;
	r = rows.items;
	for (size_t i = 0; i < rows.count; i++) {
		struct book_check checks[BOOK_CHECKS];

		book_checks(&r[i], checks);
		for (int k = 0; k < BOOK_CHECKS; k++) {
			struct difference d = { checks[k].what, r[i].round_id, r[i].round_id,
				checks[k].expected, checks[k].found };

			if (d.expected != d.found)
				differences_add(c, differences, &(struct list){ 1, &d });
		}
	}
	return 0;
}

static int
prove_purses(struct ctx *c, int64_t last, struct proof_pace *pace, struct list *differences)
{
	struct list rows = { 0 };

	for (int64_t after = 0; after < last; after += PURSES_CHUNK) {
		int64_t to = after + PURSES_CHUNK;

		if (db_list(c, &purses_paid, &difference_shape, &rows, A(after), A(to)) != 0)
			return -1;
		differences_add(c, differences, &rows);
		if (db_list(c, &purses_premium, &difference_shape, &rows, A(after), A(to)) != 0)
			return -1;
		differences_add(c, differences, &rows);
		to = to < last ? to : last;
		if (proof_step(c, pace, to - after) != 0)
			return -1;
	}
	return 0;
}

static int
prove_shops(struct ctx *c, int64_t last, struct proof_pace *pace, struct list *differences)
{
	struct shops_end piece = { 0 };
	struct list rows = { 0 };

	for (int64_t after = -1, to, seen; after < INT64_MAX; after = to) {
		if (db_one(c, &shop_piece, &shops_end_shape, &piece, A(after), A(SHOPS_CHUNK)) != 0)
			return -1;
		to = piece.shop_id == 0 ? INT64_MAX : piece.shop_id;
		if (db_list(c, &shops_paid, &difference_shape, &rows, A(after), A(to), A(after),
		        A(to)) != 0)
			return -1;
		differences_add(c, differences, &rows);
		if (db_list(c, &shops_premium, &difference_shape, &rows, A(after), A(to), A(after),
		        A(to)) != 0)
			return -1;
		differences_add(c, differences, &rows);
		seen = (to < last ? to : last) - (after > 0 ? after : 0);
		if (proof_step(c, pace, seen > 0 ? seen : 0) != 0)
			return -1;
	}
	return 0;
}

int
books_prove(struct ctx *c, int (*tell)(struct ctx *, int64_t, int64_t), struct list *differences)
{
	struct proof_pace pace = { .tell = tell };
	struct last_purse purse;
	struct shops_end shop;

	*differences = (struct list){ 0 };
	/* Rounds are one step at the end; what is added meanwhile is read all the same. */
	if (proof_last_posting(c, &pace.total) != 0 ||
	    db_one(c, &newest_purse, &last_purse_shape, &purse) != 0 ||
	    db_one(c, &newest_shop, &shops_end_shape, &shop) != 0)
		return -1;
	pace.total += purse.purse_id + shop.shop_id + 1;
	if (proof_postings(c, &pace, differences) != 0 ||
	    prove_purses(c, purse.purse_id, &pace, differences) != 0 ||
	    prove_shops(c, shop.shop_id, &pace, differences) != 0 ||
	    fund_prove(c, differences) != 0 || prove_rounds(c, differences) != 0)
		return -1;
	pace.done = pace.total - 1;
	return proof_step(c, &pace, 1);
}
