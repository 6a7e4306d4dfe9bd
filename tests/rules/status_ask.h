#ifndef STATUS_ASK_H
#define STATUS_ASK_H

#include "fcgi_wire.h"

/* What a program answers on its local address; the text lives until the next call. */
static inline const char *
status_ask(const char *socket, const char *path)
{
	static char text[300000];
	size_t size = 0;
	ssize_t got;
	int s = unix_connect(socket);

	assert_true(s >= 0 && dprintf(s, "GET %s HTTP/1.0\r\n\r\n", path) > 0);
	while ((got = recv(s, text + size, sizeof text - 1 - size, 0)) > 0)
		size += (size_t)got;
	text[size] = '\0';
	close(s);
	return text;
}

static inline long
number_after(const char *text, const char *word)
{
	const char *at = strstr(text, word);

	assert_non_null(at);
	return strtol(at + strlen(word), NULL, 10);
}

#endif
