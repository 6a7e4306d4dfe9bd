#include "http/fleet.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "http/edge.h"

enum { BACKOFF_FIRST_US = 100000, BACKOFF_MAX_US = 10000000, ARGUMENTS_MAX = 32 };

static void
descriptors_place(const struct fleet *f, int ready)
{
	int from[3] = { f->listener, f->metrics, ready };
	static const int to[3] = { CHILD_LISTEN, CHILD_METRICS, CHILD_READY };

	for (int i = 0; i < 3; i++)
		from[i] = fcntl(from[i], F_DUPFD_CLOEXEC, 16);
	for (int i = 0; i < 3; i++)
		dup2(from[i], to[i]);
}

_Noreturn static void
child_exec(const struct fleet *f, int slot, int ready)
{
	char number[16], option[] = "--slot", *arguments[ARGUMENTS_MAX + 3];
	sigset_t none;
	size_t i = 0;

	snprintf(number, sizeof number, "%d", slot);
	for (; f->arguments[i] != NULL && i < ARGUMENTS_MAX; i++)
		arguments[i] = f->arguments[i];
	arguments[i++] = option;
	arguments[i++] = number;
	arguments[i] = NULL;
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	descriptors_place(f, ready);
	execv(f->path, arguments);
	_exit(127);
}

static void
child_start(struct fleet *f, int i)
{
	struct child *child = &f->children[i];
	int slot = i * 2 + !child->side, ready[2];

	must(pipe2(ready, O_CLOEXEC) == 0);
	metrics_slot_clear(slot);
	child->next = fork();
	if (child->next == 0)
		child_exec(f, slot, ready[1]);
	close(ready[1]);
	child->next_ready = ready[0];
	if (child->next < 0) {
		child->next = 0;
		close(ready[0]);
		child->start_at_us = clock_monotonic_us() + BACKOFF_MAX_US;
		log_write(LOG_ERROR, "child_not_forked", L(slot, i));
	}
}

static void
child_back_off(struct child *child)
{
	int64_t now_us = clock_monotonic_us();

	if (now_us - child->started_us > BACKOFF_MAX_US)
		child->backoff_us = 0;
	child->start_at_us = now_us + child->backoff_us;
	child->backoff_us = child->backoff_us == 0 ? BACKOFF_FIRST_US : child->backoff_us * 2;
	if (child->backoff_us > BACKOFF_MAX_US)
		child->backoff_us = BACKOFF_MAX_US;
}

/* A slot without a child starts the new program anyway and is passed over. */
static void
roll_on(struct fleet *f)
{
	while (f->roll < f->count && f->children[f->roll].pid == 0)
		f->roll++;
	if (f->roll < f->count && f->children[f->roll].next == 0)
		child_start(f, f->roll);
}

int
fleet_tick(struct fleet *f)
{
	int64_t now_us = clock_monotonic_us(), wait_us = INT64_MAX;

	if (f->ending)
		return -1;
	for (int i = 0; i < f->count; i++) {
		struct child *child = &f->children[i];

		if (child->pid != 0 || child->next != 0)
			continue;
		if (child->start_at_us <= now_us)
			child_start(f, i);
		else if (child->start_at_us - now_us < wait_us)
			wait_us = child->start_at_us - now_us;
	}
	roll_on(f);
	return wait_us == INT64_MAX ? -1 : (int)(wait_us / 1000) + 1;
}

void
fleet_ready(struct fleet *f, int slot)
{
	struct child *child = &f->children[slot];
	char said;

	if (child->next == 0 || read(child->next_ready, &said, 1) != 1)
		return;		/* it died: fleet_reap tells */
	close(child->next_ready);
	if (child->pid != 0) {
		kill(child->pid, SIGTERM);
		f->leaving++;
		if (f->roll == slot)
			f->roll++;
	}
	child->pid = child->next;
	child->next = 0;
	child->side = !child->side;
	child->started_us = clock_monotonic_us();
	if (f->ending)
		kill(child->pid, SIGTERM);
}

static void
next_lost(struct fleet *f, int slot, int status)
{
	struct child *child = &f->children[slot];

	close(child->next_ready);
	child->next = 0;
	if (f->ending)
		return;
	log_write(LOG_ERROR, "child_not_started", L(slot, slot),
	    L(signal, WIFSIGNALED(status) ? WTERMSIG(status) : 0),
	    L(status, WIFEXITED(status) ? WEXITSTATUS(status) : 0));
	if (f->roll == slot && child->pid != 0)
		f->roll = f->count;	/* what runs goes on running */
	child_back_off(child);
}

static void
child_lost(struct fleet *f, int slot, int status)
{
	struct child *child = &f->children[slot];

	metrics_slot_clear(slot * 2 + child->side);
	child->pid = 0;
	if (f->ending)
		return;
	metrics_restart();
	log_write(LOG_ERROR, "child_died", L(slot, slot),
	    L(signal, WIFSIGNALED(status) ? WTERMSIG(status) : 0),
	    L(status, WIFEXITED(status) ? WEXITSTATUS(status) : 0));
	child_back_off(child);
}

static void
gone(struct fleet *f, pid_t pid, int status)
{
	for (int i = 0; i < f->count; i++) {
		if (f->children[i].next == pid) {
			next_lost(f, i, status);
			return;
		}
		if (f->children[i].pid == pid) {
			child_lost(f, i, status);
			return;
		}
	}
	f->leaving--;
}

void
fleet_reap(struct fleet *f)
{
	int status;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
		gone(f, pid, status);
	}
}

void
fleet_roll(struct fleet *f)
{
	f->roll = 0;
}

static void
fleet_signal(const struct fleet *f, int signal)
{
	for (int i = 0; i < f->count; i++) {
		if (f->children[i].pid != 0)
			kill(f->children[i].pid, signal);
		if (f->children[i].next != 0)
			kill(f->children[i].next, signal);
	}
}

void
fleet_end(struct fleet *f)
{
	f->ending = true;
	fleet_signal(f, SIGTERM);
}

void
fleet_kill(struct fleet *f)
{
	fleet_signal(f, SIGKILL);
	f->leaving = 0;
}

bool
fleet_is_empty(const struct fleet *f)
{
	int left = f->leaving;

	for (int i = 0; i < f->count; i++)
		left += (f->children[i].pid != 0) + (f->children[i].next != 0);
	return left <= 0;
}

struct head_count
fleet_count(const struct fleet *f)
{
	struct head_count heads = { .wanted = f->count,
		.changing = f->count - f->roll + f->leaving };
	int64_t now_us = clock_monotonic_us();

	for (int i = 0; i < f->count; i++) {
		int slot = i * 2 + f->children[i].side;

		if (f->children[i].pid == 0)
			continue;
		heads.ready++;
		heads.busy += metrics_is_busy(slot);
		heads.hung += metrics_hung(slot, now_us);
	}
	return heads;
}
