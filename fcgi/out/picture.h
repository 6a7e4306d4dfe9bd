#ifndef OUT_PICTURE_H
#define OUT_PICTURE_H

#include "base/ctx.h"

/*
 * Looks at the bytes of a picture from outside before a library sees them:
 * kind and size from the header, and nothing else is let in than PNG and
 * 8-bit grey or colour JPEG (baseline, extended or progressive) of at most
 * PICTURE_SIDE_MAX a side and PICTURE_PIXELS_MAX in all, so that a small file
 * cannot claim gigabytes.
 * A JPEG comes back without its notes (Exif with place and owner, comments,
 * previews); the picture itself is not decoded and not changed.
 */
enum { PICTURE_SIDE_MAX = 12000, PICTURE_PIXELS_MAX = 40000000 };
enum picture_kind { PICTURE_PNG, PICTURE_JPEG };
struct picture {
	enum picture_kind kind;
	int width, height;
	struct bytes data;
};

/* False: none of these, damaged, or too large. */
bool picture_read(struct arena *, struct bytes, struct picture *out);
#endif
