#ifndef SETTLEMENT_STATEMENT_H
#define SETTLEMENT_STATEMENT_H

#include "shape/shape.h"

/*
 * Statements of the bank (settlement/notice.h) about the account that pays: read, looked
 * at, taken in once.  A damaged file is refused as a whole with record and column, one
 * about another account by naming it, one that was taken in already by saying when and
 * by whom; then nothing is kept.  Files may overlap: a line that stands in an earlier
 * statement is kept as repeated and settles nothing.  What the lines are is found by
 * settlement/statement_match.h and done by settlement/reconcile.h, all in the transaction
 * that keeps the file, sealed, with its hash.  Nothing is matched later by itself:
 * a line that stays open waits for a person (settlement/statement_line.h), and while it
 * names a shop, that shop is in no new file for the bank.
 */
struct statement {
	int64_t bank_statement_id;	/* 0: only looked at */
	const char *kind;		/* 03, 01 */
	const char *made_on, *from_on, *to_on;
	int64_t bank_lines, in_yen, out_yen;	/* of lines that are not cancelled */
	int64_t debits, returns, open, repeated;
	const char *hash;		/* of its bytes, BLAKE2b-256 in hex */
	struct list lines;		/* struct statement_seen: when looked at, the first ... */
};
enum { STATEMENT_SEEN_MAX = 1000, STATEMENT_BYTES_MAX = 8 << 20 };
struct statement_seen {
	int64_t line_no;
	const char *account_on, *direction;
	int64_t yen;
	const char *sender_name, *summary, *edi;	/* to be read by people */
	const char *state, *kind;		/* state as it would be; kind NULL: not known */
	int64_t bank_file_id, payout_id, shop_id;
	const char *shop_name;
};
extern const struct shape statement_shape;
/* statement_known: when, who, bank_statement_id.  statement_account: bank, branch,
 * account of the file, when it is not the sender's (settlement/bank_sender.h). */
extern const struct reason statement_known, statement_account;

int statement_look(struct ctx *, struct bytes file, struct statement *);
/* Inside a transaction. */
int statement_take(struct ctx *, struct bytes file, struct statement *);
/* The file as it came; on record who had it. */
int statement_content(struct ctx *, int64_t bank_statement_id, struct bytes *file);

#endif
