#include "http/worker.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/config.h"
#include "base/status.h"
#include "http/edge.h"
#include "http/fleet.h"

enum { BACKLOG = 4096, STOP_PATIENCE_US = 30000000 };

/* The socket made at -s PATH, to remove it again if it is still ours. */
struct made { const char *path; struct stat stat; };

static const char *
option(int argc, char **argv, const char *name)
{
	for (int i = 1; i + 1 < argc; i++) {
		if (strcmp(argv[i], name) == 0)
			return argv[i + 1];
	}
	return NULL;
}

_Noreturn static void
refuse(const char *what, const char *path)
{
	fprintf(stderr, "%s: %s: %s\n", path, what, strerror(errno));
	exit(1);
}

static bool
is_listening(int descriptor)
{
	int listening = 0;
	socklen_t size = sizeof listening;

	return getsockopt(descriptor, SOL_SOCKET, SO_ACCEPTCONN, &listening, &size) == 0
	    && listening != 0;
}

/* Made beside and renamed over: an older program on the same path keeps its
 * own socket until it ends, and no caller meets a missing file. */
static int
socket_make(struct made *made)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	int size = snprintf(address.sun_path, sizeof address.sun_path, "%s.%d", made->path,
	    (int)getpid());

	if (listener < 0 || size < 0 || (size_t)size >= sizeof address.sun_path)
		refuse("no such socket can be made", made->path);
	unlink(address.sun_path);
	if (bind(listener, (struct sockaddr *)&address, sizeof address) != 0
	    || chmod(address.sun_path, 0660) != 0 || listen(listener, BACKLOG) != 0
	    || rename(address.sun_path, made->path) != 0
	    || stat(made->path, &made->stat) != 0)
		refuse("the socket was not made", made->path);
	return listener;
}

static void
socket_remove(const struct made *made)
{
	struct stat now;

	if (made->path != NULL && stat(made->path, &now) == 0
	    && now.st_ino == made->stat.st_ino && now.st_dev == made->stat.st_dev)
		unlink(made->path);
}

/* Where the program lies on disk, so that SIGHUP finds its successor there. */
static const char *
program_path(const char *called)
{
	static char path[4096];
	char folder[2048];
	ssize_t size;

	if (called[0] == '/') {
		snprintf(path, sizeof path, "%s", called);
	} else if (strchr(called, '/') != NULL && getcwd(folder, sizeof folder) != NULL) {
		snprintf(path, sizeof path, "%s/%s", folder, called);
	} else {
		size = readlink("/proc/self/exe", path, sizeof path - 1);
		must(size > 0);
		path[size] = '\0';
	}
	return path;
}

static int
signals_open(void)
{
	sigset_t set;
	int descriptor;

	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGHUP);
	sigaddset(&set, SIGCHLD);
	sigprocmask(SIG_BLOCK, &set, NULL);
	descriptor = signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
	must(descriptor >= 0);
	return descriptor;
}

static void
signals_read(struct fleet *f, int descriptor)
{
	struct signalfd_siginfo info;

	while (read(descriptor, &info, sizeof info) == sizeof info) {
		if (info.ssi_signo == SIGHUP)
			fleet_roll(f);
		else if (info.ssi_signo == SIGTERM || info.ssi_signo == SIGINT)
			fleet_end(f);
	}
}

/* Ready pipes before deaths: who said ready and died was in service. */
static void
wait_once(struct fleet *f, int signals, int status)
{
	struct pollfd polls[CHILDREN_MAX + 2];
	int wait_ms = fleet_tick(f);

	polls[0] = (struct pollfd){ signals, POLLIN, 0 };
	polls[1] = (struct pollfd){ status, POLLIN, 0 };
	for (int i = 0; i < f->count; i++) {
		polls[i + 2] = (struct pollfd){ f->children[i].next != 0
		    ? f->children[i].next_ready : -1, POLLIN, 0 };
	}
	if (f->ending)
		wait_ms = 1000;
	if (poll(polls, (nfds_t)f->count + 2, wait_ms) < 0)
		return;
	for (int i = 0; i < f->count; i++) {
		if (polls[i + 2].revents != 0)
			fleet_ready(f, i);
	}
	if (polls[0].revents != 0)
		signals_read(f, signals);
	fleet_reap(f);
	if (polls[1].revents != 0) {
		struct head_count heads = fleet_count(f);

		heads_answer(status, config_program(), &heads);
	}
}

/* Until told to end and everybody has gone. */
static void
watch(struct fleet *f, int status, const struct made *made)
{
	int signals = signals_open();
	int64_t end_us = 0;

	while (!f->ending || !fleet_is_empty(f)) {
		wait_once(f, signals, status);
		if (!f->ending)
			continue;
		if (end_us == 0) {
			socket_remove(made);
			end_us = clock_monotonic_us() + STOP_PATIENCE_US;
		}
		if (clock_monotonic_us() > end_us)
			fleet_kill(f);
	}
}

static int
parent_main(const struct program *program, const struct config *config, char **argv,
    const char *path)
{
	struct made made = { .path = path };
	struct fleet f = { .path = program_path(argv[0]), .arguments = argv };
	int status;

	routes_check(program->routes);
	f.count = config->workers < CHILDREN_MAX ? (int)config->workers : CHILDREN_MAX;
	f.roll = f.count;
	if (path == NULL && !is_listening(0))
		refuse("needs a listening socket as descriptor 0, or -s PATH", program->name);
	f.listener = path != NULL ? socket_make(&made) : 0;
	f.metrics = metrics_make();
	status = status_open(config, program->name);
	if (status < 0)
		refuse("no socket for health and metrics", config->metrics_folder);
	log_write(LOG_INFO, "started", L(children, f.count));
	watch(&f, status, &made);
	log_write(LOG_INFO, "ended", L(children, f.count));
	return 0;
}

int
worker_main(const struct program *program, int argc, char **argv)
{
	const struct config *config = config_read(config_path(argc, argv), program->name);
	const char *slot = option(argc, argv, "--slot");

	if (slot != NULL)
		return child_main(program, config, (int)strtol(slot, NULL, 10));
	return parent_main(program, config, argv, option(argc, argv, "-s"));
}
