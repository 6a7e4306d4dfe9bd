#include "settlement/bank_file.h"

#include "people/account.h"
#include "settlement/bank_sender.h"
#include "settlement/drift.h"
#include "settlement/payout.h"
#include "settlement/settlement_api.h"

STMT(any_bank_file, "SELECT 1 FROM bank_file WHERE bank_file_id = ?");
const struct within within_bank_file = { "Any bank file", BY_ANYONE, &any_bank_file };

static const char *const bank_file_orders[] = { "newest", "pay_on", NULL };

struct bank_files_in { const char *state; PAGE_MEMBERS; };
SHAPE(bank_files_in, "Which files",
    FIELD(bank_files_in, state, "How it stands", .choices = bank_file_states, .optional = true),
    PAGE_FIELDS(bank_files_in, bank_file_orders));

static const struct listing bank_files = {
	.select = BANK_FILE_ROW " WHERE 1 = 1", .fixed = 1,
	.filters = (const struct filter[]){ { "state", "f.state = ?" }, { 0 } },
	.orders = (const struct order[]){ { "newest", "f.built_at", true },
	    { "pay_on", "f.pay_on", false }, { 0 } },
	.key = "f.bank_file_id", .row = &bank_file_shape, .export_name = "transfers" };

static int
of_actor(struct ctx *c, const void *input, struct arg *args)
{
	(void)input;
	args[0] = A(c->actor.account_id);
	return 0;
}

/* ---- what a file would hold ---- */

struct file_plan_in { const char *pay_on; };
SHAPE(file_plan_in, "For which day",
    FIELD(file_plan_in, pay_on, "Business day", .format = &format_date, .max = 10));
struct file_plan_out { struct list payouts; int64_t chosen, yen, left_out, left_out_yen; };
SHAPE(file_plan_out, "What a file would hold and leave out",
    FIELD(file_plan_out, payouts, "Payouts that are due by then", .of = &payout_choice_shape),
    FIELD(file_plan_out, chosen, "How many the file would hold"),
    FIELD(file_plan_out, yen, "Their sum"),
    FIELD(file_plan_out, left_out, "How many are left out"),
    FIELD(file_plan_out, left_out_yen, "Their sum"));

static int
get_plan(struct ctx *c, const void *input, void *output)
{
	const struct file_plan_in *in = input;
	struct file_plan_out *out = output;
	struct bank_file_plan plan;

	if (bank_file_plan(c, in->pay_on, &plan) != 0)
		return -1;
	*out = (struct file_plan_out){ plan.payouts, plan.chosen, plan.yen, plan.left_out,
		plan.left_out_yen };
	return 0;
}

struct file_build_in { const char *pay_on; int64_t payouts, yen; };
SHAPE(file_build_in, "Build what was seen",
    FIELD(file_build_in, pay_on, "Business day", .format = &format_date, .max = 10),
    FIELD(file_build_in, payouts, "Transfers that were seen", .min = 1, .max = 999999),
    FIELD(file_build_in, yen, "Their sum", .min = 1, .max = 999999999999));
struct file_build_out { int64_t bank_file_id; };
SHAPE(file_build_out, "The file", FIELD(file_build_out, bank_file_id, "File"));

static int
post_file(struct ctx *c, const void *input, void *output)
{
	const struct file_build_in *in = input;
	struct file_build_out *out = output;
	struct bank_file_seen seen = { in->payouts, in->yen, NULL };

	return bank_file_build(c, in->pay_on, &seen, &out->bank_file_id);
}

/* ---- one file ---- */

struct bank_file_in { int64_t bank_file_id; };
SHAPE(bank_file_in, "Which file",
    FIELD(bank_file_in, bank_file_id, "File", .within = &within_bank_file));
struct bank_file_out { const void *file, *head; struct list rows; };
SHAPE(bank_file_out, "A file, as its bytes read back",
    FIELD(bank_file_out, file, "The file", .of = &bank_file_shape),
    FIELD(bank_file_out, head, "Its head", .of = &bank_file_head_shape),
    FIELD(bank_file_out, rows, "Its records", .of = &bank_file_row_shape));

