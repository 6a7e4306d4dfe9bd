#include "voucher/month.h"

#include <string.h>

#include "base/clock.h"
#include "base/config.h"
#include "base/text.h"
#include "db/db.h"
#include "office/poster.h"
#include "office/shop.h"
#include "people/sample.h"
#include "settlement/shop_person.h"
#include "voucher/buyer.h"
#include "voucher/campaign.h"
#include "voucher/card.h"
#include "voucher/month_plan.h"
#include "voucher/pay.h"
#include "voucher/purse.h"
#include "voucher/round.h"
#include "voucher/sale.h"

enum { ACTS_A_COMMIT = 100, PAYMENTS_A_SHOP = 300, DAY_MS = 24 * 3600 * 1000 };
enum { CARD_LIMIT_YEN = 200000 };

SHAPE(month_shop, "A shop of the month",
    FIELD(month_shop, shop_id, "Shop"),
    FIELD(month_shop, industry, "Industry"),
    FIELD(month_shop, latitude, "Degrees north", .optional = true),
    FIELD(month_shop, longitude, "Degrees east", .optional = true),
    FIELD(month_shop, pull, "Later", .optional = true),
    FIELD(month_shop, taken_yen, "Later", .optional = true));
STMT(shops_there, "SELECT shop_id, industry, latitude, longitude FROM shop"
    " WHERE state = 'listed' ORDER BY shop_id LIMIT ?");

struct play {
	const struct month_order *order;
	struct month_plan plan;
	struct month *out;
	int64_t editor, publisher, seller;	/* accounts */
	int64_t rounds[2];
	struct month_person *people;
	int64_t *payments;			/* ids by slot */
	const char *use_to_on;			/* not over yet, however old the month is */
	size_t done;
	struct draw draw;			/* for names; begins anew for each person */
};

static void
staff_at(struct ctx *c, int64_t account_id, int64_t at_ms)
{
	c->actor = (struct actor){ .audience = AUDIENCE_STAFF, .account_id = account_id };
	c->now.ms = at_ms;
}

/* ---- who and where ---- */

static int
find_staff(struct ctx *c, const char *login, int64_t *account_id)
{
	struct sample_account a = { .audience = AUDIENCE_STAFF, .login = login };

	if (sample_account_make(c, &a) != 0)
		return -1;
	*account_id = a.account_id;
	return 0;
}

static int
make_staff(struct ctx *c, void *arg)
{
	struct play *p = arg;

	if (sample_people_load(c) != 0)
		return -1;
	return find_staff(c, "admin", &p->editor) != 0 ||
	        find_staff(c, "admin2", &p->publisher) != 0 ||
	        find_staff(c, "counter", &p->seller) != 0 ?
	    -1 : 0;
}

static int
make_shop(struct ctx *c, struct play *p, struct month_shop *out)
{
	size_t industries = 0;
	struct shop shop = { .size = "small", .area = sample_area(&p->draw) };
	struct sample_name name;
	struct poster poster;

	while (shop_industries[industries] != NULL)
		industries++;
	shop.industry = shop_industries[draw_next(&p->draw) % industries];
	shop.address = sample_address(c->arena, &p->draw, shop.area);
	name = sample_shop_name(c->arena, &p->draw, shop.industry);
	shop.name = arena_text(c->arena, "%s %s店", name.name, shop.area);
	shop.kana = name.kana;
	shop.latitude = arena_text(c->arena, "35.%06lld",
	    (long long)draw_between(&p->draw, 400000, 460000));
	shop.longitude = arena_text(c->arena, "133.%06lld",
	    (long long)draw_between(&p->draw, 780000, 860000));
	if (shop_make(c, &shop) != 0 || poster_make(c, shop.shop_id, NULL, &poster) != 0)
		return -1;
	*out = (struct month_shop){ .shop_id = shop.shop_id, .industry = shop.industry,
		.latitude = shop.latitude, .longitude = shop.longitude };
	return 0;
}

static int
make_shops(struct ctx *c, void *arg)
{
	struct play *p = arg;
	struct list there = { 0 };
	int32_t i;

	staff_at(c, p->editor, p->plan.from_ms - 60LL * DAY_MS);
	if (!p->order->own_shops && db_list(c, &shops_there, &month_shop_shape, &there,
	        A((int64_t)p->plan.shop_count)) != 0)
		return -1;
	if (there.count != 0)
		memcpy(p->plan.shops, there.items, there.count * sizeof *p->plan.shops);
	p->draw.state = (uint64_t)p->order->seed;
	for (i = (int32_t)there.count; i < p->plan.shop_count; i++)
		if (make_shop(c, p, &p->plan.shops[i]) != 0)
			return -1;
	return 0;
}

