#include "voucher/campaign.h"

#include <string.h>

#include "voucher/round.h"
#include "voucher/sales_api.h"
#include "voucher/stock.h"

RIGHT(right_voucher_view, AUDIENCE_STAFF, "voucher.view", "See campaigns, sales and books");
RIGHT(right_voucher_edit, AUDIENCE_STAFF, "voucher.edit", "Edit campaigns and rounds");
RIGHT(right_voucher_publish, AUDIENCE_STAFF, "voucher.publish",
    "Publish rounds and move unsold sets");

STMT(any_campaign, "SELECT 1 FROM campaign WHERE campaign_id = ?");
const struct within within_campaign = { "Any campaign", BY_ANYONE, &any_campaign };

struct public_round {
	int64_t round_id, number;
	const char *name, *eligibility, *allotment;
	int64_t price_yen, face_yen, sets, cap_sets;
	const char *apply_from_on, *apply_to_on, *sell_from_on, *sell_to_on, *use_from_on,
	    *use_to_on;
	const char *state;
};
#define ROUND_FIELDS(T)								\
	FIELD(T, round_id, "Round"),						\
	FIELD(T, number, "1, 2, ... within the campaign"),			\
	FIELD(T, name, "As residents read it"),					\
	FIELD(T, eligibility, "Who may buy", .choices = eligibilities),		\
	FIELD(T, allotment, "How sets are given out", .choices = allotments),	\
	FIELD(T, price_yen, "Price of one set, yen"),				\
	FIELD(T, face_yen, "What one set buys, yen"),				\
	FIELD(T, sets, "Sets of the round, with those that rolled over"),	\
	FIELD(T, cap_sets, "Sets one person may buy in this round"),		\
	FIELD(T, apply_from_on, "First day of application", .optional = true),	\
	FIELD(T, apply_to_on, "Last day of application", .optional = true),	\
	FIELD(T, sell_from_on, "First day of sale"),				\
	FIELD(T, sell_to_on, "Last day of sale"),				\
	FIELD(T, use_from_on, "First day of use"),				\
	FIELD(T, use_to_on, "Last day of use"),					\
	FIELD(T, state, "draft or published")
SHAPE(public_round, "A published round", ROUND_FIELDS(public_round));

struct staff_round {
	int64_t round_id, number;
	const char *name, *eligibility, *allotment;
	int64_t price_yen, face_yen, sets, cap_sets;
	const char *apply_from_on, *apply_to_on, *sell_from_on, *sell_to_on, *use_from_on,
	    *use_to_on;
	const char *state;
	int64_t planned_sets, sold_sets, left_sets, editor_account_id;
	bool rolls_over;
	struct list checks;
};
SHAPE(staff_round, "A round, for staff", ROUND_FIELDS(staff_round),
    FIELD(staff_round, planned_sets, "Sets as planned"),
    FIELD(staff_round, sold_sets, "Sets sold"),
    FIELD(staff_round, left_sets, "Sets in stock"),
    FIELD(staff_round, editor_account_id, "Who edited last, and may not publish"),
    FIELD(staff_round, rolls_over, "Unsold sets may go on to a later round"),
    FIELD(staff_round, checks, "What to look at before publishing: codes"));

struct public_campaign { int64_t campaign_id; const char *name; int64_t cap_sets;
	struct list rounds; };
#define CAMPAIGN_FIELDS(T, R)							\
	FIELD(T, campaign_id, "Campaign"),					\
	FIELD(T, name, "As residents read it"),					\
	FIELD(T, cap_sets, "Sets one person may buy over all rounds"),		\
	FIELD(T, rounds, "Rounds by number", .of = &R)
SHAPE(public_campaign, "A campaign", CAMPAIGN_FIELDS(public_campaign, public_round_shape));
struct staff_campaign { int64_t campaign_id; const char *name; int64_t cap_sets;
	struct list rounds; };
SHAPE(staff_campaign, "A campaign, for staff",
    CAMPAIGN_FIELDS(staff_campaign, staff_round_shape));

struct campaigns_out { struct list campaigns; };
SHAPE(campaigns_out, "Campaigns",
    FIELD(campaigns_out, campaigns, "Newest first", .of = &public_campaign_shape));
struct staff_campaigns_out { struct list campaigns; };
SHAPE(staff_campaigns_out, "Campaigns, for staff",
    FIELD(staff_campaigns_out, campaigns, "Newest first", .of = &staff_campaign_shape));

static size_t
rounds_of(const struct list *rounds, int64_t campaign_id)
{
	const struct round *r = rounds->items;
	size_t count = 0;

	for (size_t i = 0; i < rounds->count; i++)
		count += r[i].campaign_id == campaign_id;
	return count;
}

static struct public_round
public_of(const struct round *r)
{
	return (struct public_round){ r->round_id, r->number, r->name, r->eligibility,
		r->allotment, r->price_yen, r->face_yen, r->sets + r->moved_sets, r->cap_sets,
		r->apply_from_on, r->apply_to_on, r->sell_from_on, r->sell_to_on, r->use_from_on,
		r->use_to_on, r->state };
}

