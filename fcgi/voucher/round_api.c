#include "voucher/round.h"

#include "base/clock.h"
#include "base/text.h"
#include "people/account.h"
#include "shape/say.h"
#include "voucher/sales_api.h"

STMT(any_round, "SELECT 1 FROM round WHERE round_id = ?");
const struct within within_round = { "Any round", BY_ANYONE, &any_round };

struct round_new_in {
	int64_t campaign_id;
	const char *name, *eligibility, *allotment;
	int64_t price_yen, face_yen, sets, cap_sets;
	const char *apply_from_on, *apply_to_on, *sell_from_on, *sell_to_on, *use_from_on,
	    *use_to_on;
	bool rolls_over;
};
struct round_in {
	int64_t round_id, campaign_id;
	const char *name, *eligibility, *allotment;
	int64_t price_yen, face_yen, sets, cap_sets;
	const char *apply_from_on, *apply_to_on, *sell_from_on, *sell_to_on, *use_from_on,
	    *use_to_on;
	bool rolls_over;
};
#define DAY(T, m, doc) FIELD(T, m, doc, .format = &format_date, .max = 10)
#define ROUND_IN(T)								\
	FIELD(T, campaign_id, "Campaign", .within = &within_campaign),		\
	FIELD(T, name, "As residents read it", .min = 1, .max = 80),		\
	FIELD(T, eligibility, "Who may buy", .choices = eligibilities),		\
	FIELD(T, allotment, "How sets are given out", .choices = allotments),	\
	FIELD(T, price_yen, "Price of one set, yen", .min = 1, .max = 1000000),	\
	FIELD(T, face_yen, "What one set buys, yen", .min = 1, .max = 1000000),	\
	FIELD(T, sets, "Sets", .min = 1, .max = 10000000),			\
	FIELD(T, cap_sets, "Sets one person may buy in this round", .min = 1, .max = 1000), \
	FIELD(T, apply_from_on, "First day of application", .format = &format_date,	\
	    .max = 10, .optional = true),					\
	FIELD(T, apply_to_on, "Last day of application", .format = &format_date,	\
	    .max = 10, .optional = true),					\
	DAY(T, sell_from_on, "First day of sale"),				\
	DAY(T, sell_to_on, "Last day of sale"),					\
	DAY(T, use_from_on, "First day of use"),				\
	DAY(T, use_to_on, "Last day of use"),					\
	FIELD(T, rolls_over, "Unsold sets may go on to a later round")
SHAPE(round_new_in, "A new round", ROUND_IN(round_new_in));
SHAPE(round_in, "A round as it shall be",
    FIELD(round_in, round_id, "Round", .within = &within_round), ROUND_IN(round_in));

#define ROUND_OF(in)								\
	.campaign_id = (in)->campaign_id, .name = (in)->name,			\
	.eligibility = (in)->eligibility, .allotment = (in)->allotment,		\
	.price_yen = (in)->price_yen, .face_yen = (in)->face_yen, .sets = (in)->sets,	\
	.cap_sets = (in)->cap_sets, .apply_from_on = (in)->apply_from_on,	\
	.apply_to_on = (in)->apply_to_on, .sell_from_on = (in)->sell_from_on,	\
	.sell_to_on = (in)->sell_to_on, .use_from_on = (in)->use_from_on,	\
	.use_to_on = (in)->use_to_on, .rolls_over = (in)->rolls_over

struct round_new_out { int64_t round_id; };
SHAPE(round_new_out, "The round", FIELD(round_new_out, round_id, "Round"));

static int
post_round(struct ctx *c, const void *input, void *output)
{
	const struct round_new_in *in = input;
	struct round_new_out *out = output;
	struct round r = { ROUND_OF(in) };

	if (round_make(c, &r) != 0)
		return -1;
	out->round_id = r.round_id;
	return 0;
}

static int
put_round(struct ctx *c, const void *input, void *output)
{
	const struct round_in *in = input;
	struct round r = { .round_id = in->round_id, ROUND_OF(in) };

	(void)output;
	return round_set(c, &r);
}

struct round_id_in { int64_t round_id; };
SHAPE(round_id_in, "Which round",
    FIELD(round_id_in, round_id, "Round", .within = &within_round));

struct preview_out {
	struct list sentences;
	int64_t discount_percent, premium_percent, total_face_yen, total_premium_yen;
	int64_t days_to_sell, days_to_use;
	struct list warnings;
};
SHAPE(preview_out, "What residents will read, and figures to check",
    FIELD(preview_out, sentences, "In the reader's language"),
    FIELD(preview_out, discount_percent, "Saved off the value, whole percent"),
    FIELD(preview_out, premium_percent, "Added to the price, whole percent"),
    FIELD(preview_out, total_face_yen, "Value of all sets, yen"),
    FIELD(preview_out, total_premium_yen, "Premium of all sets, yen"),
    FIELD(preview_out, days_to_sell, "Days of sale"),
    FIELD(preview_out, days_to_use, "Days of use"),
    FIELD(preview_out, warnings, "What to look at before publishing: codes"));

