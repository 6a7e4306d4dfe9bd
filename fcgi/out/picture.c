#include "out/picture.h"

#include <string.h>

#include "base/text.h"

/* A place in the bytes; every step forward is checked against the end. */
struct cursor {
	const unsigned char *at;
	size_t left;
};

enum {
	JPEG_SOF0 = 0xc0, JPEG_SOF2 = 0xc2, JPEG_SOF15 = 0xcf, JPEG_DHT = 0xc4,
	JPEG_JPG = 0xc8, JPEG_DAC = 0xcc, JPEG_SOI = 0xd8, JPEG_EOI = 0xd9, JPEG_SOS = 0xda,
	JPEG_APP0 = 0xe0, JPEG_APP14 = 0xee, JPEG_APP15 = 0xef, JPEG_COM = 0xfe,
	FRAME_HEADER_SIZE = 6
};

static unsigned
two_bytes(const unsigned char *at)
{
	return (unsigned)at[0] << 8 | at[1];
}

static bool
size_is_fit(struct picture *p, uint32_t width, uint32_t height)
{
	if (width == 0 || height == 0 || width > PICTURE_SIDE_MAX || height > PICTURE_SIDE_MAX)
		return false;
	p->width = (int)width;
	p->height = (int)height;
	return (uint64_t)width * height <= PICTURE_PIXELS_MAX;
}

/* Signature, then IHDR as the first chunk: length 13, width, height, ... */
static bool
png_read(struct bytes in, struct picture *out)
{
	static const char start[] = "\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR";
	const unsigned char *at = in.data;
	uint32_t width, height;

	if (in.size < 33 || memcmp(at, start, sizeof start - 1) != 0)
		return false;
	width = (uint32_t)two_bytes(at + 16) << 16 | two_bytes(at + 18);
	height = (uint32_t)two_bytes(at + 20) << 16 | two_bytes(at + 22);
	out->kind = PICTURE_PNG;
	out->data = in;
	return size_is_fit(out, width, height);
}

/* The next marker; fill bytes 0xff before it are allowed. */
static bool
next_marker(struct cursor *c, unsigned *marker)
{
	if (c->left < 2 || c->at[0] != 0xff)
		return false;
	while (c->left > 0 && *c->at == 0xff) {
		c->at++;
		c->left--;
	}
	if (c->left == 0 || *c->at == 0)
		return false;
	*marker = *c->at++;
	c->left--;
	return true;
}

/* The segment behind a marker: its length counts itself. */
static bool
next_segment(struct cursor *c, struct cursor *segment)
{
	unsigned length;

	if (c->left < 2)
		return false;
	length = two_bytes(c->at);
	if (length < 2 || length > c->left)
		return false;
	*segment = (struct cursor){ c->at + 2, length - 2 };
	c->at += length;
	c->left -= length;
	return true;
}

static bool
marker_is_frame(unsigned marker)
{
	return marker >= JPEG_SOF0 && marker <= JPEG_SOF15 && marker != JPEG_DHT &&
	    marker != JPEG_JPG && marker != JPEG_DAC;
}

/* precision, height, width, components; what PDF readers can decode. */
static bool
frame_read(unsigned marker, struct cursor s, struct picture *out)
{
	if (marker > JPEG_SOF2 || s.left < FRAME_HEADER_SIZE || s.at[0] != 8)
		return false;
	if (s.at[5] != 1 && s.at[5] != 3)
		return false;
	if (s.left != FRAME_HEADER_SIZE + 3 * (size_t)s.at[5])
		return false;
	return size_is_fit(out, two_bytes(s.at + 3), two_bytes(s.at + 1));
}

/* APP0 (JFIF) and APP14 (Adobe) say how the colours are coded. */
static bool
marker_is_note(unsigned marker)
{
	return marker == JPEG_COM || (marker > JPEG_APP0 && marker <= JPEG_APP15 &&
	    marker != JPEG_APP14);
}

static void
keep_segment(struct text_buffer *kept, unsigned marker, struct cursor s)
{
	const unsigned char head[4] = { 0xff, (unsigned char)marker,
	    (unsigned char)((s.left + 2) >> 8), (unsigned char)(s.left + 2) };

	buffer_add(kept, head, sizeof head);
	buffer_add(kept, s.at, s.left);
}

/*
 * Walks the segments up to the first scan.  From there on the bytes are
 * copied as they are: coded data, and what belongs to later scans.
 */
static bool
jpeg_read(struct arena *a, struct bytes in, struct picture *out)
{
	struct cursor c = { in.data, in.size }, segment;
	struct text_buffer kept = { .arena = a };
	bool has_frame = false;
	unsigned marker;

	if (!next_marker(&c, &marker) || marker != JPEG_SOI)
		return false;
	buffer_add(&kept, "\xff\xd8", 2);
	for (;;) {
		if (!next_marker(&c, &marker) || !next_segment(&c, &segment))
			return false;
		if (marker_is_frame(marker)) {
			if (has_frame || !frame_read(marker, segment, out))
				return false;
			has_frame = true;
		} else if (marker < JPEG_SOF0 || (marker >= 0xd0 && marker <= JPEG_EOI)) {
			return false;
		}
		if (!marker_is_note(marker))
			keep_segment(&kept, marker, segment);
		if (marker == JPEG_SOS)
			break;
	}
	if (!has_frame || c.left == 0)
		return false;
	buffer_add(&kept, c.at, c.left);
	out->kind = PICTURE_JPEG;
	out->data = (struct bytes){ kept.data, kept.size };
	return true;
}

bool
picture_read(struct arena *a, struct bytes in, struct picture *out)
{
	*out = (struct picture){ 0 };
	return in.data != NULL && (png_read(in, out) || jpeg_read(a, in, out));
}
