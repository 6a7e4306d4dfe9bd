#ifndef SHAPE_SAY_H
#define SHAPE_SAY_H

#include "base/ctx.h"

/*
 * The catalogue: sentences by key and language, one JSON file a language
 * (web/src/i18n/ja.json ...), a flat object of "key": "text with {param}".
 * Shared by the app, mails and documents.  A key or language that is missing
 * falls back to ja; a key missing in ja too ends the process (a test checks).
 * Each language is read once per process, when it is first needed.  Integers
 * are filled in as plain digits, instants as Tokyo's "2026-11-21 14:03"; a
 * {name} without a param stays as it is.
 */
extern const char *const languages[];	/* ja ja-easy en zh ko vi NULL */
const char *say(struct ctx *, const char *key, const struct arg *params);
/* The sentence "KIND.CODE", or the code itself when no catalogue has one. */
const char *say_word(struct ctx *, const char *kind, const char *code);
struct said { const char *key; struct arg params[6]; };
static inline const char *
say_sentence(struct ctx *c, const struct said *s)
{
	return say(c, s->key, s->params);
}
/* SAY(c, "kit.number", P(shop_no, "100008")) */
#define SAY(c, ...) say_sentence(c, &(const struct said){ __VA_ARGS__ })
/* 1234567 as "1,234,567". */
const char *say_number(struct arena *, int64_t);
#endif
