#include "people/sign_in.h"

#include "base/crypto.h"
#include "base/text.h"
#include "db/db.h"
#include "people/audit.h"
#include "people/credential.h"
#include "people/guard.h"
#include "people/session.h"
#include "people/shops.h"

const struct reason sign_in_wrong = { 409, "sign_in_wrong" };
const struct reason sign_in_wait = { 429, "sign_in_wait" };
const struct reason totp_needed = { 409, "totp_needed" };
const struct reason first_password_over = { 409, "first_password_over" };

static const struct guard_limit trying = { .free_tries = 5, .wait_s = 30, .wait_max_s = 900,
	.forget_s = 86400, .crowd_tries = 20, .crowd_wait_s = 5 };

static const struct shop_names *shops;

void
people_use_shops(const struct shop_names *names)
{
	shops = names;
}

const struct shop_names *
people_shops(void)
{
	return shops;
}

struct credential {
	int64_t account_id, shop_id;
	const char *login, *name, *password;
	struct bytes totp_sealed;
	bool must_change_password, is_sample, is_active;
	struct instant first_password_until;
};
SHAPE(credential, "What signs an account in",
    FIELD(credential, account_id, "Account"),
    FIELD(credential, shop_id, "Shop, or 0"),
    FIELD(credential, login, "Sign-in name"),
    FIELD(credential, name, "Shown name"),
    FIELD(credential, password, "Argon2id"),
    FIELD(credential, totp_sealed, "TOTP secret, sealed", .optional = true),
    FIELD(credential, must_change_password, "First password"),
    FIELD(credential, is_sample, "Exists for the sample set-up"),
    FIELD(credential, is_active, "Not suspended"),
    FIELD(credential, first_password_until, "A first password ends then", .optional = true));

#define CREDENTIAL "SELECT account_id, shop_id, login, name, password, totp_sealed, "		\
	"must_change_password, is_sample, state = 'active' AS is_active, first_password_until "	\
	"FROM account WHERE "
STMT(by_login, CREDENTIAL "audience = ? AND shop_id = ? AND login = ?");
STMT(by_id, CREDENTIAL "account_id = ? AND login IS NOT NULL");
STMT(set_password,
    "UPDATE account SET password = ?, must_change_password = 0, first_password_until = NULL "
    "WHERE account_id = ?");

static const char *
lower(struct ctx *c, const char *s)
{
	char *copy = arena_string(c->arena, s);

	for (char *at = copy; *at != '\0'; at++)
		if (*at >= 'A' && *at <= 'Z')
			*at = (char)(*at + 32);
	return copy;
}

struct attempt {
	const struct sign_in *in;
	struct guard guard;
	struct shop_name shop;
	struct credential row;
	bool is_right, lacks_totp, is_over;
	struct signed_in *out;
};

/* The shop and the account, when they exist; password_is_right copes with none. */
static int
find(struct ctx *c, struct attempt *t, bool *found)
{
	const struct sign_in *in = t->in;
	bool shop_found = true;

	*found = false;
	if (in->audience == AUDIENCE_SHOP &&
	    shops->by_number(c, in->shop_no, &t->shop, &shop_found) != 0)
		return -1;
	t->guard = (struct guard){ .limit = &trying, .wait = &sign_in_wait,
		.audience = audience_word(in->audience), .name = lower(c, in->login),
		.shop_id = shop_found ? t->shop.shop_id : -1, .address = in->address };
	return db_maybe(c, found, &by_login, &credential_shape, &t->row,
	    A(t->guard.audience), A(t->guard.shop_id), A(t->guard.name));
}

static bool
is_over(const struct ctx *c, const struct credential *row)
{
	return row->must_change_password && row->first_password_until.ms <= c->now.ms;
}

/* Runs in the transaction that signs in: the step is used up only with it. */
static int
totp_check(struct ctx *c, struct attempt *t)
{
	if (t->row.totp_sealed.data == NULL) {
		t->is_right = t->in->audience != AUDIENCE_STAFF;
		return 0;
	}
	if (t->in->totp == NULL) {
		t->lacks_totp = true;
		return 0;
	}
	return totp_use(c, t->row.account_id, t->row.totp_sealed, t->in->totp, &t->is_right);
}

