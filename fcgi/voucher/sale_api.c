#include "voucher/sale.h"

#include "people/account.h"
#include "people/account_api.h"
#include "people/person.h"
#include "voucher/buyer.h"
#include "voucher/purse.h"
#include "voucher/receipt.h"
#include "voucher/sales_api.h"
#include "voucher/stock.h"

RIGHT(right_voucher_sell, AUDIENCE_STAFF, "voucher.sell", "Sell vouchers at the counter");
RIGHT(right_voucher_void, AUDIENCE_STAFF, "voucher.void",
    "Take back a colleague's sale of the same day");

STMT(any_sale, "SELECT 1 FROM sale WHERE sale_id = ?");
STMT(any_clerk, "SELECT 1 FROM account_label WHERE account_id = ?");
const struct within within_sale = { "Any sale", BY_ANYONE, &any_sale };
static const struct within within_clerk = { "Any account", BY_ANYONE, &any_clerk };

/* ---- buyers ---- */

struct buyer_in {
	const char *name, *kana, *birth_on, *address, *phone;
	int64_t same_person_id;
	bool is_another;
};
SHAPE(buyer_in, "The buyer, as on the document that was shown",
    FIELD(buyer_in, name, "Name", .min = 1, .max = 100, .secret = true),
    FIELD(buyer_in, kana, "Reading of the name", .format = &format_kana, .min = 1, .max = 100,
        .secret = true),
    FIELD(buyer_in, birth_on, "Birth date", .format = &format_date, .max = 10, .secret = true),
    FIELD(buyer_in, address, "Address", .min = 1, .max = 200, .secret = true),
    FIELD(buyer_in, phone, "Telephone", .format = &format_phone, .max = 20, .optional = true,
        .secret = true),
    FIELD(buyer_in, same_person_id, "The candidate it is", .within = &within_person,
        .optional = true),
    FIELD(buyer_in, is_another, "None of the candidates", .optional = true));

struct candidate { int64_t person_id; const char *kana, *birth_on, *address_hint; };
SHAPE(candidate, "Somebody of that reading and birth date",
    FIELD(candidate, person_id, "Person"),
    FIELD(candidate, kana, "Reading of the name"),
    FIELD(candidate, birth_on, "Birth date"),
    FIELD(candidate, address_hint, "Town, without the house number", .optional = true));
struct buyer_out { struct maybe_int person_id; bool is_new; struct list candidates; };
SHAPE(buyer_out, "The buyer, or who it may be",
    FIELD(buyer_out, person_id, "Person, once it is clear", .optional = true),
    FIELD(buyer_out, is_new, "Not known before"),
    FIELD(buyer_out, candidates, "The clerk must choose one, or say it is another",
        .of = &candidate_shape));

static struct list
candidates_of(struct ctx *c, const struct list *matches)
{
	const struct person_match *m = matches->items;
	struct candidate *to = arena_alloc(c->arena, matches->count * sizeof *to + 1);

	for (size_t i = 0; i < matches->count; i++)
		to[i] = (struct candidate){ m[i].person_id, m[i].kana, m[i].birth_on,
			m[i].address_hint };
	return (struct list){ matches->count, to };
}

static int
post_buyer(struct ctx *c, const void *input, void *output)
{
	const struct buyer_in *in = input;
	struct buyer_out *out = output;
	struct buyer buyer = { .person = { .name = in->name, .kana = in->kana,
		.birth_on = in->birth_on, .address = in->address, .phone = in->phone },
		.same_person_id = in->same_person_id, .is_another = in->is_another };
	struct buyer_found found;

	if (buyer_find_or_make(c, &buyer, &found) != 0)
		return -1;
	if (found.person_id != 0)
		out->person_id = (struct maybe_int){ IS_PRESENT, found.person_id };
	out->is_new = found.is_new;
	out->candidates = candidates_of(c, &found.candidates);
	return 0;
}

struct allowance_in { int64_t person_id, round_id; };
SHAPE(allowance_in, "Who and which round",
    FIELD(allowance_in, person_id, "Person", .within = &within_person),
    FIELD(allowance_in, round_id, "Round", .within = &within_round));

static int
get_allowance(struct ctx *c, const void *input, void *output)
{
	const struct allowance_in *in = input;

	return sale_allowance(c, in->person_id, in->round_id, output);
}

/* ---- sales ---- */

struct sale_in {
	int64_t round_id, person_id, sets, received_yen;
	bool is_resident_checked;
};
SHAPE(sale_in, "Sets for cash",
    FIELD(sale_in, round_id, "Round", .within = &within_round),
    FIELD(sale_in, person_id, "Buyer", .within = &within_person),
    FIELD(sale_in, sets, "Sets", .min = 1, .max = 1000),
    FIELD(sale_in, received_yen, "Cash handed over, yen", .min = 1, .max = 100000000),
    FIELD(sale_in, is_resident_checked, "Proof of the address was seen", .optional = true));

