#ifndef HTTP_PROGRAM_H
#define HTTP_PROGRAM_H

#include "http_run.h"

/* What a test asks of the running program, and as whom. */
/* A signed-in caller: the Cookie header. */
static inline const char *
sign_in(struct world *w, size_t slot, struct actor actor, bool allowed)
{
	struct session_token token;

	assert_done(&w->ctx, session_token_make(&w->ctx, actor.audience, 600, &token));
	memcpy(page_shared->sessions[slot].sid_hash, token.sid_hash.data, HASH_SIZE);
	page_shared->sessions[slot].actor = actor;
	page_shared->sessions[slot].allowed = allowed;
	return arena_text(&w->arena, "madoguchi_%s=%s", audience_name(actor.audience),
	    token.token);
}

/* An Idempotency-Key nobody used. */
static inline const char *
new_key(struct world *w)
{
	struct bytes b = { arena_alloc(&w->arena, 16), 16 };
	const char *h;

	random_fill((void *)(uintptr_t)b.data, 16);
	h = hex(&w->arena, b);
	return arena_text(&w->arena, "%.8s-%.4s-4%.3s-8%.3s-%.12s", h, h + 8, h + 12, h + 15,
	    h + 18);
}

#define ASK(r, ...) ask(socket_path, &(const struct asked){ __VA_ARGS__ }, &(r))
#endif
