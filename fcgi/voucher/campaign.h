#ifndef VOUCHER_CAMPAIGN_H
#define VOUCHER_CAMPAIGN_H

#include "shape/shape.h"

/*
 * Campaigns: a name and how many sets one person may buy over all rounds.
 * Once a round is published the cap may be raised but not lowered, for people
 * rely on it.  Rounds are in voucher/round.h.
 */
struct campaign {
	int64_t campaign_id;
	const char *name;
	int64_t cap_sets;
};
extern const struct shape campaign_shape;
extern const struct reason campaign_cap;	/* lower than promised; {cap_sets} */

/* Each a transaction of its own, or joined. */
int campaign_make(struct ctx *, struct campaign *);	/* campaign_id: out */
int campaign_set(struct ctx *, const struct campaign *);

int campaign_read(struct ctx *, int64_t campaign_id, struct campaign *);
/* Inside a transaction: for giving numbers to rounds, one at a time. */
int campaign_lock(struct ctx *, int64_t campaign_id, struct campaign *);
int campaign_list(struct ctx *, bool published_only, struct list *campaigns);	/* newest first */

#endif
