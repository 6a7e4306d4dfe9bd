#include "voucher/round.h"

#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "db/db.h"
#include "people/account.h"
#include "people/audit.h"
#include "voucher/campaign.h"
#include "voucher/stock.h"

const char *const eligibilities[] = { "residents", "anyone", NULL };
const char *const allotments[] = { "lottery", "first_come", NULL };

PUBLIC_SHAPE(round, "A round of a campaign",
    FIELD(round, round_id, "Round"),
    FIELD(round, campaign_id, "Campaign"),
    FIELD(round, number, "1, 2, ... within the campaign"),
    FIELD(round, name, "As residents read it"),
    FIELD(round, eligibility, "Who may buy", .choices = eligibilities),
    FIELD(round, allotment, "How sets are given out", .choices = allotments),
    FIELD(round, price_yen, "Price of one set, yen"),
    FIELD(round, face_yen, "What one set buys, yen"),
    FIELD(round, sets, "Sets planned"),
    FIELD(round, moved_sets, "Unsold sets that came in (+) or went on (-)"),
    FIELD(round, cap_sets, "Sets one person may buy in this round"),
    FIELD(round, apply_from_on, "First day of application", .optional = true),
    FIELD(round, apply_to_on, "Last day of application", .optional = true),
    FIELD(round, sell_from_on, "First day of sale"),
    FIELD(round, sell_to_on, "Last day of sale"),
    FIELD(round, use_from_on, "First day of use"),
    FIELD(round, use_to_on, "Last day of use"),
    FIELD(round, rolls_over, "Unsold sets may go on to a later round"),
    FIELD(round, state, "draft or published"),
    FIELD(round, editor_account_id, "Account of the last change"));

const struct reason round_dates = { 409, "round_dates" };
const struct reason round_prices = { 409, "round_prices" };
const struct reason round_sets = { 409, "round_sets" };
const struct reason round_published = { 409, "round_published" };
const struct reason round_draft = { 409, "round_draft" };
const struct reason round_not_ended = { 409, "round_not_ended" };
const struct reason round_stays = { 409, "round_stays" };
const struct reason round_other = { 409, "round_other" };

struct number_row { int64_t number; };
SHAPE(number_row, "A number", FIELD(number_row, number, "Next number"));

#define ROUND_COLUMNS							\
	"round_id, campaign_id, number, name, eligibility, allotment, price_yen, face_yen," \
	" sets, moved_sets, cap_sets, apply_from_on, apply_to_on, sell_from_on, sell_to_on," \
	" use_from_on, use_to_on, rolls_over, state, editor_account_id"

STMT(round_one, "SELECT " ROUND_COLUMNS " FROM round WHERE round_id = ?");
STMT(round_one_lock, "SELECT " ROUND_COLUMNS " FROM round WHERE round_id = ? FOR UPDATE");
STMT(rounds_all, "SELECT " ROUND_COLUMNS " FROM round ORDER BY campaign_id DESC, number"
    " LIMIT 1000");
STMT(rounds_published, "SELECT " ROUND_COLUMNS " FROM round WHERE state = 'published'"
    " ORDER BY campaign_id DESC, number LIMIT 1000");
STMT(round_next_number, "SELECT COALESCE(MAX(number), 0) + 1 AS number FROM round"
    " WHERE campaign_id = ?");
STMT(round_insert, "INSERT INTO round (campaign_id, number, name, eligibility, allotment,"
    " price_yen, face_yen, sets, cap_sets, apply_from_on, apply_to_on, sell_from_on,"
    " sell_to_on, use_from_on, use_to_on, rolls_over, state, editor_account_id, edited_at)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'draft', ?, ?)");
STMT(round_update, "UPDATE round SET name = ?, eligibility = ?, allotment = ?, price_yen = ?,"
    " face_yen = ?, sets = ?, cap_sets = ?, apply_from_on = ?, apply_to_on = ?,"
    " sell_from_on = ?, sell_to_on = ?, use_from_on = ?, use_to_on = ?, rolls_over = ?,"
    " editor_account_id = ?, edited_at = ? WHERE round_id = ?");
STMT(round_prolong, "UPDATE round SET apply_to_on = ?, sell_to_on = ?, use_to_on = ?,"
    " edited_at = ? WHERE round_id = ?");
STMT(round_publish_it, "UPDATE round SET state = 'published', publisher_account_id = ?,"
    " published_at = ? WHERE round_id = ?");
STMT(round_move, "UPDATE round SET moved_sets = moved_sets + ? WHERE round_id = ?");

static void
check_order(struct ctx *c, const char *early, const char *late, const char *late_name)
{
	if (early != NULL && late != NULL && strcmp(early, late) > 0)
		(void)fail(c, &round_dates, late_name, P(not_before, early));
}

