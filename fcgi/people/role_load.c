#include <string.h>

#include "base/text.h"
#include "db/db.h"
#include "people/account.h"
#include "people/role.h"

/*
 * The roles that come with the product and the rights they begin with.  A
 * municipality changes them on a screen; loading again gives a role only those
 * rights that did not exist before, so what was taken away stays away.
 */
struct fixed_role { const char *audience, *name; const char *const *rights; };
static const struct fixed_role fixed_roles[] = {
	{ "staff", "管理者", (const char *const[]){ "people.staff", "people.roles", "shops.view",
	    "shops.edit", "voucher.view", "voucher.edit", "voucher.publish", "jobs.view",
	    "jobs.cancel", "settlement.view", NULL } },
	{ "staff", "窓口", (const char *const[]){ "people.find", "people.look", "shops.view",
	    "voucher.view", "voucher.sell", "voucher.card", NULL } },
	{ "staff", "審査", (const char *const[]){ "people.find", "people.look", "shops.view",
	    "shops.edit", "voucher.view", "voucher.publish", "voucher.void", NULL } },
	{ "staff", "監査", (const char *const[]){ "people.audit", "shops.view", "voucher.view",
	    "jobs.view", "settlement.view", "settlement.pack", NULL } },
	{ "staff", "会計", (const char *const[]){ "shops.view", "voucher.view", "jobs.view",
	    "jobs.cancel", "settlement.view", "settlement.close", "settlement.hold",
	    "settlement.pay", "settlement.account", "settlement.fund",
	    "settlement.pack", NULL } },
	{ "shop", "owner", (const char *const[]){ "shop.take", "shop.void", "shop.manage",
	    "shop.bank", NULL } },
	{ "shop", "clerk", (const char *const[]){ "shop.take", NULL } },
	{ 0 }
};

STMT(fixed_role_select, "SELECT role_id AS id FROM role WHERE audience = ? AND name = ?");
STMT(fixed_role_insert, "INSERT INTO role (audience, name, is_fixed) VALUES (?, ?, 1)");
STMT(right_select, "SELECT right_name_id AS id FROM right_name WHERE name = ?");
STMT(right_insert, "INSERT INTO right_name (name, audience, doc) VALUES (?, ?, ?)");
STMT(right_refresh, "UPDATE right_name SET audience = ?, doc = ? WHERE name = ?");
STMT(fixed_right_insert, "INSERT INTO role_right (role_id, right_name) VALUES (?, ?)");

static int
fixed_role_find(struct ctx *c, const struct fixed_role *r, int64_t *role_id)
{
	struct id_item found = { 0 };
	bool is_there;

	if (db_maybe(c, &is_there, &fixed_role_select, &id_item_shape, &found, A(r->audience),
	        A(r->name)) != 0)
		return -1;
	if (!is_there) {
		if (db_run(c, &fixed_role_insert, A(r->audience), A(r->name)) != 0)
			return -1;
		found.id = db_inserted(c);
	}
	*role_id = found.id;
	return 0;
}

static bool
begins_with(const struct fixed_role *r, const struct right_row *right)
{
	for (const char *const *name = r->rights; *name != NULL; name++)
		if (text_same(*name, right->name))
			return text_same(r->audience, right->audience);
	return false;
}

static int
right_load(struct ctx *c, const struct right_row *right)
{
	struct id_item found;
	bool is_there;

	if (db_maybe(c, &is_there, &right_select, &id_item_shape, &found, A(right->name)) != 0)
		return -1;
	if (is_there)
		return db_run(c, &right_refresh, A(right->audience), A(right->doc), A(right->name));
	if (db_run(c, &right_insert, A(right->name), A(right->audience), A(right->doc)) != 0)
		return -1;
	for (const struct fixed_role *r = fixed_roles; r->name != NULL; r++) {
		int64_t role_id;

		if (!begins_with(r, right))
			continue;
		if (fixed_role_find(c, r, &role_id) != 0 ||
		    db_run(c, &fixed_right_insert, A(role_id), A(right->name)) != 0)
			return -1;
	}
	return 0;
}

static int
load(struct ctx *c, void *arg)
{
	const struct list *rights = arg;
	const struct right_row *items = rights->items;
	int64_t unused;

	for (const struct fixed_role *r = fixed_roles; r->name != NULL; r++)
		if (fixed_role_find(c, r, &unused) != 0)
			return -1;
	for (size_t i = 0; i < rights->count; i++)
		if (right_load(c, &items[i]) != 0)
			return -1;
	return 0;
}

int
role_load(struct ctx *c, const struct list *rights)
{
	struct list copy = *rights;

	return db_transact(c, load, &copy);
}
