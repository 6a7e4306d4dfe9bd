#include "http/edge.h"

#include <string.h>

#include "base/config.h"
#include "db/keyring.h"

enum { SID_SIZE = 16, TERMINAL_COOKIE_S = 365 * 86400 };

static bool
origin_is_secure(const struct config *config)
{
	return strncmp(config->origin, "https://", 8) == 0;
}

const char *
session_cookie_name(const struct config *config, enum audience audience)
{
	static const char *const names[][2] = {
		[AUDIENCE_RESIDENT] = { "madoguchi_resident", "__Host-madoguchi_resident" },
		[AUDIENCE_SHOP] = { "madoguchi_shop", "__Host-madoguchi_shop" },
		[AUDIENCE_STAFF] = { "madoguchi_staff", "__Host-madoguchi_staff" },
	};

	must(audience >= AUDIENCE_RESIDENT && audience <= AUDIENCE_STAFF);
	return names[audience][origin_is_secure(config)];
}

static const char *
terminal_cookie_name(const struct config *config)
{
	return origin_is_secure(config) ? "__Host-madoguchi_terminal" : "madoguchi_terminal";
}

int
session_token_make(struct ctx *c, enum audience audience, int64_t lifetime_s,
    struct session_token *out)
{
	const char *sid = random_code(c->arena, SID_SIZE);

	out->token = token_make(c->arena, keyring_key(c, "session"), audience_name(audience),
	    c->now.ms / 1000 + lifetime_s, sid);
	if (out->token == NULL)
		return fail_internal(c, "the session token was not made");
	out->sid_hash = hash_text(c->arena, NULL, sid);
	return 0;
}

/* After a rotation, tokens of the key before live on until they expire. */
struct bytes
session_token_read(struct ctx *c, enum audience audience, const char *token)
{
	int64_t version = token != NULL ? keyring_newest(c, "session") : 0;
	struct bytes sid_hash = { NULL, 0 };

	for (int tries = 0; tries < 2 && version > 0 && sid_hash.data == NULL; tries++) {
		const struct key *key = keyring_version(c, "session", version--);

		if (key != NULL)
			sid_hash = token_read(c->arena, key, audience_name(audience),
			    c->now.ms / 1000, token);
	}
	return sid_hash;
}

struct bytes
request_session(struct ctx *c, enum audience audience)
{
	return session_token_read(c, audience, cookie_find(c->arena, edge_of(c)->cookies,
	    session_cookie_name(c->config, audience)));
}

/* The lines are part of the answer: a stored answer brings its cookies again. */
static void
cookie_set(struct ctx *c, const char *name, const char *value, int64_t max_age_s)
{
	struct edge *e = edge_of(c);

	e->answer.headers = arena_text(c->arena,
	    "%sSet-Cookie: %s=%s; Max-Age=%lld; Path=/; HttpOnly; SameSite=Lax%s\r\n",
	    e->answer.headers != NULL ? e->answer.headers : "", name, value,
	    (long long)max_age_s, origin_is_secure(c->config) ? "; Secure" : "");
}

void
response_sign_in(struct ctx *c, enum audience audience, const char *token, int64_t max_age_s)
{
	cookie_set(c, session_cookie_name(c->config, audience), token, max_age_s);
}

void
response_sign_out(struct ctx *c, enum audience audience)
{
	cookie_set(c, session_cookie_name(c->config, audience), "", 0);
}

const char *
request_terminal(struct ctx *c)
{
	return cookie_find(c->arena, edge_of(c)->cookies, terminal_cookie_name(c->config));
}

void
response_terminal(struct ctx *c, const char *token)
{
	must(token[strspn(token, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	    "0123456789-_.")] == '\0');
	cookie_set(c, terminal_cookie_name(c->config), token, TERMINAL_COOKIE_S);
}
