#ifndef HTTP_REASONS_H
#define HTTP_REASONS_H

#include "http/route.h"

/*
 * The ways the edge itself refuses, before or instead of a rule.  Together
 * with those of base/ and db/ they may come from every route, so no row lists
 * them; the API document and the tests read the two tables.
 */
extern const struct reason method_not_allowed, body_too_large, wrong_content_type, cross_site;

/* Ends with NULL. */
extern const struct reason *const universal_reasons[];
extern const struct reason *const once_reasons[];	/* besides, for ONCE rows */
#endif
