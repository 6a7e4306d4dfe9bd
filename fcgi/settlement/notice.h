#ifndef SETTLEMENT_NOTICE_H
#define SETTLEMENT_NOTICE_H

#include "settlement/fixed.h"

/*
 * What a bank tells of an account, 200 bytes a record: 振込入金通知 (種別 01, what came
 * in by transfer) and 入出金取引明細 (種別 03, everything in and out, with balances; the
 * form for ordinary and current accounts).  Sources: 全銀協規定形式 in the papers of
 * banks and open readers, see docs/bank.md.  Read only; both become the same lines.
 *
 * A file is refused as a whole when a record is damaged, a trailer is missing, or
 * its counts, sums or balances do not add up.  Not confirmed by a paper of the
 * bankers' association, and therefore taken either way: 取消合計金額 of 01 with 10 or 12
 * digits; cancelled lines inside or outside of the sums of 01; the end record inside
 * or outside of its own count (03).  The variant of 01 with amounts of 12 digits is
 * not read.  取引区分 (10 cash, 11 transfer, 14 book transfer, 19 correction ...) is
 * passed on as it stands: no rule here depends on it.
 *
 * Texts are bytes of the bank: kana_read makes them readable.
 */
struct bank_line {
	int64_t record;			/* where it stands, from 1 */
	bool is_in, is_cancelled;	/* cancelled: 取消区分 1 of 01 */
	char date[11], value_date[11];	/* 勘定日, 起算日 (its own, else the same) */
	int64_t amount_yen;
	char kind[3];			/* 取引区分; "" in 01 */
	char inquiry_no[9];		/* 照会番号 */
	char sender_code[11], sender_name[49];	/* 振込依頼人 */
	char sender_bank[16], sender_branch[16];
	char summary[21], edi[21];	/* 摘要 (03 only), EDI情報 */
};

struct bank_account {			/* a header, its lines, its trailer */
	char made_on[11], from_on[11], to_on[11];
	char bank[5], bank_name[16], branch[4], branch_name[16];
	char account_kind[2], account[11];	/* 7 digits, in 03 10 */
	char holder[41];
	bool has_balances;		/* 03, when the bank fills them */
	int64_t before_yen, after_yen;	/* below zero: overdrawn */
	struct bank_line *lines;
	size_t count;
};
struct notice {
	const char *kind;		/* "01", "03" */
	struct fixed_form form;
	struct bank_account *accounts;
	size_t count;
};

/* today: "2026-11-20", for the era of the day the file was made on. */
void notice_read(struct arena *, struct bytes, const char *today, struct notice *,
    struct bank_findings *);

extern const struct fixed_format transfer_notice_format, statement_format;	/* 01, 03 */

#endif
