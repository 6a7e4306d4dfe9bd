#ifndef HTTP_RUN_H
#define HTTP_RUN_H

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fcgi_client.h"
#include "http_routes.h"
#include "own_conf.h"
#include "shape/say.h"

/*
 * Runs the program of http_routes.h: the test starts itself again with
 * "worker" as its first argument, in a folder of its own.
 */
static char folder[64], socket_path[128], conf_path[128], log_path[128], program_path[128];

static inline void
conf_write(int workers)
{
	char metrics[160], count[40], push[160], texts[160];
	const char *const lines[] = { metrics, count, push, texts,
		"origin = http://127.0.0.1:1", "sample_faults = yes" };

	snprintf(metrics, sizeof metrics, "metrics_folder = %s", folder);
	snprintf(count, sizeof count, "workers = %d", workers);
	snprintf(push, sizeof push, "push_socket = %s/push", folder);
	snprintf(texts, sizeof texts, "text_folder = %s", folder);
	own_conf(conf_path, lines, sizeof lines / sizeof lines[0]);
}

static inline void
texts_write(void)
{
	for (size_t i = 0; languages[i] != NULL; i++) {
		char path[128];
		FILE *to;

		snprintf(path, sizeof path, "%s/%s.json", folder, languages[i]);
		to = fopen(path, "we");
		must(to != NULL && fputs("{\"column.once_key\":\"鍵\"}", to) >= 0);
		fclose(to);
	}
}

/* For main: runs the program when called as one, else makes the folder. */
static inline void
program_begin(int argc, char **argv)
{
	char self[4096];
	ssize_t size;

	if (argc > 1 && strcmp(argv[1], "worker") == 0) {
		page_open(getenv("HTTP_TEST_FOLDER"));
		exit(worker_main(&test_program, argc, argv));
	}
	snprintf(folder, sizeof folder, "/tmp/madoguchi-http-XXXXXX");
	must(mkdtemp(folder) != NULL && setenv("HTTP_TEST_FOLDER", folder, 1) == 0);
	snprintf(socket_path, sizeof socket_path, "%s/till.sock", folder);
	snprintf(conf_path, sizeof conf_path, "%s/conf", folder);
	snprintf(log_path, sizeof log_path, "%s/log", folder);
	snprintf(program_path, sizeof program_path, "%s/program", folder);
	size = readlink("/proc/self/exe", self, sizeof self - 1);
	must(size > 0);
	self[size] = '\0';
	must(symlink(self, program_path) == 0);
	page_open(folder);
	texts_write();
}

static inline void
program_end(void)
{
	static const char *const names[] = { "shared", "conf", "log", "program", "push",
		"till.sock", "till.metrics", "ja.json", "ja-easy.json", "en.json", "zh.json",
		"ko.json", "vi.json" };

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		char path[128];

		snprintf(path, sizeof path, "%s/%s", folder, names[i]);
		unlink(path);
	}
	rmdir(folder);
}

static inline void
pause_ms(long ms)
{
	struct timespec t = { ms / 1000, ms % 1000 * 1000000 };

	nanosleep(&t, NULL);
}

/* Starts it and waits until it answers. */
static inline pid_t
program_start(int workers)
{
	static struct reply r;
	pid_t pid;

	conf_write(workers);
	pid = fork();
	if (pid == 0) {
		int log = open(log_path, O_WRONLY | O_CREAT | O_APPEND, 0600);

		dup2(log, 2);
		execl(program_path, program_path, "worker", "-c", conf_path, "-s", socket_path,
		    (char *)NULL);
		_exit(127);
	}
	while (ask(socket_path, &(struct asked){ .method = "GET", .uri = "/api/till/public" },
	    &r) != 200) {
		assert_int_equal(waitpid(pid, NULL, WNOHANG), 0);
		pause_ms(20);
	}
	return pid;
}

static inline int
program_stop(pid_t pid)
{
	int status;

	kill(pid, SIGTERM);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}
#endif
