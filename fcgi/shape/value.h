#ifndef SHAPE_VALUE_H
#define SHAPE_VALUE_H

#include "shape/shape.h"

/*
 * What read.c (JSON) and pairs.c (path and query) share: where in the input
 * we are, how a problem is recorded, and the checks of one value.  A value
 * that does not pass is recorded and not stored; reading goes on, so that
 * all problems of a form are told together.
 */
enum { PROBLEMS_MAX = 100,	/* more are not recorded: the answer stays small */
	LIST_TEXT_MAX = 255 };	/* code points of each text in a list of texts */

struct pair;

struct reader {
	struct ctx *c;
	struct problem *last;
	int problems;
};

/* A value's place.  field is NULL at the root; name NULL is item index of a list. */
struct place {
	struct reader *reader;
	const struct place *up;
	const struct field *field;
	const char *name;
	size_t index;
};

void refuse(const struct place *, const char *code, struct arg);
/* A key of outside that is no member here: told by a shortened name. */
void refuse_key(const struct place *up, const char *name, const char *code);

/* Text is valid UTF-8.  Limits, control characters, format, choices. */
void value_text(const struct place *, const char *, const char **out);
void value_whole(const struct place *, int64_t, int64_t *out);
void value_instant(const struct place *, const char *, struct instant *out);
void value_bytes(const struct place *, const char *base64, struct bytes *out);
/* May a list hold so many items?  Asked before any is read. */
bool value_count(const struct place *, size_t count);
/* Nothing came for the field: its value when .optional, else missing. */
void value_absent(const struct place *, void *at);

/* Of each field of a shape while it is read. */
enum seen { SEEN_NOT, SEEN_ONCE, SEEN_IN_PATH };
void read_absent(const struct place *up, const struct shape *, const unsigned char *seen,
    void *out);

/* The members of out that pairs give; in a path, in a query. */
void read_path(const struct place *root, const struct shape *, const struct pair *,
    unsigned char *seen, void *out);
void read_query(const struct place *root, const struct shape *, const struct pair *,
    unsigned char *seen, void *out);

#endif
