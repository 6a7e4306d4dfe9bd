#ifndef VOUCHER_PURSE_VIEW_H
#define VOUCHER_PURSE_VIEW_H

#include "shape/shape.h"

/*
 * What a resident sees of the own purse.  Reads only; a page that pays never
 * trusts what was shown (voucher/purse.h decides).
 */
struct purse_lot_view {
	int64_t lot_id;
	const char *campaign_name, *round_name;
	int64_t left_yen, face_yen;
	const char *use_from_on, *use_to_on;
	bool is_usable;			/* today, Tokyo */
};
struct purse_view {
	int64_t balance_yen;		/* usable today */
	struct instant as_of;
	struct list lots;		/* earliest expiry first */
	const char *next_expiry_on;	/* NULL: nothing to expire */
	bool has_person;
};
extern const struct shape purse_view_shape;
int purse_view(struct ctx *, struct purse_view *);	/* of the actor's person */
/* The actor's purse; no_person when nothing was bought or linked yet. */
int purse_of_actor(struct ctx *, int64_t *purse_id);

#endif
