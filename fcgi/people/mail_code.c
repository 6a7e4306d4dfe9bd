#include "people/mail_code.h"

#include <string.h>

#include "base/config.h"
#include "base/crypto.h"
#include "base/log.h"
#include "db/db.h"
#include "db/keyring.h"
#include "out/outbox.h"
#include "people/account.h"
#include "people/audit.h"
#include "people/guard.h"
#include "people/session.h"
#include "shape/say.h"

const struct reason mail_code_wait = { 429, "mail_code_wait" };
const struct reason code_wrong = { 409, "code_wrong" };
const struct reason code_expired = { 409, "code_expired" };

enum { LIFETIME_S = 600, RESEND_S = 30, TRIES = 5, CHALLENGE_BYTES = 16, SWEEP_ROWS = 1000 };

static const struct guard_limit asking = { .free_tries = 5, .wait_s = 3600, .wait_max_s = 3600,
	.between_s = RESEND_S, .forget_s = 3600, .crowd_tries = 20 };

struct code_row {
	int64_t mail_code_id;
	struct bytes mail_hash, address_hash, mail_sealed, code_hash;
	int64_t tries_left;
};
SHAPE(code_row, "An open challenge",
    FIELD(code_row, mail_code_id, "Challenge"),
    FIELD(code_row, mail_hash, "Keyed hash of the mail address"),
    FIELD(code_row, address_hash, "Keyed hash of the network address"),
    FIELD(code_row, mail_sealed, "Mail address, sealed", .optional = true),
    FIELD(code_row, code_hash, "Keyed hash of challenge and code"),
    FIELD(code_row, tries_left, "Tries left after this one"));

struct account_flags { bool is_sample, is_active; };
SHAPE(account_flags, "Whether an account may sign in",
    FIELD(account_flags, is_sample, "Exists for the sample set-up"),
    FIELD(account_flags, is_active, "Not suspended"));

STMT(code_replace,
    "UPDATE mail_code SET used_at = ?, mail_sealed = NULL WHERE mail_hash = ? "
    "AND address_hash = ? AND used_at IS NULL");
STMT(code_insert,
    "INSERT INTO mail_code (challenge_hash, mail_hash, address_hash, code_hash, expires_at, "
    "tries_left) VALUES (?, ?, ?, ?, ?, ?)");
STMT(code_set_mail, "UPDATE mail_code SET mail_sealed = ? WHERE mail_code_id = ?");
STMT(code_count,
    "UPDATE mail_code SET tries_left = tries_left - 1 WHERE challenge_hash = ? "
    "AND tries_left > 0 AND used_at IS NULL AND expires_at > ?");
STMT(code_select,
    "SELECT mail_code_id, mail_hash, address_hash, mail_sealed, code_hash, tries_left "
    "FROM mail_code WHERE challenge_hash = ?");
STMT(code_take,
    "UPDATE mail_code SET used_at = ?, mail_sealed = NULL WHERE mail_code_id = ? "
    "AND used_at IS NULL");
STMT(code_delete, "DELETE FROM mail_code WHERE expires_at < ? LIMIT 1000");
STMT(resident_flags,
    "SELECT is_sample, state = 'active' AS is_active FROM account WHERE account_id = ?");

static struct guard
guard_of(const char *mail, const char *address)
{
	return (struct guard){ .limit = &asking, .wait = &mail_code_wait, .audience = "mail",
		.name = mail, .address = address };
}

static struct bytes
code_hash(struct ctx *c, const char *challenge, const char *code)
{
	struct key key = key_derive(keyring_key(c, "code"), "mail_code");

	return hash_text(c->arena, &key, arena_text(c->arena, "%s:%s", challenge, code));
}

static struct key
mail_key(struct ctx *c)
{
	return key_derive(keyring_key(c, "code"), "mail_code.mail");
}

static const char *
mail_place(struct ctx *c, int64_t mail_code_id)
{
	return arena_text(c->arena, "mail_code.mail.%lld", (long long)mail_code_id);
}

static const char *
digits_new(struct ctx *c, int count)
{
	char *digits = arena_alloc(c->arena, (size_t)count + 1);

	for (int i = 0; i < count; i++)
		digits[i] = (char)('0' + (int)random_below(10));
	return digits;
}

struct asked {
	struct guard guard;
	const char *mail, *challenge, *code;
	struct instant expires_at;
};

static int
send_code(struct ctx *c, const struct asked *a)
{
	struct mail mail = { .to = a->mail };

	mail.subject = SAY(c, "mail.code.subject", P(municipality, c->config->municipality),
	    P(code, a->code));
	mail.text = SAY(c, "mail.code.text", P(municipality, c->config->municipality),
	    P(code, a->code), P(minutes, LIFETIME_S / 60));
	return outbox_mail(c, &mail, "mail_code", 0);
}

