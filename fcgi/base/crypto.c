#include "base/crypto.h"

#include <string.h>

#include <sodium.h>

#include "base/log.h"

_Static_assert(KEY_SIZE == crypto_aead_xchacha20poly1305_ietf_KEYBYTES, "seal key");
_Static_assert(HASH_SIZE == crypto_generichash_BYTES, "hash");
_Static_assert(KEY_SIZE == crypto_auth_hmacsha256_KEYBYTES, "HMAC key");
_Static_assert(HASH_SIZE == crypto_hash_sha256_BYTES, "SHA-256");
_Static_assert(KEY_SIZE == crypto_sign_SEEDBYTES && KEY_SIZE == crypto_sign_PUBLICKEYBYTES &&
    sizeof ((struct signer *)0)->secret == crypto_sign_SECRETKEYBYTES &&
    SIGNATURE_SIZE == crypto_sign_BYTES, "Ed25519");

void
crypto_start(void)
{
	must(sodium_init() >= 0);
}

void
random_fill(void *out, size_t size)
{
	randombytes_buf(out, size);
}

uint32_t
random_below(uint32_t limit)
{
	return randombytes_uniform(limit);
}

struct key
random_key(void)
{
	struct key key;

	randombytes_buf(key.bytes, sizeof key.bytes);
	return key;
}

char *
base32(struct arena *a, struct bytes b)
{
	static const char letters[] = "0123456789abcdefghjkmnpqrstvwxyz";
	char *out = arena_alloc(a, b.size * 8 / 5 + 2), *at = out;
	const unsigned char *s = b.data;
	unsigned held = 0, bits = 0;

	for (size_t i = 0; i < b.size; i++) {
		held = held << 8 | s[i];
		for (bits += 8; bits >= 5; bits -= 5)
			*at++ = letters[held >> (bits - 5) & 31];
		held &= 0xff;
	}
	if (bits > 0)
		*at++ = letters[held << (5 - bits) & 31];
	return out;
}

char *
random_code(struct arena *a, size_t size)
{
	unsigned char bytes[64];

	must(size <= sizeof bytes);
	randombytes_buf(bytes, size);
	return base32(a, (struct bytes){ bytes, size });
}

struct bytes
seal(struct arena *a, const struct key *key, const char *where, struct bytes clear)
{
	enum { NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
		TAG = crypto_aead_xchacha20poly1305_ietf_ABYTES };
	unsigned char *out = arena_alloc(a, NONCE + TAG + clear.size);
	unsigned long long size;

	randombytes_buf(out, NONCE);
	must(crypto_aead_xchacha20poly1305_ietf_encrypt(out + NONCE, &size, clear.data, clear.size,
	    (const unsigned char *)where, strlen(where), NULL, out, key->bytes) == 0);
	return (struct bytes){ out, NONCE + size };
}

bool
seal_open(struct arena *a, const struct key *key, const char *where, struct bytes sealed,
    struct bytes *clear)
{
	enum { NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
		TAG = crypto_aead_xchacha20poly1305_ietf_ABYTES };
	const unsigned char *in = sealed.data;
	unsigned char *out;
	unsigned long long size;

	if (sealed.data == NULL || sealed.size < NONCE + TAG)
		return false;
	/* One byte more than needed and zero: an opened text is a C string. */
	out = arena_alloc(a, sealed.size - NONCE - TAG + 1);
	if (crypto_aead_xchacha20poly1305_ietf_decrypt(out, &size, NULL, in + NONCE,
	    sealed.size - NONCE, (const unsigned char *)where, strlen(where), in, key->bytes) != 0)
		return false;
	*clear = (struct bytes){ out, size };
	return true;
}

struct bytes
hash(struct arena *a, const struct key *key, struct bytes b)
{
	unsigned char *out = arena_alloc(a, HASH_SIZE);

	must(crypto_generichash(out, HASH_SIZE, b.data, b.size, key != NULL ? key->bytes : NULL,
	    key != NULL ? KEY_SIZE : 0) == 0);
	return (struct bytes){ out, HASH_SIZE };
}

