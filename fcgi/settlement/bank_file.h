#ifndef SETTLEMENT_BANK_FILE_H
#define SETTLEMENT_BANK_FILE_H

#include "shape/shape.h"

/*
 * Files of transfers for the bank (総合振込, settlement/zengin.h).  A file is built
 * -> approved by a second person -> sent -> reconciled.  Until it is sent it may be
 * dropped: its payouts are due again and another file may take them.  Once sent it
 * never goes back; its bytes stay, sealed, with their hash, and can be had again.
 * No payout is in two files that are not dropped.  While the books differ nothing
 * is built and nothing is sent.  Money moves in the ledger with "sent".
 *
 * Each record names its payout: 顧客コード1 is the payout's number, 顧客コード2 the
 * shop's, ten digits each.
 */
struct bank_file {
	int64_t bank_file_id;
	const char *pay_on, *state;
	int64_t payouts, yen;
	const char *hash;			/* BLAKE2b-256 of the bytes, hex */
	const char *built_by, *approved_by, *sent_by, *dropped_by;	/* names; NULL: not yet */
	struct instant built_at, approved_at, sent_at, reconciled_at, dropped_at;
	bool is_own;				/* the actor built it */
};
extern const struct shape bank_file_shape;
extern const char *const bank_file_states[];

/* What a file for the day would hold and leave out.  day_closed: banks pay nothing that
 * day; day_past: it is not after today. */
struct bank_file_plan { struct list payouts; int64_t chosen, yen, left_out, left_out_yen; };
extern const struct reason day_closed, day_past;
int bank_file_check_day(struct ctx *, const char *pay_on);
int bank_file_plan(struct ctx *, const char *pay_on, struct bank_file_plan *);

/*
 * Inside transactions; what was seen is said again, so that nobody acts on a page
 * that is behind (file_changed).  build: nothing_to_pay; sender_missing; books_differ.
 * approve and send: file_stale when a payout of it may not be paid any more (shop held,
 * line of the bank open, account changed): drop it and build again.
 */
struct bank_file_seen { int64_t payouts, yen; const char *hash; };
extern const struct reason nothing_to_pay, file_changed, file_stale, file_state;
int bank_file_build(struct ctx *, const char *pay_on, const struct bank_file_seen *,
    int64_t *bank_file_id);
int bank_file_approve(struct ctx *, int64_t bank_file_id, const struct bank_file_seen *);
int bank_file_send(struct ctx *, int64_t bank_file_id);
int bank_file_drop(struct ctx *, int64_t bank_file_id);
/* The statement of the bank showed the debit: its payouts are paid. */
int bank_file_reconcile(struct ctx *, int64_t bank_file_id);
/* It did not after all: sent, and waiting for its debit (settlement/match_undo.h). */
int bank_file_unreconcile(struct ctx *, int64_t bank_file_id);

int bank_file_read(struct ctx *, int64_t bank_file_id, struct bank_file *);
/* The bytes, once a second person approved; each time is written down.  file_state. */
int bank_file_take(struct ctx *, int64_t bank_file_id, const char **name, struct bytes *);

/* The records of its bytes, read back: what the approver looks at. */
struct bank_file_row {
	int64_t record, payout_id, yen;
	const char *shop_no, *bank_code, *branch_code, *holder, *last_digits;
	int64_t kind;
};
struct bank_file_head { const char *client_code, *client_name, *day, *bank_code, *branch_code; };
extern const struct shape bank_file_row_shape, bank_file_head_shape;
int bank_file_rows(struct ctx *, int64_t bank_file_id, struct bank_file_head *, struct list *rows);

#define BANK_FILE_ROW "SELECT f.bank_file_id, f.pay_on, f.state, f.payouts, f.yen,"		\
	" LOWER(HEX(f.hash)) AS hash, b.name AS built_by, a.name AS approved_by,"		\
	" s.name AS sent_by, d.name AS dropped_by, f.built_at, f.approved_at, f.sent_at,"	\
	" f.reconciled_at, f.dropped_at, f.built_by = ? AS is_own FROM bank_file f"		\
	" LEFT JOIN account_label b ON b.account_id = f.built_by"				\
	" LEFT JOIN account_label a ON a.account_id = f.approved_by"				\
	" LEFT JOIN account_label s ON s.account_id = f.sent_by"				\
	" LEFT JOIN account_label d ON d.account_id = f.dropped_by"

#endif
