#ifndef SETTLEMENT_RECONCILE_H
#define SETTLEMENT_RECONCILE_H

#include "base/ctx.h"

/*
 * What follows from a line of the bank once it is known what it is.  Inside a
 * transaction; takes the settlement gate.  A debit only says that sent money has left:
 * the ledger moved when the file was sent.  A return moves it back, takes the account
 * it was sent to out of use, and tells the shop by mail, without account numbers, that it
 * must be put right: nothing is sent to the shop until an account is confirmed anew.  The
 * next try is a new payout (settlement/payout.h), never made here.  A bank may keep a fee of
 * what it gives back: the payout comes back whole, and the fee is the municipality's.
 */
enum { RETURN_FEE_MAX = 10000 };	/* yen; more is no fee of a bank */
struct settling {
	const char *kind;		/* debit, return */
	int64_t bank_file_id;		/* of a debit: the whole file; else 0 */
	int64_t payout_id;
	int64_t yen;			/* of the line */
	int64_t fee_yen;		/* of a return: what the bank kept */
	const char *account_on;		/* day of the line */
};
/* match_unfit: another amount, an earlier day, not sent, debited already, come back already. */
extern const struct reason match_unfit;
int reconcile(struct ctx *, const struct settling *);

/* Mail to the shop about its payout, without account numbers, when it has an address:
 * payout_returned, payout_unreturned. */
int reconcile_tell_shop(struct ctx *, int64_t payout_id, const char *what);

#endif
