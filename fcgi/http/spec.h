#ifndef HTTP_SPEC_H
#define HTTP_SPEC_H

#include <stdio.h>

#include "http/route.h"

/*
 * Prints what the route tables say: OpenAPI 3.1 (web/src/api/api.json, with
 * x-right, x-audience, x-once, x-reasons) and TypeScript (web/src/api/api.ts: interfaces, a union
 * of reason codes, one typed entry per route: method, path, input, output, once).
 */
void spec_print_json(FILE *, const struct route *const *tables);
void spec_print_ts(FILE *, const struct route *const *tables);
#endif
