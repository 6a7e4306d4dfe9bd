#include <string.h>

#include "http/route.h"
#include "ledger/balance.h"
#include "settlement/cycle.h"
#include "settlement/kana.h"
#include "settlement/payout.h"
#include "settlement/payout_rows.h"
#include "settlement/settlement_api.h"
#include "settlement/shop_account_api.h"
#include "settlement/shop_contact.h"
#include "settlement/yucho.h"

/*
 * The shop's side: what it will be paid and when, what it was paid, and where.
 * An owner sees the own shop only; numbers of accounts are never shown whole.
 */
enum { PERIODS_SHOWN = 3 };

STMT(own_payout, "SELECT 1 FROM payout WHERE payout_id = ? AND shop_id = ?");
static const struct within within_own_payout = { "A payout of the shop", BY_SHOP, &own_payout };

/* ---- what comes ---- */

struct payout_sums { int64_t due_yen, in_file_yen, sent_yen, returned_yen, open_payouts; };
SHAPE(payout_sums, "Payouts on their way",
    FIELD(payout_sums, due_yen, "Closed, in no file"),
    FIELD(payout_sums, in_file_yen, "In a file that was not sent"),
    FIELD(payout_sums, sent_yen, "Handed to the bank, not yet seen on its statement"),
    FIELD(payout_sums, returned_yen, "Came back and was not paid again"),
    FIELD(payout_sums, open_payouts, "How many"));
STMT(sums_select, "SELECT"
    " CAST(COALESCE(SUM(IF(p.state = 'due', p.yen, 0)), 0) AS SIGNED) AS due_yen,"
    " CAST(COALESCE(SUM(IF(p.state = 'in_file', p.yen, 0)), 0) AS SIGNED) AS in_file_yen,"
    " CAST(COALESCE(SUM(IF(p.state = 'sent', p.yen, 0)), 0) AS SIGNED) AS sent_yen,"
    " CAST(COALESCE(SUM(IF(p.state = 'returned', p.yen, 0)), 0) AS SIGNED) AS returned_yen,"
    " COUNT(*) AS open_payouts FROM payout p WHERE p.shop_id = ?"
    " AND p.state IN ('due', 'in_file', 'sent', 'returned')"
    " AND NOT EXISTS (SELECT 1 FROM payout n WHERE n.again_of = p.payout_id)");

struct shop_outlook_out {
	int64_t open_yen, held_yen, due_yen, in_file_yen, sent_yen, returned_yen, open_payouts;
	struct list periods;
	const void *account, *proposal;
	const char *mail;
	bool is_held;
};
SHAPE(shop_outlook_out, "What the shop will be paid, when and where",
    FIELD(shop_outlook_out, open_yen, "Taken and not closed yet"),
    FIELD(shop_outlook_out, held_yen, "Held for the time being"),
    FIELD(shop_outlook_out, due_yen, "Closed, to be paid"),
    FIELD(shop_outlook_out, in_file_yen, "Being handed to the bank"),
    FIELD(shop_outlook_out, sent_yen, "Handed to the bank"),
    FIELD(shop_outlook_out, returned_yen, "Came back from the bank"),
    FIELD(shop_outlook_out, open_payouts, "Payouts on their way"),
    FIELD(shop_outlook_out, periods, "The next closings and their days of payment",
        .of = &period_shape),
    FIELD(shop_outlook_out, account, "Where it is paid", .of = &shop_account_shape,
        .optional = true),
    FIELD(shop_outlook_out, proposal, "A change that waits", .of = &shop_account_shape,
        .optional = true),
    FIELD(shop_outlook_out, mail, "Where mails about it go", .max = 254, .optional = true,
        .secret = true),
    FIELD(shop_outlook_out, is_held, "Payouts wait as a whole"));

static int
balance(struct ctx *c, enum chart chart, int64_t *yen)
{
	const struct holding_line *line;
	struct list lines;

	if (balances_of_owner(c, chart, c->actor.shop_id, c->now, &lines) != 0)
		return -1;
	line = lines.items;
	*yen = 0;
	for (size_t i = 0; i < lines.count; i++)
		*yen -= line[i].yen;
	return 0;
}

