/*
 * Goal: a job that somebody started is run once, by its lane, can be watched
 * and cancelled, survives the death of its process and a stop of jobd; a
 * schedule runs when it is due and never twice at a time.
 *
 * Names carry the test's tag, so the jobd of the instance knows none of them.
 */
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "jobd_run.h"

struct counted { int64_t runs, argument; };
static struct counted counted;

static int
count_run(struct ctx *c, int64_t argument)
{
	must(c->actor.audience == AUDIENCE_SYSTEM && c->now.ms != 0);
	counted.runs++;
	counted.argument = argument;
	return job_progress(c, 5, 5);
}

static int
cancel_itself(struct ctx *c, int64_t argument)
{
	counted.runs++;
	if (job_progress(c, 1, 10) != 0)
		return -1;
	if (job_cancel(c, argument != 0 ? argument : counted.argument) != 0)
		return -1;
	return job_progress(c, 2, 10);
}

static int
refuse(struct ctx *c, int64_t argument)
{
	(void)argument;
	return fail(c, &not_allowed);
}

struct bench {
	struct job jobs[2];
	const struct job *tables[2];
	struct lane *lane;
	char name[60];
};

/* A lane of its own for the test, with one job. */
static struct bench *
bench(struct world *w, int64_t every_s, int (*run)(struct ctx *, int64_t))
{
	/* Lanes live as long as the process: kept where they stay reachable. */
	static struct bench benches[32];
	static size_t count;
	struct bench *b = &benches[count++];
	char *name = b->name;

	must(count < 32 && strlen(w->tag) < sizeof b->name);
	memcpy(name, w->tag, strlen(w->tag));
	b->jobs[0] = (struct job){ name, name, every_s, "t", run };
	b->tables[0] = b->jobs;
	b->lane = lane_new(w->ctx.config, w->ctx.db, b->tables, name);
	counted = (struct counted){ 0 };
	return b;
}

STMT(newest_run, "SELECT job_run_id, name, state, done, total, started_at, ended_at "
    "FROM job_run WHERE name = ? ORDER BY job_run_id DESC LIMIT 1");
STMT(shift_start, "UPDATE job_run SET started_at = started_at - INTERVAL ? SECOND "
    "WHERE name = ?");
STMT(pretend_run, "UPDATE job_run SET state = 'running', lane = ?, runner = ?, "
    "started_at = ?, seen_at = ?, tries = tries + 1 WHERE job_run_id = ?");

static struct job_state
newest(struct world *w)
{
	struct job_state state;

	assert_done(&w->ctx, db_one(&w->ctx, &newest_run, &job_state_shape, &state,
	    A(w->tag)));
	return state;
}

static void
started_job_runs_once_with_its_argument(void **state)
{
	struct world *w = *state;
	struct bench *b = bench(w, 0, count_run);
	struct job_state s;
	int64_t id;

	assert_false(lane_step(b->lane));
	assert_done(&w->ctx, job_start(&w->ctx, w->tag, 42, &id));
	s = state_of(w, id);
	assert_string_equal(s.state, "waiting");
	assert_int_equal(s.started_at.ms, 0);
	assert_refused(&w->ctx, &job_running, job_start(&w->ctx, w->tag, 42, &(int64_t){ 0 }));
	assert_true(lane_step(b->lane));
	assert_false(lane_step(b->lane));
	assert_int_equal(counted.runs, 1);
	assert_int_equal(counted.argument, 42);
	s = state_of(w, id);
	assert_string_equal(s.state, "done");
	assert_true(s.done == 5 && s.total == 5);
	assert_true(s.started_at.ms != 0 && s.ended_at.ms >= s.started_at.ms);
	/* Ended: it may be started again. */
	assert_done(&w->ctx, job_start(&w->ctx, w->tag, 42, &id));
}

static void
cancel_is_seen_at_the_next_chunk(void **state)
{
	struct world *w = *state;
	struct bench *b = bench(w, 0, cancel_itself);
	struct job_state s;
	int64_t id;

	assert_done(&w->ctx, job_start(&w->ctx, w->tag, 0, &id));
	counted.argument = id;
	assert_true(lane_step(b->lane));
	s = state_of(w, id);
	assert_string_equal(s.state, "cancelled");
	assert_int_equal(s.total, 10);
	assert_false(lane_step(b->lane));
	assert_int_equal(counted.runs, 1);
}

static void
waiting_job_is_cancelled_without_running(void **state)
{
	struct world *w = *state;
	struct bench *b = bench(w, 0, count_run);
	int64_t id;

	assert_done(&w->ctx, job_start(&w->ctx, w->tag, 0, &id));
	assert_done(&w->ctx, job_cancel(&w->ctx, id));
	assert_done(&w->ctx, job_cancel(&w->ctx, id));
	assert_false(lane_step(b->lane));
	assert_int_equal(counted.runs, 0);
	assert_string_equal(state_of(w, id).state, "cancelled");
	assert_refused(&w->ctx, &job_ended, job_cancel(&w->ctx, id));
	assert_refused(&w->ctx, &not_found, job_cancel(&w->ctx, INT64_C(1) << 60));
	assert_refused(&w->ctx, &not_found, job_read(&w->ctx, INT64_C(1) << 60,
	    &(struct job_state){ 0 }));
}

