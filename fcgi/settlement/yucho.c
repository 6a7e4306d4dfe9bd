#include "settlement/yucho.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"

const struct reason yucho_symbol = { 400, "yucho_symbol" };
const struct reason yucho_number = { 400, "yucho_number" };

enum { DIGITS_MAX = 8 };

/* Spaces and hyphens of any width, and the long vowel mark of a Japanese keyboard. */
static bool
is_between(uint32_t p)
{
	return p == ' ' || p == 0x3000 || p == '-' || p == 0xff0d || p == 0x2212 ||
	    p == 0x2010 || p == 0x30fc;
}

/* The digits of a text; false when there is anything but digits, spaces and hyphens. */
static bool
digits_of(const char *text, char out[static DIGITS_MAX + 1])
{
	size_t count = 0;

	if (!text_is_utf8(text, strlen(text)))
		return false;
	for (uint32_t p = text_next(&text); p != 0; p = text_next(&text)) {
		if (p >= 0xff10 && p <= 0xff19)
			p = p - 0xff10 + '0';
		if (is_between(p))
			continue;
		if (p < '0' || p > '9' || count == DIGITS_MAX)
			return false;
		out[count++] = (char)p;
	}
	out[count] = '\0';
	return true;
}

static bool
symbol_is_possible(const char *digits)
{
	size_t count = strlen(digits);

	return (count == 5 || count == 6) && (digits[0] == '0' || digits[0] == '1') &&
	    digits[4] == '0';
}

/* Passbooks have 2 to 8 digits that end in 1, transfer accounts up to 6. */
static bool
number_is_possible(const char *digits, bool is_passbook)
{
	size_t count = strlen(digits);

	if (strspn(digits, "0") == count)
		return false;
	if (!is_passbook)
		return count <= 6;
	return count >= 2 && digits[count - 1] == '1' && strspn(digits, "0") < count - 1;
}

int
yucho_convert(struct ctx *c, const char *symbol, const char *number, struct yucho_account *out)
{
	char s[DIGITS_MAX + 1] = "", n[DIGITS_MAX + 1] = "";
	bool is_passbook;

	if (!digits_of(symbol, s) || !symbol_is_possible(s))
		return fail(c, &yucho_symbol, "symbol");
	is_passbook = s[0] == '1';
	if (!digits_of(number, n) || !number_is_possible(n, is_passbook))
		return fail(c, &yucho_number, "number");
	if (is_passbook)
		n[strlen(n) - 1] = '\0';
	snprintf(out->branch, sizeof out->branch, "%c%c%c", s[1], s[2], is_passbook ? '8' : '9');
	snprintf(out->account_kind, sizeof out->account_kind, "%c", is_passbook ? '1' : '2');
	memset(out->account, '0', 7);
	memcpy(out->account + 7 - strlen(n), n, strlen(n));
	out->account[7] = '\0';
	return 0;
}
