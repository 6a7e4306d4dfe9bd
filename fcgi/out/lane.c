#include "out/lane.h"

#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "out/tally.h"

/* A schedule below HELD_S keeps its row; a row of another host whose heartbeat
 * is older than LOST_S is taken back; the others are looked for every LOOK_S. */
enum { HELD_S = 60, HEARTBEAT_S = 20, LOST_S = 600, LOOK_S = 30, JOBS_MAX = 64 };

struct slot {
	const struct job *job;
	int64_t held_id;	/* the row kept for a short schedule, 0: none */
	int64_t due_us, beaten_us;
};

struct lane {
	struct arena arena;
	struct ctx ctx;
	const char *name;
	char runner[RUNNER_SIZE];
	int64_t looked_us;
	struct slot slots[JOBS_MAX];
	size_t count;
};

struct claim { int64_t job_run_id, argument; bool cancel_asked; };
SHAPE(claim, "A run to begin",
    FIELD(claim, job_run_id, "Number of the run"),
    FIELD(claim, argument, "What it was started with"),
    FIELD(claim, cancel_asked, "Somebody asked to cancel it"));

struct orphan { int64_t job_run_id; const char *runner; struct instant seen_at; };
SHAPE(orphan, "A run whose runner may be gone",
    FIELD(orphan, job_run_id, "Number of the run"),
    FIELD(orphan, runner, "The process that took it"),
    FIELD(orphan, seen_at, "Its last sign of life"));

STMT(claim_waiting, "SELECT job_run_id, argument, cancel_asked FROM job_run "
    "WHERE name = ? AND state = 'waiting' ORDER BY job_run_id LIMIT 1 FOR UPDATE SKIP LOCKED");
/* A start in the future is one before a sample clock was set back. */
STMT(claim_recent, "SELECT job_run_id, argument, cancel_asked FROM job_run "
    "WHERE name = ? AND (state IN ('waiting', 'running') "
    "OR (started_at > ? AND started_at <= ?)) LIMIT 1");
STMT(claim_insert, "INSERT INTO job_run (name, lane, argument, state, asked_by, asked_at) "
    "VALUES (?, ?, 0, 'waiting', 0, ?)");
STMT(claim_take, "UPDATE job_run SET state = 'running', lane = ?, runner = ?, "
    "started_at = ?, seen_at = ?, done = 0, total = 0, tries = tries + 1 "
    "WHERE job_run_id = ?");
STMT(claim_drop, "UPDATE job_run SET state = 'cancelled', ended_at = ? WHERE job_run_id = ?");
STMT(run_end, "UPDATE job_run SET state = ?, reason = ?, ended_at = ? "
    "WHERE job_run_id = ? AND runner = ? AND state = 'running'");
STMT(run_return, "UPDATE job_run SET state = 'waiting', runner = NULL, tries = 0 "
    "WHERE job_run_id = ? AND runner = ? AND state = 'running'");
STMT(run_beat, "UPDATE job_run SET seen_at = ? "
    "WHERE job_run_id = ? AND runner = ? AND state = 'running'");
STMT(orphan_list, "SELECT job_run_id, runner, seen_at FROM job_run "
    "WHERE state = 'running' AND lane = ? LIMIT 200");
STMT(orphan_release, "UPDATE job_run SET ended_at = IF(cancel_asked = 1 OR tries >= ?, ?, NULL), "
    "state = IF(cancel_asked = 1, 'cancelled', IF(tries >= ?, 'failed', 'waiting')), "
    "runner = NULL WHERE job_run_id = ? AND runner = ? AND state = 'running'");

struct lane *
lane_new(const struct config *config, struct db *db, const struct job *const *tables,
    const char *name)
{
	struct lane *l = arena_forever(sizeof *l);

	l->ctx = (struct ctx){ .arena = &l->arena, .config = config, .db = db,
	    .language = "ja", .actor = { .audience = AUDIENCE_SYSTEM } };
	l->name = name;
	runner_name(l->runner);
	for (; *tables != NULL; tables++) {
		for (const struct job *j = *tables; j->name != NULL; j++) {
			if (strcmp(j->lane, name) != 0)
				continue;
			must(l->count < JOBS_MAX);
			l->slots[l->count++].job = j;
		}
	}
	return l;
}