struct sale_out {
	int64_t sale_id;
	const char *receipt_no;
	int64_t sets, paid_yen, change_yen, face_yen;
	const char *use_to_on, *claim_code;
	struct instant sold_at;
};
SHAPE(sale_out, "The sale",
    FIELD(sale_out, sale_id, "Sale"),
    FIELD(sale_out, receipt_no, "Number on the receipt"),
    FIELD(sale_out, sets, "Sets"),
    FIELD(sale_out, paid_yen, "Price, yen"),
    FIELD(sale_out, change_yen, "Cash to hand back, yen"),
    FIELD(sale_out, face_yen, "What they buy, yen"),
    FIELD(sale_out, use_to_on, "Last day of use"),
    FIELD(sale_out, claim_code, "Links a phone with the purse", .optional = true,
        .secret = true),
    FIELD(sale_out, sold_at, "When"));

static int
post_sale(struct ctx *c, const void *input, void *output)
{
	const struct sale_in *in = input;
	struct sale_out *out = output;
	struct sale_order order = { in->round_id, in->person_id, in->sets, in->received_yen,
		in->is_resident_checked };
	struct sold sold;

	if (sale_sell(c, &order, &sold) != 0)
		return -1;
	*out = (struct sale_out){ sold.sale.sale_id, sold.sale.receipt_no, sold.sale.sets,
		sold.sale.paid_yen, sold.change_yen, sold.sale.face_yen, sold.use_to_on,
		sold.claim_code, sold.sale.sold_at };
	return 0;
}

static const char *const sale_orders[] = { "newest", "sets", NULL };
static const char *const sale_states[] = { "sold", "void", NULL };

struct sales_in {
	int64_t round_id, clerk_account_id;
	const char *receipt_no, *sold_on, *state;
	PAGE_MEMBERS;
};
SHAPE(sales_in, "Which sales",
    FIELD(sales_in, round_id, "Round", .within = &within_round, .optional = true),
    FIELD(sales_in, clerk_account_id, "Who sold", .within = &within_clerk, .optional = true),
    FIELD(sales_in, receipt_no, "Number on the receipt", .format = &format_receipt_no, .max = 16,
        .optional = true),
    FIELD(sales_in, sold_on, "Tokyo day", .format = &format_date, .max = 10, .optional = true),
    FIELD(sales_in, state, "Stands or was taken back", .choices = sale_states,
        .optional = true),
    PAGE_FIELDS(sales_in, sale_orders));

struct sale_row {
	int64_t sale_id;
	const char *receipt_no;
	struct instant sold_at;
	int64_t round_id;
	const char *round_name;
	int64_t person_id, sets, paid_yen;
	const char *state, *clerk_name;
	int64_t spent_yen;
	const char *voided_by;
	struct instant voided_at;
	const char *void_reason;
};
SHAPE(sale_row, "A sale",
    FIELD(sale_row, sale_id, "Sale"),
    FIELD(sale_row, receipt_no, "Number on the receipt"),
    FIELD(sale_row, sold_at, "When"),
    FIELD(sale_row, round_id, "Round"),
    FIELD(sale_row, round_name, "Round's name"),
    FIELD(sale_row, person_id, "Buyer"),
    FIELD(sale_row, sets, "Sets"),
    FIELD(sale_row, paid_yen, "Price, yen"),
    FIELD(sale_row, state, "Stands or was taken back", .choices = sale_states,
        .words = "sale_state"),
    FIELD(sale_row, clerk_name, "Who sold", .optional = true),
    FIELD(sale_row, spent_yen, "Used so far, yen"),
    FIELD(sale_row, voided_by, "Who took it back", .optional = true),
    FIELD(sale_row, voided_at, "When it was taken back", .optional = true),
    FIELD(sale_row, void_reason, "Why", .optional = true));

#define SALE_SELECT "SELECT s.sale_id, s.receipt_no, s.sold_at, s.round_id,"		\
	" r.name AS round_name, s.person_id, s.sets, s.paid_yen,"			\
	" IF(v.sale_id IS NULL, 'sold', 'void') AS state, a.name AS clerk_name,"	\
	" COALESCE(l.spent_yen, 0) AS spent_yen, b.name AS voided_by, v.voided_at,"	\
	" v.reason AS void_reason FROM sale s"						\
	" JOIN round r ON r.round_id = s.round_id"					\
	" LEFT JOIN sale_void v ON v.sale_id = s.sale_id"				\
	" LEFT JOIN purse_lot l ON l.sale_id = s.sale_id"				\
	" LEFT JOIN account_label a ON a.account_id = s.clerk_account_id"		\
	" LEFT JOIN account_label b ON b.account_id = v.account_id"			\
	" WHERE "
STMT(sale_row_one, SALE_SELECT "s.sale_id = ?");

