#include "people/enrol.h"

#include "base/crypto.h"
#include "base/text.h"
#include "db/db.h"
#include "people/audit.h"
#include "people/credential.h"
#include "people/session.h"
#include "people/shops.h"

const struct reason totp_wrong = { 409, "totp_wrong" };
const struct reason totp_on = { 409, "totp_on" };

struct enrolled { const char *login; struct bytes totp_sealed, totp_new_sealed; };
SHAPE(enrolled, "The second factor of an account",
    FIELD(enrolled, login, "Sign-in name"),
    FIELD(enrolled, totp_sealed, "Secret that counts, sealed", .optional = true),
    FIELD(enrolled, totp_new_sealed, "Secret that waits for digits, sealed", .optional = true));

STMT(enrolled_lock,
    "SELECT login, totp_sealed, totp_new_sealed FROM account WHERE account_id = ? FOR UPDATE");
STMT(enrolled_select,
    "SELECT login, totp_sealed, totp_new_sealed FROM account WHERE account_id = ?");
/* The step counter belongs to the secret: the first digits must count. */
STMT(set_new,
    "UPDATE account SET totp_new_sealed = ?, totp_last_step = 0 WHERE account_id = ?");
STMT(set_on,
    "UPDATE account SET totp_sealed = totp_new_sealed, totp_new_sealed = NULL "
    "WHERE account_id = ?");
STMT(set_off,
    "UPDATE account SET totp_sealed = NULL, totp_last_step = 0 WHERE account_id = ?");

struct enrolling {
	struct own_proof proof;
	const char *digits;
	struct bytes sealed;
	const char *login;		/* out */
};

static int
begin(struct ctx *c, void *arg)
{
	struct enrolling *e = arg;
	struct enrolled now;

	if (db_one(c, &enrolled_lock, &enrolled_shape, &now, A(c->actor.account_id)) != 0)
		return -1;
	if (now.totp_sealed.data != NULL)
		return fail(c, &totp_on, NULL);
	e->login = now.login;
	if (own_proved(c, &e->proof) != 0)
		return -1;
	return db_run(c, &set_new, A(e->sealed), A(c->actor.account_id));
}

int
enrol_begin(struct ctx *c, const struct own_password *own, struct enrol_begun *out)
{
	struct bytes secret = totp_secret_new(c->arena);
	struct enrolling e = { .sealed = totp_seal(c, c->actor.account_id, secret) };
	struct shop_name shop;

	if (own_prove(c, own, &e.proof) != 0 || db_transact(c, begin, &e) != 0 ||
	    people_shops()->by_id(c, c->actor.shop_id, &shop) != 0)
		return -1;
	out->secret = totp_secret_text(c->arena, secret);
	out->uri = totp_uri(c, arena_text(c->arena, "%s-%s", shop.shop_no, e.login), out->secret);
	return 0;
}

/* The other sessions may be a thief's, who would go on without the digits. */
static int
written_down(struct ctx *c, const char *act)
{
	if (session_revoke_all(c, c->actor.account_id, c->actor.session_id) != 0)
		return -1;
	return audit_write(c, &(struct audit){ act, "account", c->actor.account_id, NULL });
}

static int
finish(struct ctx *c, void *arg)
{
	struct enrolling *e = arg;
	struct enrolled now;
	bool fits;

	if (db_one(c, &enrolled_lock, &enrolled_shape, &now, A(c->actor.account_id)) != 0)
		return -1;
	if (now.totp_new_sealed.data == NULL)
		return fail(c, &not_found, NULL);
	if (totp_use(c, c->actor.account_id, now.totp_new_sealed, e->digits, &fits) != 0)
		return -1;
	if (!fits)
		return fail(c, &totp_wrong, "totp");
	if (db_run(c, &set_on, A(c->actor.account_id)) != 0)
		return -1;
	return written_down(c, "account.totp_on");
}

int
enrol_finish(struct ctx *c, const char *digits)
{
	struct enrolling e = { .digits = digits };

	return db_transact(c, finish, &e);
}

static int
end(struct ctx *c, void *arg)
{
	struct enrolling *e = arg;
	struct enrolled now;
	bool fits;

	if (db_one(c, &enrolled_lock, &enrolled_shape, &now, A(c->actor.account_id)) != 0)
		return -1;
	if (now.totp_sealed.data == NULL)
		return fail(c, &not_found, NULL);
	if (totp_use(c, c->actor.account_id, now.totp_sealed, e->digits, &fits) != 0)
		return -1;
	if (!fits)
		return fail(c, &totp_wrong, "totp");
	if (own_proved(c, &e->proof) != 0 || db_run(c, &set_off, A(c->actor.account_id)) != 0)
		return -1;
	return written_down(c, "account.totp_off");
}

int
enrol_end(struct ctx *c, const struct own_password *own, const char *digits)
{
	struct enrolling e = { .digits = digits };

	return own_prove(c, own, &e.proof) != 0 ? -1 : db_transact(c, end, &e);
}

int
enrol_is_on(struct ctx *c, bool *is_on)
{
	struct enrolled now;

	if (db_one(c, &enrolled_select, &enrolled_shape, &now, A(c->actor.account_id)) != 0)
		return -1;
	*is_on = now.totp_sealed.data != NULL;
	return 0;
}
