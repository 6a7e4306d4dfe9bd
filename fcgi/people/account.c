#include "people/account.h"

#include <string.h>

#include "base/crypto.h"
#include "base/log.h"
#include "base/text.h"
#include "db/db.h"
#include "db/keyring.h"
#include "people/credential.h"
#include "people/holding.h"
#include "people/session.h"

const struct reason login_taken = { 409, "login_taken" };
const struct reason own_account = { 409, "own_account" };
const struct reason same_person = { 409, "same_person" };

const char *const account_states[] = { "active", "suspended", NULL };

static bool
matches_login(const char *s)
{
	size_t size = strlen(s);

	return size >= 3 && size <= 40 &&
	    strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789-_.") == size;
}

const struct format format_login = { "login", "^[a-z0-9\\-_.]{3,40}$", "hanako.yamada",
	matches_login };

PUBLIC_SHAPE(id_item, "One id of a list",
    FIELD(id_item, id, "Id", .min = 1, .max = INT64_C(9007199254740991)));

PUBLIC_SHAPE(account, "An account of staff or of a shop",
    FIELD(account, account_id, "Account"),
    FIELD(account, audience, "shop or staff", .max = 10),
    FIELD(account, login, "Sign-in name", .max = 40),
    FIELD(account, name, "Shown name", .max = 60),
    FIELD(account, state, "May sign in or not", .choices = account_states),
    FIELD(account, shop_id, "Shop, or 0"),
    FIELD(account, role, "Its roles"),
    FIELD(account, is_owner, "Owner of its shop"),
    FIELD(account, must_change_password, "Still has its first password: no right counts"),
    FIELD(account, first_password_until, "The first password signs in until then",
        .optional = true),
    FIELD(account, last_sign_in_at, "Last signed in", .optional = true));

#define ACCOUNT_SELECT "SELECT a.account_id, a.audience, a.login, a.name, a.state, a.shop_id, "	\
	"COALESCE((SELECT GROUP_CONCAT(r.name ORDER BY r.role_id SEPARATOR ' ') "		\
	"FROM account_role ar JOIN role r ON r.role_id = ar.role_id "				\
	"WHERE ar.account_id = a.account_id), '') AS role, "					\
	"EXISTS (SELECT 1 FROM account_role ar JOIN role r ON r.role_id = ar.role_id "		\
	"WHERE ar.account_id = a.account_id AND r.audience = 'shop' AND r.name = 'owner') "	\
	"AS is_owner, a.must_change_password, IF(a.must_change_password, "			\
	"a.first_password_until, NULL) AS first_password_until, a.last_sign_in_at "		\
	"FROM account a WHERE "
STMT(account_select, ACCOUNT_SELECT "a.account_id = ? AND a.login IS NOT NULL");
STMT(accounts_of_shop,
    ACCOUNT_SELECT "a.audience = 'shop' AND a.shop_id = ? ORDER BY a.account_id LIMIT 500");
STMT(account_lock, "SELECT account_id AS id FROM account WHERE account_id = ? FOR UPDATE");
STMT(account_insert,
    "INSERT INTO account (audience, shop_id, login, name, password, must_change_password, "
    "first_password_until, secret_by, made_at) VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?)");
STMT(account_update, "UPDATE account SET name = ?, state = ? WHERE account_id = ?");
STMT(account_set_totp,
    "UPDATE account SET totp_sealed = ?, totp_last_step = 0 WHERE account_id = ?");
STMT(account_drop_totp,
    "UPDATE account SET totp_sealed = NULL, totp_new_sealed = NULL, totp_last_step = 0 "
    "WHERE account_id = ?");
STMT(account_set_first,
    "UPDATE account SET password = ?, must_change_password = 1, first_password_until = ? "
    "WHERE account_id = ?");

/* ASVS 5.0 6.4.1 wants a short life; two weeks let a paper cross the town hall. */
enum { FIRST_PASSWORD_DAYS = 14 };

static struct instant
first_password_until(const struct ctx *c)
{
	return (struct instant){ c->now.ms + FIRST_PASSWORD_DAYS * INT64_C(86400000) };
}

