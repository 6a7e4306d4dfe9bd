#include "people/credential.h"

#include <ctype.h>
#include <string.h>

#include "base/config.h"
#include "base/crypto.h"
#include "base/text.h"
#include "db/db.h"
#include "db/keyring.h"

const struct reason password_weak = { 409, "password_weak" };

/* What is tried first everywhere, as far as it is twelve characters long;
 * folded to upper case.  Repeated and counted-up ones are found by rule. */
static const char *const common_passwords[] = { "PASSWORD1234", "PASSWORD12345", "PASSWORD123456",
	"PASSWORDPASSWORD", "PASSW0RD1234", "P@SSW0RD1234", "P@SSWORD1234", "QWERTYUIOPAS",
	"QWERTYUIOP12", "QWERTYUIOP123", "QWERTYUIOP[]", "QWERTY123456", "QWERTY1234567",
	"1QAZ2WSX3EDC", "1Q2W3E4R5T6Y", "ZAQ12WSXCDE3", "ASDFGHJKL123", "ASDFGHJKL;'\\",
	"ZXCVBNM12345", "ABCD12345678", "ABC123456789", "ADMIN1234567", "ADMINISTRATOR",
	"ADMINISTRATOR1", "LETMEIN12345", "WELCOME12345", "WELCOME123456", "CHANGEME1234",
	"ILOVEYOU1234", "ILOVEYOU123456", "SAKURA123456", "YAMADATAROU1", "NIHON1234567",
	"MADOGUCHI1234", "MADOGUCHI123", "MADOGUCHI2026", "TEST12345678", "TESTTESTTEST",
	"USER12345678", "SHIYAKUSHO12", "SHIYAKUSHO123", "KAKERU123456", "DOUBUTSUNOMORI", NULL };

const char *
password_first(struct ctx *c)
{
	const char *s = random_code(c->arena, 10);

	return arena_text(c->arena, "%.4s-%.4s-%.4s-%.4s", s, s + 4, s + 8, s + 12);
}

/* 111111111111, 123456789012, abcdefghijkl: every step is the same. */
static bool
is_a_run(const char *s)
{
	int step = (unsigned char)s[1] - (unsigned char)s[0];

	if (step < -1 || step > 1)
		return false;
	for (; s[1] != '\0'; s++) {
		int next = (unsigned char)s[1] - (unsigned char)s[0];
		bool wraps = (s[0] == '9' && s[1] == '0') || (s[0] == '0' && s[1] == '9');

		if (next != step && !wraps)
			return false;
	}
	return true;
}

/* abcabcabcabc: a piece of at most four bytes again and again. */
static bool
is_repeated(const char *s)
{
	size_t size = strlen(s);

	for (size_t piece = 1; piece <= 4; piece++)
		if (size > piece && memcmp(s, s + piece, size - piece) == 0)
			return true;
	return false;
}

int
password_check(struct ctx *c, const char *login, const char *password)
{
	size_t length = text_length(password);
	const char *folded = text_fold(c->arena, password);
	bool weak = length < PASSWORD_MIN || length > PASSWORD_MAX || is_a_run(password) ||
	    is_repeated(password) || text_same(folded, text_fold(c->arena, login));

	for (const char *const *s = common_passwords; *s != NULL && !weak; s++)
		weak = text_same(folded, *s);
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
