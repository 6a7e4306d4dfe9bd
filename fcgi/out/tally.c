#include "out/tally.h"

#include <string.h>
#include <sys/mman.h>

#include "base/clock.h"
#include "base/log.h"

/* In a lane's process: the lane's own row. */
static struct tally *shared;
static struct lane_tally *own;

static void
put(int64_t *at, int64_t value)
{
	__atomic_store_n(at, value, __ATOMIC_RELAXED);
}

static void
add_lane(struct tally *t, const char *name)
{
	for (size_t i = 0; i < t->lane_count; i++)
		if (strcmp(t->lanes[i].name, name) == 0)
			return;
	must(t->lane_count < LANES_MAX);
	t->lanes[t->lane_count++].name = name;
}

struct tally *
tally_make(const struct job *const *tables)
{
	struct tally *t = mmap(NULL, sizeof *t, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	must(t != MAP_FAILED);
	for (; *tables != NULL; tables++) {
		for (const struct job *j = *tables; j->name != NULL; j++) {
			add_lane(t, j->lane);
			must(t->job_count < TALLY_JOBS_MAX);
			t->jobs[t->job_count++].name = j->name;
		}
	}
	return t;
}

void
tally_started(struct lane_tally *lane, int64_t pid)
{
	put(&lane->pid, pid);
}

void
tally_gone(struct tally *t, struct lane_tally *lane)
{
	put(&lane->pid, 0);
	if (lane->job != 0)
		t->jobs[lane->job - 1].runs[RUN_LOST]++;
	put(&lane->job, 0);
}

void
tally_use(struct tally *t, struct lane_tally *lane)
{
	shared = t;
	own = lane;
}

void
tally_begin(const char *job, struct instant now)
{
	if (own == NULL)
		return;
	for (size_t i = 0; i < shared->job_count; i++) {
		if (strcmp(shared->jobs[i].name, job) != 0)
			continue;
		put(&shared->jobs[i].began_ms, now.ms);
		tally_sign();
		put(&own->job, (int64_t)i + 1);
	}
}

void
tally_sign(void)
{
	if (own != NULL)
		put(&own->seen_us, clock_monotonic_us());
}

static enum outcome
outcome_of(const char *state)
{
	return strcmp(state, "done") == 0 ? RUN_DONE :
	    strcmp(state, "cancelled") == 0 ? RUN_CANCELLED :
	    strcmp(state, "waiting") == 0 ? RUN_STOPPED : RUN_FAILED;
}

void
tally_end(const char *state, struct instant now, int64_t took_us)
{
	enum outcome outcome = outcome_of(state);
	struct job_tally *job;

	if (own == NULL || own->job == 0)
		return;
	job = &shared->jobs[own->job - 1];
	put(&job->ended_ms, now.ms);
	if (outcome == RUN_DONE)
		put(&job->done_ms, now.ms);
	put(&job->took_us, took_us);
	put(&job->runs[outcome], job->runs[outcome] + 1);
	put(&own->job, 0);
}
