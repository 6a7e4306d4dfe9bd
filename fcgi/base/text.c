#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/log.h"

/* Length of the sequence at s, 0 when it is no UTF-8; Unicode table 3-7. */
static size_t
sequence(const unsigned char *s, size_t left)
{
	unsigned char low = 0x80, high = 0xbf;
	size_t n;

	if (s[0] < 0x80)
		return 1;
	if (s[0] < 0xc2 || s[0] > 0xf4)
		return 0;
	n = s[0] < 0xe0 ? 2 : s[0] < 0xf0 ? 3 : 4;
	if (s[0] == 0xe0)
		low = 0xa0;
	if (s[0] == 0xed)
		high = 0x9f;
	if (s[0] == 0xf0)
		low = 0x90;
	if (s[0] == 0xf4)
		high = 0x8f;
	if (left < n || s[1] < low || s[1] > high)
		return 0;
	for (size_t i = 2; i < n; i++)
		if (s[i] < 0x80 || s[i] > 0xbf)
			return 0;
	return n;
}

bool
text_is_utf8(const void *data, size_t size)
{
	const unsigned char *s = data;

	for (size_t i = 0, n; i < size; i += n)
		if ((n = sequence(s + i, size - i)) == 0)
			return false;
	return true;
}

size_t
text_length(const char *s)
{
	size_t n = 0;

	for (; *s != '\0'; s++)
		n += ((unsigned char)*s & 0xc0) != 0x80;
	return n;
}

bool
text_is_empty(const char *s)
{
	return s == NULL || *s == '\0';
}

bool
text_same(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

bool
text_same_secret(const char *a, const char *b)
{
	size_t n = strlen(a);
	unsigned different = 0;

	if (strlen(b) != n)
		return false;
	for (size_t i = 0; i < n; i++)
		different |= (unsigned)(a[i] ^ b[i]);
	return different == 0;
}

uint32_t
text_next(const char **at)
{
	const unsigned char *s = (const unsigned char *)*at;
	size_t n;
	uint32_t point;

	if (*s == '\0')
		return 0;
	n = sequence(s, strnlen(*at, 4));
	must(n != 0);
	point = n == 1 ? s[0] : s[0] & (0x7fu >> n);
	for (size_t i = 1; i < n; i++)
		point = point << 6 | (s[i] & 0x3f);
	*at += n;
	return point;
}

void
buffer_add(struct text_buffer *b, const void *data, size_t size)
{
	if (b->room - b->size < size + 1) {
		size_t room = (b->room + size + 1) * 2;
		char *grown = arena_alloc(b->arena, room);

		if (b->size != 0)
			memcpy(grown, b->data, b->size);
		b->data = grown;
		b->room = room;
	}
	if (size != 0)
		memcpy(b->data + b->size, data, size);
	b->size += size;
	b->data[b->size] = '\0';
}

void
buffer_text(struct text_buffer *b, const char *s)
{
	buffer_add(b, s, strlen(s));
}

void
buffer_format(struct text_buffer *b, const char *format, ...)
{
	char small[256];
	va_list args, again;
	int n;

	va_start(args, format);
	va_copy(again, args);
	n = vsnprintf(small, sizeof small, format, args);
	must(n >= 0);
	if ((size_t)n < sizeof small) {
		buffer_add(b, small, (size_t)n);
	} else {
		char *large = arena_alloc(b->arena, (size_t)n + 1);

		vsnprintf(large, (size_t)n + 1, format, again);
		buffer_add(b, large, (size_t)n);
	}
	va_end(again);
	va_end(args);
}
