#include "people/session.h"

#include "people/account.h"
#include "people/audit.h"
#include "people/enrol.h"
#include "people/holding.h"
#include "people/people_api.h"
#include "people/person.h"
#include "people/role.h"
#include "people/shops.h"

static int
store_find(struct ctx *c, struct bytes sid_hash, const struct right *right, struct actor *actor,
    bool *found, bool *allowed)
{
	return session_find(c, sid_hash, right != NULL ? right->name : NULL, actor, found, allowed);
}

const struct session_store people_sessions = { store_find };

/* ---- who am I ---- */

struct resident_me {
	int64_t account_id;
	const char *mail, *person_name, *person_kana;
	bool has_person;
	const char *language;
	struct instant signed_in_at, expires_at;
};
SHAPE(resident_me, "The signed-in resident",
    FIELD(resident_me, account_id, "Account"),
    FIELD(resident_me, mail, "Mail address", .max = 254, .secret = true),
    FIELD(resident_me, person_name, "Name of the linked person", .max = 120, .optional = true,
        .secret = true),
    FIELD(resident_me, person_kana, "Its reading", .max = 120, .optional = true, .secret = true),
    FIELD(resident_me, has_person, "Linked with a person"),
    FIELD(resident_me, language, "Language of mails", .max = 10),
    FIELD(resident_me, signed_in_at, "Signed in"),
    FIELD(resident_me, expires_at, "The session ends then at the latest"));

static int
get_resident_me(struct ctx *c, const void *input, void *output)
{
	struct resident_me *out = output;
	struct person p = { 0 };

	(void)input;
	if (account_mail(c, c->actor.account_id, &out->mail, &out->language) != 0 ||
	    session_expiry(c, &out->signed_in_at, &out->expires_at) != 0)
		return -1;
	out->account_id = c->actor.account_id;
	out->has_person = c->actor.person_id != 0;
	/* An erased person leaves the account, and the purse, without a name. */
	if (out->has_person && person_own(c, &p) != 0) {
		if (c->reason != &not_found)
			return -1;
		fail_forget(c);
		p = (struct person){ 0 };
	}
	out->person_name = p.name;
	out->person_kana = p.kana;
	return 0;
}

struct shop_me {
	int64_t account_id;
	const char *name;
	int64_t shop_id;
	const char *shop_no, *shop_name;
	bool is_owner, must_change_password, has_totp;
	struct list rights;
	const char *terminal_name;
	struct instant expires_at;
};
SHAPE(shop_me, "The signed-in account of a shop",
    FIELD(shop_me, account_id, "Account"),
    FIELD(shop_me, name, "Shown name", .max = 60),
    FIELD(shop_me, shop_id, "Shop"),
    FIELD(shop_me, shop_no, "Its number", .max = 10),
    FIELD(shop_me, shop_name, "Its name", .max = 80),
    FIELD(shop_me, is_owner, "Owner of the shop"),
    FIELD(shop_me, must_change_password, "No right counts until the password was changed"),
    FIELD(shop_me, has_totp, "Signs in with the digits of an app too"),
    FIELD(shop_me, rights, "What the account may do"),
    FIELD(shop_me, terminal_name, "The registered device that asks", .max = 40,
        .optional = true),
    FIELD(shop_me, expires_at, "The session ends then at the latest"));

static int
get_shop_me(struct ctx *c, const void *input, void *output)
{
	struct shop_me *out = output;
	struct instant started_at;
	struct shop_name shop;
	struct account a;

	(void)input;
	if (account_read(c, c->actor.account_id, &a) != 0 ||
	    people_shops()->by_id(c, a.shop_id, &shop) != 0 ||
	    people_shops()->terminal(c, a.shop_id, request_terminal(c), &out->terminal_name) != 0 ||
	    right_list_of(c, a.account_id, &out->rights) != 0 ||
	    enrol_is_on(c, &out->has_totp) != 0)
		return -1;
	out->account_id = a.account_id;
	out->name = a.name;
	out->shop_id = a.shop_id;
	out->shop_no = shop.shop_no;
	out->shop_name = shop.name;
	out->is_owner = a.is_owner;
	out->must_change_password = a.must_change_password;
	return session_expiry(c, &started_at, &out->expires_at);
}

