#ifndef HTTP_FLEET_H
#define HTTP_FLEET_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

/*
 * The children of a program, one slot each: started, watched, replaced when
 * they die (backing off up to 10 s) or when a roll is asked for.  A child in
 * place is told to end only when its successor has said that it is ready, so
 * a program that does not start never takes a running one down.
 * Used by worker.c alone; never reads a signal or a socket of its own.
 */
struct head_count;
enum { CHILDREN_MAX = 64 };

struct child {
	pid_t pid;		/* in service; 0: none */
	pid_t next;		/* started, not ready yet; 0: none */
	int next_ready;		/* its pipe */
	int side;		/* which of the slot's two status words pid uses */
	int64_t started_us, start_at_us, backoff_us;
};

struct fleet {
	struct child children[CHILDREN_MAX];
	int count;
	int roll;		/* slot being replaced, count when none */
	int leaving;		/* told to end, not gone yet */
	bool ending;
	int listener, metrics;
	const char *path;	/* of the program on disk */
	char **arguments;
};

/* Starts what is due; gives milliseconds until something is, or -1. */
int fleet_tick(struct fleet *);
void fleet_ready(struct fleet *, int slot);	/* its pipe has news */
void fleet_reap(struct fleet *);		/* after SIGCHLD */
void fleet_roll(struct fleet *);
void fleet_end(struct fleet *);
void fleet_kill(struct fleet *);		/* who did not end in time */
bool fleet_is_empty(const struct fleet *);
struct head_count fleet_count(const struct fleet *);

#endif