/* Apply, then sell, then use; every day at fault is named. */
static int
check_dates(struct ctx *c, const struct round *r)
{
	bool lottery = strcmp(r->allotment, "lottery") == 0;

	if (lottery && r->apply_from_on == NULL)
		(void)fail(c, &round_dates, "apply_from_on");
	if ((lottery || r->apply_from_on != NULL) && r->apply_to_on == NULL)
		(void)fail(c, &round_dates, "apply_to_on");
	if (r->apply_from_on == NULL && r->apply_to_on != NULL && !lottery)
		(void)fail(c, &round_dates, "apply_from_on");
	check_order(c, r->apply_from_on, r->apply_to_on, "apply_to_on");
	check_order(c, lottery ? r->apply_to_on : r->apply_from_on, r->sell_from_on,
	    "sell_from_on");
	check_order(c, r->sell_from_on, r->sell_to_on, "sell_to_on");
	check_order(c, r->sell_from_on, r->use_from_on, "use_from_on");
	check_order(c, r->use_from_on, r->use_to_on, "use_to_on");
	check_order(c, r->sell_to_on, r->use_to_on, "use_to_on");
	return c->reason == NULL ? 0 : -1;
}

static int
round_check(struct ctx *c, const struct round *r)
{
	if (check_dates(c, r) != 0)
		return -1;
	if (r->face_yen <= r->price_yen)
		return fail(c, &round_prices, "face_yen", P(price_yen, r->price_yen));
	if (r->cap_sets > r->sets)
		return fail(c, &round_sets, "cap_sets", P(sets, r->sets));
	return 0;
}

static int
make(struct ctx *c, void *arg)
{
	struct round *r = arg;
	struct campaign campaign;
	struct number_row next;

	if (round_check(c, r) != 0 || campaign_lock(c, r->campaign_id, &campaign) != 0 ||
	    db_one(c, &round_next_number, &number_row_shape, &next, A(r->campaign_id)) != 0)
		return -1;
	r->number = next.number;
	if (db_run(c, &round_insert, A(r->campaign_id), A(r->number), A(r->name),
	        A(r->eligibility), A(r->allotment), A(r->price_yen), A(r->face_yen), A(r->sets),
	        A(r->cap_sets), A(r->apply_from_on), A(r->apply_to_on), A(r->sell_from_on),
	        A(r->sell_to_on), A(r->use_from_on), A(r->use_to_on), A(r->rolls_over),
	        A(c->actor.account_id), A(c->now)) != 0)
		return -1;
	r->round_id = db_inserted(c);
	return audit_write(c, &(struct audit){ "round.make", "round", r->round_id, NULL });
}

int
round_make(struct ctx *c, struct round *r)
{
	return db_transact(c, make, r);
}

static int
lock(struct ctx *c, int64_t round_id, struct round *out)
{
	must(db_in_transaction(c));
	return db_one(c, &round_one_lock, &round_shape, out, A(round_id));
}

static bool
same_promise(const struct round *a, const struct round *b)
{
	return text_same(a->name, b->name) && text_same(a->eligibility, b->eligibility) &&
	    text_same(a->allotment, b->allotment) && a->price_yen == b->price_yen &&
	    a->face_yen == b->face_yen && a->sets == b->sets && a->cap_sets == b->cap_sets &&
	    text_same(a->apply_from_on, b->apply_from_on) &&
	    text_same(a->sell_from_on, b->sell_from_on) &&
	    text_same(a->use_from_on, b->use_from_on) && a->rolls_over == b->rolls_over;
}

/*
 * A last day may move later while it has not passed.  The last day of use is
 * special: once it has passed, the expiry job has moved the rest out of the
 * purses, and no later date would bring it back.
 */
static int
prolong(struct ctx *c, const struct round *before, const struct round *r)
{
	const char *today = tokyo_date(c->arena, c->now);

	if (!same_promise(before, r) || (before->apply_to_on == NULL) != (r->apply_to_on == NULL))
		return fail(c, &round_published, NULL);
	if (r->apply_to_on != NULL && strcmp(r->apply_to_on, before->apply_to_on) < 0)
		return fail(c, &round_published, "apply_to_on");
	if (strcmp(r->sell_to_on, before->sell_to_on) < 0)
		return fail(c, &round_published, "sell_to_on");
	if (strcmp(r->use_to_on, before->use_to_on) < 0 ||
	    (strcmp(before->use_to_on, today) < 0 && strcmp(r->use_to_on, before->use_to_on) != 0))
		return fail(c, &round_published, "use_to_on");
	return db_run(c, &round_prolong, A(r->apply_to_on), A(r->sell_to_on), A(r->use_to_on),
	    A(c->now), A(r->round_id));
}

