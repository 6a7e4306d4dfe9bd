#include "base/text.h"
#include "people/account.h"
#include "people/audit.h"
#include "people/credential.h"
#include "people/holding.h"
#include "people/people_api.h"
#include "people/role.h"

RIGHT(right_people_staff, AUDIENCE_STAFF, "people.staff", "Manage accounts of staff");

STMT(own_clerk, "SELECT 1 FROM account WHERE account_id = ? AND audience = 'shop' AND shop_id = ?");
STMT(shop_account, "SELECT 1 FROM account WHERE account_id = ? AND audience = 'shop'");
STMT(staff_account, "SELECT 1 FROM account WHERE account_id = ? AND audience = 'staff'");
STMT(any_person, "SELECT 1 FROM person WHERE person_id = ? AND erased_at IS NULL");
const struct within within_own_clerk = { "An account of the shop", BY_SHOP, &own_clerk };
const struct within within_shop_account = { "An account of any shop", BY_ANYONE, &shop_account };
const struct within within_staff_account = { "An account of staff", BY_ANYONE, &staff_account };
const struct within within_person = { "Any person", BY_ANYONE, &any_person };

/* ---- list ---- */

static const char *const staff_orders[] = { "name", "login", "newest", NULL };

struct staff_list_in { const char *q, *state; struct maybe_int waiting; PAGE_MEMBERS; };
SHAPE(staff_list_in, "Which accounts",
    FIELD(staff_list_in, q, "Part of the name or sign-in name", .min = 1, .max = 60,
        .optional = true),
    FIELD(staff_list_in, state, "State", .choices = account_states, .optional = true),
    FIELD(staff_list_in, waiting, "1: some role waits for a second person, 0: none does",
        .max = 1, .optional = true),
    PAGE_FIELDS(staff_list_in, staff_orders));

struct staff_row {
	int64_t account_id;
	const char *login, *name, *state, *roles;
	bool is_waiting;
	struct instant last_sign_in_at;
};
SHAPE(staff_row, "An account of staff",
    FIELD(staff_row, account_id, "Account"),
    FIELD(staff_row, login, "Sign-in name", .max = 40),
    FIELD(staff_row, name, "Shown name", .max = 60),
    FIELD(staff_row, state, "May sign in or not", .choices = account_states,
        .words = "account_state"),
    FIELD(staff_row, roles, "Its roles", .max = 4000),
    FIELD(staff_row, is_waiting, "Some role waits for a second person"),
    FIELD(staff_row, last_sign_in_at, "Last signed in", .optional = true));

#define WAITS "EXISTS (SELECT 1 FROM account_role ar WHERE ar.account_id = a.account_id "	\
	"AND ar.confirmed_by IS NULL)"
static const struct filter staff_filters[] = {
	{ "q", "LOCATE(?, CONCAT(a.name, ' ', a.login)) > 0" },
	{ "state", "a.state = ?" },
	{ "waiting", WAITS " = ?" },
	{ 0 }
};
static const struct order staff_order_rows[] = {
	{ "name", "a.name", false },
	{ "login", "a.login", false },
	{ "newest", "a.account_id", true },
	{ 0 }
};
static const struct listing staff_listing = {
	.select = "SELECT a.account_id, a.login, a.name, a.state, COALESCE((SELECT "
	    "GROUP_CONCAT(r.name ORDER BY r.role_id SEPARATOR ' ') FROM account_role ar "
	    "JOIN role r ON r.role_id = ar.role_id WHERE ar.account_id = a.account_id), '') "
	    "AS roles, " WAITS " AS is_waiting, "
	    "a.last_sign_in_at FROM account a WHERE a.audience = 'staff'",
	.filters = staff_filters, .orders = staff_order_rows, .key = "a.account_id",
	.row = &staff_row_shape, .export_name = "staff" };

/* ---- one account ---- */

struct staff_new_in { const char *login, *name; struct list role_ids; };
SHAPE(staff_new_in, "A new account of staff",
    FIELD(staff_new_in, login, "Sign-in name", .format = &format_login, .max = 40),
    FIELD(staff_new_in, name, "Shown name", .min = 1, .max = 60),
    FIELD(staff_new_in, role_ids, "Its roles", .of = &id_item_shape, .max = 20));
struct staff_new_out { int64_t account_id; const char *first_password, *totp_secret, *totp_uri; };
SHAPE(staff_new_out, "The new account; shown once",
    FIELD(staff_new_out, account_id, "Account"),
    FIELD(staff_new_out, first_password, "First password", .max = 40, .secret = true),
    FIELD(staff_new_out, totp_secret, "Secret for the app, base32", .max = 40, .secret = true),
    FIELD(staff_new_out, totp_uri, "The same as an address for a code", .max = 600,
        .secret = true));

static int
post_staff(struct ctx *c, const void *input, void *output)
{
	const struct staff_new_in *in = input;
	struct staff_new_out *out = output;
	struct new_account a = { .audience = AUDIENCE_STAFF, .login = in->login, .name = in->name,
		.role_ids = in->role_ids };

	if (account_make(c, &a) != 0)
		return -1;
	*out = (struct staff_new_out){ a.account_id, a.first_password, a.totp_secret,
		totp_uri(c, a.login, a.totp_secret) };
	return audit_write(c, &(struct audit){ "account.make", "account", a.account_id, NULL });
}

struct staff_set_in { int64_t account_id; const char *name, *state; struct list role_ids; };
SHAPE(staff_set_in, "An account of staff as it shall be",
    FIELD(staff_set_in, account_id, "Account", .within = &within_staff_account),
    FIELD(staff_set_in, name, "Shown name", .min = 1, .max = 60),
    FIELD(staff_set_in, state, "May sign in or not", .choices = account_states),
    FIELD(staff_set_in, role_ids, "Its roles", .of = &id_item_shape, .max = 20));

