/* Goal: after a new master key every person's key is wrapped by it, and opens. */
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "rules.h"

#include "people/person.h"

/* Made under the instance's own master key, by a process of its own: a process
 * reads the file of master keys once. */
struct making { struct person person; int64_t person_id; };

static int
make_work(struct ctx *c, void *arg)
{
	struct making *m = arg;

	return person_make(c, &m->person, &m->person_id);
}

static int64_t
made_before_the_rotation(void)
{
	int64_t person_id = 0;
	int ends[2], status;
	pid_t child;

	assert_int_equal(pipe(ends), 0);
	child = fork();
	if (child == 0) {
		struct making m = { .person = { .name = "見本 一郎", .kana = "ミホン イチロウ",
			.birth_on = "1950-02-03", .address = "見本市中町4" } };
		struct world w;

		rules_connect("sales");
		world_begin(&w, rules_db);
		if (db_transact(&w.ctx, make_work, &m) != 0 ||
		    write(ends[1], &m.person_id, sizeof m.person_id) != sizeof m.person_id)
			_exit(1);
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	assert_int_equal(read(ends[0], &person_id, sizeof person_id), sizeof person_id);
	close(ends[0]);
	close(ends[1]);
	return person_id;
}

static int64_t made;

/* The instance's configuration with one more line in the file of master keys. */
static void
rotate_master(void)
{
	static struct config rotated;
	static char path[4096];
	struct arena arena = { 0 };
	struct key key = random_key();
	char line[200];
	FILE *from, *to;

	rotated = *config_read(config_path(0, NULL), "migrate");
	snprintf(path, sizeof path, "%s.test", rotated.master_key_file);
	from = fopen(rotated.master_key_file, "re");
	to = fopen(path, "we");
	assert_true(from != NULL && to != NULL);
	while (fgets(line, sizeof line, from) != NULL)
		fputs(line, to);
	fprintf(to, "4000000001 %s\n", hex(&arena, (struct bytes){ key.bytes, KEY_SIZE }));
	fclose(from);
	fclose(to);
	arena_rewind(&arena, (struct mark){ 0 });
	rotated.master_key_file = path;
	rules_config = &rotated;
}

struct wrapped { struct bytes key_wrapped; };
SHAPE(wrapped, "A person's key", FIELD(wrapped, key_wrapped, "Wrapped"));
STMT(wrapped_select, "SELECT key_wrapped FROM person WHERE person_id = ?");
struct count { int64_t number; };
SHAPE(count, "How many", FIELD(count, number, "Rows"));
STMT(behind,
    "SELECT COUNT(*) AS number FROM person WHERE key_wrapped IS NOT NULL "
    "AND CONV(HEX(LEFT(key_wrapped, 4)), 16, 10) <> 4000000001");
STMT(all, "SELECT COUNT(*) AS number FROM person WHERE key_wrapped IS NOT NULL");

static const struct reason taken_back = { 409, "taken_back" };

/* In one transaction that is rolled back: the instance knows only its own key. */
static int
rewrap_work(struct ctx *c, void *arg)
{
	struct wrapped before, after;
	struct count left, total;
	int64_t rewrapped;
	struct person p;

	(void)arg;
	assert_done(c, db_one(c, &wrapped_select, &wrapped_shape, &before, A(made)));
	before.key_wrapped.data = arena_copy(c->arena, before.key_wrapped.data,
	    before.key_wrapped.size);
	assert_done(c, db_one(c, &all, &count_shape, &total));
	assert_done(c, person_rewrap(c, &rewrapped));
	assert_int_equal(rewrapped, total.number);
	assert_done(c, db_one(c, &behind, &count_shape, &left));
	assert_int_equal(left.number, 0);
	assert_done(c, db_one(c, &wrapped_select, &wrapped_shape, &after, A(made)));
	assert_int_equal(before.key_wrapped.size, after.key_wrapped.size);
	assert_false(same_bytes(before.key_wrapped, after.key_wrapped));
	assert_done(c, person_look(c, made, "check", &p));
	assert_string_equal(p.name, "見本 一郎");
	return fail(c, &taken_back, NULL);
}

static void
every_key_moves_to_the_new_master(void **state)
{
	struct world *w = *state;
	struct person p;

	assert_refused(&w->ctx, &taken_back, db_transact(&w->ctx, rewrap_work, NULL));
	/* The old master key still opens what it wrapped. */
	assert_done(&w->ctx, person_look(&w->ctx, made, "check", &p));
	assert_string_equal(p.address, "見本市中町4");
}

int
main(void)
{
	static const struct CMUnitTest tests[] = { rule_test(every_key_moves_to_the_new_master) };
	int failed;

	crypto_start();
	made = made_before_the_rotation();
	rotate_master();
	rules_db = db_open(rules_config, "migrate");
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	db_close(rules_db);
	unlink(rules_config->master_key_file);
	return failed;
}
