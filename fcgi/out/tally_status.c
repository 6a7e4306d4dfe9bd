#include "out/tally.h"

#include <poll.h>
#include <stddef.h>

#include "base/clock.h"
#include "base/status.h"

/* What the database knows of a job, also from before jobd was started. */
struct job_past {
	struct instant began_at, done_at, failed_at, cancelled_at;
	int64_t waiting;
};
SHAPE(job_past, "Last runs of a job",
    FIELD(job_past, began_at, "When the last run began", .optional = true),
    FIELD(job_past, done_at, "When the last one that was done ended", .optional = true),
    FIELD(job_past, failed_at, "When the last one that failed ended", .optional = true),
    FIELD(job_past, cancelled_at, "When the last one that was cancelled ended",
	.optional = true),
    FIELD(job_past, waiting, "Runs that wait"));

struct outbox_past { int64_t waiting; struct instant oldest_at; };
SHAPE(outbox_past, "Mails that wait",
    FIELD(outbox_past, waiting, "How many"),
    FIELD(outbox_past, oldest_at, "When the oldest was written", .optional = true));

/* Each part is a look into an index: a scraper asks every few seconds. */
STMT(past_of_job, "SELECT (SELECT MAX(started_at) FROM job_run WHERE name = ?) AS began_at, "
    "(SELECT ended_at FROM job_run WHERE name = ? AND state = 'done' "
    "ORDER BY job_run_id DESC LIMIT 1) AS done_at, "
    "(SELECT ended_at FROM job_run WHERE name = ? AND state = 'failed' "
    "ORDER BY job_run_id DESC LIMIT 1) AS failed_at, "
    "(SELECT ended_at FROM job_run WHERE name = ? AND state = 'cancelled' "
    "ORDER BY job_run_id DESC LIMIT 1) AS cancelled_at, "
    "(SELECT COUNT(*) FROM job_run WHERE name = ? AND state = 'waiting') AS waiting");
STMT(past_of_outbox, "SELECT COUNT(*) AS waiting, MIN(written_at) AS oldest_at FROM outbox "
    "WHERE state = 'waiting'");

static const char *const outcome_names[OUTCOMES] = { "done", "failed", "cancelled", "stopped",
	"lost" };

/* A row of the answer; a moment that never was is 0 and left out. */
struct job_facts { double began_s, ended_s, done_s, took_s; };
static const struct gauge { const char *name; size_t at; } gauges[] = {
	{ "madoguchi_job_last_start_timestamp_seconds", offsetof(struct job_facts, began_s) },
	{ "madoguchi_job_last_end_timestamp_seconds", offsetof(struct job_facts, ended_s) },
	{ "madoguchi_job_last_success_timestamp_seconds", offsetof(struct job_facts, done_s) },
	{ "madoguchi_job_last_run_seconds", offsetof(struct job_facts, took_s) },
};

struct answerer { const struct config *config; struct db *db; const struct tally *tally; };

struct past { struct job_past jobs[TALLY_JOBS_MAX]; struct outbox_past outbox; };

static int64_t
load(const int64_t *at)
{
	return __atomic_load_n(at, __ATOMIC_RELAXED);
}

static double
seconds(int64_t a_ms, int64_t b_ms)
{
	return (double)(a_ms > b_ms ? a_ms : b_ms) / 1000;
}

static bool
health(struct text_buffer *b, const void *about)
{
	const struct tally *t = ((const struct answerer *)about)->tally;
	int64_t ready = 0, busy = 0, hung = 0, now_us = clock_monotonic_us();
	bool well;

	for (size_t i = 0; i < t->lane_count; i++) {
		bool runs = load(&t->lanes[i].job) != 0;

		ready += load(&t->lanes[i].pid) != 0;
		busy += runs;
		hung += runs && now_us - load(&t->lanes[i].seen_us) > HUNG_S * INT64_C(1000000);
	}
	/* Each lane has work that no other does. */
	well = ready == (int64_t)t->lane_count && hung == 0;
	buffer_format(b, "{\"status\":\"%s\",\"program\":\"jobd\",\"wanted\":%zu,"
	    "\"ready\":%lld,\"busy\":%lld,\"hung\":%lld}\n", well ? "ok" : "failing",
	    t->lane_count, (long long)ready, (long long)busy, (long long)hung);
	return well;
}

static int
past_read(struct ctx *c, const struct tally *t, struct past *p)
{
	if (db_ping(c) != 0)
		return -1;
	for (size_t i = 0; i < t->job_count; i++) {
		const char *name = t->jobs[i].name;

		if (db_one(c, &past_of_job, &job_past_shape, &p->jobs[i], A(name), A(name),
		    A(name), A(name), A(name)) != 0)
			return -1;
	}
	return db_one(c, &past_of_outbox, &outbox_past_shape, &p->outbox);
}

