#include "shape/json.h"

#include <string.h>

static const char letters[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

char *
base64_text(struct arena *arena, struct bytes in)
{
	char *text = arena_alloc(arena, (in.size + 2) / 3 * 4 + 1), *to = text;
	const unsigned char *from = in.data;

	for (size_t i = 0; i < in.size; i += 3) {
		size_t left = in.size - i;
		uint32_t n = (uint32_t)from[i] << 16;
		if (left > 1)
			n |= (uint32_t)from[i + 1] << 8;
		if (left > 2)
			n |= from[i + 2];
		*to++ = letters[n >> 18];
		*to++ = letters[n >> 12 & 63];
		*to++ = left > 1 ? letters[n >> 6 & 63] : '=';
		*to++ = left > 2 ? letters[n & 63] : '=';
	}
	*to = '\0';
	return text;
}

bool
base64_read(struct arena *arena, const char *text, struct bytes *out)
{
	size_t size = strlen(text), fill = 0, done = 0;
	unsigned char *to = arena_alloc(arena, size / 4 * 3 + 1);
	uint32_t bits = 0;

	if (size % 4 != 0)
		return false;
	while (fill < 2 && size > fill && text[size - 1 - fill] == '=')
		fill++;
	for (size_t i = 0; i < size; i++) {
		const char *letter = i >= size - fill ? letters : strchr(letters, text[i]);
		if (letter == NULL)
			return false;
		bits = bits << 6 | (uint32_t)(letter - letters);
		if (i % 4 != 3)
			continue;
		to[done++] = (unsigned char)(bits >> 16);
		to[done++] = (unsigned char)(bits >> 8);
		to[done++] = (unsigned char)bits;
		bits = 0;
	}
	/* Two texts for the same bytes would pass checks of sameness twice. */
	for (size_t i = 0; i < fill; i++)
		if (to[--done] != 0)
			return false;
	*out = (struct bytes){ to, done };
	return true;
}
