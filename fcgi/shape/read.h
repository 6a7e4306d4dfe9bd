#ifndef SHAPE_READ_H
#define SHAPE_READ_H

#include "shape/shape.h"

/*
 * Reads outside bytes into a struct, or refuses with invalid_input and every
 * problem found, each with pointer, code and params.  A struct that was read
 * holds valid UTF-8 without NUL and other control characters, inside its
 * limits.  Nothing else is let in: the bytes are checked before cJSON sees
 * them (UTF-8, \u0000, lone surrogates, number grammar, depth <= 16, nothing
 * after the end).
 *
 * Codes: json_malformed json_too_deep missing unknown doubled wrong_type
 * too_small{min} too_large{max} too_short{min} too_long{max} wrong_format{format}
 * wrong_choice control_character not_an_object
 */
struct pair {
	const char *name;
	struct bytes value;	/* percent-decoded, unchecked */
	struct pair *next;
};

struct source {
	const struct pair *path;	/* {names} of the route */
	const struct pair *query;
	bool has_body;			/* else the rest comes from the query */
	struct bytes body;
};

int shape_read(struct ctx *, const struct shape *, const struct source *, void *out);
/* The body alone. */
int shape_read_json(struct ctx *, const struct shape *, struct bytes, void *out);
/* "a=1&b=%E3%81%82": pairs in order; malformed escapes are refused. */
int pairs_read(struct ctx *, const char *query, struct pair **out);

/* JSON of our own (catalogues, job arguments): the same reader. */
#endif
