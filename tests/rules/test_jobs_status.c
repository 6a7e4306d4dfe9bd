/*
 * Goal: jobd tells how it is (health, figures of each lane and job, what waits), also
 * without a database, and tells open pages that a run began, came further and ended.
 */
#include "jobd_run.h"
#include "status_ask.h"

#include <fcntl.h>
#include <sys/stat.h>

/* A job holds until the test lets it go on: with 'd' it is done, with 'f' it has failed. */
static int gate[2];

static int
wait_at_gate(struct ctx *c, int64_t argument)
{
	struct pollfd at_gate = { gate[0], POLLIN, 0 };
	char word = 'd';

	must(write(to_test, "b", 1) == 1);
	for (int64_t i = 1; poll(&at_gate, 1, 20) == 0; i++)
		if (job_progress(c, i, argument) != 0)
			return -1;
	must(read(gate[0], &word, 1) == 1);
	return word == 'f' ? fail(c, &not_allowed) : 0;
}

static int
tick(struct ctx *c, int64_t argument)
{
	(void)argument;
	must(write(to_test, "t", 1) == 1);
	return job_progress(c, 1, 1);
}

/* Lanes keep the names as long as the process. */
static const struct job *const *
only(struct world *w, int64_t every_s, int (*run)(struct ctx *, int64_t))
{
	static struct { struct job jobs[2]; const struct job *tables[2]; char name[60]; } made[16];
	static size_t count;
	size_t i = count++;

	must(i < 16 && strlen(w->tag) < sizeof made[i].name);
	memcpy(made[i].name, w->tag, strlen(w->tag) + 1);
	made[i].jobs[0] = (struct job){ made[i].name, made[i].name, every_s, "t", run };
	made[i].tables[0] = made[i].jobs;
	return made[i].tables;
}

/* The value of a figure of the one job or lane; -1: not told. */
static double
figure(struct world *w, const char *text, const char *name, const char *label, const char *more)
{
	const char *line = arena_text(&w->arena, "\n%s{%s=\"%s\"%s} ", name, label, w->tag, more);
	const char *at = strstr(text, line);

	return at != NULL ? strtod(at + strlen(line), NULL) : -1;
}

static double
of_job(struct world *w, const char *name)
{
	return figure(w, status_ask(jobd_status, "/metrics"), name, "job", "");
}

static double
of_lane(struct world *w, const char *name)
{
	return figure(w, status_ask(jobd_status, "/metrics"), name, "lane", "");
}

static double
runs(struct world *w, const char *outcome)
{
	return figure(w, status_ask(jobd_status, "/metrics"), "madoguchi_job_runs_total", "job",
	    arena_text(&w->arena, ",outcome=\"%s\"", outcome));
}

static bool
is_well(void)
{
	const char *said = status_ask(jobd_status, "/health");
	bool well = strstr(said, "HTTP/1.0 200 OK") != NULL;

	assert_non_null(strstr(said, well ? "\"status\":\"ok\"" : "503 Service Unavailable"));
	return well;
}

static void
open_gate(const char *words)
{
	must(write(gate[1], words, strlen(words)) == (ssize_t)strlen(words));
}

static void
figures_follow_what_runs(void **state)
{
	struct world *w = *state;
	double success;
	int64_t first, second;
	int from_job;
	pid_t pid;

	assert_done(&w->ctx, job_start(&w->ctx, w->tag, 1, &first));
	pid = jobd_start(only(w, 0, wait_at_gate), &from_job);
	await_chunks(from_job, 1);
	assert_done(&w->ctx, job_start(&w->ctx, w->tag, 2, &second));
	assert_true(is_well());
	assert_true(of_lane(w, "madoguchi_lane_up") == 1);
	assert_true(of_lane(w, "madoguchi_lane_busy") == 1);
	assert_true(of_job(w, "madoguchi_job_waiting") == 1);
	assert_true(of_job(w, "madoguchi_job_last_start_timestamp_seconds") > 0);
	assert_true(of_job(w, "madoguchi_job_last_success_timestamp_seconds") == -1);
	assert_true(runs(w, "done") == 0);
	open_gate("d");
	await_state(w, first, "done");
	await_chunks(from_job, 1);
	assert_true(of_job(w, "madoguchi_job_waiting") == 0);
	assert_true(runs(w, "done") == 1 && runs(w, "failed") == 0);
	assert_true(of_job(w, "madoguchi_job_last_run_seconds") > 0);
	success = of_job(w, "madoguchi_job_last_success_timestamp_seconds");
	assert_true(success > 0);
	open_gate("f");
	await_state(w, second, "failed");
	assert_true(runs(w, "done") == 1 && runs(w, "failed") == 1);
	assert_true(of_job(w, "madoguchi_job_last_success_timestamp_seconds") == success);
	assert_true(of_job(w, "madoguchi_job_last_end_timestamp_seconds") > success);
	assert_non_null(strstr(status_ask(jobd_status, "/other"), "404"));
	jobd_stop(pid, from_job);
}