static int
give_totp(struct ctx *c, int64_t account_id, const char **secret_text)
{
	struct bytes secret = totp_secret_new(c->arena);

	*secret_text = totp_secret_text(c->arena, secret);
	return db_run(c, &account_set_totp, A(totp_seal(c, account_id, secret)), A(account_id));
}

int
account_make(struct ctx *c, struct new_account *a)
{
	struct role_holder holder = { .audience = a->audience, .shop_id = a->shop_id,
		.is_confirmed = a->is_confirmed };
	bool doubted = a->audience == AUDIENCE_STAFF && !a->is_confirmed;

	must(db_in_transaction(c));
	a->totp_secret = NULL;
	if (a->encoded == NULL) {
		a->first_password = password_first(c);
		a->encoded = password_hash(c->arena, a->first_password);
	}
	if (!matches_login(a->login))
		return fail(c, &invalid_input, "login");
	if (db_run(c, &account_insert, A(audience_word(a->audience)), A(a->shop_id), A(a->login),
	        A(a->name), A(a->encoded), A(first_password_until(c)),
	        doubted ? A(c->actor.account_id) : A((const char *)NULL), A(c->now)) != 0)
		return db_duplicate(c) != NULL ? fail(c, &login_taken, "login") : -1;
	holder.account_id = a->account_id = db_inserted(c);
	if (a->audience == AUDIENCE_STAFF && give_totp(c, a->account_id, &a->totp_secret) != 0)
		return -1;
	return holding_set(c, &holder, &a->role_ids);
}

struct account_change {
	int64_t account_id;
	const char *name, *state;
	const struct list *role_ids;
};

static int
lock_and_read(struct ctx *c, int64_t account_id, struct account *a)
{
	struct id_item locked;

	if (account_id == c->actor.account_id)
		return fail(c, &own_account, NULL);
	if (db_one(c, &account_lock, &id_item_shape, &locked, A(account_id)) != 0)
		return -1;
	return account_read(c, account_id, a);
}

static int
change(struct ctx *c, void *arg)
{
	const struct account_change *in = arg;
	struct role_holder holder = { .account_id = in->account_id };
	struct account a;

	if (lock_and_read(c, in->account_id, &a) != 0 ||
	    db_run(c, &account_update, A(in->name), A(in->state), A(in->account_id)) != 0)
		return -1;
	holder.audience = text_same(a.audience, "shop") ? AUDIENCE_SHOP : AUDIENCE_STAFF;
	holder.shop_id = a.shop_id;
	if (holding_set(c, &holder, in->role_ids) != 0)
		return -1;
	return text_same(in->state, "active") ? 0 : session_revoke_all(c, in->account_id, 0);
}

int
account_set(struct ctx *c, int64_t account_id, const char *name, const char *state,
    const struct list *role_ids)
{
	struct account_change in = { account_id, name, state, role_ids };

	return db_transact(c, change, &in);
}

struct account_fresh { int64_t account_id; const char *password, *totp_secret; };

static int
reset(struct ctx *c, void *arg)
{
	struct account_fresh *f = arg;
	struct account a;

	f->password = password_first(c);
	f->totp_secret = NULL;
	if (lock_and_read(c, f->account_id, &a) != 0 ||
	    db_run(c, &account_set_first, A(password_hash(c->arena, f->password)),
	        A(first_password_until(c)), A(f->account_id)) != 0)
		return -1;
	if (text_same(a.audience, "staff")) {
		if (give_totp(c, f->account_id, &f->totp_secret) != 0 ||
		    holding_doubt(c, f->account_id) != 0)
			return -1;
	} else if (db_run(c, &account_drop_totp, A(f->account_id)) != 0) {
		return -1;
	}
	return session_revoke_all(c, f->account_id, 0);
}

int
account_reset(struct ctx *c, int64_t account_id, const char **first_password,
    const char **totp_secret)
{
	struct account_fresh f = { .account_id = account_id };

	if (db_transact(c, reset, &f) != 0)
		return -1;
	*first_password = f.password;
	*totp_secret = f.totp_secret;
	return 0;
}

