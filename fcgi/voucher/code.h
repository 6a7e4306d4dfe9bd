#ifndef VOUCHER_CODE_H
#define VOUCHER_CODE_H

#include "base/ctx.h"

/*
 * One-time codes that let a shop take a payment from a purse: 128 random bits,
 * one use, 60 seconds, dead as soon as the next is issued for the purse.  The
 * table keeps a keyed hash.  A phone shows one; a card and its PIN open one.
 */
enum { CODE_LIFE_S = 60 };
struct pay_code { const char *code; struct instant expires_at; };
/* card_id: 0 when a phone shows it. */
int code_issue(struct ctx *, int64_t purse_id, int64_t card_id, struct pay_code *);

/* Inside the transaction of the payment: locks the code and tells whose purse
 * it opens.  code_invalid: unknown or replaced; code_used; code_expired. */
struct code_opening { int64_t purse_id, card_id; };
int code_open(struct ctx *, const char *code, struct code_opening *);
int code_use_up(struct ctx *, int64_t purse_id, int64_t payment_id);
/* The payment that used the purse's last code, 0 when none did. */
int code_last_use(struct ctx *, int64_t purse_id, int64_t *payment_id);
extern const struct reason code_invalid, code_used, code_ended;

#endif
