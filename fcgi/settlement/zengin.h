#ifndef SETTLEMENT_ZENGIN_H
#define SETTLEMENT_ZENGIN_H

#include "settlement/fixed.h"

/*
 * 総合振込 (種別 21): a file of payments for a bank, 120 bytes a record, written and
 * read from one table.  Sources: 全銀協規定形式 (全銀協パーソナル・コンピュータ用標準通信
 * プロトコル, 適用業務およびレコード・フォーマット, section 8; 付録1 使用文字一覧) and the papers
 * of banks that repeat it; docs/bank.md has the table and what was chosen.
 *
 * What zengin_read takes without an error, zengin_write gives back byte for byte.
 * Neither cuts a name, moves a date, or knows whether a bank or branch exists.
 * Members are the bytes of the file (settlement/kana.h makes and reads names),
 * without the spaces behind them; "" is a field of spaces.
 */
struct zengin_header {
	char client_code[11], client_name[41];	/* 委託者: who pays */
	char day[5];				/* 振込指定日 MMDD: zengin_set_day */
	char bank[5], bank_name[16], branch[4], branch_name[16];
	char account_kind[2], account[8];	/* kind 1 ordinary, 2 current, 9 other */
};

struct zengin_payment {
	char bank[5], branch[4], account_kind[2], account[8];	/* kind also 4 savings */
	char bank_name[16], branch_name[16], clearing[5];
	char holder[31];			/* 受取人名 */
	char new_code[2];			/* 1 first, 2 changed, 0 other */
	bool has_edi;				/* 識別表示 Y: edi instead of the customer codes */
	char customer_1[11], customer_2[11];	/* a number with its ten digits */
	char edi[21];
	char transfer[2];			/* 振込指定区分 7, 8, 0 or "" */
	int64_t amount_yen;
	int64_t record;				/* out: where it stands, from 1 */
};
/* What is always so unless said otherwise: zeros in numbers that are not used. */
extern const struct zengin_payment zengin_payment_plain;

struct zengin_group {				/* a header and what follows it */
	struct zengin_header header;
	struct zengin_payment *payments;
	size_t count;
	int64_t total_yen;			/* out */
};
struct zengin_file {
	struct fixed_form form;
	struct zengin_group *groups;
	size_t count;
};

struct zengin_reading {
	int year;		/* of the transfer dates; 0: not known */
	bool wo_in_names;	/* a bank that takes ｦ in names */
};
/*
 * All that could be read, and everything that is wrong or odd (two equal payments
 * of a group are odd).  The file may be used when findings->errors is 0.
 */
void zengin_read(struct arena *, struct bytes, const struct zengin_reading *,
    struct zengin_file *, struct bank_findings *);

/*
 * bank_file_wrong when a field does not hold what it should, a yen is missing or
 * too many for its columns, a group is empty, a sum over its columns: with record,
 * column, name and finding, as zengin_read would tell.  field: for the refusal.
 */
int zengin_write(struct ctx *, const struct zengin_file *, const struct zengin_reading *,
    const char *field, struct bytes *out);

/* false when the date ("2026-12-25") does not exist. */
bool zengin_set_day(struct zengin_header *, const char *date);

extern const struct fixed_format zengin_format;

#endif
