#include "out/pdf_list.h"

#include <string.h>

#include "base/clock.h"
#include "base/config.h"
#include "base/text.h"
#include "out/pdf.h"
#include "shape/say.h"
#include "shape/write.h"

enum { A4_WIDTH = 297, A4_HEIGHT = 210, SIDE_MM = 12, COLUMNS_MAX = 40 };
/* Of the digits of a cell, and the room around them: out/pdf_table.c. */
static const double digit_mm = 1.85, pad_mm = 2.6;

struct pdf_file {
	const struct listing *listing;
	const char **cells;
	size_t columns, rows, room;
	int64_t all;		/* rows of the list; those past the last shown are counted only */
};

static const char *
number_text(struct ctx *c, int64_t number)
{
	return number < 0 ? arena_text(c->arena, "-%s", say_number(c->arena, -number)) :
	    say_number(c->arena, number);
}

static const char *
instant_cell(struct ctx *c, struct instant at)
{
	return arena_text(c->arena, "%s %s", tokyo_date(c->arena, at), tokyo_time(c->arena, at));
}

/* The text lives as long as the file: the row it came from does not. */
static const char *
cell_of(struct ctx *c, const struct field *f, const void *at)
{
	const struct maybe_text *maybe_text = at;
	const struct maybe_int *maybe_int = at;

	if (field_is_absent(f, at))
		return "";
	switch (f->kind) {
	case KIND_TEXT:
		return arena_string(c->arena, field_word(c, f, *(const char *const *)at));
	case KIND_INT:
		return number_text(c, *(const int64_t *)at);
	case KIND_BOOL:
		return say_word(c, "bool", *(const bool *)at ? "true" : "false");
	case KIND_INSTANT:
		return instant_cell(c, *(const struct instant *)at);
	case KIND_MAYBE_TEXT:
		return maybe_text->is == IS_PRESENT ?
		    arena_string(c->arena, field_word(c, f, maybe_text->text)) : "";
	case KIND_MAYBE_INT:
		return maybe_int->is == IS_PRESENT ? number_text(c, maybe_int->number) : "";
	default:
		return "";
	}
}

static void *
pdf_begin(struct ctx *c, const struct listing *listing)
{
	struct pdf_file *f = arena_alloc(c->arena, sizeof *f);

	f->listing = listing;
	for (const struct field *field = listing->row->fields; field->name != NULL; field++)
		f->columns += field_has_cell(field) && f->columns < COLUMNS_MAX;
	return f;
}

static int
pdf_row(struct ctx *c, void *file, const void *row)
{
	struct pdf_file *f = file;
	size_t column = 0;

	f->all++;
	if (f->rows == PDF_ROWS_MAX)
		return 0;
	if (f->rows == f->room) {
		const char **old = f->cells;

		f->room = f->room != 0 ? f->room * 2 : 64;
		f->cells = arena_alloc(c->arena, f->room * f->columns * sizeof *f->cells);
		if (f->rows != 0)
			memcpy(f->cells, old, f->rows * f->columns * sizeof *f->cells);
	}
	for (const struct field *field = f->listing->row->fields; field->name != NULL; field++)
		if (field_has_cell(field) && column < f->columns)
			f->cells[f->rows * f->columns + column++] =
			    cell_of(c, field, field_of(field, row));
	f->rows++;
	return 0;
}

/* In half-width signs, as the first rows have them. */
static double
weight_of(const struct pdf_file *f, size_t column, const char *heading)
{
	double most = (double)text_length(heading) * 2;

	for (size_t i = 0; i < f->rows && i < 100; i++) {
		const char *at = f->cells[i * f->columns + column];
		double width = 0;

		for (uint32_t sign; (sign = text_next(&at)) != 0;)
			width += sign >= 0x1100 ? 2 : 1;
		most = width > most ? width : most;
	}
	return most < 4 ? 4 : most > 40 ? 40 : most;
}

