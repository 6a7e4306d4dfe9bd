#include "voucher/sample.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/config.h"
#include "db/db.h"
#include "office/contact.h"
#include "office/poster.h"
#include "people/sample.h"
#include "settlement/bank_sender.h"
#include "settlement/payee.h"
#include "settlement/shop_account.h"
#include "settlement/shop_contact.h"
#include "voucher/buyer.h"
#include "voucher/campaign.h"
#include "voucher/pay.h"
#include "voucher/purse.h"
#include "voucher/round.h"
#include "voucher/sale.h"
#include "voucher/sample_names.h"

enum { ACTS_A_COMMIT = 50, SHOPS_WITH_ACCOUNTS = 3, HOUR_MS = 3600 * 1000, DAY_MS = 24 * HOUR_MS };
enum { FIRST_SALE = -60, LAST_SALE = -20 };	/* days from today, of the first round */

static const char sample_bank[] = "0166";

struct sample {
	int64_t size;
	struct instant today;
	struct draw draw;
	int64_t editor, publisher, seller, accountant, accountant2;	/* accounts */
	struct draw bank_draw;
	const struct branch_row *branches;	/* of sample_bank */
	size_t branch_count;
	int64_t round_id;			/* the first round */
	int64_t *shops;
	int64_t shop_count;
	int64_t done;				/* of the list that is being made */
};

static const char *
day(struct ctx *c, const struct sample *s, int offset)
{
	return date_add_days(c->arena, tokyo_date(c->arena, s->today), offset);
}

static void
act_as(struct ctx *c, const struct sample *s, int64_t account_id, int offset)
{
	c->actor = (struct actor){ .audience = AUDIENCE_STAFF, .account_id = account_id };
	c->now.ms = s->today.ms + (int64_t)offset * DAY_MS;
}

/* ---- accounts ---- */

/* The accounts of people/sample.h; asking for one that is there only finds it. */
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
	struct sample *s = arg;

	if (sample_people_load(c) != 0)
		return -1;
	return find_staff(c, "admin", &s->editor) != 0 ||
	        find_staff(c, "admin2", &s->publisher) != 0 ||
	        find_staff(c, "counter", &s->seller) != 0 ||
	        find_staff(c, "accounting", &s->accountant) != 0 ||
	        find_staff(c, "accounting2", &s->accountant2) != 0 ?
	    -1 : 0;
}

/* ---- shops ---- */

static int
make_shop_accounts(struct ctx *c, const struct shop *shop)
{
	struct sample_account owner = { .audience = AUDIENCE_SHOP, .login = "owner", .name = "責任者",
		.role = "owner", .shop_id = shop->shop_id, .shop_no = shop->shop_no,
		.doc = "sample.owner" };
	struct sample_account clerk = { .audience = AUDIENCE_SHOP, .login = "clerk", .name = "レジ係",
		.role = "clerk", .shop_id = shop->shop_id, .shop_no = shop->shop_no,
		.doc = "sample.clerk" };

	return sample_account_make(c, &owner) != 0 || sample_account_make(c, &clerk) != 0 ? -1 : 0;
}

static int
make_shop(struct ctx *c, struct sample *s)
{
	size_t industries = 0, sizes = 0;
	struct shop shop = { 0 };
	struct sample_name name;
	struct poster poster;

	while (shop_industries[industries] != NULL)
		industries++;
	while (shop_sizes[sizes] != NULL)
		sizes++;
	shop.industry = shop_industries[draw_next(&s->draw) % industries];
	/* Most shops of a small city are small. */
	shop.size = shop_sizes[draw_between(&s->draw, 0, 9) < 8 ? 0 : draw_next(&s->draw) % sizes];
	shop.area = sample_area(&s->draw);
	shop.address = sample_address(c->arena, &s->draw, shop.area);
	name = sample_shop_name(c->arena, &s->draw, shop.industry);
	shop.name = arena_text(c->arena, "%s %s店", name.name, shop.area);
	shop.kana = name.kana;
	shop.latitude = arena_text(c->arena, "35.%06lld",
	    (long long)draw_between(&s->draw, 400000, 460000));
	shop.longitude = arena_text(c->arena, "133.%06lld",
	    (long long)draw_between(&s->draw, 780000, 860000));
	if (s->done % 7 == 0)
		shop.exclusions = "酒類、特売品";
	if (shop_make(c, &shop) != 0 || poster_make(c, shop.shop_id, NULL, &poster) != 0)
		return -1;
	s->shops[s->done] = shop.shop_id;
	return s->done < SHOPS_WITH_ACCOUNTS ? make_shop_accounts(c, &shop) : 0;
}

