#include "voucher/fraud_api.h"

#include "office/office_api.h"
#include "settlement/settlement_api.h"

/* The payments behind a finding.  Who paid is the number of a purse. */

static const char *const orders[] = { "oldest", "newest", "amount", NULL };
static const char *const means[] = { "poster", "number", "code", "card", NULL };

struct flag_payments_in { int64_t flag_id, shop_id; PAGE_MEMBERS; };
SHAPE(flag_payments_in, "Of which finding or shop",
    FIELD(flag_payments_in, flag_id, "Finding", .within = &within_flag, .optional = true),
    FIELD(flag_payments_in, shop_id, "Shop", .within = &within_shop, .optional = true),
    PAGE_FIELDS(flag_payments_in, orders));

struct flag_payment_row {
	int64_t flag_row_id, flag_id, payment_id;
	struct instant paid_at;
	int64_t shop_id;
	const char *shop_no, *shop_name;
	int64_t purse_id, amount_yen;
	const char *means, *state;
};
SHAPE(flag_payment_row, "A payment of a finding",
    FIELD(flag_payment_row, flag_row_id, "Row"),
    FIELD(flag_payment_row, flag_id, "Finding"),
    FIELD(flag_payment_row, payment_id, "Payment"),
    FIELD(flag_payment_row, paid_at, "When"),
    FIELD(flag_payment_row, shop_id, "Shop"),
    FIELD(flag_payment_row, shop_no, "Number of the shop", .max = 6),
    FIELD(flag_payment_row, shop_name, "Its name", .max = 80),
    FIELD(flag_payment_row, purse_id, "Purse"),
    FIELD(flag_payment_row, amount_yen, "Amount"),
    FIELD(flag_payment_row, means, "How it was paid", .choices = means, .words = "means"),
    FIELD(flag_payment_row, state, "paid; void: taken back; held or refused: see the holds",
        .choices = CHOICES("paid", "void", "held", "refused"), .words = "flagged"));

static const struct listing flag_payment_listing = {
	.select = "SELECT f.flag_row_id, f.flag_id, p.payment_id, p.paid_at, p.shop_id,"
	    " s.shop_no, s.name AS shop_name,"
	    " p.purse_id, p.amount_yen, p.means, CASE WHEN v.payment_id IS NOT NULL THEN 'void'"
	    " ELSE COALESCE(h.state, 'paid') END AS state FROM flag_row f"
	    " JOIN payment p ON p.payment_id = f.payment_id JOIN shop s ON s.shop_id = p.shop_id"
	    " LEFT JOIN payment_void v ON v.payment_id = p.payment_id"
	    " LEFT JOIN hold h ON h.open_payment = p.payment_id WHERE 1 = 1",
	.filters = (const struct filter[]){ { "flag_id", "f.flag_id = ?" },
	    { "shop_id", "p.shop_id = ?" }, { 0 } },
	.orders = (const struct order[]){ { "oldest", "p.paid_at", false },
	    { "newest", "p.paid_at", true }, { "amount", "p.amount_yen", true }, { 0 } },
	.key = "f.flag_row_id", .row = &flag_payment_row_shape, .export_name = "finding" };

const struct route fraud_routes[] = {
	{ GET, "/api/settlement/flag-payments", "The payments behind findings",
	  &right_settlement_view, .in = &flag_payments_in_shape, .list = &flag_payment_listing },
	{ 0 }
};
