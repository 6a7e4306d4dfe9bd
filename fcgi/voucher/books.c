#include "voucher/books_inner.h"

#include <stdlib.h>

#include "db/db.h"

PUBLIC_SHAPE(book, "Books of a round",
    FIELD(book, round_id, "Round"),
    FIELD(book, campaign_name, "Campaign's name"),
    FIELD(book, name, "Round's name"),
    FIELD(book, sets, "Sets of the round"),
    FIELD(book, sold_sets, "Sets sold"),
    FIELD(book, left_sets, "Sets left"),
    FIELD(book, proceeds_yen, "Cash of sales, yen"),
    FIELD(book, premium_yen, "Premium given, yen"),
    FIELD(book, used_paid_yen, "Used at shops of the paid part, yen"),
    FIELD(book, used_premium_yen, "Used at shops of the premium, yen"),
    FIELD(book, purse_paid_yen, "In purses of the paid part, yen"),
    FIELD(book, purse_premium_yen, "In purses of the premium, yen"),
    FIELD(book, expired_paid_yen, "Not used in time of the paid part, yen"),
    FIELD(book, expired_premium_yen, "Not used in time of the premium, yen"),
    FIELD(book, handed_back_paid_yen, "Handed back to the municipality of the paid part, yen"),
    FIELD(book, handed_back_premium_yen, "Handed back to the municipality of the premium, yen"),
    FIELD(book, difference_yen, "Must be 0"));

SHAPE(clerk_day, "A clerk's day",
    FIELD(clerk_day, clerk_account_id, "Clerk's account"),
    FIELD(clerk_day, clerk_name, "Clerk"),
    FIELD(clerk_day, sales, "Sales that stand"),
    FIELD(clerk_day, sets, "Sets"),
    FIELD(clerk_day, cash_yen, "Cash that must be there, yen"));

PUBLIC_SHAPE(day_book, "What the counter took and gave in a day",
    FIELD(day_book, on, "Tokyo day"),
    FIELD(day_book, sales, "Sales that stand"),
    FIELD(day_book, sets, "Sets of them"),
    FIELD(day_book, cash_in_yen, "Cash taken, yen"),
    FIELD(day_book, voids, "Sales taken back"),
    FIELD(day_book, cash_out_yen, "Cash handed back, yen"),
    FIELD(day_book, cash_yen, "Cash that must be there, yen"),
    FIELD(day_book, premium_yen, "Premium given, yen"),
    FIELD(day_book, clerks, "By clerk", .of = &clerk_day_shape));

SHAPE(book_row, "A book and what it is checked against",
    FIELD(book_row, round_id, "Round"),
    FIELD(book_row, campaign_name, "Campaign"),
    FIELD(book_row, name, "Name"),
    FIELD(book_row, sets, "Sets of the round"),
    FIELD(book_row, sold_sets, "Sets sold"),
    FIELD(book_row, left_sets, "Sets left"),
    FIELD(book_row, proceeds_yen, "Cash, yen"),
    FIELD(book_row, premium_yen, "Premium given, yen"),
    FIELD(book_row, used_paid_yen, "Used, paid part, yen"),
    FIELD(book_row, used_premium_yen, "Used, premium, yen"),
    FIELD(book_row, purse_paid_yen, "In purses, paid part, yen"),
    FIELD(book_row, purse_premium_yen, "In purses, premium, yen"),
    FIELD(book_row, expired_paid_yen, "Expired, paid part, yen"),
    FIELD(book_row, expired_premium_yen, "Expired, premium, yen"),
    FIELD(book_row, handed_back_paid_yen, "Handed back, paid part, yen"),
    FIELD(book_row, handed_back_premium_yen, "Handed back, premium, yen"),
    FIELD(book_row, sold_paid_yen, "Price of sales, yen"),
    FIELD(book_row, sold_premium_yen, "Premium of sales, yen"),
    FIELD(book_row, lots_paid_yen, "Left in lots, paid part, yen"),
    FIELD(book_row, lots_premium_yen, "Left in lots, premium, yen"));

