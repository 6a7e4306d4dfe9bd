#include "shape/json.h"

#include <string.h>

const char *
json_blank(const char *at)
{
	while (*at == ' ' || *at == '\t' || *at == '\n' || *at == '\r')
		at++;
	return at;
}

bool
json_next(const char **at)
{
	const char *p = json_blank(*at);

	if (*p == '{' || *p == '[' || *p == ',')
		p = json_blank(p + 1);
	*at = p;
	if (*p != '}' && *p != ']')
		return true;
	*at = p + 1;
	return false;
}

static const char *
string_end(const char *at)
{
	for (at++; *at != '"'; at++)
		if (*at == '\\')
			at++;
	return at + 1;
}

void
json_skip(const char **at)
{
	const char *p = *at;
	int depth = 0;

	do {
		if (*p == '"') {
			p = string_end(p);
			continue;
		}
		if (*p == '{' || *p == '[')
			depth++;
		else if (*p == '}' || *p == ']')
			depth--;
		else if (depth == 0)
			/* A number or word ends where another byte begins. */
			p += strcspn(p, ",]} \t\r\n") - 1;
		p++;
	} while (depth > 0);
	*at = p;
}

size_t
json_count(const char *at)
{
	size_t count = 0;

	while (json_next(&at)) {
		json_skip(&at);
		count++;
	}
	return count;
}

static uint32_t
hex4(const char *at)
{
	uint32_t n = 0;

	for (int i = 0; i < 4; i++) {
		unsigned char c = (unsigned char)at[i];
		n = n * 16 + (uint32_t)(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
	}
	return n;
}

static char *
put_utf8(char *to, uint32_t point)
{
	int more = point < 0x80 ? 0 : point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
	static const unsigned char lead[] = { 0x00, 0xc0, 0xe0, 0xf0 };

	*to++ = (char)(lead[more] | (point >> (6 * more)));
	while (more-- > 0)
		*to++ = (char)(0x80 | ((point >> (6 * more)) & 0x3f));
	return to;
}

/* *at stands behind the backslash. */
static char *
put_escape(char *to, const char **at)
{
	static const char names[] = "bfnrt", values[] = "\b\f\n\r\t";
	const char *name = strchr(names, **at);
	uint32_t point;

	if (**at != 'u') {
		*to = name != NULL ? values[name - names] : **at;
		*at += 1;
		return to + 1;
	}
	point = hex4(*at + 1);
	*at += 5;
	if (point >= 0xd800 && point <= 0xdbff) {
		point = 0x10000 + ((point - 0xd800) << 10) + (hex4(*at + 2) - 0xdc00);
		*at += 6;
	}
	return put_utf8(to, point);
}

char *
json_text(struct arena *arena, const char **at)
{
	const char *p = *at + 1, *end = string_end(*at) - 1;
	/* Unescaped is never longer than escaped. */
	char *text = arena_alloc(arena, (size_t)(end - p) + 1), *to = text;

	*at = end + 1;
	while (p < end) {
		const char *escape = memchr(p, '\\', (size_t)(end - p));
		size_t plain = (size_t)((escape == NULL ? end : escape) - p);
		memcpy(to, p, plain);
		to += plain;
		p += plain;
		if (p < end) {
			p++;
			to = put_escape(to, &p);
		}
	}
	*to = '\0';
	return text;
}

char *
json_key(struct arena *arena, const char **at)
{
	char *name = json_text(arena, at);

	*at = json_blank(json_blank(*at) + 1);
	return name;
}

/* Digits with the point anywhere: value = number * 10^power. */
struct decimal {
	int64_t number, power;
};

/* Appends a digit; zeros wait in power until another digit follows, so that
 * number never ends in 0 and "has a fraction" is power < 0. */
static void
decimal_digit(struct decimal *d, int digit)
{
	if (digit == 0) {
		d->power += d->number != 0;
		return;
	}
	for (; d->power > 0; d->power--)
		if (d->number <= JSON_WHOLE_MAX)
			d->number *= 10;
	if (d->number <= JSON_WHOLE_MAX)
		d->number = d->number * 10 + digit;
}

static int64_t
read_exponent(const char **at)
{
	bool minus = **at == '-';
	int64_t n = 0;

	if (**at == '-' || **at == '+')
		*at += 1;
	for (; **at >= '0' && **at <= '9'; *at += 1)
		if (n < INT64_MAX / 100)
			n = n * 10 + (**at - '0');
	return minus ? -n : n;
}

bool
json_whole(const char **at, int64_t *out)
{
	struct decimal d = { 0 };
	int64_t behind_point = 0;
	const char *p = *at;
	bool minus = *p == '-', point = false;

	for (p += minus; (*p >= '0' && *p <= '9') || *p == '.'; p++) {
		if (*p == '.') {
			point = true;
			continue;
		}
		decimal_digit(&d, *p - '0');
		behind_point += point;
	}
	d.power -= behind_point;
	if (*p == 'e' || *p == 'E') {
		p++;
		d.power += read_exponent(&p);
	}
	*at = p;
	if (d.number != 0 && d.power < 0)
		return false;
	for (; d.number != 0 && d.number <= JSON_WHOLE_MAX && d.power > 0; d.power--)
		d.number *= 10;
	if (d.number > JSON_WHOLE_MAX)
		d.number = INT64_MAX;
	*out = !minus ? d.number : d.number == INT64_MAX ? INT64_MIN : -d.number;
	return true;
}
