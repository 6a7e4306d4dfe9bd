#ifndef BASE_CRYPTO_H
#define BASE_CRYPTO_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

/*
 * The cryptography of the product, by libsodium (and libcrypto for TOTP,
 * which RFC 6238 binds to HMAC-SHA1).  Pure functions: keys come in as
 * arguments, nothing is stored.  crypto_start must be called once.
 */
enum { KEY_SIZE = 32, HASH_SIZE = 32 };
struct key { unsigned char bytes[KEY_SIZE]; };

void crypto_start(void);
void random_fill(void *, size_t size);
struct key random_key(void);
/* size random bytes as Crockford base32 lower case without padding:
 * 16 bytes make 26 characters. */
char *random_code(struct arena *, size_t size);
uint32_t random_below(uint32_t limit);		/* uniform 0..limit-1 */

/* XChaCha20-Poly1305; nonce first.  where names table, column and row
 * ("person.name.17") and is bound: a seal moved elsewhere does not open. */
struct bytes seal(struct arena *, const struct key *, const char *where, struct bytes clear);
bool seal_open(struct arena *, const struct key *, const char *where,
    struct bytes sealed, struct bytes *clear);

/* BLAKE2b-256, keyed when key is not NULL. */
struct bytes hash(struct arena *, const struct key *, struct bytes);
struct bytes hash_text(struct arena *, const struct key *, const char *);
/* SHA-256: for what outsiders check with tools of their own. */
struct bytes hash_public(struct arena *, struct bytes);
/* The same of what comes in pieces; holds nothing that must be released. */
struct hashing { _Alignas(8) unsigned char state[112]; };
void hashing_begin(struct hashing *);
void hashing_add(struct hashing *, struct bytes);
struct bytes hashing_end(struct arena *, struct hashing *);
struct key key_derive(const struct key *, const char *purpose);
char *hex(struct arena *, struct bytes);
bool hex_read(const char *, void *out, size_t size);
char *base32(struct arena *, struct bytes);	/* Crockford, lower case */
bool same_bytes(struct bytes, struct bytes);	/* constant time for equal sizes */
/* HMAC-SHA-256 of text, written as base64url without padding (RFC 7515). */
bool hmac_fits(const struct key *, struct bytes text, const char *mac);

/* Ed25519 (RFC 8032).  The seed is the secret; the public part follows from it. */
enum { SIGNATURE_SIZE = 64 };
struct signer { unsigned char secret[64]; struct key public; };
struct signer signer_of(const struct key *seed);
struct bytes signature_of(struct arena *, const struct signer *, struct bytes);
bool signature_fits(const struct key *public, struct bytes text, struct bytes signature);

/* Argon2id (libsodium's "interactive" cost: 64 MiB, 2 passes), encoded form. */
char *password_hash(struct arena *, const char *password);
bool password_matches(const char *encoded, const char *password);

/* RFC 6238: SHA-1, 6 digits, 30 s.  Accepts the step before and after; gives
 * the step used so that the caller can refuse it a second time. */
bool totp_matches(struct bytes secret, const char *digits, int64_t now_s, int64_t *step);
struct bytes totp_secret_new(struct arena *);		/* 20 random bytes */
char *totp_secret_text(struct arena *, struct bytes);	/* RFC 4648 base32 */

#endif