/* Counts begin anew with jobd; when something last ran is in the database. */
static void
last_runs_outlive_jobd(void **state)
{
	struct world *w = *state;
	const struct job *const *tables = only(w, 0, wait_at_gate);
	double began, success;
	int from_job;
	int64_t id;
	pid_t pid;

	assert_done(&w->ctx, job_start(&w->ctx, w->tag, 1, &id));
	open_gate("d");
	pid = jobd_start(tables, &from_job);
	await_state(w, id, "done");
	began = of_job(w, "madoguchi_job_last_start_timestamp_seconds");
	success = of_job(w, "madoguchi_job_last_success_timestamp_seconds");
	jobd_stop(pid, from_job);
	pid = jobd_start(tables, &from_job);
	assert_true(runs(w, "done") == 0);
	assert_true(of_job(w, "madoguchi_job_last_start_timestamp_seconds") <= began);
	assert_true(of_job(w, "madoguchi_job_last_start_timestamp_seconds") > began - 1);
	assert_true(of_job(w, "madoguchi_job_last_success_timestamp_seconds") > success - 1);
	jobd_stop(pid, from_job);
}

static void
steps_of_a_short_schedule_are_runs(void **state)
{
	struct world *w = *state;
	int from_job;
	pid_t pid = jobd_start(only(w, 1, tick), &from_job);

	await_chunks(from_job, 3);
	assert_true(runs(w, "done") >= 2);
	assert_true(of_job(w, "madoguchi_job_last_success_timestamp_seconds") > 0);
	jobd_stop(pid, from_job);
}

static void
lost_lane_is_told_and_counted(void **state)
{
	struct world *w = *state;
	bool was_ill = false;
	int64_t id, rounds = 0;
	int from_job;
	pid_t pid = jobd_start(only(w, 0, crash), &from_job);

	while (!was_ill) {
		assert_done(&w->ctx, job_start(&w->ctx, w->tag, ++rounds, &id));
		while (strcmp(state_of(w, id).state, "failed") != 0) {
			was_ill = was_ill || !is_well();
			poll(NULL, 0, 10);
		}
	}
	while (!is_well())
		poll(NULL, 0, 20);
	assert_true(runs(w, "lost") == (double)(rounds * JOB_TRIES));
	assert_true(runs(w, "done") == 0);
	assert_true(of_lane(w, "madoguchi_lane_up") == 1);
	jobd_stop(pid, from_job);
}

STMT(some_mail, "INSERT INTO outbox (kind, account_id, seal_code, state, written_at, next_at) "
    "VALUES ('test', 0, ?, 'waiting', ?, ?)");
STMT(no_mail, "DELETE FROM outbox WHERE outbox_id = ?");

static void
mails_that_wait_are_told(void **state)
{
	struct world *w = *state;
	const struct instant old = { w->ctx.now.ms - 100000 };
	const struct instant never = { w->ctx.now.ms + INT64_C(86400000) };
	int from_job;
	pid_t pid = jobd_start(only(w, 0, tick), &from_job);
	const char *text;
	int64_t id;

	assert_done(&w->ctx, db_run(&w->ctx, &some_mail, A(w->tag), A(old), A(never)));
	id = db_inserted(&w->ctx);
	text = status_ask(jobd_status, "/metrics");
	assert_true(number_after(text, "\nmadoguchi_outbox_waiting ") >= 1);
	assert_true(number_after(text, "\nmadoguchi_outbox_oldest_seconds ") >= 100);
	assert_int_equal(number_after(text, "\nmadoguchi_database_up{program=\"jobd\"} "), 1);
	assert_done(&w->ctx, db_run(&w->ctx, &no_mail, A(id)));
	jobd_stop(pid, from_job);
}

