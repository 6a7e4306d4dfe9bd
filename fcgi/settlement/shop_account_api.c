#include "settlement/shop_account_api.h"

#include "office/office_api.h"
#include "people/account.h"
#include "people/role.h"
#include "settlement/bank_sender.h"
#include "settlement/kana.h"
#include "settlement/settlement_api.h"
#include "settlement/shop_contact.h"
#include "settlement/yucho.h"

STMT(any_shop_account, "SELECT 1 FROM shop_account WHERE shop_account_id = ?");
static const struct within within_bank_account = { "Any account of a shop", BY_ANYONE,
	&any_shop_account };

/* ---- banks, for forms ---- */

struct banks_in { const char *text; };
SHAPE(banks_in, "Which banks",
    FIELD(banks_in, text, "Number, or part of the name or its reading", .min = 1, .max = 40));
struct banks_out { struct list banks; };
SHAPE(banks_out, "Banks", FIELD(banks_out, banks, "At most 30", .of = &bank_row_shape));

static int
get_banks(struct ctx *c, const void *input, void *output)
{
	const struct banks_in *in = input;
	struct banks_out *out = output;

	return bank_find(c, in->text, &out->banks);
}

struct branches_in { const char *bank_code, *text; };
SHAPE(branches_in, "Which branches",
    FIELD(branches_in, bank_code, "Bank", .format = &format_digits, .min = 4, .max = 4),
    FIELD(branches_in, text, "Number, or part of the name or its reading", .min = 1, .max = 40));
struct branches_out { struct list branches; };
SHAPE(branches_out, "Branches",
    FIELD(branches_out, branches, "At most 30", .of = &branch_row_shape));

static int
get_branches(struct ctx *c, const void *input, void *output)
{
	const struct branches_in *in = input;
	struct branches_out *out = output;

	return branch_find(c, in->bank_code, in->text, &out->branches);
}

/* ---- an account as typed and as the bank will read it ---- */

PUBLIC_SHAPE(payee_in, "An account as it is typed", PAYEE_FIELDS(payee_in));
PUBLIC_SHAPE(payee_out, "The same as the bank will read it",
    FIELD(payee_out, bank_code, "Number of the bank", .max = 4),
    FIELD(payee_out, bank_name, "Bank", .max = 60),
    FIELD(payee_out, branch_code, "Number of the branch", .max = 3),
    FIELD(payee_out, branch_name, "Branch", .max = 80),
    FIELD(payee_out, number, "Seven digits", .max = 7, .secret = true),
    FIELD(payee_out, holder, "Holder in the characters of the bank, full width", .max = 60,
        .secret = true),
    FIELD(payee_out, holder_short, "The same with the legal form in short, when it has one",
        .max = 60, .optional = true, .secret = true),
    FIELD(payee_out, kind, "1 ordinary, 2 current, 4 savings, 9 other"),
    FIELD(payee_out, changes, "What was changed in the holder", .of = &payee_change_shape));
PUBLIC_SHAPE(shop_account_new_out, "The proposal",
    FIELD(shop_account_new_out, shop_account_id, "Account"));

struct payee_typed
payee_typed_of(const struct payee_in *in)
{
	return (struct payee_typed){ in->bank_code, in->branch_code, in->kind, in->symbol,
		in->number, in->holder };
}

int
post_payee_preview(struct ctx *c, const void *input, void *output)
{
	struct payee_typed typed = payee_typed_of(input);
	struct payee_out *out = output;
	struct payee p;
	bool takes_wo;

	if (bank_sender_takes_wo(c, &takes_wo) != 0 || payee_read(c, &typed, takes_wo, &p) != 0)
		return -1;
	*out = (struct payee_out){ p.bank_code, p.bank_name, p.branch_code, p.branch_name,
		p.number, p.holder, p.holder_short, p.kind, p.changes };
	return 0;
}

/* ---- accounts of shops, for the office ---- */

static const char *const account_orders[] = { "newest", "shop", NULL };

