#ifndef OUT_JOBS_H
#define OUT_JOBS_H

#include "db/page.h"

/*
 * Work longer than a second, and work by schedule.  A job is a row of a table
 * (struct job) that jobd runs in its lane, one process per lane, so that a
 * closing never delays a mail.  Progress is a row anybody may read; cancel is
 * asked for in that row and seen at the next job_progress.
 *
 *     const struct job purse_jobs[] = {
 *         { "purse.expire", "sweep", 3600, "Moves what was not used in time", expire },
 *         { 0 } };
 * every_s > 0: started when the last run began every_s ago, never twice at a time.
 * every_s = 0: started by job_start with a number as argument.
 * A schedule of less than a minute keeps one row, "running" as long as jobd lives.
 *
 * A job may be run again from its start: after a stop of jobd (which waits for
 * the next job_progress) and after a crash, at most JOB_TRIES times.  It is
 * written so that what an earlier run did is done once.  It acts as
 * AUDIENCE_SYSTEM, and returns -1 as soon as job_progress refuses.
 */
struct job {
	const char *name, *lane;
	int64_t every_s;
	const char *doc;
	int (*run)(struct ctx *, int64_t argument);
};
enum { JOB_TRIES = 3 };
extern const struct reason job_cancelled, job_running, job_stopped, job_ended;

/* Refuses with job_running while the same name and argument waits or runs. */
int job_start(struct ctx *, const char *name, int64_t argument, int64_t *job_run_id);
/* Call between chunks, outside a transaction.  Refuses with job_cancelled, or with
 * job_stopped when jobd is to end.  total 0: unknown.  Reads the clock for the next
 * chunk into ctx.now.  Outside jobd it does nothing. */
int job_progress(struct ctx *, int64_t done, int64_t total);
/* state: waiting running done failed cancelled */
struct job_state { int64_t job_run_id; const char *name, *state; int64_t done, total;
	struct instant started_at, ended_at; };
extern const struct shape job_state_shape;
int job_read(struct ctx *, int64_t job_run_id, struct job_state *);
/* The newest run with this name and argument; *found false when there is none (any more). */
int job_latest(struct ctx *, const char *name, int64_t argument, bool *found,
    struct job_state *);
/* A waiting job is cancelled within a second, a running one at its next chunk; for one
 * that ended it is refused with job_ended.  Of a schedule, the next run comes all the same. */
int job_cancel(struct ctx *, int64_t job_run_id);

/* Runs as a list: filters name, state, is_open (waits or runs); orders newest, oldest. */
extern const struct listing job_listing;
extern const char *const job_states[], *const job_orders[];
/* The topic of events: a run was asked for, began, ended, is to be cancelled, or came
 * further (told once a second at most; not of schedules below a minute). */
extern const char jobs_topic[];

/* jobd: runs every lane of the tables (the list ends with NULL) until SIGTERM.  SIGHUP:
 * each lane stops at its next step, then the program on disk goes on in the same process. */
int jobs_main(const struct job *const *tables, int argc, char **argv);

/* "once.sweep" and "job.sweep": rows nobody asks for any more. */
extern const struct job sweep_jobs[];
#endif
