#ifndef VOUCHER_CAMPAIGN_H
#define VOUCHER_CAMPAIGN_H

#include "shape/shape.h"

/*
 * Campaigns and their rounds: all of it data that staff edit.  A round is
 * published by another account than the one that edited it last; from then on
 * residents and tills rely on it and only dates may be prolonged.  The module
 * never changes what was sold.
 */
struct campaign {
	int64_t campaign_id;
	const char *name;
	int64_t cap_sets;	/* sets of one person over all rounds */
};
extern const struct shape campaign_shape;

struct round {
	int64_t round_id, campaign_id, number;
	const char *name, *eligibility, *allotment;
	int64_t price_yen, face_yen, sets, moved_sets, cap_sets;
	const char *apply_from_on, *apply_to_on;	/* NULL: no application */
	const char *sell_from_on, *sell_to_on, *use_from_on, *use_to_on;
	bool rolls_over;
	const char *state;	/* draft published */
	int64_t editor_account_id;
};
extern const struct shape round_shape;
extern const char *const eligibilities[], *const allotments[];

/* Each a transaction of its own, or joined. */
int campaign_make(struct ctx *, struct campaign *);
int campaign_set(struct ctx *, const struct campaign *);
int round_make(struct ctx *, struct round *);		/* round_id, number: out */
int round_set(struct ctx *, const struct round *);
int round_publish(struct ctx *, int64_t round_id);
/* What is left of a round that ended goes to a later published round. */
int round_roll_over(struct ctx *, int64_t round_id, int64_t to_round_id, int64_t *moved_sets);

int campaign_read(struct ctx *, int64_t campaign_id, struct campaign *);
int round_read(struct ctx *, int64_t round_id, struct round *);
int round_lock(struct ctx *, int64_t round_id, struct round *);	/* for changing it */
int campaign_list(struct ctx *, struct list *campaigns);	/* of struct campaign, newest first */
int round_list(struct ctx *, bool published_only, struct list *rounds);	/* by campaign, number */

/* Why a round may not be as it is written; names every field at fault. */
int round_check(struct ctx *, const struct round *);
extern const struct reason round_dates, round_prices, round_sets, round_published, round_draft,
    round_not_ended, round_moves, campaign_cap;

#endif
