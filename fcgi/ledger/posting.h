#ifndef LEDGER_POSTING_H
#define LEDGER_POSTING_H

#include "base/ctx.h"

/*
 * Double entry in whole yen.  A posting is one act; its entries sum to zero,
 * for the paid part and for the premium part apart.  Postings and entries are
 * only inserted: a correction is a new posting.  The module keeps no balances;
 * a balance is the sum of entries (ledger/balance.h).  Debit is positive.
 *
 * Chart (enum chart; per round, some per owner):
 *   CASH         cash taken at the counter (owner: clerk's account)
 *   PREMIUM      premium the municipality has still to give
 *   PURSE        what residents may still spend (owner: purse)          negative
 *   PAYABLE      what is owed to shops and not closed (owner: shop)     negative
 *   EXPIRED      not used in time                                       negative
 *   DUE          closed, to be paid out (owner: shop)                   negative
 *   BANK_IN      put into the programme's bank account
 *   HELD         payments not paid for now (owner: shop)                negative
 *   REFUSED      payments that will not be paid for (owner: shop)       negative
 *   PAID_OUT     left the bank account for a shop (owner: shop)         negative
 *   HANDED_BACK  left the bank account for the municipality             negative
 *   FEE          kept by the bank of what came back; the municipality has to make it good
 * The bank account holds BANK_IN + PAID_OUT + HANDED_BACK.  Used at shops is
 * PAYABLE + DUE + HELD + REFUSED + PAID_OUT.
 *
 * Sale of 2 sets (5,000 -> 6,000): CASH +10,000 / PURSE paid -10,000;
 *   PREMIUM +2,000 / PURSE premium -2,000.  The proceeds are CASH + BANK_IN of
 *   the paid part, the premium the same of PREMIUM + BANK_IN; both per round.
 * Payment: PURSE +x / PAYABLE -x per part.  Void of either: the reverse.
 * Closing: PAYABLE +x / DUE -x.  Hold: PAYABLE or DUE +x / HELD -x; released HELD +x
 *   / PAYABLE -x, refused HELD +x / REFUSED -x.  Payout: DUE +x / PAID_OUT -x, and
 *   back when the bank returns it.  Proceeds put in: CASH -x / BANK_IN +x, premium
 *   given: PREMIUM -x / BANK_IN +x.  Handed back: EXPIRED or REFUSED +x / HANDED_BACK -x.
 *   A fee the bank kept of a return, premium part: FEE +f / BANK_IN -f; made good the reverse.
 */
enum chart { CHART_CASH = 1, CHART_PREMIUM, CHART_PURSE, CHART_PAYABLE, CHART_EXPIRED, CHART_DUE,
	CHART_BANK_IN, CHART_HELD, CHART_REFUSED, CHART_PAID_OUT, CHART_HANDED_BACK, CHART_FEE };
enum part { PART_PAID = 1, PART_PREMIUM };

/*
 * Kinds and what ref_id is: sale, sale_void (sale_id); payment, payment_void
 * (payment_id); expiry (lot_id); closing (closing_shop_id); hold, hold_release,
 * hold_refuse (hold_id); payout, payout_return (payout_id); fund (fund_movement_id);
 * return_undo (match_undo_id), return_anew (the undo it came after: match_undo_id).
 */
struct posting {
	const char *kind;
	int64_t ref_id;
	int64_t posting_id;	/* out */
};
struct movement {
	int64_t posting_id, round_id;
	enum part part;
	enum chart from, to;	/* from is credited (-), to is debited (+) */
	int64_t from_owner, to_owner;
	int64_t yen;		/* > 0; a movement of 0 writes nothing */
};
/* Inside a transaction. */
int posting_begin(struct ctx *, struct posting *);
int posting_move(struct ctx *, const struct movement *);	/* two entries, one statement */

/* Many acts of one kind, two statements for all of them: a posting for each ref_id with its
 * movements (their posting_id is not looked at; none of 0 yen).  Some hundred at a time:
 * meanwhile nobody else adds to the ledger. */
struct ref_movement { int64_t ref_id; struct movement move; };
int posting_many(struct ctx *, const char *kind, const struct ref_movement *, size_t count);

#endif