static void
lanes_text(struct text_buffer *b, const struct tally *t)
{
	buffer_text(b, "# TYPE madoguchi_lane_up gauge\n");
	for (size_t i = 0; i < t->lane_count; i++)
		buffer_format(b, "madoguchi_lane_up{lane=\"%s\"} %d\n", t->lanes[i].name,
		    load(&t->lanes[i].pid) != 0);
	buffer_text(b, "# TYPE madoguchi_lane_busy gauge\n");
	for (size_t i = 0; i < t->lane_count; i++)
		buffer_format(b, "madoguchi_lane_busy{lane=\"%s\"} %d\n", t->lanes[i].name,
		    load(&t->lanes[i].job) != 0);
}

static void
runs_text(struct text_buffer *b, const struct tally *t)
{
	buffer_text(b, "# TYPE madoguchi_job_runs_total counter\n");
	for (size_t i = 0; i < t->job_count; i++) {
		for (int outcome = 0; outcome < OUTCOMES; outcome++)
			buffer_format(b, "madoguchi_job_runs_total{job=\"%s\",outcome=\"%s\"} "
			    "%lld\n", t->jobs[i].name, outcome_names[outcome],
			    (long long)load(&t->jobs[i].runs[outcome]));
	}
}

/* The later of both: a schedule of seconds keeps one row for all of its runs. */
static struct job_facts
facts_of(const struct job_tally *j, const struct job_past *p)
{
	int64_t ended_ms = p->failed_at.ms > p->cancelled_at.ms ? p->failed_at.ms :
	    p->cancelled_at.ms;

	if (p->done_at.ms > ended_ms)
		ended_ms = p->done_at.ms;
	return (struct job_facts){
		.began_s = seconds(load(&j->began_ms), p->began_at.ms),
		.ended_s = seconds(load(&j->ended_ms), ended_ms),
		.done_s = seconds(load(&j->done_ms), p->done_at.ms),
		.took_s = (double)load(&j->took_us) / 1e6 };
}

static void
gauges_text(struct text_buffer *b, const struct tally *t, const struct past *p)
{
	for (size_t g = 0; g < sizeof gauges / sizeof gauges[0]; g++) {
		buffer_format(b, "# TYPE %s gauge\n", gauges[g].name);
		for (size_t i = 0; i < t->job_count; i++) {
			struct job_facts facts = facts_of(&t->jobs[i], &p->jobs[i]);
			double value = *(const double *)((const char *)&facts + gauges[g].at);

			if (value > 0)
				buffer_format(b, "%s{job=\"%s\"} %.6f\n", gauges[g].name,
				    t->jobs[i].name, value);
		}
	}
}

static void
waiting_text(struct text_buffer *b, const struct tally *t, const struct past *p,
    struct instant now)
{
	const struct outbox_past *o = &p->outbox;

	buffer_text(b, "# TYPE madoguchi_job_waiting gauge\n");
	for (size_t i = 0; i < t->job_count; i++)
		buffer_format(b, "madoguchi_job_waiting{job=\"%s\"} %lld\n", t->jobs[i].name,
		    (long long)p->jobs[i].waiting);
	buffer_format(b, "# TYPE madoguchi_outbox_waiting gauge\n"
	    "madoguchi_outbox_waiting %lld\n"
	    "# TYPE madoguchi_outbox_oldest_seconds gauge\n"
	    "madoguchi_outbox_oldest_seconds %.3f\n", (long long)o->waiting,
	    o->oldest_at.ms != 0 ? (double)(now.ms - o->oldest_at.ms) / 1000 : 0);
}

static const struct tally_gauge no_gauges[] = { { 0 } };
static const struct tally_gauge *more_gauges = no_gauges;

void
tally_use_gauges(const struct tally_gauge *table)
{
	more_gauges = table;
}

/* One that cannot be read is left out: a scraper sees that it is gone. */
static void
more_text(struct ctx *c, struct text_buffer *b)
{
	for (const struct tally_gauge *g = more_gauges; g->name != NULL; g++) {
		int64_t value;

		if (g->read(c, &value) == 0)
			buffer_format(b, "# TYPE %s gauge\n%s %lld\n", g->name, g->name,
			    (long long)value);
	}
}

/* Without the database the counts of this jobd are told all the same. */
static void
metrics(struct text_buffer *b, const void *about)
{
	const struct answerer *a = about;
	struct ctx c = { .arena = b->arena, .config = a->config, .db = a->db,
		.now = clock_now(a->config), .language = "ja",
		.actor = { .audience = AUDIENCE_SYSTEM } };
	struct past *p = arena_alloc(b->arena, sizeof *p);
	bool is_known;

	is_known = past_read(&c, a->tally, p) == 0;
	buffer_format(b, "# TYPE madoguchi_database_up gauge\n"
	    "madoguchi_database_up{program=\"jobd\"} %d\n", is_known);
	lanes_text(b, a->tally);
	runs_text(b, a->tally);
	gauges_text(b, a->tally, p);
	if (is_known) {
		waiting_text(b, a->tally, p, c.now);
		more_text(&c, b);
	}
}

_Noreturn void
tally_serve(const struct config *config, const struct tally *tally, int listener)
{
	struct answerer a = { config, db_open(config, "jobd"), tally };
	const struct status status = { health, metrics, &a };
	struct pollfd asked = { listener, POLLIN, 0 };

	for (;;) {
		if (poll(&asked, 1, -1) > 0)
			status_answer(listener, &status);
	}
}
