#include "people/sample.h"

#include <stdio.h>

#include "base/config.h"
#include "base/crypto.h"
#include "base/log.h"
#include "db/db.h"
#include "people/account.h"
#include "people/credential.h"
#include "people/session.h"

PUBLIC_SHAPE(sample_sign_in, "A sign-in of the sample set-up",
    FIELD(sample_sign_in, audience, "resident, shop or staff", .max = 10),
    FIELD(sample_sign_in, login, "Sign-in name", .max = 40, .optional = true),
    FIELD(sample_sign_in, shop_no, "Number of the shop", .max = 10, .optional = true),
    FIELD(sample_sign_in, password, "Password", .max = 40, .optional = true),
    FIELD(sample_sign_in, totp_secret, "For the app, base32", .max = 40, .optional = true),
    FIELD(sample_sign_in, mail, "Mail address", .max = 254, .optional = true),
    FIELD(sample_sign_in, doc, "Who this is: key of the catalogue", .max = 60));

STMT(sample_list,
    "SELECT audience, login, shop_no, password, totp_secret, mail, doc FROM sample_sign_in "
    "ORDER BY sample_sign_in_id LIMIT 40");
STMT(sample_insert,
    "INSERT INTO sample_sign_in (audience, login, shop_no, password, totp_secret, mail, doc) "
    "VALUES (?, ?, ?, ?, ?, ?, ?)");
STMT(sample_find,
    "SELECT account_id AS id FROM account WHERE audience = ? AND shop_id = ? AND login = ?");
STMT(sample_mark,
    "UPDATE account SET is_sample = 1, must_change_password = 0 WHERE account_id = ?");

int
sample_sign_in_list(struct ctx *c, struct list *rows)
{
	must(c->config->sample && c->config->sample_sign_in);
	return db_list(c, &sample_list, &sample_sign_in_shape, rows);
}

static int
write_down(struct ctx *c, const struct sample_account *s, const struct new_account *a)
{
	if (db_run(c, &sample_mark, A(s->account_id)) != 0)
		return -1;
	return db_run(c, &sample_insert, A(audience_word(s->audience)), A(s->login), A(s->shop_no),
	    A(a->first_password), A(a->totp_secret), A(s->mail), A(s->doc));
}

static int
make_resident(struct ctx *c, struct sample_account *s)
{
	struct new_account none = { 0 };
	bool is_new;

	if (account_of_mail(c, s->mail, &s->account_id, &is_new) != 0)
		return -1;
	return is_new ? write_down(c, s, &none) : 0;
}

/* Hashed once per process. */
static void
give_password(struct ctx *c, struct new_account *a)
{
	static char password[40], encoded[200];

	if (encoded[0] == '\0') {
		snprintf(password, sizeof password, "%s", password_first(c));
		snprintf(encoded, sizeof encoded, "%s", password_hash(c->arena, password));
	}
	a->first_password = password;
	a->encoded = encoded;
}

static int
make(struct ctx *c, void *arg)
{
	struct sample_account *s = arg;
	struct id_item found = { 0 }, role;
	struct new_account a = { .audience = s->audience, .login = s->login, .name = s->name,
		.shop_id = s->shop_id, .role_ids = { 1, &role }, .is_confirmed = true };
	bool is_there;

	if (s->audience == AUDIENCE_RESIDENT)
		return make_resident(c, s);
	if (db_maybe(c, &is_there, &sample_find, &id_item_shape, &found,
	        A(audience_word(s->audience)), A(s->shop_id), A(s->login)) != 0)
		return -1;
	s->account_id = found.id;
	if (is_there)
		return 0;
	give_password(c, &a);
	if (role_by_name(c, s->audience, s->role, &role.id) != 0 || account_make(c, &a) != 0)
		return -1;
	s->account_id = a.account_id;
	return write_down(c, s, &a);
}

int
sample_account_make(struct ctx *c, struct sample_account *s)
{
	must(c->config->sample);
	return db_transact(c, make, s);
}

int
sample_people_load(struct ctx *c)
{
	static const struct sample_account people[] = {
		{ .audience = AUDIENCE_STAFF, .login = "admin", .name = "管理 一郎", .role = "管理者",
		  .doc = "sample.admin" },
		{ .audience = AUDIENCE_STAFF, .login = "admin2", .name = "管理 二郎", .role = "管理者",
		  .doc = "sample.admin2" },
		{ .audience = AUDIENCE_STAFF, .login = "counter", .name = "窓口 花子", .role = "窓口",
		  .doc = "sample.counter" },
		{ .audience = AUDIENCE_STAFF, .login = "counter2", .name = "窓口 次郎", .role = "窓口",
		  .doc = "sample.counter2" },
		{ .audience = AUDIENCE_STAFF, .login = "reviewer", .name = "審査 三郎", .role = "審査",
		  .doc = "sample.reviewer" },
		{ .audience = AUDIENCE_STAFF, .login = "accounting", .name = "会計 五郎", .role = "会計",
		  .doc = "sample.accounting" },
		{ .audience = AUDIENCE_STAFF, .login = "accounting2", .name = "会計 花江", .role = "会計",
		  .doc = "sample.accounting2" },
		{ .audience = AUDIENCE_STAFF, .login = "auditor", .name = "監査 四郎", .role = "監査",
		  .doc = "sample.auditor" },
		{ .audience = AUDIENCE_RESIDENT, .mail = "hanako@example.jp",
		  .doc = "sample.resident" },
		{ .audience = AUDIENCE_RESIDENT, .mail = "taro@example.jp",
		  .doc = "sample.resident2" },
	};

	for (size_t i = 0; i < sizeof people / sizeof people[0]; i++) {
		struct sample_account one = people[i];

		if (sample_account_make(c, &one) != 0)
			return -1;
	}
	return 0;
}
