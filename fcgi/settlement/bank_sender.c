#include "settlement/bank_sender.h"

#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "base/text.h"
#include "db/db.h"
#include "people/audit.h"
#include "settlement/kana.h"
#include "settlement/payee.h"

const struct reason sender_missing = { 409, "sender_missing" };
const char *const bank_line_ends[] = { "none", "crlf", NULL };

enum { CODE_DIGITS = 10, NAME_BYTES = 40 };

PUBLIC_SHAPE(bank_sender, "Who pays, and what its bank wants of a file",
    FIELD(bank_sender, client_code, "委託者コード, given by the bank", .format = &format_digits,
        .min = 1, .max = 10),
    FIELD(bank_sender, client_name, "委託者名 in kana", .min = 1, .max = 60),
    FIELD(bank_sender, bank_code, "Bank", .format = &format_digits, .min = 4, .max = 4),
    FIELD(bank_sender, branch_code, "Branch", .format = &format_digits, .min = 3, .max = 3),
    FIELD(bank_sender, kind, "1 ordinary, 2 current, 9 other", .min = 1, .max = 9),
    FIELD(bank_sender, number, "Account number", .format = &format_digits, .min = 1, .max = 7),
    FIELD(bank_sender, line_end, "Behind each record", .choices = bank_line_ends,
        .words = "bank_line_end"),
    FIELD(bank_sender, has_eof, "A byte 1A ends the file"),
    FIELD(bank_sender, takes_wo, "The bank takes ｦ in names"));

STMT(sender_select, "SELECT client_code, client_name, bank_code, branch_code, kind, number,"
    " line_end, has_eof, takes_wo FROM bank_sender WHERE bank_sender_id = 1");
STMT(sender_write, "INSERT INTO bank_sender (bank_sender_id, client_code, client_name, bank_code,"
    " branch_code, kind, number, line_end, has_eof, takes_wo, editor_account_id, edited_at)"
    " VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE"
    " client_code = VALUE(client_code), client_name = VALUE(client_name),"
    " bank_code = VALUE(bank_code), branch_code = VALUE(branch_code), kind = VALUE(kind),"
    " number = VALUE(number), line_end = VALUE(line_end), has_eof = VALUE(has_eof),"
    " takes_wo = VALUE(takes_wo), editor_account_id = VALUE(editor_account_id),"
    " edited_at = VALUE(edited_at)");

int
bank_sender_read(struct ctx *c, bool *found, struct bank_sender *out)
{
	return db_maybe(c, found, &sender_select, &bank_sender_shape, out);
}

int
bank_sender_takes_wo(struct ctx *c, bool *takes)
{
	struct bank_sender sender;
	bool found;

	if (bank_sender_read(c, &found, &sender) != 0)
		return -1;
	*takes = found && sender.takes_wo;
	return 0;
}

static int
name_write(struct ctx *c, const struct bank_sender *s, struct kana_written *out)
{
	struct kana_target target = { "client_name", s->takes_wo ? KANA_PARTY_WO : KANA_PARTY,
		NAME_BYTES };

	return kana_write(c, &target, s->client_name, out);
}

int
bank_sender_set(struct ctx *c, const struct bank_sender *s)
{
	struct bank_place place;
	struct kana_written name;
	char code[CODE_DIGITS + 1];
	const char *number;

	must(strlen(s->client_code) <= CODE_DIGITS);
	if (s->kind != 1 && s->kind != 2 && s->kind != 9)
		return fail(c, &number_wrong, "kind");
	if (bank_place_read(c, s->bank_code, s->branch_code, &place) != 0 ||
	    account_number(c, s->number, &number) != 0 || name_write(c, s, &name) != 0)
		return -1;
	snprintf(code, sizeof code, "%.*s%s", (int)(CODE_DIGITS - strlen(s->client_code)),
	    "0000000000", s->client_code);
	if (db_run(c, &sender_write, A((const char *)code), A(kana_read(c->arena, name.bytes)),
	        A(s->bank_code), A(s->branch_code), A(s->kind), A(number), A(s->line_end),
	        A(s->has_eof), A(s->takes_wo), A(c->actor.account_id), A(c->now)) != 0)
		return -1;
	return audit_write(c, &(struct audit){ "bank_sender.set", "bank_sender", 1, NULL });
}

int
bank_sender_head(struct ctx *c, struct zengin_header *h, struct fixed_form *form, bool *takes_wo)
{
	struct bank_sender s;
	struct bank_place place;
	struct kana_written name;
	bool found;

	if (bank_sender_read(c, &found, &s) != 0)
		return -1;
	if (!found)
		return fail(c, &sender_missing, NULL);
	if (bank_place_read(c, s.bank_code, s.branch_code, &place) != 0 ||
	    name_write(c, &s, &name) != 0)
		return -1;
	*h = (struct zengin_header){ 0 };
	snprintf(h->client_code, sizeof h->client_code, "%s", s.client_code);
	snprintf(h->client_name, sizeof h->client_name, "%s", name.bytes);
	snprintf(h->bank, sizeof h->bank, "%s", s.bank_code);
	snprintf(h->branch, sizeof h->branch, "%s", s.branch_code);
	snprintf(h->bank_name, sizeof h->bank_name, "%s",
	    bank_place_bytes(c, place.bank_kana));
	snprintf(h->branch_name, sizeof h->branch_name, "%s",
	    bank_place_bytes(c, place.branch_kana));
	snprintf(h->account_kind, sizeof h->account_kind, "%lld", (long long)s.kind);
	snprintf(h->account, sizeof h->account, "%s", s.number);
	*form = (struct fixed_form){ .eof_mark = s.has_eof,
		.lines = text_same(s.line_end, "crlf") ? LINES_CRLF : LINES_NONE };
	*takes_wo = s.takes_wo;
	return 0;
}
