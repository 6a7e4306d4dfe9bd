/*
 * Goal: data keys outlive their master key, and open nowhere but in their row.
 *
 * A process reads the master keys once, so each step is a child.  The children
 * share the parent's connection one after the other, and on it a temporary
 * table in front of the instance's keys, which stay untouched.
 */
#include <stdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "db/keyring.h"
#include "rules.h"

STMT(make_shadow, "CREATE TEMPORARY TABLE data_key (purpose VARCHAR(30) NOT NULL,"
    " version BIGINT NOT NULL, master_number BIGINT NOT NULL, wrapped VARBINARY(200) NOT NULL,"
    " created_at DATETIME(3) NOT NULL, PRIMARY KEY (purpose, version)) ENGINE=InnoDB"
    " DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin");
STMT(drop_shadow, "DROP TEMPORARY TABLE data_key");
STMT(move_key, "UPDATE data_key SET purpose = 'moved' WHERE purpose = ?");

struct bench {
	struct world *w;
	struct config config;
	char folder[40];
	const char *masters, *sealed;	/* paths */
};
static struct bench bench;
static const char secret[] = "秘密";
static const char *const purposes[] = { "poster", "pin", NULL };

static void
masters_write(const char *lines)
{
	FILE *file = fopen(bench.masters, "we");

	must(file != NULL && fputs(lines, file) >= 0);
	fclose(file);
}

static int
bench_setup(void **state)
{
	struct world *w;

	world_setup(state);
	w = *state;
	bench = (struct bench){ .w = w, .config = *rules_config,
	    .folder = "/tmp/madoguchi-test-XXXXXX" };
	must(mkdtemp(bench.folder) != NULL);
	bench.masters = arena_text(&w->arena, "%s/masters", bench.folder);
	bench.sealed = arena_text(&w->arena, "%s/sealed", bench.folder);
	bench.config.master_key_file = bench.masters;
	w->ctx.config = &bench.config;
	return db_run(&w->ctx, &make_shadow);
}

static int
bench_teardown(void **state)
{
	struct world *w = *state;

	must(db_run(&w->ctx, &drop_shadow) == 0);
	unlink(bench.masters);
	unlink(bench.sealed);
	rmdir(bench.folder);
	return world_teardown(state);
}

/* The exit status of a child that does the step. */
static int
step(int (*run)(struct ctx *))
{
	pid_t child = fork();
	int status;

	must(child >= 0);
	if (child == 0)
		_exit(run(&bench.w->ctx) == 0 ? 0 : 9);
	must(waitpid(child, &status, 0) == child && WIFEXITED(status));
	return WEXITSTATUS(status);
}

static const char *
line(int number, char digit)
{
	char *digits = arena_alloc(&bench.w->arena, 65);

	memset(digits, digit, 64);
	return arena_text(&bench.w->arena, "%d %s\n", number, digits);
}

static int
create_and_seal(struct ctx *c)
{
	struct bytes sealed;
	FILE *file = fopen(bench.sealed, "we");

	if (file == NULL || keyring_create(c, purposes) != 0 ||
	    keyring_newest(c, "poster") != 1)
		return -1;
	sealed = seal(c->arena, keyring_key(c, "poster"), "test", (struct bytes){ secret,
	    sizeof secret });
	if (fwrite(sealed.data, 1, sealed.size, file) != sealed.size)
		return -1;
	return fclose(file);
}

static int
opens(struct ctx *c)
{
	char sealed[200];
	FILE *file = fopen(bench.sealed, "re");
	struct bytes clear, in = { sealed, 0 };

	must(file != NULL);
	in.size = fread(sealed, 1, sizeof sealed, file);
	fclose(file);
	if (keyring_version(c, "poster", 2) != NULL || keyring_version(c, "poster", 1) == NULL)
		return -1;
	if (!seal_open(c->arena, keyring_version(c, "poster", 1), "test", in, &clear))
		return -1;
	return clear.size == sizeof secret && memcmp(clear.data, secret, clear.size) == 0 ? 0 : -1;
}

static int
create_again(struct ctx *c)
{
	return keyring_create(c, purposes) == 0 ? opens(c) : -1;
}

