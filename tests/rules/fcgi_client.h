#ifndef FCGI_CLIENT_H
#define FCGI_CLIENT_H

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include "fcgi_wire.h"

/*
 * The other end of FastCGI: sends one request on a connection of its own, as
 * nginx does, and reads the answer.
 *     struct reply r = ask(socket, &(struct asked){ .method = "GET", .uri = "/..." });
 * status 0: the connection ended without an answer.
 */
struct asked {
	const char *method, *uri, *type, *cookie, *key, *origin, *site, *fault, *body;
	long long claim;	/* Content-Length when not that of the body */
};
struct reply {
	int status;
	size_t size;
	char text[200000];	/* headers and body */
	const char *body;
};

static inline void
request_send(int s, const struct asked *a)
{
	static const unsigned char begin[8] = { 0, 1, 0 };
	size_t size = a->body != NULL ? strlen(a->body) : 0;
	struct params p = { .size = 0 };
	char length[32];

	snprintf(length, sizeof length, "%lld", a->claim != 0 ? a->claim : (long long)size);
	param_add(&p, "REQUEST_METHOD", a->method);
	param_add(&p, "REQUEST_URI", a->uri);
	param_add(&p, "CONTENT_LENGTH", length);
	param_add(&p, "CONTENT_TYPE", a->type);
	param_add(&p, "HTTP_COOKIE", a->cookie);
	param_add(&p, "HTTP_IDEMPOTENCY_KEY", a->key);
	param_add(&p, "HTTP_ORIGIN", a->origin);
	param_add(&p, "HTTP_SEC_FETCH_SITE", a->site);
	param_add(&p, "HTTP_X_FAULT", a->fault);
	param_add(&p, "REMOTE_ADDR", "192.0.2.7");
	record_send(s, 1, begin, 8);
	record_send(s, 4, p.data, p.size);
	record_send(s, 4, NULL, 0);
	for (size_t at = 0; at < size; at += 60000)
		record_send(s, 5, a->body + at, size - at < 60000 ? size - at : 60000);
	record_send(s, 5, NULL, 0);
}

static inline int
exactly(int s, void *into, size_t size)
{
	for (size_t got = 0; got < size;) {
		ssize_t n = recv(s, (char *)into + got, size - got, 0);

		if (n <= 0)
			return -1;
		got += (size_t)n;
	}
	return 0;
}

static inline void
reply_read(int s, struct reply *r)
{
	unsigned char head[8];
	char rest[70000];
	const char *blank;

	memset(r, 0, offsetof(struct reply, text) + 1);
	while (exactly(s, head, 8) == 0) {
		size_t size = (size_t)(head[4] << 8 | head[5]), padding = head[6];

		if (exactly(s, rest, size + padding) != 0)
			break;
		if (head[1] == 6 && r->size + size < sizeof r->text - 1) {
			memcpy(r->text + r->size, rest, size);
			r->size += size;
		}
	}
	r->text[r->size] = '\0';
	blank = strstr(r->text, "\r\n\r\n");
	r->body = blank != NULL ? blank + 4 : "";
	if (strncmp(r->text, "Status: ", 8) == 0)
		r->status = (int)strtol(r->text + 8, NULL, 10);
	close(s);
}

static inline int
ask(const char *socket_path, const struct asked *a, struct reply *r)
{
	int s = unix_connect(socket_path);

	r->status = 0;
	r->text[0] = '\0';
	r->body = r->text;
	if (s < 0)
		return 0;
	request_send(s, a);
	reply_read(s, r);
	return r->status;
}
#endif