static const struct listing sale_listing = {
	.select = SALE_SELECT "1 = 1",
	.filters = (const struct filter[]){
	    { "round_id", "s.round_id = ?" },
	    { "clerk_account_id", "s.clerk_account_id = ?" },
	    { "receipt_no", "s.receipt_no = ?" },
	    { "sold_on", "s.sold_on = ?" },
	    { "state", "IF(v.sale_id IS NULL, 'sold', 'void') = ?" }, { 0 } },
	.orders = (const struct order[]){
	    { "newest", "s.sold_at", true }, { "sets", "s.sets", true }, { 0 } },
	.key = "s.sale_id", .row = &sale_row_shape, .export_name = "sales" };

struct sale_clerk { int64_t account_id; const char *name; };
SHAPE(sale_clerk, "Somebody who sold",
    FIELD(sale_clerk, account_id, "Account"),
    FIELD(sale_clerk, name, "Name"));
struct sale_clerks_out { struct list clerks; };
SHAPE(sale_clerks_out, "Who sold",
    FIELD(sale_clerks_out, clerks, "By name", .of = &sale_clerk_shape));
STMT(sale_clerks, "SELECT a.account_id, a.name FROM account_label a WHERE a.account_id IN"
    " (SELECT s.clerk_account_id FROM sale s) ORDER BY a.name, a.account_id LIMIT 1000");

static int
get_clerks(struct ctx *c, const void *input, void *output)
{
	struct sale_clerks_out *out = output;

	(void)input;
	return db_list(c, &sale_clerks, &sale_clerk_shape, &out->clerks);
}

struct sale_id_in { int64_t sale_id; };
SHAPE(sale_id_in, "Which sale", FIELD(sale_id_in, sale_id, "Sale", .within = &within_sale));

static int
get_sale(struct ctx *c, const void *input, void *output)
{
	const struct sale_id_in *in = input;

	return db_one(c, &sale_row_one, &sale_row_shape, output, A(in->sale_id));
}

static int
get_receipt(struct ctx *c, const void *input, void *output)
{
	const struct sale_id_in *in = input;
	struct document *out = output;

	out->type = "application/pdf";
	return receipt_print(c, in->sale_id, &out->body);
}

struct void_in { int64_t sale_id; const char *reason; };
SHAPE(void_in, "Take a sale back",
    FIELD(void_in, sale_id, "Sale", .within = &within_sale),
    FIELD(void_in, reason, "Why; no names of people", .min = 1, .max = 200));
struct void_out { int64_t sale_id, returned_yen, sets; };
SHAPE(void_out, "What goes back",
    FIELD(void_out, sale_id, "Sale"),
    FIELD(void_out, returned_yen, "Cash to hand back, yen"),
    FIELD(void_out, sets, "Sets back in stock"));

static int
post_void(struct ctx *c, const void *input, void *output)
{
	const struct void_in *in = input;
	struct void_out *out = output;
	struct sale sale;

	if (sale_take_back(c, in->sale_id, in->reason, &sale) != 0)
		return -1;
	*out = (struct void_out){ sale.sale_id, sale.paid_yen, sale.sets };
	return 0;
}

const struct route sale_routes[] = {
	{ POST, "/api/sales/buyers", "Find or register the buyer", &right_voucher_sell, ONCE,
	  post_buyer, &buyer_in_shape, &buyer_out_shape, REASONS(&too_many) },
	{ GET, "/api/sales/buyers/{person_id}/allowances/{round_id}",
	  "What the buyer may still buy", &right_voucher_sell, 0, get_allowance,
	  &allowance_in_shape, &allowance_shape },
	{ POST, "/api/sales/counter-sales", "Sell for cash", &right_voucher_sell, ONCE,
	  post_sale, &sale_in_shape, &sale_out_shape,
	  REASONS(&not_on_sale, &residency_unchecked, &cash_short, &cap_round, &cap_campaign,
	      &stock_short) },
	{ GET, "/api/sales/counter-sales", "Sales", &right_voucher_view, 0, NULL, &sales_in_shape,
	  .list = &sale_listing },
	{ GET, "/api/sales/clerks", "Who sold at the counter", &right_voucher_view, 0,
	  get_clerks, NULL, &sale_clerks_out_shape },
	{ GET, "/api/sales/counter-sales/{sale_id}", "A sale", &right_voucher_view, 0,
	  get_sale, &sale_id_in_shape, &sale_row_shape },
	{ GET, "/api/sales/counter-sales/{sale_id}/receipt", "Receipt as PDF",
	  &right_voucher_sell, 0, get_receipt, &sale_id_in_shape, &document_shape },
	{ POST, "/api/sales/counter-sales/{sale_id}/voids", "Take a sale back",
	  &right_voucher_void, ONCE, post_void, &void_in_shape, &void_out_shape,
	  REASONS(&same_person, &sale_spent, &sale_not_today, &sale_void) },
	{ 0 }
};
