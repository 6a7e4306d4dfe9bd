#ifndef VOUCHER_MONTH_H
#define VOUCHER_MONTH_H

#include "shape/shape.h"

/*
 * A month of made-up payments for trying, testing and measuring, made through
 * the rules: persons are registered, vouchers sold, payments made and some
 * taken back, with ctx.now walking through the month.  People have their
 * favourite shops, shops their hours and prices; nobody is in two places at
 * once.  On request some cheat in known ways, at shops that are named
 * afterwards.  The same order gives the same month.  Refuses in an
 * installation that is not a sample.
 */
struct month_order {
	const char *from_on;		/* first day of the month */
	int64_t payments, seed;
	int64_t shops;			/* 0: as many as go with the payments */
	bool own_shops;			/* none of those that are there already */
	bool is_planted;		/* with patterns the checks shall find */
};

/* A pattern that was planted: the check that shall find it, and where. */
struct month_planted { const char *code; int64_t shop_id; };
struct month {
	int64_t payments, voids, buyers;
	int64_t *shop_ids;
	int64_t shops;
	struct list planted;		/* struct month_planted */
};
enum { MONTH_SHOPS_MIN = 120, MONTH_SHOPS_MAX = 1000 };
int month_make(struct ctx *, const struct month_order *, struct month *out);

/* madoctl load month. */
int month_command(struct ctx *, int count, char **words);

#endif
