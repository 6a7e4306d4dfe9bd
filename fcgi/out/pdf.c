#include "out/pdf_inner.h"

#include <string.h>

#include <cairo-pdf.h>

#include "base/clock.h"

/* The second covers what the first lacks: rare kanji of names, symbols. */
static const char fonts[] = "IPAexGothic, Noto Sans CJK JP";

static cairo_status_t
add_output(void *arg, const unsigned char *data, unsigned size)
{
	struct pdf *p = arg;

	if (!p->closing)
		buffer_add(&p->out, data, size);
	return CAIRO_STATUS_SUCCESS;
}

static void
close_pdf(void *arg)
{
	struct pdf *p = arg;

	/* Destroying an unfinished surface writes its rest: into nothing. */
	p->closing = true;
	g_object_unref(p->layout);
	cairo_destroy(p->cairo);
	cairo_surface_destroy(p->surface);
}

static void
set_about(struct pdf *p, const char *title)
{
	cairo_surface_t *s = p->surface;

	cairo_pdf_surface_set_metadata(s, CAIRO_PDF_METADATA_TITLE, title);
	cairo_pdf_surface_set_metadata(s, CAIRO_PDF_METADATA_CREATOR, "Madoguchi");
	/* The time of the act, not of the drawing: the same act gives the same bytes. */
	cairo_pdf_surface_set_metadata(s, CAIRO_PDF_METADATA_CREATE_DATE,
	    instant_text(p->ctx->arena, p->ctx->now));
}

/* Positions as on paper: not rounded to the pixels of some screen. */
static PangoLayout *
layout_new(cairo_t *cairo)
{
	PangoLayout *layout = pango_cairo_create_layout(cairo);
	PangoContext *context = pango_layout_get_context(layout);
	cairo_font_options_t *options = cairo_font_options_create();

	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	pango_cairo_context_set_font_options(context, options);
	cairo_font_options_destroy(options);
	pango_context_set_language(context, pango_language_from_string("ja"));
	pango_context_set_round_glyph_positions(context, FALSE);
	pango_layout_context_changed(layout);
	pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
	return layout;
}

struct pdf *
pdf_new(struct ctx *c, double width_mm, double height_mm, const char *title)
{
	struct pdf *p = arena_alloc(c->arena, sizeof *p);

	p->ctx = c;
	p->out.arena = c->arena;
	p->width_mm = width_mm;
	p->height_mm = height_mm;
	p->surface = cairo_pdf_surface_create_for_stream(add_output, p, points(width_mm),
	    points(height_mm));
	p->cairo = cairo_create(p->surface);
	p->layout = layout_new(p->cairo);
	arena_defer(c->arena, close_pdf, p);
	set_about(p, title);
	return p;
}

void
pdf_page(struct pdf *p)
{
	cairo_show_page(p->cairo);
}

double
pdf_layout(struct pdf *p, struct pdf_box box, struct pdf_style style, const char *text)
{
	static const PangoAlignment sides[] = { [PDF_LEFT] = PANGO_ALIGN_LEFT,
	    [PDF_CENTRE] = PANGO_ALIGN_CENTER, [PDF_RIGHT] = PANGO_ALIGN_RIGHT };
	PangoFontDescription *font = pango_font_description_new();
	PangoRectangle logical;

	pango_font_description_set_family_static(font, fonts);
	pango_font_description_set_absolute_size(font, style.size_pt * PANGO_SCALE);
	if (style.bold)
		pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD);
	pango_layout_set_font_description(p->layout, font);
	pango_font_description_free(font);
	pango_layout_set_width(p->layout, (int)(points(box.width_mm) * PANGO_SCALE));
	pango_layout_set_alignment(p->layout, sides[style.align]);
	pango_layout_set_text(p->layout, text != NULL ? text : "", -1);
	pango_layout_get_extents(p->layout, NULL, &logical);
	return (double)logical.height / PANGO_SCALE * 25.4 / 72.0;
}

/* Halving the interval eight times finds the size to a four-hundredth. */
static double
fit_layout(struct pdf *p, struct pdf_box box, struct pdf_style style, const char *text)
{
	double high = style.size_pt, low = high / 2, height = pdf_layout(p, box, style, text);

	if (height <= box.height_mm)
		return height;
	for (int i = 0; i < 8; i++) {
		style.size_pt = (low + high) / 2;
		if (pdf_layout(p, box, style, text) <= box.height_mm)
			low = style.size_pt;
		else
			high = style.size_pt;
	}
	style.size_pt = low;
	return pdf_layout(p, box, style, text);
}

