#ifndef PEOPLE_ENROL_H
#define PEOPLE_ENROL_H

#include "people/sign_in.h"

/*
 * A shop account gives itself a second factor: it asks for a TOTP secret with
 * its password, and the secret counts once digits made from it were typed.
 * From then on signing in needs them.  It is taken away by password and
 * digits, or by a reset when the phone is lost (people/account.h).  Both end
 * the account's other sessions.  Never shows a secret a second time.
 */
extern const struct reason totp_wrong, totp_on;

struct enrol_begun { const char *secret, *uri; };	/* base32; otpauth:// address */
int enrol_begin(struct ctx *, const struct own_password *, struct enrol_begun *);
/* not_found: no secret was asked for. */
int enrol_finish(struct ctx *, const char *digits);
/* not_found: there is none. */
int enrol_end(struct ctx *, const struct own_password *, const char *digits);
int enrol_is_on(struct ctx *, bool *is_on);

#endif
