#include "out/pdf_inner.h"

/* Room around the text of a cell, and what stays free of a table on a page. */
static const double pad_mm = 1.2, margin_mm = 15.0;
static const double cell_pt = 9.0, rule_mm = 0.15;

struct drawing {
	struct pdf *pdf;
	const struct pdf_column *columns;
	size_t column_count;
	double x_mm, width_mm, y_mm;
	double heading_mm;
};

static struct pdf_style
cell_style(const struct pdf_column *column, bool heading)
{
	return (struct pdf_style){ .size_pt = cell_pt, .bold = heading,
	    .align = column->align, .fit = true };
}

static const char *
cell_text(const struct drawing *t, const char *const *cells, size_t i)
{
	return cells != NULL ? cells[i] : t->columns[i].heading;
}

/* cells NULL: the headings. */
static double
row_height(const struct drawing *t, const char *const *cells)
{
	double most = 0, height;

	for (size_t i = 0; i < t->column_count; i++) {
		struct pdf_box box = { .width_mm = t->columns[i].width_mm - 2 * pad_mm };

		height = pdf_layout(t->pdf, box, cell_style(&t->columns[i], cells == NULL),
		    cell_text(t, cells, i));
		most = height > most ? height : most;
	}
	return most + 2 * pad_mm;
}

static void
draw_row(struct drawing *t, const char *const *cells, double height_mm)
{
	double x = t->x_mm;

	for (size_t i = 0; i < t->column_count; i++) {
		struct pdf_box box = { x + pad_mm, t->y_mm + pad_mm,
		    t->columns[i].width_mm - 2 * pad_mm, height_mm - 2 * pad_mm + 0.01 };

		pdf_text(t->pdf, box, cell_style(&t->columns[i], cells == NULL),
		    cell_text(t, cells, i));
		x += t->columns[i].width_mm;
	}
	t->y_mm += height_mm;
	pdf_line(t->pdf, t->x_mm, t->y_mm, t->x_mm + t->width_mm, t->y_mm, rule_mm);
}

static void
draw_heading(struct drawing *t)
{
	struct pdf_box band = { t->x_mm, t->y_mm, t->width_mm, t->heading_mm };

	pdf_fill(t->pdf, band, 0.92);
	pdf_line(t->pdf, t->x_mm, t->y_mm, t->x_mm + t->width_mm, t->y_mm, rule_mm);
	draw_row(t, NULL, t->heading_mm);
}

static void
turn_page(struct drawing *t)
{
	pdf_page(t->pdf);
	t->y_mm = margin_mm;
	draw_heading(t);
}

/* A row taller than a page is shrunk into one: rows are never torn. */
static void
add_row(struct drawing *t, const char *const *cells)
{
	double bottom = t->pdf->height_mm - margin_mm, height = row_height(t, cells);
	double most = bottom - margin_mm - t->heading_mm;

	if (height > most)
		height = most;
	if (t->y_mm + height > bottom)
		turn_page(t);
	draw_row(t, cells, height);
}

double
pdf_table(struct pdf *p, double x_mm, double y_mm, const struct pdf_table *table)
{
	struct drawing t = { p, table->columns, table->column_count, x_mm, 0, y_mm, 0 };
	double first_mm;

	for (size_t i = 0; i < t.column_count; i++)
		t.width_mm += t.columns[i].width_mm;
	t.heading_mm = row_height(&t, NULL);
	first_mm = table->row_count != 0 ? row_height(&t, table->cells) : 0;
	/* A heading alone at the foot of a page would help nobody. */
	if (y_mm + t.heading_mm + first_mm > p->height_mm - margin_mm && y_mm > margin_mm)
		turn_page(&t);
	else
		draw_heading(&t);
	for (size_t i = 0; i < table->row_count; i++)
		add_row(&t, table->cells + i * t.column_count);
	return t.y_mm;
}
