#ifndef HTTP_ROUTES_H
#define HTTP_ROUTES_H

#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>

#include "http_acts.h"
#include "http/worker.h"

/* The routes of the test's program, its sessions, and the program itself. */
static const struct listing key_listing = {
	.select = "SELECT o.once_key FROM once_key o WHERE o.account_id = ?", .fixed = 1,
	.orders = (const struct order[]){ { "key", "o.once_key", false }, { 0 } },
	.key = "o.once_key", .row = &key_row_shape, .export_name = "keys" };

static inline int
key_fixed(struct ctx *c, const void *input, struct arg *args)
{
	(void)input;
	args[0] = A(c->actor.account_id);
	return 0;
}

static const struct upload small_photo = { 100, CHOICES("image/png") };
static const struct route test_routes[] = {
	{ POST, "/api/till/acts", "Do something", &right_shop, ONCE, act_handle,
	    &act_in_shape, &act_out_shape, REASONS(&act_refused) },
	{ POST, "/api/till/free", "Do something unknown", &right_public, ONCE, act_handle,
	    &act_in_shape, &act_out_shape, REASONS(&act_refused) },
	{ POST, "/api/till/again", "Do something every time", &right_shop, 0, act_handle,
	    &act_in_shape, &act_out_shape, REASONS(&act_refused) },
	{ GET, "/api/till/acts/{act_id}", "See an act", &right_resident, 0, nothing_handle,
	    &own_in_shape },
	{ GET, "/api/till/acts/mine", "See mine", &right_public, 0, public_handle,
	    .out = &act_out_shape },
	{ POST, "/api/till/many", "See acts", &right_resident, 0, nothing_handle,
	    &many_in_shape },
	{ GET, "/api/till/report", "See the report", &right_report, 0, nothing_handle },
	{ DELETE, "/api/till/report", "Drop the report", &right_report, 0, nothing_handle },
	{ GET, "/api/till/public", "What everybody sees", &right_public, CACHED, public_handle,
	    .out = &act_out_shape },
	{ PUT, "/api/till/photo", "Send a photo", &right_shop, 0, photo_handle,
	    .out = &act_out_shape, .upload = &small_photo },
	{ GET, "/api/till/file", "A file", &right_public, 0, file_handle,
	    .out = &document_shape },
	{ GET, "/api/till/live", "A stream", &right_shop, 0, live_handle,
	    .out = &stream_shape },
	{ GET, "/api/till/keys", "Keys", &right_shop, .in = &keys_in_shape,
	    .list = &key_listing, .list_fixed = key_fixed },
	{ 0 }
};
static const struct route *const test_tables[] = { test_routes, NULL };

static inline int
session_find(struct ctx *c, struct bytes sid_hash, const struct right *right,
    struct actor *actor, bool *found, bool *allowed)
{
	(void)c;
	for (size_t i = 0; i < SESSIONS; i++) {
		struct bytes mine = { page_shared->sessions[i].sid_hash, HASH_SIZE };

		if (!same_bytes(mine, sid_hash))
			continue;
		*actor = page_shared->sessions[i].actor;
		*found = true;
		*allowed = right == NULL || page_shared->sessions[i].allowed;
	}
	return 0;
}
static const struct session_store test_sessions = { session_find };
static const struct program test_program = { "till", test_tables, &test_sessions };

static inline void
page_open(const char *in)
{
	char path[128];
	int file;

	snprintf(path, sizeof path, "%s/shared", in);
	file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	must(file >= 0 && ftruncate(file, sizeof *page_shared) == 0);
	page_shared = mmap(NULL, sizeof *page_shared, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
	must(page_shared != MAP_FAILED);
	close(file);
}
#endif
