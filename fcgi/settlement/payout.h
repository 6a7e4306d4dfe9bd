#ifndef SETTLEMENT_PAYOUT_H
#define SETTLEMENT_PAYOUT_H

#include "shape/shape.h"

/*
 * Payouts: what a shop is paid for one closing.  A payout goes due -> in_file
 * -> sent -> paid, or returned by the bank; a returned one is replaced by a
 * new payout (again_of), never changed back.  Money moves in the ledger when
 * the file is said to be sent: DUE to PAID_OUT, and back when it is returned.
 */

/* Inside the transaction that closes: a payout for each shop with an amount. */
int payout_make_all(struct ctx *, int64_t closing_id);

#endif
