#include "voucher/code.h"

#include "base/crypto.h"
#include "db/db.h"
#include "db/keyring.h"

const struct reason code_invalid = { 409, "code_invalid" };
const struct reason code_used = { 409, "code_used" };
const struct reason code_ended = { 409, "code_ended" };

enum { CODE_BYTES = 16 };

struct code_row {
	int64_t purse_id;
	struct maybe_int card_id, payment_id;
	struct instant expires_at;
};
SHAPE(code_row, "A code, locked",
    FIELD(code_row, purse_id, "Purse"),
    FIELD(code_row, card_id, "Card", .optional = true),
    FIELD(code_row, payment_id, "Payment that used it", .optional = true),
    FIELD(code_row, expires_at, "Until when"));

STMT(code_replace,
    "INSERT INTO pay_code (purse_id, code_hash, card_id, issued_at, expires_at) "
    "VALUES (?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE code_hash = VALUES(code_hash), "
    "card_id = VALUES(card_id), issued_at = VALUES(issued_at), expires_at = VALUES(expires_at), "
    "payment_id = NULL");
STMT(code_lock,
    "SELECT purse_id, card_id, payment_id, expires_at FROM pay_code WHERE code_hash = ? "
    "FOR UPDATE");
STMT(code_mark, "UPDATE pay_code SET payment_id = ? WHERE purse_id = ?");
STMT(code_of_purse,
    "SELECT purse_id, card_id, payment_id, expires_at FROM pay_code WHERE purse_id = ?");

static struct bytes
code_hash(struct ctx *c, const char *code)
{
	return hash_text(c->arena, keyring_key(c, "code"), code);
}

int
code_issue(struct ctx *c, int64_t purse_id, int64_t card_id, struct pay_code *out)
{
	out->code = random_code(c->arena, CODE_BYTES);
	out->expires_at.ms = c->now.ms + CODE_LIFE_S * 1000;
	return db_run(c, &code_replace, A(purse_id), A(code_hash(c, out->code)),
	    card_id != 0 ? A(card_id) : arg_text(NULL), A(c->now), A(out->expires_at));
}

int
code_open(struct ctx *c, const char *code, struct code_opening *out)
{
	struct code_row row;
	bool found;

	if (db_maybe(c, &found, &code_lock, &code_row_shape, &row, A(code_hash(c, code))) != 0)
		return -1;
	if (!found)
		return fail(c, &code_invalid, "code");
	if (row.payment_id.is == IS_PRESENT)
		return fail(c, &code_used, "code");
	if (c->now.ms > row.expires_at.ms)
		return fail(c, &code_ended, "code");
	*out = (struct code_opening){ row.purse_id,
		row.card_id.is == IS_PRESENT ? row.card_id.number : 0 };
	return 0;
}

int
code_use_up(struct ctx *c, int64_t purse_id, int64_t payment_id)
{
	return db_run(c, &code_mark, A(payment_id), A(purse_id));
}

int
code_last_use(struct ctx *c, int64_t purse_id, int64_t *payment_id)
{
	struct code_row row;
	bool found;

	if (db_maybe(c, &found, &code_of_purse, &code_row_shape, &row, A(purse_id)) != 0)
		return -1;
	*payment_id = found && row.payment_id.is == IS_PRESENT ? row.payment_id.number : 0;
	return 0;
}
