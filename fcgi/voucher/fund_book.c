#include "voucher/fund_book.h"

#include <stdlib.h>

#include "base/clock.h"
#include "db/db.h"
#include "ledger/balance.h"
#include "people/audit.h"
#include "settlement/calendar.h"
#include "voucher/campaign.h"
#include "voucher/expiry.h"
#include "voucher/round.h"

enum { HALF_YEAR_MONTHS = 6, PARTS = 2 };

SHAPE(fund_part, "Funds of one part of a round",
    FIELD(fund_part, part, "1 paid by the buyer, 2 premium"),
    FIELD(fund_part, received_yen, "Proceeds, or premium granted, yen"),
    FIELD(fund_part, outside_yen, "Cash in hand, or premium still to be given, yen"),
    FIELD(fund_part, banked_yen, "Put into the bank account, less fees of the bank, yen"),
    FIELD(fund_part, fee_yen, "Fees of the bank that are still to be made good, yen"),
    FIELD(fund_part, purse_yen, "In purses, yen"),
    FIELD(fund_part, used_yen, "Used at shops, yen"),
    FIELD(fund_part, payable_yen, "Owed to shops and not closed, yen"),
    FIELD(fund_part, due_yen, "Closed, to be paid out, yen"),
    FIELD(fund_part, held_yen, "Held, yen"),
    FIELD(fund_part, refused_yen, "Refused, yen"),
    FIELD(fund_part, paid_out_yen, "Paid out to shops, yen"),
    FIELD(fund_part, expired_yen, "Not used in time and not handed back, yen"),
    FIELD(fund_part, handed_back_yen, "Handed back to the municipality, yen"),
    FIELD(fund_part, handed_back_unused_yen, "Of that, what was not used, yen"),
    FIELD(fund_part, handed_back_refused_yen, "Of that, what was refused, yen"),
    FIELD(fund_part, unused_yen, "Not used in time, yen"),
    FIELD(fund_part, bank_yen, "In the bank account, yen"),
    FIELD(fund_part, may_hand_back_yen, "May be handed back now, yen"),
    FIELD(fund_part, difference_yen, "Must be 0"));
PUBLIC_SHAPE(fund_round, "Funds of a round at an instant",
    FIELD(fund_round, round_id, "Round"),
    FIELD(fund_round, campaign_id, "Campaign"),
    FIELD(fund_round, campaign_name, "Campaign's name"),
    FIELD(fund_round, name, "Round's name"),
    FIELD(fund_round, sell_from_on, "First day of sale"),
    FIELD(fund_round, use_from_on, "First day of use"),
    FIELD(fund_round, use_to_on, "Last day of use"),
    FIELD(fund_round, expires_at, "When what is left leaves the purses"),
    FIELD(fund_round, half_year_on, "Six months after the first day of sale"),
    FIELD(fund_round, hand_back_on, "By this day what was not used goes back", .optional = true),
    FIELD(fund_round, deliver_on, "By this day reports and data are handed over",
        .optional = true),
    FIELD(fund_round, is_over, "The last day of use has passed"),
    FIELD(fund_round, parts, "Paid part, then premium", .of = &fund_part_shape));
SHAPE(fund_term, "Dates of the contract",
    FIELD(fund_term, campaign_id, "Campaign"),
    FIELD(fund_term, hand_back_on, "What was not used goes back", .optional = true),
    FIELD(fund_term, deliver_on, "Reports and data are handed over", .optional = true));

STMT(terms_select, "SELECT campaign_id, hand_back_on, deliver_on FROM fund_term LIMIT 10000");
STMT(term_write, "INSERT INTO fund_term (campaign_id, hand_back_on, deliver_on,"
    " editor_account_id, edited_at) VALUES (?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE"
    " hand_back_on = VALUE(hand_back_on), deliver_on = VALUE(deliver_on),"
    " editor_account_id = VALUE(editor_account_id), edited_at = VALUE(edited_at)");

/* What the statement is made of. */
struct fund_source { struct list sums, campaigns, terms; };

static int64_t
sum_of(const struct fund_source *s, int64_t round_id, int64_t part, enum chart chart)
{
	const struct ledger_sum *row = s->sums.items;
	int64_t yen = 0;

	for (size_t i = 0; i < s->sums.count; i++)
		if (row[i].round_id == round_id && row[i].part == part &&
		    row[i].chart == (int64_t)chart)
			yen += row[i].yen;
	return yen;
}

/* Handed back of what shops were refused. */
static int64_t
refused_back(const struct fund_source *s, int64_t round_id, int64_t part)
{
	const struct ledger_sum *row = s->sums.items;

	for (size_t i = 0; i < s->sums.count; i++)
		if (row[i].round_id == round_id && row[i].part == part && row[i].is_owned)
			return -row[i].yen;
	return 0;
}

static int64_t
least(int64_t a, int64_t b)
{
	int64_t yen = a < b ? a : b;

	return yen > 0 ? yen : 0;
}

