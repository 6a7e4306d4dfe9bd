#ifndef OUT_PDF_INNER_H
#define OUT_PDF_INNER_H

#include <pango/pangocairo.h>

#include "base/text.h"
#include "out/pdf.h"

/*
 * What pdf.c, pdf_table.c and pdf_picture.c share; nobody else includes it.
 * Cairo works in points, callers in millimetres.
 */
struct pdf {
	struct ctx *ctx;
	cairo_surface_t *surface;
	cairo_t *cairo;
	PangoLayout *layout;
	struct text_buffer out;
	double width_mm, height_mm;
	bool closing;		/* the arena is going: write nothing any more */
};

static inline double
points(double mm)
{
	return mm * 72.0 / 25.4;
}

/* Sets text, width and style on the layout; gives the height in mm. */
double pdf_layout(struct pdf *, struct pdf_box, struct pdf_style, const char *);
#endif