static int
get_file(struct ctx *c, const void *input, void *output)
{
	const struct bank_file_in *in = input;
	struct bank_file_out *out = output;
	struct bank_file *file = arena_alloc(c->arena, sizeof *file);
	struct bank_file_head *head = arena_alloc(c->arena, sizeof *head);

	out->file = file;
	out->head = head;
	return bank_file_read(c, in->bank_file_id, file) != 0 ||
	        bank_file_rows(c, in->bank_file_id, head, &out->rows) != 0 ?
	    -1 : 0;
}

struct file_approve_in { int64_t bank_file_id, payouts, yen; const char *hash; };
SHAPE(file_approve_in, "Approve what was seen",
    FIELD(file_approve_in, bank_file_id, "File", .within = &within_bank_file),
    FIELD(file_approve_in, payouts, "Transfers that were seen", .min = 1, .max = 999999),
    FIELD(file_approve_in, yen, "Their sum", .min = 1, .max = 999999999999),
    FIELD(file_approve_in, hash, "Hash that was seen", .min = 64, .max = 64));

static int
post_approval(struct ctx *c, const void *input, void *output)
{
	const struct file_approve_in *in = input;
	struct bank_file_seen seen = { in->payouts, in->yen, in->hash };

	(void)output;
	return bank_file_approve(c, in->bank_file_id, &seen);
}

static int
post_sending(struct ctx *c, const void *input, void *output)
{
	const struct bank_file_in *in = input;

	(void)output;
	return bank_file_send(c, in->bank_file_id);
}

static int
post_drop(struct ctx *c, const void *input, void *output)
{
	const struct bank_file_in *in = input;

	(void)output;
	return bank_file_drop(c, in->bank_file_id);
}

static int
get_content(struct ctx *c, const void *input, void *output)
{
	const struct bank_file_in *in = input;
	struct document *out = output;

	out->type = "application/octet-stream";
	return bank_file_take(c, in->bank_file_id, &out->name, &out->body);
}

const struct route bank_file_routes[] = {
	{ GET, "/api/settlement/bank-files", "Files of transfers", &right_settlement_view,
	  .in = &bank_files_in_shape, .list = &bank_files, .list_fixed = of_actor },
	{ GET, "/api/settlement/bank-file-plans", "What a file for a day would hold and leave out",
	  &right_settlement_view, 0, get_plan, &file_plan_in_shape, &file_plan_out_shape,
	  REASONS(&day_closed, &day_past) },
	{ POST, "/api/settlement/bank-files", "Build a file", &right_settlement_pay, ONCE,
	  post_file, &file_build_in_shape, &file_build_out_shape,
	  REASONS(&books_differ, &day_closed, &day_past, &nothing_to_pay, &file_changed,
	      &sender_missing) },
	{ GET, "/api/settlement/bank-files/{bank_file_id}", "A file and its records",
	  &right_settlement_view, 0, get_file, &bank_file_in_shape, &bank_file_out_shape },
	{ POST, "/api/settlement/bank-files/{bank_file_id}/approvals",
	  "Approve a file, as the second person", &right_settlement_pay, ONCE, post_approval,
	  &file_approve_in_shape, NULL,
	  REASONS(&same_person, &file_changed, &file_stale, &file_state) },
	{ GET, "/api/settlement/bank-files/{bank_file_id}/content",
	  "The bytes, for the bank; it is written down", &right_settlement_pay, 0, get_content,
	  &bank_file_in_shape, &document_shape, REASONS(&file_state) },
	{ POST, "/api/settlement/bank-files/{bank_file_id}/sendings",
	  "Say that a file was handed to the bank", &right_settlement_pay, ONCE, post_sending,
	  &bank_file_in_shape, NULL, REASONS(&books_differ, &file_stale, &file_state) },
	{ POST, "/api/settlement/bank-files/{bank_file_id}/drops",
	  "Drop a file that was not sent", &right_settlement_pay, ONCE, post_drop,
	  &bank_file_in_shape, NULL, REASONS(&file_state) },
	{ 0 }
};
