#ifndef SETTLEMENT_PAYOUT_H
#define SETTLEMENT_PAYOUT_H

#include "shape/shape.h"

/*
 * Payouts: what a shop is paid for one closing.  A payout goes due -> in_file
 * -> sent -> paid, or returned by the bank; a returned one is replaced by a
 * new payout (again_of).  It is changed back only when the line of the bank was about
 * something else (settlement/match_undo.h).  Money moves in the ledger when the file is
 * said to be sent: DUE to PAID_OUT, and back when it is returned.
 */

/* Inside the transaction that closes: a payout for each shop with an amount. */
int payout_make_all(struct ctx *, int64_t closing_id);

/*
 * What a file for a day may take: payouts that are due by then, with why not:
 * shop_held, bank_line (a line of the bank about the shop is open), no_account
 * (none is confirmed); none when it may be paid.
 */
struct payout_choice {
	int64_t payout_id, shop_id;
	const char *shop_no, *shop_name;
	int64_t yen;
	const char *pay_on;
	int64_t shop_account_id;	/* confirmed now, 0: none */
	const char *why;
};
extern const struct shape payout_choice_shape;
extern const char *const payout_whys[];
int payout_choose(struct ctx *, const char *pay_on, struct list *choices);

/* What a file holds, for its records; in the order of its payouts. */
struct payout_in_file {
	int64_t payout_id, shop_id, yen, shop_account_id;
	const char *shop_no, *bank_code, *branch_code, *bank_kana, *branch_kana;
	int64_t kind;
	bool may_be_paid;	/* not held, no line of the bank open, account still confirmed */
};
int payout_list_file(struct ctx *, int64_t bank_file_id, struct list *payouts);
/* Those that payout_choose lets pass, with the accounts of now; under settlement_gate. */
int payout_list_due(struct ctx *, const char *pay_on, struct list *payouts);

/* Inside transactions.  put: locks the payout; not_due when it is in a file or changed. */
extern const struct reason payout_not_due, payout_not_sent, account_unchanged, paid_again;
int payout_put(struct ctx *, const struct payout_in_file *, int64_t bank_file_id);
int payout_take_out_all(struct ctx *, int64_t bank_file_id);	/* back to due */
/* Posts DUE to PAID_OUT for each payout of the file: so many there must be. */
int payout_send_all(struct ctx *, int64_t bank_file_id, int64_t payouts);
/* The bank's statement showed the debit: sent becomes paid. */
int payout_pay_all(struct ctx *, int64_t bank_file_id);
int payout_unpay_all(struct ctx *, int64_t bank_file_id);	/* it did not: paid becomes sent */
/* The bank gave it back: PAID_OUT to DUE, all of it; what the bank kept of it as its fee
 * becomes the municipality's to make good.  payout_not_sent: neither sent nor paid. */
int payout_return(struct ctx *, int64_t payout_id, int64_t fee_yen);
/* It had not come back after all: what payout_return posted, the other way round; paid if
 * the bank's statement showed its debit at that instant, else sent (0).  match_followed: it
 * was replaced, or the fee was made good already.  match_undo_id names the act. */
extern const struct reason match_followed;
struct unreturning { int64_t payout_id, fee_yen, match_undo_id; struct instant paid_at; };
int payout_unreturn(struct ctx *, const struct unreturning *);
/* A new payout in place of a returned one, meant for pay_on.  account_unchanged: the
 * shop has no other account than the one it came back from; paid_again: there is one. */
int payout_again(struct ctx *, int64_t payout_id, const char *pay_on, int64_t *again_id);

struct payout {
	int64_t payout_id, shop_id, closing_shop_id;
	const char *shop_no, *shop_name, *from_on, *to_on, *pay_on, *state;
	int64_t yen;
	const char *bank_name, *last_digits;	/* NULL: no account yet */
	int64_t bank_file_id, again_of, again_id;	/* 0: none */
	struct instant made_at, sent_at, ended_at;
};
extern const struct shape payout_shape;
extern const char *const payout_states[];
int payout_read(struct ctx *, int64_t payout_id, struct payout *);
/* What it consists of: rounds and parts. */
struct payout_part { int64_t round_id; const char *round_name; int64_t part, yen; };
extern const struct shape payout_part_shape;
int payout_parts(struct ctx *, int64_t payout_id, struct list *parts);

/* The base of lists of payouts, up to its WHERE. */
#define PAYOUT_ROW "SELECT p.payout_id, p.shop_id, p.closing_shop_id, h.shop_no,"		\
	" h.name AS shop_name, k.from_on, k.to_on, p.pay_on, p.state, p.yen,"			\
	" b.name AS bank_name, a.last_digits, COALESCE(p.bank_file_id, 0) AS bank_file_id,"	\
	" COALESCE(p.again_of, 0) AS again_of, COALESCE(n.payout_id, 0) AS again_id,"		\
	" p.made_at, p.sent_at, p.ended_at FROM payout p"					\
	" JOIN closing_shop s ON s.closing_shop_id = p.closing_shop_id"				\
	" JOIN closing k ON k.closing_id = s.closing_id"					\
	" JOIN shop h ON h.shop_id = p.shop_id"							\
	" LEFT JOIN shop_account a ON a.shop_account_id = p.shop_account_id"			\
	" LEFT JOIN bank b ON b.bank_code = a.bank_code"					\
	" LEFT JOIN payout n ON n.again_of = p.payout_id"

#endif
