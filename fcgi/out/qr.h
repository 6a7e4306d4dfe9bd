#ifndef OUT_QR_H
#define OUT_QR_H

#include "base/ctx.h"

/*
 * Two-dimensional codes (QR, ISO/IEC 18004) by libqrencode, as a matrix.
 * Drawing is the caller's (out/pdf.h, or SVG in the app).  Level H, so that a
 * third of a worn poster may be missing.
 */
struct qr { int width; const unsigned char *modules; };	/* width*width, 1 = dark */
int qr_make(struct ctx *, const char *text, struct qr *);
#endif