static int64_t
days(const char *from, const char *to)
{
	return (tokyo_midnight(to).ms - tokyo_midnight(from).ms) / 86400000 + 1;
}

static const char *
period(struct ctx *c, const char *key, const char *from, const char *to)
{
	return SAY(c, key, P(from, date_wareki(c->arena, from)),
	    P(to, date_wareki(c->arena, to)));
}

static struct list
sentences(struct ctx *c, const struct round *r)
{
	const char **line = arena_alloc(c->arena, 6 * sizeof *line);
	bool residents = text_same(r->eligibility, "residents");
	size_t count = 0;

	line[count++] = SAY(c, "preview.set", P(price, say_number(c->arena, r->price_yen)),
	    P(face, say_number(c->arena, r->face_yen)));
	line[count++] = say(c, residents ? "preview.residents" : "preview.anyone", NULL);
	line[count++] = SAY(c, "preview.cap", P(cap_sets, r->cap_sets));
	if (r->apply_from_on != NULL)
		line[count++] = period(c, "preview.apply", r->apply_from_on, r->apply_to_on);
	line[count++] = period(c, "preview.sell", r->sell_from_on, r->sell_to_on);
	line[count++] = period(c, "preview.use", r->use_from_on, r->use_to_on);
	return (struct list){ count, line };
}

static int
get_preview(struct ctx *c, const void *input, void *output)
{
	const struct round_id_in *in = input;
	struct preview_out *out = output;
	struct round r;
	int64_t premium_yen;

	if (round_read(c, in->round_id, &r) != 0 || round_warnings(c, &r, &out->warnings) != 0)
		return -1;
	premium_yen = r.face_yen - r.price_yen;
	out->sentences = sentences(c, &r);
	out->discount_percent = premium_yen * 100 / r.face_yen;
	out->premium_percent = premium_yen * 100 / r.price_yen;
	out->total_face_yen = r.face_yen * (r.sets + r.moved_sets);
	out->total_premium_yen = premium_yen * (r.sets + r.moved_sets);
	out->days_to_sell = days(r.sell_from_on, r.sell_to_on);
	out->days_to_use = days(r.use_from_on, r.use_to_on);
	return 0;
}

static int
post_publication(struct ctx *c, const void *input, void *output)
{
	const struct round_id_in *in = input;

	(void)output;
	return round_publish(c, in->round_id);
}

struct roll_over_in { int64_t round_id, to_round_id; };
SHAPE(roll_over_in, "Where unsold sets go",
    FIELD(roll_over_in, round_id, "Round that ended", .within = &within_round),
    FIELD(roll_over_in, to_round_id, "Later round", .within = &within_round));
struct roll_over_out { int64_t moved_sets; };
SHAPE(roll_over_out, "What was moved", FIELD(roll_over_out, moved_sets, "Sets"));

static int
post_roll_over(struct ctx *c, const void *input, void *output)
{
	const struct roll_over_in *in = input;
	struct roll_over_out *out = output;

	return round_roll_over(c, in->round_id, in->to_round_id, &out->moved_sets);
}

const struct route round_routes[] = {
	{ POST, "/api/sales/rounds", "A new round", &right_voucher_edit, ONCE,
	  post_round, &round_new_in_shape, &round_new_out_shape,
	  REASONS(&round_dates, &round_prices, &round_sets) },
	{ PUT, "/api/sales/rounds/{round_id}", "Change a round", &right_voucher_edit, 0,
	  put_round, &round_in_shape, NULL,
	  REASONS(&round_dates, &round_prices, &round_sets, &round_published, &round_other) },
	{ GET, "/api/sales/rounds/{round_id}/preview", "What residents will read",
	  &right_voucher_view, 0, get_preview, &round_id_in_shape, &preview_out_shape },
	{ POST, "/api/sales/rounds/{round_id}/publications", "Publish a round",
	  &right_voucher_publish, ONCE, post_publication, &round_id_in_shape, NULL,
	  REASONS(&same_person, &round_published) },
	{ POST, "/api/sales/rounds/{round_id}/roll-overs", "Move unsold sets to a later round",
	  &right_voucher_publish, ONCE, post_roll_over, &roll_over_in_shape, &roll_over_out_shape,
	  REASONS(&round_not_ended, &round_draft, &round_stays, &round_other) },
	{ 0 }
};