static int
set(struct ctx *c, void *arg)
{
	const struct round *r = arg;
	struct round before;

	if (round_check(c, r) != 0 || lock(c, r->round_id, &before) != 0)
		return -1;
	if (before.campaign_id != r->campaign_id)
		return fail(c, &round_other, "campaign_id");
	if (strcmp(before.state, "draft") != 0) {
		if (prolong(c, &before, r) != 0)
			return -1;
	} else if (db_run(c, &round_update, A(r->name), A(r->eligibility), A(r->allotment),
	        A(r->price_yen), A(r->face_yen), A(r->sets), A(r->cap_sets), A(r->apply_from_on),
	        A(r->apply_to_on), A(r->sell_from_on), A(r->sell_to_on), A(r->use_from_on),
	        A(r->use_to_on), A(r->rolls_over), A(c->actor.account_id), A(c->now),
	        A(r->round_id)) != 0)
		return -1;
	return audit_write(c, &(struct audit){ "round.set", "round", r->round_id, NULL });
}

int
round_set(struct ctx *c, const struct round *r)
{
	struct round copy = *r;

	return db_transact(c, set, &copy);
}

static int
publish(struct ctx *c, void *arg)
{
	const int64_t *round_id = arg;
	struct round r;

	if (lock(c, *round_id, &r) != 0)
		return -1;
	if (strcmp(r.state, "draft") != 0)
		return fail(c, &round_published, NULL);
	if (four_eyes(c, r.editor_account_id) != 0 || round_check(c, &r) != 0 ||
	    db_run(c, &round_publish_it, A(c->actor.account_id), A(c->now), A(r.round_id)) != 0 ||
	    stock_make(c, r.round_id, r.sets) != 0)
		return -1;
	return audit_write(c, &(struct audit){ "round.publish", "round", r.round_id, NULL });
}

int
round_publish(struct ctx *c, int64_t round_id)
{
	return db_transact(c, publish, &round_id);
}

struct moving { int64_t round_id, to_round_id, sets; };

static int
check_move(struct ctx *c, const struct round *from, const struct round *to)
{
	const char *today = tokyo_date(c->arena, c->now);

	if (from->campaign_id != to->campaign_id || to->number <= from->number ||
	    strcmp(to->sell_to_on, today) < 0)
		return fail(c, &round_other, "to_round_id");
	if (!from->rolls_over)
		return fail(c, &round_stays, NULL);
	if (strcmp(from->state, "published") != 0 || strcmp(from->sell_to_on, today) >= 0)
		return fail(c, &round_not_ended, NULL, P(sell_to_on, from->sell_to_on));
	if (strcmp(to->state, "published") != 0)
		return fail(c, &round_draft, "to_round_id");
	return 0;
}

static int
move_left(struct ctx *c, void *arg)
{
	struct moving *m = arg;
	struct round from, to;

	/* By number, so that two such acts cannot hold one each. */
	if (lock(c, m->round_id < m->to_round_id ? m->round_id : m->to_round_id, &from) != 0 ||
	    lock(c, m->round_id < m->to_round_id ? m->to_round_id : m->round_id, &to) != 0)
		return -1;
	if (m->round_id > m->to_round_id) {
		struct round swap = from;

		from = to;
		to = swap;
	}
	if (check_move(c, &from, &to) != 0 || stock_drain(c, from.round_id, &m->sets) != 0)
		return -1;
	if (m->sets > 0 &&
	    (stock_add(c, to.round_id, m->sets) != 0 ||
	        db_run(c, &round_move, A(-m->sets), A(from.round_id)) != 0 ||
	        db_run(c, &round_move, A(m->sets), A(to.round_id)) != 0))
		return -1;
	return audit_write(c, &(struct audit){ "round.roll_over", "round", from.round_id,
	    arena_text(c->arena, "%lld", (long long)m->sets) });
}

int
round_roll_over(struct ctx *c, int64_t round_id, int64_t to_round_id, int64_t *moved_sets)
{
	struct moving m = { round_id, to_round_id, 0 };

	if (db_transact(c, move_left, &m) != 0)
		return -1;
	*moved_sets = m.sets;
	return 0;
}

int
round_read(struct ctx *c, int64_t round_id, struct round *out)
{
	return db_one(c, &round_one, &round_shape, out, A(round_id));
}

int
round_list(struct ctx *c, bool published_only, struct list *out)
{
	if (published_only)
		return db_list(c, &rounds_published, &round_shape, out);
	return db_list(c, &rounds_all, &round_shape, out);
}

int
round_warnings(struct ctx *c, const struct round *r, struct list *codes)
{
	const char *today = tokyo_date(c->arena, c->now);
	const char **code = arena_alloc(c->arena, 4 * sizeof *code);
	struct campaign campaign;

	if (campaign_read(c, r->campaign_id, &campaign) != 0)
		return -1;
	*codes = (struct list){ 0, code };
	if (r->cap_sets > campaign.cap_sets)
		code[codes->count++] = "cap_over_campaign";
	if (strcmp(r->sell_to_on, today) < 0)
		code[codes->count++] = "sale_over";
	if (strcmp(r->sell_to_on, r->use_to_on) == 0)
		code[codes->count++] = "use_ends_with_sale";
	if ((r->face_yen - r->price_yen) * 2 > r->price_yen)
		code[codes->count++] = "premium_over_half";
	return 0;
}
