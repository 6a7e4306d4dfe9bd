#ifndef SETTLEMENT_FIXED_H
#define SETTLEMENT_FIXED_H

#include "base/text.h"
#include "settlement/finding.h"

/*
 * Files of records of one length (全銀協規定形式).  A record is described once, as
 * a table of fields: reader, writer, checks and the tables of docs/bank.md are
 * read from it.  Columns count from 1 and bytes are characters.  The reader keeps
 * no pointer into the file, never cuts and never mends: what it does not
 * understand is a finding.
 */
enum fixed_class {
	FIXED_IS,		/* the text .is */
	FIXED_ONE_OF,		/* one character of .is */
	FIXED_DIGITS,		/* a number that is a name: kept as text */
	FIXED_COUNT,		/* int64_t, digits */
	FIXED_YEN,		/* int64_t, digits, above zero */
	FIXED_YEN_10_OR_12,	/* int64_t in 12 columns of which banks fill 10 or 12 */
	FIXED_MONTH_DAY,	/* MMDD */
	FIXED_MADE_ON,		/* YYMMDD of an era, near today; "2026-11-20" in memory */
	FIXED_DATE,		/* the same, near the day the file was made on */
	FIXED_BANK, FIXED_PARTY, FIXED_EDI, FIXED_ANY,	/* text: settlement/kana.h */
	FIXED_SPACES,		/* nothing else */
	FIXED_UNUSED		/* spaces; anything else is odd, not wrong */
};

struct fixed_field {
	const char *label;	/* the bank's word */
	int column, width;
	enum fixed_class class;
	bool blank;		/* may be all spaces: "" or FIXED_NONE in memory */
	const char *is;
	size_t at, size;	/* the member; size 0: kept nowhere */
};
enum { FIXED_NONE = -1 };
#define FIXED_IN(T, m) .at = offsetof(struct T, m), .size = sizeof ((struct T *)0)->m

struct fixed_record {
	char letter;		/* データ区分 */
	const char *label;
	const struct fixed_field *fields;	/* from column 1 to the end without a gap */
};
struct fixed_format {
	const char *kind, *label;	/* 種別コード "21" */
	size_t length;
	const struct fixed_record *records;	/* 1, 2, 8, 9; ends with letter 0 */
	bool empty_groups;	/* a header may be followed by its trailer */
};

/* How the records lie in a file; kept so that it can be written again as it was. */
enum fixed_lines { LINES_NONE, LINES_CR, LINES_LF, LINES_CRLF };
struct fixed_form {
	enum fixed_lines lines;		/* behind each record, the last one, too ... */
	bool open_end;			/* ... or not behind the last one */
	bool eof_mark;			/* 0x1A at the very end */
};

enum { FIXED_FILE_MAX = 64 << 20 };
struct fixed_reader {
	const struct fixed_format *format;
	struct fixed_form form;		/* open_end is known at the end */
	struct bank_findings *findings;
	bool wo_in_names;
	int year;			/* of MMDD; 0: not known */
	char near[11];			/* for dates of an era */
	const char *at, *end;
	int64_t record;			/* the one that fixed_next gave */
	char before;			/* the letter of the one before it */
};

/* false: empty, too large, a byte order mark, EBCDIC, another kind: a finding says so. */
bool fixed_open(struct fixed_reader *, struct bytes);
/* The next record whose letter is known, NULL at the end; wrong length, line end, order
 * and what is missing at the end are findings. */
const char *fixed_next(struct fixed_reader *);
/* Its fields into a row; false when one of them is wrong. */
bool fixed_read(struct fixed_reader *, const struct fixed_record *, const char *record, void *row);
/* How many records a file of this size can hold. */
size_t fixed_most(const struct fixed_reader *);
const struct fixed_record *fixed_record_of(const struct fixed_format *, char letter);

/* A finding in the record that was read last, at this column. */
void fixed_find(struct fixed_reader *, int column, const struct bank_finding *);
#define FIND_AT(reader, column, ...)					\
	fixed_find(reader, column, &(const struct bank_finding){ __VA_ARGS__ })

/* Adds a record, as its row says.  Too long or too large for a field: a finding. */
void fixed_write(struct text_buffer *, struct fixed_reader *, const struct fixed_record *,
    const void *row);
/* The tables of a format, as docs/bank.md shows them. */
void fixed_print(struct text_buffer *, const struct fixed_format *);

#endif
