#ifndef SETTLEMENT_YUCHO_H
#define SETTLEMENT_YUCHO_H

#include "base/ctx.h"

/*
 * ゆうちょ銀行 (9900): the 記号 and 番号 of a passbook as the branch, kind and account
 * number that other banks pay to.
 *     記号 1ABC0, 番号 ending in 1: branch AB8, kind 1 (ordinary), the number without
 *     its last digit:  10530 12345671 is 058 1 1234567
 *     記号 0ABC0 (振替口座): branch AB9, kind 2 (current), the number itself:
 *     00530 123456 is 059 2 0123456
 * Digits may be of any width, spaces and hyphens are passed over.  One more digit
 * behind the 記号 ("10530-2", a passbook made anew; "00530-2", a check digit) has no
 * part in it.  No check digit is verified: the rule for them is not public.
 */
struct yucho_account {
	char branch[4], account_kind[2], account[8];
};
/* yucho_symbol on the field symbol, yucho_number on the field number: it cannot be. */
extern const struct reason yucho_symbol, yucho_number;
int yucho_convert(struct ctx *, const char *symbol, const char *number, struct yucho_account *);

#endif