double
pdf_text(struct pdf *p, struct pdf_box box, struct pdf_style style, const char *text)
{
	double height = style.fit ? fit_layout(p, box, style, text) :
	    pdf_layout(p, box, style, text);

	cairo_set_source_rgb(p->cairo, 0, 0, 0);
	cairo_move_to(p->cairo, points(box.x_mm), points(box.y_mm));
	pango_cairo_show_layout(p->cairo, p->layout);
	cairo_new_path(p->cairo);
	return height;
}

static void
stroke(struct pdf *p, double width_mm)
{
	cairo_set_source_rgb(p->cairo, 0, 0, 0);
	cairo_set_line_width(p->cairo, points(width_mm));
	cairo_stroke(p->cairo);
}

void
pdf_line(struct pdf *p, double x1, double y1, double x2, double y2, double width_mm)
{
	cairo_move_to(p->cairo, points(x1), points(y1));
	cairo_line_to(p->cairo, points(x2), points(y2));
	stroke(p, width_mm);
}

void
pdf_dashes(struct pdf *p, double x1, double y1, double x2, double y2)
{
	static const double dash[] = { 4, 3 };

	cairo_set_dash(p->cairo, dash, 2, 0);
	pdf_line(p, x1, y1, x2, y2, 0.2);
	cairo_set_dash(p->cairo, NULL, 0, 0);
}

void
pdf_frame(struct pdf *p, struct pdf_box box, double width_mm, double radius_mm)
{
	double x = points(box.x_mm), y = points(box.y_mm), r = points(radius_mm);
	double right = x + points(box.width_mm), bottom = y + points(box.height_mm);

	if (radius_mm <= 0) {
		cairo_rectangle(p->cairo, x, y, right - x, bottom - y);
	} else {
		cairo_new_sub_path(p->cairo);
		cairo_arc(p->cairo, right - r, y + r, r, -G_PI_2, 0);
		cairo_arc(p->cairo, right - r, bottom - r, r, 0, G_PI_2);
		cairo_arc(p->cairo, x + r, bottom - r, r, G_PI_2, G_PI);
		cairo_arc(p->cairo, x + r, y + r, r, G_PI, 3 * G_PI_2);
		cairo_close_path(p->cairo);
	}
	stroke(p, width_mm);
}

void
pdf_fill(struct pdf *p, struct pdf_box box, double grey)
{
	cairo_set_source_rgb(p->cairo, grey, grey, grey);
	cairo_rectangle(p->cairo, points(box.x_mm), points(box.y_mm), points(box.width_mm),
	    points(box.height_mm));
	cairo_fill(p->cairo);
}

/* Dark modules side by side become one rectangle. */
static void
add_run(struct pdf *p, const struct qr *qr, int row, struct pdf_box square)
{
	double module = square.width_mm / (qr->width + 8);
	const unsigned char *modules = qr->modules + (size_t)row * (size_t)qr->width;
	int start;

	for (int x = 0; x < qr->width; x++) {
		if (!modules[x])
			continue;
		for (start = x; x + 1 < qr->width && modules[x + 1]; x++)
			;
		cairo_rectangle(p->cairo, points(square.x_mm + module * (start + 4)),
		    points(square.y_mm + module * (row + 4)),
		    points(module * (x + 1 - start)), points(module));
	}
}

void
pdf_qr(struct pdf *p, struct pdf_box box, const struct qr *qr)
{
	double side = box.width_mm < box.height_mm ? box.width_mm : box.height_mm;
	struct pdf_box square = { box.x_mm + (box.width_mm - side) / 2,
	    box.y_mm + (box.height_mm - side) / 2, side, side };

	/* The quiet zone of four modules is white whatever lies below. */
	pdf_fill(p, square, 1);
	cairo_set_source_rgb(p->cairo, 0, 0, 0);
	for (int row = 0; row < qr->width; row++)
		add_run(p, qr, row, square);
	/* One path, one fill: no hair lines between the rows. */
	cairo_fill(p->cairo);
}

int
pdf_finish(struct pdf *p, struct bytes *out)
{
	cairo_status_t status = cairo_status(p->cairo);

	cairo_surface_finish(p->surface);
	if (status == CAIRO_STATUS_SUCCESS)
		status = cairo_surface_status(p->surface);
	if (status != CAIRO_STATUS_SUCCESS)
		return fail_internal(p->ctx, "pdf: %s", cairo_status_to_string(status));
	*out = (struct bytes){ p->out.data, p->out.size };
	return 0;
}
