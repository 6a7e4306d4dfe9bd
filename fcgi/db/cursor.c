#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/crypto.h"
#include "base/text.h"
#include "db/cursor.h"

enum { SUM_SIZE = 8, PARTS_SIZE_MAX = 300 };

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

static char *
base64url(struct arena *a, const unsigned char *from, size_t size)
{
	char *text = arena_alloc(a, size * 4 / 3 + 4), *to = text;
	unsigned bits = 0, held = 0;

	for (size_t i = 0; i < size; i++) {
		held = (held << 8 | from[i]) & 0xffff;
		for (bits += 8; bits >= 6; bits -= 6)
			*to++ = digits[held >> (bits - 6) & 63];
	}
	if (bits != 0)
		*to++ = digits[held << (6 - bits) & 63];
	return text;
}

static bool
base64url_read(struct arena *a, const char *text, struct bytes *out)
{
	unsigned char *bytes = arena_alloc(a, strlen(text)), *to = bytes;
	unsigned bits = 0, held = 0;

	for (; *text != '\0'; text++) {
		const char *at = strchr(digits, *text);

		if (at == NULL)
			return false;
		held = (held << 6 | (unsigned)(at - digits)) & 0xffff;
		bits += 6;
		if (bits >= 8) {
			bits -= 8;
			*to++ = (unsigned char)(held >> bits & 0xff);
		}
	}
	*out = (struct bytes){ bytes, (size_t)(to - bytes) };
	/* One text for one value: the bits left over are zero. */
	return bits < 6 && (held & ((1U << bits) - 1)) == 0;
}

/* A sum over the list, the order and the values: no seal, but a cut or
 * altered cursor, or one of another list, is told from a good one. */
static struct bytes
sum_of(struct arena *a, const struct listing *listing, const struct order *order,
    struct bytes parts)
{
	struct text_buffer all = { .arena = a };

	buffer_add(&all, listing->select, strlen(listing->select) + 1);
	buffer_add(&all, order->name, strlen(order->name) + 1);
	buffer_add(&all, parts.data, parts.size);
	return (struct bytes){ hash(a, NULL, (struct bytes){ all.data, all.size }).data, SUM_SIZE };
}

/* "i123" or "tabc" and NUL. */
static void
part_add(struct text_buffer *to, const struct arg *value)
{
	if (value->kind == ARG_INT)
		buffer_format(to, "i%lld", (long long)value->number);
	else
		buffer_format(to, "t%s", value->text);
	buffer_add(to, "", 1);
}

static bool
part_read(struct bytes *rest, struct arg *out)
{
	const char *at = rest->data, *end = memchr(at, '\0', rest->size);
	char *stop;

	if (end == NULL || end == at)
		return false;
	rest->size -= (size_t)(end + 1 - at);
	rest->data = end + 1;
	if (*at == 't') {
		*out = arg_text(at + 1);
		return true;
	}
	errno = 0;
	*out = arg_int(strtoll(at + 1, &stop, 10));
	return *at == 'i' && errno == 0 && stop == end;
}

const char *
cursor_write(struct arena *a, const struct listing *listing, const struct order *order,
    const struct arg *by, const struct arg *key)
{
	struct text_buffer parts = { .arena = a }, all = { .arena = a };
	struct bytes sum;

	part_add(&parts, by);
	part_add(&parts, key);
	/* The field "after" takes 400 characters. */
	must(parts.size + SUM_SIZE <= PARTS_SIZE_MAX);
	sum = sum_of(a, listing, order, (struct bytes){ parts.data, parts.size });
	buffer_add(&all, sum.data, sum.size);
	buffer_add(&all, parts.data, parts.size);
	return base64url(a, (const unsigned char *)all.data, all.size);
}

bool
cursor_read(struct arena *a, const struct listing *listing, const struct order *order,
    const char *text, struct arg *by, struct arg *key)
{
	struct bytes all, parts;

	if (!base64url_read(a, text, &all) || all.size <= SUM_SIZE)
		return false;
	parts = (struct bytes){ (const char *)all.data + SUM_SIZE, all.size - SUM_SIZE };
	if (!same_bytes(sum_of(a, listing, order, parts), (struct bytes){ all.data, SUM_SIZE }))
		return false;
	return part_read(&parts, by) && part_read(&parts, key) && parts.size == 0;
}
