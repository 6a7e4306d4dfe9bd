#include "settlement/payout_rows.h"

#include "db/db.h"
#include "settlement/closing.h"
#include "settlement/payout.h"

static const char *const kinds[] = { "payment", "payment_void", "hold", "hold_release", NULL };
const char *const payout_row_orders[] = { "oldest", NULL };

PUBLIC_SHAPE(payout_row, "A posting behind a payout",
    FIELD(payout_row, posting_id, "Posting"),
    FIELD(payout_row, kind, "Kind", .choices = kinds, .words = "posting"),
    FIELD(payout_row, payment_id, "Payment"),
    FIELD(payout_row, yen, "What it adds"),
    FIELD(payout_row, posted_at, "When"));
SHAPE(payout_rows_in, "Which page", PAGE_FIELDS(payout_rows_in, payout_row_orders));
struct payout_rows_total { int64_t count, yen; };
SHAPE(payout_rows_total, "Postings behind a payout",
    FIELD(payout_rows_total, count, "How many"),
    FIELD(payout_rows_total, yen, "Their sum"));

#define ROWS "(SELECT p.posting_id, p.kind, COALESCE(g.payment_id, p.ref_id) AS payment_id,"	\
	" p.posted_at, CAST(-SUM(e.yen) AS SIGNED) AS yen FROM entry e"				\
	" JOIN posting p ON p.posting_id = e.posting_id"					\
	" LEFT JOIN hold g ON p.kind = 'hold_release' AND g.hold_id = p.ref_id"			\
	" WHERE e.chart = 4 AND e.owner_id = ? AND e.posted_at > ? AND e.posted_at <= ?"	\
	" AND p.kind IN ('payment', 'payment_void', 'hold_release') GROUP BY p.posting_id"	\
	" UNION ALL SELECT p.posting_id, p.kind, h.payment_id, h.held_at, -h.yen FROM hold h"	\
	" JOIN posting p ON p.kind = 'hold' AND p.ref_id = h.hold_id WHERE h.shop_id = ?"	\
	" AND h.payment_id IS NOT NULL AND h.since_at > ? AND h.since_at <= ?) t"
STMT(rows_total, "SELECT COUNT(*) AS count, CAST(COALESCE(SUM(t.yen), 0) AS SIGNED) AS yen FROM "
    ROWS);

static const struct listing rows_listing = {
	.select = "SELECT t.posting_id, t.kind, t.payment_id, t.yen, t.posted_at FROM " ROWS
	    " WHERE 1 = 1", .fixed = 6,
	.orders = (const struct order[]){ { "oldest", "t.posted_at", false }, { 0 } },
	.key = "t.posting_id", .row = &payout_row_shape, .export_name = "payments" };

static int
window(struct ctx *c, int64_t payout_id, struct arg args[static 6])
{
	struct closing_window w;
	struct payout payout;

	if (payout_read(c, payout_id, &payout) != 0 ||
	    closing_window(c, payout.closing_shop_id, &w) != 0)
		return -1;
	args[0] = args[3] = A(w.shop_id);
	args[1] = args[4] = A(w.after_at);
	args[2] = args[5] = A(w.upto_at);
	return 0;
}

int
payout_rows_read(struct ctx *c, int64_t payout_id, const struct payout_rows_in *in,
    struct page *out)
{
	struct arg args[24] = { 0 };

	return window(c, payout_id, args) != 0 ? -1 :
	    page_read(c, &rows_listing, &payout_rows_in_shape, in, args, out);
}

int
payout_rows_file(struct ctx *c, int64_t payout_id, struct export *out)
{
	struct payout_rows_in in = { 0 };
	struct arg args[24] = { 0 };

	return window(c, payout_id, args) != 0 ? -1 :
	    page_export(c, &rows_listing, &payout_rows_in_shape, &in, args, out);
}

int
payout_rows_sum(struct ctx *c, int64_t payout_id, int64_t *count, int64_t *yen)
{
	struct payout_rows_total total;
	struct arg a[6];

	if (window(c, payout_id, a) != 0 ||
	    db_one(c, &rows_total, &payout_rows_total_shape, &total, a[0], a[1], a[2], a[3],
	        a[4], a[5]) != 0)
		return -1;
	*count = total.count;
	*yen = total.yen;
	return 0;
}
