#ifndef SHAPE_SHAPE_H
#define SHAPE_SHAPE_H

#include <stddef.h>

#include "base/ctx.h"

/*
 * A shape describes one C struct, once.  JSON, path and query in, JSON out,
 * SQL rows, CSV, OpenAPI and TypeScript are all read from that table
 * (shape/read.h, write.h, print.h; db/db.h for rows).  A shape never holds a
 * value and never runs code of a rule.
 *
 *     struct charge_in { int64_t card_id, amount_yen; const char *memo; };
 *     SHAPE(charge_in, "Cash handed over at a counter",
 *         FIELD(charge_in, card_id, "The card", .within = &own_card),
 *         FIELD(charge_in, amount_yen, "Cash received", .min = 1, .max = 50000),
 *         FIELD(charge_in, memo, "Note for the day book", .max = 80, .optional = true));
 *
 * C member = JSON key = SQL column = CSV heading key = TypeScript property.
 *
 *  C type               JSON                       SQL            absent
 *  const char *         string                     CHAR, TEXT,    .optional: NULL
 *                                                  DATE, DECIMAL
 *  int64_t              integer, |n| < 2^53        integers       .optional: .otherwise
 *  bool                 true, false                TINYINT(1)     .optional: .otherwise
 *  struct instant       RFC 3339 string in UTC     DATETIME(3)    .optional: 0
 *  struct bytes         base64 string              VARBINARY      .optional: NULL
 *  struct maybe_text    string or null             nullable       .optional: IS_ABSENT
 *  struct maybe_int     integer or null            nullable       .optional: IS_ABSENT
 *  struct list          array of .of, or of
 *                       strings when .of is NULL   -              .optional: empty
 *  const struct T *     object, .of                -              .optional: NULL
 *   (declare as const void *)
 *
 * Output: a NULL text, an instant of 0, NULL bytes and absent maybes are left out
 * (the field must be .optional); IS_NULL is written as null.
 */
enum kind { KIND_TEXT, KIND_INT, KIND_BOOL, KIND_INSTANT, KIND_BYTES,
	KIND_MAYBE_TEXT, KIND_MAYBE_INT, KIND_LIST, KIND_OBJECT };

struct list {
	size_t count;
	void *items;		/* structs of .of->size bytes, or const char * */
};

/* A kind of text: pattern is ECMAScript and goes to OpenAPI and the app;
 * matches decides here.  Both must agree; a unit test feeds them examples. */
struct format {
	const char *name, *pattern, *example;
	bool (*matches)(const char *);
};

struct within;			/* http/route.h: how an id from outside is owned */
struct shape;

struct field {
	const char *name;
	const char *doc;
	size_t at, size;
	enum kind kind;
	bool optional;		/* may be absent */
	int64_t otherwise;	/* value of an absent integer or bool */
	int64_t min, max;	/* of the value; of code points, bytes or items */
	const struct format *format;
	const char *const *choices;	/* ends with NULL */
	const char *words;	/* a code: people read "WORDS.CODE" of the catalogue */
	const struct shape *of;
	const struct within *within;
	bool secret;		/* never logged, never in a path or query */
	bool lines;		/* may hold line breaks and tabs */
};

struct shape {
	const char *name, *doc;
	size_t size;
	const struct field *fields;	/* ends with name NULL */
};

#define KIND(T, m) _Generic(((struct T *)0)->m,				\
	const char *: KIND_TEXT, int64_t: KIND_INT, bool: KIND_BOOL,	\
	struct instant: KIND_INSTANT, struct bytes: KIND_BYTES,		\
	struct maybe_text: KIND_MAYBE_TEXT, struct maybe_int: KIND_MAYBE_INT, \
	struct list: KIND_LIST, const void *: KIND_OBJECT)
#define FIELD(T, m, ...)						\
	{ .name = #m, .at = offsetof(struct T, m),			\
	  .size = sizeof ((struct T *)0)->m, .kind = KIND(T, m),	\
	  .doc = __VA_ARGS__ }
#define SHAPE(T, text, ...)						\
	static const struct shape T##_shape = { #T, text,		\
	    sizeof(struct T), (const struct field[]){ __VA_ARGS__, { 0 } } }
/* The same, seen by other files: declare extern const struct shape T##_shape. */
#define PUBLIC_SHAPE(T, text, ...)					\
	const struct shape T##_shape = { #T, text,			\
	    sizeof(struct T), (const struct field[]){ __VA_ARGS__, { 0 } } }
#define CHOICES(...) (const char *const[]){ __VA_ARGS__, NULL }

/*
 * Start-up walk.  Ends the program with the name of: a member nobody
 * described (a gap), a limit that is missing on an input text, integer, list
 * or bytes (.choices, .within and a format of bounded length are limits too;
 * each text of a list is at most 255 code points), an optional integer in an
 * output, an id (a name ending in _id) of an input without .within, settings
 * that make no sense for the kind.  A .secret in a path or query is found by
 * routes_check, which knows the paths.
 */
void shape_check(const struct shape *, bool is_input);

const struct field *shape_field(const struct shape *, const char *name);
/* Where the member is in a struct, to fill and to look at. */
static inline void *
field_in(const struct field *f, void *at) { return (char *)at + f->at; }
static inline const void *
field_of(const struct field *f, const void *at) { return (const char *)at + f->at; }

/* Formats every programme needs. */
extern const struct format format_date;		/* 2026-11-21 */
extern const struct format format_kana;		/* カナ氏名 */
extern const struct format format_mail;
extern const struct format format_phone;	/* digits and hyphens */
extern const struct format format_digits;	/* 0-9 only */
extern const struct format format_code;		/* lower-case base32 of random_code */
extern const struct format format_uuid;		/* Idempotency-Key made by the browser */
extern const struct format format_cursor;	/* a list's next */

#endif
