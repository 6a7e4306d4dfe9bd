#include "out/jobs.h"

enum { CHUNK = 1000, ONCE_KEPT_S = 86400, RUNS_KEPT_S = 90 * 86400 };

STMT(once_sweep, "DELETE FROM once_key WHERE created_at < ? ORDER BY created_at LIMIT 1000");
STMT(job_sweep, "DELETE FROM job_run WHERE ended_at < ? "
    "AND state IN ('done', 'failed', 'cancelled') ORDER BY job_run_id LIMIT 1000");

/* Small commits: a long delete would hold locks that requests wait for. */
static int
sweep(struct ctx *c, const struct stmt *stmt, int64_t kept_s)
{
	const struct instant before = { c->now.ms - kept_s * 1000 };
	int64_t done = 0, changed;

	do {
		if (db_run(c, stmt, A(before)) != 0)
			return -1;
		changed = db_changed(c);
		done += changed;
		if (job_progress(c, done, 0) != 0)
			return -1;
	} while (changed == CHUNK);
	return 0;
}

static int
sweep_once(struct ctx *c, int64_t argument)
{
	(void)argument;
	return sweep(c, &once_sweep, ONCE_KEPT_S);
}

static int
sweep_runs(struct ctx *c, int64_t argument)
{
	(void)argument;
	return sweep(c, &job_sweep, RUNS_KEPT_S);
}

const struct job sweep_jobs[] = {
	{ "once.sweep", "sweep", 3600, "Deletes stored answers older than a day", sweep_once },
	{ "job.sweep", "sweep", 86400, "Deletes runs that ended three months ago", sweep_runs },
	{ 0 }
};