/* A number or a day must stand on one line: this is what it takes at least. */
static double
firm_mm(const struct pdf_file *f, size_t column, const struct field *d)
{
	size_t length = strlen(d->name), most = 0;
	bool is_day = length > 3 && strcmp(d->name + length - 3, "_on") == 0;

	if (d->kind != KIND_INT && d->kind != KIND_MAYBE_INT && !is_day)
		return 0;
	for (size_t i = 0; i < f->rows; i++) {
		size_t cell = text_length(f->cells[i * f->columns + column]);

		most = cell > most ? cell : most;
	}
	return (double)most * digit_mm + pad_mm;
}

/* Numbers and days get what they lack from the other columns, while those keep half. */
static void
widen_numbers(const double *firm, struct pdf_column *columns, size_t count)
{
	double lacking = 0, rest = 0, part;

	for (size_t i = 0; i < count; i++)
		if (firm[i] > columns[i].width_mm)
			lacking += firm[i] - columns[i].width_mm;
		else
			rest += columns[i].width_mm - firm[i];
	if (lacking <= 0 || lacking > rest / 2)
		return;
	part = lacking / rest;
	for (size_t i = 0; i < count; i++)
		columns[i].width_mm = firm[i] > columns[i].width_mm ? firm[i] :
		    columns[i].width_mm - (columns[i].width_mm - firm[i]) * part;
}

static void
lay_columns(struct ctx *c, const struct pdf_file *f, struct pdf_column *columns)
{
	double firm[COLUMNS_MAX], sum = 0;
	size_t i = 0;

	for (const struct field *d = f->listing->row->fields; d->name != NULL; d++) {
		if (!field_has_cell(d) || i == f->columns)
			continue;
		columns[i].heading = say(c, arena_text(c->arena, "column.%s", d->name), NULL);
		columns[i].align = d->kind == KIND_INT || d->kind == KIND_MAYBE_INT ?
		    PDF_RIGHT : PDF_LEFT;
		columns[i].width_mm = weight_of(f, i, columns[i].heading);
		firm[i] = firm_mm(f, i, d);
		sum += columns[i++].width_mm;
	}
	for (size_t k = 0; k < i; k++)
		columns[k].width_mm *= (A4_WIDTH - 2 * SIDE_MM) / sum;
	widen_numbers(firm, columns, i);
}

static int
pdf_end(struct ctx *c, void *file, struct bytes *out)
{
	const struct pdf_file *f = file;
	struct pdf_column *columns = arena_alloc(c->arena, COLUMNS_MAX * sizeof *columns);
	const char *title = say_word(c, "list", f->listing->export_name);
	struct pdf *pdf = pdf_new(c, A4_WIDTH, A4_HEIGHT, title);

	lay_columns(c, f, columns);
	pdf_text(pdf, (struct pdf_box){ SIDE_MM, 10, 170, 9 },
	    (struct pdf_style){ .size_pt = 14, .bold = true, .fit = true }, title);
	pdf_text(pdf, (struct pdf_box){ 185, 11, A4_WIDTH - SIDE_MM - 185, 8 },
	    (struct pdf_style){ .size_pt = 9, .align = PDF_RIGHT, .fit = true },
	    arena_text(c->arena, "%s %s", c->config->municipality, instant_cell(c, c->now)));
	if (f->all > PDF_ROWS_MAX)
		pdf_text(pdf, (struct pdf_box){ SIDE_MM, 17, A4_WIDTH - 2 * SIDE_MM, 5 },
		    (struct pdf_style){ .size_pt = 9, .bold = true, .fit = true },
		    SAY(c, "list.cut", P(rows, say_number(c->arena, f->all)),
		        P(max, say_number(c->arena, PDF_ROWS_MAX))));
	pdf_table(pdf, SIDE_MM, 23, &(struct pdf_table){ columns, f->columns,
	    (const char *const *)f->cells, f->rows });
	return pdf_finish(pdf, out);
}

const struct file_format file_pdf = { "pdf", "application/pdf", pdf_begin, pdf_row, pdf_end };
