#include "report/pack.h"

#include "ledger/posting.h"
#include "voucher/fund_book.h"

/*
 * Every statement gives the state of the instant, not of now: what was decided
 * later is left out, and rows come in the order of their numbers.
 */
struct pack_shop { int64_t shop_id; const char *shop_no, *name, *kana, *industry, *size, *area,
	*address, *phone, *listed_on, *state; };
SHAPE(pack_shop, "A shop",
    FIELD(pack_shop, shop_id, "Shop"),
    FIELD(pack_shop, shop_no, "Number", .optional = true),
    FIELD(pack_shop, name, "Name"),
    FIELD(pack_shop, kana, "Reading"),
    FIELD(pack_shop, industry, "Industry", .words = "industry"),
    FIELD(pack_shop, size, "Size", .words = "size"),
    FIELD(pack_shop, area, "Part of the municipality"),
    FIELD(pack_shop, address, "Address"),
    FIELD(pack_shop, phone, "Telephone", .optional = true),
    FIELD(pack_shop, listed_on, "First day on the list"),
    FIELD(pack_shop, state, "listed or stopped", .words = "shop_state"));
STMT(pack_shops, "SELECT shop_id, shop_no, name, kana, industry, size, area, address, phone,"
    " listed_on, state FROM shop WHERE made_at <= ? ORDER BY shop_id");

struct pack_sale { int64_t sale_id; const char *receipt_no; int64_t round_id;
	struct instant sold_at; int64_t sets, sold_yen, premium_yen, account_id;
	struct instant voided_at; const char *void_reason; };
SHAPE(pack_sale, "A sale",
    FIELD(pack_sale, sale_id, "Sale"),
    FIELD(pack_sale, receipt_no, "Number on the receipt"),
    FIELD(pack_sale, round_id, "Round"),
    FIELD(pack_sale, sold_at, "When"),
    FIELD(pack_sale, sets, "Sets"),
    FIELD(pack_sale, sold_yen, "Price"),
    FIELD(pack_sale, premium_yen, "Premium"),
    FIELD(pack_sale, account_id, "Who sold"),
    FIELD(pack_sale, voided_at, "When it was taken back", .optional = true),
    FIELD(pack_sale, void_reason, "Why", .optional = true));
STMT(pack_sales, "SELECT s.sale_id, s.receipt_no, s.round_id, s.sold_at, s.sets,"
    " s.paid_yen AS sold_yen, s.face_yen - s.paid_yen AS premium_yen,"
    " s.clerk_account_id AS account_id, v.voided_at, v.reason AS void_reason FROM sale s"
    " LEFT JOIN sale_void v ON v.sale_id = s.sale_id AND v.voided_at <= ?"
    " WHERE s.sold_at <= ? ORDER BY s.sale_id");

struct pack_use { const char *used_on; int64_t shop_id; const char *shop_no; int64_t payments,
	used_paid_yen, used_premium_yen, used_yen; };
SHAPE(pack_use, "What a shop took on a day",
    FIELD(pack_use, used_on, "Tokyo day"),
    FIELD(pack_use, shop_id, "Shop"),
    FIELD(pack_use, shop_no, "Its number", .optional = true),
    FIELD(pack_use, payments, "Payments that stand"),
    FIELD(pack_use, used_paid_yen, "Paid part"),
    FIELD(pack_use, used_premium_yen, "Premium"),
    FIELD(pack_use, used_yen, "Together"));
STMT(pack_uses, "SELECT p.paid_on AS used_on, p.shop_id, s.shop_no,"
    " COUNT(DISTINCT p.payment_id) AS payments, CAST(SUM(u.paid_yen) AS SIGNED) AS used_paid_yen,"
    " CAST(SUM(u.premium_yen) AS SIGNED) AS used_premium_yen,"
    " CAST(SUM(u.paid_yen + u.premium_yen) AS SIGNED) AS used_yen FROM payment p"
    " JOIN payment_use u ON u.payment_id = p.payment_id JOIN shop s ON s.shop_id = p.shop_id"
    " WHERE p.paid_at <= ? AND NOT EXISTS (SELECT 1 FROM payment_void v"
    "  WHERE v.payment_id = p.payment_id AND v.voided_at <= ?)"
    " GROUP BY p.paid_on, p.shop_id, s.shop_no ORDER BY p.paid_on, p.shop_id");