static int
make_shops(struct ctx *c, void *arg)
{
	struct sample *s = arg;
	int64_t end = s->done + ACTS_A_COMMIT < s->shop_count ? s->done + ACTS_A_COMMIT :
	    s->shop_count;

	for (act_as(c, s, s->editor, -120); s->done < end; s->done++)
		if (make_shop(c, s) != 0)
			return -1;
	return 0;
}

/* ---- campaign: kurayoshi-voucher.txt 4(1) ---- */

static int
make_round(struct ctx *c, struct sample *s, struct round *r)
{
	r->price_yen = 5000;
	r->face_yen = 6000;
	r->cap_sets = 10;
	act_as(c, s, s->editor, -110);
	if (round_make(c, r) != 0)
		return -1;
	act_as(c, s, s->publisher, -109);
	return round_publish(c, r->round_id);
}

static int
make_campaign(struct ctx *c, void *arg)
{
	struct sample *s = arg;
	struct campaign campaign = { .name = "見本市プレミアム付きデジタル商品券", .cap_sets = 20 };
	struct round first = { .name = "第1弾", .eligibility = "residents", .allotment = "lottery",
		.sets = 60000, .apply_from_on = day(c, s, -90), .apply_to_on = day(c, s, -70),
		.sell_from_on = day(c, s, FIRST_SALE), .sell_to_on = day(c, s, LAST_SALE),
		.use_from_on = day(c, s, FIRST_SALE), .use_to_on = day(c, s, 120),
		.rolls_over = true };
	struct round second = { .name = "第2弾", .eligibility = "anyone", .allotment = "first_come",
		.sets = 40000, .sell_from_on = day(c, s, -10), .sell_to_on = day(c, s, 60),
		.use_from_on = day(c, s, -10), .use_to_on = day(c, s, 170) };

	act_as(c, s, s->editor, -110);
	if (campaign_make(c, &campaign) != 0)
		return -1;
	first.campaign_id = second.campaign_id = campaign.campaign_id;
	if (make_round(c, s, &first) != 0 || make_round(c, s, &second) != 0)
		return -1;
	s->round_id = first.round_id;
	return 0;
}

/* ---- where the shops are paid ---- */

static int
set_sender(struct ctx *c, void *arg)
{
	struct sample *s = arg;
	struct bank_sender sender = { .client_code = "0000031203", .client_name = "ミホンシ",
		.bank_code = sample_bank, .branch_code = s->branches[0].branch_code,
		.number = "0001234", .kind = 1, .line_end = "crlf", .has_eof = false };

	act_as(c, s, s->accountant, -100);
	return bank_sender_set(c, &sender);
}

static int
propose(struct ctx *c, struct sample *s, int64_t shop_id, int64_t *shop_account_id)
{
	struct payee_typed account = { .bank_code = sample_bank, .kind = 1,
		.branch_code = s->branches[draw_next(&s->bank_draw) % s->branch_count].branch_code,
		.number = arena_text(c->arena, "%lld",
		    (long long)draw_between(&s->bank_draw, 1000000, 9999999)),
		.holder = sample_person_name(c->arena, &s->bank_draw).kana };

	return shop_account_propose(c, shop_id, &account, shop_account_id);
}

/* One shop waits with a change, so that a second person finds something to look at. */
static int
make_account(struct ctx *c, struct sample *s)
{
	int64_t shop_id = s->shops[s->done], id, waiting;

	act_as(c, s, s->accountant, -100);
	if (shop_contact_set(c, shop_id, arena_text(c->arena, "shop%lld@example.jp",
	        (long long)s->done + 1)) != 0 || propose(c, s, shop_id, &id) != 0)
		return -1;
	act_as(c, s, s->accountant2, -99);
	if (shop_account_decide(c, id, true, NULL) != 0)
		return -1;
	act_as(c, s, s->accountant, -2);
	return s->done == SHOPS_WITH_ACCOUNTS - 1 ? propose(c, s, shop_id, &waiting) : 0;
}

static int
make_accounts(struct ctx *c, void *arg)
{
	struct sample *s = arg;
	int64_t end = s->done + ACTS_A_COMMIT < s->shop_count ? s->done + ACTS_A_COMMIT :
	    s->shop_count;

	for (; s->done < end; s->done++)
		if (make_account(c, s) != 0)
			return -1;
	return 0;
}

/* ---- buyers and what they spent ---- */