/* A fresh act: its own memory, time and reason. */
static struct ctx *
begin_act(struct lane *l)
{
	arena_reset(&l->arena);
	fail_forget(&l->ctx);
	l->ctx.events = NULL;
	l->ctx.now = clock_now(l->ctx.config);
	return &l->ctx;
}

static void
log_trouble(struct lane *l, const char *event, const char *job)
{
	struct ctx *c = &l->ctx;

	log_write(LOG_WARNING, event, L(lane, l->name), L(job, job),
	    L(reason, c->reason != NULL ? c->reason->code : "none"),
	    L(detail, c->detail != NULL ? c->detail : ""));
}

struct taking {
	struct lane *lane;
	const struct slot *slot;
	bool found, dropped;
	struct claim claim;
};

/* A new row for a schedule that is due; found stays false when it is not. */
static int
add_due(struct ctx *c, struct taking *t)
{
	const struct job *j = t->slot->job;
	struct instant since = { c->now.ms - j->every_s * 1000 };
	struct claim other;
	bool recent;

	/* What is kept must begin anew when its keeper ended a moment ago. */
	if (j->every_s < HELD_S)
		since = c->now;
	if (db_maybe(c, &recent, &claim_recent, &claim_shape, &other, A(j->name), A(since),
	    A(c->now)) != 0)
		return -1;
	if (recent)
		return 0;
	if (db_run(c, &claim_insert, A(j->name), A(t->lane->name), A(c->now)) != 0)
		return -1;
	t->claim = (struct claim){ .job_run_id = db_inserted(c) };
	t->found = true;
	return 0;
}

static int
take(struct ctx *c, void *arg)
{
	struct taking *t = arg;
	const struct job *j = t->slot->job;

	t->found = t->dropped = false;
	if (db_maybe(c, &t->found, &claim_waiting, &claim_shape, &t->claim, A(j->name)) != 0)
		return -1;
	if (!t->found && j->every_s > 0 && add_due(c, t) != 0)
		return -1;
	if (!t->found)
		return 0;
	if (t->claim.cancel_asked) {
		t->found = false;
		t->dropped = true;
		return db_run(c, &claim_drop, A(c->now), A(t->claim.job_run_id));
	}
	if (db_run(c, &claim_take, A(t->lane->name), A(t->lane->runner), A(c->now),
	    A(c->now), A(t->claim.job_run_id)) == 0)
		return 0;
	/* The unique key on the running name: never twice at a time. */
	return db_duplicate(c) != NULL ? fail(c, &job_running) : -1;
}

/* True when a row is ours now. */
static bool
claim_run(struct lane *l, const struct slot *slot, struct claim *out)
{
	struct ctx *c = begin_act(l);
	struct taking t = { .lane = l, .slot = slot };

	if (db_transact(c, take, &t) != 0) {
		if (c->reason == &job_running)
			return false;
		log_trouble(l, "job_not_claimed", slot->job->name);
		lane_sleep(1000);	/* the database is away: no flood of lines */
		return false;
	}
	if (t.found || t.dropped)
		job_tell(c);
	*out = t.claim;
	return t.found;
}

/* reason: code of the last refusal, a constant; NULL when there was none. */
static void
end_run(struct lane *l, int64_t id, const char *state, const char *reason)
{
	struct ctx *c = begin_act(l);
	int failed;

	if (strcmp(state, "waiting") == 0)
		failed = db_run(c, &run_return, A(id), A(l->runner));
	else
		failed = db_run(c, &run_end, A(state), A(reason), A(c->now), A(id),
		    A(l->runner));
	/* The row stays "running" under our name: the next look takes it back. */
	if (failed != 0)
		log_trouble(l, "job_end_not_written", state);
	else
		job_tell(c);
}

static const char *
reason_code(const struct lane *l)
{
	return l->ctx.reason != NULL ? l->ctx.reason->code : NULL;
}

static const char *
run_job(struct lane *l, const struct job *job, struct claim claim)
{
	int64_t began_us = clock_monotonic_us();
	struct ctx *c = begin_act(l);
	bool is_kept = job->every_s > 0 && job->every_s < HELD_S;
	const char *state = "done";
	int64_t took_us;

	job_run_begin(claim.job_run_id, is_kept);
	tally_begin(job->name, c->now);
	if (job->run(c, claim.argument) != 0) {
		must(c->reason != NULL);
		state = c->reason == &job_stopped ? "waiting" :
		    c->reason == &job_cancelled ? "cancelled" : "failed";
		log_trouble(l, "job_refused", job->name);
	}
	must(!db_in_transaction(c));
	job_run_begin(0, false);
	took_us = clock_monotonic_us() - began_us;
	tally_end(state, clock_now(c->config), took_us);
	if (!is_kept)
		log_write(LOG_INFO, "job_ended", L(job, job->name),
		    L(job_run_id, claim.job_run_id), L(state, state),
		    L(took_us, took_us));
	return state;
}

