#ifndef PEOPLE_SIGN_IN_H
#define PEOPLE_SIGN_IN_H

#include "shape/shape.h"

/*
 * Staff and shop accounts sign in by password and TOTP (staff always, shop
 * accounts when they have a secret).  Every refusal looks and takes the same,
 * so nobody learns which accounts exist; tries are limited as people/guard.h
 * says: five free ones from one address, then waits, and nobody else waits.
 * A TOTP step counts once.
 */
extern const struct reason sign_in_wrong, sign_in_wait, totp_needed;

struct sign_in {
	enum audience audience;
	const char *shop_no;		/* shop accounts */
	const char *login, *password;
	const char *totp;		/* NULL: not given */
	const char *address, *device;
	struct bytes sid_hash;		/* of the session to begin */
	struct bytes old_sid_hash;	/* of the one it replaces, or none */
};
struct signed_in {
	int64_t account_id;
	const char *name, *shop_name;	/* shop_name NULL for staff */
	struct instant expires_at;
	bool must_change_password;
};
int sign_in(struct ctx *, const struct sign_in *, struct signed_in *out);

/* The actor's own password; ends its other sessions.  A wrong old password
 * counts as a try of signing in: a stolen session cannot guess. */
struct new_password { const char *old_password, *new_password, *address; };
int password_set(struct ctx *, const struct new_password *);

#endif
