/*
 * Goal: check-sql finds a statement that does not fit the schema, by file and
 * line; the recorder writes what was sent.
 */
#include <stdio.h>
#include <unistd.h>

#include "rules.h"
#include "shape/shape.h"

STMT(good, "SELECT ? AS number, 'a\"b' AS word, ? AS at, ? AS raw, ? AS none");
STMT(bad, "SELECT no_such_column FROM data_key");	/* line 12 */

struct echo {
	int64_t number;
	const char *word;
	struct instant at;
	struct bytes raw;
	struct maybe_text none;
};
SHAPE(echo, "What was sent", FIELD(echo, number, "t"), FIELD(echo, word, "t"),
    FIELD(echo, at, "t"), FIELD(echo, raw, "t"), FIELD(echo, none, "t"));

static int
begin_and_refuse(struct ctx *c, void *arg)
{
	(void)arg;
	return fail(c, &not_allowed);
}

/* What goes to stderr or a descriptor while something runs. */
static char *
text_of(struct world *w, FILE *file)
{
	char *text = arena_alloc(&w->arena, 4000);

	rewind(file);
	text[fread(text, 1, 3999, file)] = '\0';
	fclose(file);
	return text;
}

static void
a_statement_that_does_not_fit_is_found(void **state)
{
	struct world *w = *state;
	FILE *file = tmpfile();
	int kept = dup(2), result;
	const char *text;

	assert_non_null(file);
	dup2(fileno(file), 2);
	result = db_check_statements(&w->ctx);
	dup2(kept, 2);
	close(kept);
	text = text_of(w, file);
	assert_int_equal(result, -1);
	assert_ptr_equal(w->ctx.reason, &internal_error);
	assert_non_null(strstr(text, "tests/rules/test_db_check.c:12: Unknown column"));
	assert_null(strstr(text, good.sql));
	assert_non_null(strstr(text, " 1 wrong"));
	assert_string_equal(bad.file, "tests/rules/test_db_check.c");
}

static void
the_recorder_writes_what_was_sent(void **state)
{
	static const char expected[] =
	    "{\"sql\":\"SELECT ? AS number, 'a\\\"b' AS word, ? AS at, ? AS raw, ? AS none\","
	    "\"args\":[7,{\"ms\":1000},{\"hex\":\"00ff\"},null]}\n"
	    "{\"sql\":\"START TRANSACTION\",\"args\":[]}\n"
	    "{\"sql\":\"ROLLBACK\",\"args\":[]}\n";
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct bytes raw = { "\0\xff", 2 };
	struct instant at = { 1000 };
	FILE *file = tmpfile();
	struct echo echo;

	assert_non_null(file);
	db_record(c->db, fileno(file));
	assert_done(c, db_one(c, &good, &echo_shape, &echo, A(7), A(at), A(raw), A((char *)NULL)));
	assert_refused(c, &not_allowed, db_transact(c, begin_and_refuse, NULL));
	db_record(c->db, -1);
	assert_done(c, db_ping(c));
	assert_string_equal(text_of(w, file), expected);
	assert_int_equal(echo.number, 7);
	assert_string_equal(echo.word, "a\"b");
	assert_true(echo.at.ms == 1000);
	assert_int_equal(echo.raw.size, 2);
	assert_int_equal(echo.none.is, IS_NULL);
}

int
main(void)
{
	return RULES("migrate", rule_test(a_statement_that_does_not_fit_is_found),
	    rule_test(the_recorder_writes_what_was_sent));
}
