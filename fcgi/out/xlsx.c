#include "out/xlsx.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "base/clock.h"
#include "base/config.h"
#include "base/log.h"
#include "base/text.h"
#include "shape/json.h"
#include "shape/say.h"
#include "shape/write.h"

/* Days from Excel's epoch to 1970, and the first it counts as everybody does:
 * it takes 1900 for a leap year. */
enum { DAYS_TO_1970 = 25569, FIRST_DAY = 61, DAY_MS = 86400000, TOKYO_MS = 9 * 3600000 };
static const int64_t exact_max = INT64_C(1) << 53;

struct sheet {
	const struct shape *row;
	lxw_workbook *book;		/* NULL: closed */
	lxw_worksheet *page;
	lxw_format *heading, *plain, *yen, *day, *moment;
	lxw_row_t rows;
	lxw_col_t columns;
	lxw_error error;		/* the first */
	int descriptor;
};

static bool
ends_in(const char *name, const char *end)
{
	size_t length = strlen(name), of_end = strlen(end);

	return length >= of_end && strcmp(name + length - of_end, end) == 0;
}

static bool
is_day(const struct field *f)
{
	return f->kind == KIND_TEXT && (ends_in(f->name, "_on") || strcmp(f->name, "on") == 0);
}

static double
serial_of(struct instant at)
{
	return (double)(at.ms + TOKYO_MS) / DAY_MS + DAYS_TO_1970;
}

static void
note(struct sheet *s, lxw_error error)
{
	if (s->error == LXW_NO_ERROR)
		s->error = error;
}

static void
put_text(struct sheet *s, lxw_col_t column, const char *text)
{
	note(s, worksheet_write_string(s->page, s->rows, column, text, s->plain));
}

static void
put_int(struct ctx *c, struct sheet *s, lxw_col_t column, const struct field *f, int64_t number)
{
	lxw_format *format = ends_in(f->name, "yen") ? s->yen : s->plain;

	if (number > exact_max || number < -exact_max)
		put_text(s, column, arena_text(c->arena, "%lld", (long long)number));
	else
		note(s, worksheet_write_number(s->page, s->rows, column, (double)number, format));
}

/* The instant is that of a day's begin, or of a moment: in whole seconds, as in the CSV,
 * for what is shown would be rounded up. */
static void
put_date(struct sheet *s, lxw_col_t column, struct instant at, lxw_format *format)
{
	note(s, worksheet_write_number(s->page, s->rows, column,
	    serial_of((struct instant){ at.ms - (at.ms % 1000 + 1000) % 1000 }), format));
}

static void
put_day(struct sheet *s, lxw_col_t column, const char *text)
{
	if (date_valid(text) && serial_of(tokyo_midnight(text)) >= FIRST_DAY)
		put_date(s, column, tokyo_midnight(text), s->day);
	else
		put_text(s, column, text);
}

static void
put_cell(struct ctx *c, struct sheet *s, lxw_col_t column, const struct field *f, const void *at)
{
	const struct maybe_text *maybe_text = at;
	const struct maybe_int *maybe_int = at;

	if (field_is_absent(f, at))
		return;
	switch (f->kind) {
	case KIND_TEXT:
		if (is_day(f))
			put_day(s, column, *(const char *const *)at);
		else
			put_text(s, column, field_word(c, f, *(const char *const *)at));
		break;
	case KIND_INT:
		put_int(c, s, column, f, *(const int64_t *)at);
		break;
	case KIND_BOOL:
		put_text(s, column, say_word(c, "bool", *(const bool *)at ? "true" : "false"));
		break;
	case KIND_INSTANT:
		put_date(s, column, *(const struct instant *)at, s->moment);
		break;
	case KIND_BYTES:
		put_text(s, column, base64_text(c->arena, *(const struct bytes *)at));
		break;
	case KIND_MAYBE_TEXT:
		if (maybe_text->is == IS_PRESENT)
			put_text(s, column, field_word(c, f, maybe_text->text));
		break;
	case KIND_MAYBE_INT:
		if (maybe_int->is == IS_PRESENT)
			put_int(c, s, column, f, maybe_int->number);
		break;
	default:
		break;
	}
}

static int
put_row(struct ctx *c, void *file, const void *row)
{
	struct sheet *s = file;
	struct mark mark = arena_mark(c->arena);
	lxw_col_t column = 0;

	for (const struct field *f = s->row->fields; f->name != NULL; f++) {
		if (field_has_cell(f))
			put_cell(c, s, column++, f, field_of(f, row));
	}
	s->rows++;
	arena_rewind(c->arena, mark);
	return s->error == LXW_NO_ERROR ? 0 : fail_internal(c, "xlsx: %s",
	    lxw_strerror(s->error));
}