struct pack_payment { int64_t payment_id, purse_id, shop_id; struct instant paid_at;
	const char *means; int64_t used_paid_yen, used_premium_yen, used_yen;
	struct instant voided_at; };
SHAPE(pack_payment, "A payment",
    FIELD(pack_payment, payment_id, "Payment"),
    FIELD(pack_payment, purse_id, "Purse"),
    FIELD(pack_payment, shop_id, "Shop"),
    FIELD(pack_payment, paid_at, "When"),
    FIELD(pack_payment, means, "How"),
    FIELD(pack_payment, used_paid_yen, "Paid part"),
    FIELD(pack_payment, used_premium_yen, "Premium"),
    FIELD(pack_payment, used_yen, "Together"),
    FIELD(pack_payment, voided_at, "When it was taken back", .optional = true));
STMT(pack_payments, "SELECT p.payment_id, p.purse_id, p.shop_id, p.paid_at, p.means,"
    " (SELECT CAST(SUM(u.paid_yen) AS SIGNED) FROM payment_use u"
    "  WHERE u.payment_id = p.payment_id) AS used_paid_yen,"
    " (SELECT CAST(SUM(u.premium_yen) AS SIGNED) FROM payment_use u"
    "  WHERE u.payment_id = p.payment_id) AS used_premium_yen,"
    " p.amount_yen AS used_yen, v.voided_at FROM payment p"
    " LEFT JOIN payment_void v ON v.payment_id = p.payment_id AND v.voided_at <= ?"
    " WHERE p.paid_at <= ? ORDER BY p.payment_id");

struct pack_closing { int64_t closing_id; const char *from_on, *to_on, *pay_on, *state;
	int64_t shops, payments, yen, asked_by; struct instant asked_at;
	struct maybe_int decided_by; struct instant decided_at, closed_at; };
SHAPE(pack_closing, "A closing",
    FIELD(pack_closing, closing_id, "Closing"),
    FIELD(pack_closing, from_on, "First day"),
    FIELD(pack_closing, to_on, "Last day"),
    FIELD(pack_closing, pay_on, "Day of the payout"),
    FIELD(pack_closing, state, "How it stood"),
    FIELD(pack_closing, shops, "Shops"),
    FIELD(pack_closing, payments, "Payments"),
    FIELD(pack_closing, yen, "Sum"),
    FIELD(pack_closing, asked_by, "Who asked"),
    FIELD(pack_closing, asked_at, "When"),
    FIELD(pack_closing, decided_by, "Second person", .optional = true),
    FIELD(pack_closing, decided_at, "When", .optional = true),
    FIELD(pack_closing, closed_at, "When it was posted", .optional = true));
STMT(pack_closings, "SELECT closing_id, from_on, to_on, pay_on, 'closed' AS state, shops,"
    " payments, yen, asked_by, asked_at, decided_by, decided_at, closed_at FROM closing"
    " WHERE state = 'closed' AND closed_at <= ? ORDER BY closing_id");

struct pack_closing_shop { int64_t closing_shop_id, closing_id, shop_id, payments, yen, held_yen; };
SHAPE(pack_closing_shop, "A shop of a closing",
    FIELD(pack_closing_shop, closing_shop_id, "Shop of the closing"),
    FIELD(pack_closing_shop, closing_id, "Closing"),
    FIELD(pack_closing_shop, shop_id, "Shop"),
    FIELD(pack_closing_shop, payments, "Payments"),
    FIELD(pack_closing_shop, yen, "What became due"),
    FIELD(pack_closing_shop, held_yen, "Held"));
STMT(pack_closing_shops, "SELECT s.closing_shop_id, s.closing_id, s.shop_id, s.payments, s.yen,"
    " s.held_yen FROM closing_shop s JOIN closing k ON k.closing_id = s.closing_id"
    " WHERE k.state = 'closed' AND k.closed_at <= ? ORDER BY s.closing_shop_id");

struct pack_payout { int64_t payout_id, closing_shop_id, shop_id, yen; const char *pay_on, *state;
	struct maybe_int bank_file_id, again_of; struct instant made_at, sent_at, ended_at; };
