#include "report/report.h"

const char *const report_unused_orders[] = { "round", "unused", NULL };

/* Charts by number (ledger/posting.h); credit counts as positive. */
#define CREDIT_OF(which) "CAST(-SUM(IF(" which ", e.yen, 0)) AS SIGNED)"

struct closing_account {
	int64_t closing_id;
	const char *from_on, *to_on, *pay_on;
	int64_t shops, payments, closed_yen, held_yen, refused_yen, paid_out_yen, returned_yen,
	    open_yen;
};
SHAPE(closing_account, "What a closing made due, and what became of it",
    FIELD(closing_account, closing_id, "Closing"),
    FIELD(closing_account, from_on, "First Tokyo day of the period"),
    FIELD(closing_account, to_on, "Last Tokyo day of the period"),
    FIELD(closing_account, pay_on, "Business day of the payout"),
    FIELD(closing_account, shops, "Shops with an amount"),
    FIELD(closing_account, payments, "Payments of the period that stood"),
    FIELD(closing_account, closed_yen, "Made due, yen"),
    FIELD(closing_account, held_yen, "Of the period and held, yen"),
    FIELD(closing_account, refused_yen, "Of the period and refused, yen"),
    FIELD(closing_account, paid_out_yen, "Left the bank account and did not come back, yen"),
    FIELD(closing_account, returned_yen, "Came back, yen; also what was paid again since"),
    FIELD(closing_account, open_yen, "Still to be paid, yen"));
const struct listing report_closings = {
	.select = "SELECT x.closing_id, x.from_on, x.to_on, x.pay_on, x.shops, x.payments,"
	    " x.closed_yen, x.held_yen, x.refused_yen, x.paid_out_yen, x.returned_yen, x.open_yen"
	    " FROM (SELECT k.closing_id, MAX(k.from_on) AS from_on, MAX(k.to_on) AS to_on,"
	    " MAX(k.pay_on) AS pay_on, MAX(k.shops) AS shops, MAX(k.payments) AS payments, "
	    CREDIT_OF("e.chart = 6 AND b.kind = 'closing'") " AS closed_yen, "
	    CREDIT_OF("e.chart = 8") " AS held_yen, "
	    CREDIT_OF("e.chart = 9") " AS refused_yen, "
	    CREDIT_OF("e.chart = 10") " AS paid_out_yen, -"
	    CREDIT_OF("e.chart = 10 AND b.kind <> 'payout'") " AS returned_yen, "
	    CREDIT_OF("e.chart = 6") " AS open_yen FROM closing k"
	    " LEFT JOIN closing_posting b ON b.closing_id = k.closing_id AND b.posted_at <= ?"
	    " LEFT JOIN entry e ON e.posting_id = b.posting_id"
	    " WHERE k.state = 'closed' AND k.closed_at <= ? AND k.to_on BETWEEN ? AND ?"
	    " GROUP BY k.closing_id) x WHERE 1 = 1",
	.fixed = 4,
	.orders = (const struct order[]){ { "newest", "x.to_on", true },
	    { "oldest", "x.to_on", false }, { 0 } },
	.key = "x.closing_id", .row = &closing_account_shape, .export_name = "settlement" };

struct unused_part {
	const char *line_code, *round_name, *part;
	int64_t issued_yen, used_yen, purse_yen, unused_yen, handed_back_yen, remaining_yen;
	const char *expires_on, *hand_back_on, *half_year_on;
};
SHAPE(unused_part, "What was used and not used of a part of a round",
    FIELD(unused_part, line_code, "Round and part: its numbers, with a hyphen"),
    FIELD(unused_part, round_name, "Campaign and round"),
    FIELD(unused_part, part, "paid or premium", .words = "part"),
    FIELD(unused_part, issued_yen, "Sold, or granted with it, yen"),
    FIELD(unused_part, used_yen, "Used at shops, yen"),
    FIELD(unused_part, purse_yen, "In purses, yen"),
    FIELD(unused_part, unused_yen, "Not used in time, yen"),
    FIELD(unused_part, handed_back_yen, "Of that, handed back to the municipality, yen"),
    FIELD(unused_part, remaining_yen, "Of that, not handed back yet, yen"),
    FIELD(unused_part, expires_on, "What is left leaves the purses on this day"),
    FIELD(unused_part, hand_back_on, "By this day what was not used goes back",
        .optional = true),
    FIELD(unused_part, half_year_on, "Six months after the first day of sale"));

/* What was handed back comes apart: of a shop (refused, so used) and of none (unused).  The
 * rest of the charts is read from an index that does not hold the owner. */
#define PART_SUMS "(SELECT round_id, part, chart, SUM(yen) AS yen, 0 AS is_owned FROM entry"	\
	" WHERE chart <> 11 AND posted_at <= ? GROUP BY round_id, part, chart"		\
	" UNION ALL SELECT round_id, part, chart, SUM(yen), owner_id <> 0 FROM entry"	\
	" WHERE chart = 11 AND posted_at <= ? GROUP BY round_id, part, chart, owner_id <> 0)"

const struct listing report_unused = {
	.select = "SELECT x.line_code, x.round_name, x.part, x.issued_yen, x.used_yen,"
	    " x.purse_yen, x.unused_yen, x.handed_back_yen, x.remaining_yen,"
	    " r.use_to_on + INTERVAL 1 DAY AS expires_on, t.hand_back_on,"
	    " r.sell_from_on + INTERVAL 6 MONTH AS half_year_on"
	    " FROM (SELECT CONCAT(e.round_id, '-', e.part) AS line_code, e.round_id,"
	    " MAX(CONCAT(c.name, ' ', q.name)) AS round_name,"
	    " IF(e.part = 1, 'paid', 'premium') AS part, -"
	    CREDIT_OF("e.chart IN (1, 2, 7, 12)") " AS issued_yen, "
	    CREDIT_OF("e.chart IN (4, 6, 8, 9, 10) OR e.is_owned") " AS used_yen, "
	    CREDIT_OF("e.chart = 3") " AS purse_yen, "
	    CREDIT_OF("e.chart = 5 OR e.chart = 11 AND NOT e.is_owned") " AS unused_yen, "
	    CREDIT_OF("e.chart = 11 AND NOT e.is_owned") " AS handed_back_yen, "
	    CREDIT_OF("e.chart = 5") " AS remaining_yen"
	    " FROM " PART_SUMS " e JOIN round q ON q.round_id = e.round_id"
	    " JOIN campaign c ON c.campaign_id = q.campaign_id"
	    " GROUP BY e.round_id, e.part) x JOIN round r ON r.round_id = x.round_id"
	    " LEFT JOIN fund_term t ON t.campaign_id = r.campaign_id WHERE 1 = 1",
	.fixed = 2,
	.orders = (const struct order[]){ { "round", "x.round_id", false },
	    { "unused", "x.unused_yen", true }, { 0 } },
	.key = "x.line_code", .row = &unused_part_shape, .export_name = "unused" };
