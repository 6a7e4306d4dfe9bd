#include "http/edge.h"

#include <jwt.h>
#include <stdlib.h>
#include <string.h>

/* A token of ours is some 180 bytes; nothing longer reaches the library. */
enum { TOKEN_MAX = 512, SID_MAX = 64 };

const char *
audience_name(enum audience audience)
{
	static const char *const names[] = { "public", "resident", "shop", "staff", "system" };

	return names[audience];
}

static void
token_close(void *token)
{
	jwt_free(token);
}

/* header.payload.signature, each of base64url letters. */
static bool
token_is_plain(const char *token)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	    "0123456789-_";
	size_t parts = 1;

	if (token == NULL || strnlen(token, TOKEN_MAX + 1) > TOKEN_MAX)
		return false;
	for (;; token++) {
		size_t size = strspn(token, letters);

		if (size == 0)
			return false;
		token += size;
		if (*token != '.')
			return *token == '\0' && parts == 3;
		parts++;
	}
}

/*
 * libjwt 1.10 takes the algorithm from the token and does not look at exp:
 * both are decided here.  The signature comes first, always as HMAC-SHA-256
 * over our random key, so that the library only ever sees tokens of ours.
 */
static bool
token_is_signed(const struct key *key, const char *token)
{
	const char *dot = strrchr(token, '.');

	return hmac_fits(key, (struct bytes){ token, (size_t)(dot - token) }, dot + 1);
}

struct bytes
token_read(struct arena *arena, const struct key *key, const char *audience, int64_t now_s,
    const char *token)
{
	struct bytes none = { NULL, 0 };
	jwt_t *jwt = NULL;
	const char *sid;

	if (!token_is_plain(token) || !token_is_signed(key, token)
	    || jwt_decode(&jwt, token, NULL, 0) != 0)
		return none;
	arena_defer(arena, token_close, jwt);
	if (!text_same(jwt_get_header(jwt, "alg"), "HS256")
	    || jwt_get_grant_int(jwt, "exp") <= now_s
	    || !text_same(jwt_get_grant(jwt, "aud"), audience))
		return none;
	sid = jwt_get_grant(jwt, "sid");
	if (text_is_empty(sid) || strlen(sid) > SID_MAX)
		return none;
	return hash_text(arena, NULL, sid);
}

/* NULL when the library fails, which only happens without memory. */
const char *
token_make(struct arena *arena, const struct key *key, const char *audience, int64_t exp_s,
    const char *sid)
{
	jwt_t *jwt = NULL;
	char *text;

	if (jwt_new(&jwt) != 0)
		return NULL;
	arena_defer(arena, token_close, jwt);
	if (jwt_add_grant(jwt, "sid", sid) != 0 || jwt_add_grant(jwt, "aud", audience) != 0
	    || jwt_add_grant_int(jwt, "exp", exp_s) != 0
	    || jwt_set_alg(jwt, JWT_ALG_HS256, key->bytes, KEY_SIZE) != 0)
		return NULL;
	text = jwt_encode_str(jwt);
	if (text == NULL)
		return NULL;
	arena_defer(arena, free, text);
	return arena_string(arena, text);
}
