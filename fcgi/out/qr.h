#ifndef OUT_QR_H
#define OUT_QR_H

#include "base/ctx.h"

/*
 * Two-dimensional codes (QR, ISO/IEC 18004) by libqrencode, as a matrix.
 * Drawing is the caller's (out/pdf.h, or SVG in the app).  Level H, so that a
 * third of a worn poster may be missing.  The text is encoded as its bytes; at
 * most 1,273 of them fit, more is refused with qr_too_long.
 */
struct qr { int width; const unsigned char *modules; };	/* width*width, 1 = dark */
extern const struct reason qr_too_long;
int qr_make(struct ctx *, const char *text, struct qr *);
#endif
