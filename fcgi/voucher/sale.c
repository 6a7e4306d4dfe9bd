#include "voucher/sale.h"

#include <string.h>

#include "base/clock.h"
#include "base/crypto.h"
#include "base/log.h"
#include "db/db.h"
#include "db/keyring.h"
#include "ledger/posting.h"
#include "people/account.h"
#include "people/audit.h"
#include "people/person.h"
#include "voucher/campaign.h"
#include "voucher/luhn.h"
#include "voucher/purse.h"
#include "voucher/round.h"
#include "voucher/stock.h"

enum { RECEIPT_TRIES = 50, RECEIPT_NO_SIZE = 16 };

PUBLIC_SHAPE(sale, "A sale at the counter",
    FIELD(sale, sale_id, "Sale"),
    FIELD(sale, receipt_no, "Number on the receipt"),
    FIELD(sale, round_id, "Round"),
    FIELD(sale, person_id, "Buyer"),
    FIELD(sale, sets, "Sets"),
    FIELD(sale, paid_yen, "Price, yen"),
    FIELD(sale, face_yen, "What they buy, yen"),
    FIELD(sale, received_yen, "Cash handed over, yen"),
    FIELD(sale, clerk_account_id, "Account that sold"),
    FIELD(sale, sold_at, "When"),
    FIELD(sale, sold_on, "Tokyo day"),
    FIELD(sale, claim_sealed, "Code of the receipt, sealed", .optional = true),
    FIELD(sale, claim_key_version, "Key of the seal", .optional = true),
    FIELD(sale, is_void, "Taken back"));

PUBLIC_SHAPE(allowance, "What a person may still buy",
    FIELD(allowance, round_left_sets, "Under the cap of the round"),
    FIELD(allowance, campaign_left_sets, "Under the cap of the campaign"),
    FIELD(allowance, stock_left_sets, "In stock"),
    FIELD(allowance, price_yen, "Price of one set, yen"),
    FIELD(allowance, face_yen, "What one set buys, yen"),
    FIELD(allowance, may_buy_sets, "Sets this person may buy now"));

const struct reason not_on_sale = { 409, "not_on_sale" };
const struct reason residency_unchecked = { 409, "residency_unchecked" };
const struct reason cap_round = { 409, "cap_round" };
const struct reason cap_campaign = { 409, "cap_campaign" };
const struct reason cash_short = { 409, "cash_short" };
const struct reason sale_not_today = { 409, "sale_not_today" };
const struct reason sale_void = { 409, "sale_void" };

static bool
is_receipt_no(const char *text)
{
	char digits[RECEIPT_NO_SIZE];

	if (strlen(text) != RECEIPT_NO_SIZE || text[8] != '-')
		return false;
	memcpy(digits, text, 8);
	memcpy(digits + 8, text + 9, 8);	/* with the NUL */
	return luhn_holds(digits);
}

const struct format format_receipt_no = { "receipt_no", "^[0-9]{8}-[0-9]{7}$",
	"20261121-1234562", is_receipt_no };

struct bought_row { int64_t round_sets, campaign_sets; };
SHAPE(bought_row, "What a person bought",
    FIELD(bought_row, round_sets, "Sets of the round"),
    FIELD(bought_row, campaign_sets, "Sets of the campaign"));

STMT(bought, "SELECT COALESCE(SUM(IF(s.round_id = ?, s.sets, 0)), 0) AS round_sets,"
    " COALESCE(SUM(s.sets), 0) AS campaign_sets FROM sale s"
    " JOIN round r ON r.round_id = s.round_id AND r.campaign_id = ?"
    " WHERE s.person_id = ?"
    " AND NOT EXISTS (SELECT 1 FROM sale_void v WHERE v.sale_id = s.sale_id)");