static const char *
day(struct ctx *c, const struct play *p, int days)
{
	return date_add_days(c->arena, p->order->from_on, days);
}

static int
make_round(struct ctx *c, struct play *p, struct round *r)
{
	r->eligibility = "anyone";
	r->allotment = "first_come";
	r->price_yen = 5000;
	r->face_yen = MONTH_SET_YEN;
	r->sets = (p->plan.people + 10) * MONTH_SETS_MAX;
	r->cap_sets = MONTH_SETS_MAX;
	r->use_to_on = p->use_to_on;
	staff_at(c, p->editor, p->plan.from_ms - 40LL * DAY_MS);
	if (round_make(c, r) != 0)
		return -1;
	staff_at(c, p->publisher, p->plan.from_ms - 39LL * DAY_MS);
	return round_publish(c, r->round_id);
}

static int
make_campaign(struct ctx *c, void *arg)
{
	struct play *p = arg;
	struct campaign campaign = { .cap_sets = 2 * MONTH_SETS_MAX,
		.name = arena_text(c->arena, "見本市くらし応援商品券（%s から）", p->order->from_on) };
	struct round first = { .name = "第1弾", .sell_from_on = day(c, p, -30),
		.sell_to_on = day(c, p, -1), .use_from_on = day(c, p, -30) };
	struct round second = { .name = "第2弾", .sell_from_on = day(c, p, 0),
		.sell_to_on = day(c, p, 60), .use_from_on = day(c, p, 0) };

	staff_at(c, p->editor, p->plan.from_ms - 40LL * DAY_MS);
	if (campaign_make(c, &campaign) != 0)
		return -1;
	first.campaign_id = second.campaign_id = campaign.campaign_id;
	if (make_round(c, p, &first) != 0 || make_round(c, p, &second) != 0)
		return -1;
	p->rounds[0] = first.round_id;
	p->rounds[1] = second.round_id;
	return 0;
}

/* ---- the acts ---- */

static int
register_buyer(struct ctx *c, struct play *p, struct month_person *person)
{
	struct sample_name name = sample_person_name(c->arena, &p->draw);
	struct buyer buyer = { .is_another = true, .person = { .name = name.name, .kana = name.kana,
		.address = sample_address(c->arena, &p->draw, sample_area(&p->draw)) } };
	struct buyer_found found = { 0 };

	buyer.person.birth_on = arena_text(c->arena, "%lld-%02lld-%02lld",
	    (long long)draw_between(&p->draw, 1938, 2006), (long long)draw_between(&p->draw, 1, 12),
	    (long long)draw_between(&p->draw, 1, 28));
	if (buyer_find_or_make(c, &buyer, &found) != 0)
		return -1;
	person->person_id = found.person_id;
	return purse_of_person(c, found.person_id, &person->purse_id);
}

/* Counts by the person, not by what was done: a chunk that is done again is the same. */
static int
buy(struct ctx *c, struct play *p, const struct month_act *a)
{
	struct month_person *person = &p->people[a->person];
	struct sale_order order = { .round_id = p->rounds[a->round], .sets = a->amount,
		.received_yen = a->amount * 5000, .is_resident_checked = true };
	struct sold sold;

	staff_at(c, p->seller, a->at_ms);
	if (a->is_new) {
		p->draw.state = (uint64_t)p->order->seed + (uint64_t)a->person * 7919;
		if (register_buyer(c, p, person) != 0)
			return -1;
	}
	order.person_id = person->person_id;
	return sale_sell(c, &order, &sold);
}

static int
issue_card(struct ctx *c, struct play *p, struct month_person *person, int64_t at_ms)
{
	struct card_issue order = { person->person_id, "2468", CARD_LIMIT_YEN, CARD_LIMIT_YEN };
	struct card card;

	staff_at(c, p->seller, at_ms);
	if (card_issue(c, &order, &card) != 0)
		return -1;
	person->card_id = card.card_id;
	return 0;
}

static void
shop_at(struct ctx *c, int64_t shop_id, int64_t at_ms)
{
	c->actor = (struct actor){ .audience = AUDIENCE_SHOP, .shop_id = shop_id };
	c->now.ms = at_ms;
}

static int
pay(struct ctx *c, struct play *p, const struct month_act *a)
{
	struct month_person *person = &p->people[a->person];
	struct payment payment = { .purse_id = person->purse_id, .means = a->means,
		.shop_id = p->plan.shops[a->shop].shop_id, .amount_yen = a->amount };
	bool by_card = text_same(a->means, "card");

	if (by_card && person->card_id == 0 && issue_card(c, p, person, a->at_ms) != 0)
		return -1;
	payment.card_id = by_card ? person->card_id : 0;
	shop_at(c, payment.shop_id, a->at_ms);
	if (payment_make(c, &payment) != 0)
		return -1;
	p->payments[a->slot] = payment.payment_id;
	return 0;
}