static void
refusing_job_has_failed_and_is_not_run_again(void **state)
{
	struct world *w = *state;
	struct bench *b = bench(w, 0, refuse);
	int64_t id;

	assert_done(&w->ctx, job_start(&w->ctx, w->tag, 0, &id));
	assert_true(lane_step(b->lane));
	assert_string_equal(state_of(w, id).state, "failed");
	assert_false(lane_step(b->lane));
}

static void
schedule_runs_when_its_last_start_is_long_enough_ago(void **state)
{
	struct world *w = *state;
	struct bench *b = bench(w, 3600, count_run);

	assert_true(lane_step(b->lane));
	assert_false(lane_step(b->lane));
	assert_string_equal(newest(w).state, "done");
	assert_done(&w->ctx, db_run(&w->ctx, &shift_start, A(3590), A(w->tag)));
	assert_false(lane_step(b->lane));
	assert_done(&w->ctx, db_run(&w->ctx, &shift_start, A(20), A(w->tag)));
	assert_true(lane_step(b->lane));
	assert_int_equal(counted.runs, 2);
	/* A clock that was set back does not hold the schedule for days. */
	assert_done(&w->ctx, db_run(&w->ctx, &shift_start, A(-86400), A(w->tag)));
	assert_true(lane_step(b->lane));
}

static void
short_schedule_keeps_one_row(void **state)
{
	struct world *w = *state;
	struct bench *b = bench(w, 1, count_run);
	struct job_state first, last;

	assert_true(lane_step(b->lane));
	first = newest(w);
	assert_string_equal(first.state, "running");
	while (counted.runs < 2)
		if (!lane_step(b->lane))
			poll(NULL, 0, 50);
	last = newest(w);
	assert_int_equal(last.job_run_id, first.job_run_id);
	lane_end(b->lane);
	assert_string_equal(newest(w).state, "done");
}

static void
never_twice_at_a_time(void **state)
{
	struct world *w = *state;
	struct bench *b = bench(w, 0, count_run);
	int64_t first, second;
	char runner[RUNNER_SIZE];

	/* This very process runs the first one, so it is not taken for dead. */
	assert_done(&w->ctx, job_start(&w->ctx, w->tag, 1, &first));
	runner_name(runner);
	assert_done(&w->ctx, db_run(&w->ctx, &pretend_run, A("elsewhere"), A(&runner[0]),
	    A(w->ctx.now), A(w->ctx.now), A(first)));
	assert_done(&w->ctx, job_start(&w->ctx, w->tag, 2, &second));
	assert_false(lane_step(b->lane));
	assert_int_equal(counted.runs, 0);
	assert_string_equal(state_of(w, second).state, "waiting");
}

static void
runner_names_tell_the_living_from_the_dead(void **state)
{
	struct world *w = *state;
	char runner[RUNNER_SIZE];
	pid_t pid = fork();

	if (pid == 0)
		_exit(0);
	waitpid(pid, NULL, 0);
	runner_name(runner);
	assert_false(runner_is_gone(runner));
	/* The same pid, but begun at another time. */
	assert_true(runner_is_gone(arena_text(w->ctx.arena, "%s1", runner)));
	assert_true(runner_is_gone(arena_text(w->ctx.arena, "%.*s/%ld/1",
	    (int)strcspn(runner, "/"), runner, (long)pid)));
	assert_false(runner_is_gone("another-host-entirely/1/1"));
}

/* ---- jobd itself, with jobs of the test ---- */

static int
chunks(struct ctx *c, int64_t argument)
{
	for (int64_t i = 1; i <= argument; i++) {
		must(write(to_test, "c", 1) == 1);
		if (i < argument)
			poll(NULL, 0, 20);
		if (job_progress(c, i, argument) != 0)
			return -1;
	}
	return 0;
}

static void
stop_ends_after_the_chunk_and_the_job_waits_for_the_next_jobd(void **state)
{
	struct world *w = *state;
	struct bench *b = bench(w, 0, chunks);
	int64_t id;
	int from_job;
	pid_t pid;

	assert_done(&w->ctx, job_start(&w->ctx, w->tag, 1000000, &id));
	pid = jobd_start(b->tables, &from_job);
	await_chunks(from_job, 2);
	assert_string_equal(state_of(w, id).state, "running");
	jobd_stop(pid, from_job);
	assert_string_equal(state_of(w, id).state, "waiting");
	assert_done(&w->ctx, job_cancel(&w->ctx, id));
	pid = jobd_start(b->tables, &from_job);
	await_state(w, id, "cancelled");
	jobd_stop(pid, from_job);
}