/* False: the row is not ours any more. */
static bool
beat(struct lane *l, struct slot *s, int64_t now_us)
{
	struct ctx *c;

	if (now_us - s->beaten_us < HEARTBEAT_S * INT64_C(1000000))
		return true;
	c = begin_act(l);
	if (db_run(c, &run_beat, A(c->now), A(s->held_id), A(l->runner)) != 0)
		return true;
	s->beaten_us = now_us;
	return db_changed(c) != 0;
}

/* Short schedules: the row is taken once, then each run costs the work alone. */
static bool
step_held(struct lane *l, struct slot *s)
{
	int64_t now_us = clock_monotonic_us();
	struct claim claim = { .job_run_id = s->held_id };
	const char *state;

	if (now_us < s->due_us)
		return false;
	s->due_us = now_us + s->job->every_s * 1000000;
	if (s->held_id != 0 && !beat(l, s, now_us))
		s->held_id = 0;
	if (s->held_id == 0) {
		if (!claim_run(l, s, &claim))
			return false;
		s->held_id = claim.job_run_id;
		s->beaten_us = now_us;
	}
	claim.job_run_id = s->held_id;
	state = run_job(l, s->job, claim);
	if (strcmp(state, "cancelled") == 0 || strcmp(state, "waiting") == 0) {
		end_run(l, s->held_id, state, reason_code(l));
		s->held_id = 0;
	}
	return true;
}

static bool
is_held(const struct lane *l, int64_t job_run_id)
{
	for (size_t i = 0; i < l->count; i++)
		if (l->slots[i].held_id == job_run_id)
			return true;
	return false;
}

static bool
is_orphan(const struct lane *l, const struct orphan *o)
{
	if (strcmp(o->runner, l->runner) == 0)
		return !is_held(l, o->job_run_id);
	return runner_is_gone(o->runner) ||
	    l->ctx.now.ms - o->seen_at.ms > LOST_S * INT64_C(1000);
}

/* Rows of processes that are gone wait again, unless they ended three of them. */
static void
look_for_orphans(struct lane *l)
{
	int64_t now_us = clock_monotonic_us();
	struct ctx *c;
	struct list found;
	const struct orphan *o;

	if (l->looked_us != 0 && now_us - l->looked_us < LOOK_S * INT64_C(1000000))
		return;
	c = begin_act(l);
	if (db_list(c, &orphan_list, &orphan_shape, &found, A(l->name)) != 0) {
		log_trouble(l, "job_orphans_unread", "");
		return;
	}
	l->looked_us = now_us;
	o = found.items;
	for (size_t i = 0; i < found.count; i++) {
		if (!is_orphan(l, &o[i]))
			continue;
		log_write(LOG_WARNING, "job_orphan", L(lane, l->name),
		    L(job_run_id, o[i].job_run_id), L(runner, o[i].runner));
		if (db_run(c, &orphan_release, A(JOB_TRIES), A(c->now), A(JOB_TRIES),
		    A(o[i].job_run_id), A(o[i].runner)) != 0)
			log_trouble(l, "job_orphan_kept", "");
		else
			job_tell(c);
	}
}

bool
lane_step(struct lane *l)
{
	bool ran = false;
	const char *state;
	struct claim claim;

	look_for_orphans(l);
	for (size_t i = 0; i < l->count && !lane_stopping(); i++) {
		struct slot *s = &l->slots[i];

		if (s->job->every_s > 0 && s->job->every_s < HELD_S) {
			ran = step_held(l, s) || ran;
		} else if (claim_run(l, s, &claim)) {
			state = run_job(l, s->job, claim);
			end_run(l, claim.job_run_id, state, reason_code(l));
			ran = true;
		}
	}
	return ran;
}

void
lane_end(struct lane *l)
{
	for (size_t i = 0; i < l->count; i++) {
		if (l->slots[i].held_id != 0)
			end_run(l, l->slots[i].held_id, "done", NULL);
		l->slots[i].held_id = 0;
	}
	arena_reset(&l->arena);
}
