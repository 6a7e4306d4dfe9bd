#ifndef PEOPLE_CHAIN_CHECK_H
#define PEOPLE_CHAIN_CHECK_H

#include "people/chain.h"

/*
 * Checks a chain against its rows, reading only, with the public key alone.
 * Memory stays flat however long the chain is.  It says what does not fit and
 * where; it never says what was there before, and repairs nothing.
 *
 *   changed    a sealed row is not what it was     emptied    its entries are gone
 *   missing    a sealed row is gone                inserted   a row without a seal below one
 *   time       a row says it happened outside the time in which it came to be
 *   seal       a seal is not what was signed, or does not follow the one before
 *   mark       the end of the chain was cut off, or what the sealer saw was changed
 */
enum { MISFITS_MAX = 100, KEYS_TRUSTED_MAX = 8 };
struct misfit {
	const char *what, *chain, *row;
	int64_t first_id, last_id, count;	/* neighbours in one */
	int64_t first_row_id, last_row_id;	/* rows under seals or roots, else 0 */
};
extern const struct shape misfit_shape;

struct misfits {
	int64_t wrong, untimely;	/* how many of what; untimely: "time" */
	size_t count;
	int64_t more;			/* beyond MISFITS_MAX */
	bool is_open;			/* the next one may be a neighbour of the last */
	struct misfit items[MISFITS_MAX];
};
/* One number, .first_id; rows under it where there are some. */
void misfit_add(struct misfits *, const struct misfit *);
/* No finding may be a neighbour of the one before. */
void misfits_break(struct misfits *);
/* The sample set-up makes up times; there they are told, and held against nobody. */
bool misfits_clean(const struct ctx *, const struct misfits *);

/* Without keys signatures are not looked at: the chain may then have been made anew. */
struct trust { size_t count; struct key keys[KEYS_TRUSTED_MAX]; };
bool trust_fits(const struct trust *, struct bytes text, struct bytes signature);

struct chain_report {
	int64_t rows, seals;
	struct instant looked_at;	/* by the sealer, last */
	int64_t head_no;		/* the newest seal, or 0 */
	unsigned char head_hash[HASH_SIZE];
};
int chain_check(struct ctx *, const struct chain *, const struct trust *, struct misfits *,
    struct chain_report *);
/* The hash of one seal; NULL: there is none of this number. */
int chain_seal_hash(struct ctx *, int64_t chain, int64_t seal_no, struct bytes *hash);

#endif
