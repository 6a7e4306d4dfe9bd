#ifndef SHAPE_WRITE_H
#define SHAPE_WRITE_H

#include "base/text.h"
#include "shape/shape.h"

/*
 * Writes a struct as JSON or as a CSV line.  Cannot fail: what a rule built
 * fits its shape, or an assertion ends the process.  .secret fields are
 * written (the answer is for their owner); they are left out by shape_audit.
 */
struct bytes shape_write_json(struct ctx *, const struct shape *, const void *in);
void shape_write_into(struct text_buffer *, const struct shape *, const void *in);
void json_string(struct text_buffer *, const char *);	/* quoted and escaped */

/* application/problem+json of ctx.reason and ctx.problems (RFC 9457). */
struct bytes problem_json(struct ctx *);

/* CSV after RFC 4180 with CRLF; headings are the words of the catalogue
 * ("column.NAME").  A text beginning with = + - @ or a tab gets a leading
 * apostrophe so that no spreadsheet runs it. */
void csv_heading(struct ctx *, struct text_buffer *, const struct shape *);
void csv_line(struct ctx *, struct text_buffer *, const struct shape *, const void *row);
#endif
