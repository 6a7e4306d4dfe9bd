#include "voucher/month.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"

enum { PAYMENTS_WANTED = 100000, PAYMENTS_MOST = 1000000, SEED = 20251121 };

/* The first day of the last whole month before today. */
static const char *
last_month(struct ctx *c)
{
	const char *today = tokyo_date(c->arena, c->now);
	const char *last = date_add_days(c->arena, arena_text(c->arena, "%.8s01", today), -1);

	return arena_text(c->arena, "%.8s01", last);
}

static int
usage(void)
{
	fputs("usage: madoctl load month [PAYMENTS] [SEED] [--planted]\n", stderr);
	return -1;
}

/* The words behind the name; false when they are not what is asked for. */
static bool
read_words(int count, char **words, struct month_order *order)
{
	int64_t *numbers[] = { &order->payments, &order->seed };
	size_t given = 0;

	for (int i = 0; i < count; i++) {
		char *end;

		if (strcmp(words[i], "--planted") == 0) {
			order->is_planted = true;
			continue;
		}
		if (given == sizeof numbers / sizeof numbers[0])
			return false;
		*numbers[given++] = strtoll(words[i], &end, 10);
		if (*end != '\0' || end == words[i])
			return false;
	}
	return order->payments > 0 && order->payments <= PAYMENTS_MOST;
}

int
month_command(struct ctx *c, int count, char **words)
{
	struct month_order order = { .from_on = last_month(c), .payments = PAYMENTS_WANTED,
		.seed = SEED };
	int64_t from_us = clock_monotonic_us();
	const struct month_planted *planted;
	struct month month;
	double seconds;

	if (!read_words(count, words, &order))
		return usage();
	if (month_make(c, &order, &month) != 0)
		return -1;
	seconds = (double)(clock_monotonic_us() - from_us) / 1e6;
	printf("%s: %lld payments, %lld taken back, %lld buyers, %lld shops\n", order.from_on,
	    (long long)month.payments, (long long)month.voids, (long long)month.buyers,
	    (long long)month.shops);
	printf("%.1f s, %.0f payments/s\n", seconds, (double)month.payments / seconds);
	planted = month.planted.items;
	for (size_t i = 0; i < month.planted.count; i++)
		printf("planted: %s at shop %lld\n", planted[i].code,
		    (long long)planted[i].shop_id);
	return 0;
}