/* In widths of a digit; the signs of East Asia take two. */
static double
width_of(const struct field *f, const char *heading)
{
	double width = 4, least = 9;	/* 4: the button of the filter */
	uint32_t sign;

	while ((sign = text_next(&heading)) != 0)
		width += sign >= 0x1100 ? 2 : 1;
	if (f->kind == KIND_INSTANT)
		least = 20;
	else if (is_day(f))
		least = 12;
	else if (f->kind == KIND_TEXT || f->kind == KIND_MAYBE_TEXT)
		least = 18;
	return width > least ? width : least;
}

static void
put_headings(struct ctx *c, struct sheet *s)
{
	for (const struct field *f = s->row->fields; f->name != NULL; f++) {
		const char *word;

		if (!field_has_cell(f))
			continue;
		word = say(c, arena_text(c->arena, "column.%s", f->name), NULL);
		note(s, worksheet_set_column(s->page, s->columns, s->columns,
		    width_of(f, word), NULL));
		note(s, worksheet_write_string(s->page, 0, s->columns++, word, s->heading));
	}
	s->rows = 1;
	worksheet_freeze_panes(s->page, 1, 0);
}

static lxw_format *
format_of(struct sheet *s, const char *number)
{
	lxw_format *format = workbook_add_format(s->book);

	must(format != NULL);
	format_set_num_format(format, number);
	return format;
}

static void
make_formats(struct sheet *s)
{
	s->plain = format_of(s, "General");
	s->yen = format_of(s, "#,##0");
	s->day = format_of(s, "yyyy-mm-dd");
	s->moment = format_of(s, "yyyy-mm-dd hh:mm:ss");
	s->heading = format_of(s, "General");
	format_set_bold(s->heading);
	format_set_bottom(s->heading, LXW_BORDER_THIN);
	format_set_bg_color(s->heading, 0xF1F1F4);
}

/* On paper: wide, as many columns as there are, headings on each page. */
static void
set_paper(struct sheet *s)
{
	worksheet_set_landscape(s->page);
	worksheet_set_paper(s->page, 9);	/* A4 */
	worksheet_fit_to_pages(s->page, 1, 0);
	worksheet_repeat_rows(s->page, 0, 0);
}

/* A list that broke off: its file is brought to an end that nobody reads, for
 * only that closes what the library opened. */
static void
sheet_close(void *resource)
{
	struct sheet *s = resource;

	if (s->book != NULL)
		workbook_close(s->book);
	close(s->descriptor);
}

static void *
sheet_begin(struct ctx *c, const struct listing *listing)
{
	struct sheet *s = arena_alloc(c->arena, sizeof *s);
	lxw_workbook_options options = { .constant_memory = LXW_TRUE };
	lxw_doc_properties properties = { .title = arena_string(c->arena, listing->export_name),
		.author = arena_string(c->arena, c->config->municipality),
		.created = (time_t)(c->now.ms / 1000) };

	s->row = listing->row;
	s->descriptor = memfd_create("xlsx", MFD_CLOEXEC);
	must(s->descriptor >= 0);
	s->book = workbook_new_opt(arena_text(c->arena, "/proc/self/fd/%d", s->descriptor),
	    &options);
	must(s->book != NULL);
	arena_defer(c->arena, sheet_close, s);
	s->page = workbook_add_worksheet(s->book, listing->export_name);
	must(s->page != NULL);
	note(s, workbook_set_properties(s->book, &properties));
	make_formats(s);
	set_paper(s);
	put_headings(c, s);
	return s;
}

static int
sheet_end(struct ctx *c, void *file, struct bytes *out)
{
	struct sheet *s = file;
	lxw_workbook *book = s->book;
	off_t size;
	char *body;

	note(s, worksheet_autofilter(s->page, 0, 0, s->rows > 1 ? s->rows - 1 : 1,
	    (lxw_col_t)(s->columns - 1)));
	s->book = NULL;
	note(s, workbook_close(book));
	if (s->error != LXW_NO_ERROR)
		return fail_internal(c, "xlsx: %s", lxw_strerror(s->error));
	size = lseek(s->descriptor, 0, SEEK_END);
	must(size > 0);
	body = arena_alloc(c->arena, (size_t)size);
	for (off_t at = 0; at < size;) {
		ssize_t got = pread(s->descriptor, body + at, (size_t)(size - at), at);

		must(got > 0);
		at += got;
	}
	*out = (struct bytes){ body, (size_t)size };
	return 0;
}

const struct file_format file_xlsx = { "xlsx",
	"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", sheet_begin, put_row,
	sheet_end };
