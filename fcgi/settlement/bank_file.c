#include "settlement/bank_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/crypto.h"
#include "base/log.h"
#include "base/text.h"
#include "db/db.h"
#include "db/keyring.h"
#include "people/account.h"
#include "people/audit.h"
#include "settlement/bank_sender.h"
#include "settlement/calendar.h"
#include "settlement/drift.h"
#include "settlement/hold.h"
#include "settlement/kana.h"
#include "settlement/payee.h"
#include "settlement/payout.h"
#include "settlement/shop_account.h"

const struct reason day_closed = { 409, "day_closed" };
const struct reason day_past = { 409, "day_past" };
const struct reason nothing_to_pay = { 409, "nothing_to_pay" };
const struct reason file_changed = { 409, "file_changed" };
const struct reason file_stale = { 409, "file_stale" };
const struct reason file_state = { 409, "file_state" };

const char *const bank_file_states[] = { "built", "approved", "sent", "reconciled", "dropped",
	NULL };

enum { SEAL_BYTES = 16 };

PUBLIC_SHAPE(bank_file, "A file of transfers for the bank",
    FIELD(bank_file, bank_file_id, "File"),
    FIELD(bank_file, pay_on, "Business day the bank shall pay", .format = &format_date),
    FIELD(bank_file, state, "How it stands", .choices = bank_file_states,
        .words = "bank_file_state"),
    FIELD(bank_file, payouts, "Transfers"),
    FIELD(bank_file, yen, "Their sum"),
    FIELD(bank_file, hash, "BLAKE2b-256 of its bytes, hex", .max = 64),
    FIELD(bank_file, built_by, "Who built it", .max = 60, .optional = true),
    FIELD(bank_file, approved_by, "Who approved it", .max = 60, .optional = true),
    FIELD(bank_file, sent_by, "Who handed it to the bank", .max = 60, .optional = true),
    FIELD(bank_file, dropped_by, "Who dropped it", .max = 60, .optional = true),
    FIELD(bank_file, built_at, "When it was built"),
    FIELD(bank_file, approved_at, "When it was approved", .optional = true),
    FIELD(bank_file, sent_at, "When it was sent", .optional = true),
    FIELD(bank_file, reconciled_at, "When the bank's statement showed it", .optional = true),
    FIELD(bank_file, dropped_at, "When it was dropped", .optional = true),
    FIELD(bank_file, is_own, "Built by oneself"));
PUBLIC_SHAPE(bank_file_row, "A record of a file",
    FIELD(bank_file_row, record, "Record, from 1"),
    FIELD(bank_file_row, payout_id, "Payout"),
    FIELD(bank_file_row, yen, "Amount"),
    FIELD(bank_file_row, shop_no, "Number of the shop", .max = 10),
    FIELD(bank_file_row, bank_code, "Bank", .max = 4),
    FIELD(bank_file_row, branch_code, "Branch", .max = 3),
    FIELD(bank_file_row, holder, "Holder", .max = 60),
    FIELD(bank_file_row, last_digits, "Last digits of the account", .max = 3),
    FIELD(bank_file_row, kind, "Kind of account"));
PUBLIC_SHAPE(bank_file_head, "The head of a file",
    FIELD(bank_file_head, client_code, "委託者コード", .max = 10),
    FIELD(bank_file_head, client_name, "委託者名", .max = 60),
    FIELD(bank_file_head, day, "Month and day", .max = 4),
    FIELD(bank_file_head, bank_code, "Bank that pays", .max = 4),
    FIELD(bank_file_head, branch_code, "Its branch", .max = 3));

struct stored_file {
	int64_t bank_file_id;
	const char *pay_on, *state, *seal_code;
	int64_t payouts, yen, built_by;
	struct bytes hash;
};
SHAPE(stored_file, "A file as stored",
    FIELD(stored_file, bank_file_id, "File"),
    FIELD(stored_file, pay_on, "Day"),
    FIELD(stored_file, state, "State"),
    FIELD(stored_file, seal_code, "What the seal is bound to"),
    FIELD(stored_file, payouts, "Transfers"),
    FIELD(stored_file, yen, "Sum"),
    FIELD(stored_file, built_by, "Account"),
    FIELD(stored_file, hash, "Hash"));
struct file_content { const char *pay_on, *seal_code; struct bytes hash, content; };
SHAPE(file_content, "The bytes of a file",
    FIELD(file_content, pay_on, "Day"),
    FIELD(file_content, seal_code, "What the seal is bound to"),
    FIELD(file_content, hash, "Hash"),
    FIELD(file_content, content, "Bytes, sealed"));

STMT(file_insert, "INSERT INTO bank_file (pay_on, state, payouts, yen, hash, seal_code, content,"
    " built_by, built_at) VALUES (?, 'built', ?, ?, ?, ?, ?, ?, ?)");
