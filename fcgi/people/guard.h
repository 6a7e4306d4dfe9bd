#ifndef PEOPLE_GUARD_H
#define PEOPLE_GUARD_H

#include "base/ctx.h"

/*
 * Counts sign-in tries so that guessing is hopeless and nobody can be locked
 * out by a stranger.  A try belongs to a name (of an account that may not
 * exist) and a network address, both kept as keyed hashes only.
 *   pair    tries of one name from one address; after free_tries each further
 *           try waits longer.  Only that address waits.
 *   name    tries of one name from anywhere within an hour.  Above crowd_tries
 *           the name is crowded: an address that never succeeded with it waits
 *           crowd_wait_s seconds before and between tries.  Never a lock, and
 *           never for an address that is known.
 * A try is counted, and committed, before anything is compared: tries at the
 * same moment cannot share one count.  Never tells whether a name exists.
 */
struct guard_limit {
	int64_t free_tries;
	int64_t wait_s, wait_max_s;	/* after the last free try, doubling */
	int64_t between_s;		/* between any two tries */
	int64_t forget_s;		/* tries this old count no more */
	int64_t crowd_tries, crowd_wait_s;
};

struct guard {
	const struct guard_limit *limit;
	const struct reason *wait;	/* refused with, {wait_s} */
	const char *audience, *name;
	int64_t shop_id;
	const char *address;		/* as nginx saw it, or NULL: */
	struct bytes address_hash;	/* its hash, kept from before */
	bool is_crowded;		/* out */
};

/* Counts the try in a transaction of its own; refuses with .wait. */
int guard_enter(struct ctx *, struct guard *);
/* A try succeeded: inside the transaction that signs in. */
int guard_pass(struct ctx *, const struct guard *);
/* IPv4 as it is; of IPv6 the first 64 bits, which one household can change at will. */
struct bytes guard_address_hash(struct ctx *, const char *address);
/* Forgets old counts; 90 days after the last success an address is unknown again. */
int guard_sweep(struct ctx *);

#endif
