#ifndef SETTLEMENT_PAYEE_H
#define SETTLEMENT_PAYEE_H

#include "settlement/zengin.h"
#include "shape/shape.h"

/*
 * An account to pay to: as a person types it, and as banks write it.  Bank and
 * branch must be in the register of banks; ゆうちょ 記号 and 番号 become branch, kind
 * and number; the holder becomes the bank's characters, with each change told.
 * The module only reads and keeps nothing.
 */
struct payee_typed {
	const char *bank_code;		/* 9900 with symbol: ゆうちょ */
	const char *branch_code;	/* NULL with symbol */
	int64_t kind;			/* 1 2 4 9; 0 with symbol */
	const char *symbol;		/* 記号, or NULL */
	const char *number;
	const char *holder;		/* in kana of any width */
};
struct payee {
	const char *bank_code, *bank_name, *branch_code, *branch_name;
	int64_t kind;
	const char *number;		/* seven digits */
	const char *holder;		/* the bank's characters, shown in full width */
	const char *holder_short;	/* with カ) and the like, when it can be; may be NULL */
	struct list changes;		/* struct payee_change */
	struct bytes holder_bytes;	/* what a bank file says */
};
struct payee_change { const char *kind, *from, *to; int64_t position; bool alters; };
extern const struct shape payee_change_shape;
/* bank_unknown, branch_unknown, number_wrong, and those of kana.h and yucho.h. */
extern const struct reason bank_unknown, branch_unknown, number_wrong;
int payee_read(struct ctx *, const struct payee_typed *, bool takes_wo, struct payee *);

/* The number of an account: one to seven digits, zeros in front.  number_wrong. */
int account_number(struct ctx *, const char *typed, const char **number);

/* Names of a bank and a branch, to be read and as the records of a file hold them:
 * spaces when a name is longer than its 15 columns, for they may be left out. */
struct bank_place {
	const char *bank_name, *bank_kana, *branch_name, *branch_kana;
};
int bank_place_read(struct ctx *, const char *bank_code, const char *branch_code,
    struct bank_place *);
const char *bank_place_bytes(struct ctx *, const char *kana);

/* Search for forms: by code or by part of the name or its reading; at most 30. */
struct bank_row { const char *bank_code, *name, *kana; };
struct branch_row { const char *branch_code, *name, *kana; };
extern const struct shape bank_row_shape, branch_row_shape;
int bank_find(struct ctx *, const char *text, struct list *banks);
int branch_find(struct ctx *, const char *bank_code, const char *text, struct list *branches);

#endif