static void
job_of_a_killed_jobd_is_run_by_the_next(void **state)
{
	struct world *w = *state;
	struct bench *b = bench(w, 0, chunks);
	struct job_state s;
	int64_t id;
	int from_job;
	pid_t pid;

	assert_done(&w->ctx, job_start(&w->ctx, w->tag, 8, &id));
	jobd_start(b->tables, &from_job);
	await_chunks(from_job, 1);
	jobd_kill();
	close(from_job);
	pid = jobd_start(b->tables, &from_job);
	s = await_state(w, id, "done");
	assert_true(s.done == 8 && s.total == 8);
	jobd_stop(pid, from_job);
}

static void
job_that_kills_its_lane_is_given_up_after_three_tries(void **state)
{
	struct world *w = *state;
	struct bench *b = bench(w, 0, crash);
	int64_t id;
	int from_job;
	pid_t pid;

	assert_done(&w->ctx, job_start(&w->ctx, w->tag, 0, &id));
	pid = jobd_start(b->tables, &from_job);
	await_chunks(from_job, JOB_TRIES);
	await_state(w, id, "failed");
	jobd_stop(pid, from_job);
}

STMT(some_runs, "INSERT INTO job_run (name, lane, argument, state, asked_by, asked_at, ended_at) "
    "WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 50) "
    "SELECT ?, '', 50 * a.i + b.i, 'done', 0, ?, ? FROM n a CROSS JOIN n b");
STMT(count_runs, "SELECT COUNT(*) AS runs, COALESCE(MAX(argument), 0) AS argument "
    "FROM job_run WHERE name = ?");
STMT(some_key, "INSERT INTO once_key (account_id, route, once_key, body_hash, created_at) "
    "VALUES (?, 'POST /test', ?, REPEAT('h', 32), ?)");
STMT(count_keys, "SELECT COUNT(*) AS runs, COALESCE(MAX(once_key), 0) AS argument "
    "FROM once_key WHERE account_id = ?");
SHAPE(counted, "How many", FIELD(counted, runs, "t"), FIELD(counted, argument, "t"));

static void
sweep_all(struct world *w)
{
	for (const struct job *j = sweep_jobs; j->name != NULL; j++)
		assert_done(&w->ctx, j->run(&w->ctx, 0));
}

static void
sweeping_takes_old_runs_and_leaves_the_others(void **state)
{
	struct world *w = *state;
	const struct instant now = w->ctx.now, old = { now.ms - INT64_C(91) * 86400000 };
	struct counted left;

	assert_done(&w->ctx, db_run(&w->ctx, &some_runs, A(w->tag), A(old), A(old)));
	assert_done(&w->ctx, db_run(&w->ctx, &some_runs, A(w->tag), A(now), A(now)));
	sweep_all(w);
	assert_done(&w->ctx, db_one(&w->ctx, &count_runs, &counted_shape, &left, A(w->tag)));
	assert_int_equal(left.runs, 2500);
}

static void
sweeping_takes_keys_older_than_a_day(void **state)
{
	struct world *w = *state, till;
	struct instant at = w->ctx.now;
	struct counted left;

	world_begin(&till, db_open(rules_config, "till"));
	for (int hours = 0; hours < 48; hours += 23) {
		at.ms = w->ctx.now.ms - hours * INT64_C(3600000);
		assert_done(&till.ctx, db_run(&till.ctx, &some_key, A(w->number),
		    A(arena_text(w->ctx.arena, "%d", hours)), A(at)));
	}
	db_close(till.ctx.db);
	world_end(&till);
	sweep_all(w);
	assert_done(&w->ctx, db_one(&w->ctx, &count_keys, &counted_shape, &left, A(w->number)));
	assert_int_equal(left.runs, 2);
	assert_int_equal(left.argument, 23);
}

int
main(void)
{
	int failed;

	jobd_folder_make();
	failed = RULES("jobd",
	    rule_test(started_job_runs_once_with_its_argument),
	    rule_test(cancel_is_seen_at_the_next_chunk),
	    rule_test(waiting_job_is_cancelled_without_running),
	    rule_test(refusing_job_has_failed_and_is_not_run_again),
	    rule_test(schedule_runs_when_its_last_start_is_long_enough_ago),
	    rule_test(short_schedule_keeps_one_row),
	    rule_test(never_twice_at_a_time),
	    rule_test(runner_names_tell_the_living_from_the_dead),
	    jobd_test(stop_ends_after_the_chunk_and_the_job_waits_for_the_next_jobd),
	    jobd_test(job_of_a_killed_jobd_is_run_by_the_next),
	    jobd_test(job_that_kills_its_lane_is_given_up_after_three_tries),
	    rule_test(sweeping_takes_old_runs_and_leaves_the_others),
	    rule_test(sweeping_takes_keys_older_than_a_day));
	jobd_folder_end();
	return failed;
}
