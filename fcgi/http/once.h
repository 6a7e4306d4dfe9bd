#ifndef HTTP_ONCE_H
#define HTTP_ONCE_H

#include "http/route.h"

/*
 * Repeatable-safe acts.  The browser makes an Idempotency-Key (UUID) before it
 * sends.  The router owns the transaction: insert the key, handle, write the
 * answer, store its bytes with the key, COMMIT, send.  Keys belong to account
 * and route and live 24 h; answers are sealed.
 *   same key, same body, done     the stored bytes, header Idempotency-Replayed: true
 *   same key, other body          422 key_reused
 *   same key, still running       409 still_running, at once, without waiting
 *   none                          400 key_missing
 * Refusals are not stored.  A link lost at COMMIT: reconnect, look the key up;
 * stored -> the bytes; not stored -> run again.
 */
extern const struct reason key_missing, key_reused, still_running;
struct once {
	const struct route *route;
	const char *key;
	struct bytes body_hash;
};
/* headers: further lines ("Set-Cookie: ...\r\n"), or NULL; stored with the body. */
struct answer {
	int status;
	const char *type, *headers;
	struct bytes body;
	bool replayed;
};
int once_run(struct ctx *, const struct once *,
    int (*act)(struct ctx *, void *arg, struct answer *), void *arg, struct answer *out);
#endif