SHAPE(pack_payout, "A payout",
    FIELD(pack_payout, payout_id, "Payout"),
    FIELD(pack_payout, closing_shop_id, "Shop of the closing"),
    FIELD(pack_payout, shop_id, "Shop"),
    FIELD(pack_payout, yen, "Amount"),
    FIELD(pack_payout, pay_on, "Meant for"),
    FIELD(pack_payout, state, "How it stood"),
    FIELD(pack_payout, bank_file_id, "File", .optional = true),
    FIELD(pack_payout, again_of, "Payout it replaces", .optional = true),
    FIELD(pack_payout, made_at, "When"),
    FIELD(pack_payout, sent_at, "When it was sent", .optional = true),
    FIELD(pack_payout, ended_at, "When it was paid or returned", .optional = true));
STMT(pack_payouts, "SELECT payout_id, closing_shop_id, shop_id, yen, pay_on,"
    " CASE WHEN ended_at <= ? THEN state WHEN sent_at <= ? THEN 'sent' ELSE 'due' END AS state,"
    " IF(sent_at <= ?, bank_file_id, NULL) AS bank_file_id, again_of, made_at,"
    " IF(sent_at <= ?, sent_at, NULL) AS sent_at, IF(ended_at <= ?, ended_at, NULL) AS ended_at"
    " FROM payout WHERE made_at <= ? ORDER BY payout_id");

struct pack_file { int64_t bank_file_id; const char *pay_on, *state; int64_t payouts, yen;
	const char *hash; int64_t built_by; struct instant built_at;
	struct maybe_int approved_by; struct instant approved_at;
	struct maybe_int sent_by; struct instant sent_at, reconciled_at, dropped_at; };
SHAPE(pack_file, "A file for the bank",
    FIELD(pack_file, bank_file_id, "File"),
    FIELD(pack_file, pay_on, "Day the bank shall pay"),
    FIELD(pack_file, state, "How it stood"),
    FIELD(pack_file, payouts, "Transfers"),
    FIELD(pack_file, yen, "Their sum"),
    FIELD(pack_file, hash, "BLAKE2b-256 of its bytes"),
    FIELD(pack_file, built_by, "Who built it"),
    FIELD(pack_file, built_at, "When"),
    FIELD(pack_file, approved_by, "Second person", .optional = true),
    FIELD(pack_file, approved_at, "When", .optional = true),
    FIELD(pack_file, sent_by, "Who handed it to the bank", .optional = true),
    FIELD(pack_file, sent_at, "When", .optional = true),
    FIELD(pack_file, reconciled_at, "When the bank showed the debit", .optional = true),
    FIELD(pack_file, dropped_at, "When it was dropped", .optional = true));
STMT(pack_files, "SELECT bank_file_id, pay_on, CASE WHEN dropped_at <= ? THEN 'dropped'"
    " WHEN reconciled_at <= ? THEN 'reconciled' WHEN sent_at <= ? THEN 'sent'"
    " WHEN approved_at <= ? THEN 'approved' ELSE 'built' END AS state, payouts, yen,"
    " LOWER(HEX(hash)) AS hash, built_by, built_at,"
    " IF(approved_at <= ?, approved_by, NULL) AS approved_by,"
    " IF(approved_at <= ?, approved_at, NULL) AS approved_at,"
    " IF(sent_at <= ?, sent_by, NULL) AS sent_by, IF(sent_at <= ?, sent_at, NULL) AS sent_at,"
    " IF(reconciled_at <= ?, reconciled_at, NULL) AS reconciled_at,"
    " IF(dropped_at <= ?, dropped_at, NULL) AS dropped_at FROM bank_file"
    " WHERE built_at <= ? ORDER BY bank_file_id");

struct pack_hold { int64_t hold_id, shop_id; struct maybe_int payment_id;
	const char *reason, *note, *state; int64_t yen, held_by; struct instant held_at;
	struct maybe_int asked_by; struct instant asked_at;
	struct maybe_int decided_by; struct instant decided_at; };
