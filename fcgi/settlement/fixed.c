#include "settlement/fixed.h"

#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "settlement/bank_date.h"
#include "settlement/kana.h"

/* A record's date this far from the day the file was made on is worth a look. */
enum { FAR_DAYS = 400 };

static size_t
digits_span(const char *s, size_t size)
{
	size_t i = 0;

	while (i < size && s[i] >= '0' && s[i] <= '9')
		i++;
	return i;
}

static bool
is_blank(const char *s, size_t size)
{
	size_t i = 0;

	while (i < size && s[i] == ' ')
		i++;
	return i == size;
}

/* Where the first byte stands that this class never holds, or size. */
static size_t
fine_span(const struct fixed_reader *r, const struct fixed_field *f, const char *s)
{
	size_t size = (size_t)f->width, blank = 0;

	switch (f->class) {
	case FIXED_IS:
		return memcmp(s, f->is, size) == 0 ? size : 0;
	case FIXED_ONE_OF:
		return *s != '\0' && strchr(f->is, *s) != NULL ? size : 0;
	case FIXED_BANK:
		return kana_allowed_span(KANA_BANK, s, size);
	case FIXED_PARTY:
		return kana_allowed_span(r->wo_in_names ? KANA_PARTY_WO : KANA_PARTY, s, size);
	case FIXED_EDI:
		return kana_allowed_span(KANA_EDI, s, size);
	case FIXED_ANY:
	case FIXED_UNUSED:
		return kana_allowed_span(KANA_ANY, s, size);
	case FIXED_SPACES:
		while (blank < size && s[blank] == ' ')
			blank++;
		return blank;
	case FIXED_YEN_10_OR_12:
		if (digits_span(s, 10) == 10 && s[10] == ' ')
			return s[11] == ' ' ? size : size - 1;
		return digits_span(s, size);
	default:
		return digits_span(s, size);
	}
}

static const char *
wrong_bytes(enum fixed_class class)
{
	switch (class) {
	case FIXED_IS:
	case FIXED_ONE_OF:
		return "value";
	case FIXED_SPACES:
		return "filler";
	case FIXED_BANK:
	case FIXED_PARTY:
	case FIXED_EDI:
	case FIXED_ANY:
	case FIXED_UNUSED:
		return "character";
	default:
		return "not_digits";
	}
}

/* false: this field of the record is wrong. */
static bool
wrong(struct fixed_reader *r, const struct fixed_field *f, size_t offset, const char *code)
{
	FIND_AT(r, f->column + (int)offset, .field = f->label, .code = code);
	return false;
}

static bool
is_text(const struct fixed_field *f)
{
	return f->class == FIXED_BANK || f->class == FIXED_PARTY || f->class == FIXED_EDI ||
	    f->class == FIXED_ANY;
}

static void
store_text(const struct fixed_field *f, const char *s, void *row)
{
	size_t size = (size_t)f->width;

	if (f->size == 0)
		return;
	while (size != 0 && s[size - 1] == ' ')
		size--;
	memcpy((char *)row + f->at, s, size);
	((char *)row)[f->at + size] = '\0';
}

static void
store_number(const struct fixed_field *f, int64_t number, void *row)
{
	if (f->size != 0)
		memcpy((char *)row + f->at, &number, sizeof number);
}

static bool
read_text(struct fixed_reader *r, const struct fixed_field *f, const char *s, void *row)
{
	size_t size = (size_t)f->width, at;

	/* Marks of what a bank wrote to us are as it has them. */
	if (f->class != FIXED_ANY && (at = kana_voicing_span(s, size)) < size)
		return wrong(r, f, at, "voicing");
	if (s[0] == ' ' && !is_blank(s, size))
		FIND_AT(r, f->column, .field = f->label, .code = "leading_space",
		    .is_warning = true);
	if (!f->blank && is_blank(s, size))
		return wrong(r, f, 0, "empty");
	store_text(f, s, row);
	return true;
}

static bool
read_number(struct fixed_reader *r, const struct fixed_field *f, const char *s, void *row)
{
	int64_t number = 0;

	for (int i = 0; i < f->width && s[i] != ' '; i++)
		number = number * 10 + (s[i] - '0');
	if (f->class == FIXED_YEN && number == 0)
		return wrong(r, f, 0, "zero_amount");
	store_number(f, number, row);
	return true;
}

