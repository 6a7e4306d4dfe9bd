#ifndef FCGI_WIRE_H
#define FCGI_WIRE_H

#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

/* FastCGI as bytes: records, and names with values. */
static inline int
unix_connect(const char *path)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int s = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	memcpy(address.sun_path, path, strnlen(path, sizeof address.sun_path - 1));
	if (connect(s, (struct sockaddr *)&address, sizeof address) != 0) {
		close(s);
		return -1;
	}
	return s;
}

static inline void
record_send(int s, int type, const void *data, size_t size)
{
	unsigned char head[8] = { 1, (unsigned char)type, 0, 1, (unsigned char)(size >> 8),
		(unsigned char)size, 0, 0 };

	if (send(s, head, 8, MSG_NOSIGNAL | (size > 0 ? MSG_MORE : 0)) != 8)
		return;
	for (size_t sent = 0; sent < size;) {
		ssize_t n = send(s, (const char *)data + sent, size - sent, MSG_NOSIGNAL);

		if (n <= 0)
			return;
		sent += (size_t)n;
	}
}

struct params { unsigned char data[20000]; size_t size; };

static inline void
length_add(struct params *p, size_t length)
{
	if (length > 127) {
		p->data[p->size++] = (unsigned char)(length >> 24 | 0x80);
		p->data[p->size++] = (unsigned char)(length >> 16);
		p->data[p->size++] = (unsigned char)(length >> 8);
	}
	p->data[p->size++] = (unsigned char)length;
}

static inline void
param_add(struct params *p, const char *name, const char *value)
{
	if (value == NULL)
		return;
	length_add(p, strlen(name));
	length_add(p, strlen(value));
	memcpy(p->data + p->size, name, strlen(name));
	p->size += strlen(name);
	memcpy(p->data + p->size, value, strlen(value));
	p->size += strlen(value);
}
#endif
