#ifndef SHAPE_READ_H
#define SHAPE_READ_H

#include "shape/shape.h"

/*
 * Reads outside bytes into a struct, or refuses with invalid_input and every
 * problem found (the first 100), each with pointer, code and params.  A struct
 * that was read holds valid UTF-8 without NUL and other control characters,
 * inside its limits.  Nothing else is let in: the bytes are checked before
 * anything is read from them (UTF-8, \u0000, lone surrogates, number grammar,
 * depth <= 16, nothing after the end).  Numbers are read exactly: 1.0 and 1e3
 * are integers, 0.5 is a wrong_type.  No reading ever touches the database.
 *
 * Codes: json_malformed json_too_deep missing unknown doubled wrong_type
 * too_small{min} too_large{max} too_short{min} too_long{max} wrong_format{format}
 * wrong_choice control_character not_an_object
 *
 * The format of wrong_format is the name of a struct format, or date-time,
 * base64, utf-8, query.  A key of outside stands in its pointer escaped after
 * RFC 6901 and cut at 64 code points.
 *
 * Path and query: integers are strict decimals, bools true or false, instants
 * RFC 3339, bytes base64; a list of texts is its key repeated.  A .secret
 * member is unknown there.  A member that came by the path is unknown in the
 * query and the body; with a body every pair of the query is unknown.  An
 * empty body is read as {} when every member came by the path.
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
/* The body alone; also for JSON of our own (job arguments). */
int shape_read_json(struct ctx *, const struct shape *, struct bytes, void *out);
/* "a=1&b=%E3%81%82": pairs in order, + is a space; malformed escapes and names
 * that are no text are refused.  NULL and "" are no pairs. */
int pairs_read(struct ctx *, const char *query, struct pair **out);
#endif
