#ifndef VOUCHER_ROUND_H
#define VOUCHER_ROUND_H

#include "shape/shape.h"

/*
 * Rounds of a campaign: who may buy, when, at what price, how many.  All of
 * it data that staff edit.  A round is published by another account than the
 * one that edited it last; its stock is made then.  From then on residents and
 * tills rely on it: only its last days may be moved, and only later.  The
 * module never changes what was sold.
 */
struct round {
	int64_t round_id, campaign_id, number;
	const char *name, *eligibility, *allotment;
	int64_t price_yen, face_yen;	/* of one set */
	int64_t sets, moved_sets;	/* planned; came in (+) or went on (-) */
	int64_t cap_sets;		/* of one person in this round */
	const char *apply_from_on, *apply_to_on;	/* NULL: no application */
	const char *sell_from_on, *sell_to_on, *use_from_on, *use_to_on;
	bool rolls_over;		/* unsold sets may go on to a later round */
	const char *state;		/* draft published */
	int64_t editor_account_id;
};
extern const struct shape round_shape;
extern const char *const eligibilities[];	/* residents anyone */
extern const char *const allotments[];		/* lottery first_come */

/* Each a transaction of its own, or joined. */
int round_make(struct ctx *, struct round *);	/* round_id, number: out */
int round_set(struct ctx *, const struct round *);
int round_publish(struct ctx *, int64_t round_id);
/* What is left of a round whose sale has ended goes to a later published one
 * of the same campaign.  May be repeated. */
int round_roll_over(struct ctx *, int64_t round_id, int64_t to_round_id, int64_t *moved_sets);

int round_read(struct ctx *, int64_t round_id, struct round *);
int round_list(struct ctx *, bool published_only, struct list *rounds);	/* by campaign, number */
/* Codes of what staff should look at before publishing; nothing is refused. */
int round_warnings(struct ctx *, const struct round *, struct list *codes);

extern const struct reason round_dates;		/* out of order; points at each */
extern const struct reason round_prices, round_sets;
extern const struct reason round_published;	/* only last days, only later */
extern const struct reason round_draft;		/* the next round is not published */
extern const struct reason round_not_ended, round_stays, round_other;

#endif
