#ifndef PEOPLE_MAIL_CODE_H
#define PEOPLE_MAIL_CODE_H

#include "shape/shape.h"

/*
 * A resident signs up and in with digits sent by mail: six of them, ten
 * minutes, five tries.  The browser that asked holds a challenge; digits
 * without it are worth nothing.  Asking answers and takes the same whether or
 * not there is an account: the account is made when the digits come back.
 *
 * From one network address there is one open code per mail address (a newer
 * one ends it) and at most five an hour.  Other addresses neither end it nor
 * count against it, so nobody can keep a resident out.  When one mail address
 * is asked for from many places, codes for places that never signed in with it
 * have ten digits instead: guessing stays hopeless without a lock.
 */
enum { MAIL_CODE_MIN = 6, MAIL_CODE_MAX = 10 };
extern const struct reason mail_code_wait, code_wrong, code_expired;

struct mail_challenge {
	const char *challenge;
	struct instant expires_at, resend_at;
};
int mail_code_ask(struct ctx *, const char *mail, const char *address,
    struct mail_challenge *out);

struct mail_code_use {
	const char *challenge, *code, *device;
	struct bytes sid_hash;		/* of the session to begin */
	struct bytes old_sid_hash;	/* of the one it replaces, or none */
};
struct mail_code_done {
	int64_t account_id;
	bool is_new;			/* this sign-in made the account */
	struct instant expires_at;	/* of the session */
};
int mail_code_use(struct ctx *, const struct mail_code_use *, struct mail_code_done *out);
int mail_code_sweep(struct ctx *);	/* a day after they expired */

#endif
