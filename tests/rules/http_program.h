#ifndef HTTP_PROGRAM_H
#define HTTP_PROGRAM_H

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "rules.h"

#include "fcgi_client.h"
#include "http/edge.h"
#include "http/worker.h"
#include "shape/say.h"

/*
 * A program with one small route of each kind.  The test starts itself again
 * as that program ("worker" as its first argument) with a folder of its own;
 * both share a page of memory: what the handlers counted, and the sessions.
 */
enum { SESSIONS = 8 };
struct shared_page {
	int64_t runs;		/* how often the act's handler ran */
	int64_t slow_ms;	/* how long the slow act takes */
	struct { unsigned char sid_hash[HASH_SIZE]; struct actor actor; bool allowed; }
	    sessions[SESSIONS];
};
static struct shared_page *page_shared;
static char folder[64], socket_path[128], conf_path[128], log_path[128], program_path[128];

static const struct reason act_refused = { 409, "act_refused" };
static const struct reason act_unlisted = { 409, "act_unlisted" };
static RIGHT(right_report, AUDIENCE_STAFF, "test.report", "See the report");
STMT(own_act_sql, "SELECT 1 AS one FROM DUAL WHERE ? = ?");
static const struct within own_act = { "Acts numbered like the person", BY_PERSON,
	&own_act_sql };

struct act_in { int64_t amount; const char *note; };
SHAPE(act_in, "An act", FIELD(act_in, amount, "How much", .min = 1, .max = 1000),
    FIELD(act_in, note, "A note", .max = 20, .optional = true));
struct act_out { int64_t runs, pid; const char *language; };
SHAPE(act_out, "What was done", FIELD(act_out, runs, "Runs so far"),
    FIELD(act_out, pid, "Process"), FIELD(act_out, language, "Language"));
struct own_in { int64_t act_id; };
SHAPE(own_in, "An act of mine",
    FIELD(own_in, act_id, "The act", .within = &own_act, .min = 1, .max = 1000000));
struct many_in { struct list acts; };
SHAPE(many_in, "Acts of mine",
    FIELD(many_in, acts, "The acts", .of = &own_in_shape, .max = 5));
struct keys_in { PAGE_MEMBERS; };
SHAPE(keys_in, "Keys", PAGE_FIELDS(keys_in, CHOICES("key")));
struct key_row { const char *once_key; };
SHAPE(key_row, "A key", FIELD(key_row, once_key, "The key"));

static inline int
act_handle(struct ctx *c, const void *input, void *output)
{
	const struct act_in *in = input;
	struct act_out *out = output;

	out->runs = __atomic_add_fetch(&page_shared->runs, 1, __ATOMIC_SEQ_CST);
	out->pid = getpid();
	out->language = c->language;
	event_tell(c, out->runs, "act-%d", 7);
	if (in->amount == 13)
		return fail(c, &act_refused, "amount", { P(left, 3) });
	if (in->amount == 14)
		return fail(c, &act_unlisted);
	if (in->amount == 15)
		return -1;
	if (in->amount == 16)
		raise(SIGKILL);
	if (in->amount == 17) {
		struct timespec t = { page_shared->slow_ms / 1000,
			page_shared->slow_ms % 1000 * 1000000 };
		nanosleep(&t, NULL);
	}
	if (in->amount == 18)
		response_sign_in(c, AUDIENCE_SHOP, "a.b.c", 60);
	return 0;
}

static inline int
public_handle(struct ctx *c, const void *input, void *output)
{
	struct act_out *out = output;

	(void)input;
	*out = (struct act_out){ page_shared->runs, getpid(), c->language };
	return 0;
}

static inline int
nothing_handle(struct ctx *c, const void *input, void *output)
{
	(void)c;
	(void)input;
	(void)output;
	return 0;
}

static inline int
photo_handle(struct ctx *c, const void *input, void *output)
{
	struct act_out *out = output;

	(void)input;
	*out = (struct act_out){ (int64_t)request_upload(c).size, 0, request_upload_type(c) };
	return 0;
}

static inline int
file_handle(struct ctx *c, const void *input, void *output)
{
	struct document *out = output;

	(void)c;
	(void)input;
	*out = (struct document){ "application/pdf", "領収書 1.pdf", { "%PDF", 4 } };
	return 0;
}

