#include "people/credential.h"

#include <ctype.h>
#include <string.h>

#include "base/config.h"
#include "base/crypto.h"
#include "base/text.h"
#include "db/db.h"
#include "db/keyring.h"
#include "people/weak.h"

const struct reason password_weak = { 409, "password_weak" };

const char *
password_first(struct ctx *c)
{
	const char *s = random_code(c->arena, 10);

	return arena_text(c->arena, "%.4s-%.4s-%.4s-%.4s", s, s + 4, s + 8, s + 12);
}

int
password_check(struct ctx *c, const char *login, const char *password)
{
	const struct known known = { login, c->config->municipality, c->config->origin };
	size_t length = text_length(password);
	bool weak = length < PASSWORD_MIN || length > PASSWORD_MAX ||
	    password_is_weak(c->arena, &known, password);

	return weak ? fail(c, &password_weak, "new_password") : 0;
}

bool
password_is_right(const char *encoded, const char *password)
{
	/* Of random bytes nobody kept, at the cost of every other one. */
	static const char nobody[] = "$argon2id$v=19$m=65536,t=2,p=1$"
	    "8GKzxJ63B70VHTMwVEhxyw$NBazvER1trLn3xIYu1zDYGL6Rp+u7eUogsAWzWc7Gu8";
	bool right = password_matches(encoded != NULL ? encoded : nobody, password);

	return right && encoded != NULL;
}

/* ---- TOTP ---- */

STMT(step_use,
    "UPDATE account SET totp_last_step = ? WHERE account_id = ? AND totp_last_step < ?");

static struct key
totp_key(struct ctx *c)
{
	return key_derive(keyring_key(c, "code"), "account.totp");
}

static const char *
totp_place(struct ctx *c, int64_t account_id)
{
	return arena_text(c->arena, "account.totp.%lld", (long long)account_id);
}

struct bytes
totp_seal(struct ctx *c, int64_t account_id, struct bytes secret)
{
	struct key key = totp_key(c);

	return seal(c->arena, &key, totp_place(c, account_id), secret);
}

int
totp_use(struct ctx *c, int64_t account_id, struct bytes sealed, const char *digits, bool *fits)
{
	struct key key = totp_key(c);
	struct bytes secret;
	int64_t step;

	*fits = false;
	if (!seal_open(c->arena, &key, totp_place(c, account_id), sealed, &secret))
		return fail_internal(c, "TOTP secret of account %lld does not open",
		    (long long)account_id);
	if (!totp_matches(secret, digits, c->now.ms / 1000, &step))
		return 0;
	if (db_run(c, &step_use, A(step), A(account_id), A(step)) != 0)
		return -1;
	*fits = db_changed(c) == 1;
	return 0;
}

static void
add_escaped(struct text_buffer *b, const char *s)
{
	for (; *s != '\0'; s++) {
		if (isalnum((unsigned char)*s) || strchr("-._~", *s) != NULL)
			buffer_add(b, s, 1);
		else
			buffer_format(b, "%%%02X", (unsigned char)*s);
	}
}

const char *
totp_uri(struct ctx *c, const char *login, const char *secret_text)
{
	struct text_buffer b = { .arena = c->arena };

	buffer_text(&b, "otpauth://totp/");
	add_escaped(&b, c->config->municipality);
	buffer_text(&b, ":");
	add_escaped(&b, login);
	buffer_format(&b, "?secret=%s&issuer=", secret_text);
	add_escaped(&b, c->config->municipality);
	return b.data;
}
