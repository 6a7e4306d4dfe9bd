#ifndef PEOPLE_HOLDING_H
#define PEOPLE_HOLDING_H

#include "shape/shape.h"

/*
 * Which account holds which role.  A role handed to an account of staff counts
 * only once a second person has confirmed it: never the one who handed it,
 * never the one who handed over the account's first password and TOTP secret,
 * and never the account itself.  New secrets (a reset) take every confirmation
 * back, for whoever made them could sign in with them.  So nobody alone can
 * make rights for a second account and use it as the second pair of eyes.
 * Taking a role away needs nobody.  Roles in a shop count at once: its owner
 * answers for them.
 */
struct role_holder {
	int64_t account_id;
	enum audience audience;
	int64_t shop_id;
	bool is_confirmed;	/* by root of the machine: command line, sample set-up */
};
/* The account's roles become these; each of its own audience.  What it held
 * before stays as it was.  In a transaction. */
int holding_set(struct ctx *, const struct role_holder *, const struct list *role_ids);
/* The account got secrets that the actor has seen: nothing counts. In a transaction. */
int holding_doubt(struct ctx *, int64_t account_id);

struct holding {
	int64_t role_id;
	const char *name, *handed_by;	/* handed_by: shown name; empty: the command line */
	bool is_confirmed;
	bool may_confirm;		/* the actor may */
};
extern const struct shape holding_shape;
int holding_list(struct ctx *, int64_t account_id, struct list *holdings);
/* The actor confirms these roles, which must be all that it may confirm now:
 * what counts is what was seen (role_changed otherwise).  Refuses with
 * same_person, own_account, and already_decided when nothing waits. In a
 * transaction. */
int holding_confirm(struct ctx *, int64_t account_id, const struct list *role_ids);
/* All that waits, by root of the machine. In a transaction. */
int holding_confirm_all(struct ctx *, int64_t account_id);
/* Some role of the account waits for a second person. */
int holding_waits(struct ctx *, int64_t account_id, bool *waits);

#endif
