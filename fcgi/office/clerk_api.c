#include "office/office_api.h"
#include "people/account.h"
#include "people/account_api.h"
#include "people/audit.h"

/*
 * A shop's own accounts: the owner makes them, stops them and gives them new
 * passwords; an owner who lost password or phone gets a new one from the city.
 * The rules are those of people/; this file says who may.
 */
static const char *const clerk_roles[] = { "owner", "clerk", NULL };

struct clerks_out { struct list clerks; };
SHAPE(clerks_out, "Accounts of the shop",
    FIELD(clerks_out, clerks, "Accounts", .of = &account_shape));

static int
get_clerks(struct ctx *c, const void *input, void *output)
{
	struct clerks_out *out = output;

	(void)input;
	return account_list_of_shop(c, c->actor.shop_id, &out->clerks);
}

struct clerk_new_in { const char *login, *name, *role; };
SHAPE(clerk_new_in, "A new account of the shop",
    FIELD(clerk_new_in, login, "Sign-in name", .format = &format_login, .max = 40),
    FIELD(clerk_new_in, name, "Name on the list of takings", .min = 1, .max = 60),
    FIELD(clerk_new_in, role, "What it may do", .choices = clerk_roles));
struct clerk_new_out { int64_t account_id; const char *first_password; };
SHAPE(clerk_new_out, "The new account",
    FIELD(clerk_new_out, account_id, "Account"),
    FIELD(clerk_new_out, first_password, "First password, shown once", .max = 40,
        .secret = true));

static int
post_clerk(struct ctx *c, const void *input, void *output)
{
	const struct clerk_new_in *in = input;
	struct clerk_new_out *out = output;
	struct id_item role;
	struct new_account a = { .audience = AUDIENCE_SHOP, .login = in->login, .name = in->name,
		.shop_id = c->actor.shop_id, .role_ids = { 1, &role } };

	if (role_by_name(c, AUDIENCE_SHOP, in->role, &role.id) != 0 || account_make(c, &a) != 0)
		return -1;
	*out = (struct clerk_new_out){ a.account_id, a.first_password };
	return audit_write(c, &(struct audit){ "clerk.make", "account", a.account_id, in->role });
}

struct clerk_set_in { int64_t account_id; const char *name, *state, *role; };
SHAPE(clerk_set_in, "An account of the shop as it shall be",
    FIELD(clerk_set_in, account_id, "Account", .within = &within_own_clerk),
    FIELD(clerk_set_in, name, "Name on the list of takings", .min = 1, .max = 60),
    FIELD(clerk_set_in, state, "May sign in or not", .choices = CHOICES("active", "suspended")),
    FIELD(clerk_set_in, role, "What it may do", .choices = clerk_roles));

static int
set_clerk(struct ctx *c, void *arg)
{
	const struct clerk_set_in *in = arg;
	struct id_item role;

	/* An owner who stops the own account would lock the shop out. */
	if (in->account_id == c->actor.account_id)
		return fail(c, &own_account, NULL);
	if (role_by_name(c, AUDIENCE_SHOP, in->role, &role.id) != 0 ||
	    account_set(c, in->account_id, in->name, in->state, &(struct list){ 1, &role }) != 0)
		return -1;
	return audit_write(c, &(struct audit){ "clerk.set", "account", in->account_id, in->state });
}

static int
put_clerk(struct ctx *c, const void *input, void *output)
{
	(void)output;
	return db_transact(c, set_clerk, arena_copy(c->arena, input, sizeof(struct clerk_set_in)));
}

struct clerk_in { int64_t account_id; };
SHAPE(clerk_in, "Which account",
    FIELD(clerk_in, account_id, "Account", .within = &within_own_clerk));
struct clerk_reset_out { const char *first_password; };
SHAPE(clerk_reset_out, "A new first password",
    FIELD(clerk_reset_out, first_password, "Shown once", .max = 40, .secret = true));

static int
reset(struct ctx *c, int64_t account_id, struct clerk_reset_out *out)
{
	const char *unused;

	if (account_reset(c, account_id, &out->first_password, &unused) != 0)
		return -1;
	return audit_write(c, &(struct audit){ "clerk.reset", "account", account_id, NULL });
}

static int
post_reset(struct ctx *c, const void *input, void *output)
{
	const struct clerk_in *in = input;

	return reset(c, in->account_id, output);
}

struct shop_account_in { int64_t account_id; };
SHAPE(shop_account_in, "Which account of which shop",
    FIELD(shop_account_in, account_id, "Account", .within = &within_shop_account));

static int
post_shop_reset(struct ctx *c, const void *input, void *output)
{
	const struct shop_account_in *in = input;

	return reset(c, in->account_id, output);
}

const struct route clerk_routes[] = {
	{ GET, "/api/office/clerks", "Accounts of the shop", &right_shop_manage, 0,
	  get_clerks, NULL, &clerks_out_shape },
	{ POST, "/api/office/clerks", "A new account", &right_shop_manage, ONCE | SLOW,
	  post_clerk, &clerk_new_in_shape, &clerk_new_out_shape, REASONS(&login_taken) },
	{ PUT, "/api/office/clerks/{account_id}", "Change an account", &right_shop_manage, 0,
	  put_clerk, &clerk_set_in_shape, NULL, REASONS(&own_account) },
	{ POST, "/api/office/clerks/{account_id}/resets", "A new first password",
	  &right_shop_manage, ONCE | SLOW, post_reset, &clerk_in_shape, &clerk_reset_out_shape,
	  REASONS(&own_account) },
	{ POST, "/api/office/shop-accounts/{account_id}/resets",
	  "A new first password for an account of any shop", &right_shops_edit, ONCE | SLOW,
	  post_shop_reset, &shop_account_in_shape, &clerk_reset_out_shape },
	{ 0 }
};