static void
without_a_database_the_counts_are_told(void **state)
{
	struct world *w = *state;
	const char *text;
	int from_job;
	pid_t pid;

	jobd_conf_write("/nowhere/mariadb.sock");
	pid = jobd_start(only(w, 0, tick), &from_job);
	text = status_ask(jobd_status, "/metrics");
	assert_int_equal(number_after(text, "\nmadoguchi_database_up{program=\"jobd\"} "), 0);
	assert_true(figure(w, text, "madoguchi_lane_up", "lane", "") == 1);
	assert_null(strstr(text, "madoguchi_outbox_waiting"));
	assert_true(is_well());
	jobd_stop(pid, from_job);
	jobd_conf_write(NULL);
}

/* ---- events, as nginx gets them ---- */

static int
push_listen(void)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	unlink(jobd_push);
	memcpy(address.sun_path, jobd_push, strlen(jobd_push) + 1);
	must(bind(listener, (struct sockaddr *)&address, sizeof address) == 0);
	must(listen(listener, 8) == 0);
	return listener;
}

/* Reads what came until it holds as many events, 0: what is there; gives how many. */
static int
events_read(int s, int wanted)
{
	static const char head[] = "POST /publish/jobs HTTP/1.1\r\n";
	static char text[100000];
	static size_t size;
	int count = 0;

	for (;;) {
		ssize_t got;

		text[size] = '\0';
		count = 0;
		for (const char *at = text; (at = strstr(at, head)) != NULL; at++)
			count++;
		if (wanted != 0 && count >= wanted)
			return count;
		got = recv(s, text + size, sizeof text - 1 - size, wanted == 0 ? MSG_DONTWAIT : 0);
		if (got <= 0) {
			must(wanted == 0);
			size = 0;
			return count;
		}
		size += (size_t)got;
	}
}

static void
pages_are_told_of_start_progress_and_end(void **state)
{
	struct world *w = *state;
	int64_t began_us = clock_monotonic_us(), id;
	int listener = push_listen(), from_job, s, told;
	pid_t pid;

	assert_done(&w->ctx, job_start(&w->ctx, w->tag, 0, &id));
	assert_non_null(w->ctx.events);
	assert_string_equal(w->ctx.events->topic, "jobs");
	pid = jobd_start(only(w, 0, wait_at_gate), &from_job);
	await_chunks(from_job, 1);
	s = accept(listener, NULL, NULL);
	assert_true(events_read(s, 1) >= 1);
	events_read(s, 3);		/* two of progress: it is still at the gate */
	assert_string_equal(state_of(w, id).state, "running");
	open_gate("d");
	await_state(w, id, "done");
	jobd_stop(pid, from_job);
	told = events_read(s, 0);
	/* One for the start, one for the end, between them one a second at most. */
	assert_true(told >= 4 && told <= 3 + (clock_monotonic_us() - began_us) / 1000000);
	close(s);
	close(listener);
}

static void
steps_of_a_short_schedule_are_not_told(void **state)
{
	struct world *w = *state;
	int listener = push_listen(), from_job, s;
	pid_t pid = jobd_start(only(w, 1, tick), &from_job);

	await_chunks(from_job, 4);
	s = accept(listener, NULL, NULL);
	assert_int_equal(events_read(s, 0), 1);
	jobd_stop(pid, from_job);
	close(s);
	close(listener);
}

int
main(void)
{
	int failed;

	must(pipe(gate) == 0);
	jobd_folder_make();
	failed = RULES("jobd", jobd_test(figures_follow_what_runs),
	    jobd_test(last_runs_outlive_jobd),
	    jobd_test(steps_of_a_short_schedule_are_runs),
	    jobd_test(lost_lane_is_told_and_counted),
	    jobd_test(mails_that_wait_are_told),
	    jobd_test(without_a_database_the_counts_are_told),
	    jobd_test(pages_are_told_of_start_progress_and_end),
	    jobd_test(steps_of_a_short_schedule_are_not_told));
	jobd_folder_end();
	return failed;
}
