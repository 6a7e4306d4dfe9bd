#ifndef HTTP_SPEC_ROWS_H
#define HTTP_SPEC_ROWS_H

#include <stdio.h>

#include "http/edge.h"
#include "http/reasons.h"
#include "shape/print.h"

/*
 * What both documents of http/spec.h ask of the rows: walking them, and the
 * sets that are gathered over all of them.
 */
struct row_walk { const struct route *const *table; const struct route *next; };
const struct route *row_next(struct row_walk *, const struct route *const *tables);

bool row_is_json(const struct route *);		/* answers by its out shape */
bool row_is_file(const struct route *);		/* answered with bytes for people */
const char *row_out_kind(const struct route *);	/* json document stream none */
bool row_holds_path(const struct route *, const char *member);

/* Every input, row and output of the tables, each once, sorted by name. */
struct shape_set row_shapes(const struct route *const *tables);

/* Every reason, each once, sorted by code; ends with NULL. */
const struct reason *const *row_reasons(const struct route *const *tables);
/* Those one row may give: its own, those of ONCE when it is, the universal. */
size_t row_reasons_of(const struct route *, const struct reason **into, size_t room);
#endif
