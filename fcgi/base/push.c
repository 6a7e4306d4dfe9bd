#include "base/push.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/config.h"
#include "base/log.h"
#include "base/text.h"

/* nginx closes a connection after 1000 requests; leaving earlier avoids
 * writing into a connection that is just being closed. */
enum { SENDS_MAX = 500 };

static int push_socket = -1;
static int sends;

static void
events_close(void)
{
	if (push_socket >= 0)
		close(push_socket);
	push_socket = -1;
	sends = 0;
}

static bool
push_connect(const struct config *config)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	size_t size = strlen(config->push_socket);

	if (push_socket >= 0 && sends < SENDS_MAX)
		return true;
	events_close();
	if (size == 0 || size >= sizeof address.sun_path)
		return false;
	memcpy(address.sun_path, config->push_socket, size);
	push_socket = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (push_socket >= 0
	    && connect(push_socket, (struct sockaddr *)&address, sizeof address) != 0)
		events_close();
	return push_socket >= 0;
}

/* Answers of earlier pushes are thrown away; an end means nginx left. */
static void
replies_skip(void)
{
	char rest[4096];
	ssize_t got = 1;

	while (push_socket >= 0 && got > 0)
		got = recv(push_socket, rest, sizeof rest, MSG_DONTWAIT);
	if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR))
		events_close();
}

static void
event_add(struct ctx *c, struct text_buffer *b, const struct event *event)
{
	struct text_buffer body = { .arena = c->arena };

	/* A topic is part of an address and of JSON as it stands. */
	must(event->topic[strspn(event->topic, "abcdefghijklmnopqrstuvwxyz0123456789-_")] == '\0');
	buffer_format(&body, "{\"topic\":\"%s\",\"version\":%lld}", event->topic,
	    (long long)event->version);
	buffer_format(b, "POST /publish/%s HTTP/1.1\r\nHost: push\r\n"
	    "Content-Type: application/json\r\nContent-Length: %zu\r\n\r\n%.*s", event->topic,
	    body.size, (int)body.size, body.data);
}

/* All events of a request leave together, one after the other on one connection. */
void
events_push(struct ctx *c)
{
	struct text_buffer b = { .arena = c->arena };
	int count = 0;

	for (const struct event *event = c->events; event != NULL; event = event->next, count++)
		event_add(c, &b, event);
	if (count == 0)
		return;
	replies_skip();
	if (!push_connect(c->config)
	    || send(push_socket, b.data, b.size, MSG_DONTWAIT | MSG_NOSIGNAL)
	    != (ssize_t)b.size) {
		events_close();
		log_write(LOG_DEBUG, "events_lost", L(count, count));
	}
	sends += count;
}
