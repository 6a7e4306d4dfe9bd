#include "voucher/purse.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "db/db.h"

PUBLIC_SHAPE(lot, "Vouchers of one sale in a purse",
    FIELD(lot, lot_id, "Lot"),
    FIELD(lot, purse_id, "Purse"),
    FIELD(lot, round_id, "Round"),
    FIELD(lot, sale_id, "Sale"),
    FIELD(lot, paid_yen, "Price at the sale, yen"),
    FIELD(lot, face_yen, "Value at the sale, yen"),
    FIELD(lot, spent_yen, "Used so far, yen"),
    FIELD(lot, spent_paid_yen, "Of that from the paid part, yen"),
    FIELD(lot, use_from_on, "First day of use"),
    FIELD(lot, use_to_on, "Last day of use"));

PUBLIC_SHAPE(purse_use, "What one payment took from one lot",
    FIELD(purse_use, lot_id, "Lot"),
    FIELD(purse_use, round_id, "Round"),
    FIELD(purse_use, paid_yen, "Of the paid part, yen"),
    FIELD(purse_use, premium_yen, "Of the premium, yen"));

const struct reason balance_short = { 409, "balance_short" };
const struct reason no_person = { 409, "no_person" };
const struct reason sale_spent = { 409, "sale_spent" };
const struct reason lot_closed = { 409, "lot_closed" };

struct purse_id_row { int64_t purse_id; };
SHAPE(purse_id_row, "A purse", FIELD(purse_id_row, purse_id, "Purse"));

STMT(purse_find, "SELECT purse_id FROM purse WHERE person_id = ?");
STMT(purse_insert, "INSERT INTO purse (person_id, made_at) VALUES (?, ?)");
STMT(lot_insert, "INSERT INTO purse_lot (purse_id, sale_id, round_id, paid_yen, face_yen)"
    " VALUES (?, ?, ?, ?, ?)");

/*
 * The dates come from the round, for a round may be prolonged after the sale.
 * As subselects, not as a join: a join would lock the round's row as well and
 * make every payment of the round wait for every other one.
 */
#define LOT_COLUMNS							\
	"l.lot_id, l.purse_id, l.round_id, l.sale_id, l.paid_yen, l.face_yen," \
	" l.spent_yen, l.spent_paid_yen,"				\
	" (SELECT r.use_from_on FROM round r WHERE r.round_id = l.round_id) AS use_from_on," \
	" (SELECT r.use_to_on FROM round r WHERE r.round_id = l.round_id) AS use_to_on"

STMT(lots_lock, "SELECT " LOT_COLUMNS " FROM purse_lot l"
    " WHERE l.purse_id = ? AND l.state = 'open' AND l.spent_yen < l.face_yen"
    " ORDER BY l.lot_id LIMIT 1000 FOR UPDATE");
STMT(lot_of_sale_lock, "SELECT " LOT_COLUMNS " FROM purse_lot l"
    " WHERE l.sale_id = ? AND l.state = 'open' FOR UPDATE");
STMT(lot_spend, "UPDATE purse_lot SET spent_yen = spent_yen + ?,"
    " spent_paid_yen = spent_paid_yen + ? WHERE lot_id = ?");
STMT(lot_give_back, "UPDATE purse_lot SET spent_yen = spent_yen - ?,"
    " spent_paid_yen = spent_paid_yen - ? WHERE lot_id = ? AND state = 'open'");
STMT(lot_void, "UPDATE purse_lot SET state = 'void', closed_at = ? WHERE lot_id = ?");

int
purse_of_person(struct ctx *c, int64_t person_id, int64_t *purse_id)
{
	struct purse_id_row row;
	bool found;

	must(db_in_transaction(c));
	if (db_maybe(c, &found, &purse_find, &purse_id_row_shape, &row, A(person_id)) != 0)
		return -1;
	if (!found) {
		if (db_run(c, &purse_insert, A(person_id), A(c->now)) == 0)
			row.purse_id = db_inserted(c);
		else if (db_duplicate(c) == NULL)	/* else made by another just now */
			return -1;
		else if (db_one(c, &purse_find, &purse_id_row_shape, &row, A(person_id)) != 0)
			return -1;
	}
	*purse_id = row.purse_id;
	return 0;
}

int
purse_add_lot(struct ctx *c, struct lot *lot)
{
	must(db_in_transaction(c));
	if (db_run(c, &lot_insert, A(lot->purse_id), A(lot->sale_id), A(lot->round_id),
	        A(lot->paid_yen), A(lot->face_yen)) != 0)
		return -1;
	lot->lot_id = db_inserted(c);
	return 0;
}

