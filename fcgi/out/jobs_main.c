#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/crypto.h"
#include "base/log.h"
#include "out/lane.h"

enum { LANES_MAX = 16, POLL_MS = 500, RESTART_S = 1 };

/* The parent: one child per lane, begun again when it ends unasked. */
struct fleet {
	const struct config *config;
	const struct job *const *tables;
	const char *lanes[LANES_MAX];
	pid_t pids[LANES_MAX];
	size_t count;
	bool ending;
};

static void
add_lane(struct fleet *f, const char *name)
{
	for (size_t i = 0; i < f->count; i++)
		if (strcmp(f->lanes[i], name) == 0)
			return;
	must(f->count < LANES_MAX);
	f->lanes[f->count++] = name;
}

static void
add_table(struct fleet *f, const struct job *jobs)
{
	for (const struct job *j = jobs; j->name != NULL; j++)
		add_lane(f, j->lane);
}

/* Signals are asked for, never delivered: no job is interrupted in a call. */
static void
block_signals(sigset_t *set)
{
	sigemptyset(set);
	sigaddset(set, SIGTERM);
	sigaddset(set, SIGINT);
	sigaddset(set, SIGCHLD);
	must(sigprocmask(SIG_BLOCK, set, NULL) == 0);
}

static _Noreturn void
run_lane(const struct fleet *f, const char *name, pid_t parent)
{
	struct lane *lane;
	struct db *db;

	/* Ctrl-C reaches the whole group; the parent alone passes it on. */
	signal(SIGINT, SIG_IGN);
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (getppid() != parent)
		exit(0);
	db = db_open(f->config, "jobd");
	lane = lane_new(f->config, db, f->tables, name);
	while (!lane_stopping())
		if (!lane_step(lane))
			lane_sleep(POLL_MS);
	lane_end(lane);
	db_close(db);
	exit(0);
}

static void
start_lane(struct fleet *f, size_t i)
{
	pid_t parent = getpid(), pid = fork();

	if (pid == 0)
		run_lane(f, f->lanes[i], parent);
	if (pid < 0)
		log_write(LOG_ERROR, "lane_not_started", L(lane, f->lanes[i]),
		    L(errno, errno));
	f->pids[i] = pid > 0 ? pid : 0;
}

static void
reap(struct fleet *f)
{
	int status;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
		for (size_t i = 0; i < f->count; i++) {
			if (f->pids[i] != pid)
				continue;
			f->pids[i] = 0;
			if (!f->ending)
				log_write(LOG_ERROR, "lane_ended", L(lane, f->lanes[i]),
				    L(status, status));
		}
	}
}

static void
end_lanes(struct fleet *f)
{
	f->ending = true;
	for (size_t i = 0; i < f->count; i++)
		if (f->pids[i] != 0)
			kill(f->pids[i], SIGTERM);
}

static size_t
count_running(const struct fleet *f)
{
	size_t running = 0;

	for (size_t i = 0; i < f->count; i++)
		running += f->pids[i] != 0;
	return running;
}

/* A lane that ended begins again at the next tick, a second later at most. */
static void
start_missing(struct fleet *f)
{
	for (size_t i = 0; i < f->count; i++)
		if (f->pids[i] == 0)
			start_lane(f, i);
}

int
jobs_main(const struct job *const *tables, int argc, char **argv)
{
	const struct timespec tick = { RESTART_S, 0 };
	struct fleet f = { .config = config_read(config_path(argc, argv), "jobd"),
		.tables = tables };
	sigset_t set;
	int got;

	crypto_start();
	for (; *tables != NULL; tables++)
		add_table(&f, *tables);
	block_signals(&set);
	start_missing(&f);
	log_write(LOG_INFO, "jobd_started", L(lanes, (int64_t)f.count));
	while (!f.ending || count_running(&f) != 0) {
		got = sigtimedwait(&set, NULL, &tick);
		if (got == SIGTERM || got == SIGINT)
			end_lanes(&f);
		reap(&f);
		if (got < 0 && !f.ending)
			start_missing(&f);
	}
	log_write(LOG_INFO, "jobd_ended");
	return 0;
}
