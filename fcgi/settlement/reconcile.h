#ifndef SETTLEMENT_RECONCILE_H
#define SETTLEMENT_RECONCILE_H

#include "base/ctx.h"

/*
 * What follows from a line of the bank once it is known what it is.  Inside a
 * transaction; takes the settlement gate.  A debit only says that sent money has left:
 * the ledger moved when the file was sent.  A return moves it back, takes the account
 * it was sent to out of use, and tells the shop by mail, without account numbers, that it
 * must be put right: nothing is sent to the shop until an account is confirmed anew.  The
 * next try is a new payout (settlement/payout.h), never made here.
 */
struct settling {
	const char *kind;		/* debit, return */
	int64_t bank_file_id;		/* of a debit: the whole file; else 0 */
	int64_t payout_id;
	int64_t yen;			/* of the line */
	const char *account_on;		/* day of the line */
};
/* match_unfit: another amount, an earlier day, not sent, debited already, come back already. */
extern const struct reason match_unfit;
int reconcile(struct ctx *, const struct settling *);

#endif
