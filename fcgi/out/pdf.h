#ifndef OUT_PDF_H
#define OUT_PDF_H

#include "out/qr.h"

/*
 * Documents on paper by cairo and pango: text embedded and extractable,
 * variation selectors kept.  Units are millimetres from the top left corner.
 * The module knows boxes, texts, tables and codes; what a receipt says is the
 * business of the module that owns receipts.
 * Fonts: IPAex Gothic/Mincho and Noto Sans CJK as installed, by fontconfig.
 */
struct pdf;
struct pdf_box { double x_mm, y_mm, width_mm, height_mm; };
enum pdf_align { PDF_LEFT, PDF_CENTRE, PDF_RIGHT };
struct pdf_style {
	double size_pt;
	bool bold;
	enum pdf_align align;
	bool fit;		/* shrink until it fits the box, down to half size */
};

struct pdf *pdf_new(struct ctx *, double width_mm, double height_mm, const char *title);
void pdf_page(struct pdf *);		/* begins the next page */
/* Wraps inside the box; gives the height used in mm. */
double pdf_text(struct pdf *, struct pdf_box, struct pdf_style, const char *);
void pdf_line(struct pdf *, double x1, double y1, double x2, double y2, double width_mm);
void pdf_frame(struct pdf *, struct pdf_box, double width_mm, double radius_mm);
void pdf_fill(struct pdf *, struct pdf_box, double grey);	/* 0 black to 1 white */
void pdf_dashes(struct pdf *, double x1, double y1, double x2, double y2);	/* cut here */
void pdf_qr(struct pdf *, struct pdf_box, const struct qr *);	/* with its quiet zone */
/* PNG or JPEG bytes, kept in proportion, in the middle of the box.  Anything else is
 * refused with picture_unreadable (out/picture.h); an Exif turn is not followed. */
extern const struct reason picture_unreadable;
int pdf_picture(struct pdf *, struct pdf_box, struct bytes);
struct pdf_column { const char *heading; double width_mm; enum pdf_align align; };
/* Rows of texts, row-major; breaks over pages, repeats the heading; gives the y below.
 * Rows are not torn: one taller than a page is shrunk.  15 mm stay free on each page. */
struct pdf_table {
	const struct pdf_column *columns;
	size_t column_count;
	const char *const *cells;
	size_t row_count;
};
double pdf_table(struct pdf *, double x_mm, double y_mm, const struct pdf_table *);
/* The bytes stay in the arena.  Nothing may be drawn afterwards. */
int pdf_finish(struct pdf *, struct bytes *out);
#endif