#define STANDS "NOT EXISTS (SELECT 1 FROM sale_void v WHERE v.sale_id = s.sale_id)"
#define LEDGER_SUM(charts, part, as)						\
	" SUM(IF(g.chart IN (" charts ") AND g.part = " part ", g.yen, 0)) AS " as
#define USED "4, 6, 8, 9, 10"		/* owed to shops, paid to them, or refused */

/* The ledger is added up by round, chart and part first: that walks its index in order. */
STMT(books_select, "SELECT r.round_id, (SELECT c.name FROM campaign c"
    " WHERE c.campaign_id = r.campaign_id) AS campaign_name, r.name, r.sets + r.moved_sets AS sets,"
    " COALESCE(s.sets, 0) AS sold_sets,"
    " (SELECT COALESCE(SUM(k.left_sets), 0) FROM round_stock k WHERE k.round_id = r.round_id)"
    " AS left_sets,"
    " COALESCE(e.proceeds, 0) AS proceeds_yen, COALESCE(e.premium, 0) AS premium_yen,"
    " COALESCE(-e.used_paid, 0) AS used_paid_yen,"
    " COALESCE(-e.used_premium, 0) AS used_premium_yen,"
    " COALESCE(-e.purse_paid, 0) AS purse_paid_yen,"
    " COALESCE(-e.purse_premium, 0) AS purse_premium_yen,"
    " COALESCE(-e.expired_paid, 0) AS expired_paid_yen,"
    " COALESCE(-e.expired_premium, 0) AS expired_premium_yen,"
    " COALESCE(-e.back_paid, 0) AS handed_back_paid_yen,"
    " COALESCE(-e.back_premium, 0) AS handed_back_premium_yen,"
    " COALESCE(s.paid_yen, 0) AS sold_paid_yen, COALESCE(s.premium_yen, 0) AS sold_premium_yen,"
    " COALESCE(l.paid_yen, 0) AS lots_paid_yen, COALESCE(l.premium_yen, 0) AS lots_premium_yen"
    " FROM round r"
    " LEFT JOIN (SELECT s.round_id, SUM(s.sets) AS sets, SUM(s.paid_yen) AS paid_yen,"
    "  SUM(s.face_yen - s.paid_yen) AS premium_yen FROM sale s WHERE " STANDS
    "  GROUP BY s.round_id) s ON s.round_id = r.round_id"
    " LEFT JOIN (SELECT l.round_id, SUM(l.paid_yen - l.spent_paid_yen) AS paid_yen,"
    "  SUM(l.face_yen - l.paid_yen - l.spent_yen + l.spent_paid_yen) AS premium_yen"
    "  FROM purse_lot l WHERE l.state = 'open' GROUP BY l.round_id) l"
    "  ON l.round_id = r.round_id"
    " LEFT JOIN (SELECT g.round_id,"
    LEDGER_SUM("1, 7", "1", "proceeds") "," LEDGER_SUM("2, 7, 12", "2", "premium") ","
    LEDGER_SUM(USED, "1", "used_paid") "," LEDGER_SUM(USED, "2", "used_premium") ","
    LEDGER_SUM("3", "1", "purse_paid") "," LEDGER_SUM("3", "2", "purse_premium") ","
    LEDGER_SUM("5", "1", "expired_paid") "," LEDGER_SUM("5", "2", "expired_premium") ","
    LEDGER_SUM("11", "1", "back_paid") "," LEDGER_SUM("11", "2", "back_premium")
    "  FROM (SELECT e.round_id, e.chart, e.part, SUM(e.yen) AS yen FROM entry e"
    "   GROUP BY e.round_id, e.chart, e.part) g GROUP BY g.round_id) e"
    "  ON e.round_id = r.round_id"
    " WHERE r.state = 'published' ORDER BY r.round_id DESC LIMIT 1000");

