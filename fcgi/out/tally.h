#ifndef OUT_TALLY_H
#define OUT_TALLY_H

#include "out/jobs.h"

/*
 * What jobd counts of itself, per lane and per job, in memory that its parent
 * makes before it forks: a count outlives the lane that died.  It begins anew
 * with jobd.  A lane that is stepped by hand (tests) counts nothing.
 */
enum { LANES_MAX = 16, TALLY_JOBS_MAX = 64, HUNG_S = 600 };
enum outcome { RUN_DONE, RUN_FAILED, RUN_CANCELLED, RUN_STOPPED, RUN_LOST, OUTCOMES };

struct lane_tally {
	const char *name;
	int64_t pid;		/* 0: not there */
	int64_t job;		/* what it runs, counted from 1; 0: nothing */
	int64_t seen_us;	/* its last sign of life in that run */
};
struct job_tally {
	const char *name;
	int64_t began_ms, ended_ms, done_ms;	/* of the last run, and of the last that was done */
	int64_t took_us;
	int64_t runs[OUTCOMES];
};
struct tally {
	size_t lane_count, job_count;
	struct lane_tally lanes[LANES_MAX];
	struct job_tally jobs[TALLY_JOBS_MAX];
};

/* The parent: one row per lane and job of the tables (the list ends with NULL). */
struct tally *tally_make(const struct job *const *tables);
void tally_started(struct lane_tally *, int64_t pid);
void tally_gone(struct tally *, struct lane_tally *);	/* with a run in hand: RUN_LOST */

/* A lane, about itself. */
void tally_use(struct tally *, struct lane_tally *);
void tally_begin(const char *job, struct instant now);
void tally_sign(void);
/* state: of the row as job_state has it; "waiting" is RUN_STOPPED. */
void tally_end(const char *state, struct instant now, int64_t took_us);

/* What the tables above this folder want told beside it: a gauge each, read when asked
 * (the list ends with { 0 }).  Said once by the main, before jobs_main. */
struct tally_gauge { const char *name; int (*read)(struct ctx *, int64_t *value); };
void tally_use_gauges(const struct tally_gauge *);

/* tally_status.c: a process of its own that answers health and metrics, with a
 * connection of its own, so that a slow database holds no lane and no parent.
 * Last runs, rows that wait and the outbox come from the database when asked. */
_Noreturn void tally_serve(const struct config *, const struct tally *, int listener);
#endif
