#ifndef VOUCHER_FUND_BOOK_H
#define VOUCHER_FUND_BOOK_H

#include "shape/shape.h"

/*
 * The funds of every round at any past instant: what came in, where it is, what
 * left (seed kurayoshi-voucher 5(8)イ).  Proceeds (what residents paid) and
 * premium (what the municipality adds) never mix: each has a struct fund_part.
 * All of it is summed from the entries posted by the instant, so the figures of
 * a day can be had again years later.  The module only reads, but for the
 * dates of the contract (fund_term), which staff write.
 */
struct fund_part {
	int64_t part;			/* 1 paid by the buyer, 2 premium */
	int64_t received_yen;		/* proceeds; premium granted: outside + banked + fee */
	int64_t outside_yen;		/* cash in hand; premium still to be given */
	int64_t banked_yen;		/* put into the bank account, less fees of the bank */
	int64_t fee_yen;		/* such fees, still to be made good by the municipality */
	int64_t purse_yen;		/* residents may still use it */
	int64_t used_yen;		/* the five below, and refused that went back */
	int64_t payable_yen, due_yen, held_yen, refused_yen, paid_out_yen;
	int64_t expired_yen;		/* not used in time, not handed back yet */
	int64_t handed_back_yen;	/* unused and refused together */
	int64_t handed_back_unused_yen, handed_back_refused_yen;
	int64_t unused_yen;		/* expired + handed back unused: 納付額 in the paid part */
	int64_t bank_yen;		/* banked - paid out - handed back */
	int64_t may_hand_back_yen;	/* of what expired, as far as the bank account holds it */
	int64_t difference_yen;		/* must be 0 */
};
struct fund_round {
	int64_t round_id, campaign_id;
	const char *campaign_name, *name;
	const char *sell_from_on, *use_from_on, *use_to_on;
	struct instant expires_at;	/* what is left leaves the purses */
	const char *half_year_on;	/* six months after the first day of sale (資金決済法4条2号) */
	const char *hand_back_on, *deliver_on;	/* NULL: not said */
	bool is_over;
	struct list parts;		/* struct fund_part: paid, premium */
};
extern const struct shape fund_round_shape;
int fund_book_read(struct ctx *, struct instant at, struct list *rounds);	/* newest first */

struct fund_term { int64_t campaign_id; const char *hand_back_on, *deliver_on; };
int fund_term_set(struct ctx *, const struct fund_term *);	/* joined or on its own */

#endif
