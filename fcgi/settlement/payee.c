#include "settlement/payee.h"

#include <string.h>

#include "base/text.h"
#include "db/db.h"
#include "settlement/kana.h"
#include "settlement/yucho.h"

const struct reason bank_unknown = { 400, "bank_unknown" };
const struct reason branch_unknown = { 400, "branch_unknown" };
const struct reason number_wrong = { 400, "number_wrong" };

enum { NUMBER_DIGITS = 7, HOLDER_BYTES = 30, PLACE_BYTES = 15 };
static const char yucho_bank[] = "9900";

PUBLIC_SHAPE(payee_change, "What was changed in a name for the bank",
    FIELD(payee_change, kind, "Kind of change", .max = 20),
    FIELD(payee_change, from, "Character as typed", .max = 10),
    FIELD(payee_change, to, "What the bank gets", .max = 10),
    FIELD(payee_change, position, "Place in the name, from 1"),
    FIELD(payee_change, alters, "Reads otherwise than before"));
PUBLIC_SHAPE(bank_row, "A bank",
    FIELD(bank_row, bank_code, "Its number", .max = 4),
    FIELD(bank_row, name, "Name", .max = 60),
    FIELD(bank_row, kana, "Reading", .max = 60));
PUBLIC_SHAPE(branch_row, "A branch",
    FIELD(branch_row, branch_code, "Its number", .max = 3),
    FIELD(branch_row, name, "Name", .max = 80),
    FIELD(branch_row, kana, "Reading", .max = 80));

STMT(bank_select, "SELECT bank_code, name, kana FROM bank WHERE bank_code = ?");
STMT(branch_select, "SELECT branch_code, name, kana FROM bank_branch WHERE bank_code = ?"
    " AND branch_code = ?");
STMT(banks_like, "SELECT bank_code, name, kana FROM bank WHERE bank_code = ?"
    " OR LOCATE(?, CONCAT_WS(' ', name, kana) COLLATE utf8mb4_unicode_ci) > 0"
    " ORDER BY bank_code LIMIT 30");
STMT(branches_like, "SELECT branch_code, name, kana FROM bank_branch WHERE bank_code = ?"
    " AND (branch_code = ? OR LOCATE(?, CONCAT_WS(' ', name, kana) COLLATE utf8mb4_unicode_ci)"
    "  > 0) ORDER BY branch_code LIMIT 30");

int
bank_find(struct ctx *c, const char *text, struct list *banks)
{
	return db_list(c, &banks_like, &bank_row_shape, banks, A(text), A(text));
}

int
branch_find(struct ctx *c, const char *bank_code, const char *text, struct list *branches)
{
	return db_list(c, &branches_like, &branch_row_shape, branches, A(bank_code), A(text),
	    A(text));
}

int
bank_place_read(struct ctx *c, const char *bank_code, const char *branch_code,
    struct bank_place *out)
{
	struct bank_row bank;
	struct branch_row branch;
	bool found;

	if (db_maybe(c, &found, &bank_select, &bank_row_shape, &bank, A(bank_code)) != 0)
		return -1;
	if (!found)
		return fail(c, &bank_unknown, "bank_code", P(bank_code, bank_code));
	if (db_maybe(c, &found, &branch_select, &branch_row_shape, &branch, A(bank_code),
	        A(branch_code)) != 0)
		return -1;
	if (!found)
		return fail(c, &branch_unknown, "branch_code", P(branch_code, branch_code),
		    P(bank, bank.name));
	*out = (struct bank_place){ bank.name, bank.kana, branch.name, branch.kana };
	return 0;
}

const char *
bank_place_bytes(struct ctx *c, const char *kana)
{
	struct kana_target target = { NULL, KANA_BANK, PLACE_BYTES };
	struct kana_written written;

	if (kana_write(c, &target, kana, &written) == 0)
		return written.bytes;
	fail_forget(c);
	return "";
}

int
account_number(struct ctx *c, const char *typed, const char **number)
{
	char *digits = arena_alloc(c->arena, NUMBER_DIGITS + 1);
	size_t count = strlen(typed);

	if (count == 0 || count > NUMBER_DIGITS || strspn(typed, "0123456789") != count ||
	    strspn(typed, "0") == count)
		return fail(c, &number_wrong, "number");
	memset(digits, '0', NUMBER_DIGITS);
	memcpy(digits + NUMBER_DIGITS - count, typed, count);
	*number = digits;
	return 0;
}

/* Branch, kind and number, whichever way they were typed. */
static int
read_number(struct ctx *c, const struct payee_typed *t, struct payee *out)
{
	struct yucho_account yucho;

	out->bank_code = t->bank_code;
	if (text_is_empty(t->symbol)) {
		if (text_is_empty(t->branch_code))
			return fail(c, &branch_unknown, "branch_code", P(branch_code, ""),
			    P(bank, ""));
		if (t->kind != 1 && t->kind != 2 && t->kind != 4 && t->kind != 9)
			return fail(c, &number_wrong, "kind");
		out->branch_code = t->branch_code;
		out->kind = t->kind;
		return account_number(c, t->number, &out->number);
	}
	if (!text_same(t->bank_code, yucho_bank))
		return fail(c, &yucho_symbol, "symbol");
	if (yucho_convert(c, t->symbol, t->number, &yucho) != 0)
		return -1;
	out->branch_code = arena_string(c->arena, yucho.branch);
	out->kind = yucho.account_kind[0] - '0';
	out->number = arena_string(c->arena, yucho.account);
	return 0;
}

static int
read_holder(struct ctx *c, const char *typed, bool takes_wo, struct payee *out)
{
	struct kana_target target = { "holder", takes_wo ? KANA_PARTY_WO : KANA_PARTY,
		HOLDER_BYTES };
	struct kana_written written;
	const struct kana_change *from;
	struct payee_change *to;

	if (kana_write(c, &target, typed, &written) != 0)
		return -1;
	from = written.changes.items;
	to = arena_alloc(c->arena, (written.changes.count + 1) * sizeof *to);
	for (size_t i = 0; i < written.changes.count; i++)
		to[i] = (struct payee_change){ from[i].kind, from[i].from, from[i].to,
			from[i].position, from[i].alters };
	out->changes = (struct list){ written.changes.count, to };
	out->holder_bytes = (struct bytes){ written.bytes, written.size };
	out->holder = kana_read(c->arena, written.bytes);
	out->holder_short = kana_abbreviated(c->arena, out->holder);
	return 0;
}

int
payee_read(struct ctx *c, const struct payee_typed *t, bool takes_wo, struct payee *out)
{
	struct bank_place place;

	*out = (struct payee){ 0 };
	if (read_number(c, t, out) != 0 ||
	    bank_place_read(c, out->bank_code, out->branch_code, &place) != 0)
		return -1;
	out->bank_name = place.bank_name;
	out->branch_name = place.branch_name;
	return read_holder(c, t->holder, takes_wo, out);
}
