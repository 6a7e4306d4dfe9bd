#ifndef PEOPLE_SIGN_IN_H
#define PEOPLE_SIGN_IN_H

#include "people/guard.h"
#include "shape/shape.h"

/*
 * Staff and shop accounts sign in by password and TOTP (staff always, shop
 * accounts when they have a secret).  Every refusal looks and takes the same,
 * so nobody learns which accounts exist; tries are limited as people/guard.h
 * says: five free ones from one address, then waits, and nobody else waits.
 * A TOTP step counts once.  A first password, which somebody else has seen,
 * signs in for 14 days only (first_password_over, told to who has it right).
 */
extern const struct reason sign_in_wrong, sign_in_wait, totp_needed, first_password_over;

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

/* The actor shows its password again before it changes how it signs in.  A wrong
 * one counts as a try of signing in: a stolen session cannot guess. */
struct own_password { const char *password, *address, *field; };
struct own_proof { struct guard guard; bool is_over; };	/* out; is_over: a first one */
int own_prove(struct ctx *, const struct own_password *, struct own_proof *);
/* Forgets the tries: inside the transaction of the change. */
int own_proved(struct ctx *, const struct own_proof *);

/* The actor's own password; ends its other sessions. */
struct new_password { const char *old_password, *new_password, *address; };
int password_set(struct ctx *, const struct new_password *);

#endif
