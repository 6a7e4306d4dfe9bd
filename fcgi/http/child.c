#include "http/edge.h"

#include <errno.h>
#include <fcgiapp.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "base/config.h"

/* A child that was told to end still takes what already waits in the queue,
 * so that a stop of the whole program loses nobody; but not for ever. */
enum { LAST_REQUESTS_MAX = 1000, CALLER_PATIENCE_S = 30 };

static volatile sig_atomic_t ending;

static void
end_asked(int signal)
{
	(void)signal;
	ending = 1;
}

/* SIGTERM is let in only while waiting, so it can never be missed between a
 * look at the flag and the wait. */
static void
signals_set(sigset_t *while_waiting)
{
	struct sigaction end = { .sa_handler = end_asked };
	struct sigaction ignore = { .sa_handler = SIG_IGN };
	sigset_t blocked;

	sigemptyset(&blocked);
	sigprocmask(SIG_SETMASK, &blocked, NULL);
	sigaddset(&blocked, SIGTERM);
	sigprocmask(SIG_BLOCK, &blocked, while_waiting);
	sigaction(SIGTERM, &end, NULL);
	sigaction(SIGINT, &ignore, NULL);
	sigaction(SIGHUP, &ignore, NULL);
	sigaction(SIGUSR1, &ignore, NULL);
	sigaction(SIGPIPE, &ignore, NULL);
}

/* A sibling may have come first: then the queue is empty. */
static int
connection_take(void)
{
	static const struct timeval patience = { CALLER_PATIENCE_S, 0 };
	int connection = accept4(CHILD_LISTEN, NULL, NULL, SOCK_CLOEXEC);

	if (connection >= 0) {
		setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
		setsockopt(connection, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
	}
	return connection;
}

static void
queue_drain(struct server *s)
{
	for (int served = 0; served < LAST_REQUESTS_MAX; served++) {
		int connection = connection_take();

		if (connection < 0)
			return;
		serve(s, connection);
	}
}

/* Of the siblings that wait on the socket, a connection wakes one. */
static int
queue_watch(void)
{
	struct epoll_event coming = { .events = EPOLLIN | EPOLLEXCLUSIVE };
	int watch = epoll_create1(EPOLL_CLOEXEC);

	must(watch >= 0 && epoll_ctl(watch, EPOLL_CTL_ADD, CHILD_LISTEN, &coming) == 0);
	return watch;
}

static void
serve_until_end(struct server *s, const sigset_t *while_waiting)
{
	struct epoll_event came;
	int watch = queue_watch();

	while (!ending) {
		int connection;

		if (epoll_pwait(watch, &came, 1, -1, while_waiting) <= 0)
			continue;
		connection = connection_take();
		if (connection < 0)
			continue;
		metrics_busy(true);
		serve(s, connection);
		metrics_busy(false);
	}
	queue_drain(s);
}

static void
tell_ready(void)
{
	must(write(CHILD_READY, "1", 1) == 1);
	close(CHILD_READY);
}

/* The benchmark compares against the bare statements: in the sample set-up,
 * $MADOGUCHI_RECORD names the file that takes them.  It holds their values. */
static void
record_for_bench(struct server *s)
{
	const char *path = getenv("MADOGUCHI_RECORD");
	int file;

	if (path == NULL || !s->config->sample)
		return;
	file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	must(file >= 0);
	db_record(s->db, file);
}

/* The descriptors are in place: see worker.h and CHILD_ above. */
int
child_main(const struct program *program, const struct config *config, int slot)
{
	static FCGX_Request fcgi;
	struct server s = { .program = program, .config = config, .fcgi = &fcgi };
	sigset_t while_waiting;

	prctl(PR_SET_PDEATHSIG, SIGTERM);
	fcntl(CHILD_LISTEN, F_SETFL, fcntl(CHILD_LISTEN, F_GETFL) | O_NONBLOCK);
	fcntl(CHILD_METRICS, F_SETFD, FD_CLOEXEC);
	fcntl(CHILD_READY, F_SETFD, FD_CLOEXEC);
	crypto_start();
	routes_check(program->routes);
	metrics_attach(CHILD_METRICS, program->routes);
	metrics_use_slot(slot);
	s.db = db_open(config, program->name);
	record_for_bench(&s);
	must(FCGX_Init() == 0 && FCGX_InitRequest(&fcgi, -1, FCGI_FAIL_ACCEPT_ON_INTR) == 0);
	signals_set(&while_waiting);
	tell_ready();
	serve_until_end(&s, &while_waiting);
	arena_rewind(&s.arena, (struct mark){ 0 });
	db_close(s.db);
	return 0;
}
