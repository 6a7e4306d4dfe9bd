#ifndef SHAPE_WRITE_H
#define SHAPE_WRITE_H

#include "base/text.h"
#include "shape/shape.h"

/*
 * Writes a struct as JSON or as a CSV line.  Cannot fail: what a rule built
 * fits its shape, or an assertion ends the process.  .secret fields are
 * written: the answer is for their owner.
 */
struct bytes shape_write_json(struct ctx *, const struct shape *, const void *in);
void shape_write_into(struct text_buffer *, const struct shape *, const void *in);
void json_string(struct text_buffer *, const char *);	/* quoted and escaped */
void json_int(struct text_buffer *, int64_t);
/* A member that is left out: NULL, an instant of 0, an absent maybe. */
bool field_is_absent(const struct field *, const void *at);

/* application/problem+json of ctx.reason and ctx.problems (RFC 9457):
 * type, title, status, code, errors.  A 5xx tells no errors; no reason is a 500. */
struct bytes problem_json(struct ctx *);

/* What people read of a text: the word of a code (.words), else the text. */
const char *field_word(struct ctx *, const struct field *, const char *text);

/* CSV after RFC 4180 with CRLF; headings are the words of the catalogue
 * ("column.NAME").  A text beginning with = + - @, a tab or a carriage return gets
 * a leading apostrophe so that no spreadsheet runs it.  Instants are Tokyo's
 * ("2026-11-21 14:03:05"), codes with .words and true or false are words,
 * null and absent are empty; lists and objects have no column. */
bool field_has_cell(const struct field *);
void csv_heading(struct ctx *, struct text_buffer *, const struct shape *);
void csv_line(struct ctx *, struct text_buffer *, const struct shape *, const void *row);
#endif
