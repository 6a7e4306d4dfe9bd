#ifndef SHAPE_JSON_H
#define SHAPE_JSON_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

/*
 * JSON as bytes (RFC 8259), for read.c and say.c.  json_check decides whether
 * outside bytes are JSON we let in; every other function walks bytes that
 * json_check found fine, whose root is an object, and therefore has no way to
 * fail.  No tree is built, and a number never becomes a double.
 */
enum { JSON_DEPTH_MAX = 16 };
#define JSON_WHOLE_MAX INT64_C(9007199254740991)	/* 2^53-1: exact in the app too */

/* Refused beside bad grammar: bytes that are not strict UTF-8, \u0000, halves
 * of surrogate pairs, anything but blanks after the value. */
enum json_fault { JSON_FINE, JSON_MALFORMED, JSON_TOO_DEEP };
enum json_fault json_check(struct bytes);

/* The walk.  *at stands on a value and ends behind it. */
const char *json_blank(const char *at);		/* the first byte that is no blank */
void json_skip(const char **at);
char *json_text(struct arena *, const char **at);	/* a string, unescaped */
char *json_key(struct arena *, const char **at);	/* the same, and the colon */
/*
 * On '{' or '[', then behind a member or item: true and on the next one, or
 * false and behind the end.
 *     while (json_next(&at)) { name = json_key(arena, &at); json_skip(&at); }
 */
bool json_next(const char **at);
size_t json_count(const char *at);		/* items of the array at */
/* A number without a fraction: 12, 1.20e1; saturates at INT64_MIN, INT64_MAX. */
bool json_whole(const char **at, int64_t *out);

/* RFC 4648 base64 with padding.  Reading is strict: no blanks, no spare bits. */
char *base64_text(struct arena *, struct bytes);
bool base64_read(struct arena *, const char *, struct bytes *out);

#endif
