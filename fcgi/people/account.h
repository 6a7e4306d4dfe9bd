#ifndef PEOPLE_ACCOUNT_H
#define PEOPLE_ACCOUNT_H

#include "shape/shape.h"

/*
 * Accounts that sign in: residents by a code sent to their mail address
 * (people/mail_code.h), shop accounts and staff by password and TOTP
 * (people/sign_in.h).  One account belongs to one audience.  Mail addresses
 * are sealed and found by a keyed hash.  Rights come from roles
 * (people/role.h).  The module never tells whether an account exists and never
 * writes who did it down: callers name the act (people/audit.h).
 */
struct account {
	int64_t account_id;
	const char *audience, *login, *name, *state;
	int64_t shop_id;	/* shop accounts, else 0 */
	const char *role;	/* names of its roles, one blank between; may be empty */
	bool is_owner;		/* of its shop */
	bool must_change_password;	/* still has its first one: no right counts */
	struct instant first_password_until;	/* 0: has its own */
	struct instant last_sign_in_at;		/* 0: never */
};
extern const struct shape account_shape;
extern const struct format format_login;	/* lower-case letters, digits, - _ . */
extern const char *const account_states[];	/* active suspended */
extern const struct reason login_taken, own_account, same_person;

/* Makes a shop or staff account with a random first password that signs in for
 * 14 days and must be changed before any right counts; staff get a TOTP secret,
 * and their roles wait for a second person (people/holding.h). In a transaction. */
struct new_account {
	enum audience audience;
	const char *login, *name;
	int64_t shop_id;
	struct list role_ids;		/* of struct id_item */
	bool is_confirmed;		/* made by root of the machine: its roles count */
	const char *encoded;		/* sample set-up: a password that is hashed already */
	const char *first_password;	/* out */
	const char *totp_secret;	/* out, staff: base32 */
	int64_t account_id;		/* out */
};
struct id_item { int64_t id; };
extern const struct shape id_item_shape;
int account_make(struct ctx *, struct new_account *);
/* Never the actor's own account (own_account). Suspending ends its sessions.
 * Roles of another audience are not_found. */
int account_set(struct ctx *, int64_t account_id, const char *name, const char *state,
    const struct list *role_ids);
/* New first password; a new TOTP secret for staff, whose roles wait for a second
 * person again, and none for shop accounts; ends its sessions. */
int account_reset(struct ctx *, int64_t account_id, const char **first_password,
    const char **totp_secret);
int account_read(struct ctx *, int64_t account_id, struct account *);
int account_list_of_shop(struct ctx *, int64_t shop_id, struct list *accounts);

/* Four eyes: refuses with same_person when both are the same account. */
int four_eyes(struct ctx *, int64_t first_account_id);
/* The role of an audience by name ("owner", "clerk"); a role every installation has. */
int role_by_name(struct ctx *, enum audience, const char *name, int64_t *role_id);

/* Residents: made at the first sign-in. In a transaction. */
int account_of_mail(struct ctx *, const char *mail, int64_t *account_id, bool *is_new);
struct bytes mail_hash(struct ctx *, const char *mail);	/* case does not matter */
int account_mail(struct ctx *, int64_t account_id, const char **mail, const char **language);

#endif
