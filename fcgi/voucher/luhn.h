#ifndef VOUCHER_LUHN_H
#define VOUCHER_LUHN_H

#include <stdbool.h>

/*
 * The check digit of ISO/IEC 7812 (Luhn): finds every single wrong digit and
 * nearly every swap of neighbours in a number that people read and type.
 */
char luhn_digit(const char *digits);	/* of digits without their check digit */
bool luhn_holds(const char *digits);	/* only digits, the last one checks */

#endif
