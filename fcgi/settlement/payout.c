#include "settlement/payout.h"

#include "base/log.h"
#include "db/db.h"

STMT(payouts_insert, "INSERT INTO payout (closing_shop_id, shop_id, yen, pay_on, state, made_at)"
    " SELECT s.closing_shop_id, s.shop_id, s.yen, k.pay_on, 'due', ? FROM closing_shop s"
    " JOIN closing k ON k.closing_id = s.closing_id WHERE s.closing_id = ? AND s.yen > 0"
    " ORDER BY s.closing_shop_id");
STMT(lines_insert, "INSERT INTO payout_line (payout_id, round_id, part, yen)"
    " SELECT p.payout_id, l.round_id, l.part, l.yen FROM closing_shop s"
    " JOIN payout p ON p.closing_shop_id = s.closing_shop_id"
    " JOIN closing_line l ON l.closing_shop_id = s.closing_shop_id"
    " WHERE s.closing_id = ? AND l.yen > 0");

int
payout_make_all(struct ctx *c, int64_t closing_id)
{
	must(db_in_transaction(c));
	return db_run(c, &payouts_insert, A(c->now), A(closing_id)) != 0 ||
	        db_run(c, &lines_insert, A(closing_id)) != 0 ?
	    -1 : 0;
}