STMT(sale_insert, "INSERT INTO sale (receipt_no, round_id, person_id, sets, paid_yen, face_yen,"
    " received_yen, clerk_account_id, claim_sealed, claim_key_version, sold_at, sold_on)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
STMT(sale_one, "SELECT s.sale_id, s.receipt_no, s.round_id, s.person_id, s.sets, s.paid_yen,"
    " s.face_yen, s.received_yen, s.clerk_account_id, s.sold_at, s.sold_on, s.claim_sealed,"
    " s.claim_key_version,"
    " EXISTS (SELECT 1 FROM sale_void v WHERE v.sale_id = s.sale_id) AS is_void"
    " FROM sale s WHERE s.sale_id = ?");
STMT(void_insert, "INSERT INTO sale_void (sale_id, account_id, reason, returned_yen, voided_at)"
    " VALUES (?, ?, ?, ?, ?)");

static bool
on_sale(struct ctx *c, const struct round *r)
{
	const char *today = tokyo_date(c->arena, c->now);

	return strcmp(r->state, "published") == 0 && strcmp(r->sell_from_on, today) <= 0 &&
	    strcmp(r->sell_to_on, today) >= 0;
}

/* What needs no lock: the round, the address, the cash. */
static int
check_order(struct ctx *c, const struct sale_order *order, const struct round *r)
{
	int64_t due_yen = order->sets * r->price_yen;

	if (!on_sale(c, r))
		return fail(c, &not_on_sale, "round_id", P(sell_from_on, r->sell_from_on),
		    P(sell_to_on, r->sell_to_on));
	if (strcmp(r->eligibility, "residents") == 0 && !order->is_resident_checked)
		return fail(c, &residency_unchecked, "is_resident_checked");
	if (order->received_yen < due_yen)
		return fail(c, &cash_short, "received_yen", P(due_yen, due_yen));
	return 0;
}

/* The person's row is locked: nobody else sells to this person meanwhile. */
static int
check_caps(struct ctx *c, const struct sale_order *order, const struct round *r)
{
	struct campaign campaign;
	struct bought_row had;

	if (campaign_read(c, r->campaign_id, &campaign) != 0 ||
	    db_one(c, &bought, &bought_row_shape, &had, A(r->round_id), A(r->campaign_id),
	        A(order->person_id)) != 0)
		return -1;
	if (had.round_sets + order->sets > r->cap_sets)
		return fail(c, &cap_round, "sets", P(left_sets, r->cap_sets - had.round_sets),
		    P(cap_sets, r->cap_sets));
	if (had.campaign_sets + order->sets > campaign.cap_sets)
		return fail(c, &cap_campaign, "sets",
		    P(left_sets, campaign.cap_sets - had.campaign_sets),
		    P(cap_sets, campaign.cap_sets));
	return 0;
}

/*
 * A number people can read aloud: the day, six digits by chance, a check
 * digit.  By chance, for a counter would be one row that every sale waits for.
 */
static const char *
receipt_no_new(struct ctx *c, const char *sold_on)
{
	char *digits = arena_text(c->arena, "%.4s%.2s%.2s%06u", sold_on, sold_on + 5, sold_on + 8,
	    random_below(1000000));

	return arena_text(c->arena, "%.8s-%s%c", digits, digits + 8, luhn_digit(digits));
}

static int
seal_claim(struct ctx *c, struct sale *sale, const char *code)
{
	const char *where = arena_text(c->arena, "sale.claim.%s", sale->receipt_no);
	int64_t version = keyring_newest(c, "code");

	if (code == NULL)
		return 0;
	sale->claim_sealed = seal(c->arena, keyring_version(c, "code", version), where,
	    (struct bytes){ code, strlen(code) });
	sale->claim_key_version = (struct maybe_int){ IS_PRESENT, version };
	return 0;
}

static int
insert_sale(struct ctx *c, struct sale *s, const char *claim_code)
{
	for (int tries = 0; tries < RECEIPT_TRIES; tries++) {
		s->receipt_no = receipt_no_new(c, s->sold_on);
		if (seal_claim(c, s, claim_code) != 0)
			return -1;
		if (db_run(c, &sale_insert, A(s->receipt_no), A(s->round_id), A(s->person_id),
		        A(s->sets), A(s->paid_yen), A(s->face_yen), A(s->received_yen),
		        A(s->clerk_account_id), A(s->claim_sealed), A(s->claim_key_version),
		        A(s->sold_at), A(s->sold_on)) == 0) {
			s->sale_id = db_inserted(c);
			return 0;
		}
		if (db_duplicate(c) == NULL)
			return -1;
	}
	return fail_internal(c, "sale: no free receipt number on %s", s->sold_on);
}

/* Paid and premium apart, each a movement; the void is the same backwards. */
static int
post_sale(struct ctx *c, const struct sale *s, int64_t purse_id, bool backwards)
{
	struct posting posting = { backwards ? "sale_void" : "sale", s->sale_id, 0 };
	struct movement paid = { .round_id = s->round_id, .part = PART_PAID,
		.from = CHART_PURSE, .from_owner = purse_id,
		.to = CHART_CASH, .to_owner = s->clerk_account_id, .yen = s->paid_yen };
	struct movement premium = { .round_id = s->round_id, .part = PART_PREMIUM,
		.from = CHART_PURSE, .from_owner = purse_id,
		.to = CHART_PREMIUM, .to_owner = 0, .yen = s->face_yen - s->paid_yen };

	if (backwards) {
		paid.from = CHART_CASH, paid.from_owner = s->clerk_account_id;
		paid.to = CHART_PURSE, paid.to_owner = purse_id;
		premium.from = CHART_PREMIUM, premium.from_owner = 0;
		premium.to = CHART_PURSE, premium.to_owner = purse_id;
	}
	if (posting_begin(c, &posting) != 0)
		return -1;
	paid.posting_id = premium.posting_id = posting.posting_id;
	if (posting_move(c, &paid) != 0)
		return -1;
	return posting_move(c, &premium);
}

static int
claim_for(struct ctx *c, int64_t person_id, const char **code)
{
	bool has_account;

	*code = NULL;
	if (person_has_account(c, person_id, &has_account) != 0)
		return -1;
	return has_account ? 0 : claim_make(c, person_id, code);
}

struct selling { const struct sale_order *order; struct sold *sold; };

static void
fill_sale(struct ctx *c, const struct sale_order *order, const struct round *r, struct sale *s)
{
	*s = (struct sale){ .round_id = order->round_id, .person_id = order->person_id,
		.sets = order->sets, .paid_yen = order->sets * r->price_yen,
		.face_yen = order->sets * r->face_yen, .received_yen = order->received_yen,
		.clerk_account_id = c->actor.account_id, .sold_at = c->now,
		.sold_on = tokyo_date(c->arena, c->now) };
}

/* Stock comes last: it is what everybody waits for, so it is held shortest. */
static int
sell(struct ctx *c, void *arg)
{
	struct selling *selling = arg;
	const struct sale_order *order = selling->order;
	struct sold *out = selling->sold;
	struct sale *s = &out->sale;
	struct round r;
	int64_t purse_id;

	if (round_read(c, order->round_id, &r) != 0 || check_order(c, order, &r) != 0 ||
	    person_lock(c, order->person_id) != 0 || check_caps(c, order, &r) != 0)
		return -1;
	fill_sale(c, order, &r, s);
	if (claim_for(c, order->person_id, &out->claim_code) != 0 ||
	    insert_sale(c, s, out->claim_code) != 0 ||
	    purse_of_person(c, s->person_id, &purse_id) != 0 ||
	    purse_add_lot(c, &(struct lot){ .purse_id = purse_id, .sale_id = s->sale_id,
	        .round_id = s->round_id, .paid_yen = s->paid_yen,
	        .face_yen = s->face_yen }) != 0 ||
	    post_sale(c, s, purse_id, false) != 0 ||
	    audit_write(c, &(struct audit){ "sale.make", "sale", s->sale_id, NULL }) != 0 ||
	    stock_take(c, s->round_id, s->sets) != 0)
		return -1;
	out->change_yen = s->received_yen - s->paid_yen;
	out->use_to_on = r.use_to_on;
	event_tell(c, c->now.ms, "purse-%lld", (long long)purse_id);
	return 0;
}

int
sale_sell(struct ctx *c, const struct sale_order *order, struct sold *out)
{
	struct selling selling = { order, out };

	must(order->sets > 0);
	return db_transact(c, sell, &selling);
}

struct taking_back { int64_t sale_id; const char *why; struct sale *sale; };

static int
check_void(struct ctx *c, const struct sale *s)
{
	if (s->is_void)
		return fail(c, &sale_void, NULL);
	if (strcmp(s->sold_on, tokyo_date(c->arena, c->now)) != 0)
		return fail(c, &sale_not_today, NULL, P(sold_on, s->sold_on));
	return four_eyes(c, s->clerk_account_id);
}

/* The person is locked before the sale is looked at again: two voids of one
 * sale meet there, and the second one sees the first. */
static int
take_back(struct ctx *c, void *arg)
{
	struct taking_back *t = arg;
	struct sale *s = t->sale;
	struct lot lot;

	if (sale_read(c, t->sale_id, s) != 0 || person_lock(c, s->person_id) != 0 ||
	    sale_read(c, t->sale_id, s) != 0 || check_void(c, s) != 0 ||
	    purse_drop_lot(c, s->sale_id, &lot) != 0 ||
	    db_run(c, &void_insert, A(s->sale_id), A(c->actor.account_id), A(t->why),
	        A(s->paid_yen), A(c->now)) != 0 ||
	    post_sale(c, s, lot.purse_id, true) != 0 ||
	    audit_write(c, &(struct audit){ "sale.void", "sale", s->sale_id, t->why }) != 0 ||
	    stock_put_back(c, s->round_id, s->sets) != 0)
		return -1;
	event_tell(c, c->now.ms, "purse-%lld", (long long)lot.purse_id);
	return 0;
}

int
sale_take_back(struct ctx *c, int64_t sale_id, const char *why, struct sale *out)
{
	struct taking_back t = { sale_id, why, out };

	return db_transact(c, take_back, &t);
}

int
sale_read(struct ctx *c, int64_t sale_id, struct sale *out)
{
	return db_one(c, &sale_one, &sale_shape, out, A(sale_id));
}

int
sale_claim_code(struct ctx *c, const struct sale *s, const char **code)
{
	const char *where = arena_text(c->arena, "sale.claim.%s", s->receipt_no);
	struct bytes clear;

	*code = NULL;
	if (s->claim_key_version.is != IS_PRESENT)
		return 0;
	if (!seal_open(c->arena, keyring_version(c, "code", s->claim_key_version.number), where,
	        s->claim_sealed, &clear))
		return fail_internal(c, "sale: seal of sale %lld does not open",
		    (long long)s->sale_id);
	*code = arena_text(c->arena, "%.*s", (int)clear.size, (const char *)clear.data);
	return 0;
}

static int64_t
least(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

int
sale_allowance(struct ctx *c, int64_t person_id, int64_t round_id, struct allowance *out)
{
	struct campaign campaign;
	struct bought_row had;
	struct round r;

	if (round_read(c, round_id, &r) != 0 || campaign_read(c, r.campaign_id, &campaign) != 0 ||
	    db_one(c, &bought, &bought_row_shape, &had, A(round_id), A(r.campaign_id),
	        A(person_id)) != 0 ||
	    stock_left(c, round_id, &out->stock_left_sets) != 0)
		return -1;
	out->round_left_sets = r.cap_sets - had.round_sets;
	out->campaign_left_sets = campaign.cap_sets - had.campaign_sets;
	out->price_yen = r.price_yen;
	out->face_yen = r.face_yen;
	out->may_buy_sets = on_sale(c, &r) ? least(out->stock_left_sets,
	    least(out->round_left_sets, out->campaign_left_sets)) : 0;
	if (out->may_buy_sets < 0)
		out->may_buy_sets = 0;
	return 0;
}