static inline int
live_handle(struct ctx *c, const void *input, void *output)
{
	struct stream *out = output;

	(void)input;
	out->topic = arena_text(c->arena, "shop-%lld", (long long)c->actor.shop_id);
	return 0;
}

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

/* The instance's configuration, with what must be the test's own replaced. */
static inline void
conf_write(int workers)
{
	static const char *const ours[] = { "metrics_folder", "workers", "push_socket",
		"text_folder", "origin", "sample_faults" };
	FILE *from = fopen(config_path(0, NULL), "re"), *to = fopen(conf_path, "we");
	char line[1000];

	must(from != NULL && to != NULL);
	while (fgets(line, sizeof line, from) != NULL) {
		bool replaced = false;

		for (size_t i = 0; i < sizeof ours / sizeof ours[0]; i++)
			replaced |= strncmp(line, ours[i], strlen(ours[i])) == 0;
		if (!replaced)
			fputs(line, to);
	}
	fprintf(to, "metrics_folder = %s\nworkers = %d\npush_socket = %s/push\n"
	    "text_folder = %s\norigin = http://127.0.0.1:1\nsample_faults = yes\n", folder,
	    workers, folder, folder);
	fclose(from);
	fclose(to);
}

static inline void
texts_write(void)
{
	for (size_t i = 0; languages[i] != NULL; i++) {
		char path[128];
		FILE *to;

		snprintf(path, sizeof path, "%s/%s.json", folder, languages[i]);
		to = fopen(path, "we");
		must(to != NULL && fputs("{\"column.once_key\":\"鍵\"}", to) >= 0);
		fclose(to);
	}
}

/* For main: runs the program when called as one, else makes the folder. */
static inline void
program_begin(int argc, char **argv)
{
	char self[4096];
	ssize_t size;

	if (argc > 1 && strcmp(argv[1], "worker") == 0) {
		page_open(getenv("HTTP_TEST_FOLDER"));
		exit(worker_main(&test_program, argc, argv));
	}
	snprintf(folder, sizeof folder, "/tmp/madoguchi-http-XXXXXX");
	must(mkdtemp(folder) != NULL && setenv("HTTP_TEST_FOLDER", folder, 1) == 0);
	snprintf(socket_path, sizeof socket_path, "%s/till.sock", folder);
	snprintf(conf_path, sizeof conf_path, "%s/conf", folder);
	snprintf(log_path, sizeof log_path, "%s/log", folder);
	snprintf(program_path, sizeof program_path, "%s/program", folder);
	size = readlink("/proc/self/exe", self, sizeof self - 1);
	must(size > 0);
	self[size] = '\0';
	must(symlink(self, program_path) == 0);
	page_open(folder);
	texts_write();
}

static inline void
program_end(void)
{
	static const char *const names[] = { "shared", "conf", "log", "program", "push",
		"till.sock", "till.metrics", "ja.json", "ja-easy.json", "en.json", "zh.json",
		"ko.json", "vi.json" };

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		char path[128];

		snprintf(path, sizeof path, "%s/%s", folder, names[i]);
		unlink(path);
	}
	rmdir(folder);
}

static inline void
pause_ms(long ms)
{
	struct timespec t = { ms / 1000, ms % 1000 * 1000000 };

	nanosleep(&t, NULL);
}

/* Starts it and waits until it answers. */
static inline pid_t
program_start(int workers)
{
	static struct reply r;
	pid_t pid;

	conf_write(workers);
	pid = fork();
	if (pid == 0) {
		int log = open(log_path, O_WRONLY | O_CREAT | O_APPEND, 0600);

		dup2(log, 2);
		execl(program_path, program_path, "worker", "-c", conf_path, "-s", socket_path,
		    (char *)NULL);
		_exit(127);
	}
	while (ask(socket_path, &(struct asked){ .method = "GET", .uri = "/api/till/public" },
	    &r) != 200) {
		assert_int_equal(waitpid(pid, NULL, WNOHANG), 0);
		pause_ms(20);
	}
	return pid;
}

static inline int
program_stop(pid_t pid)
{
	int status;

	kill(pid, SIGTERM);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

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
