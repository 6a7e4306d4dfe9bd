#include "base/crypto.h"

#include <stdio.h>
#include <string.h>

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "base/log.h"
#include "base/text.h"

enum { STEP_S = 30, SECRET_SIZE = 20, SHA1_SIZE = 20 };

/* RFC 4226 5.3: dynamic truncation to six digits. */
static void
digits_of(struct bytes secret, int64_t step, char out[7])
{
	unsigned char counter[8], mac[SHA1_SIZE];
	unsigned size = sizeof mac, at;
	uint32_t number;

	for (int i = 7; i >= 0; i--, step >>= 8)
		counter[i] = (unsigned char)(step & 0xff);
	must(HMAC(EVP_sha1(), secret.data, (int)secret.size, counter, sizeof counter, mac, &size) !=
	    NULL);
	at = mac[SHA1_SIZE - 1] & 0x0f;
	number = (mac[at] & 0x7fu) << 24 | (uint32_t)mac[at + 1] << 16 |
	    (uint32_t)mac[at + 2] << 8 | mac[at + 3];
	snprintf(out, 7, "%06u", number % 1000000);
}

bool
totp_matches(struct bytes secret, const char *digits, int64_t now_s, int64_t *step)
{
	char expected[7];

	for (int64_t s = now_s / STEP_S - 1; s <= now_s / STEP_S + 1; s++) {
		digits_of(secret, s, expected);
		if (text_same_secret(expected, digits)) {
			*step = s;
			return true;
		}
	}
	return false;
}

struct bytes
totp_secret_new(struct arena *a)
{
	void *secret = arena_alloc(a, SECRET_SIZE);

	random_fill(secret, SECRET_SIZE);
	return (struct bytes){ secret, SECRET_SIZE };
}

char *
totp_secret_text(struct arena *a, struct bytes secret)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
	char *out = arena_alloc(a, secret.size * 8 / 5 + 2), *at = out;
	const unsigned char *s = secret.data;
	unsigned held = 0, bits = 0;

	for (size_t i = 0; i < secret.size; i++) {
		held = (held & 0xff) << 8 | s[i];
		for (bits += 8; bits >= 5; bits -= 5)
			*at++ = letters[held >> (bits - 5) & 31];
	}
	if (bits > 0)
		*at++ = letters[held << (5 - bits) & 31];
	return out;
}
