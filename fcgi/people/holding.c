#include "people/holding.h"

#include "base/log.h"
#include "db/db.h"
#include "people/account.h"
#include "people/role.h"
#include "people/session.h"

PUBLIC_SHAPE(holding, "A role of an account",
    FIELD(holding, role_id, "Role"),
    FIELD(holding, name, "Its name", .max = 40),
    FIELD(holding, handed_by, "Who gave it, or new secrets; empty: the command line", .max = 60),
    FIELD(holding, is_confirmed, "A second person confirmed it: it counts"),
    FIELD(holding, may_confirm, "The account that asks may confirm it"));

STMT(held_ids, "SELECT role_id AS id FROM account_role WHERE account_id = ? LIMIT 1000");
STMT(role_of_audience, "SELECT role_id AS id FROM role WHERE role_id = ? AND audience = ?");
STMT(take, "DELETE FROM account_role WHERE account_id = ? AND role_id = ?");
STMT(give,
    "INSERT INTO account_role (account_id, role_id, scope_kind, scope_id, handed_by, "
    "confirmed_by, confirmed_at) VALUES (?, ?, ?, ?, ?, ?, ?)");
STMT(doubt,
    "UPDATE account_role SET handed_by = ?, confirmed_by = NULL, confirmed_at = NULL "
    "WHERE account_id = ? AND confirmed_by IS NOT NULL");
STMT(doubt_secret, "UPDATE account SET secret_by = ? WHERE account_id = ?");
STMT(held_roles,
    "SELECT r.role_id, r.name, COALESCE(h.name, '') AS handed_by, "
    "ar.confirmed_by IS NOT NULL AS is_confirmed, (ar.confirmed_by IS NULL "
    "AND ar.handed_by <> ? AND COALESCE(a.secret_by, 0) <> ? AND a.account_id <> ?) "
    "AS may_confirm FROM account_role ar JOIN role r ON r.role_id = ar.role_id "
    "JOIN account a ON a.account_id = ar.account_id "
    "LEFT JOIN account h ON h.account_id = ar.handed_by "
    "WHERE ar.account_id = ? ORDER BY r.role_id LIMIT 1000");
STMT(account_lock, "SELECT account_id AS id FROM account WHERE account_id = ? FOR UPDATE");
STMT(confirm,
    "UPDATE account_role SET confirmed_by = ?, confirmed_at = ? WHERE account_id = ? "
    "AND role_id = ? AND confirmed_by IS NULL");
STMT(confirm_all,
    "UPDATE account_role SET confirmed_by = 0, confirmed_at = ? WHERE account_id = ? "
    "AND confirmed_by IS NULL");
/* A second person has seen whose account it is: who handed the secrets over is
 * no longer barred from confirming what others give it. */
STMT(trust_secret, "UPDATE account SET secret_by = NULL WHERE account_id = ?");
STMT(waiting,
    "SELECT account_id AS id FROM account_role WHERE account_id = ? AND confirmed_by IS NULL "
    "LIMIT 1");

static bool
holds_id(const struct list *ids, int64_t id)
{
	const struct id_item *items = ids->items;

	for (size_t i = 0; i < ids->count; i++)
		if (items[i].id == id)
			return true;
	return false;
}

static int
give_one(struct ctx *c, const struct role_holder *h, int64_t role_id)
{
	bool in_shop = h->audience == AUDIENCE_SHOP, counts = in_shop || h->is_confirmed;
	int64_t by = c->actor.account_id;
	struct id_item unused;

	if (db_one(c, &role_of_audience, &id_item_shape, &unused, A(role_id),
	        A(audience_word(h->audience))) != 0)
		return -1;
	return db_run(c, &give, A(h->account_id), A(role_id), A(in_shop ? "shop" : "municipality"),
	    A(h->shop_id), A(by), counts ? A(by) : A((const char *)NULL),
	    counts ? A(c->now) : A((const char *)NULL));
}

int
holding_set(struct ctx *c, const struct role_holder *h, const struct list *role_ids)
{
	const struct id_item *wanted = role_ids->items, *had;
	struct list held;

	must(db_in_transaction(c));
	if (db_list(c, &held_ids, &id_item_shape, &held, A(h->account_id)) != 0)
		return -1;
	had = held.items;
	for (size_t i = 0; i < held.count; i++)
		if (!holds_id(role_ids, had[i].id) &&
		    db_run(c, &take, A(h->account_id), A(had[i].id)) != 0)
			return -1;
	for (size_t i = 0; i < role_ids->count; i++) {
		struct list before = { i, role_ids->items };

		if (holds_id(&held, wanted[i].id) || holds_id(&before, wanted[i].id))
			continue;
		if (give_one(c, h, wanted[i].id) != 0)
			return -1;
	}
	return 0;
}

int
holding_doubt(struct ctx *c, int64_t account_id)
{
	int64_t by = c->actor.account_id;

	must(db_in_transaction(c));
	if (db_run(c, &doubt, A(by), A(account_id)) != 0)
		return -1;
	return db_run(c, &doubt_secret, A(by), A(account_id));
}

int
holding_list(struct ctx *c, int64_t account_id, struct list *holdings)
{
	int64_t actor = c->actor.account_id;

	return db_list(c, &held_roles, &holding_shape, holdings, A(actor), A(actor), A(actor),
	    A(account_id));
}

/* The actor saw what it may confirm, neither more nor less. */
static int
check_seen(struct ctx *c, const struct list *holdings, const struct list *role_ids)
{
	const struct holding *h = holdings->items;
	size_t waiting_roles = 0, mine = 0;

	for (size_t i = 0; i < holdings->count; i++) {
		waiting_roles += !h[i].is_confirmed;
		mine += h[i].may_confirm;
		if (h[i].may_confirm && !holds_id(role_ids, h[i].role_id))
			return fail(c, &role_changed, "role_ids");
	}
	if (waiting_roles == 0)
		return fail(c, &already_decided, NULL);
	if (mine == 0)
		return fail(c, &same_person, NULL);
	return mine == role_ids->count ? 0 : fail(c, &role_changed, "role_ids");
}

int
holding_confirm(struct ctx *c, int64_t account_id, const struct list *role_ids)
{
	const struct id_item *ids = role_ids->items;
	struct list holdings;
	struct id_item locked;

	must(db_in_transaction(c));
	if (account_id == c->actor.account_id)
		return fail(c, &own_account, NULL);
	if (db_one(c, &account_lock, &id_item_shape, &locked, A(account_id)) != 0 ||
	    holding_list(c, account_id, &holdings) != 0 ||
	    check_seen(c, &holdings, role_ids) != 0)
		return -1;
	for (size_t i = 0; i < role_ids->count; i++)
		if (db_run(c, &confirm, A(c->actor.account_id), A(c->now), A(account_id),
		        A(ids[i].id)) != 0)
			return -1;
	return db_run(c, &trust_secret, A(account_id));
}

int
holding_confirm_all(struct ctx *c, int64_t account_id)
{
	must(db_in_transaction(c));
	if (db_run(c, &confirm_all, A(c->now), A(account_id)) != 0)
		return -1;
	return db_run(c, &trust_secret, A(account_id));
}

int
holding_waits(struct ctx *c, int64_t account_id, bool *waits)
{
	struct id_item unused;

	return db_maybe(c, waits, &waiting, &id_item_shape, &unused, A(account_id));
}
