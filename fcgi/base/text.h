#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/*
 * UTF-8 texts: checks, counting, and folding for search.  Names keep every
 * byte they came with; only the folded copy is changed.
 */
bool text_is_utf8(const void *, size_t size);	/* strict: no surrogates, overlong, > 10FFFF */
size_t text_length(const char *);		/* code points */
bool text_is_empty(const char *);		/* NULL or "" */
bool text_same(const char *, const char *);
/* Equal in constant time for equal lengths; for secrets. */
bool text_same_secret(const char *, const char *);
uint32_t text_next(const char **at);		/* the next code point; 0 at the end */

/*
 * Folding for finding a person by kana: half-width and hiragana become
 * full-width katakana, small kana large, voicing marks composed, long vowel
 * marks, spaces, middle dots and hyphens dropped, Latin upper-cased half-width.
 * "やまだ　たろう", "ﾔﾏﾀﾞ ﾀﾛｳ" and "ヤマダタロウ" fold alike.
 */
char *text_fold_kana(struct arena *, const char *);
/* Folding of any text for search: width and case only. */
char *text_fold(struct arena *, const char *);
/* True when every code point is kana, a space or a long vowel mark. */
bool text_is_kana(const char *);

struct text_buffer { struct arena *arena; char *data; size_t size, room; };
void buffer_add(struct text_buffer *, const void *, size_t);
void buffer_text(struct text_buffer *, const char *);
void buffer_format(struct text_buffer *, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