static int
account_in(struct ctx *c, const char *state, const void **out)
{
	struct shop_account *account = arena_alloc(c->arena, sizeof *account);
	bool found;

	if (shop_account_of(c, c->actor.shop_id, state, &found, account) != 0)
		return -1;
	*out = found ? account : NULL;
	return 0;
}

STMT(shop_is_held, "SELECT 1 FROM hold WHERE shop_id = ? AND payment_id IS NULL"
    " AND state = 'held' LIMIT 1");

static int
get_outlook(struct ctx *c, const void *input, void *output)
{
	static const struct field none[] = { { 0 } };
	static const struct shape anything = { "anything", "Any row", 1, none };
	struct shop_outlook_out *out = output;
	struct payout_sums sums;
	char nothing;

	(void)input;
	if (db_one(c, &sums_select, &payout_sums_shape, &sums, A(c->actor.shop_id)) != 0 ||
	    db_maybe(c, &out->is_held, &shop_is_held, &anything, &nothing,
	        A(c->actor.shop_id)) != 0 ||
	    balance(c, CHART_PAYABLE, &out->open_yen) != 0 ||
	    balance(c, CHART_HELD, &out->held_yen) != 0 ||
	    period_list(c, PERIODS_SHOWN, &out->periods) != 0 ||
	    account_in(c, "confirmed", &out->account) != 0 ||
	    account_in(c, "proposed", &out->proposal) != 0 ||
	    shop_contact_read(c, c->actor.shop_id, &out->mail) != 0)
		return -1;
	out->due_yen = sums.due_yen;
	out->in_file_yen = sums.in_file_yen;
	out->sent_yen = sums.sent_yen;
	out->returned_yen = sums.returned_yen;
	out->open_payouts = sums.open_payouts;
	return 0;
}

/* ---- payouts ---- */

static const char *const shop_payout_orders[] = { "newest", "yen", NULL };

struct shop_payouts_in { const char *state; PAGE_MEMBERS; };
SHAPE(shop_payouts_in, "Which payouts",
    FIELD(shop_payouts_in, state, "How it stands", .choices = payout_states, .optional = true),
    PAGE_FIELDS(shop_payouts_in, shop_payout_orders));

static const struct listing shop_payouts = {
	.select = PAYOUT_ROW " WHERE p.shop_id = ?", .fixed = 1,
	.filters = (const struct filter[]){ { "state", "p.state = ?" }, { 0 } },
	.orders = (const struct order[]){ { "newest", "p.made_at", true },
	    { "yen", "p.yen", true }, { 0 } },
	.key = "p.payout_id", .row = &payout_shape, .export_name = "payouts" };

static int
of_shop(struct ctx *c, const void *input, struct arg *args)
{
	(void)input;
	args[0] = A(c->actor.shop_id);
	return 0;
}

struct shop_payout_in { int64_t payout_id; PAGE_MEMBERS; };
SHAPE(shop_payout_in, "Which payout, and which page of its payments",
    FIELD(shop_payout_in, payout_id, "Payout", .within = &within_own_payout),
    PAGE_FIELDS(shop_payout_in, payout_row_orders));
struct shop_payout_out {
	const void *payout;
	struct list parts, rows;
	const char *next;
	int64_t count, rows_yen;
};
SHAPE(shop_payout_out, "A payout and the payments behind it",
    FIELD(shop_payout_out, payout, "The payout", .of = &payout_shape),
    FIELD(shop_payout_out, parts, "Rounds and parts", .of = &payout_part_shape),
    FIELD(shop_payout_out, rows, "Payments, oldest first", .of = &payout_row_shape),
    FIELD(shop_payout_out, next, "Cursor of the next page", .max = 400, .optional = true),
    FIELD(shop_payout_out, count, "How many rows there are"),
    FIELD(shop_payout_out, rows_yen, "Their sum: the amount of the payout"));

static int
get_shop_payout(struct ctx *c, const void *input, void *output)
{
	const struct shop_payout_in *in = input;
	struct shop_payout_out *out = output;
	struct payout *payout = arena_alloc(c->arena, sizeof *payout);
	struct payout_rows_in wanted = { in->order, in->after, in->limit };
	struct page page = { 0 };

	if (payout_read(c, in->payout_id, payout) != 0 ||
	    payout_parts(c, in->payout_id, &out->parts) != 0 ||
	    payout_rows_sum(c, in->payout_id, &out->count, &out->rows_yen) != 0 ||
	    payout_rows_read(c, in->payout_id, &wanted, &page) != 0)
		return -1;
	out->payout = payout;
	out->rows = page.rows;
	out->next = page.next;
	return 0;
}

