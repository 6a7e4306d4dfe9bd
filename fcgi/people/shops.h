#ifndef PEOPLE_SHOPS_H
#define PEOPLE_SHOPS_H

#include "base/ctx.h"

/*
 * What signing in needs to know of shops, which stand above this folder: a
 * table of functions that the program sets before it serves (office/names.h).
 */
struct shop_name { int64_t shop_id; const char *shop_no, *name; };
struct shop_names {
	/* *found false: no such shop.  A stopped shop still signs in, to look. */
	int (*by_number)(struct ctx *, const char *shop_no, struct shop_name *, bool *found);
	int (*by_id)(struct ctx *, int64_t shop_id, struct shop_name *);
	/* Name of the registered device behind a cookie; NULL when it is none of the shop. */
	int (*terminal)(struct ctx *, int64_t shop_id, const char *token, const char **name);
};
void people_use_shops(const struct shop_names *);
const struct shop_names *people_shops(void);

#endif
