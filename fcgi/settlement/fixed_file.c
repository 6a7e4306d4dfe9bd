#include "settlement/fixed.h"

#include <string.h>

/* How the records of a file follow each other, before their fields are looked at. */

enum { EOF_MARK = 0x1a, EBCDIC_ONE = 0xf1 };

void
fixed_find(struct fixed_reader *r, int column, const struct bank_finding *about)
{
	struct bank_finding f = *about;

	f.record = r->record;
	f.column = column;
	if (f.field == NULL)
		f.field = "";
	finding_add(r->findings, &f);
}

const struct fixed_record *
fixed_record_of(const struct fixed_format *format, char letter)
{
	const struct fixed_record *record = format->records;

	while (record->letter != '\0' && record->letter != letter)
		record++;
	return record->letter != '\0' ? record : NULL;
}

size_t
fixed_most(const struct fixed_reader *r)
{
	return (size_t)(r->end - r->at) / r->format->length + 1;
}

static enum fixed_lines
lines_at(const char *s, size_t left)
{
	if (left > 1 && s[0] == '\r' && s[1] == '\n')
		return LINES_CRLF;
	if (left > 0 && (s[0] == '\r' || s[0] == '\n'))
		return s[0] == '\r' ? LINES_CR : LINES_LF;
	return LINES_NONE;
}

/* From what stands behind the first record, were it too short or too long; where that is
 * half of a CRLF and the file ends in a whole one, the other half was lost. */
static enum fixed_lines
lines_of(const struct fixed_reader *r)
{
	size_t left = (size_t)(r->end - r->at), length = r->format->length, i = 0;
	enum fixed_lines lines;

	if (left > length && lines_at(r->at + length, left - length) != LINES_NONE)
		i = length;
	while (i < left && i < 2 * length && r->at[i] != '\r' && r->at[i] != '\n')
		i++;
	lines = i < 2 * length ? lines_at(r->at + i, left - i) : LINES_NONE;
	return lines != LINES_NONE && left > 1 && lines_at(r->end - 2, 2) == LINES_CRLF ?
	    LINES_CRLF : lines;
}

static bool
has_byte_order_mark(struct bytes file)
{
	return file.size >= 2 && (memcmp(file.data, "\xff\xfe", 2) == 0 ||
	    memcmp(file.data, "\xfe\xff", 2) == 0 ||
	    (file.size >= 3 && memcmp(file.data, "\xef\xbb\xbf", 3) == 0));
}

/* What can be said of the whole file from its first bytes. */
static const char *
refusal(const struct fixed_reader *r, struct bytes file, int *column)
{
	const char *s = file.data;

	*column = 1;
	if (file.size == 0)
		return "empty_file";
	if (file.size > FIXED_FILE_MAX)
		return "file_too_large";
	if (has_byte_order_mark(file))
		return "byte_order_mark";
	if ((unsigned char)s[0] == EBCDIC_ONE)
		return "ebcdic";
	if (file.size < 4 || s[0] != '1')
		return NULL;		/* told as length or order */
	*column = s[3] == '1' ? 4 : 2;
	if (s[3] == '1')
		return "ebcdic";
	return memcmp(s + 1, r->format->kind, 2) != 0 ? "kind" : NULL;
}

bool
fixed_open(struct fixed_reader *r, struct bytes file)
{
	int column;
	const char *code = refusal(r, file, &column);

	if (code != NULL) {
		FIND(r->findings, .record = 1, .column = column, .field = "", .code = code);
		return false;
	}
	r->at = file.data;
	r->end = r->at + file.size;
	r->form = (struct fixed_form){ .eof_mark = r->end[-1] == EOF_MARK };
	r->end -= r->form.eof_mark;
	r->form.lines = lines_of(r);
	r->record = 0;
	r->before = '\0';
	return true;
}

/* Goes behind the line end that this file uses; false when none or another stands there. */
static bool
pass_line_end(struct fixed_reader *r)
{
	size_t left = (size_t)(r->end - r->at);
	enum fixed_lines found = lines_at(r->at, left);

	if (r->form.lines == LINES_NONE)
		return true;
	if (r->at[-1] == '\r' || r->at[-1] == '\n')
		return false;	/* the record is shorter */
	if (left == 0) {
		r->form.open_end = true;
		return true;
	}
	if (found == LINES_NONE)
		return false;
	r->at += found == LINES_CRLF ? 2 : 1;
	if (found != r->form.lines)
		FIND_AT(r, (int)r->format->length + 1, .code = "line_end");
	return true;
}

/* A record that does not end where it should: told, and the next line is found. */
static void
skip_line(struct fixed_reader *r, const char *start)
{
	const char *at = start;
	size_t length = r->format->length, found;

	while (at < r->end && (r->form.lines == LINES_NONE || (*at != '\r' && *at != '\n')))
		at++;
	found = (size_t)(at - start);
	FIND_AT(r, (int)(found < length ? found : length) + 1, .code = "record_length",
	    .expected = (int64_t)length, .found = (int64_t)found);
	r->at = at;
	if (lines_at(at, (size_t)(r->end - at)) != LINES_NONE)
		r->at += lines_at(at, (size_t)(r->end - at)) == LINES_CRLF ? 2 : 1;
}

/* The next record of the right length, NULL at the end. */
static const char *
next_record(struct fixed_reader *r)
{
	size_t length = r->format->length;

	while (r->at < r->end) {
		const char *start = r->at;

		r->record++;
		if ((size_t)(r->end - r->at) >= length) {
			r->at += length;
			if (pass_line_end(r))
				return start;
		}
		skip_line(r, start);
	}
	return NULL;
}

/* Header, data, trailer; again or the end record. */
static bool
may_follow(const struct fixed_reader *r, char letter)
{
	switch (r->before) {
	case '\0':
		return letter == '1';
	case '1':
		return letter == '2' || (letter == '8' && r->format->empty_groups);
	case '2':
		return letter == '2' || letter == '8';
	case '8':
		return letter == '1' || letter == '9';
	default:
		return false;
	}
}

static void
find_missing(struct fixed_reader *r)
{
	if (r->before == '9')
		return;
	r->record++;
	if (r->before == '1' || r->before == '2')
		FIND_AT(r, 1, .code = "trailer_missing");
	FIND_AT(r, 1, .code = "end_missing");
}

const char *
fixed_next(struct fixed_reader *r)
{
	const char *s;

	while ((s = next_record(r)) != NULL) {
		if (fixed_record_of(r->format, *s) == NULL) {
			FIND_AT(r, 1, .field = "データ区分", .code = "record_kind");
			continue;
		}
		if (!may_follow(r, *s))
			FIND_AT(r, 1, .field = "データ区分", .code = "order");
		r->before = *s;
		return s;
	}
	find_missing(r);
	return NULL;
}
