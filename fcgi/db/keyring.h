#ifndef DB_KEYRING_H
#define DB_KEYRING_H

#include "base/crypto.h"
#include "db/db.h"

/*
 * Data keys by purpose, random, kept in table data_key wrapped by the master
 * key, which lives in a file outside the database.  Rotating the master key
 * wraps them anew and changes no data key: printed posters, blind indexes and
 * PINs stay valid.  Keys are opened once per process and kept in memory.
 *
 * keyring_load opens them all; a worker calls it at its start, so that no later
 * call touches the database.  Without it the first call loads.
 *
 * Purposes (keyring_purposes): "session" (token MAC), "once" (stored answers),
 * "mail_index" (blind index of mail addresses), "poster", "pin" (pepper), "code"
 * (one-time codes), "outbox" (mails not sent yet), "upload" (small files),
 * "shop" (bank accounts and mail addresses of shops, files from and for the bank).
 */
int keyring_load(struct ctx *);		/* database_busy when it cannot be read now */
/* The newest; ends the process when the purpose is unknown, no master key
 * opens it, or it was not loaded and cannot be read. */
const struct key *keyring_key(struct ctx *, const char *purpose);
/* NULL: there is no such version. */
const struct key *keyring_version(struct ctx *, const char *purpose, int64_t version);
int64_t keyring_newest(struct ctx *, const char *purpose);
extern const char *const keyring_purposes[];	/* ends with NULL */

/* Wrapping keys of persons: where = "person.17". */
struct bytes keyring_wrap(struct ctx *, const char *where, const struct key *);
bool keyring_unwrap(struct ctx *, const char *where, struct bytes wrapped, struct key *);

int keyring_create(struct ctx *, const char *const *purposes);	/* madoctl: missing ones */
int keyring_rotate(struct ctx *, int64_t *rewrapped);	/* data keys; persons: people/person.h */
#endif
