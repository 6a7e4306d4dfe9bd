#ifndef HTTP_WORKER_H
#define HTTP_WORKER_H

#include "http/session.h"

/*
 * Runs a program: a parent holds one listening socket (inherited as fd 0, or
 * made at -s PATH), keeps config->workers children on it, each single-threaded
 * with one database connection; a child that dies is replaced (backing off).
 * SIGTERM: children finish their request and end.  SIGHUP: children are
 * replaced one by one by the program now on disk, no request fails.
 * The parent answers GET /health and /metrics (Prometheus text) on
 * metrics_folder/PROGRAM.metrics and serves nobody else.
 * Serving one request is one function, http/router.c: serve().
 */
struct program {
	const char *name;		/* "till": also database account and log name */
	const struct route *const *routes;	/* tables, ends with NULL */
	const struct session_store *sessions;
};
int worker_main(const struct program *, int argc, char **argv);
#endif