static int
ask(struct ctx *c, void *arg)
{
	const struct asked *a = arg;
	struct bytes mail = mail_hash(c, a->mail);
	struct bytes address = guard_address_hash(c, a->guard.address);
	struct key key = mail_key(c);
	int64_t id;

	if (db_run(c, &code_replace, A(c->now), A(mail), A(address)) != 0 ||
	    db_run(c, &code_insert, A(hash_text(c->arena, NULL, a->challenge)), A(mail), A(address),
	        A(code_hash(c, a->challenge, a->code)), A(a->expires_at), A(TRIES)) != 0)
		return -1;
	id = db_inserted(c);
	if (db_run(c, &code_set_mail, A(seal(c->arena, &key, mail_place(c, id),
	        (struct bytes){ a->mail, strlen(a->mail) })), A(id)) != 0)
		return -1;
	return send_code(c, a);
}

int
mail_code_ask(struct ctx *c, const char *mail, const char *address, struct mail_challenge *out)
{
	struct asked a = { .guard = guard_of(hex(c->arena, mail_hash(c, mail)), address),
		.mail = mail, .challenge = random_code(c->arena, CHALLENGE_BYTES),
		.expires_at = { c->now.ms + LIFETIME_S * 1000 } };

	if (guard_enter(c, &a.guard) != 0)
		return -1;
	a.code = digits_new(c, a.guard.is_crowded ? MAIL_CODE_MAX : MAIL_CODE_MIN);
	if (db_transact(c, ask, &a) != 0)
		return -1;
	*out = (struct mail_challenge){ a.challenge, a.expires_at,
		{ c->now.ms + RESEND_S * 1000 } };
	return 0;
}

/* ---- using it ---- */

struct used {
	const struct mail_code_use *in;
	struct code_row row;
	struct mail_code_done *out;
};

static int
may_sign_in(struct ctx *c, int64_t account_id)
{
	struct account_flags f;

	if (db_one(c, &resident_flags, &account_flags_shape, &f, A(account_id)) != 0)
		return -1;
	if (!f.is_active || (f.is_sample && !samples_may_sign_in(c)))
		return fail(c, &code_expired, "code");
	return 0;
}

static int
use(struct ctx *c, void *arg)
{
	struct used *u = arg;
	struct session_start start = { .audience = AUDIENCE_RESIDENT, .sid_hash = u->in->sid_hash,
		.device = u->in->device, .old_sid_hash = u->in->old_sid_hash };
	struct guard passed = guard_of(hex(c->arena, u->row.mail_hash), NULL);
	struct key key = mail_key(c);
	struct bytes mail;

	/* The phone may have changed its network since: what counts is who asked. */
	passed.address_hash = u->row.address_hash;
	if (db_run(c, &code_take, A(c->now), A(u->row.mail_code_id)) != 0)
		return -1;
	if (db_changed(c) != 1)
		return fail(c, &code_expired, "code");
	if (!seal_open(c->arena, &key, mail_place(c, u->row.mail_code_id), u->row.mail_sealed,
	        &mail))
		return fail_internal(c, "mail of challenge %lld does not open",
		    (long long)u->row.mail_code_id);
	if (account_of_mail(c, mail.data, &u->out->account_id, &u->out->is_new) != 0 ||
	    may_sign_in(c, u->out->account_id) != 0)
		return -1;
	start.account_id = u->out->account_id;
	if (guard_pass(c, &passed) != 0 || session_start(c, &start, &u->out->expires_at) != 0)
		return -1;
	return audit_write(c, &(struct audit){ u->out->is_new ? "resident.sign_up" :
	    "resident.sign_in", "account", u->out->account_id, NULL });
}

int
mail_code_use(struct ctx *c, const struct mail_code_use *in, struct mail_code_done *out)
{
	struct bytes challenge = hash_text(c->arena, NULL, in->challenge);
	struct used u = { .in = in, .out = out };

	/* Counted before it is compared, in a transaction of its own. */
	must(!db_in_transaction(c));
	if (db_run(c, &code_count, A(challenge), A(c->now)) != 0)
		return -1;
	if (db_changed(c) != 1)
		return fail(c, &code_expired, "code");
	if (db_one(c, &code_select, &code_row_shape, &u.row, A(challenge)) != 0)
		return -1;
	if (!same_bytes(u.row.code_hash, code_hash(c, in->challenge, in->code))) {
		if (u.row.tries_left <= 0)
			return fail(c, &code_expired, "code");
		return fail(c, &code_wrong, "code", { P(left_tries, u.row.tries_left) });
	}
	return db_transact(c, use, &u);
}

int
mail_code_sweep(struct ctx *c)
{
	struct instant day = { c->now.ms - 24 * 3600 * INT64_C(1000) };

	do {
		if (db_run(c, &code_delete, A(day)) != 0)
			return -1;
	} while (db_changed(c) == SWEEP_ROWS);
	return 0;
}