struct shop_accounts_in {
	const char *q, *state;
	int64_t shop_id;
	PAGE_MEMBERS;
};
SHAPE(shop_accounts_in, "Which accounts",
    FIELD(shop_accounts_in, q, "Part of the shop's name or its number", .min = 1, .max = 80,
        .optional = true),
    FIELD(shop_accounts_in, state, "How it stands", .choices = shop_account_states,
        .optional = true),
    FIELD(shop_accounts_in, shop_id, "Of one shop", .within = &within_shop, .optional = true),
    PAGE_FIELDS(shop_accounts_in, account_orders));

static const struct listing accounts = {
	.select = SHOP_ACCOUNT_ROW " WHERE 1 = 1", .fixed = 1,
	.filters = (const struct filter[]){
	    { "q", "LOCATE(?, CONCAT_WS(' ', h.name, h.kana, h.shop_no)"
	        " COLLATE utf8mb4_unicode_ci) > 0" },
	    { "state", "s.state = ?" }, { "shop_id", "s.shop_id = ?" }, { 0 } },
	.orders = (const struct order[]){ { "newest", "s.proposed_at", true },
	    { "shop", "h.shop_no", false }, { 0 } },
	.key = "s.shop_account_id", .row = &shop_account_shape, .export_name = "accounts" };

static int
of_actor(struct ctx *c, const void *input, struct arg *args)
{
	(void)input;
	args[0] = A(c->actor.account_id);
	return 0;
}

struct shop_account_id_in { int64_t shop_account_id; };
SHAPE(shop_account_id_in, "Which account",
    FIELD(shop_account_id_in, shop_account_id, "Account", .within = &within_bank_account));

static int
get_account(struct ctx *c, const void *input, void *output)
{
	const struct shop_account_id_in *in = input;

	return shop_account_read(c, in->shop_account_id, output);
}

struct account_propose_in { PAYEE_MEMBERS; int64_t shop_id; };
SHAPE(account_propose_in, "A new account of a shop", PAYEE_FIELDS(account_propose_in),
    FIELD(account_propose_in, shop_id, "Shop", .within = &within_shop));

static int
post_account(struct ctx *c, const void *input, void *output)
{
	const struct account_propose_in *in = input;
	struct shop_account_new_out *out = output;
	struct payee_typed typed = { in->bank_code, in->branch_code, in->kind, in->symbol,
		in->number, in->holder };

	return shop_account_propose(c, in->shop_id, &typed, &out->shop_account_id);
}

struct account_decision_in { int64_t shop_account_id; bool confirm; const char *note; };
SHAPE(account_decision_in, "What the second person says",
    FIELD(account_decision_in, shop_account_id, "Account", .within = &within_bank_account),
    FIELD(account_decision_in, confirm, "The account may be paid to"),
    FIELD(account_decision_in, note, "Why not, or how it was checked", .min = 1, .max = 200,
        .optional = true));

static int
post_decision(struct ctx *c, const void *input, void *output)
{
	const struct account_decision_in *in = input;

	(void)output;
	return shop_account_decide(c, in->shop_account_id, in->confirm, in->note);
}

struct account_look_in { int64_t shop_account_id; const char *purpose; };
SHAPE(account_look_in, "Which account to open and why",
    FIELD(account_look_in, shop_account_id, "Account", .within = &within_bank_account),
    FIELD(account_look_in, purpose, "Why", .choices = shop_account_purposes));
struct account_look_out { const char *number, *holder, *typed; };
SHAPE(account_look_out, "Number and holder",
    FIELD(account_look_out, number, "Seven digits", .max = 7, .secret = true),
    FIELD(account_look_out, holder, "Holder as the bank reads it", .max = 60, .secret = true),
    FIELD(account_look_out, typed, "Holder as it was typed", .max = 80, .optional = true,
        .secret = true));

static int
post_look(struct ctx *c, const void *input, void *output)
{
	const struct account_look_in *in = input;
	struct account_look_out *out = output;
	struct shop_account_open open;

	if (shop_account_look(c, in->shop_account_id, in->purpose, &open) != 0)
		return -1;
	*out = (struct account_look_out){ open.number, open.holder, open.typed };
	return 0;
}

/* ---- the shop's mail address, written by the office ---- */

