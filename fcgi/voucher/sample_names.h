#ifndef VOUCHER_SAMPLE_NAMES_H
#define VOUCHER_SAMPLE_NAMES_H

#include "base/ctx.h"

/*
 * Made-up names for the sample municipality, drawn by a small generator whose
 * state is the caller's: the same seed gives the same town.  No real person or
 * business is meant.
 */
struct draw { uint64_t state; };
uint64_t draw_next(struct draw *);
int64_t draw_between(struct draw *, int64_t low, int64_t high);	/* both included */

struct sample_name { const char *name, *kana; };
struct sample_name sample_person_name(struct arena *, struct draw *);
struct sample_name sample_shop_name(struct arena *, struct draw *, const char *industry);
const char *sample_area(struct draw *);
const char *sample_address(struct arena *, struct draw *, const char *area);

#endif
