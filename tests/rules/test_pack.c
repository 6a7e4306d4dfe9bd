/* Goal: a pack is one whole file or none, whatever happens while it is made; the same
 * instant gives the same tables; what is old goes, and only that. */
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fund_world.h"

#include "report/pack_store.h"

static const struct instant pack_evening = { 1578654000000 };	/* 2020-01-10 20:00 in Tokyo */
static struct config pack_config;

/* Fonts, as in tests/unit/test_out_pdf.c. */
__attribute__((visibility("default"))) const char *__lsan_default_suppressions(void);
const char *
__lsan_default_suppressions(void)
{
	return "leak:libfontconfig\nleak:libcairo\nleak:libpango\nleak:libglib\n";
}

static struct db *jobd_db;

struct world_pack { int64_t is_made, is_removed, size_bytes; const char *hash; };
SHAPE(world_pack, "A pack",
    FIELD(world_pack, is_made, "1: made"),
    FIELD(world_pack, is_removed, "1: removed"),
    FIELD(world_pack, size_bytes, "Of the file"),
    FIELD(world_pack, hash, "SHA-256"));
STMT(world_pack_add, "INSERT INTO audit_pack (pack_at, asked_by, asked_at, made_at)"
    " VALUES (?, 1, ?, ?)");
STMT(world_pack_read, "SELECT made_at IS NOT NULL AS is_made, removed_at IS NOT NULL AS is_removed,"
    " COALESCE(size_bytes, 0) AS size_bytes, COALESCE(LOWER(HEX(hash)), '') AS hash"
    " FROM audit_pack WHERE audit_pack_id = ?");
STMT(world_lock, "LOCK TABLES drift WRITE");
STMT(world_unlock, "UNLOCK TABLES");

/* A folder of the test's own: the instance's jobd keeps its. */
static void
as_jobd(struct world *w)
{
	static char folder[] = "/tmp/madoguchi-packs-XXXXXX";

	if (jobd_db == NULL) {
		must(mkdtemp(folder) != NULL);
		pack_config = *rules_config;
		pack_config.pack_folder = folder;
		jobd_db = db_open(rules_config, "jobd");
	}
	w->ctx.config = &pack_config;
	w->ctx.db = jobd_db;
	w->ctx.actor = (struct actor){ .audience = AUDIENCE_SYSTEM };
	w->ctx.now = clock_now(rules_config);
}

struct adding { struct instant at, made_at; int64_t id; };

static int
add_work(struct ctx *c, void *arg)
{
	struct adding *a = arg;

	if (db_run(c, &world_pack_add, A(a->at), A(a->at), A(a->made_at)) != 0)
		return -1;
	a->id = db_inserted(c);
	return 0;
}

/* made_at.ms 0: not yet made. */
static int64_t
pack_row_of(struct world *w, struct instant at, struct instant made_at)
{
	struct adding a = { at, made_at, 0 };

	assert_done(&w->ctx, as_owner(w, add_work, &a));
	return a.id;
}

static struct world_pack
pack_now(struct world *w, int64_t id)
{
	struct world_pack found;

	assert_done(&w->ctx, db_one(&w->ctx, &world_pack_read, &world_pack_shape, &found, A(id)));
	return found;
}

static const char *
at_place(struct world *w, const char *name, int64_t id, const char *ending)
{
	return arena_text(&w->arena, "%s/%s%lld%s", pack_config.pack_folder, name, (long long)id,
	    ending);
}

static bool
is_there(const char *path)
{
	return access(path, F_OK) == 0;
}

static void
assert_command(const char *command)
{
	if (system(command) != 0)
		fail_test("%s", command);
}

static int
make_pack(struct world *w, int64_t id)
{
	return pack_jobs[0].run(&w->ctx, id);
}

static int64_t
made_pack(struct world *w)
{
	int64_t id;

	as_jobd(w);
	id = pack_row_of(w, pack_evening, (struct instant){ 0 });
	assert_done(&w->ctx, make_pack(w, id));
	return id;
}

static const char *
unpacked(struct world *w, int64_t id)
{
	const char *zip = at_place(w, "pack-", id, ".zip");
	const char *folder = at_place(w, "files-", id, "");

	assert_command(arena_text(&w->arena, "unzip -tqq %s", zip));
	assert_command(arena_text(&w->arena, "unzip -qq %s -d %s", zip, folder));
	return folder;
}

