#include "ledger/balance.h"

#include "db/db.h"

struct balance_row { int64_t yen; };
SHAPE(balance_row, "A balance", FIELD(balance_row, yen, "Debit positive, yen"));

STMT(balance_owner, "SELECT COALESCE(SUM(yen), 0) AS yen FROM entry"
    " WHERE chart = ? AND owner_id = ? AND round_id = ? AND part = ? AND posted_at <= ?");
STMT(balance_round, "SELECT COALESCE(SUM(yen), 0) AS yen FROM entry"
    " WHERE round_id = ? AND chart = ? AND part = ? AND posted_at <= ?");

int
balance_at(struct ctx *c, const struct ledger_place *p, struct instant at, int64_t *yen)
{
	struct balance_row row;

	if (db_one(c, &balance_owner, &balance_row_shape, &row, A((int)p->chart), A(p->owner_id),
	        A(p->round_id), A((int)p->part), A(at)) != 0)
		return -1;
	*yen = row.yen;
	return 0;
}

int
balance_of_round(struct ctx *c, const struct ledger_place *p, struct instant at, int64_t *yen)
{
	struct balance_row row;

	if (db_one(c, &balance_round, &balance_row_shape, &row, A(p->round_id), A((int)p->chart),
	        A((int)p->part), A(at)) != 0)
		return -1;
	*yen = row.yen;
	return 0;
}
