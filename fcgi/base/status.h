#ifndef BASE_STATUS_H
#define BASE_STATUS_H

#include "base/text.h"

/*
 * The local address of a program, METRICS_FOLDER/PROGRAM.metrics: HTTP/1.0, one
 * short question, one answer, end.  GET /health is a JSON object, 503 when the
 * program is not well; GET /metrics is Prometheus' text.  For a health check and
 * a scraper on the same machine, never for the world.
 */
struct config;

struct status {
	bool (*health)(struct text_buffer *, const void *about);	/* whether it is well */
	void (*metrics)(struct text_buffer *, const void *about);
	const void *about;
};
/* The listening socket, in place of an earlier one, or -1. */
int status_open(const struct config *, const char *program);
/* Answers one asker, when one waits. */
void status_answer(int listener, const struct status *);

#endif
