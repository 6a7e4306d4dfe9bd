#ifndef TOTP_APP_H
#define TOTP_APP_H

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "rules.h"

/* The app on the phone of a member of staff: secret in, digits out. */

/* RFC 4648 base32 of 20 bytes, back to bytes. */
static inline struct bytes
totp_bytes(struct arena *a, const char *text)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
	unsigned char *out = arena_alloc(a, 20);
	size_t size = 0;
	unsigned held = 0, bits = 0;

	for (; *text != '\0' && size < 20; text++) {
		held = held << 5 | (unsigned)(strchr(letters, *text) - letters);
		bits += 5;
		if (bits >= 8) {
			bits -= 8;
			out[size++] = (unsigned char)(held >> bits);
			held &= (1u << bits) - 1;
		}
	}
	return (struct bytes){ out, size };
}

/* The digits an app shows now, or steps of 30 s later: RFC 6238 once more. */
static inline const char *
totp_digits_at(struct world *w, struct bytes secret, int64_t steps_later)
{
	int64_t step = w->ctx.now.ms / 1000 / 30 + steps_later;
	unsigned char counter[8], mac[20];
	unsigned size = sizeof mac, at;
	uint32_t number;

	for (int i = 7; i >= 0; i--, step >>= 8)
		counter[i] = (unsigned char)(step & 0xff);
	assert_non_null(HMAC(EVP_sha1(), secret.data, (int)secret.size, counter, sizeof counter,
	    mac, &size));
	at = mac[19] & 0x0f;
	number = (mac[at] & 0x7fu) << 24 | (uint32_t)mac[at + 1] << 16 |
	    (uint32_t)mac[at + 2] << 8 | mac[at + 3];
	return arena_text(&w->arena, "%06u", number % 1000000);
}

static inline const char *
totp_digits(struct world *w, struct bytes secret)
{
	return totp_digits_at(w, secret, 0);
}

#endif
