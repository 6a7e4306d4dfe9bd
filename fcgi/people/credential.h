#ifndef PEOPLE_CREDENTIAL_H
#define PEOPLE_CREDENTIAL_H

#include "base/ctx.h"

/*
 * Passwords and TOTP secrets.  Passwords are Argon2id; checking one takes the
 * same time whether or not there is an account.  TOTP secrets are sealed for
 * their account.  Stores nothing itself, but for the last used TOTP step.
 */
enum { PASSWORD_MIN = 12, PASSWORD_MAX = 128 };
extern const struct reason password_weak;

/* Four groups of four letters and digits, 80 random bits: to be typed once. */
const char *password_first(struct ctx *);
/* NIST SP 800-63B: long enough, not one that is tried first (people/weak.h); no
 * rules about kinds of characters. */
int password_check(struct ctx *, const char *login, const char *password);
/* encoded NULL: there is no such account; false, after the same work. */
bool password_is_right(const char *encoded, const char *password);

struct bytes totp_seal(struct ctx *, int64_t account_id, struct bytes secret);
/* The digits fit the secret and their time step was never used before by this
 * account; uses it up.  *fits false otherwise.  In a transaction. */
int totp_use(struct ctx *, int64_t account_id, struct bytes sealed, const char *digits,
    bool *fits);
/* otpauth:// address for the app that makes the digits. */
const char *totp_uri(struct ctx *, const char *login, const char *secret_text);

#endif
