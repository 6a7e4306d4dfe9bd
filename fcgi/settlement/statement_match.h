#ifndef SETTLEMENT_STATEMENT_MATCH_H
#define SETTLEMENT_STATEMENT_MATCH_H

#include "settlement/notice.h"

/*
 * What the lines of a statement are, by the files that were sent and their payouts.
 * Only reads, so that a person can look before anything is taken in; and never
 * guesses: where two things fit, the line stays open for a person.
 *
 * Out: the sum of a file (banks that debit a file at once), or one of its payouts
 *   (banks that debit each).  EDI with the payout's number decides; else it must be
 *   the only thing of this amount, or the only one whose holder the line names.
 *   An EDI that names another payout speaks against one.  A file of which single
 *   payouts were debited is never debited as a whole, and the other way round.
 * In: a payout that came back (組戻, 資金返却), by its amount together with its number
 *   in the EDI or the name of its holder.  The amount alone is no proof: such a line
 *   stays open, but for the shop it may be about.
 * Never before the day the file was to be paid.  What a line settles makes others
 * clear: all are looked at again until nothing changes.
 */
struct line_match {
	const struct bank_line *line;
	bool is_repeated;		/* stands in an earlier statement: settles nothing */
	const char *kind;		/* debit, return; NULL: open */
	int64_t bank_file_id;		/* of a debit: the whole file */
	int64_t payout_id;		/* the payout that was paid, or came back */
	int64_t shop_id;		/* also of an open line: who it seems to be about */
	const char *shop_name;
};
int statement_match(struct ctx *, struct line_match *, size_t count);

/*
 * Does a text of the bank name this holder?  Blanks and long vowels do not count.  Words
 * may stand before the name, only a remark of the bank (組戻 ...) behind it, so that
 * one person is not taken for another with a longer name; a long name may be cut off.
 * mentions_holder: the name stands anywhere in it.
 */
bool names_holder(const char *text, const char *holder);
bool mentions_holder(const char *text, const char *holder);
/* The number at the end of an EDI text, as bank files of ours carry it; 0: none. */
int64_t edi_number(const char *edi);

#endif