static int
let_in(struct ctx *c, void *arg)
{
	struct attempt *t = arg;
	struct session_start start = { t->in->audience, t->row.account_id, t->in->sid_hash,
		t->in->device, t->in->old_sid_hash };

	t->is_right = t->lacks_totp = false;
	if (totp_check(c, t) != 0)
		return -1;
	t->is_over = is_over(c, &t->row);
	if (t->lacks_totp || !t->is_right || t->is_over)
		return 0;
	if (guard_pass(c, &t->guard) != 0 || session_start(c, &start, &t->out->expires_at) != 0)
		return -1;
	return audit_write(c, &(struct audit){
	    t->in->audience == AUDIENCE_STAFF ? "staff.sign_in" : "shop.sign_in", "account",
	    t->row.account_id, NULL });
}

int
sign_in(struct ctx *c, const struct sign_in *in, struct signed_in *out)
{
	struct attempt t = { .in = in, .out = out };
	bool found, right;

	if (find(c, &t, &found) != 0 || guard_enter(c, &t.guard) != 0)
		return -1;
	right = password_is_right(found ? t.row.password : NULL, in->password);
	if (!right || !t.row.is_active || (t.row.is_sample && !samples_may_sign_in(c)))
		return fail(c, &sign_in_wrong, NULL);
	if (db_transact(c, let_in, &t) != 0)
		return -1;
	if (t.lacks_totp)
		return fail(c, &totp_needed, "totp");
	if (!t.is_right)
		return fail(c, &sign_in_wrong, NULL);
	if (t.is_over)
		return fail(c, &first_password_over, NULL);
	out->account_id = t.row.account_id;
	out->name = t.row.name;
	out->shop_name = t.shop.name;
	out->must_change_password = t.row.must_change_password;
	return 0;
}

/* ---- own password ---- */

int
own_prove(struct ctx *c, const struct own_password *own, struct own_proof *proof)
{
	struct credential row;

	if (db_one(c, &by_id, &credential_shape, &row, A(c->actor.account_id)) != 0)
		return -1;
	*proof = (struct own_proof){ .guard = { .limit = &trying, .wait = &sign_in_wait,
		.audience = audience_word(c->actor.audience), .name = row.login,
		.shop_id = c->actor.shop_id, .address = own->address },
		.is_over = is_over(c, &row) };
	if (guard_enter(c, &proof->guard) != 0)
		return -1;
	return password_is_right(row.password, own->password) ? 0 : fail(c, &sign_in_wrong,
	    own->field);
}

int
own_proved(struct ctx *c, const struct own_proof *proof)
{
	return guard_pass(c, &proof->guard);
}

struct changing { struct own_proof proof; const char *encoded; };

static int
change(struct ctx *c, void *arg)
{
	struct changing *ch = arg;

	if (own_proved(c, &ch->proof) != 0 ||
	    db_run(c, &set_password, A(ch->encoded), A(c->actor.account_id)) != 0 ||
	    session_revoke_all(c, c->actor.account_id, c->actor.session_id) != 0)
		return -1;
	return audit_write(c, &(struct audit){ "account.password", "account",
	    c->actor.account_id, NULL });
}

int
password_set(struct ctx *c, const struct new_password *in)
{
	struct own_password own = { in->old_password, in->address, "old_password" };
	struct changing ch;

	if (own_prove(c, &own, &ch.proof) != 0)
		return -1;
	if (ch.proof.is_over)
		return fail(c, &first_password_over, NULL);
	if (password_check(c, ch.proof.guard.name, in->new_password) != 0)
		return -1;
	if (text_same(in->old_password, in->new_password))
		return fail(c, &password_weak, "new_password");
	ch.encoded = password_hash(c->arena, in->new_password);
	return db_transact(c, change, &ch);
}
