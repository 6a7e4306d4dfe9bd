#include "voucher/purse_view.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "db/db.h"
#include "voucher/purse.h"

SHAPE(purse_lot_view, "Vouchers of one sale",
    FIELD(purse_lot_view, lot_id, "Lot"),
    FIELD(purse_lot_view, campaign_name, "Campaign", .max = 200),
    FIELD(purse_lot_view, round_name, "Round", .max = 200),
    FIELD(purse_lot_view, left_yen, "What is left"),
    FIELD(purse_lot_view, face_yen, "What was bought"),
    FIELD(purse_lot_view, use_from_on, "First day of use", .format = &format_date),
    FIELD(purse_lot_view, use_to_on, "Last day of use", .format = &format_date),
    FIELD(purse_lot_view, is_usable, "Usable today"));

PUBLIC_SHAPE(purse_view, "A resident's purse",
    FIELD(purse_view, balance_yen, "Usable today"),
    FIELD(purse_view, as_of, "When this was read"),
    FIELD(purse_view, lots, "Earliest expiry first", .of = &purse_lot_view_shape),
    FIELD(purse_view, next_expiry_on, "Day on which the first vouchers expire",
        .format = &format_date, .optional = true),
    FIELD(purse_view, has_person, "Whether the account is linked with a buyer"));

struct purse_key { int64_t purse_id; };
SHAPE(purse_key, "A purse", FIELD(purse_key, purse_id, "Purse"));

/* Sorted here: the server would make a temporary table for a handful of rows,
 * which takes a third of the whole statement. */
STMT(lots_of_person,
    "SELECT l.lot_id, ca.name AS campaign_name, r.name AS round_name, "
    "l.face_yen - l.spent_yen AS left_yen, l.face_yen, r.use_from_on, r.use_to_on, "
    "r.use_from_on <= ? AND r.use_to_on >= ? AS is_usable FROM purse p "
    "JOIN purse_lot l ON l.purse_id = p.purse_id JOIN round r ON r.round_id = l.round_id "
    "JOIN campaign ca ON ca.campaign_id = r.campaign_id WHERE p.person_id = ? AND "
    "l.state = 'open' AND l.spent_yen < l.face_yen AND r.use_to_on >= ? LIMIT 1000");
STMT(purse_by_person, "SELECT purse_id FROM purse WHERE person_id = ?");

static int
compare_expiry(const void *left, const void *right)
{
	const struct purse_lot_view *a = left, *b = right;
	int order = strcmp(a->use_to_on, b->use_to_on);

	return order != 0 ? order : (a->lot_id > b->lot_id) - (a->lot_id < b->lot_id);
}

int
purse_view(struct ctx *c, struct purse_view *out)
{
	const char *today = tokyo_date(c->arena, c->now);
	struct purse_lot_view *lot;

	out->as_of = c->now;
	out->has_person = c->actor.person_id != 0;
	if (!out->has_person)
		return 0;
	if (db_list(c, &lots_of_person, &purse_lot_view_shape, &out->lots, A(today), A(today),
	        A(c->actor.person_id), A(today)) != 0)
		return -1;
	lot = out->lots.items;
	if (out->lots.count > 1)
		qsort(lot, out->lots.count, sizeof *lot, compare_expiry);
	for (size_t i = 0; i < out->lots.count; i++)
		if (lot[i].is_usable)
			out->balance_yen += lot[i].left_yen;
	if (out->lots.count > 0)
		out->next_expiry_on = lot[0].use_to_on;
	return 0;
}

int
purse_of_actor(struct ctx *c, int64_t *purse_id)
{
	struct purse_key key;
	bool found = false;

	if (c->actor.person_id != 0 &&
	    db_maybe(c, &found, &purse_by_person, &purse_key_shape, &key,
	        A(c->actor.person_id)) != 0)
		return -1;
	if (!found)
		return fail(c, &no_person, NULL);
	*purse_id = key.purse_id;
	return 0;
}
