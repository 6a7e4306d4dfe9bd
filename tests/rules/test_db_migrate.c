/*
 * Goal: the schema takes each step once, in order; a step that changed, went
 * missing or broke off stops everything before anything is run.
 *
 * The steps are the product's own, copied, and some of this test behind them.
 */
#include <dirent.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "db/migrate.h"
#include "rules.h"
#include "shape/shape.h"

STMT(table_there, "SELECT COUNT(*) AS n FROM information_schema.tables"
    " WHERE table_schema = DATABASE() AND table_name = ?");
STMT(steps_taken, "SELECT file FROM migration WHERE file NOT LIKE '9%' LIMIT 1000");
STMT(forget_steps, "DELETE FROM migration WHERE file LIKE CONCAT('9%', ?, '%')");
STMT(session_mode, "SELECT @@foreign_key_checks AS n");

struct number { int64_t n; };
SHAPE(number, "A number", FIELD(number, n, "n"));

struct step { const char *file; };
SHAPE(step, "A step taken", FIELD(step, file, "f"));

static char folder[] = "/tmp/madoguchi-test-XXXXXX";

static void
write_step(struct world *w, const char *name, const char *text)
{
	FILE *file = fopen(arena_text(&w->arena, "%s/%s", folder, name), "we");

	must(file != NULL && fputs(text, file) >= 0);
	fclose(file);
}

static const char *
step_name(struct world *w, int number)
{
	return arena_text(&w->arena, "900%d_%s.sql", number, w->tag);
}

/* Tests run in the top folder; what the instance took lies in sql/. */
static void
copy_steps(struct world *w)
{
	struct list taken;
	const struct step *steps;

	must(db_list(&w->ctx, &steps_taken, &step_shape, &taken) == 0 && taken.count != 0);
	steps = taken.items;
	for (size_t i = 0; i < taken.count; i++) {
		char *text = arena_alloc(&w->arena, 400000);
		FILE *file = fopen(arena_text(&w->arena, "sql/%s", steps[i].file), "re");

		must(file != NULL);
		text[fread(text, 1, 399999, file)] = '\0';
		fclose(file);
		write_step(w, steps[i].file, text);
	}
}

static int
steps_setup(void **state)
{
	world_setup(state);
	memcpy(folder + strlen(folder) - 6, "XXXXXX", 6);
	must(mkdtemp(folder) != NULL);
	copy_steps(*state);
	return 0;
}

static int
steps_teardown(void **state)
{
	struct world *w = *state;
	DIR *dir = opendir(folder);
	const struct dirent *entry;

	must(db_run(&w->ctx, &forget_steps, A(w->tag)) == 0 && dir != NULL);
	while ((entry = readdir(dir)) != NULL)
		unlink(arena_text(&w->arena, "%s/%s", folder, entry->d_name));
	closedir(dir);
	rmdir(arena_text(&w->arena, "%s/grants", folder));
	rmdir(folder);
	return world_teardown(state);
}

static bool
is_there(struct world *w, int number)
{
	struct number n;

	assert_done(&w->ctx, db_one(&w->ctx, &table_there, &number_shape, &n,
	    A(arena_text(&w->arena, "test_%d_%s", number, w->tag))));
	return n.n == 1;
}

static const char *
making(struct world *w, int number)
{
	return arena_text(&w->arena, "CREATE TABLE test_%d_%s (a INT); -- a; b\n", number, w->tag);
}

static const char *
dropping(struct world *w, int number)
{
	return arena_text(&w->arena, "DROP TABLE test_%d_%s;\n", number, w->tag);
}

static void
assert_stops(struct world *w, const char *word)
{
	int64_t applied;

	assert_int_equal(migrate(&w->ctx, folder, &applied), -1);
	assert_non_null(strstr(w->ctx.detail, word));
	fail_forget(&w->ctx);
	assert_int_equal(applied, 0);
}

static void
each_step_is_taken_once(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct number n;
	int64_t applied;

	write_step(w, step_name(w, 2), dropping(w, 1));
	write_step(w, step_name(w, 1), arena_text(&w->arena,
	    "SET foreign_key_checks = 0;\nSELECT 1;\n%sINSERT INTO test_1_%s VALUES (1), (2);\n",
	    making(w, 1), w->tag));
	assert_done(c, migrate(c, folder, &applied));
	assert_int_equal(applied, 2);
	assert_false(is_there(w, 1));
	assert_done(c, migrate(c, folder, &applied));
	assert_int_equal(applied, 0);
	/* What a step sets for itself does not stay with the session. */
	assert_done(c, db_one(c, &session_mode, &number_shape, &n));
	assert_int_equal(n.n, 1);
}

static void
a_changed_step_stops_everything(void **state)
{
	struct world *w = *state;
	int64_t applied;

	write_step(w, step_name(w, 1), "DO 1;\n");
	assert_done(&w->ctx, migrate(&w->ctx, folder, &applied));
	write_step(w, step_name(w, 1), "DO 2;\n");
	write_step(w, step_name(w, 2), making(w, 2));
	assert_stops(w, "changed");
	assert_false(is_there(w, 2));
	unlink(arena_text(&w->arena, "%s/%s", folder, step_name(w, 1)));
	assert_stops(w, "gone");
	assert_false(is_there(w, 2));
}

static void
a_broken_step_is_named_and_stays(void **state)
{
	struct world *w = *state;

	write_step(w, step_name(w, 1), arena_text(&w->arena,
	    "DO 1;\n%sDO 2;\nTHIS IS NO SQL;\n%s", "", making(w, 1)));
	write_step(w, step_name(w, 2), making(w, 2));
	assert_stops(w, "statement 3");
	assert_false(is_there(w, 1));
	assert_false(is_there(w, 2));
	assert_stops(w, "broke off");
}

static void
grants_run_every_time(void **state)
{
	struct world *w = *state;
	int64_t applied;

	must(mkdir(arena_text(&w->arena, "%s/grants", folder), 0700) == 0);
	write_step(w, "grants/a.sql", arena_text(&w->arena, "%s%s", making(w, 3), dropping(w, 3)));
	assert_done(&w->ctx, migrate(&w->ctx, folder, &applied));
	assert_done(&w->ctx, migrate(&w->ctx, folder, &applied));
	assert_int_equal(applied, 0);
	write_step(w, "grants/a.sql", "GRANT SELECT ON no_such_table TO 'till'@'localhost';\n");
	assert_stops(w, "a.sql: statement 1");
	unlink(arena_text(&w->arena, "%s/grants/a.sql", folder));
}

static void
a_folder_without_steps_is_refused(void **state)
{
	struct world *w = *state;
	int64_t applied;

	assert_refused(&w->ctx, &internal_error, migrate(&w->ctx, "no-such-folder", &applied));
}

#define steps_test(f) cmocka_unit_test_setup_teardown(f, steps_setup, steps_teardown)

int
main(void)
{
	return RULES("migrate", steps_test(each_step_is_taken_once),
	    steps_test(a_changed_step_stops_everything),
	    steps_test(a_broken_step_is_named_and_stays), steps_test(grants_run_every_time),
	    steps_test(a_folder_without_steps_is_refused));
}
