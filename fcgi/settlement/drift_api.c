#include "settlement/drift.h"

#include "settlement/settlement_api.h"

RIGHT(right_settlement_view, AUDIENCE_STAFF, "settlement.view",
    "Look at closings, holds, payouts, bank files and funds");
RIGHT(right_settlement_close, AUDIENCE_STAFF, "settlement.close", "Close periods");
RIGHT(right_settlement_hold, AUDIENCE_STAFF, "settlement.hold",
    "Hold payments and shops, release and refuse");
RIGHT(right_settlement_pay, AUDIENCE_STAFF, "settlement.pay",
    "Make, approve and send bank files, take in statements of the bank");
RIGHT(right_settlement_account, AUDIENCE_STAFF, "settlement.account",
    "Write and confirm bank accounts of shops");
RIGHT(right_settlement_fund, AUDIENCE_STAFF, "settlement.fund",
    "Write receipts and payments of the funds");
RIGHT(right_shop_bank, AUDIENCE_SHOP, "shop.bank", "Change where the shop is paid");

struct drifts_out { struct list rows; };
SHAPE(drifts_out, "Differences that are open",
    FIELD(drifts_out, rows, "Newest first, at most 100", .of = &drift_shape));

static int
get_drifts(struct ctx *c, const void *input, void *output)
{
	struct drifts_out *out = output;

	(void)input;
	return drift_list(c, &out->rows);
}

const struct route drift_routes[] = {
	{ GET, "/api/settlement/drifts", "Differences of the books that stop closings and payouts",
	  &right_settlement_view, 0, get_drifts, NULL, &drifts_out_shape },
	{ 0 }
};
