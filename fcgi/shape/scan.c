#include "shape/json.h"

#include <string.h>

#include "base/text.h"

/*
 * One pass over the bytes, before anything else looks at them.  Each function
 * takes one piece of the grammar and answers where it ends, or NULL.
 */
struct scan {
	const char *end;
	int depth;
	bool too_deep;
};

static const char *scan_value(struct scan *, const char *);

static const char *
blank(const struct scan *s, const char *at)
{
	while (at < s->end && (*at == ' ' || *at == '\t' || *at == '\n' || *at == '\r'))
		at++;
	return at;
}

static bool
is_digit(const struct scan *s, const char *at)
{
	return at < s->end && *at >= '0' && *at <= '9';
}

static const char *
scan_digits(const struct scan *s, const char *at)
{
	if (!is_digit(s, at))
		return NULL;
	while (is_digit(s, at))
		at++;
	return at;
}

static const char *
scan_number(const struct scan *s, const char *at)
{
	if (*at == '-')
		at++;
	if (at < s->end && *at == '0')
		at++;			/* and no digit may follow */
	else
		at = scan_digits(s, at);
	if (at != NULL && at < s->end && *at == '.')
		at = scan_digits(s, at + 1);
	if (at != NULL && at < s->end && (*at == 'e' || *at == 'E')) {
		at++;
		if (at < s->end && (*at == '+' || *at == '-'))
			at++;
		at = scan_digits(s, at);
	}
	return at;
}

/* The four digits behind \u, or -1. */
static int
scan_hex(const struct scan *s, const char *at)
{
	int n = 0;

	if (s->end - at < 4)
		return -1;
	for (int i = 0; i < 4; i++) {
		const char *digits = "0123456789abcdef";
		int c = at[i] >= 'A' && at[i] <= 'F' ? at[i] + ('a' - 'A') : at[i];
		const char *digit = c == 0 ? NULL : strchr(digits, c);
		if (digit == NULL)
			return -1;
		n = n * 16 + (int)(digit - digits);
	}
	return n;
}

/* Behind a backslash. */
static const char *
scan_escape(const struct scan *s, const char *at)
{
	int unit;

	if (at >= s->end)
		return NULL;
	if (*at != 'u')
		return *at != '\0' && strchr("\"\\/bfnrt", *at) != NULL ? at + 1 : NULL;
	unit = scan_hex(s, at + 1);
	if (unit <= 0 || (unit >= 0xdc00 && unit <= 0xdfff))
		return NULL;
	at += 5;
	if (unit < 0xd800 || unit > 0xdbff)
		return at;
	if (s->end - at < 6 || at[0] != '\\' || at[1] != 'u')
		return NULL;
	unit = scan_hex(s, at + 2);
	return unit >= 0xdc00 && unit <= 0xdfff ? at + 6 : NULL;
}

static const char *
scan_string(const struct scan *s, const char *at)
{
	if (at >= s->end || *at != '"')
		return NULL;
	for (at++; at != NULL && at < s->end; ) {
		if (*at == '"')
			return at + 1;
		if ((unsigned char)*at < 0x20)
			return NULL;
		at = *at == '\\' ? scan_escape(s, at + 1) : at + 1;
	}
	return NULL;
}

static const char *
scan_member(struct scan *s, const char *at)
{
	at = scan_string(s, at);
	if (at == NULL)
		return NULL;
	at = blank(s, at);
	if (at >= s->end || *at != ':')
		return NULL;
	return scan_value(s, blank(s, at + 1));
}

static const char *
scan_inside(struct scan *s, const char *at, bool is_object)
{
	char last = is_object ? '}' : ']';

	at = blank(s, at + 1);
	if (at < s->end && *at == last)
		return at + 1;
	for (;;) {
		at = is_object ? scan_member(s, at) : scan_value(s, at);
		if (at == NULL)
			return NULL;
		at = blank(s, at);
		if (at < s->end && *at == last)
			return at + 1;
		if (at >= s->end || *at != ',')
			return NULL;
		at = blank(s, at + 1);
	}
}

static const char *
scan_container(struct scan *s, const char *at)
{
	if (s->depth == JSON_DEPTH_MAX) {
		s->too_deep = true;
		return NULL;
	}
	s->depth++;
	at = scan_inside(s, at, *at == '{');
	s->depth--;
	return at;
}

static const char *
scan_word(const struct scan *s, const char *at, const char *word)
{
	size_t size = strlen(word);

	if ((size_t)(s->end - at) < size || memcmp(at, word, size) != 0)
		return NULL;
	return at + size;
}

static const char *
scan_value(struct scan *s, const char *at)
{
	if (at >= s->end)
		return NULL;
	switch (*at) {
	case '{':
	case '[':
		return scan_container(s, at);
	case '"':
		return scan_string(s, at);
	case 't':
		return scan_word(s, at, "true");
	case 'f':
		return scan_word(s, at, "false");
	case 'n':
		return scan_word(s, at, "null");
	default:
		return scan_number(s, at);
	}
}

enum json_fault
json_check(struct bytes json)
{
	struct scan s = { 0 };
	const char *at = json.data;

	if (json.size == 0 || !text_is_utf8(json.data, json.size))
		return JSON_MALFORMED;
	s.end = at + json.size;
	at = scan_value(&s, blank(&s, at));
	if (s.too_deep)
		return JSON_TOO_DEEP;
	return at != NULL && blank(&s, at) == s.end ? JSON_FINE : JSON_MALFORMED;
}