static void
the_job_makes_one_whole_file(void **state)
{
	struct world *w = *state;
	struct till t;
	struct world_pack pack;
	struct stat about;
	const char *folder, *again;
	int64_t id;

	till_open(w, &t, 3);
	id = made_pack(w);
	pack = pack_now(w, id);
	assert_int_equal(pack.is_made, 1);
	assert_int_equal(stat(at_place(w, "pack-", id, ".zip"), &about), 0);
	assert_int_equal(about.st_size, pack.size_bytes);
	assert_int_equal(about.st_mode & 07777, 0640);
	assert_false(is_there(at_place(w, ".making-", id, "")));
	assert_false(is_there(at_place(w, ".making-", id, ".zip")));
	assert_command(arena_text(&w->arena, "echo '%s  %s' | sha256sum --quiet -c", pack.hash,
	    at_place(w, "pack-", id, ".zip")));
	folder = unpacked(w, id);
	/* name,what,rows,sum,bytes,sha256,as_of */
	assert_command(arena_text(&w->arena, "cd %s && tail -n +2 manifest.csv | "
	    "awk -F, '{ print $6 \"  \" $1 }' | sha256sum --quiet -c", folder));
	assert_command(arena_text(&w->arena, "test $(tail -n +2 %s/sales.csv | wc -l) -gt 0",
	    folder));
	/* Made before: nothing is made again. */
	as_jobd(w);
	assert_done(&w->ctx, make_pack(w, id));
	again = unpacked(w, made_pack(w));
	assert_command(arena_text(&w->arena, "diff -r -x 'shops.*' -x 'roles.*' -x 'flags.*'"
	    " -x 'bank_lines.*' -x manifest.csv %s %s", folder, again));
}

/* Stands still at its last table until it is killed. */
static pid_t
make_apart(struct world *w, int64_t id)
{
	pid_t pid = fork();

	if (pid == 0) {
		jobd_db = NULL;
		w->ctx.db = db_open(rules_config, "jobd");
		_exit(make_pack(w, id) == 0 ? 0 : 1);
	}
	must(pid > 0);
	return pid;
}

static void
killed_halfway_leaves_no_file(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct db *locker = db_open(rules_config, "migrate");
	const char *seen;
	int64_t id;
	pid_t pid;
	int status;

	as_jobd(w);
	id = pack_row_of(w, pack_evening, (struct instant){ 0 });
	seen = at_place(w, ".making-", id, "/roles.pdf");
	c->db = locker;
	assert_done(c, db_run(c, &world_lock));
	pid = make_apart(w, id);
	while (!is_there(seen))
		poll(NULL, 0, 20);
	assert_int_equal(kill(pid, SIGKILL), 0);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFSIGNALED(status));
	assert_done(c, db_run(c, &world_unlock));
	db_close(locker);
	as_jobd(w);
	assert_false(is_there(at_place(w, "pack-", id, ".zip")));
	assert_int_equal(pack_now(w, id).is_made, 0);
	/* The next run begins anew over what lies there. */
	assert_done(c, make_pack(w, id));
	assert_int_equal(pack_now(w, id).is_made, 1);
	assert_false(is_there(at_place(w, ".making-", id, "")));
	unpacked(w, id);
}

static void
a_failed_run_leaves_nothing(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	int64_t id;

	as_jobd(w);
	id = pack_row_of(w, pack_evening, (struct instant){ 0 });
	db_inject(c->db, 12, FAULT_LINK_BEFORE);
	assert_int_equal(make_pack(w, id), -1);
	assert_true(db_fault_left(c->db) <= 0);
	assert_non_null(c->reason);
	fail_forget(c);
	assert_false(is_there(at_place(w, ".making-", id, "")));
	assert_false(is_there(at_place(w, "pack-", id, ".zip")));
	assert_int_equal(pack_now(w, id).is_made, 0);
}

static void
touch(const char *path)
{
	int file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);

	must(file >= 0);
	close(file);
}

static void
what_is_old_goes(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	int64_t old, young, lost = INT64_C(4611686018427387904);
	const int64_t day_ms = 86400000;

	as_jobd(w);
	old = pack_row_of(w, pack_evening,
	    (struct instant){ c->now.ms - PACK_KEPT_DAYS * day_ms - 1000 });
	young = pack_row_of(w, pack_evening,
	    (struct instant){ c->now.ms - PACK_KEPT_DAYS * day_ms + 60000 });
	touch(at_place(w, "pack-", old, ".zip"));
	touch(at_place(w, "pack-", young, ".zip"));
	touch(at_place(w, "pack-", lost, ".zip"));
	touch(at_place(w, ".making-", lost, ".zip"));
	assert_int_equal(mkdir(at_place(w, ".making-", lost, ""), 0700), 0);
	touch(at_place(w, ".making-", lost, "/shops.csv"));
	assert_done(c, pack_jobs[1].run(c, 0));
	assert_false(is_there(at_place(w, "pack-", old, ".zip")));
	assert_int_equal(pack_now(w, old).is_removed, 1);
	assert_true(is_there(at_place(w, "pack-", young, ".zip")));
	assert_int_equal(pack_now(w, young).is_removed, 0);
	assert_false(is_there(at_place(w, "pack-", lost, ".zip")));
	assert_false(is_there(at_place(w, ".making-", lost, "")));
	assert_false(is_there(at_place(w, ".making-", lost, ".zip")));
}

int
main(void)
{
	int failed = RULES("sales", rule_test(the_job_makes_one_whole_file),
	    rule_test(killed_halfway_leaves_no_file), rule_test(a_failed_run_leaves_nothing),
	    rule_test(what_is_old_goes));
	char command[100];

	snprintf(command, sizeof command, "rm -rf '%s'", pack_config.pack_folder);
	return pack_config.pack_folder == NULL || system(command) != 0 ? 1 : failed;
}
