#include "out/jobs.h"

#include "base/clock.h"
#include "base/log.h"
#include "base/push.h"
#include "out/lane.h"
#include "out/tally.h"

const struct reason job_cancelled = { 409, "job_cancelled" };
const struct reason job_running = { 409, "job_running" };
const struct reason job_stopped = { 503, "job_stopped" };
const struct reason job_ended = { 409, "job_ended" };

PUBLIC_SHAPE(job_state, "How far a job has come",
    FIELD(job_state, job_run_id, "Number of the run"),
    FIELD(job_state, name, "Name of the job"),
    FIELD(job_state, state, "waiting, running, done, failed or cancelled"),
    FIELD(job_state, done, "Pieces done"),
    FIELD(job_state, total, "Pieces in all, 0 when unknown"),
    FIELD(job_state, started_at, "When it last began", .optional = true),
    FIELD(job_state, ended_at, "When it ended", .optional = true));

struct job_found { int64_t job_run_id; };
SHAPE(job_found, "A run of a job",
    FIELD(job_found, job_run_id, "Number of the run"));

struct job_ask { bool cancel_asked; };
SHAPE(job_ask, "What was asked of a run",
    FIELD(job_ask, cancel_asked, "Somebody asked to cancel it"));

STMT(job_same, "SELECT job_run_id FROM job_run WHERE name = ? AND argument = ? "
    "AND state IN ('waiting', 'running') LIMIT 1");
STMT(job_insert, "INSERT INTO job_run (name, lane, argument, state, asked_by, asked_at) "
    "VALUES (?, '', ?, 'waiting', ?, ?)");
STMT(job_select, "SELECT job_run_id, name, state, done, total, started_at, ended_at "
    "FROM job_run WHERE job_run_id = ?");
STMT(job_select_latest, "SELECT job_run_id, name, state, done, total, started_at, ended_at "
    "FROM job_run WHERE name = ? AND argument = ? ORDER BY job_run_id DESC LIMIT 1");
STMT(job_ask_cancel, "UPDATE job_run SET cancel_asked = 1 "
    "WHERE job_run_id = ? AND state IN ('waiting', 'running')");
STMT(job_asked, "SELECT cancel_asked FROM job_run WHERE job_run_id = ?");
STMT(job_write, "UPDATE job_run SET done = ?, total = ?, seen_at = ? "
    "WHERE job_run_id = ?");

const char jobs_topic[] = "jobs";
const char *const job_states[] = { "waiting", "running", "done", "failed", "cancelled", NULL };
const char *const job_orders[] = { "newest", "oldest", NULL };

struct job_row {
	int64_t job_run_id;
	const char *name, *state;
	int64_t done, total;
	bool cancel_asked;
	const char *reason;
	int64_t asked_by;
	const char *asked_by_name;
	struct instant asked_at, started_at, ended_at;
};
SHAPE(job_row, "A run of a job",
    FIELD(job_row, job_run_id, "Number of the run"),
    FIELD(job_row, name, "Name of the job", .words = "job"),
    FIELD(job_row, state, "How it stands", .choices = job_states, .words = "job_state"),
    FIELD(job_row, done, "Pieces done"),
    FIELD(job_row, total, "Pieces in all, 0 when unknown"),
    FIELD(job_row, cancel_asked, "Somebody asked to cancel it"),
    FIELD(job_row, reason, "Code of the reason it ended with", .words = "reason",
        .optional = true),
    FIELD(job_row, asked_by, "Account; 0: the schedule"),
    FIELD(job_row, asked_by_name, "Its name", .optional = true),
    FIELD(job_row, asked_at, "When it was asked for"),
    FIELD(job_row, started_at, "When it last began", .optional = true),
    FIELD(job_row, ended_at, "When it ended", .optional = true));