struct bytes
hash_text(struct arena *a, const struct key *key, const char *s)
{
	return hash(a, key, (struct bytes){ s, strlen(s) });
}

struct bytes
hash_public(struct arena *a, struct bytes b)
{
	unsigned char *out = arena_alloc(a, HASH_SIZE);

	must(crypto_hash_sha256(out, b.data, b.size) == 0);
	return (struct bytes){ out, HASH_SIZE };
}

_Static_assert(sizeof(crypto_hash_sha256_state) <= sizeof(struct hashing), "room for SHA-256");

void
hashing_begin(struct hashing *h)
{
	must(crypto_hash_sha256_init((crypto_hash_sha256_state *)h->state) == 0);
}

void
hashing_add(struct hashing *h, struct bytes b)
{
	must(crypto_hash_sha256_update((crypto_hash_sha256_state *)h->state, b.data,
	    b.size) == 0);
}

struct bytes
hashing_end(struct arena *a, struct hashing *h)
{
	unsigned char *out = arena_alloc(a, HASH_SIZE);

	must(crypto_hash_sha256_final((crypto_hash_sha256_state *)h->state, out) == 0);
	return (struct bytes){ out, HASH_SIZE };
}

struct signer
signer_of(const struct key *seed)
{
	struct signer s;

	must(crypto_sign_seed_keypair(s.public.bytes, s.secret, seed->bytes) == 0);
	return s;
}

struct bytes
signature_of(struct arena *a, const struct signer *s, struct bytes text)
{
	unsigned char *out = arena_alloc(a, SIGNATURE_SIZE);

	must(crypto_sign_detached(out, NULL, text.data, text.size, s->secret) == 0);
	return (struct bytes){ out, SIGNATURE_SIZE };
}

bool
signature_fits(const struct key *public, struct bytes text, struct bytes signature)
{
	return signature.size == SIGNATURE_SIZE && crypto_sign_verify_detached(signature.data,
	    text.data, text.size, public->bytes) == 0;
}

struct key
key_derive(const struct key *key, const char *purpose)
{
	struct key derived;

	must(crypto_generichash(derived.bytes, KEY_SIZE, (const unsigned char *)purpose,
	    strlen(purpose), key->bytes, KEY_SIZE) == 0);
	return derived;
}

char *
hex(struct arena *a, struct bytes b)
{
	char *out = arena_alloc(a, b.size * 2 + 1);

	return sodium_bin2hex(out, b.size * 2 + 1, b.data, b.size);
}

bool
hex_read(const char *s, void *out, size_t size)
{
	size_t got;
	const char *end;

	return sodium_hex2bin(out, size, s, strlen(s), NULL, &got, &end) == 0 && got == size &&
	    *end == '\0';
}

bool
same_bytes(struct bytes a, struct bytes b)
{
	return a.size == b.size && (a.size == 0 || sodium_memcmp(a.data, b.data, a.size) == 0);
}

char *
password_hash(struct arena *a, const char *password)
{
	char *out = arena_alloc(a, crypto_pwhash_STRBYTES);

	must(crypto_pwhash_str_alg(out, password, strlen(password),
	    crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE,
	    crypto_pwhash_ALG_ARGON2ID13) == 0);
	return out;
}

bool
password_matches(const char *encoded, const char *password)
{
	return crypto_pwhash_str_verify(encoded, password, strlen(password)) == 0;
}

bool
hmac_fits(const struct key *key, struct bytes text, const char *mac)
{
	unsigned char bytes[crypto_auth_hmacsha256_BYTES];
	size_t size;

	return sodium_base642bin(bytes, sizeof bytes, mac, strlen(mac), NULL, &size, NULL,
	        sodium_base64_VARIANT_URLSAFE_NO_PADDING) == 0
	    && size == sizeof bytes
	    && crypto_auth_hmacsha256_verify(bytes, text.data, text.size, key->bytes) == 0;
}
