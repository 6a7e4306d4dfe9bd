#ifndef TESTS_SMTP_H
#define TESTS_SMTP_H

#include <arpa/inet.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/config.h"
#include "base/text.h"

/*
 * A small SMTP server in a process of its own: answers one connection, gives
 * the reply a test wants to one command, and keeps what it heard.
 */
struct server {
	pid_t pid;
	int heard;	/* a pipe with all it heard */
	int listener;
};

static inline void
say_line(int to, const char *line)
{
	if (write(to, line, strlen(line)) < 0)
		_exit(1);
}

/* One connection; refused: the command that gets the reply. */
static inline void
serve(int listener, int heard, const char *refused, const char *reply)
{
	int at = accept(listener, NULL, NULL);
	FILE *in = fdopen(at, "r");
	char line[2048];
	bool in_body = false;

	say_line(at, "220 test\r\n");
	while (fgets(line, sizeof line, in) != NULL) {
		say_line(heard, line);
		if (in_body && strcmp(line, ".\r\n") != 0)
			continue;
		if (refused != NULL && strncmp(line, refused, strlen(refused)) == 0)
			say_line(at, reply);
		else if (strncmp(line, "DATA", 4) == 0)
			say_line(at, "354 go on\r\n");
		else
			say_line(at, "250 fine\r\n");
		in_body = strncmp(line, "DATA", 4) == 0;
		if (strncmp(line, "QUIT", 4) == 0)
			break;
	}
	_exit(0);
}

static inline struct server
server_start(struct config *config, struct arena *arena, const char *refused,
    const char *reply)
{
	struct sockaddr_in at = { .sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t size = sizeof at;
	struct server s;
	int ends[2];

	s.listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	assert_int_equal(bind(s.listener, (struct sockaddr *)&at, size), 0);
	assert_int_equal(listen(s.listener, 4), 0);
	assert_int_equal(getsockname(s.listener, (struct sockaddr *)&at, &size), 0);
	assert_int_equal(pipe(ends), 0);
	s.pid = fork();
	if (s.pid == 0)
		serve(s.listener, ends[1], refused, reply);
	close(ends[1]);
	s.heard = ends[0];
	config->mail_url = arena_text(arena, "smtp://127.0.0.1:%d", ntohs(at.sin_port));
	return s;
}

static inline char *
server_stop(struct server *s, struct arena *arena)
{
	struct text_buffer b = { .arena = arena };
	char some[4096];
	ssize_t n;

	kill(s->pid, SIGTERM);
	waitpid(s->pid, NULL, 0);
	buffer_text(&b, "");
	while ((n = read(s->heard, some, sizeof some)) > 0)
		buffer_add(&b, some, (size_t)n);
	close(s->heard);
	close(s->listener);
	return b.data;
}

#endif