STMT(day_sums, "SELECT COUNT(*) - COUNT(v.sale_id) AS sales,"
    " COALESCE(SUM(IF(v.sale_id IS NULL, s.sets, 0)), 0) AS sets,"
    " COALESCE(SUM(s.paid_yen), 0) AS cash_in_yen, COUNT(v.sale_id) AS voids,"
    " COALESCE(SUM(v.returned_yen), 0) AS cash_out_yen,"
    " COALESCE(SUM(s.paid_yen), 0) - COALESCE(SUM(v.returned_yen), 0) AS cash_yen,"
    " COALESCE(SUM(IF(v.sale_id IS NULL, s.face_yen - s.paid_yen, 0)), 0) AS premium_yen,"
    " ? AS `on`"
    " FROM sale s LEFT JOIN sale_void v ON v.sale_id = s.sale_id WHERE s.sold_on = ?");
STMT(day_clerks, "SELECT s.clerk_account_id, COALESCE(a.name, '') AS clerk_name,"
    " COUNT(*) - COUNT(v.sale_id) AS sales,"
    " COALESCE(SUM(IF(v.sale_id IS NULL, s.sets, 0)), 0) AS sets,"
    " SUM(s.paid_yen) - COALESCE(SUM(v.returned_yen), 0) AS cash_yen"
    " FROM sale s LEFT JOIN sale_void v ON v.sale_id = s.sale_id"
    " LEFT JOIN account_label a ON a.account_id = s.clerk_account_id"
    " WHERE s.sold_on = ? GROUP BY s.clerk_account_id, a.name"
    " ORDER BY s.clerk_account_id LIMIT 1000");

void
book_checks(const struct book_row *r, struct book_check checks[BOOK_CHECKS])
{
	const struct book_check all[BOOK_CHECKS] = {
		{ "sets", r->sets, r->sold_sets + r->left_sets },
		{ "sale_paid", r->sold_paid_yen, r->proceeds_yen },
		{ "sale_premium", r->sold_premium_yen, r->premium_yen },
		{ "lots_paid", r->purse_paid_yen, r->lots_paid_yen },
		{ "lots_premium", r->purse_premium_yen, r->lots_premium_yen },
		{ "round_paid", r->proceeds_yen, r->used_paid_yen + r->purse_paid_yen +
		    r->expired_paid_yen + r->handed_back_paid_yen },
		{ "round_premium", r->premium_yen, r->used_premium_yen + r->purse_premium_yen +
		    r->expired_premium_yen + r->handed_back_premium_yen },
	};

	for (int i = 0; i < BOOK_CHECKS; i++)
		checks[i] = all[i];
}

/* Sums of absolute values: disagreements never cancel each other out. */
static int64_t
difference_of(const struct book_row *r)
{
	struct book_check checks[BOOK_CHECKS];
	int64_t sum = 0;

	book_checks(r, checks);
	for (int i = 0; i < BOOK_CHECKS; i++)
		sum += llabs(checks[i].expected - checks[i].found);
	return sum;
}

int
book_rows(struct ctx *c, struct list *rows)
{
	return db_list(c, &books_select, &book_row_shape, rows);
}

int
books_read(struct ctx *c, struct list *books)
{
	struct list rows = { 0 };
	const struct book_row *r;
	struct book *b;

	if (book_rows(c, &rows) != 0)
		return -1;
	r = rows.items;
	b = arena_alloc(c->arena, rows.count * sizeof *b + 1);
	for (size_t i = 0; i < rows.count; i++)
		b[i] = (struct book){ r[i].round_id, r[i].campaign_name, r[i].name, r[i].sets,
			r[i].sold_sets, r[i].left_sets, r[i].proceeds_yen, r[i].premium_yen,
			r[i].used_paid_yen, r[i].used_premium_yen, r[i].purse_paid_yen,
			r[i].purse_premium_yen,
			r[i].expired_paid_yen, r[i].expired_premium_yen,
			r[i].handed_back_paid_yen, r[i].handed_back_premium_yen,
			difference_of(&r[i]) };
	*books = (struct list){ rows.count, b };
	return 0;
}

int
day_book_read(struct ctx *c, const char *on, struct day_book *out)
{
	if (db_one(c, &day_sums, &day_book_shape, out, A(on), A(on)) != 0)
		return -1;
	return db_list(c, &day_clerks, &clerk_day_shape, &out->clerks, A(on));
}
