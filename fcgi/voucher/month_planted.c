#include "voucher/month_plan.h"

#include <math.h>
#include <stdlib.h>

/*
 * The patterns.  熊野市 2019: a shop's owner redeemed own vouchers; 東大阪市: a
 * director of the association redeemed what was bought in many names; Fukui:
 * vouchers went into a boat.
 */
enum { MINUTE_MS = 60000, HOUR_MS = 60 * MINUTE_MS, PLANTED_MAX = 32 };

struct planting { struct month_plan *plan; int32_t *quiet, next; struct month_planted *items; };

static int64_t
at(const struct planting *g, int64_t day, int64_t hour, int64_t minute)
{
	return month_day(g->plan, day) + hour * HOUR_MS + minute * MINUTE_MS;
}

/* The next of the shops that take least. */
static int32_t
shop_next(struct planting *g)
{
	return g->quiet[g->next++];
}

static void
note(struct planting *g, const char *code, int32_t shop)
{
	g->items[g->plan->planted.count++] =
	    (struct month_planted){ code, g->plan->shops[shop].shop_id };
}

/* Somebody new with all the sets one may have of the first round. */
static int32_t
full_purse(struct planting *g, int64_t day)
{
	int32_t person = month_person(g->plan);

	month_buy(g->plan, person, 0, MONTH_SETS_MAX, at(g, -day, 13, 0));
	return person;
}

/* The owner and two of the family spend all they have at the own till. */
static void
plant_own_shop(struct planting *g)
{
	int32_t shop = shop_next(g), owner = full_purse(g, 6);

	month_link(g->plan, owner, shop, at(g, -5, 10, 0));
	for (int n = 0; n < 3; n++) {
		int32_t person = n == 0 ? owner : full_purse(g, 4);

		for (int i = 0; i < 6; i++)
			month_pay(g->plan, person, shop, 9900 - 200 * i,
			    at(g, 3 + 3 * i, 18, 20 * n));
	}
	note(g, "own_shop", shop);
	note(g, "one_person", shop);
}

/* Three people, both rounds, one shop that nearly nobody else goes to. */
static void
plant_few_people(struct planting *g)
{
	int32_t shop = shop_next(g);

	for (int n = 0; n < 3; n++) {
		int32_t person = full_purse(g, 7 + n);

		month_buy(g->plan, person, 1, MONTH_SETS_MAX, at(g, 1, 10 + n, 0));
		for (int i = 0; i < 8; i++)
			month_pay(g->plan, person, shop, 14800 - 100 * i,
			    at(g, 4 + 3 * i, 12 + n, 5));
	}
	note(g, "few_people", shop);
}

/* Eight purses in one hand, one after the other. */
static void
plant_many_purses(struct planting *g)
{
	int32_t shop = shop_next(g);

	for (int n = 0; n < 8; n++)
		month_pay(g->plan, full_purse(g, 3), shop, 30000 - 10 * n, at(g, 11, 15, n));
	note(g, "many_purses", shop);
}

/* Each owner pays at the next one's shop. */
static void
plant_ring(struct planting *g, int size)
{
	int32_t shops[3], owners[3];

	for (int i = 0; i < size; i++) {
		shops[i] = shop_next(g);
		owners[i] = full_purse(g, 9);
		month_link(g->plan, owners[i], shops[i], at(g, -8, 11, i));
	}
	for (int i = 0; i < size; i++) {
		int32_t to = shops[(i + 1) % size];

		for (int n = 0; n < 4; n++)
			month_pay(g->plan, owners[i], to, 7800 + 130 * n,
			    at(g, 2 + 6 * n, 10 + i, 30));
		note(g, "ring", to);
	}
}

static void
plant_boat(struct planting *g)
{
	int32_t shop = shop_next(g), person = full_purse(g, 12);

	month_buy(g->plan, person, 1, MONTH_SETS_MAX, at(g, 0, 9, 30));
	month_pay(g->plan, person, shop, 2 * MONTH_SETS_MAX * MONTH_SET_YEN, at(g, 8, 14, 0));
	note(g, "single_large", shop);
}

static void
plant_night(struct planting *g)
{
	int32_t shop = shop_next(g);

	for (int n = 0; n < 3; n++) {
		int32_t person = full_purse(g, 10);

		for (int i = 0; i < 4; i++)
			month_pay(g->plan, person, shop, 4900 - 10 * i, at(g, 17, 2, 3 * i + n));
	}
	note(g, "night", shop);
}

static void
plant_after_sale(struct planting *g)
{
	int32_t shop = shop_next(g), person = month_person(g->plan);

	month_buy(g->plan, person, 1, MONTH_SETS_MAX, at(g, 9, 11, 0));
	month_pay(g->plan, person, shop, 29000, at(g, 9, 11, 20));
	month_pay(g->plan, person, shop, 29900, at(g, 9, 11, 24));
	note(g, "after_sale", shop);
}

static void
plant_round_amount(struct planting *g)
{
	int32_t shop = shop_next(g), person = full_purse(g, 11);

	for (int i = 0; i < 8; i++)
		month_pay(g->plan, person, shop, 5000, at(g, 1 + 3 * i, 17, 7 * i));
	note(g, "round_amount", shop);
}

static double
km_between(const struct month_shop *a, const struct month_shop *b)
{
	double north, east;

	if (a->latitude == NULL || a->longitude == NULL || b->latitude == NULL ||
	    b->longitude == NULL)
		return 0;
	north = strtod(a->latitude, NULL) - strtod(b->latitude, NULL);
	east = strtod(a->longitude, NULL) - strtod(b->longitude, NULL);
	return 91 * sqrt(north * north + east * east);	/* never too much in Japan */
}

/* One purse at two ends of the town within a minute. */
static void
plant_speed(struct planting *g)
{
	int32_t here = shop_next(g), person = full_purse(g, 13);

	while (g->next < g->plan->shop_count) {
		int32_t there = shop_next(g);

		if (km_between(&g->plan->shops[here], &g->plan->shops[there]) < 3)
			continue;
		month_pay(g->plan, person, here, 1980, at(g, 14, 16, 0));
		month_pay(g->plan, person, there, 2310, at(g, 14, 16, 1));
		note(g, "speed", there);
		return;
	}
}

static int32_t *
quiet_shops(struct month_plan *p)
{
	int32_t *order = arena_alloc(p->arena, (size_t)p->shop_count * sizeof *order);

	for (int32_t i = 0; i < p->shop_count; i++) {
		int32_t j = i;

		for (; j > 0 && p->shops[order[j - 1]].taken_yen > p->shops[i].taken_yen; j--)
			order[j] = order[j - 1];
		order[j] = i;
	}
	return order;
}

void
month_plant(struct month_plan *p)
{
	struct planting g = { p, quiet_shops(p), 0,
		arena_alloc(p->arena, PLANTED_MAX * sizeof *g.items) };

	p->planted = (struct list){ 0, g.items };
	plant_few_people(&g);
	plant_own_shop(&g);
	plant_many_purses(&g);
	plant_ring(&g, 2);
	plant_ring(&g, 3);
	plant_boat(&g);
	plant_night(&g);
	plant_after_sale(&g);
	plant_round_amount(&g);
	plant_speed(&g);
}
