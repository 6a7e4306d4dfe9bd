#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "out/lane.h"

/* Field 22 of /proc/PID/stat: when the process began; 0: there is none. */
static long long
process_start(long pid)
{
	char path[40], line[1024], *at;
	long long start = 0;
	size_t size;
	FILE *file;

	snprintf(path, sizeof path, "/proc/%ld/stat", pid);
	file = fopen(path, "re");
	if (file == NULL)
		return 0;
	size = fread(line, 1, sizeof line - 1, file);
	fclose(file);
	line[size] = '\0';
	/* The name in parentheses may hold anything: count from its end. */
	at = strrchr(line, ')');
	for (int field = 2; at != NULL && field < 22; field++)
		at = strchr(at + 1, ' ');
	if (at != NULL)
		start = strtoll(at, NULL, 10);
	return start;
}

static void
host_name(char *out, size_t size)
{
	if (gethostname(out, size) != 0)
		snprintf(out, size, "localhost");
	out[size - 1] = '\0';
}

void
runner_name(char out[RUNNER_SIZE])
{
	char host[65];
	long pid = (long)getpid();

	host_name(host, sizeof host);
	snprintf(out, RUNNER_SIZE, "%s/%ld/%lld", host, pid, process_start(pid));
}

bool
runner_is_gone(const char *runner)
{
	char host[65], *end;
	size_t length;
	long pid;

	host_name(host, sizeof host);
	length = strlen(host);
	if (strncmp(runner, host, length) != 0 || runner[length] != '/')
		return false;
	pid = strtol(runner + length + 1, &end, 10);
	return *end == '/' && process_start(pid) != strtoll(end + 1, NULL, 10);
}

static bool stopping;

bool
lane_stopping(void)
{
	lane_sleep(0);
	return stopping;
}

void
lane_sleep(int64_t ms)
{
	const struct timespec wait = { ms / 1000, (ms % 1000) * 1000000 };
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	if (!stopping && sigtimedwait(&set, NULL, &wait) == SIGTERM)
		stopping = true;
}
