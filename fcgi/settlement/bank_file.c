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
STMT(set_unreconciled, "UPDATE bank_file SET state = 'sent', reconciled_at = NULL"
    " WHERE bank_file_id = ?");
STMT(set_dropped, "UPDATE bank_file SET state = 'dropped', dropped_by = ?, dropped_at = ?"
    " WHERE bank_file_id = ?");
STMT(file_select, BANK_FILE_ROW " WHERE f.bank_file_id = ?");

/* ---- what it would hold ---- */

int
bank_file_check_day(struct ctx *c, const char *pay_on)
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
	if (bank_file_check_day(c, pay_on) != 0 || payout_choose(c, pay_on, &out->payouts) != 0)
		return -1;
	p = out->payouts.items;
	for (size_t i = 0; i < out->payouts.count; i++) {
		if (!text_same(p[i].why, "none")) {
			out->left_out++;
			out->left_out_yen += p[i].yen;
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
	snprintf(out->customer_2, sizeof out->customer_2, "%010ld",
	    strtol(p->shop_no, NULL, 10));
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

static int
insert(struct ctx *c, const char *pay_on, const struct bank_file_seen *sums, struct bytes bytes)
{
	const char *code = random_code(c->arena, SEAL_BYTES);
	struct bytes sealed = seal(c->arena, keyring_key(c, "shop"), place(c, code), bytes);

	return db_run(c, &file_insert, A(pay_on), A(sums->payouts), A(sums->yen),
	    A(hash(c->arena, NULL, bytes)), A(code), A(sealed), A(c->actor.account_id),
	    A(c->now));
}

static int
put_all(struct ctx *c, const struct list *payouts, int64_t bank_file_id)
{
	const struct payout_in_file *p = payouts->items;

	for (size_t i = 0; i < payouts->count; i++)
		if (payout_put(c, &p[i], bank_file_id) != 0)
			return -1;
	return 0;
}

static struct bank_file_seen
sums_of(const struct list *payouts)
{
	const struct payout_in_file *p = payouts->items;
	struct bank_file_seen sums = { .payouts = (int64_t)payouts->count };

	for (size_t i = 0; i < payouts->count; i++)
		sums.yen += p[i].yen;
	return sums;
}

int
bank_file_build(struct ctx *c, const char *pay_on, const struct bank_file_seen *seen,
    int64_t *bank_file_id)
{
	struct bank_file_seen sums;
	struct list payouts;
	struct bytes bytes;

	must(db_in_transaction(c));
	if (drift_refuse(c) != 0 || bank_file_check_day(c, pay_on) != 0 ||
	    settlement_gate(c) != 0 || payout_list_due(c, pay_on, &payouts) != 0)
		return -1;
	if (payouts.count == 0)
		return fail(c, &nothing_to_pay, "pay_on");
	sums = sums_of(&payouts);
	if (sums.payouts != seen->payouts || sums.yen != seen->yen)
		return fail(c, &file_changed, NULL);
	if (make_bytes(c, pay_on, &payouts, &bytes) != 0 ||
	    insert(c, pay_on, &sums, bytes) != 0)
		return -1;
	*bank_file_id = db_inserted(c);
	if (put_all(c, &payouts, *bank_file_id) != 0)
		return -1;
	return audit_write(c, &(struct audit){ "bank_file.build", "bank_file", *bank_file_id,
	    NULL });
}

/* ---- what becomes of it ---- */

/* The row, locked, in one of the two states it may be left from. */
static int
lock(struct ctx *c, int64_t bank_file_id, const char *state, const char *or_state,
    struct stored_file *out)
{
	must(db_in_transaction(c));
	if (settlement_gate(c) != 0 || db_one(c, &file_lock, &stored_file_shape, out,
	        A(bank_file_id)) != 0)
		return -1;
	if (text_same(out->state, state) || text_same(out->state, or_state))
		return 0;
	return fail(c, &file_state, NULL, P(state, out->state));
}

static int
refuse_stale(struct ctx *c, const struct stored_file *file)
{
	const struct payout_in_file *p;
	struct list payouts;
	int64_t stale = 0;

	if (payout_list_file(c, file->bank_file_id, &payouts) != 0)
		return -1;
	must((int64_t)payouts.count == file->payouts);
	p = payouts.items;
	for (size_t i = 0; i < payouts.count; i++)
		stale += p[i].may_be_paid ? 0 : 1;
	return stale == 0 ? 0 : fail(c, &file_stale, NULL, P(payouts, stale));
}

static int
done(struct ctx *c, const char *act, int64_t bank_file_id)
{
	return audit_write(c, &(struct audit){ act, "bank_file", bank_file_id, NULL });
}

int
bank_file_approve(struct ctx *c, int64_t bank_file_id, const struct bank_file_seen *seen)
{
	struct stored_file file;

	if (lock(c, bank_file_id, "built", "built", &file) != 0 ||
	    four_eyes(c, file.built_by) != 0)
		return -1;
	if (file.payouts != seen->payouts || file.yen != seen->yen ||
	    !text_same(hex(c->arena, file.hash), seen->hash))
		return fail(c, &file_changed, NULL);
	if (refuse_stale(c, &file) != 0 ||
	    db_run(c, &set_approved, A(c->actor.account_id), A(c->now), A(bank_file_id)) != 0)
		return -1;
	return done(c, "bank_file.approve", bank_file_id);
}

int
bank_file_send(struct ctx *c, int64_t bank_file_id)
{
	struct stored_file file;

	if (drift_refuse(c) != 0 || lock(c, bank_file_id, "approved", "approved", &file) != 0 ||
	    bank_file_check_day(c, file.pay_on) != 0 || refuse_stale(c, &file) != 0 ||
	    payout_send_all(c, bank_file_id, file.payouts) != 0 ||
	    db_run(c, &set_sent, A(c->actor.account_id), A(c->now), A(bank_file_id)) != 0)
		return -1;
	return done(c, "bank_file.send", bank_file_id);
}

int
bank_file_drop(struct ctx *c, int64_t bank_file_id)
{
	struct stored_file file;

	if (lock(c, bank_file_id, "built", "approved", &file) != 0 ||
	    payout_take_out_all(c, bank_file_id) != 0 ||
	    db_run(c, &set_dropped, A(c->actor.account_id), A(c->now), A(bank_file_id)) != 0)
		return -1;
	return done(c, "bank_file.drop", bank_file_id);
}

int
bank_file_reconcile(struct ctx *c, int64_t bank_file_id)
{
	struct stored_file file;

	if (lock(c, bank_file_id, "sent", "sent", &file) != 0 ||
	    payout_pay_all(c, bank_file_id) != 0 ||
	    db_run(c, &set_reconciled, A(c->now), A(bank_file_id)) != 0)
		return -1;
	return done(c, "bank_file.reconcile", bank_file_id);
}

int
bank_file_unreconcile(struct ctx *c, int64_t bank_file_id)
{
	struct stored_file file;

	if (lock(c, bank_file_id, "reconciled", "reconciled", &file) != 0 ||
	    db_run(c, &set_unreconciled, A(bank_file_id)) != 0)
		return -1;
	return done(c, "bank_file.unreconcile", bank_file_id);
}

/* ---- reading ---- */

int
bank_file_read(struct ctx *c, int64_t bank_file_id, struct bank_file *out)
{
	return db_one(c, &file_select, &bank_file_shape, out, A(c->actor.account_id),
	    A(bank_file_id));
}

static int
content(struct ctx *c, int64_t bank_file_id, const char **pay_on, struct bytes *out)
{
	struct file_content row;

	if (db_one(c, &content_select, &file_content_shape, &row, A(bank_file_id)) != 0)
		return -1;
	if (!seal_open(c->arena, keyring_key(c, "shop"), place(c, row.seal_code), row.content,
	        out))
		return fail_internal(c, "bank file %lld does not open", (long long)bank_file_id);
	if (!same_bytes(hash(c->arena, NULL, *out), row.hash))
		return fail_internal(c, "bank file %lld has another hash",
		    (long long)bank_file_id);
	*pay_on = row.pay_on;
	return 0;
}

static int
take(struct ctx *c, int64_t bank_file_id)
{
	struct bank_file file;

	if (bank_file_read(c, bank_file_id, &file) != 0)
		return -1;
	if (text_same(file.state, "built") || text_same(file.state, "dropped"))
		return fail(c, &file_state, NULL, P(state, file.state));
	return done(c, "bank_file.take", bank_file_id);
}

int
bank_file_take(struct ctx *c, int64_t bank_file_id, const char **name, struct bytes *out)
{
	const char *pay_on;

	if (take(c, bank_file_id) != 0 || content(c, bank_file_id, &pay_on, out) != 0)
		return -1;
	*name = arena_text(c->arena, "furikomi-%s-%lld.txt", pay_on, (long long)bank_file_id);
	return 0;
}

static struct bank_file_row
row_of(struct ctx *c, const struct zengin_payment *p)
{
	const char *shop = p->customer_2 + strspn(p->customer_2, "0");
	size_t digits = strlen(p->account);

	return (struct bank_file_row){ p->record, strtoll(p->customer_1, NULL, 10),
		p->amount_yen, shop, p->bank, p->branch, kana_read(c->arena, p->holder),
		digits > 3 ? p->account + digits - 3 : p->account,
		strtoll(p->account_kind, NULL, 10) };
}

int
bank_file_rows(struct ctx *c, int64_t bank_file_id, struct bank_file_head *head,
    struct list *rows)
{
	struct bank_findings findings = { 0 };
	struct zengin_reading reading = { .wo_in_names = true };
	struct zengin_file file;
	struct bank_file_row *row;
	const char *pay_on;
	struct bytes bytes;

	if (content(c, bank_file_id, &pay_on, &bytes) != 0)
		return -1;
	reading.year = (int)strtol(pay_on, NULL, 10);
	zengin_read(c->arena, bytes, &reading, &file, &findings);
	if (findings.errors != 0)
		return fail_internal(c, "bank file %lld does not read", (long long)bank_file_id);
	*head = (struct bank_file_head){ file.groups[0].header.client_code,
		kana_read(c->arena, file.groups[0].header.client_name), file.groups[0].header.day,
		file.groups[0].header.bank, file.groups[0].header.branch };
	row = arena_alloc(c->arena, file.groups[0].count * sizeof *row);
	for (size_t i = 0; i < file.groups[0].count; i++)
		row[i] = row_of(c, &file.groups[0].payments[i]);
	*rows = (struct list){ file.groups[0].count, row };
	return 0;
}
