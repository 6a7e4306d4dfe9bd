#include "ledger/balance.h"

#include "db/db.h"

struct balance_row { int64_t yen; };
SHAPE(balance_row, "A balance", FIELD(balance_row, yen, "Debit positive, yen"));

PUBLIC_SHAPE(holding_line, "A balance of a round and part",
    FIELD(holding_line, round_id, "Round"),
    FIELD(holding_line, part, "1 paid by the buyer, 2 premium"),
    FIELD(holding_line, yen, "Debit positive, yen"));

STMT(balance_owner, "SELECT COALESCE(SUM(yen), 0) AS yen FROM entry"
    " WHERE chart = ? AND owner_id = ? AND round_id = ? AND part = ? AND posted_at <= ?");
STMT(balance_lines, "SELECT round_id, part, CAST(SUM(yen) AS SIGNED) AS yen FROM entry"
    " WHERE chart = ? AND owner_id = ? AND posted_at <= ? GROUP BY round_id, part"
    " HAVING SUM(yen) <> 0 ORDER BY round_id, part LIMIT 2000");
STMT(balance_round, "SELECT COALESCE(SUM(yen), 0) AS yen FROM entry"
    " WHERE round_id = ? AND chart = ? AND part = ? AND posted_at <= ?");

SHAPE(ledger_sum, "What a chart of a round holds",
    FIELD(ledger_sum, round_id, "Round"),
    FIELD(ledger_sum, chart, "Chart"),
    FIELD(ledger_sum, part, "1 paid by the buyer, 2 premium"),
    FIELD(ledger_sum, yen, "Debit positive, yen"),
    FIELD(ledger_sum, is_owned, "Handed back, and of an owner"));
SHAPE(owner_sum, "What an owner holds",
    FIELD(owner_sum, owner_id, "Owner"),
    FIELD(owner_sum, yen, "Debit positive, yen"));

STMT(sums_select, "SELECT round_id, chart, part, CAST(SUM(yen) AS SIGNED) AS yen, 0 AS is_owned"
    " FROM entry WHERE chart <> 11 AND posted_at <= ? GROUP BY round_id, chart, part"
    " UNION ALL SELECT round_id, chart, part, CAST(SUM(yen) AS SIGNED), owner_id <> 0"
    " FROM entry WHERE chart = 11 AND posted_at <= ?"
    " GROUP BY round_id, chart, part, owner_id <> 0 LIMIT 100000");
STMT(owners_select, "SELECT owner_id, CAST(SUM(yen) AS SIGNED) AS yen FROM entry"
    " WHERE round_id = ? AND chart = ? AND part = ? AND posted_at <= ?"
    " GROUP BY owner_id HAVING SUM(yen) <> 0 ORDER BY owner_id LIMIT 100000");

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

int
balance_sums(struct ctx *c, struct instant at, struct list *sums)
{
	return db_list(c, &sums_select, &ledger_sum_shape, sums, A(at), A(at));
}

int
balance_owners(struct ctx *c, const struct ledger_place *p, struct instant at, struct list *sums)
{
	return db_list(c, &owners_select, &owner_sum_shape, sums, A(p->round_id),
	    A((int)p->chart), A((int)p->part), A(at));
}

int
balances_of_owner(struct ctx *c, enum chart chart, int64_t owner_id, struct instant at,
    struct list *lines)
{
	if (db_list(c, &balance_lines, &holding_line_shape, lines, A((int)chart), A(owner_id),
	        A(at)) != 0)
		return -1;
	if (lines->count < HOLDING_LINES_MAX)
		return 0;
	return fail_internal(c, "owner %lld holds more rounds than can be listed",
	    (long long)owner_id);
}
