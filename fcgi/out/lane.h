#ifndef OUT_LANE_H
#define OUT_LANE_H

#include "base/config.h"
#include "out/jobs.h"

/*
 * One lane: one process with one connection that runs the jobs of its name,
 * one at a time.  Shared by jobs.c, lane.c and jobs_main.c; the rules tests
 * step a lane by hand.
 */
struct lane;

/* Lives as long as the process. */
struct lane *lane_new(const struct config *, struct db *, const struct job *const *tables,
    const char *name);
/* Takes back rows of dead runners, then runs each job that waits or is due, once.
 * True when something ran. */
bool lane_step(struct lane *);
/* Gives back the rows it keeps for short schedules. */
void lane_end(struct lane *);

/* "host/pid/start": names a process, and no later one with the same pid. */
enum { RUNNER_SIZE = 120 };
void runner_name(char out[RUNNER_SIZE]);
/* Sure that it is gone; false for a process of another host. */
bool runner_is_gone(const char *runner);

/* SIGTERM came (it is blocked in jobd and asked for here). */
bool lane_stopping(void);
/* Sleeps, but not past a SIGTERM. */
void lane_sleep(int64_t ms);

/* The run that job_progress writes to; 0: none.  is_kept: the row of a short
 * schedule, of whose steps open pages are not told. */
void job_run_begin(int64_t job_run_id, bool is_kept);

/* Tells open pages at once that the runs changed; after COMMIT. */
void job_tell(struct ctx *);
#endif
