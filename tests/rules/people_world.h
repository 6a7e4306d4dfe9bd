#ifndef PEOPLE_WORLD_H
#define PEOPLE_WORLD_H

#include "totp_app.h"

#include "people/account.h"
#include "people/holding.h"
#include "people/role.h"
#include "people/session.h"

/*
 * Accounts and sessions of a test's own.  A test stands at the instance's
 * present; to be later it moves the now of its own ctx.
 */
enum { SECOND_MS = 1000, MINUTE_MS = 60 * SECOND_MS, HOUR_MS = 60 * MINUTE_MS };

static inline void
later(struct world *w, int64_t ms)
{
	w->ctx.now.ms += ms;
}

static inline const char *
fresh_login(struct world *w, const char *prefix)
{
	unsigned char random[5];

	random_fill(random, sizeof random);
	return arena_text(&w->arena, "%s-%s", prefix,
	    base32(&w->arena, (struct bytes){ random, sizeof random }));
}

struct person_of_staff {
	const char *login, *password;
	struct bytes totp;		/* the secret, opened */
	int64_t account_id;
};

static inline int
account_make_work(struct ctx *c, void *arg)
{
	return account_make(c, arg);
}

static inline struct person_of_staff
staff_made(struct world *w, const char *role)
{
	struct id_item item;
	struct new_account a = { .audience = AUDIENCE_STAFF, .name = w->tag, .is_confirmed = true };
	struct list none = { 0 };

	a.login = fresh_login(w, "staff");
	if (role != NULL) {
		assert_done(&w->ctx, role_by_name(&w->ctx, AUDIENCE_STAFF, role, &item.id));
		a.role_ids = (struct list){ 1, &item };
	} else {
		a.role_ids = none;
	}
	assert_done(&w->ctx, db_transact(&w->ctx, account_make_work, &a));
	return (struct person_of_staff){ a.login, a.first_password,
		totp_bytes(&w->arena, a.totp_secret), a.account_id };
}

static inline int64_t
shop_account_made(struct world *w, int64_t shop_id, const char *role, struct new_account *a)
{
	struct id_item item;

	*a = (struct new_account){ .audience = AUDIENCE_SHOP, .name = w->tag, .shop_id = shop_id,
		.login = fresh_login(w, "shop"), .role_ids = { 1, &item } };
	assert_done(&w->ctx, role_by_name(&w->ctx, AUDIENCE_SHOP, role, &item.id));
	assert_done(&w->ctx, db_transact(&w->ctx, account_make_work, a));
	return a->account_id;
}

STMT(world_password_kept, "UPDATE account SET must_change_password = 0 WHERE account_id = ?");

/* As after the first change of the password, without its cost. */
static inline void
password_kept(struct world *w, int64_t account_id)
{
	assert_done(&w->ctx, db_run(&w->ctx, &world_password_kept, A(account_id)));
}

static inline int
confirm_all_work(struct ctx *c, void *arg)
{
	return holding_confirm_all(c, *(const int64_t *)arg);
}

/* As by root of the machine. */
static inline void
all_confirmed(struct world *w, int64_t account_id)
{
	assert_done(&w->ctx, db_transact(&w->ctx, confirm_all_work, &account_id));
}

struct starting { struct session_start start; struct instant expires_at; };

static inline int
session_start_work(struct ctx *c, void *arg)
{
	struct starting *s = arg;

	return session_start(c, &s->start, &s->expires_at);
}

static inline struct bytes
fresh_sid(struct world *w)
{
	return hash_text(&w->arena, NULL, random_code(&w->arena, 16));
}

/* Signs in without credentials; the ctx acts as the account from then on. */
static inline struct bytes
session_of(struct world *w, enum audience audience, int64_t account_id)
{
	struct starting s = { .start = { audience, account_id, fresh_sid(w), "other" } };

	assert_done(&w->ctx, db_transact(&w->ctx, session_start_work, &s));
	return s.start.sid_hash;
}

static inline void
act_as_staff(struct world *w, int64_t account_id)
{
	w->ctx.actor = (struct actor){ .audience = AUDIENCE_STAFF, .account_id = account_id };
}

#endif
