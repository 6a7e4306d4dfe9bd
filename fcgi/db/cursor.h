#ifndef DB_CURSOR_H
#define DB_CURSOR_H

#include "base/log.h"
#include "db/page.h"

/*
 * Where a page ended, as a text for the browser: the values of the order's
 * column and of the key, bound to one list and one order.  It gives no right:
 * whoever forges one only starts the same list elsewhere.
 */
const char *cursor_write(struct arena *, const struct listing *, const struct order *,
    const struct arg *by, const struct arg *key);
bool cursor_read(struct arena *, const struct listing *, const struct order *,
    const char *text, struct arg *by, struct arg *key);
#endif