static int
get_campaigns(struct ctx *c, const void *input, void *output)
{
	struct campaigns_out *out = output;
	struct list campaigns = { 0 }, rounds = { 0 };
	const struct campaign *campaign;
	const struct round *r;
	struct public_campaign *to;

	(void)input;
	if (campaign_list(c, true, &campaigns) != 0 || round_list(c, true, &rounds) != 0)
		return -1;
	campaign = campaigns.items;
	r = rounds.items;
	to = arena_alloc(c->arena, campaigns.count * sizeof *to + 1);
	out->campaigns = (struct list){ campaigns.count, to };
	for (size_t i = 0; i < campaigns.count; i++) {
		struct public_round *row = arena_alloc(c->arena,
		    rounds_of(&rounds, campaign[i].campaign_id) * sizeof *row + 1);

		to[i] = (struct public_campaign){ campaign[i].campaign_id, campaign[i].name,
			campaign[i].cap_sets, { 0, row } };
		for (size_t k = 0; k < rounds.count; k++)
			if (r[k].campaign_id == campaign[i].campaign_id)
				row[to[i].rounds.count++] = public_of(&r[k]);
	}
	return 0;
}

static int
staff_of(struct ctx *c, const struct round *r, struct staff_round *out)
{
	*out = (struct staff_round){ r->round_id, r->number, r->name, r->eligibility, r->allotment,
		r->price_yen, r->face_yen, r->sets + r->moved_sets, r->cap_sets, r->apply_from_on,
		r->apply_to_on, r->sell_from_on, r->sell_to_on, r->use_from_on, r->use_to_on,
		r->state, .planned_sets = r->sets, .editor_account_id = r->editor_account_id,
		.rolls_over = r->rolls_over };
	if (stock_left(c, r->round_id, &out->left_sets) != 0)
		return -1;
	if (strcmp(r->state, "published") == 0)
		out->sold_sets = out->sets - out->left_sets;
	return round_warnings(c, r, &out->checks);
}

static int
get_staff_campaigns(struct ctx *c, const void *input, void *output)
{
	struct staff_campaigns_out *out = output;
	struct list campaigns = { 0 }, rounds = { 0 };
	const struct campaign *campaign;
	const struct round *r;
	struct staff_campaign *to;

	(void)input;
	if (campaign_list(c, false, &campaigns) != 0 || round_list(c, false, &rounds) != 0)
		return -1;
	campaign = campaigns.items;
	r = rounds.items;
	to = arena_alloc(c->arena, campaigns.count * sizeof *to + 1);
	out->campaigns = (struct list){ campaigns.count, to };
	for (size_t i = 0; i < campaigns.count; i++) {
		struct staff_round *row = arena_alloc(c->arena,
		    rounds_of(&rounds, campaign[i].campaign_id) * sizeof *row + 1);

		to[i] = (struct staff_campaign){ campaign[i].campaign_id, campaign[i].name,
			campaign[i].cap_sets, { 0, row } };
		for (size_t k = 0; k < rounds.count; k++)
			if (r[k].campaign_id == campaign[i].campaign_id &&
			    staff_of(c, &r[k], &row[to[i].rounds.count++]) != 0)
				return -1;
	}
	return 0;
}

struct campaign_new_in { const char *name; int64_t cap_sets; };
SHAPE(campaign_new_in, "A new campaign",
    FIELD(campaign_new_in, name, "As residents read it", .min = 1, .max = 80),
    FIELD(campaign_new_in, cap_sets, "Sets one person may buy over all rounds", .min = 1,
        .max = 1000));
struct campaign_new_out { int64_t campaign_id; };
SHAPE(campaign_new_out, "The campaign", FIELD(campaign_new_out, campaign_id, "Campaign"));

static int
post_campaign(struct ctx *c, const void *input, void *output)
{
	const struct campaign_new_in *in = input;
	struct campaign_new_out *out = output;
	struct campaign campaign = { 0, in->name, in->cap_sets };

	if (campaign_make(c, &campaign) != 0)
		return -1;
	out->campaign_id = campaign.campaign_id;
	return 0;
}

struct campaign_in { int64_t campaign_id; const char *name; int64_t cap_sets; };
SHAPE(campaign_in, "A campaign as it shall be",
    FIELD(campaign_in, campaign_id, "Campaign", .within = &within_campaign),
    FIELD(campaign_in, name, "As residents read it", .min = 1, .max = 80),
    FIELD(campaign_in, cap_sets, "Sets one person may buy over all rounds", .min = 1,
        .max = 1000));

static int
put_campaign(struct ctx *c, const void *input, void *output)
{
	const struct campaign_in *in = input;

	(void)output;
	return campaign_set(c, &(struct campaign){ in->campaign_id, in->name, in->cap_sets });
}

const struct route campaign_routes[] = {
	{ GET, "/api/sales/campaigns", "Published campaigns and rounds", &right_public, CACHED,
	  get_campaigns, NULL, &campaigns_out_shape },
	{ GET, "/api/sales/staff-campaigns", "All campaigns and rounds", &right_voucher_view, 0,
	  get_staff_campaigns, NULL, &staff_campaigns_out_shape },
	{ POST, "/api/sales/staff-campaigns", "A new campaign", &right_voucher_edit, ONCE,
	  post_campaign, &campaign_new_in_shape, &campaign_new_out_shape },
	{ PUT, "/api/sales/staff-campaigns/{campaign_id}", "Change a campaign",
	  &right_voucher_edit, 0, put_campaign, &campaign_in_shape, NULL,
	  REASONS(&campaign_cap) },
	{ 0 }
};