SHAPE(pack_hold, "A hold",
    FIELD(pack_hold, hold_id, "Hold"),
    FIELD(pack_hold, shop_id, "Shop"),
    FIELD(pack_hold, payment_id, "Payment", .optional = true),
    FIELD(pack_hold, reason, "Why"),
    FIELD(pack_hold, note, "In the words of the office"),
    FIELD(pack_hold, state, "How it stood"),
    FIELD(pack_hold, yen, "What was held"),
    FIELD(pack_hold, held_by, "Who held it"),
    FIELD(pack_hold, held_at, "When"),
    FIELD(pack_hold, asked_by, "Who asked for the decision", .optional = true),
    FIELD(pack_hold, asked_at, "When", .optional = true),
    FIELD(pack_hold, decided_by, "Second person", .optional = true),
    FIELD(pack_hold, decided_at, "When", .optional = true));
STMT(pack_holds, "SELECT hold_id, shop_id, payment_id, reason, note,"
    " IF(decided_at <= ?, state, 'held') AS state, yen, held_by, held_at,"
    " IF(asked_at <= ?, asked_by, NULL) AS asked_by, IF(asked_at <= ?, asked_at, NULL) AS asked_at,"
    " IF(decided_at <= ?, decided_by, NULL) AS decided_by,"
    " IF(decided_at <= ?, decided_at, NULL) AS decided_at FROM hold WHERE held_at <= ?"
    " ORDER BY hold_id");

struct pack_movement { int64_t fund_movement_id; const char *kind; int64_t round_id;
	const char *part; int64_t yen; const char *bank_on, *note, *state; int64_t asked_by;
	struct instant asked_at; struct maybe_int decided_by; struct instant decided_at; };
SHAPE(pack_movement, "A movement of the funds",
    FIELD(pack_movement, fund_movement_id, "Movement"),
    FIELD(pack_movement, kind, "What it is", .words = "fund_kind"),
    FIELD(pack_movement, round_id, "Round"),
    FIELD(pack_movement, part, "paid or premium", .words = "part"),
    FIELD(pack_movement, yen, "Amount"),
    FIELD(pack_movement, bank_on, "Day at the bank"),
    FIELD(pack_movement, note, "In the words of the office"),
    FIELD(pack_movement, state, "How it stood", .words = "fund_state"),
    FIELD(pack_movement, asked_by, "Who asked for it"),
    FIELD(pack_movement, asked_at, "When"),
    FIELD(pack_movement, decided_by, "Second person", .optional = true),
    FIELD(pack_movement, decided_at, "When", .optional = true));
STMT(pack_movements, "SELECT fund_movement_id, kind, round_id,"
    " IF(part = 1, 'paid', 'premium') AS part, yen, on_date AS bank_on, note,"
    " IF(decided_at <= ?, state, 'asked') AS state, asked_by, asked_at,"
    " IF(decided_at <= ?, decided_by, NULL) AS decided_by,"
    " IF(decided_at <= ?, decided_at, NULL) AS decided_at FROM fund_movement"
    " WHERE asked_at <= ? ORDER BY fund_movement_id");

struct pack_entry { int64_t entry_id, posting_id; struct instant posted_at; const char *kind;
	int64_t ref_id, round_id; const char *chart, *part; int64_t owner_id, yen, account_id; };
SHAPE(pack_entry, "A row of the ledger",
    FIELD(pack_entry, entry_id, "Row"),
    FIELD(pack_entry, posting_id, "Act of the ledger"),
    FIELD(pack_entry, posted_at, "When"),
    FIELD(pack_entry, kind, "What happened", .words = "posting_kind"),
    FIELD(pack_entry, ref_id, "Row of the act"),
    FIELD(pack_entry, round_id, "Round"),
    FIELD(pack_entry, chart, "Chart", .words = "chart"),
    FIELD(pack_entry, part, "paid or premium", .words = "part"),
    FIELD(pack_entry, owner_id, "Owner"),
    FIELD(pack_entry, yen, "Debit positive"),
    FIELD(pack_entry, account_id, "Who did it"));
STMT(pack_entries, "SELECT e.entry_id, e.posting_id, e.posted_at, p.kind, p.ref_id, e.round_id,"
    " ELT(e.chart, 'cash', 'premium', 'purse', 'payable', 'expired', 'due', 'bank_in', 'held',"
    "  'refused', 'paid_out', 'handed_back', 'fee') AS chart,"
    " IF(e.part = 1, 'paid', 'premium') AS part, e.owner_id, e.yen, p.account_id FROM entry e"
    " JOIN posting p ON p.posting_id = e.posting_id WHERE e.posted_at <= ? ORDER BY e.entry_id");

