#include "base/status.h"

#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/config.h"

int
status_open(const struct config *config, const char *program)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	int size = snprintf(address.sun_path, sizeof address.sun_path, "%s/%s.metrics",
	    config->metrics_folder, program);

	if (listener < 0 || size < 0 || (size_t)size >= sizeof address.sun_path)
		return -1;
	unlink(address.sun_path);
	if (bind(listener, (struct sockaddr *)&address, sizeof address) != 0
	    || chmod(address.sun_path, 0660) != 0 || listen(listener, 16) != 0) {
		close(listener);
		return -1;
	}
	return listener;
}

static void
health_text(struct text_buffer *b, const struct status *s)
{
	struct text_buffer body = { .arena = b->arena };
	bool well = s->health(&body, s->about);

	buffer_format(b, "HTTP/1.0 %s\r\nContent-Type: application/json\r\n\r\n",
	    well ? "200 OK" : "503 Service Unavailable");
	buffer_add(b, body.data, body.size);
}

static void
answer_text(struct text_buffer *b, const char *question, const struct status *s)
{
	if (strncmp(question, "GET /health ", 12) == 0) {
		health_text(b, s);
	} else if (strncmp(question, "GET /metrics ", 13) == 0) {
		buffer_text(b, "HTTP/1.0 200 OK\r\n"
		    "Content-Type: text/plain; version=0.0.4\r\n\r\n");
		s->metrics(b, s->about);
	} else {
		buffer_text(b, "HTTP/1.0 404 Not Found\r\n\r\n");
	}
}

/* A local asker that dawdles may hold the program for a tenth of a second. */
void
status_answer(int listener, const struct status *s)
{
	static const struct timeval patience = { 0, 100000 };
	int connection = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
	struct arena arena = { 0 };
	struct text_buffer b = { .arena = &arena };
	char question[1024] = "";

	if (connection < 0)
		return;
	setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
	setsockopt(connection, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
	if (recv(connection, question, sizeof question - 1, 0) > 0) {
		answer_text(&b, question, s);
		for (size_t sent = 0; sent < b.size;) {
			ssize_t size = send(connection, b.data + sent, b.size - sent,
			    MSG_NOSIGNAL);

			if (size <= 0)
				break;
			sent += (size_t)size;
		}
	}
	close(connection);
	arena_rewind(&arena, (struct mark){ 0 });
}
