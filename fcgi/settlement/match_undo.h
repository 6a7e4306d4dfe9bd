#ifndef SETTLEMENT_MATCH_UNDO_H
#define SETTLEMENT_MATCH_UNDO_H

#include "base/ctx.h"

/*
 * What a line of the bank was taken for, the program or two people, taken back: the file or
 * the payout is again as it was before (settlement/reconcile.h), and the ledger moves by a
 * posting of its own.  An act is a row that is never changed, with both people and the
 * reason.  What followed from the match is never taken back along with it; then it is
 * refused (match_followed, settlement/payout.h):
 *   a return: a new payout took its place, or the fee was made good;
 *   a payout's debit: the payout came back.
 * After a return that was none the account it went to counts again, unless the shop has
 * another by now or another transfer came back from it, and the shop is told by mail.
 */
struct match_undo {
	int64_t bank_line_id;
	const char *kind;		/* debit, return */
	int64_t bank_file_id, payout_id;	/* what the line was matched with; 0: none */
	int64_t fee_yen;
	const char *note;
	int64_t asked_by;
};
/* Inside a transaction, the line locked and still matched; takes the settlement gate.
 * ready only says whether it may be, now. */
int match_undo_ready(struct ctx *, const struct match_undo *);
int match_undo(struct ctx *, const struct match_undo *);

#endif
