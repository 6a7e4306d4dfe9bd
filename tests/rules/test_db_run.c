/*
 * Goal: whatever a rule binds comes back as it was; what a statement and its
 * shape disagree about is found; a write says what it did.
 */
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "rules.h"

STMT(make_kinds, "CREATE TABLE IF NOT EXISTS test_kinds ("
    " kinds_id BIGINT AUTO_INCREMENT PRIMARY KEY, world BIGINT NOT NULL,"
    " text VARCHAR(2000) COMMENT 'a text', amount BIGINT, yes TINYINT(1),"
    " at DATETIME(3), day DATE, raw VARBINARY(2000), price DECIMAL(10,2),"
    " only_once VARCHAR(100), UNIQUE KEY kinds_once (only_once))"
    " ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin");
STMT(insert_kinds, "INSERT INTO test_kinds (world, text, amount, yes, at, day, raw, price,"
    " only_once) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
STMT(one_kinds, "SELECT text, amount, yes, at, day, raw, price FROM test_kinds WHERE kinds_id = ?");
STMT(list_worlds, "SELECT kinds_id, amount FROM test_kinds WHERE world = ? ORDER BY kinds_id"
    " LIMIT 1000");
STMT(all_worlds, "SELECT kinds_id, amount, text FROM test_kinds WHERE world = ?"
    " ORDER BY kinds_id");
STMT(sum_world, "SELECT SUM(amount) AS amount, COUNT(*) AS kinds_id FROM test_kinds"
    " WHERE world = ?");
STMT(average_world, "SELECT AVG(amount) AS amount, 1 AS kinds_id FROM test_kinds WHERE world = ?");
STMT(set_amount, "UPDATE test_kinds SET amount = ? WHERE world = ?");
STMT(add_returning, "INSERT INTO test_kinds (world, amount) VALUES (?, ?)"
    " RETURNING kinds_id, amount");
STMT(session_state, "SELECT @@tx_isolation AS isolation, @@time_zone AS zone,"
    " @@autocommit AS autocommit, @@collation_connection AS collation, @@sql_mode AS mode");

struct kinds {
	const char *text, *day, *price, *absent;
	int64_t amount;
	bool yes;
	struct instant at;
	struct bytes raw;
	int64_t spare;
};
SHAPE(kinds, "One of each kind",
    FIELD(kinds, text, "t", .optional = true), FIELD(kinds, day, "t", .optional = true),
    FIELD(kinds, price, "t", .optional = true), FIELD(kinds, absent, "t", .optional = true),
    FIELD(kinds, amount, "t", .optional = true, .otherwise = -7),
    FIELD(kinds, yes, "t", .optional = true), FIELD(kinds, at, "t", .optional = true),
    FIELD(kinds, raw, "t", .optional = true),
    FIELD(kinds, spare, "t", .optional = true, .otherwise = 42));

struct maybes { struct maybe_text text; struct maybe_int amount; };
SHAPE(maybes, "The same, absent and null apart", FIELD(maybes, text, "t"),
    FIELD(maybes, amount, "t"));
STMT(one_maybes, "SELECT text, amount FROM test_kinds WHERE kinds_id = ?");

struct count { int64_t kinds_id, amount; const char *text; };
SHAPE(count, "A number and its id", FIELD(count, kinds_id, "t"), FIELD(count, amount, "t"),
    FIELD(count, text, "t", .optional = true));

struct session_now { const char *isolation, *zone, *collation, *mode; int64_t autocommit; };
SHAPE(session_now, "How the session is set", FIELD(session_now, isolation, "t"),
    FIELD(session_now, zone, "t"), FIELD(session_now, collation, "t"),
    FIELD(session_now, mode, "t"), FIELD(session_now, autocommit, "t"));

static const char *
long_text(struct world *w, size_t size)
{
	char *text = arena_alloc(&w->arena, size + 1);

	for (size_t i = 0; i < size; i++)
		text[i] = (char)('a' + i % 26);
	return text;
}

static int64_t
insert_amount(struct world *w, int64_t amount)
{
	assert_done(&w->ctx, db_run(&w->ctx, &insert_kinds, A(w->number), A((char *)NULL),
	    A(amount), A(0), A((char *)NULL), A((char *)NULL), A((char *)NULL),
	    A((char *)NULL), A((char *)NULL)));
	return db_inserted(&w->ctx);
}

static void
every_kind_comes_back(void **state)
{
	static const int64_t moments[] = { 1, 1795234980123, -1, 951782400000, 253402300799999 };
	static const size_t sizes[] = { 1, 255, 256, 257, 1999 };
	struct world *w = *state;
	struct ctx *c = &w->ctx;

	for (size_t i = 0; i < 5; i++) {
		struct kinds k;
		const char *text = long_text(w, sizes[i]);
		struct bytes raw = { long_text(w, sizes[i]), sizes[i] };
		struct instant at = { moments[i] };
		int64_t amount = i % 2 ? INT64_MAX : INT64_MIN;

		assert_done(c, db_run(c, &insert_kinds, A(w->number), A(text), A(amount),
		    A(true), A(at), A("2028-02-29"), A(raw), A("12.50"), A((char *)NULL)));
		assert_int_equal(db_changed(c), 1);
		assert_done(c, db_one(c, &one_kinds, &kinds_shape, &k, A(db_inserted(c))));
		assert_string_equal(k.text, text);
		assert_true(k.amount == amount);
		assert_true(k.yes);
		assert_true(k.at.ms == at.ms);
		assert_string_equal(k.day, "2028-02-29");
		assert_string_equal(k.price, "12.50");
		assert_int_equal(k.raw.size, sizes[i]);
		assert_memory_equal(k.raw.data, raw.data, raw.size);
		assert_null(k.absent);
		assert_int_equal(k.spare, 42);
	}
}

static void
names_keep_every_byte(void **state)
{
	static const char *const name = "渡\xE9\x82\x89\xF3\xA0\x84\x8F \xF0\xA0\xAE\xB7野家's \"x\"";
	struct world *w = *state;
	struct kinds k;

	assert_done(&w->ctx, db_run(&w->ctx, &insert_kinds, A(w->number), A(name), A(1), A(0),
	    A((char *)NULL), A((char *)NULL), A((char *)NULL), A((char *)NULL),
	    A((char *)NULL)));
	assert_done(&w->ctx, db_one(&w->ctx, &one_kinds, &kinds_shape, &k,
	    A(db_inserted(&w->ctx))));
	assert_string_equal(k.text, name);
}

static void
null_and_empty_differ(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct maybe_int no_number = { IS_ABSENT, 5 };
	struct maybe_text empty = { IS_PRESENT, "" };
	struct bytes no_bytes = { NULL, 0 }, zero_bytes = { "", 0 };
	struct instant never = { 0 };
	struct maybes m;
	struct kinds k;
	int64_t id;

	assert_done(c, db_run(c, &insert_kinds, A(w->number), A(empty), A(no_number), A(false),
	    A(never), A((char *)NULL), A(no_bytes), A((char *)NULL), A((char *)NULL)));
	id = db_inserted(c);
	assert_done(c, db_one(c, &one_maybes, &maybes_shape, &m, A(id)));
	assert_int_equal(m.text.is, IS_PRESENT);
	assert_string_equal(m.text.text, "");
	assert_int_equal(m.amount.is, IS_NULL);
	assert_done(c, db_one(c, &one_kinds, &kinds_shape, &k, A(id)));
	assert_string_equal(k.text, "");
	assert_int_equal(k.amount, -7);
	assert_false(k.yes);
	assert_int_equal(k.at.ms, 0);
	assert_null(k.raw.data);
	assert_null(k.day);
	assert_done(c, db_run(c, &insert_kinds, A(w->number), A((char *)NULL), A(0), A(false),
	    A(never), A((char *)NULL), A(zero_bytes), A((char *)NULL), A((char *)NULL)));
	id = db_inserted(c);
	assert_done(c, db_one(c, &one_kinds, &kinds_shape, &k, A(id)));
	assert_null(k.text);
	assert_int_equal(k.amount, 0);
	assert_non_null(k.raw.data);
	assert_int_equal(k.raw.size, 0);
	assert_done(c, db_one(c, &one_maybes, &maybes_shape, &m, A(id)));
	assert_int_equal(m.text.is, IS_NULL);
	assert_int_equal(m.amount.is, IS_PRESENT);
}

static void
no_row_is_not_found(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct kinds k;
	bool found = true;

	assert_refused(c, &not_found, db_one(c, &one_kinds, &kinds_shape, &k, A(-1)));
	assert_done(c, db_maybe(c, &found, &one_kinds, &kinds_shape, &k, A(-1)));
	assert_false(found);
	assert_done(c, db_maybe(c, &found, &one_kinds, &kinds_shape, &k,
	    A(insert_amount(w, 9))));
	assert_true(found);
	assert_int_equal(k.amount, 9);
}

static void
two_rows_for_one_is_our_fault(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct count n;

	insert_amount(w, 1);
	insert_amount(w, 2);
	assert_refused(c, &internal_error, db_one(c, &all_worlds, &count_shape, &n, A(w->number)));
	/* What was left unread does not disturb the next statement. */
	assert_done(c, db_one(c, &sum_world, &count_shape, &n, A(w->number)));
	assert_int_equal(n.kinds_id, 2);
}

static void
sums_are_whole_or_refused(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct count n;

	insert_amount(w, 9007199254740993);
	insert_amount(w, 2);
	assert_done(c, db_one(c, &sum_world, &count_shape, &n, A(w->number)));
	assert_true(n.amount == 9007199254740995);
	assert_refused(c, &internal_error,
	    db_one(c, &average_world, &count_shape, &n, A(w->number)));
}

static void
lists_hold_every_row(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct list rows;
	const struct count *n;

	assert_done(c, db_list(c, &list_worlds, &count_shape, &rows, A(w->number)));
	assert_int_equal(rows.count, 0);
	for (int i = 0; i < 100; i++)
		insert_amount(w, i);
	assert_done(c, db_list(c, &list_worlds, &count_shape, &rows, A(w->number)));
	assert_int_equal(rows.count, 100);
	n = rows.items;
	for (int i = 0; i < 100; i++)
		assert_int_equal(n[i].amount, i);
}

struct walked { struct world *w; int64_t sum; int rows, stop_at; };

static int
walk(struct ctx *c, const void *row, void *arg)
{
	const struct count *n = row;
	struct walked *walked = arg;
	struct kinds k;

	walked->sum += n->amount;
	if (++walked->rows == walked->stop_at)
		return fail(c, &not_allowed);
	/* Another statement while the rows are still coming. */
	return db_one(c, &one_kinds, &kinds_shape, &k, A(n->kinds_id));
}

static void
each_row_may_run_statements(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct walked walked = { w, 0, 0, 0 };

	for (int i = 0; i < 1203; i++)	/* more than the server sends at once */
		insert_amount(w, i);
	assert_done(c, db_each(c, walk, &walked, &all_worlds, &count_shape, NULL, A(w->number)));
	assert_int_equal(walked.rows, 1203);
	assert_int_equal(walked.sum, 1203 * 1202 / 2);
	walked = (struct walked){ w, 0, 0, 700 };
	assert_refused(c, &not_allowed, db_each(c, walk, &walked, &all_worlds, &count_shape,
	    NULL, A(w->number)));
	walked = (struct walked){ w, 0, 0, 0 };
	assert_done(c, db_each(c, walk, &walked, &all_worlds, &count_shape, NULL, A(w->number)));
	assert_int_equal(walked.rows, 1203);
}

static void
writes_say_what_they_did(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct count n;
	int64_t first = insert_amount(w, 1);

	assert_true(insert_amount(w, 1) > first);
	assert_done(c, db_run(c, &set_amount, A(1), A(w->number)));
	assert_int_equal(db_changed(c), 2);	/* found, though nothing changed */
	assert_done(c, db_run(c, &set_amount, A(5), A(w->number + 1)));
	assert_int_equal(db_changed(c), 0);
	for (int i = 77; i < 80; i++) {
		assert_done(c, db_one(c, &add_returning, &count_shape, &n, A(w->number), A(i)));
		assert_int_equal(n.amount, i);
		assert_true(n.kinds_id > first);
	}
}

static int
add_once(struct world *w, const char *once)
{
	return db_run(&w->ctx, &insert_kinds, A(w->number), A((char *)NULL), A(1), A(0),
	    A((char *)NULL), A((char *)NULL), A((char *)NULL), A((char *)NULL), A(once));
}

static void
a_duplicate_names_its_key(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	const char *once = arena_text(&w->arena, "%s it's 'x' for key 'y'", w->tag);

	assert_done(c, add_once(w, once));
	assert_null(db_duplicate(c));
	assert_int_equal(add_once(w, once), -1);
	assert_ptr_equal(c->reason, &duplicate_row);
	assert_null(c->detail);
	assert_string_equal(db_duplicate(c), "kinds_once");
	assert_null(c->reason);
	assert_null(db_duplicate(c));
}

static void
a_wrong_value_is_never_bent(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;

	assert_refused(c, &internal_error, db_run(c, &insert_kinds, A(w->number),
	    A(long_text(w, 2001)), A(1), A(0), A((char *)NULL), A((char *)NULL),
	    A((char *)NULL), A((char *)NULL), A((char *)NULL)));
	assert_refused(c, &internal_error, db_run(c, &insert_kinds, A(w->number),
	    A((char *)NULL), A(1), A(0), A((char *)NULL), A("2027-02-29"), A((char *)NULL),
	    A((char *)NULL), A((char *)NULL)));
}

STMT(too_many_columns, "SELECT 1 AS kinds_id, 2 AS amount, 3 AS unheard_of LIMIT 1");
STMT(too_few_columns, "SELECT 1 AS kinds_id LIMIT 1");
STMT(column_twice, "SELECT 1 AS kinds_id, 2 AS amount, 3 AS amount LIMIT 1");
STMT(null_amount, "SELECT 1 AS kinds_id, NULL AS amount LIMIT 1");
STMT(no_limit, "SELECT 1 AS kinds_id, 2 AS amount");
STMT(no_rows, "UPDATE test_kinds SET amount = 0 WHERE world = ? LIMIT 1");
STMT(fine, "SELECT 1 AS kinds_id, 2 AS amount LIMIT ?");

/* The first line on stderr of a child that lists by the statement and dies. */
static const char *
last_words(struct world *w, const struct stmt *stmt, int args)
{
	char *text = arena_alloc(&w->arena, 2000);
	struct list rows;
	int ends[2], status;
	pid_t child;

	assert_int_equal(pipe(ends), 0);
	child = fork();
	if (child == 0) {
		struct query q = { stmt, &count_shape, &rows };

		dup2(ends[1], 2);
		for (int i = 0; i < args; i++)
			q.args[i] = A(1);
		signal(SIGABRT, SIG_DFL);
		/* A connection of its own: the parent's stays in step. */
		w->ctx.db = db_open(rules_config, "migrate");
		_exit(db_list_query(&w->ctx, &q) == 0 ? 0 : 1);
	}
	close(ends[1]);
	assert_true(read(ends[0], text, 1999) >= 0);
	close(ends[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
	if (WIFEXITED(status))
		return WEXITSTATUS(status) == 0 ? "fine" : "refused";
	return WTERMSIG(status) == SIGABRT ? text : "another signal";
}

static void
what_disagrees_ends_the_process(void **state)
{
	struct world *w = *state;

	assert_string_equal(last_words(w, &fine, 1), "fine");
	assert_non_null(strstr(last_words(w, &fine, 0), "wrong number of arguments"));
	assert_non_null(strstr(last_words(w, &fine, 2), "wrong number of arguments"));
	assert_non_null(strstr(last_words(w, &too_many_columns, 0), "unheard_of"));
	assert_non_null(strstr(last_words(w, &too_few_columns, 0), "amount"));
	assert_non_null(strstr(last_words(w, &column_twice, 0), "amount"));
	assert_non_null(strstr(last_words(w, &null_amount, 0), "amount"));
	assert_non_null(strstr(last_words(w, &no_limit, 0), "LIMIT"));
	assert_non_null(strstr(last_words(w, &no_rows, 1), "without rows"));
}

static void
session_is_set_up(void **state)
{
	struct world *w = *state;
	struct session_now s;

	assert_done(&w->ctx, db_one(&w->ctx, &session_state, &session_now_shape, &s));
	assert_string_equal(s.isolation, "READ-COMMITTED");
	assert_string_equal(s.zone, "+00:00");
	assert_string_equal(s.collation, "utf8mb4_bin");
	assert_int_equal(s.autocommit, 1);
	assert_non_null(strstr(s.mode, "STRICT_ALL_TABLES"));
	assert_done(&w->ctx, db_ping(&w->ctx));
}

int
main(void)
{
	struct world w;

	rules_connect("migrate");
	world_begin(&w, rules_db);
	must(db_run(&w.ctx, &make_kinds) == 0);
	world_end(&w);
	db_close(rules_db);
	return RULES("migrate", rule_test(session_is_set_up), rule_test(every_kind_comes_back),
	    rule_test(names_keep_every_byte), rule_test(null_and_empty_differ),
	    rule_test(no_row_is_not_found), rule_test(two_rows_for_one_is_our_fault),
	    rule_test(sums_are_whole_or_refused), rule_test(lists_hold_every_row),
	    rule_test(each_row_may_run_statements), rule_test(writes_say_what_they_did),
	    rule_test(a_duplicate_names_its_key), rule_test(a_wrong_value_is_never_bent),
	    rule_test(what_disagrees_ends_the_process));
}
