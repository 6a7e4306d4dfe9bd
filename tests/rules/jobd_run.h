#ifndef JOBD_RUN_H
#define JOBD_RUN_H

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "rules.h"
#include "fcgi_wire.h"
#include "own_conf.h"
#include "out/lane.h"

/*
 * Runs jobd with the jobs of a test, on addresses of the test's own: those of
 * the instance's jobd stay its.
 */
static char jobd_folder[64], jobd_conf[128], jobd_push[128], jobd_status[128];
static int to_test;		/* in a lane: bytes that its jobs write */
static pid_t jobd_pid;		/* of the one that runs; 0: none does */

/* database: NULL for the instance's, else the socket of none. */
static inline void
jobd_conf_write(const char *database)
{
	char metrics[128], push[160], socket[160];
	const char *const lines[] = { metrics, push, socket };

	snprintf(metrics, sizeof metrics, "metrics_folder = %s", jobd_folder);
	snprintf(push, sizeof push, "push_socket = %s", jobd_push);
	snprintf(socket, sizeof socket, "database_socket = %s", database != NULL ? database : "");
	own_conf(jobd_conf, lines, database != NULL ? 3 : 2);
}

static inline void
jobd_folder_make(void)
{
	snprintf(jobd_folder, sizeof jobd_folder, "/tmp/madoguchi-jobd-XXXXXX");
	must(mkdtemp(jobd_folder) != NULL);
	snprintf(jobd_conf, sizeof jobd_conf, "%s/conf", jobd_folder);
	snprintf(jobd_push, sizeof jobd_push, "%s/push", jobd_folder);
	snprintf(jobd_status, sizeof jobd_status, "%s/jobd.metrics", jobd_folder);
	jobd_conf_write(NULL);
}

static inline void
jobd_folder_end(void)
{
	unlink(jobd_conf);
	unlink(jobd_push);
	unlink(jobd_status);
	rmdir(jobd_folder);
}

/* A job that takes its lane down with it. */
static inline int
crash(struct ctx *c, int64_t argument)
{
	(void)c;
	(void)argument;
	must(write(to_test, "x", 1) == 1);
	raise(SIGKILL);
	return 0;
}

static inline struct job_state
state_of(struct world *w, int64_t id)
{
	struct job_state state;

	assert_done(&w->ctx, job_read(&w->ctx, id, &state));
	return state;
}

/* Returns once it can be asked how it is. */
static inline pid_t
jobd_start(const struct job *const *tables, int *from_job)
{
	char program[] = "jobd", option[] = "-c";
	char *argv[] = { program, option, jobd_conf, NULL };
	int ends[2], s;

	assert_int_equal(pipe(ends), 0);
	jobd_pid = fork();
	if (jobd_pid == 0) {
		close(ends[0]);
		to_test = ends[1];
		_exit(jobs_main(tables, 3, argv));
	}
	close(ends[1]);
	*from_job = ends[0];
	while ((s = unix_connect(jobd_status)) < 0)
		poll(NULL, 0, 10);
	close(s);
	return jobd_pid;
}

static inline void
jobd_stop(pid_t pid, int from_job)
{
	int status;

	assert_int_equal(kill(pid, SIGTERM), 0);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	jobd_pid = 0;
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	close(from_job);
}

/* Dies, if it runs, without a word; its lanes are told by the kernel. */
static inline void
jobd_kill(void)
{
	if (jobd_pid == 0)
		return;
	kill(jobd_pid, SIGKILL);
	waitpid(jobd_pid, NULL, 0);
	jobd_pid = 0;
}

/* What a failed test leaves running would answer the next test in its jobd's place. */
static inline int
jobd_teardown(void **state)
{
	jobd_kill();
	return world_teardown(state);
}
#define jobd_test(f) cmocka_unit_test_setup_teardown(f, world_setup, jobd_teardown)

static inline void
await_chunks(int from_job, int count)
{
	char byte;

	for (int i = 0; i < count; i++)
		assert_int_equal(read(from_job, &byte, 1), 1);
}

static inline struct job_state
await_state(struct world *w, int64_t id, const char *wanted)
{
	struct job_state s = state_of(w, id);

	for (; strcmp(s.state, wanted) != 0; s = state_of(w, id))
		poll(NULL, 0, 20);
	return s;
}

#endif