static bool
read_date(struct fixed_reader *r, const struct fixed_field *f, const char *s, void *row)
{
	char day[BANK_DATE_SIZE];

	if (!wareki_read(s, r->near, day))
		return wrong(r, f, 0, "date");
	if (dates_apart(day, r->near) > FAR_DAYS)
		FIND_AT(r, f->column, .field = f->label, .code = "date_far", .is_warning = true);
	if (f->class == FIXED_MADE_ON)
		memcpy(r->near, day, sizeof day);
	memcpy((char *)row + f->at, day, sizeof day);
	return true;
}

static bool
read_month_day(struct fixed_reader *r, const struct fixed_field *f, const char *s, void *row)
{
	bool leap = memcmp(s, "0229", 4) == 0;

	if (!month_day_exists(s, r->year))
		return wrong(r, f, 0, leap ? "leap_day" : "date");
	if (leap && r->year == 0)
		FIND_AT(r, f->column, .field = f->label, .code = "leap_day", .is_warning = true);
	store_text(f, s, row);
	return true;
}

static bool
read_field(struct fixed_reader *r, const struct fixed_field *f, const char *s, void *row)
{
	size_t size = (size_t)f->width, fine;

	if (f->blank && !is_text(f) && is_blank(s, size)) {
		if (f->size == sizeof(int64_t) && f->class >= FIXED_COUNT &&
		    f->class <= FIXED_YEN_10_OR_12)
			store_number(f, FIXED_NONE, row);
		return true;
	}
	if ((fine = fine_span(r, f, s)) < size)
		return wrong(r, f, fine, wrong_bytes(f->class));
	switch (f->class) {
	case FIXED_COUNT:
	case FIXED_YEN:
	case FIXED_YEN_10_OR_12:
		return read_number(r, f, s, row);
	case FIXED_MADE_ON:
	case FIXED_DATE:
		return read_date(r, f, s, row);
	case FIXED_MONTH_DAY:
		return read_month_day(r, f, s, row);
	case FIXED_UNUSED:
		if (!is_blank(s, size))
			FIND_AT(r, f->column, .field = f->label, .code = "filler",
			    .is_warning = true);
		return true;
	case FIXED_BANK:
	case FIXED_PARTY:
	case FIXED_EDI:
	case FIXED_ANY:
		return read_text(r, f, s, row);
	default:
		store_text(f, s, row);
		return true;
	}
}

bool
fixed_read(struct fixed_reader *r, const struct fixed_record *record, const char *s, void *row)
{
	bool fine = true;

	for (const struct fixed_field *f = record->fields; f->width != 0; f++)
		fine = read_field(r, f, s + f->column - 1, row) && fine;
	return fine;
}

/* --- writing ------------------------------------------------------------------- */

static void
put_number(struct fixed_reader *r, const struct fixed_field *f, int64_t number, char *to)
{
	char digits[32];
	int length;

	if (number == FIXED_NONE && f->blank)
		return;
	length = snprintf(digits, sizeof digits, "%0*lld", f->width, (long long)number);
	if (number < 0 || length > f->width)
		wrong(r, f, 0, "too_large");
	else
		memcpy(to, digits, (size_t)f->width);
}

static void
put_text(struct fixed_reader *r, const struct fixed_field *f, const char *text, char *to)
{
	size_t size = strnlen(text, f->size);

	if (size > (size_t)f->width)
		wrong(r, f, 0, "too_long");
	else
		memcpy(to, text, size);
}

static void
put_field(struct fixed_reader *r, const struct fixed_field *f, const void *row, char *to)
{
	int64_t number;

	if (f->class == FIXED_IS) {
		memcpy(to, f->is, (size_t)f->width);
	} else if (f->size == 0) {
		return;
	} else if (f->class == FIXED_COUNT || f->class == FIXED_YEN) {
		memcpy(&number, (const char *)row + f->at, sizeof number);
		put_number(r, f, number, to);
	} else {
		put_text(r, f, (const char *)row + f->at, to);
	}
}

void
fixed_write(struct text_buffer *b, struct fixed_reader *r, const struct fixed_record *record,
    const void *row)
{
	static const char *const ends[] = { [LINES_NONE] = "", [LINES_CR] = "\r",
		[LINES_LF] = "\n", [LINES_CRLF] = "\r\n" };
	char line[256];

	must(r->format->length <= sizeof line);
	r->record++;
	memset(line, ' ', r->format->length);
	for (const struct fixed_field *f = record->fields; f->width != 0; f++)
		put_field(r, f, row, line + f->column - 1);
	buffer_add(b, line, r->format->length);
	if (record->letter != '9' || !r->form.open_end)
		buffer_text(b, ends[r->form.lines]);
	if (record->letter == '9' && r->form.eof_mark)
		buffer_text(b, "\x1a");
}
