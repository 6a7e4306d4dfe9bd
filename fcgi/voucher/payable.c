#include "voucher/payable.h"

#include "base/log.h"
#include "db/db.h"
#include "ledger/posting.h"

struct payable_row {
	int64_t payment_id, shop_id, yen;
	struct instant paid_at;
	bool is_void;
};
SHAPE(payable_row, "A payment a shop is owed for",
    FIELD(payable_row, payment_id, "Payment"),
    FIELD(payable_row, shop_id, "Shop"),
    FIELD(payable_row, yen, "Amount"),
    FIELD(payable_row, paid_at, "When"),
    FIELD(payable_row, is_void, "Taken back"));
SHAPE(payable_line, "What of it came from which round",
    FIELD(payable_line, round_id, "Round"),
    FIELD(payable_line, part, "1 paid by the buyer, 2 premium"),
    FIELD(payable_line, yen, "Amount"));
struct payable_count { int64_t payments; };
SHAPE(payable_count, "How many payments", FIELD(payable_count, payments, "Payments that stand"));

struct first_day { const char *first_on; };
SHAPE(first_day, "When use began", FIELD(first_day, first_on, "Tokyo day", .optional = true));
struct payable_round { const char *name; };
SHAPE(payable_round, "A round's name", FIELD(payable_round, name, "As people read it"));

/* LOCK IN SHARE MODE: a shop that takes it back at this moment comes before or after. */
STMT(payable_select, "SELECT p.payment_id, p.shop_id, p.amount_yen AS yen, p.paid_at,"
    " EXISTS (SELECT 1 FROM payment_void v WHERE v.payment_id = p.payment_id) AS is_void"
    " FROM payment p WHERE p.payment_id = ? LOCK IN SHARE MODE");
STMT(payable_lines, "SELECT round_id, part, CAST(SUM(yen) AS SIGNED) AS yen FROM"
    " (SELECT round_id, 1 AS part, paid_yen AS yen FROM payment_use WHERE payment_id = ?"
    " UNION ALL SELECT round_id, 2, premium_yen FROM payment_use WHERE payment_id = ?) u"
    " GROUP BY round_id, part HAVING SUM(yen) > 0 ORDER BY round_id, part LIMIT 1000");
STMT(payables_count, "SELECT COUNT(*) AS payments FROM payment p WHERE p.shop_id = ?"
    " AND p.paid_on BETWEEN ? AND ?"
    " AND NOT EXISTS (SELECT 1 FROM payment_void v WHERE v.payment_id = p.payment_id)");

STMT(use_began, "SELECT MIN(use_from_on) AS first_on FROM round WHERE state = 'published'");
STMT(payable_round_name, "SELECT CONCAT(c.name, ' ', r.name) AS name FROM round r"
    " JOIN campaign c ON c.campaign_id = r.campaign_id WHERE r.round_id = ?");

static int
read(struct ctx *c, int64_t payment_id, struct payable *out)
{
	struct payable_row row;

	if (db_one(c, &payable_select, &payable_row_shape, &row, A(payment_id)) != 0)
		return -1;
	*out = (struct payable){ row.payment_id, row.shop_id, row.yen, row.paid_at, row.is_void,
		{ 0 } };
	return db_list(c, &payable_lines, &payable_line_shape, &out->lines, A(payment_id),
	    A(payment_id));
}

static int
count(struct ctx *c, int64_t shop_id, const char *from_on, const char *to_on, int64_t *payments)
{
	struct payable_count row;

	if (db_one(c, &payables_count, &payable_count_shape, &row, A(shop_id), A(from_on),
	        A(to_on)) != 0)
		return -1;
	*payments = row.payments;
	return 0;
}

static int
first_on(struct ctx *c, const char **date)
{
	struct first_day row;

	if (db_one(c, &use_began, &first_day_shape, &row) != 0)
		return -1;
	*date = row.first_on;
	return 0;
}

static int
round_name(struct ctx *c, int64_t round_id, const char **name)
{
	struct payable_round row;
	bool found;

	if (db_maybe(c, &found, &payable_round_name, &payable_round_shape, &row,
	        A(round_id)) != 0)
		return -1;
	*name = found ? row.name : NULL;
	return 0;
}

const struct payables voucher_payables = { read, count, first_on, round_name };
