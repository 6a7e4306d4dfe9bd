#ifndef PEOPLE_ACCOUNT_H
#define PEOPLE_ACCOUNT_H

#include "shape/shape.h"

/*
 * Accounts that sign in: residents by a code sent to their mail address,
 * shop accounts and staff by password and TOTP.  One account belongs to one
 * audience.  Mail addresses are sealed and found by a keyed hash.  Rights come
 * from roles (people/role.h).  The module never tells whether an account exists.
 */
struct account {
	int64_t account_id;
	const char *audience, *login, *name, *state;
	int64_t shop_id;	/* shop accounts, else 0 */
};
extern const struct reason login_taken, own_account, same_person;

/* Makes a shop or staff account with a random first password that must be
 * changed; staff get a TOTP secret, shop accounts may. Inside a transaction. */
struct new_account {
	enum audience audience;
	const char *login, *name;
	int64_t shop_id;
	struct list role_ids;		/* of int64_t wrapped: struct id_item */
	const char *first_password;	/* out */
	const char *totp_secret;	/* out, staff */
	int64_t account_id;		/* out */
};
struct id_item { int64_t id; };
extern const struct shape id_item_shape;
int account_make(struct ctx *, struct new_account *);
int account_set(struct ctx *, int64_t account_id, const char *name, const char *state,
    const struct list *role_ids);
int account_reset(struct ctx *, int64_t account_id, const char **first_password,
    const char **totp_secret);
int account_list_of_shop(struct ctx *, int64_t shop_id, struct list *accounts);
extern const struct shape account_shape;

/* Four eyes: refuses with same_person when both are the same account. */
int four_eyes(struct ctx *, int64_t first_account_id);
/* The role of an audience by name ("owner", "clerk"); a role every installation has. */
int role_by_name(struct ctx *, enum audience, const char *name, int64_t *role_id);

#endif