/* ---- the funds: by round and part ---- */

struct pack_fund { int64_t round_id; const char *round_name, *part; int64_t received_yen,
	outside_yen, banked_yen, fee_yen, purse_yen, used_yen, payable_yen, due_yen, held_yen,
	refused_yen, paid_out_yen, expired_yen, handed_back_yen, unused_yen, bank_yen; };
SHAPE(pack_fund, "Funds of a part of a round",
    FIELD(pack_fund, round_id, "Round"),
    FIELD(pack_fund, round_name, "Its name"),
    FIELD(pack_fund, part, "paid or premium", .words = "part"),
    FIELD(pack_fund, received_yen, "In all"),
    FIELD(pack_fund, outside_yen, "Not in the bank"),
    FIELD(pack_fund, banked_yen, "Put into the bank, less fees of the bank"),
    FIELD(pack_fund, fee_yen, "Fees of the bank, still to be made good"),
    FIELD(pack_fund, purse_yen, "In purses"),
    FIELD(pack_fund, used_yen, "Used at shops"),
    FIELD(pack_fund, payable_yen, "Owed, not closed"),
    FIELD(pack_fund, due_yen, "To be paid out"),
    FIELD(pack_fund, held_yen, "Held"),
    FIELD(pack_fund, refused_yen, "Refused"),
    FIELD(pack_fund, paid_out_yen, "Paid out"),
    FIELD(pack_fund, expired_yen, "Expired, not handed back"),
    FIELD(pack_fund, handed_back_yen, "Handed back"),
    FIELD(pack_fund, unused_yen, "Not used in time"),
    FIELD(pack_fund, bank_yen, "In the bank account"));

static int
read_funds(struct ctx *c, struct instant at, struct list *rows)
{
	struct list rounds;
	const struct fund_round *r;
	struct pack_fund *to;

	if (fund_book_read(c, at, &rounds) != 0)
		return -1;
	r = rounds.items;
	to = arena_alloc(c->arena, rounds.count * PART_PREMIUM * sizeof *to + 1);
	*rows = (struct list){ 0, to };
	for (size_t i = 0; i < rounds.count; i++) {
		for (size_t k = 0; k < r[i].parts.count; k++) {
			const struct fund_part *p = (const struct fund_part *)r[i].parts.items + k;

			/* Nothing was sold of it by then: it may not even have been there. */
			if (p->received_yen == 0)
				continue;
			to[rows->count++] = (struct pack_fund){ r[i].round_id, r[i].name,
				p->part == PART_PAID ? "paid" : "premium", p->received_yen,
				p->outside_yen, p->banked_yen, p->fee_yen, p->purse_yen,
				p->used_yen, p->payable_yen, p->due_yen, p->held_yen,
				p->refused_yen, p->paid_out_yen, p->expired_yen,
				p->handed_back_yen, p->unused_yen, p->bank_yen };
		}
	}
	return 0;
}

const struct pack_table pack_tables[] = {
	{ "shops", &pack_shops, 1, &pack_shop_shape, NULL, .is_present = true },
	{ "sales", &pack_sales, 2, &pack_sale_shape, "sold_yen" },
	{ "use", &pack_uses, 2, &pack_use_shape, "used_yen" },
	{ "payments", &pack_payments, 2, &pack_payment_shape, "used_yen", .is_long = true },
	{ "closings", &pack_closings, 1, &pack_closing_shape, "yen" },
	{ "closing_shops", &pack_closing_shops, 1, &pack_closing_shop_shape, "yen" },
	{ "payouts", &pack_payouts, 6, &pack_payout_shape, "yen" },
	{ "bank_files", &pack_files, 11, &pack_file_shape, "yen" },
	{ "holds", &pack_holds, 6, &pack_hold_shape, "yen" },
	{ "movements", &pack_movements, 4, &pack_movement_shape, "yen" },
	{ "funds", NULL, 0, &pack_fund_shape, "received_yen", .read = read_funds },
	{ "entries", &pack_entries, 1, &pack_entry_shape, "yen", .is_long = true },
	{ 0 }
};
