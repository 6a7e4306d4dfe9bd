#include "ledger/entry.h"


const char *const entry_orders[] = { "newest", "amount", NULL };
const char *const posting_kinds[] = { "sale", "sale_void", "payment", "payment_void", "expiry",
	"closing", "hold", "hold_release", "hold_refuse", "payout", "payout_return", "fund",
	"return_undo", "return_anew", NULL };

struct entry_row {
	int64_t entry_id, posting_id;
	struct instant posted_at;
	const char *kind;
	int64_t ref_id, round_id;
	const char *chart, *part;
	int64_t owner_id, yen, account_id;
	const char *account_name;
};
SHAPE(entry_row, "A row of the ledger",
    FIELD(entry_row, entry_id, "Row"),
    FIELD(entry_row, posting_id, "Act of the ledger"),
    FIELD(entry_row, posted_at, "When"),
    FIELD(entry_row, kind, "What happened", .words = "posting_kind"),
    FIELD(entry_row, ref_id, "Sale, payment, lot, closing ... by kind"),
    FIELD(entry_row, round_id, "Round"),
    FIELD(entry_row, chart, "Chart", .words = "chart"),
    FIELD(entry_row, part, "paid or premium", .words = "part"),
    FIELD(entry_row, owner_id, "Clerk, purse or shop by chart, 0: none"),
    FIELD(entry_row, yen, "Debit positive, credit negative"),
    FIELD(entry_row, account_id, "Who did it, 0: a job"),
    FIELD(entry_row, account_name, "Name of the account", .optional = true));

const struct listing entry_listing = {
	.select = "SELECT e.entry_id, e.posting_id, e.posted_at, p.kind, p.ref_id, e.round_id,"
	    " ELT(e.chart, 'cash', 'premium', 'purse', 'payable', 'expired', 'due', 'bank_in',"
	    "  'held', 'refused', 'paid_out', 'handed_back', 'fee') AS chart,"
	    " IF(e.part = 1, 'paid', 'premium') AS part, e.owner_id, e.yen,"
	    " p.account_id, a.name AS account_name FROM entry e"
	    " JOIN posting p ON p.posting_id = e.posting_id"
	    " LEFT JOIN account_label a ON a.account_id = p.account_id"
	    " WHERE e.posted_at <= ?",
	.fixed = 1,
	.filters = (const struct filter[]){ { "round_id", "e.round_id = ?" },
	    { "chart", "e.chart = ?" }, { "part", "e.part = ?" },
	    { "kind", "p.kind = ?" },
	    { "closing_id", "e.posting_id IN (SELECT b.posting_id FROM closing_posting b"
	        " WHERE b.closing_id = ?)" }, { 0 } },
	.orders = (const struct order[]){
	    { "newest", "e.posted_at", true }, { "amount", "e.yen", true }, { 0 } },
	.key = "e.entry_id", .row = &entry_row_shape, .export_name = "entries" };