int
account_read(struct ctx *c, int64_t account_id, struct account *out)
{
	return db_one(c, &account_select, &account_shape, out, A(account_id));
}

int
account_list_of_shop(struct ctx *c, int64_t shop_id, struct list *accounts)
{
	return db_list(c, &accounts_of_shop, &account_shape, accounts, A(shop_id));
}

int
four_eyes(struct ctx *c, int64_t first_account_id)
{
	return first_account_id == c->actor.account_id ? fail(c, &same_person, NULL) : 0;
}

/* ---- residents ---- */

STMT(resident_by_mail, "SELECT account_id AS id FROM account WHERE mail_hash = ?");
STMT(resident_insert,
    "INSERT INTO account (audience, mail_hash, language, made_at) VALUES ('resident', ?, ?, ?)");
STMT(resident_set_mail, "UPDATE account SET mail_sealed = ? WHERE account_id = ?");
STMT(resident_set_language, "UPDATE account SET language = ? WHERE account_id = ?");
STMT(resident_mail,
    "SELECT mail_sealed, language FROM account WHERE account_id = ? AND audience = 'resident'");

struct sealed_mail { struct bytes mail_sealed; const char *language; };
SHAPE(sealed_mail, "A resident's mail address",
    FIELD(sealed_mail, mail_sealed, "Sealed"),
    FIELD(sealed_mail, language, "Language at the last sign-in"));

struct bytes
mail_hash(struct ctx *c, const char *mail)
{
	char *lower = arena_string(c->arena, mail);

	for (char *s = lower; *s != '\0'; s++)
		if (*s >= 'A' && *s <= 'Z')
			*s = (char)(*s + 32);
	return hash_text(c->arena, keyring_key(c, "mail_index"), lower);
}

static struct key
mail_key(struct ctx *c)
{
	return key_derive(keyring_key(c, "mail_index"), "account.mail");
}

static const char *
mail_place(struct ctx *c, int64_t account_id)
{
	return arena_text(c->arena, "account.mail.%lld", (long long)account_id);
}

static int
make_resident(struct ctx *c, const char *mail, int64_t *account_id)
{
	struct key key = mail_key(c);

	if (db_run(c, &resident_insert, A(mail_hash(c, mail)), A(c->language), A(c->now)) != 0)
		return -1;
	*account_id = db_inserted(c);
	return db_run(c, &resident_set_mail, A(seal(c->arena, &key, mail_place(c, *account_id),
	    (struct bytes){ mail, strlen(mail) })), A(*account_id));
}

int
account_of_mail(struct ctx *c, const char *mail, int64_t *account_id, bool *is_new)
{
	struct id_item found = { 0 };
	bool is_there;

	must(db_in_transaction(c));
	if (db_maybe(c, &is_there, &resident_by_mail, &id_item_shape, &found,
	        A(mail_hash(c, mail))) != 0)
		return -1;
	*is_new = !is_there && make_resident(c, mail, &found.id) == 0;
	if (!is_there && !*is_new) {
		/* The same address signed up on another device this very moment. */
		if (db_duplicate(c) == NULL || db_one(c, &resident_by_mail, &id_item_shape, &found,
		        A(mail_hash(c, mail))) != 0)
			return -1;
	}
	*account_id = found.id;
	return db_run(c, &resident_set_language, A(c->language), A(found.id));
}

int
account_mail(struct ctx *c, int64_t account_id, const char **mail, const char **language)
{
	struct key key = mail_key(c);
	struct sealed_mail s;
	struct bytes clear;

	if (db_one(c, &resident_mail, &sealed_mail_shape, &s, A(account_id)) != 0)
		return -1;
	if (!seal_open(c->arena, &key, mail_place(c, account_id), s.mail_sealed, &clear))
		return fail_internal(c, "mail of account %lld does not open",
		    (long long)account_id);
	*mail = clear.data;
	*language = s.language;
	return 0;
}