STMT(file_lock, "SELECT bank_file_id, pay_on, state, seal_code, payouts, yen, built_by, hash"
    " FROM bank_file WHERE bank_file_id = ? FOR UPDATE");
STMT(content_select, "SELECT pay_on, seal_code, hash, content FROM bank_file"
    " WHERE bank_file_id = ?");
STMT(set_approved, "UPDATE bank_file SET state = 'approved', approved_by = ?, approved_at = ?"
    " WHERE bank_file_id = ?");
STMT(set_sent, "UPDATE bank_file SET state = 'sent', sent_by = ?, sent_at = ?"
    " WHERE bank_file_id = ?");
STMT(set_reconciled, "UPDATE bank_file SET state = 'reconciled', reconciled_at = ?"
    " WHERE bank_file_id = ?");
STMT(set_dropped, "UPDATE bank_file SET state = 'dropped', dropped_by = ?, dropped_at = ?"
    " WHERE bank_file_id = ?");
STMT(file_select, BANK_FILE_ROW " WHERE f.bank_file_id = ?");

/* ---- what it would hold ---- */

static int
check_day(struct ctx *c, const char *pay_on)
{
	bool is_business;

	if (strcmp(pay_on, tokyo_date(c->arena, c->now)) < 0)
		return fail(c, &day_past, "pay_on");
	if (calendar_is_business(c, pay_on, &is_business) != 0)
		return -1;
	return is_business ? 0 : fail(c, &day_closed, "pay_on");
}

int
bank_file_plan(struct ctx *c, const char *pay_on, struct bank_file_plan *out)
{
	const struct payout_choice *p;

	*out = (struct bank_file_plan){ 0 };
	if (check_day(c, pay_on) != 0 || payout_choose(c, pay_on, &out->payouts) != 0)
		return -1;
	p = out->payouts.items;
	for (size_t i = 0; i < out->payouts.count; i++) {
		if (!text_same(p[i].why, "none")) {
			out->left_out++;
			continue;
		}
		out->chosen++;
		out->yen += p[i].yen;
	}
	return 0;
}

/* ---- its bytes ---- */

static int
record(struct ctx *c, const struct payout_in_file *p, struct zengin_payment *out)
{
	struct shop_account_open account;

	if (shop_account_for_file(c, p->shop_account_id, &account) != 0)
		return -1;
	*out = zengin_payment_plain;
	snprintf(out->bank, sizeof out->bank, "%s", p->bank_code);
	snprintf(out->branch, sizeof out->branch, "%s", p->branch_code);
	snprintf(out->bank_name, sizeof out->bank_name, "%s", bank_place_bytes(c, p->bank_kana));
	snprintf(out->branch_name, sizeof out->branch_name, "%s",
	    bank_place_bytes(c, p->branch_kana));
	snprintf(out->account_kind, sizeof out->account_kind, "%d", (int)p->kind);
	snprintf(out->account, sizeof out->account, "%s", account.number);
	snprintf(out->holder, sizeof out->holder, "%s",
	    (const char *)account.holder_bytes.data);
	snprintf(out->customer_1, sizeof out->customer_1, "%010lld", (long long)p->payout_id);
	snprintf(out->customer_2, sizeof out->customer_2, "%010d", atoi(p->shop_no));
	snprintf(out->transfer, sizeof out->transfer, "7");
	out->amount_yen = p->yen;
	return 0;
}

static int
make_bytes(struct ctx *c, const char *pay_on, const struct list *payouts, struct bytes *out)
{
	const struct payout_in_file *p = payouts->items;
	struct zengin_group group = { .count = payouts->count };
	struct zengin_file file = { .groups = &group, .count = 1 };
	struct zengin_reading reading = { 0 };

	if (bank_sender_head(c, &group.header, &file.form, &reading.wo_in_names) != 0)
		return -1;
	must(zengin_set_day(&group.header, pay_on));
	reading.year = (int)strtol(pay_on, NULL, 10);
	group.payments = arena_alloc(c->arena, payouts->count * sizeof *group.payments);
	for (size_t i = 0; i < payouts->count; i++)
		if (record(c, &p[i], &group.payments[i]) != 0)
			return -1;
	return zengin_write(c, &file, &reading, NULL, out);
}

static const char *
place(struct ctx *c, const char *seal_code)
{
	return arena_text(c->arena, "bank_file.content.%s", seal_code);
}

/* ---- building ---- */

struct filling { int64_t payouts, yen; };

static int
put_all(struct ctx *c, const struct bank_file_plan *plan, int64_t bank_file_id)
{
	const struct payout_choice *p = plan->payouts.items;

	for (size_t i = 0; i < plan->payouts.count; i++)
		if (text_same(p[i].why, "none") && payout_put(c, &p[i], bank_file_id) != 0)
			return -1;
	return 0;
}
