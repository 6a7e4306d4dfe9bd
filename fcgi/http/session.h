#ifndef HTTP_SESSION_H
#define HTTP_SESSION_H

#include "http/route.h"

/*
 * Who calls: reads the audience's cookie, checks the signed token, and asks
 * the session store (people/, through this table, since http/ stands below
 * it) for the account, in one statement.  Never changes a session.
 *
 * Token: JWT, HS256 only, key "session" of the keyring; claims sid, exp, aud.
 * libjwt 1.10 accepts "none" and other algorithms and ignores exp: the
 * algorithm and exp are checked here after decoding.  sid is 128 random bits;
 * the table keeps its hash.
 * Cookies: madoguchi_resident, madoguchi_shop, madoguchi_staff; HttpOnly,
 * SameSite=Lax, Path=/, Secure (and __Host- prefix) when the origin is https.
 */
struct session_store {
	/* Finds the live session by the hash of sid and tells whether the account
	 * holds the right (NULL: none needed).  Fills actor.  *found false: signed out. */
	int (*find)(struct ctx *, struct bytes sid_hash, const struct right *,
	    struct actor *actor, bool *found, bool *allowed);
};
extern const struct reason not_signed_in;	/* 401 */

/* A fresh sid and its token, for the sign-in rules. */
struct session_token { const char *token; struct bytes sid_hash; };
int session_token_make(struct ctx *, enum audience, int64_t lifetime_s, struct session_token *);
/* NULL when the token is not ours, expired, or for another audience. */
struct bytes session_token_read(struct ctx *, enum audience, const char *token);
/* Hash of the sid that the browser holds for the audience; none when it holds none of
 * ours.  Says nothing about whether that session lives. */
struct bytes request_session(struct ctx *, enum audience);
const char *session_cookie_name(const struct config *, enum audience);
#endif