struct staff_me {
	int64_t account_id;
	const char *name, *login;
	bool must_change_password, is_waiting;
	struct list rights;
	struct instant expires_at;
};
SHAPE(staff_me, "The signed-in member of staff",
    FIELD(staff_me, account_id, "Account"),
    FIELD(staff_me, name, "Shown name", .max = 60),
    FIELD(staff_me, login, "Sign-in name", .max = 40),
    FIELD(staff_me, must_change_password, "No right counts until the password was changed"),
    FIELD(staff_me, is_waiting, "Some role waits for a second person and does not count yet"),
    FIELD(staff_me, rights, "What the account may do"),
    FIELD(staff_me, expires_at, "The session ends then at the latest"));

static int
get_staff_me(struct ctx *c, const void *input, void *output)
{
	struct staff_me *out = output;
	struct instant started_at;
	struct account a;

	(void)input;
	if (account_read(c, c->actor.account_id, &a) != 0 ||
	    right_list_of(c, a.account_id, &out->rights) != 0 ||
	    holding_waits(c, a.account_id, &out->is_waiting) != 0)
		return -1;
	out->account_id = a.account_id;
	out->name = a.name;
	out->login = a.login;
	out->must_change_password = a.must_change_password;
	return session_expiry(c, &started_at, &out->expires_at);
}

/* ---- own sessions ---- */

STMT(own_session,
    "SELECT 1 FROM session WHERE session_id = ? AND account_id = ? AND revoked_at IS NULL");
static const struct within within_own_session = { "A session of the account", BY_ACCOUNT,
	&own_session };

struct sessions_out { struct list sessions; };
SHAPE(sessions_out, "Where the account is signed in",
    FIELD(sessions_out, sessions, "Newest first", .of = &session_row_shape));

static int
get_sessions(struct ctx *c, const void *input, void *output)
{
	struct sessions_out *out = output;

	(void)input;
	return session_list(c, &out->sessions);
}

struct session_in { int64_t session_id; };
SHAPE(session_in, "Which session",
    FIELD(session_in, session_id, "Session", .within = &within_own_session));

static int
end_session(struct ctx *c, void *arg)
{
	const int64_t *session_id = arg;

	if (session_revoke(c, *session_id) != 0)
		return -1;
	return audit_write(c, &(struct audit){ "session.end", "session", *session_id, NULL });
}

static int
delete_other_session(struct ctx *c, const void *input, void *output)
{
	const struct session_in *in = input;
	int64_t session_id = in->session_id;

	(void)output;
	return db_transact(c, end_session, &session_id);
}

static int
delete_session(struct ctx *c, const void *input, void *output)
{
	int64_t session_id = c->actor.session_id;

	(void)input;
	(void)output;
	if (db_transact(c, end_session, &session_id) != 0)
		return -1;
	response_sign_out(c, c->actor.audience);
	return 0;
}

#define SESSION_ROUTES(word, right)								\
	{ DELETE, "/api/people/" word "-session", "Sign out", right, 0, delete_session },	\
	{ GET, "/api/people/" word "-sessions", "Where the account is signed in", right, 0,	\
	  get_sessions, NULL, &sessions_out_shape },						\
	{ DELETE, "/api/people/" word "-sessions/{session_id}", "Sign out elsewhere", right, 0,	\
	  delete_other_session, &session_in_shape }

const struct route session_routes[] = {
	{ GET, "/api/people/resident-me", "Who is signed in", &right_resident, 0,
	  get_resident_me, NULL, &resident_me_shape },
	{ GET, "/api/people/shop-me", "Who is signed in", &right_shop, 0,
	  get_shop_me, NULL, &shop_me_shape },
	{ GET, "/api/people/staff-me", "Who is signed in", &right_staff, 0,
	  get_staff_me, NULL, &staff_me_shape },
	SESSION_ROUTES("resident", &right_resident),
	SESSION_ROUTES("shop", &right_shop),
	SESSION_ROUTES("staff", &right_staff),
	{ 0 }
};
