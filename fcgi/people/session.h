#ifndef PEOPLE_SESSION_H
#define PEOPLE_SESSION_H

#include "shape/shape.h"

/*
 * Signed-in browsers.  The table keeps a hash of the random id inside the
 * token; signing out, a password change or a suspended account ends a session
 * at once.  Limits without a request / in all: residents 30 / 90 days, shops
 * 12 hours / 30 days, staff 30 minutes / 12 hours.  Accounts of the sample
 * set-up have no session anywhere else.  Until a first password was changed
 * no right of a role counts.
 */
struct session_start {
	enum audience audience;
	int64_t account_id;
	struct bytes sid_hash;
	const char *device;
	struct bytes old_sid_hash;	/* what the browser held until now, or none */
};
/* Inside the transaction that signs in; makes the account the actor.  The session that
 * the browser held until now ends: one browser never leaves a living one behind. */
int session_start(struct ctx *, const struct session_start *, struct instant *expires_at);
int64_t session_lifetime_s(enum audience);

/* The session behind the hash, when it lives: fills actor and tells whether the
 * account holds the right (NULL: none asked for).  One SELECT; at most once a
 * minute also one UPDATE. */
int session_find(struct ctx *, struct bytes sid_hash, const char *right_name,
    struct actor *, bool *found, bool *allowed);

struct session_row {
	int64_t session_id;
	struct instant started_at, seen_at;
	const char *device;
	bool is_this;
};
extern const struct shape session_row_shape;
int session_list(struct ctx *, struct list *rows);	/* the actor's own, newest first */
int session_expiry(struct ctx *, struct instant *started_at, struct instant *expires_at);
int session_revoke(struct ctx *, int64_t session_id);	/* the actor's own, else not_found */
int session_revoke_all(struct ctx *, int64_t account_id, int64_t but_session_id);
int session_sweep(struct ctx *);			/* ended 30 days ago or more */

/* "staff" for AUDIENCE_STAFF, as in the tables. */
const char *audience_word(enum audience);
/* One word for a User-Agent: iphone android windows mac linux other. */
const char *device_word(const char *user_agent);
/* Whether accounts of the sample set-up may sign in here. */
bool samples_may_sign_in(const struct ctx *);

#endif
