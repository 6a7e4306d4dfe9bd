#include "shape/shape.h"

#include <string.h>

#include "base/clock.h"
#include "base/text.h"

/*
 * Patterns are ECMAScript that is valid with the u and the v flag (a browser
 * compiles the pattern attribute with v), so signs in classes are escaped.
 */
static const char digits[] = "0123456789";
static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_alphanumeric(char c)
{
	return c != '\0' && (strchr(digits, c) != NULL || strchr(letters, c) != NULL);
}

/* One sign or more, each of the alphabet. */
static bool
is_made_of(const char *s, const char *alphabet)
{
	return *s != '\0' && s[strspn(s, alphabet)] == '\0';
}

static bool
kana_matches(const char *s)
{
	return *s != '\0' && text_is_kana(s);
}

/* Letters, digits and inner hyphens, at most 63: a label of a host name. */
static bool
label_matches(const char *s, size_t size)
{
	if (size == 0 || size > 63 || s[0] == '-' || s[size - 1] == '-')
		return false;
	for (size_t i = 0; i < size; i++)
		if (s[i] != '-' && !is_alphanumeric(s[i]))
			return false;
	return true;
}

/*
 * What HTML's <input type=email> takes (so addresses of old Japanese carriers
 * with doubled dots pass), with at least one dot in the domain.
 */
static bool
mail_matches(const char *s)
{
	const char *at = strchr(s, '@');
	int labels = 0;

	if (at == NULL || at == s || strlen(s) > 254 || at - s > 64)
		return false;
	for (const char *p = s; p < at; p++)
		if (!is_alphanumeric(*p) && strchr(".!#$%&'*+/=?^_`{|}~-", *p) == NULL)
			return false;
	do {
		size_t size = strcspn(++at, ".");
		if (!label_matches(at, size))
			return false;
		labels++;
		at += size;
	} while (*at == '.');
	return labels >= 2 && labels <= 21;
}

static bool
phone_matches(const char *s)
{
	int count = 0;

	for (; *s != '\0'; s++) {
		if (is_digit(*s))
			count++;
		else if (*s != '-' || count == 0 || !is_digit(s[1]))
			return false;
	}
	return count >= 9 && count <= 15;
}

static bool
digits_matches(const char *s)
{
	return is_made_of(s, digits);
}

static bool
code_matches(const char *s)
{
	return is_made_of(s, "0123456789abcdefghjkmnpqrstvwxyz");
}

static bool
cursor_matches(const char *s)
{
	for (; is_alphanumeric(*s) || (*s != '\0' && strchr("._~-", *s) != NULL); s++)
		if (s[1] == '\0')
			return true;
	return false;
}

static bool
uuid_matches(const char *s)
{
	static const char shape[] = "xxxxxxxx-xxxx-Vxxx-Nxxx-xxxxxxxxxxxx";

	if (strlen(s) != sizeof shape - 1)
		return false;
	for (size_t i = 0; s[i] != '\0'; i++) {
		const char *of = shape[i] == 'V' ? "12345678" : shape[i] == 'N' ? "89ab" :
		    shape[i] == '-' ? "-" : "0123456789abcdef";
		if (strchr(of, s[i]) == NULL)
			return false;
	}
	return true;
}

const struct format format_date = { "date",
    "^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$", "2026-11-21", date_valid };
const struct format format_kana = { "kana",
    "^[\\u3041-\\u3096\\u3099\\u309A\\u309D\\u309E\\u30A1-\\u30FE\\uFF66-\\uFF9F\\u3000 ]+$",
    "ヤマダ　タロウ", kana_matches };
const struct format format_mail = { "mail",
    "^[A-Za-z0-9.!#$%&'*+\\/=?^_`\\{\\|\\}~\\-]{1,64}@"
    "(?:[A-Za-z0-9](?:[A-Za-z0-9\\-]{0,61}[A-Za-z0-9])?\\.){1,20}"
    "[A-Za-z0-9](?:[A-Za-z0-9\\-]{0,61}[A-Za-z0-9])?$", "hanako@example.jp", mail_matches };
const struct format format_phone = { "phone",
    "^[0-9](?:-?[0-9]){8,14}$", "090-1234-5678", phone_matches };
const struct format format_digits = { "digits", "^[0-9]+$", "0123", digits_matches };
const struct format format_code = { "code",
    "^[0-9a-hjkmnp-tv-z]+$", "5m1qz0c8v7x2", code_matches };
const struct format format_uuid = { "uuid",
    "^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$",
    "3f2b8c1e-5d47-4a90-9c6b-0e1f2a3b4c5d", uuid_matches };
const struct format format_cursor = { "cursor",
    "^[A-Za-z0-9._~\\-]+$", "MTIzfDQ1Ng", cursor_matches };
