#include "voucher/luhn.h"

#include <string.h>

static int
weighted_sum(const char *digits, size_t count, bool double_last)
{
	bool doubled = double_last;
	int sum = 0;

	for (size_t i = count; i > 0; i--) {
		int digit = digits[i - 1] - '0';

		if (doubled)
			digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
		sum += digit;
		doubled = !doubled;
	}
	return sum;
}

char
luhn_digit(const char *digits)
{
	return (char)('0' + (10 - weighted_sum(digits, strlen(digits), true) % 10) % 10);
}

bool
luhn_holds(const char *digits)
{
	size_t count = strlen(digits);

	return count > 1 && strspn(digits, "0123456789") == count &&
	    weighted_sum(digits, count, false) % 10 == 0;
}
