#include "settlement/payout.h"

#include "office/office_api.h"
#include "settlement/bank_file.h"
#include "settlement/payout_rows.h"
#include "settlement/settlement_api.h"

STMT(any_payout, "SELECT 1 FROM payout WHERE payout_id = ?");
static const struct within within_payout = { "Any payout", BY_ANYONE, &any_payout };

static const char *const payout_orders[] = { "newest", "pay_on", "yen", NULL };

struct payouts_in {
	const char *q, *state;
	int64_t shop_id, closing_id, bank_file_id;
	PAGE_MEMBERS;
};
SHAPE(payouts_in, "Which payouts",
    FIELD(payouts_in, q, "Part of the shop's name or its number", .min = 1, .max = 80,
        .optional = true),
    FIELD(payouts_in, state, "How it stands", .choices = payout_states, .optional = true),
    FIELD(payouts_in, shop_id, "Of one shop", .within = &within_shop, .optional = true),
    FIELD(payouts_in, closing_id, "Of one closing", .within = &within_closing, .optional = true),
    FIELD(payouts_in, bank_file_id, "Of one file for the bank", .within = &within_bank_file,
        .optional = true),
    PAGE_FIELDS(payouts_in, payout_orders));

static const struct listing payouts = {
	.select = PAYOUT_ROW " WHERE 1 = 1",
	.filters = (const struct filter[]){
	    { "q", "LOCATE(?, CONCAT_WS(' ', h.name, h.kana, h.shop_no)"
	        " COLLATE utf8mb4_unicode_ci) > 0" },
	    { "state", "p.state = ?" }, { "shop_id", "p.shop_id = ?" },
	    { "closing_id", "s.closing_id = ?" }, { "bank_file_id", "p.bank_file_id = ?" },
	    { 0 } },
	.orders = (const struct order[]){ { "newest", "p.made_at", true },
	    { "pay_on", "p.pay_on", false }, { "yen", "p.yen", true }, { 0 } },
	.key = "p.payout_id", .row = &payout_shape, .export_name = "payouts" };

struct payout_id_in { int64_t payout_id; };
SHAPE(payout_id_in, "Which payout",
    FIELD(payout_id_in, payout_id, "Payout", .within = &within_payout));
struct payout_out { const void *payout; struct list parts; int64_t rows, rows_yen; };
SHAPE(payout_out, "A payout and what it consists of",
    FIELD(payout_out, payout, "The payout", .of = &payout_shape),
    FIELD(payout_out, parts, "Rounds and parts", .of = &payout_part_shape),
    FIELD(payout_out, rows, "Postings behind it"),
    FIELD(payout_out, rows_yen, "Their sum"));

static int
get_payout(struct ctx *c, const void *input, void *output)
{
	const struct payout_id_in *in = input;
	struct payout_out *out = output;
	struct payout *payout = arena_alloc(c->arena, sizeof *payout);

	out->payout = payout;
	return payout_read(c, in->payout_id, payout) != 0 ||
	        payout_parts(c, in->payout_id, &out->parts) != 0 ||
	        payout_rows_sum(c, in->payout_id, &out->rows, &out->rows_yen) != 0 ?
	    -1 : 0;
}

static int
get_paper(struct ctx *c, const void *input, void *output)
{
	const struct payout_id_in *in = input;
	struct document *out = output;

	out->type = "application/pdf";
	return payout_paper(c, in->payout_id, &out->body);
}

struct payout_again_in { int64_t payout_id; const char *pay_on; };
SHAPE(payout_again_in, "Pay a returned payout again",
    FIELD(payout_again_in, payout_id, "Payout", .within = &within_payout),
    FIELD(payout_again_in, pay_on, "Business day it is meant for", .format = &format_date,
        .max = 10));
struct payout_again_out { int64_t payout_id; };
SHAPE(payout_again_out, "The new payout", FIELD(payout_again_out, payout_id, "Payout"));

static int
post_again(struct ctx *c, const void *input, void *output)
{
	const struct payout_again_in *in = input;
	struct payout_again_out *out = output;

	return bank_file_check_day(c, in->pay_on) != 0 ||
	        payout_again(c, in->payout_id, in->pay_on, &out->payout_id) != 0 ?
	    -1 : 0;
}

const struct route payout_routes[] = {
	{ GET, "/api/settlement/payouts", "Payouts to shops", &right_settlement_view,
	  .in = &payouts_in_shape, .list = &payouts },
	{ GET, "/api/settlement/payouts/{payout_id}", "A payout", &right_settlement_view, 0,
	  get_payout, &payout_id_in_shape, &payout_out_shape },
	{ GET, "/api/settlement/payouts/{payout_id}/paper", "A payout on paper, for the shop",
	  &right_settlement_view, 0, get_paper, &payout_id_in_shape, &document_shape },
	{ POST, "/api/settlement/payouts/{payout_id}/agains",
	  "Pay what came back again, to the corrected account", &right_settlement_pay, ONCE,
	  post_again, &payout_again_in_shape, &payout_again_out_shape,
	  REASONS(&day_closed, &day_past, &account_unchanged, &paid_again) },
	{ 0 }
};
