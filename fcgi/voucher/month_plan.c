#include "voucher/month_plan.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

enum { MINUTE_MS = 60000, HOUR_MS = 60 * MINUTE_MS, DAY_MS = 24 * HOUR_MS };
enum { PAYMENTS_MIN = 8, PAYMENTS_MAX = 32, FAVOURITES = 4, TRIES = 40 };
enum { APART_MS = 45 * MINUTE_MS };	/* between two payments of a person */
enum { TAKE_BACKS_IN = 250, CARDS_IN = 100, AGAIN_IN = 5 };

/* Hours of trade and what people spend, by industry (office/shop.h).  Nobody goes to the
 * same hotel or for a new refrigerator every few days. */
struct trade { const char *industry; int64_t pull, open, close, low_yen, high_yen; bool is_daily; };
static const struct trade trades[] = {
	{ "supermarket", 40, 9, 21, 500, 9000, true },
	{ "convenience", 24, 6, 23, 200, 2500, true },
	{ "restaurant", 12, 11, 22, 800, 12000, true },
	{ "takeaway", 12, 10, 19, 500, 3000, true },
	{ "electronics", 4, 10, 19, 1000, 40000, false },
	{ "beauty", 6, 9, 18, 3000, 15000, false },
	{ "lesson", 4, 10, 20, 3000, 12000, false },
	{ "lodging", 2, 8, 20, 8000, 35000, false },
	{ "travel", 1, 10, 18, 5000, 30000, false },
	{ "leisure", 6, 10, 21, 1000, 10000, false },
	{ "service", 8, 9, 19, 500, 6000, true },
	{ "retail", 12, 9, 19, 500, 12000, true },
	{ "other", 6, 10, 18, 500, 8000, true } };

static const struct trade *
trade_of(const char *industry)
{
	size_t last = sizeof trades / sizeof trades[0] - 1;

	for (size_t i = 0; i < last; i++)
		if (text_same(trades[i].industry, industry))
			return &trades[i];
	return &trades[last];
}

int64_t
month_day(const struct month_plan *p, int64_t days)
{
	return p->from_ms + days * DAY_MS;
}

int32_t
month_person(struct month_plan *p)
{
	return p->people++;
}

static struct month_act *
add(struct month_plan *p, const struct month_act *act)
{
	if (p->count == p->room) {
		struct month_act *old = p->acts;

		p->room = p->room != 0 ? p->room * 2 : 1024;
		p->acts = arena_alloc(p->arena, p->room * sizeof *p->acts);
		if (p->count != 0)
			memcpy(p->acts, old, p->count * sizeof *old);
	}
	p->acts[p->count] = *act;
	return &p->acts[p->count++];
}

void
month_buy(struct month_plan *p, int32_t person, int32_t round, int64_t sets, int64_t at_ms)
{
	add(p, &(struct month_act){ .at_ms = at_ms, .kind = MONTH_BUY, .person = person,
	    .round = round, .amount = sets, .is_new = person >= p->buyers });
	if (person >= p->buyers)
		p->buyers = person + 1;
}

void
month_link(struct month_plan *p, int32_t person, int32_t shop, int64_t at_ms)
{
	add(p, &(struct month_act){ .at_ms = at_ms, .kind = MONTH_LINK, .person = person,
	    .shop = shop });
}

struct month_act *
month_pay(struct month_plan *p, int32_t person, int32_t shop, int64_t yen, int64_t at_ms)
{
	p->shops[shop].taken_yen += yen;
	return add(p, &(struct month_act){ .at_ms = at_ms, .kind = MONTH_PAY, .person = person,
	    .shop = shop, .amount = yen, .slot = p->slots++, .means = "poster" });
}

/* ---- honest people ---- */

static int32_t
popular_shop(struct month_plan *p)
{
	int64_t all = 0, at;

	for (int32_t i = 0; i < p->shop_count; i++)
		all += p->shops[i].pull;
	at = draw_between(&p->draw, 1, all);
	for (int32_t i = 0; i < p->shop_count; i++) {
		at -= p->shops[i].pull;
		if (at <= 0)
			return i;
	}
	return p->shop_count - 1;
}

static int32_t
daily_shop(struct month_plan *p)
{
	int32_t shop = popular_shop(p);

	for (int tries = 0; tries < TRIES && !trade_of(p->shops[shop].industry)->is_daily; tries++)
		shop = popular_shop(p);
	return shop;
}

/* The n-th most popular draws about 1/n of the first: a few big, many small. */
static void
weigh_shops(struct month_plan *p)
{
	for (int32_t i = p->shop_count - 1; i > 0; i--) {
		int32_t j = (int32_t)draw_between(&p->draw, 0, i);
		struct month_shop swap = p->shops[i];

		p->shops[i] = p->shops[j];
		p->shops[j] = swap;
	}
	for (int32_t i = 0; i < p->shop_count; i++)
		p->shops[i].pull = 1000 * trade_of(p->shops[i].industry)->pull / (i + 12);
}

/* Small amounts are common, large ones rare; some people like whole thousands. */
static int64_t
draw_yen(struct month_plan *p, const struct trade *t)
{
	int64_t u = draw_between(&p->draw, 0, 999), yen;

	yen = t->low_yen + (t->high_yen - t->low_yen) * u * u / 1000 * u / 1000000;
	if (draw_between(&p->draw, 0, 99) < 5)
		return yen < 1000 ? 1000 : yen / 1000 * 1000;
	return yen / 10 * 10;
}

/* Payments of one person out of one purchase. */
struct wallet {
	int32_t person;
	int64_t first_day, payments, yen;
	const struct wallet *before;	/* the same person's first one, or NULL */
	int32_t shops[PAYMENTS_MAX];
	int64_t yens[PAYMENTS_MAX], times[PAYMENTS_MAX];
};