static void
part_of(const struct fund_source *s, int64_t round_id, enum part part, struct fund_part *p)
{
	enum chart outside = part == PART_PAID ? CHART_CASH : CHART_PREMIUM;

	*p = (struct fund_part){ .part = part,
		.outside_yen = sum_of(s, round_id, part, outside),
		.banked_yen = sum_of(s, round_id, part, CHART_BANK_IN),
		.fee_yen = sum_of(s, round_id, part, CHART_FEE),
		.purse_yen = -sum_of(s, round_id, part, CHART_PURSE),
		.payable_yen = -sum_of(s, round_id, part, CHART_PAYABLE),
		.due_yen = -sum_of(s, round_id, part, CHART_DUE),
		.held_yen = -sum_of(s, round_id, part, CHART_HELD),
		.refused_yen = -sum_of(s, round_id, part, CHART_REFUSED),
		.paid_out_yen = -sum_of(s, round_id, part, CHART_PAID_OUT),
		.expired_yen = -sum_of(s, round_id, part, CHART_EXPIRED),
		.handed_back_yen = -sum_of(s, round_id, part, CHART_HANDED_BACK) };
	p->handed_back_refused_yen = refused_back(s, round_id, part);
	p->handed_back_unused_yen = p->handed_back_yen - p->handed_back_refused_yen;
	p->received_yen = p->outside_yen + p->banked_yen + p->fee_yen;
	p->used_yen = p->payable_yen + p->due_yen + p->held_yen + p->refused_yen +
	    p->paid_out_yen + p->handed_back_refused_yen;
	p->unused_yen = p->expired_yen + p->handed_back_unused_yen;
	p->bank_yen = p->banked_yen - p->paid_out_yen - p->handed_back_yen;
	p->may_hand_back_yen = least(p->expired_yen, p->bank_yen);
	p->difference_yen = llabs(p->received_yen - p->purse_yen - p->used_yen - p->unused_yen);
}

static void
name_of(const struct fund_source *s, struct fund_round *to)
{
	const struct campaign *campaign = s->campaigns.items;
	const struct fund_term *term = s->terms.items;

	for (size_t i = 0; i < s->campaigns.count; i++)
		if (campaign[i].campaign_id == to->campaign_id)
			to->campaign_name = campaign[i].name;
	for (size_t i = 0; i < s->terms.count; i++)
		if (term[i].campaign_id == to->campaign_id) {
			to->hand_back_on = term[i].hand_back_on;
			to->deliver_on = term[i].deliver_on;
		}
}

static const char *
half_year_after(struct arena *arena, const char *date)
{
	int day = (date[8] - '0') * 10 + (date[9] - '0');

	return calendar_month_day(arena, date, HALF_YEAR_MONTHS, day);
}

static struct fund_round
round_of(struct ctx *c, const struct fund_source *s, const struct round *r, struct instant at)
{
	struct fund_part *parts = arena_alloc(c->arena, PARTS * sizeof *parts);
	struct instant over = tokyo_midnight(date_add_days(c->arena, r->use_to_on, 1));
	struct fund_round to = { r->round_id, r->campaign_id, "", r->name, r->sell_from_on,
		r->use_from_on, r->use_to_on, { over.ms + EXPIRY_GRACE_MS },
		half_year_after(c->arena, r->sell_from_on), NULL, NULL,
		at.ms >= over.ms, { PARTS, parts } };

	name_of(s, &to);
	part_of(s, r->round_id, PART_PAID, &parts[0]);
	part_of(s, r->round_id, PART_PREMIUM, &parts[1]);
	return to;
}

int
fund_book_read(struct ctx *c, struct instant at, struct list *rounds)
{
	struct fund_source s = { 0 };
	struct list all = { 0 };
	const struct round *r;
	struct fund_round *to;

	if (balance_sums(c, at, &s.sums) != 0 ||
	    campaign_list(c, true, &s.campaigns) != 0 || round_list(c, true, &all) != 0 ||
	    db_list(c, &terms_select, &fund_term_shape, &s.terms) != 0)
		return -1;
	r = all.items;
	to = arena_alloc(c->arena, all.count * sizeof *to + 1);
	for (size_t i = 0; i < all.count; i++)
		to[i] = round_of(c, &s, &r[all.count - 1 - i], at);
	*rounds = (struct list){ all.count, to };
	return 0;
}

static int
term_set(struct ctx *c, void *arg)
{
	const struct fund_term *t = arg;

	if (db_run(c, &term_write, A(t->campaign_id), A(t->hand_back_on), A(t->deliver_on),
	        A(c->actor.account_id), A(c->now)) != 0)
		return -1;
	return audit_write(c, &(struct audit){ "fund.term", "campaign", t->campaign_id, NULL });
}

int
fund_term_set(struct ctx *c, const struct fund_term *term)
{
	struct fund_term copy = *term;

	return db_transact(c, term_set, &copy);
}