static int
spend(struct ctx *c, struct sample *s, int64_t person_id, int offset)
{
	int64_t purse_id, payments = draw_between(&s->draw, 0, 3);

	if (purse_of_person(c, person_id, &purse_id) != 0)
		return -1;
	for (int64_t i = 0; i < payments; i++) {
		struct payment p = { .purse_id = purse_id, .means = "poster",
			.shop_id = s->shops[draw_next(&s->draw) % (uint64_t)s->shop_count],
			.amount_yen = draw_between(&s->draw, 100, 1900) };

		/* Hours apart: nobody is at two shops at once. */
		c->now.ms = s->today.ms + i * 3 * HOUR_MS +
		    (offset + draw_between(&s->draw, 0, -offset - 1)) * DAY_MS;
		if (payment_make(c, &p) != 0)
			return -1;
	}
	return 0;
}

/* One sample resident has vouchers already; the other begins with none. */
static int
link_resident(struct ctx *c, const char *claim_code)
{
	struct sample_account resident = { .audience = AUDIENCE_RESIDENT,
		.mail = "hanako@example.jp", .doc = "sample.resident" };
	int64_t person_id;

	if (sample_account_make(c, &resident) != 0)
		return -1;
	return claim_use(c, claim_code, resident.account_id, &person_id);
}

static int
make_buyer(struct ctx *c, struct sample *s)
{
	struct sample_name name = sample_person_name(c->arena, &s->draw);
	int offset = (int)draw_between(&s->draw, FIRST_SALE, LAST_SALE);
	struct buyer buyer = { .is_another = true, .person = { .name = name.name, .kana = name.kana,
		.address = sample_address(c->arena, &s->draw, sample_area(&s->draw)) } };
	struct sale_order order = { .round_id = s->round_id, .is_resident_checked = true,
		.sets = draw_between(&s->draw, 1, 10) };
	struct buyer_found found = { 0 };
	struct sold sold;

	buyer.person.birth_on = arena_text(c->arena, "%lld-%02lld-%02lld",
	    (long long)draw_between(&s->draw, 1938, 2006), (long long)draw_between(&s->draw, 1, 12),
	    (long long)draw_between(&s->draw, 1, 28));
	act_as(c, s, s->seller, offset);
	order.received_yen = order.sets * 5000;
	if (buyer_find_or_make(c, &buyer, &found) != 0)
		return -1;
	order.person_id = found.person_id;
	if (sale_sell(c, &order, &sold) != 0 || spend(c, s, found.person_id, offset) != 0)
		return -1;
	return s->done == 0 ? link_resident(c, sold.claim_code) : 0;
}

static int
make_buyers(struct ctx *c, void *arg)
{
	struct sample *s = arg;

	for (int i = 0; i < ACTS_A_COMMIT; i++, s->done++)
		if (make_buyer(c, s) != 0)
			return -1;
	return 0;
}

/* In chunks, each a transaction: a broken chunk is drawn again from its start. */
static int
in_chunks(struct ctx *c, struct sample *s, int64_t total, int (*chunk)(struct ctx *, void *))
{
	for (s->done = 0; s->done < total;) {
		struct mark mark = arena_mark(c->arena);

		if (db_transact(c, chunk, s) != 0)
			return -1;
		c->events = NULL;
		arena_rewind(c->arena, mark);
	}
	return 0;
}

static const struct contact sample_contact = { "商工観光課　商品券係", "見本市本町1丁目1番1号",
	"0000-00-0000" };

/* Without the register of banks (madoctl load banks) the shops have no accounts. */
static int
load_accounts(struct ctx *c, struct sample *s)
{
	struct list branches;

	if (branch_find(c, sample_bank, "", &branches) != 0)
		return -1;
	s->branches = branches.items;
	s->branch_count = branches.count;
	if (s->branch_count == 0)
		return 0;
	return db_transact(c, set_sender, s) != 0 ||
	        in_chunks(c, s, s->shop_count, make_accounts) != 0 ? -1 : 0;
}

int
sample_load(struct ctx *c, int64_t size)
{
	struct sample s = { .size = size, .today = c->now, .draw = { 20251121 },
		.bank_draw = { 20251122 },
		.shop_count = SAMPLE_SHOPS * size };

	if (!c->config->sample)
		return fail_internal(c, "this is no sample installation");
	s.shops = arena_alloc(c->arena, (size_t)s.shop_count * sizeof *s.shops);
	act_as(c, &s, 0, -130);
	if (contact_set(c, &sample_contact) != 0 ||
	    db_transact(c, make_staff, &s) != 0 ||
	    in_chunks(c, &s, s.shop_count, make_shops) != 0 ||
	    load_accounts(c, &s) != 0 || db_transact(c, make_campaign, &s) != 0 ||
	    in_chunks(c, &s, SAMPLE_BUYERS * size, make_buyers) != 0)
		return -1;
	printf("%lld shops, %lld buyers, two rounds\n", (long long)s.shop_count,
	    (long long)(SAMPLE_BUYERS * size));
	return 0;
}
