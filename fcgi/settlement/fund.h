#ifndef SETTLEMENT_FUND_H
#define SETTLEMENT_FUND_H

#include "shape/shape.h"

/*
 * Money into and out of the programme's bank account, but for payouts: one
 * person writes what is to be posted, another one posts or refuses it.  Each
 * kind moves one chart of the ledger (ledger/posting.h) and never more than is
 * there, neither when it is asked for nor when it is posted:
 *   cash_in      CASH to BANK_IN         proceeds of the counter, paid part
 *   premium_in   PREMIUM to BANK_IN      given by the municipality, premium
 *   fee_in       FEE to BANK_IN          fees of the bank, made good by the municipality
 *   unused_out   EXPIRED to HANDED_BACK  the paid part that was not used
 *   premium_out  EXPIRED to HANDED_BACK  the premium that was not used
 *   refused_out  REFUSED to HANDED_BACK  payments that are not paid for
 * What goes out must be in the bank account, and never goes while the books
 * differ.  The ledger has the instant of the posting; bank_on is the day the
 * bank says.  Nothing is taken back: a wrong movement is met by a new one.
 */
struct fund_movement {
	int64_t fund_movement_id;
	const char *kind;		/* of fund_kinds */
	int64_t round_id, part, yen;	/* part: enum part; said by the kind but for refused_out */
	const char *bank_on, *note;
	int64_t owner_id;		/* the clerk of cash_in, the shop of refused_out; 0: all */
	const char *state;		/* of fund_states */
	int64_t asked_by;
};
extern const char *const fund_kinds[], *const fund_states[];
extern const struct reason fund_short;		/* more than is there; {left_yen} */
extern const struct reason fund_later;		/* a day that has not come */
extern const struct reason fund_decided;	/* posted or refused already */

/* Each a transaction of its own, or joined. */
int fund_ask(struct ctx *, struct fund_movement *);	/* fund_movement_id, part: out */
int fund_post(struct ctx *, int64_t fund_movement_id);	/* same_person, fund_short, books_differ */
int fund_refuse(struct ctx *, int64_t fund_movement_id, const char *note);

int fund_read(struct ctx *, int64_t fund_movement_id, struct fund_movement *);
/* Every posted movement has its posting, of its amount, and every posting its movement:
 * adds struct difference (ledger/proof.h). */
int fund_prove(struct ctx *, struct list *differences);

#endif
