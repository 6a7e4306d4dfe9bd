/* The little that the programs of the benchmark share.  No part of the product. */
#ifndef BENCH_BENCH_H
#define BENCH_BENCH_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

static inline void
need(bool holds, const char *what)
{
	if (holds)
		return;
	fprintf(stderr, "bench: %s\n", what);
	exit(1);
}

static inline double
now_s(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* 36 letters over what is there; no NUL.  The random part comes from a counter
 * that starts by chance: as good for a key, and costs neither side a call. */
static inline void
uuid_write(char *to)
{
	static _Thread_local uint64_t state[2];
	char text[37];

	if (state[0] == 0)
		need(getrandom(state, sizeof state, 0) == sizeof state, "random");
	state[1] = state[1] * 6364136223846793005u + 1442695040888963407u;
	snprintf(text, sizeof text, "%08x-%04x-4%03x-8%03x-%012llx",
	    (unsigned)(state[1] >> 32), (unsigned)(state[1] >> 16) & 0xffff,
	    (unsigned)state[1] >> 20, (unsigned)(state[1] >> 4) & 0xfff,
	    (unsigned long long)(state[0]++ & 0xffffffffffff));
	memcpy(to, text, 36);
}

#endif