static int
rotate(struct ctx *c)
{
	int64_t first, second;

	if (keyring_rotate(c, &first) != 0 || keyring_rotate(c, &second) != 0)
		return -1;
	return first == 2 && second == 0 ? opens(c) : -1;
}

static int
rotate_under_faults(struct ctx *c)
{
	int64_t count;

	if (keyring_load(c) != 0)
		return -1;
	for (int n = 1;; n++) {
		db_inject(c->db, n, FAULT_DEADLOCK);
		if (keyring_rotate(c, &count) != 0)
			return -1;
		if (db_fault_left(c->db) > 0)
			return opens(c);
	}
}

static int
ask_unknown(struct ctx *c)
{
	return keyring_key(c, "no_such_purpose") != NULL ? 0 : -1;
}

static void
keys_outlive_their_master(void **state)
{
	(void)state;
	masters_write(line(1, 'a'));
	assert_int_equal(step(create_and_seal), 0);
	assert_int_equal(step(create_again), 0);
	masters_write(arena_text(&bench.w->arena, "# kept by the office\n%s%s", line(1, 'a'),
	    line(7, 'b')));
	assert_int_equal(step(opens), 0);
	assert_int_equal(step(rotate), 0);
	masters_write(line(7, 'b'));	/* the old one is gone for good */
	assert_int_equal(step(opens), 0);
	masters_write(line(1, 'a'));
	assert_int_equal(step(opens), 1);
	masters_write(line(7, 'c'));
	assert_int_equal(step(opens), 1);
}

static void
a_rotation_is_whole(void **state)
{
	(void)state;
	masters_write(line(1, 'a'));
	assert_int_equal(step(create_and_seal), 0);
	masters_write(arena_text(&bench.w->arena, "%s%s", line(1, 'a'), line(2, 'b')));
	assert_int_equal(step(rotate_under_faults), 0);
	masters_write(line(2, 'b'));
	assert_int_equal(step(opens), 0);
}

static void
what_is_wrong_ends_the_process(void **state)
{
	struct world *w = *state;

	masters_write(line(1, 'a'));
	assert_int_equal(step(create_and_seal), 0);
	assert_int_equal(step(ask_unknown), 1);
	masters_write("1 abc\n");
	assert_int_equal(step(opens), 1);
	masters_write("");
	assert_int_equal(step(opens), 1);
	masters_write(line(1, 'a'));
	assert_done(&w->ctx, db_run(&w->ctx, &move_key, A("pin")));
	assert_int_equal(step(opens), 1);	/* a key moved to another row */
}

static int
wrap_persons(struct ctx *c)
{
	struct key key = random_key(), out;
	struct bytes wrapped = keyring_wrap(c, "person.17", &key);
	unsigned char *damaged = arena_copy(c->arena, wrapped.data, wrapped.size);

	if (!keyring_unwrap(c, "person.17", wrapped, &out) ||
	    memcmp(key.bytes, out.bytes, KEY_SIZE) != 0 ||
	    keyring_unwrap(c, "person.18", wrapped, &out) ||
	    keyring_unwrap(c, "person.17", (struct bytes){ NULL, 0 }, &out))
		return -1;
	for (size_t i = 0; i < wrapped.size; i++) {
		damaged[i] ^= 1;
		if (keyring_unwrap(c, "person.17", (struct bytes){ damaged, wrapped.size }, &out) ||
		    keyring_unwrap(c, "person.17", (struct bytes){ wrapped.data, i }, &out))
			return -1;
		damaged[i] ^= 1;
	}
	return 0;
}

static void
persons_keys_open_in_their_place_only(void **state)
{
	(void)state;
	masters_write(line(3, 'd'));
	assert_int_equal(step(wrap_persons), 0);
}

#define bench_test(f) cmocka_unit_test_setup_teardown(f, bench_setup, bench_teardown)

int
main(void)
{
	return RULES("migrate", bench_test(keys_outlive_their_master),
	    bench_test(a_rotation_is_whole), bench_test(what_is_wrong_ends_the_process),
	    bench_test(persons_keys_open_in_their_place_only));
}
