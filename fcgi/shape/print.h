#ifndef SHAPE_PRINT_H
#define SHAPE_PRINT_H

#include <stdio.h>

#include "shape/shape.h"

/*
 * Prints shapes as JSON Schema (the dialect of OpenAPI 3.1) and as TypeScript.
 * Routes are printed by http/spec.h, which calls this.
 * A set gathers each shape once, by name; two shapes of one name with
 * different tables end the program.  Its memory is its arena's: arena_reset.
 */
struct shape_set { const struct shape **shapes; size_t count, room; struct arena arena; };
void shape_set_add(struct shape_set *, const struct shape *);	/* and all it holds */
/* "name": { ... } over several lines, each after indent; no comma and no line
 * break at the end.  Held shapes are "$ref": "#/components/schemas/NAME". */
void shape_print_schema(FILE *, const struct shape *, const char *indent);
/* export interface name { ... } with a line break. */
void shape_print_type(FILE *, const struct shape *);
void print_json_string(FILE *, const char *);
/* One field as schema on one line, for parameters of path and query too. */
void field_print_schema(FILE *, const struct field *);
#endif