struct shop_contact_in { int64_t shop_id; const char *mail; };
SHAPE(shop_contact_in, "A shop's mail address",
    FIELD(shop_contact_in, shop_id, "Shop", .within = &within_shop),
    FIELD(shop_contact_in, mail, "Address", .format = &format_mail, .max = 254, .secret = true));

static int
set_contact(struct ctx *c, void *arg)
{
	const struct shop_contact_in *in = arg;

	return shop_contact_set(c, in->shop_id, in->mail);
}

static int
put_contact(struct ctx *c, const void *input, void *output)
{
	(void)output;
	return db_transact(c, set_contact, arena_copy(c->arena, input,
	    sizeof(struct shop_contact_in)));
}

/* ---- who pays ---- */

struct sender_out { bool is_set; const void *sender; };
SHAPE(sender_out, "Who pays",
    FIELD(sender_out, is_set, "Whether anything was set"),
    FIELD(sender_out, sender, "What was set", .of = &bank_sender_shape, .optional = true));

static int
get_sender(struct ctx *c, const void *input, void *output)
{
	struct bank_sender *sender = arena_alloc(c->arena, sizeof *sender);
	struct sender_out *out = output;

	(void)input;
	if (bank_sender_read(c, &out->is_set, sender) != 0)
		return -1;
	out->sender = out->is_set ? sender : NULL;
	return 0;
}

static int
set_sender(struct ctx *c, void *arg)
{
	return bank_sender_set(c, arg);
}

static int
put_sender(struct ctx *c, const void *input, void *output)
{
	(void)output;
	return db_transact(c, set_sender, arena_copy(c->arena, input,
	    sizeof(struct bank_sender)));
}

const struct route shop_account_routes[] = {
	{ GET, "/api/settlement/banks", "Banks, for forms", &right_public, 0,
	  get_banks, &banks_in_shape, &banks_out_shape },
	{ GET, "/api/settlement/branches", "Branches of a bank, for forms", &right_public, 0,
	  get_branches, &branches_in_shape, &branches_out_shape },
	{ GET, "/api/settlement/shop-accounts", "Bank accounts of shops", &right_settlement_view,
	  .in = &shop_accounts_in_shape, .list = &accounts, .list_fixed = of_actor },
	{ GET, "/api/settlement/shop-accounts/{shop_account_id}", "A bank account of a shop",
	  &right_settlement_view, 0, get_account, &shop_account_id_in_shape, &shop_account_shape },
	{ POST, "/api/settlement/account-previews", "An account as the bank will read it",
	  &right_settlement_account, 0, post_payee_preview, &payee_in_shape, &payee_out_shape,
	  REASONS(PAYEE_REASONS) },
	{ POST, "/api/settlement/shop-accounts", "Propose an account for a shop",
	  &right_settlement_account, ONCE, post_account, &account_propose_in_shape,
	  &shop_account_new_out_shape,
	  REASONS(PAYEE_REASONS, &contact_missing, &account_waiting, &account_same) },
	{ POST, "/api/settlement/shop-accounts/{shop_account_id}/decisions",
	  "Confirm or refuse a proposed account, as the second person",
	  &right_settlement_account, ONCE, post_decision, &account_decision_in_shape, NULL,
	  REASONS(&same_person, &already_decided) },
	{ POST, "/api/settlement/shop-accounts/{shop_account_id}/looks",
	  "Open number and holder; it is written down", &right_settlement_account, 0,
	  post_look, &account_look_in_shape, &account_look_out_shape },
	{ PUT, "/api/settlement/shops/{shop_id}/contact", "A shop's mail address",
	  &right_settlement_account, 0, put_contact, &shop_contact_in_shape, NULL,
	  REASONS(&contact_same) },
	{ GET, "/api/settlement/bank-sender", "Who pays", &right_settlement_view, 0,
	  get_sender, NULL, &sender_out_shape },
	{ PUT, "/api/settlement/bank-sender", "Set who pays", &right_settlement_pay, 0,
	  put_sender, &bank_sender_shape, NULL,
	  REASONS(&bank_unknown, &branch_unknown, &number_wrong, &name_character, &name_voicing,
	      &name_too_long, &name_empty) },
	{ 0 }
};