static int
set_staff(struct ctx *c, void *arg)
{
	const struct staff_set_in *in = arg;

	if (account_set(c, in->account_id, in->name, in->state, &in->role_ids) != 0)
		return -1;
	return audit_write(c, &(struct audit){ "account.set", "account", in->account_id,
	    in->state });
}

static int
put_staff(struct ctx *c, const void *input, void *output)
{
	(void)output;
	return db_transact(c, set_staff, arena_copy(c->arena, input, sizeof(struct staff_set_in)));
}

struct staff_which { int64_t account_id; };
SHAPE(staff_which, "Which account",
    FIELD(staff_which, account_id, "Account", .within = &within_staff_account));
struct staff_reset_out { const char *first_password, *totp_secret, *totp_uri; };
SHAPE(staff_reset_out, "A new first password and secret; shown once",
    FIELD(staff_reset_out, first_password, "First password", .max = 40, .secret = true),
    FIELD(staff_reset_out, totp_secret, "Secret for the app, base32", .max = 40, .secret = true),
    FIELD(staff_reset_out, totp_uri, "The same as an address for a code", .max = 600,
        .secret = true));

static int
post_reset(struct ctx *c, const void *input, void *output)
{
	const struct staff_which *in = input;
	struct staff_reset_out *out = output;
	struct account a;

	if (account_reset(c, in->account_id, &out->first_password, &out->totp_secret) != 0 ||
	    account_read(c, in->account_id, &a) != 0)
		return -1;
	out->totp_uri = totp_uri(c, a.login, out->totp_secret);
	return audit_write(c, &(struct audit){ "account.reset", "account", in->account_id, NULL });
}

/* ---- roles, which a second person confirms ---- */

struct staff_roles_out { struct list roles; };
SHAPE(staff_roles_out, "Roles an account of staff can hold",
    FIELD(staff_roles_out, roles, "Roles", .of = &role_shape));

static int
get_staff_roles(struct ctx *c, const void *input, void *output)
{
	struct staff_roles_out *out = output;
	struct role *r;
	size_t kept = 0;

	(void)input;
	if (role_list(c, &out->roles) != 0)
		return -1;
	r = out->roles.items;
	for (size_t i = 0; i < out->roles.count; i++)
		if (text_same(r[i].audience, "staff"))
			r[kept++] = r[i];
	out->roles.count = kept;
	return 0;
}

struct staff_out { const void *account; struct list roles; };
SHAPE(staff_out, "An account of staff",
    FIELD(staff_out, account, "The account", .of = &account_shape),
    FIELD(staff_out, roles, "Its roles", .of = &holding_shape));

static int
get_staff(struct ctx *c, const void *input, void *output)
{
	const struct staff_which *in = input;
	struct staff_out *out = output;
	struct account *a = arena_alloc(c->arena, sizeof *a);

	if (account_read(c, in->account_id, a) != 0)
		return -1;
	out->account = a;
	return holding_list(c, in->account_id, &out->roles);
}

struct staff_confirm_in { int64_t account_id; struct list role_ids; };
SHAPE(staff_confirm_in, "What a second person confirms",
    FIELD(staff_confirm_in, account_id, "Account", .within = &within_staff_account),
    FIELD(staff_confirm_in, role_ids, "The roles that were shown", .of = &id_item_shape,
        .max = 20));

/* "3 7": the audit holds ids only. */
static const char *
ids_text(struct ctx *c, const struct list *ids)
{
	struct text_buffer b = { .arena = c->arena };
	const struct id_item *items = ids->items;

	buffer_text(&b, "");
	for (size_t i = 0; i < ids->count; i++)
		buffer_format(&b, "%s%lld", i > 0 ? " " : "", (long long)items[i].id);
	return b.size <= 200 ? b.data : NULL;
}

static int
post_confirmation(struct ctx *c, const void *input, void *output)
{
	const struct staff_confirm_in *in = input;

	(void)output;
	if (holding_confirm(c, in->account_id, &in->role_ids) != 0)
		return -1;
	return audit_write(c, &(struct audit){ "account.confirm", "account", in->account_id,
	    ids_text(c, &in->role_ids) });
}

const struct route account_routes[] = {
	{ GET, "/api/people/staff-accounts", "Accounts of staff", &right_people_staff,
	  .in = &staff_list_in_shape, .list = &staff_listing },
	{ GET, "/api/people/staff-roles", "Roles for accounts of staff", &right_people_staff, 0,
	  get_staff_roles, NULL, &staff_roles_out_shape },
	{ GET, "/api/people/staff-accounts/{account_id}", "One account", &right_people_staff, 0,
	  get_staff, &staff_which_shape, &staff_out_shape },
	{ POST, "/api/people/staff-accounts/{account_id}/confirmations",
	  "Confirm its roles, as second person", &right_people_staff, ONCE, post_confirmation,
	  &staff_confirm_in_shape, NULL,
	  REASONS(&same_person, &own_account, &already_decided, &role_changed) },
	{ POST, "/api/people/staff-accounts", "A new account", &right_people_staff, ONCE | SLOW,
	  post_staff, &staff_new_in_shape, &staff_new_out_shape, REASONS(&login_taken) },
	{ PUT, "/api/people/staff-accounts/{account_id}", "Change an account",
	  &right_people_staff, 0, put_staff, &staff_set_in_shape, NULL, REASONS(&own_account) },
	{ POST, "/api/people/staff-accounts/{account_id}/resets", "A new first password and secret",
	  &right_people_staff, ONCE | SLOW, post_reset, &staff_which_shape, &staff_reset_out_shape,
	  REASONS(&own_account) },
	{ 0 }
};
