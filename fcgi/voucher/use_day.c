#include "voucher/use_day.h"

#include "base/clock.h"
#include "db/db.h"
#include "out/jobs.h"

enum { PIECE = 50000 };

struct mark_row { int64_t payment_id; };
SHAPE(mark_row, "A place among the payments", FIELD(mark_row, payment_id, "Payment"));

STMT(mark_lock, "SELECT payment_id FROM use_mark WHERE use_mark_id = 1 FOR UPDATE");
STMT(mark_move, "UPDATE use_mark SET payment_id = ? WHERE use_mark_id = 1");
/* The first payment of a day that is not over; numbers grow with time. */
STMT(first_open, "SELECT payment_id FROM payment WHERE payment_id > ? AND paid_on >= ?"
    " ORDER BY payment_id LIMIT 1");
STMT(newest_payment, "SELECT COALESCE(MAX(payment_id), 0) AS payment_id FROM payment");
/* Locking: it waits for payments that have their number and are not committed yet (an
 * import of past days beside tills that go on); the mark must never pass one unseen. */
STMT(days_add, "INSERT INTO use_day (used_on, shop_id, payments, paid_yen, premium_yen)"
    " SELECT p.paid_on, p.shop_id, COUNT(DISTINCT p.payment_id), SUM(u.paid_yen),"
    " SUM(u.premium_yen) FROM payment p JOIN payment_use u ON u.payment_id = p.payment_id"
    " WHERE p.payment_id > ? AND p.payment_id <= ? GROUP BY p.paid_on, p.shop_id"
    " LOCK IN SHARE MODE"
    " ON DUPLICATE KEY UPDATE payments = use_day.payments + VALUE(payments),"
    " paid_yen = use_day.paid_yen + VALUE(paid_yen),"
    " premium_yen = use_day.premium_yen + VALUE(premium_yen)");

struct adding { const char *open_on; int64_t payments; };

static int
add_piece(struct ctx *c, void *arg)
{
	struct adding *a = arg;
	struct mark_row mark, end;
	bool is_open;

	if (db_one(c, &mark_lock, &mark_row_shape, &mark) != 0 ||
	    db_maybe(c, &is_open, &first_open, &mark_row_shape, &end, A(mark.payment_id),
	        A(a->open_on)) != 0)
		return -1;
	if (is_open)
		end.payment_id--;
	else if (db_one(c, &newest_payment, &mark_row_shape, &end) != 0)
		return -1;
	if (end.payment_id > mark.payment_id + PIECE)
		end.payment_id = mark.payment_id + PIECE;
	a->payments = end.payment_id - mark.payment_id;
	if (a->payments <= 0)
		return 0;
	return db_run(c, &days_add, A(mark.payment_id), A(end.payment_id)) != 0 ||
	        db_run(c, &mark_move, A(end.payment_id)) != 0 ?
	    -1 : 0;
}

int
use_day_run(struct ctx *c, int64_t *payments)
{
	struct adding a = { .open_on = tokyo_date(c->arena,
		(struct instant){ c->now.ms - USE_DAY_GRACE_MS }) };

	*payments = 0;
	do {
		if (db_transact(c, add_piece, &a) != 0 || job_progress(c, *payments, 0) != 0)
			return -1;
		*payments += a.payments > 0 ? a.payments : 0;
	} while (a.payments > 0);
	return 0;
}