static int
take_back(struct ctx *c, struct play *p, const struct month_act *a)
{
	struct payment_undo undo = { p->payments[a->slot], "金額の打ち間違い", 0 };

	shop_at(c, p->plan.shops[a->shop].shop_id, a->at_ms);
	return payment_take_back(c, &undo);
}

static int
link_person(struct ctx *c, struct play *p, const struct month_act *a)
{
	struct shop_person link = { .shop_id = p->plan.shops[a->shop].shop_id,
		.person_id = p->people[a->person].person_id, .relation = "owner" };

	staff_at(c, p->editor, a->at_ms);
	return shop_person_link(c, &link);
}

static int
act(struct ctx *c, struct play *p, const struct month_act *a)
{
	switch (a->kind) {
	case MONTH_BUY:
		return buy(c, p, a);
	case MONTH_LINK:
		return link_person(c, p, a);
	case MONTH_PAY:
		return pay(c, p, a);
	case MONTH_TAKE_BACK:
		return take_back(c, p, a);
	}
	return 0;
}

static size_t
chunk_end(const struct play *p)
{
	return p->done + ACTS_A_COMMIT < p->plan.count ? p->done + ACTS_A_COMMIT : p->plan.count;
}

static int
play_chunk(struct ctx *c, void *arg)
{
	struct play *p = arg;

	for (size_t i = p->done; i < chunk_end(p); i++)
		if (act(c, p, &p->plan.acts[i]) != 0)
			return -1;
	return 0;
}

static int
play_all(struct ctx *c, struct play *p)
{
	while (p->done < p->plan.count) {
		struct mark mark = arena_mark(c->arena);

		if (db_transact(c, play_chunk, p) != 0)
			return -1;
		p->done = chunk_end(p);
		c->events = NULL;
		arena_rewind(c->arena, mark);
	}
	return 0;
}

/* ---- the month ---- */

static int64_t
days_of_month(struct ctx *c, const char *from_on)
{
	int days = 28;

	while (strncmp(date_add_days(c->arena, from_on, days), from_on, 7) == 0)
		days++;
	return days;
}

static void
make_plan(struct ctx *c, struct play *p)
{
	const struct month_order *order = p->order;
	int64_t shops = order->shops != 0 ? order->shops : order->payments / PAYMENTS_A_SHOP;

	shops = shops < MONTH_SHOPS_MIN ? MONTH_SHOPS_MIN : shops;
	shops = shops > MONTH_SHOPS_MAX ? MONTH_SHOPS_MAX : shops;
	p->plan = (struct month_plan){ .arena = c->arena, .draw = { (uint64_t)order->seed },
		.from_ms = tokyo_midnight(order->from_on).ms,
		.days = days_of_month(c, order->from_on), .shop_count = (int32_t)shops,
		.shops = arena_alloc(c->arena, (size_t)shops * sizeof *p->plan.shops) };
}

static void
tell(const struct play *p, struct month *out)
{
	const struct month_plan *plan = &p->plan;

	out->shops = plan->shop_count;
	out->buyers = plan->people;
	out->planted = plan->planted;
	for (int32_t i = 0; i < plan->shop_count; i++)
		out->shop_ids[i] = plan->shops[i].shop_id;
	for (size_t i = 0; i < plan->count; i++) {
		out->payments += plan->acts[i].kind == MONTH_PAY;
		out->voids += plan->acts[i].kind == MONTH_TAKE_BACK;
	}
}

int
month_make(struct ctx *c, const struct month_order *order, struct month *out)
{
	struct actor actor = c->actor;
	struct instant now = c->now;
	struct play p = { .order = order, .out = out };

	if (!c->config->sample)
		return fail_internal(c, "this is no sample installation");
	*out = (struct month){ 0 };
	make_plan(c, &p);
	p.use_to_on = date_add_days(c->arena, tokyo_date(c->arena, now), 180);
	if (db_transact(c, make_staff, &p) != 0 || db_transact(c, make_shops, &p) != 0)
		return -1;
	month_honest(&p.plan, order->payments);
	if (order->is_planted)
		month_plant(&p.plan);
	month_sort(&p.plan);
	p.people = arena_alloc(c->arena, (size_t)p.plan.people * sizeof *p.people);
	p.payments = arena_alloc(c->arena, (size_t)p.plan.slots * sizeof *p.payments);
	out->shop_ids = arena_alloc(c->arena, (size_t)p.plan.shop_count * sizeof *out->shop_ids);
	if (db_transact(c, make_campaign, &p) != 0 || play_all(c, &p) != 0)
		return -1;
	c->actor = actor;
	c->now = now;
	tell(&p, out);
	return 0;
}