static bool
is_apart(const struct wallet *w, int64_t count, int64_t at_ms)
{
	for (int64_t i = 0; i < count; i++)
		if (llabs(w->times[i] - at_ms) < APART_MS)
			return false;
	return w->before == NULL || is_apart(w->before, w->before->payments, at_ms);
}

/* A time within the shop's hours that leaves the person time to get there. */
static int64_t
draw_time(struct month_plan *p, const struct wallet *w, int64_t i, const struct trade *t)
{
	int64_t at_ms = 0;

	for (int tries = 0; tries < TRIES; tries++) {
		at_ms = month_day(p, draw_between(&p->draw, w->first_day, p->days - 1)) +
		    t->open * HOUR_MS +
		    draw_between(&p->draw, 0, (t->close - t->open) * HOUR_MS - 1);
		if (is_apart(w, i, at_ms))
			break;
	}
	return at_ms;
}

static void
draw_wallet(struct month_plan *p, struct wallet *w, const int32_t *favourites)
{
	w->yen = 0;
	for (int64_t i = 0; i < w->payments; i++) {
		int64_t pick = draw_between(&p->draw, 0, 9);
		const struct trade *t;

		w->shops[i] = pick < 3 ? favourites[0] : pick < 5 ? favourites[1] :
		    pick < 6 ? favourites[2] : pick < 7 ? favourites[3] : popular_shop(p);
		t = trade_of(p->shops[w->shops[i]].industry);
		w->yens[i] = draw_yen(p, t);
		w->times[i] = draw_time(p, w, i, t);
		w->yen += w->yens[i];
	}
}

static void
plan_payment(struct month_plan *p, const struct wallet *w, int64_t i, bool has_card)
{
	static const char *const phone[] = { "poster", "poster", "poster", "poster", "number",
		"code", "code", "code", "code", "code" };
	struct month_act *pay = month_pay(p, w->person, w->shops[i], w->yens[i], w->times[i]);
	struct month_act back = *pay;

	pay->means = has_card ? "card" : phone[draw_between(&p->draw, 0, 9)];
	if (draw_between(&p->draw, 1, TAKE_BACKS_IN) > 1 ||
	    (w->times[i] - p->from_ms) % DAY_MS > 22 * HOUR_MS)
		return;
	back.kind = MONTH_TAKE_BACK;
	back.at_ms += draw_between(&p->draw, 2, 12) * MINUTE_MS;
	add(p, &back);
}

/* Buys what is needed, at most a person's share, and spends it. */
static void
plan_wallet(struct month_plan *p, struct wallet *w, int32_t round, int64_t bought_ms)
{
	int64_t most = MONTH_SETS_MAX * MONTH_SET_YEN, sets;

	if (w->yen > most) {
		int64_t all = w->yen;

		w->yen = 0;
		for (int64_t i = 0; i < w->payments; i++) {
			w->yens[i] = w->yens[i] * most / all / 10 * 10;
			w->yens[i] = w->yens[i] < 10 ? 10 : w->yens[i];
			w->yen += w->yens[i];
		}
	}
	sets = (w->yen + MONTH_SET_YEN - 1) / MONTH_SET_YEN;
	month_buy(p, w->person, round, sets > MONTH_SETS_MAX ? MONTH_SETS_MAX : sets, bought_ms);
	for (int64_t i = 0; i < w->payments; i++)
		plan_payment(p, w, i, w->person % CARDS_IN == 7);
}

static int64_t
counter_time(struct month_plan *p, int64_t day)
{
	return month_day(p, day) + 9 * HOUR_MS + draw_between(&p->draw, 0, 8 * HOUR_MS);
}

/* Returns how many of the payments the person took. */
static int64_t
plan_person(struct month_plan *p, int64_t payments)
{
	struct wallet w = { .person = month_person(p) };
	struct wallet again = { .person = w.person, .before = &w };
	int32_t favourites[FAVOURITES];
	int64_t taken, day;

	for (int i = 0; i < FAVOURITES; i++)
		favourites[i] = daily_shop(p);
	w.payments = draw_between(&p->draw, PAYMENTS_MIN, PAYMENTS_MAX);
	w.payments = w.payments < payments ? w.payments : payments;
	draw_wallet(p, &w, favourites);
	plan_wallet(p, &w, 0, counter_time(p, -draw_between(&p->draw, 1, 20)));
	taken = w.payments;
	if (taken == payments || draw_between(&p->draw, 1, AGAIN_IN) > 1)
		return taken;
	/* Buys again, and goes shopping from the next day on. */
	day = draw_between(&p->draw, 0, p->days - 8);
	again.first_day = day + 1;
	again.payments = draw_between(&p->draw, 2, 8);
	again.payments = again.payments < payments - taken ? again.payments : payments - taken;
	draw_wallet(p, &again, favourites);
	plan_wallet(p, &again, 1, counter_time(p, day));
	return taken + again.payments;
}

void
month_honest(struct month_plan *p, int64_t payments)
{
	weigh_shops(p);
	while (payments > 0)
		payments -= plan_person(p, payments);
}

static int
by_time(const void *a, const void *b)
{
	const struct month_act *x = a, *y = b;

	if (x->at_ms != y->at_ms)
		return x->at_ms < y->at_ms ? -1 : 1;
	return x->kind != y->kind ? (x->kind < y->kind ? -1 : 1) : x->slot - y->slot;
}

void
month_sort(struct month_plan *p)
{
	qsort(p->acts, p->count, sizeof *p->acts, by_time);
}