const struct listing job_listing = {
	.select = "SELECT j.job_run_id, j.name, j.state, j.done, j.total, j.cancel_asked, "
	    "j.reason, j.asked_by, a.name AS asked_by_name, j.asked_at, j.started_at, j.ended_at "
	    "FROM job_run j LEFT JOIN account_label a ON a.account_id = j.asked_by WHERE 1 = 1",
	.filters = (const struct filter[]){
	    { "name", "j.name = ?" },
	    { "state", "j.state = ?" },
	    { "is_open", "j.state IN ('waiting', 'running') AND ?" }, { 0 } },
	.orders = (const struct order[]){
	    { "newest", "j.job_run_id", true }, { "oldest", "j.job_run_id", false }, { 0 } },
	.key = "j.job_run_id", .row = &job_row_shape, .export_name = "jobs" };

enum { WRITE_EVERY_US = 250000, TELL_EVERY_US = 1000000 };

/* A jobd process runs one job at a time; everywhere else this stays empty. */
static struct { int64_t job_run_id, written_us, told_us; bool is_kept; } mine;

void
job_run_begin(int64_t job_run_id, bool is_kept)
{
	mine.job_run_id = job_run_id;
	mine.written_us = 0;
	mine.told_us = clock_monotonic_us();
	mine.is_kept = is_kept;
}

/* Not from c->events: what the job itself tells may lie in memory it gave back. */
void
job_tell(struct ctx *c)
{
	struct ctx told = { .arena = c->arena, .config = c->config };
	struct mark mark = arena_mark(c->arena);

	event_tell(&told, c->now.ms, "%s", jobs_topic);
	events_push(&told);
	arena_rewind(c->arena, mark);
}

/* That it began was told by its lane, that it ended will be. */
static void
tell_progress(struct ctx *c, int64_t now_us)
{
	if (mine.is_kept || now_us - mine.told_us < TELL_EVERY_US)
		return;
	job_tell(c);
	mine.told_us = now_us;
}

int
job_start(struct ctx *c, const char *name, int64_t argument, int64_t *job_run_id)
{
	struct job_found found;
	bool is_there;

	if (db_maybe(c, &is_there, &job_same, &job_found_shape, &found, A(name),
	    A(argument)) != 0)
		return -1;
	if (is_there)
		return fail(c, &job_running);
	/* Two at the same moment give two rows: they run one after the other. */
	if (db_run(c, &job_insert, A(name), A(argument), A(c->actor.account_id),
	    A(c->now)) != 0)
		return -1;
	*job_run_id = db_inserted(c);
	event_tell(c, *job_run_id, "%s", jobs_topic);
	return 0;
}

/* Every chunk asks; the row is written four times a second and at the end. */
int
job_progress(struct ctx *c, int64_t done, int64_t total)
{
	int64_t now_us = clock_monotonic_us();
	struct job_ask ask;

	must(!db_in_transaction(c));
	if (mine.job_run_id == 0)
		return 0;
	tally_sign();
	c->now = clock_now(c->config);
	if (mine.written_us == 0 || done == total || now_us - mine.written_us > WRITE_EVERY_US) {
		if (db_run(c, &job_write, A(done), A(total), A(c->now),
		    A(mine.job_run_id)) != 0)
			return -1;
		mine.written_us = now_us;
		tell_progress(c, now_us);
	}
	if (db_one(c, &job_asked, &job_ask_shape, &ask, A(mine.job_run_id)) != 0)
		return -1;
	if (ask.cancel_asked)
		return fail(c, &job_cancelled);
	return lane_stopping() ? fail(c, &job_stopped) : 0;
}

int
job_read(struct ctx *c, int64_t job_run_id, struct job_state *out)
{
	return db_one(c, &job_select, &job_state_shape, out, A(job_run_id));
}

int
job_latest(struct ctx *c, const char *name, int64_t argument, bool *found, struct job_state *out)
{
	return db_maybe(c, found, &job_select_latest, &job_state_shape, out, A(name), A(argument));
}

int
job_cancel(struct ctx *c, int64_t job_run_id)
{
	struct job_state state;

	if (db_run(c, &job_ask_cancel, A(job_run_id)) != 0)
		return -1;
	if (db_changed(c) != 0) {
		event_tell(c, job_run_id, "%s", jobs_topic);
		return 0;
	}
	if (job_read(c, job_run_id, &state) != 0)
		return -1;
	return state.ended_at.ms != 0 ? fail(c, &job_ended) : 0;	/* 0: asked before */
}
