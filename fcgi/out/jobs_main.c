#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/crypto.h"
#include "base/log.h"
#include "base/status.h"
#include "out/lane.h"
#include "out/tally.h"

enum { POLL_MS = 500, RESTART_S = 1 };

/* The parent: one child per lane and one that tells how they are, each begun
 * again when it ends unasked. */
struct fleet {
	const struct config *config;
	const struct job *const *tables;
	struct tally *tally;
	int listener;		/* of health and metrics */
	pid_t teller;
	bool ending, again;	/* again: the program on disk follows this one */
};

/* Signals are asked for, never delivered: no job is interrupted in a call. */
static void
block_signals(sigset_t *set)
{
	sigemptyset(set);
	sigaddset(set, SIGTERM);
	sigaddset(set, SIGINT);
	sigaddset(set, SIGHUP);
	sigaddset(set, SIGCHLD);
	must(sigprocmask(SIG_BLOCK, set, NULL) == 0);
}

/* Ctrl-C reaches the whole group; the parent alone passes it on. */
static void
child_begin(pid_t parent)
{
	signal(SIGINT, SIG_IGN);
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (getppid() != parent)
		exit(0);
}

static _Noreturn void
run_lane(const struct fleet *f, struct lane_tally *own)
{
	struct lane *lane;
	struct db *db;

	close(f->listener);
	tally_use(f->tally, own);
	db = db_open(f->config, "jobd");
	lane = lane_new(f->config, db, f->tables, own->name);
	while (!lane_stopping())
		if (!lane_step(lane))
			lane_sleep(POLL_MS);
	lane_end(lane);
	db_close(db);
	exit(0);
}

/* It holds nothing: SIGTERM may end it anywhere. */
static _Noreturn void
run_teller(const struct fleet *f)
{
	sigset_t set;

	sigemptyset(&set);
	must(sigprocmask(SIG_SETMASK, &set, NULL) == 0);
	tally_serve(f->config, f->tally, f->listener);
}

/* own NULL: the teller. */
static pid_t
start_child(const struct fleet *f, struct lane_tally *own)
{
	pid_t parent = getpid(), pid = fork();

	if (pid == 0) {
		child_begin(parent);
		if (own == NULL)
			run_teller(f);
		run_lane(f, own);
	}
	if (pid < 0)
		log_write(LOG_ERROR, "lane_not_started",
		    L(lane, own != NULL ? own->name : "status"), L(errno, errno));
	return pid > 0 ? pid : 0;
}

static void
child_gone(struct fleet *f, pid_t pid, int status)
{
	const char *name = "status";

	if (pid == f->teller)
		f->teller = 0;
	for (size_t i = 0; i < f->tally->lane_count; i++) {
		struct lane_tally *lane = &f->tally->lanes[i];

		if (lane->pid != pid)
			continue;
		name = lane->name;
		tally_gone(f->tally, lane);
	}
	if (!f->ending)
		log_write(LOG_ERROR, "lane_ended", L(lane, name), L(status, status));
}

static void
reap(struct fleet *f)
{
	int status;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
		child_gone(f, pid, status);
}

static void
end_children(struct fleet *f)
{
	f->ending = true;
	for (size_t i = 0; i < f->tally->lane_count; i++)
		if (f->tally->lanes[i].pid != 0)
			kill((pid_t)f->tally->lanes[i].pid, SIGTERM);
	if (f->teller != 0)
		kill(f->teller, SIGTERM);
}

static size_t
count_running(const struct fleet *f)
{
	size_t running = f->teller != 0;

	for (size_t i = 0; i < f->tally->lane_count; i++)
		running += f->tally->lanes[i].pid != 0;
	return running;
}

/* What ended begins again at the next tick, a second later at most. */
static void
start_missing(struct fleet *f)
{
	for (size_t i = 0; i < f->tally->lane_count; i++) {
		struct lane_tally *lane = &f->tally->lanes[i];

		if (lane->pid == 0)
			tally_started(lane, start_child(f, lane));
	}
	if (f->teller == 0)
		f->teller = start_child(f, NULL);
}

static int
listen_for_askers(const struct config *config)
{
	int listener = status_open(config, "jobd");

	if (listener < 0) {
		fprintf(stderr, "%s: no socket for health and metrics: %s\n",
		    config->metrics_folder, strerror(errno));
		exit(1);
	}
	return listener;
}

static void
signal_got(struct fleet *f, int got)
{
	if (got != SIGTERM && got != SIGINT && got != SIGHUP)
		return;
	f->again = got == SIGHUP && (!f->ending || f->again);
	end_children(f);
}

/* The same process goes on with what lies on disk now. */
static int
begin_again(char **argv)
{
	execv(strchr(argv[0], '/') != NULL ? argv[0] : "/proc/self/exe", argv);
	log_write(LOG_ERROR, "jobd_not_begun_again", L(errno, errno));
	return 1;
}

int
jobs_main(const struct job *const *tables, int argc, char **argv)
{
	const struct timespec tick = { RESTART_S, 0 };
	struct fleet f = { .config = config_read(config_path(argc, argv), "jobd"),
		.tables = tables, .tally = tally_make(tables) };
	sigset_t set;
	int got;

	crypto_start();
	f.listener = listen_for_askers(f.config);
	block_signals(&set);
	start_missing(&f);
	log_write(LOG_INFO, "jobd_started", L(lanes, (int64_t)f.tally->lane_count));
	while (!f.ending || count_running(&f) != 0) {
		got = sigtimedwait(&set, NULL, &tick);
		signal_got(&f, got);
		reap(&f);
		if (got < 0 && !f.ending)
			start_missing(&f);
	}
	log_write(LOG_INFO, "jobd_ended");
	return f.again ? begin_again(argv) : 0;
}