struct shop_payout_id_in { int64_t payout_id; };
SHAPE(shop_payout_id_in, "Which payout",
    FIELD(shop_payout_id_in, payout_id, "Payout", .within = &within_own_payout));

static int
get_shop_paper(struct ctx *c, const void *input, void *output)
{
	const struct shop_payout_id_in *in = input;
	struct document *out = output;

	out->type = "application/pdf";
	return payout_paper(c, in->payout_id, &out->body);
}

static int
get_shop_file(struct ctx *c, const void *input, void *output)
{
	const struct shop_payout_id_in *in = input;
	struct document *out = output;
	struct export export = { .format = &file_csv };

	if (payout_rows_file(c, in->payout_id, &export) != 0)
		return -1;
	*out = (struct document){ file_csv.type, arena_text(c->arena, "payments-%lld.csv",
	    (long long)in->payout_id), export.body };
	return 0;
}

/* ---- where it is paid ---- */

static int
post_own_account(struct ctx *c, const void *input, void *output)
{
	struct payee_typed typed = payee_typed_of(input);
	struct shop_account_new_out *out = output;

	return shop_account_propose(c, c->actor.shop_id, &typed, &out->shop_account_id);
}

static int
post_withdrawal(struct ctx *c, const void *input, void *output)
{
	(void)input, (void)output;
	return shop_account_withdraw(c, c->actor.shop_id);
}

struct own_contact_in { const char *mail; };
SHAPE(own_contact_in, "The shop's mail address",
    FIELD(own_contact_in, mail, "Address", .format = &format_mail, .max = 254, .secret = true));

static int
set_contact(struct ctx *c, void *arg)
{
	const struct own_contact_in *in = arg;

	return shop_contact_set(c, c->actor.shop_id, in->mail);
}

static int
put_own_contact(struct ctx *c, const void *input, void *output)
{
	(void)output;
	return db_transact(c, set_contact, arena_copy(c->arena, input,
	    sizeof(struct own_contact_in)));
}

const struct route shop_payout_routes[] = {
	{ GET, "/api/settlement/shop-outlook", "What the shop will be paid, when and where",
	  &right_shop_bank, 0, get_outlook, NULL, &shop_outlook_out_shape },
	{ GET, "/api/settlement/shop-payouts", "Payouts of the shop", &right_shop_bank,
	  .in = &shop_payouts_in_shape, .list = &shop_payouts, .list_fixed = of_shop },
	{ GET, "/api/settlement/shop-payouts/{payout_id}", "A payout and its payments",
	  &right_shop_bank, 0, get_shop_payout, &shop_payout_in_shape, &shop_payout_out_shape },
	{ GET, "/api/settlement/shop-payouts/{payout_id}/paper", "A payout on paper",
	  &right_shop_bank, 0, get_shop_paper, &shop_payout_id_in_shape, &document_shape },
	{ GET, "/api/settlement/shop-payouts/{payout_id}/file", "Its payments as CSV",
	  &right_shop_bank, 0, get_shop_file, &shop_payout_id_in_shape, &document_shape },
	{ POST, "/api/settlement/shop-account-previews", "An account as the bank will read it",
	  &right_shop_bank, 0, post_payee_preview, &payee_in_shape, &payee_out_shape,
	  REASONS(PAYEE_REASONS) },
	{ POST, "/api/settlement/shop-account-proposals", "Propose where the shop shall be paid",
	  &right_shop_bank, ONCE, post_own_account, &payee_in_shape, &shop_account_new_out_shape,
	  REASONS(PAYEE_REASONS, &contact_missing, &account_waiting, &account_same) },
	{ POST, "/api/settlement/shop-account-withdrawals", "Take the proposal that waits back",
	  &right_shop_bank, ONCE, post_withdrawal, NULL, NULL },
	{ PUT, "/api/settlement/shop-contact", "Where mails about money go", &right_shop_bank, 0,
	  put_own_contact, &own_contact_in_shape, NULL, REASONS(&contact_same) },
	{ 0 }
};
