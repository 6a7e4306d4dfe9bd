#ifndef SETTLEMENT_SHOP_ACCOUNT_API_H
#define SETTLEMENT_SHOP_ACCOUNT_API_H

#include "http/route.h"
#include "settlement/payee.h"
#include "settlement/shop_account.h"

/* What an account looks like when it is typed and shown; for *_api.c files only. */
#define PAYEE_MEMBERS								\
	const char *bank_code, *branch_code, *symbol, *number, *holder;		\
	int64_t kind
#define PAYEE_FIELDS(T)								\
	FIELD(T, bank_code, "Number of the bank; 9900 with symbol",		\
	    .format = &format_digits, .min = 4, .max = 4),			\
	FIELD(T, branch_code, "Number of the branch", .format = &format_digits,	\
	    .min = 3, .max = 3, .optional = true),				\
	FIELD(T, kind, "1 ordinary, 2 current, 4 savings, 9 other", .min = 1,	\
	    .max = 9, .optional = true),					\
	FIELD(T, symbol, "記号 of ゆうちょ", .min = 1, .max = 20, .optional = true), \
	FIELD(T, number, "Account number, or 番号 with symbol", .min = 1,	\
	    .max = 20, .secret = true),						\
	FIELD(T, holder, "Holder in kana", .min = 1, .max = 80, .secret = true)

struct payee_in { PAYEE_MEMBERS; };
struct payee_typed payee_typed_of(const struct payee_in *);
struct payee_out {
	const char *bank_code, *bank_name, *branch_code, *branch_name, *number, *holder,
	    *holder_short;
	int64_t kind;
	struct list changes;
};
extern const struct shape payee_in_shape, payee_out_shape;
int post_payee_preview(struct ctx *, const void *input, void *output);
#define PAYEE_REASONS &bank_unknown, &branch_unknown, &number_wrong, &yucho_symbol,	\
	&yucho_number, &name_character, &name_voicing, &name_too_long, &name_empty

struct shop_account_new_out { int64_t shop_account_id; };
extern const struct shape shop_account_new_out_shape;

#endif