/*
 * Cumulative floor.  Of a lot with face F and price P, s spent so far and t of
 * that paid, a use of a takes paid = clamp(floor((s + a) * P / F) - t, 0, a).
 *
 * Claim: after any takes and give-backs  t <= P  and  s - t <= F - P.
 * Take: let f = floor((s + a) * P / F) <= P.
 *   f < t:        t stays;  (s + a) - t < (s + a) - f = ceil((s + a)(F - P) / F) <= F - P.
 *   f - t <= a:   t becomes f <= P;  (s + a) - f <= F - P as above.
 *   f - t > a:    t becomes t + a < f <= P;  s - t stays.
 * Give back: both t and s - t shrink by what that use took.
 * Hence at s = F:  t <= P and F - t <= F - P give t = P, exactly the price.
 */
int64_t
lot_paid_part(const struct lot *lot, int64_t yen)
{
	int64_t due;

	must(lot->face_yen > 0 && yen >= 0 && lot->spent_yen + yen <= lot->face_yen);
	due = (lot->spent_yen + yen) * lot->paid_yen / lot->face_yen - lot->spent_paid_yen;
	if (due < 0)
		return 0;
	return due > yen ? yen : due;
}

static int
compare_expiry(const void *left, const void *right)
{
	const struct lot *a = left, *b = right;
	int order = strcmp(a->use_to_on, b->use_to_on);

	if (order != 0)
		return order;
	return (a->lot_id > b->lot_id) - (a->lot_id < b->lot_id);
}

/* Keeps the lots that may be used today, earliest expiry first. */
static int64_t
usable_lots(struct ctx *c, struct list *lots)
{
	const char *today = tokyo_date(c->arena, c->now);
	struct lot *lot = lots->items;
	int64_t yen = 0;
	size_t kept = 0;

	for (size_t i = 0; i < lots->count; i++) {
		if (strcmp(lot[i].use_from_on, today) > 0 || strcmp(lot[i].use_to_on, today) < 0)
			continue;
		yen += lot[i].face_yen - lot[i].spent_yen;
		lot[kept++] = lot[i];
	}
	lots->count = kept;
	if (kept > 1)
		qsort(lot, kept, sizeof *lot, compare_expiry);
	return yen;
}

static int
take_from_lot(struct ctx *c, const struct lot *lot, int64_t yen, struct purse_use *use)
{
	use->lot_id = lot->lot_id;
	use->round_id = lot->round_id;
	use->paid_yen = lot_paid_part(lot, yen);
	use->premium_yen = yen - use->paid_yen;
	return db_run(c, &lot_spend, A(yen), A(use->paid_yen), A(lot->lot_id));
}

int
purse_take(struct ctx *c, int64_t purse_id, int64_t yen, struct list *uses, int64_t *left_yen)
{
	struct list lots = { 0 };
	const struct lot *lot;
	struct purse_use *use;
	int64_t balance_yen, rest;

	must(db_in_transaction(c) && yen > 0);
	if (db_list(c, &lots_lock, &lot_shape, &lots, A(purse_id)) != 0)
		return -1;
	balance_yen = usable_lots(c, &lots);
	if (balance_yen < yen)
		return fail(c, &balance_short, "amount_yen", P(balance_yen, balance_yen));
	lot = lots.items;
	use = arena_alloc(c->arena, lots.count * sizeof *use);
	*uses = (struct list){ 0, use };
	for (rest = yen; rest > 0; lot++) {
		int64_t left = lot->face_yen - lot->spent_yen;
		int64_t part = left < rest ? left : rest;

		if (take_from_lot(c, lot, part, &use[uses->count++]) != 0)
			return -1;
		rest -= part;
	}
	*left_yen = balance_yen - yen;
	return 0;
}

static int
compare_use(const void *left, const void *right)
{
	const struct purse_use *a = left, *b = right;

	return (a->lot_id > b->lot_id) - (a->lot_id < b->lot_id);
}

/* In the order of lots, as purse_take locks them, so that two acts on one
 * purse wait for each other instead of meeting in a deadlock. */
int
purse_give_back(struct ctx *c, const struct list *uses)
{
	struct purse_use *use;

	must(db_in_transaction(c));
	if (uses->count == 0)
		return 0;
	use = arena_copy(c->arena, uses->items, uses->count * sizeof *use);
	qsort(use, uses->count, sizeof *use, compare_use);
	for (size_t i = 0; i < uses->count; i++) {
		if (db_run(c, &lot_give_back, A(use[i].paid_yen + use[i].premium_yen),
		        A(use[i].paid_yen), A(use[i].lot_id)) != 0)
			return -1;
		if (db_changed(c) != 1)
			return fail(c, &lot_closed, NULL);
	}
	return 0;
}

int
purse_drop_lot(struct ctx *c, int64_t sale_id, struct lot *dropped)
{
	must(db_in_transaction(c));
	if (db_one(c, &lot_of_sale_lock, &lot_shape, dropped, A(sale_id)) != 0)
		return -1;
	if (dropped->spent_yen != 0)
		return fail(c, &sale_spent, NULL, P(spent_yen, dropped->spent_yen));
	return db_run(c, &lot_void, A(c->now), A(dropped->lot_id));
}
