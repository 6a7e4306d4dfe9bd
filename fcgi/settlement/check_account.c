#include "settlement/check.h"

#include "db/db.h"

/*
 * One bank account over several shops (confirmed, or proposed and so about to
 * be).  Each of the shops is a finding; there are no payments behind it.  The
 * account itself stays a keyed hash.
 */
STMT(accounts_shared, "SELECT CONCAT(LEFT(LOWER(HEX(a.account_hash)), 32), ' ', a.shop_id)"
    " AS found_key, a.shop_id, 0 AS payments, 0 AS yen, t.shops AS measured FROM"
    " (SELECT account_hash, COUNT(DISTINCT shop_id) AS shops FROM shop_account"
    "  WHERE state IN ('proposed', 'confirmed') GROUP BY account_hash"
    "  HAVING COUNT(DISTINCT shop_id) >= ?) t"
    " JOIN shop_account a ON a.account_hash = t.account_hash"
    "  AND a.state IN ('proposed', 'confirmed')"
    " GROUP BY a.account_hash, a.shop_id, t.shops ORDER BY found_key LIMIT 5000");

static int
look_one_account(struct ctx *c, const struct check *k)
{
	const struct list none = { 0 };
	const struct suspicion *f;
	struct list found;

	if (db_list(c, &accounts_shared, &suspicion_shape, &found, A(k->rule->count)) != 0)
		return -1;
	f = found.items;
	for (size_t i = 0; i < found.count; i++)
		if (check_found(c, k, &f[i], &none) != 0)
			return -1;
	return 0;
}

const struct check_kind settlement_checks[] = {
	{ "one_account", CHECK_COUNT, CHECK_COUNT, 2, look_one_account },
	{ 0 }
};
