#ifndef SETTLEMENT_STATEMENT_LINE_H
#define SETTLEMENT_STATEMENT_LINE_H

#include "settlement/statement_text.h"

/*
 * Lines of the bank after they were taken in (settlement/statement.h), and what people
 * do with those that stay open.  One person says which shop a line is about, explains
 * it in words, or opens it again; each is on record.  That it is a debit of ours, or a
 * payout that came back, is said by one person and confirmed by another one: then, and
 * not before, it is settled (settlement/reconcile.h).  In the same way two people take back
 * what a line was matched with, by them or by the program (settlement/match_undo.h): then it
 * is open again.
 */
struct statement_line {
	int64_t bank_line_id, bank_statement_id, line_no;
	const char *account_on, *direction;	/* in, out */
	int64_t yen;
	const char *state;		/* matched open explained repeated */
	const char *kind;		/* debit return deposit fee other, or NULL */
	int64_t bank_file_id, payout_id, shop_id;	/* 0: none */
	const char *shop_no, *shop_name;
	int64_t fee_yen;		/* of a return: what the bank kept of it */
	const char *asked_kind, *asked_note, *asked_by_name;	/* waits for a second person */
	int64_t asked_file_id, asked_payout_id, asked_fee_yen;
	bool is_own;			/* asked by the one who looks */
	const char *decided_by_name;	/* NULL: the program, or nobody yet */
	struct instant decided_at;	/* 0: open */
	const char *note;
	const char *sender_name, *summary, *edi;	/* opened by statement_line_words */
};
extern const struct shape statement_line_shape;
extern const char *const line_directions[], *const line_states[], *const line_kinds[],
    *const explained_kinds[], *const settled_kinds[], *const asked_kinds[];
/* line_settled: it is not open.  nothing_asked: no first person said what it is.
 * line_unmatched: it was not matched with anything. */
extern const struct reason line_settled, nothing_asked, line_unmatched;

int statement_line_read(struct ctx *, int64_t bank_line_id, struct statement_line *,
    struct statement_text *);
/* For lists: opens what the bank wrote into a struct statement_line. */
int statement_line_words(struct ctx *, void *line);

/* All inside a transaction.  shop_id 0: none. */
int statement_line_set_shop(struct ctx *, int64_t bank_line_id, int64_t shop_id);
int statement_line_explain(struct ctx *, int64_t bank_line_id, const char *kind, const char *note);
/* Explained by mistake, or a line of its own though it reads like an earlier one. */
int statement_line_reopen(struct ctx *, int64_t bank_line_id, const char *note);

struct line_claim {
	int64_t bank_line_id;
	const char *kind;		/* debit, return */
	int64_t bank_file_id, payout_id;	/* exactly one; a file is never returned */
	int64_t fee_yen;		/* of a return: the payout is so much more than the line */
	const char *note;
};
/* match_unfit when there is not exactly one thing it can be. */
int statement_line_claim(struct ctx *, const struct line_claim *);
/* Of a matched line: that it is something else.  match_followed: it cannot be taken back. */
int statement_line_ask_undo(struct ctx *, int64_t bank_line_id, const char *note);
/* same_person; does what was asked, or drops it. */
int statement_line_decide(struct ctx *, int64_t bank_line_id, bool confirm);

/* What it could be: payouts of its amount, newest first; then, of money that came in, those of
 * which the bank may have kept a fee: of the shop it is about, or of any when that is open. */
struct line_candidate {
	int64_t payout_id, shop_id;
	const char *shop_no, *shop_name;
	int64_t yen;
	const char *pay_on, *state;
	int64_t bank_file_id;
};
extern const struct shape line_candidate_shape;
int statement_line_candidates(struct ctx *, const struct statement_line *, struct list *payouts);
struct file_candidate { int64_t bank_file_id, yen, payouts; const char *pay_on; };
extern const struct shape file_candidate_shape;
int statement_line_files(struct ctx *, const struct statement_line *, struct list *files);

#endif
