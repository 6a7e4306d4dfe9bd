#include "office/office_api.h"
#include "out/jobs.h"
#include "people/audit.h"

RIGHT(right_jobs_view, AUDIENCE_STAFF, "jobs.view", "See what runs in the background");
RIGHT(right_jobs_cancel, AUDIENCE_STAFF, "jobs.cancel", "Cancel what runs in the background");

STMT(any_job_run, "SELECT 1 FROM job_run WHERE job_run_id = ?");
static const struct within within_job_run = { "Any run of a job", BY_ANYONE, &any_job_run };

struct jobs_in {
	const char *name, *state;
	bool is_open;
	PAGE_MEMBERS;
};
SHAPE(jobs_in, "Which runs",
    FIELD(jobs_in, name, "Name of the job", .min = 1, .max = 60, .optional = true),
    FIELD(jobs_in, state, "How it stands", .choices = job_states, .optional = true),
    FIELD(jobs_in, is_open, "Only those that wait or run", .optional = true),
    PAGE_FIELDS(jobs_in, job_orders));

struct job_run_in { int64_t job_run_id; };
SHAPE(job_run_in, "Which run",
    FIELD(job_run_in, job_run_id, "Number of the run", .within = &within_job_run));

static int
post_cancellation(struct ctx *c, const void *input, void *output)
{
	const struct job_run_in *in = input;

	(void)output;
	if (job_cancel(c, in->job_run_id) != 0)
		return -1;
	return audit_write(c, &(struct audit){ "job.cancel", "job_run", in->job_run_id, NULL });
}

static int
get_events(struct ctx *c, const void *input, void *output)
{
	struct stream *out = output;

	(void)c;
	(void)input;
	out->topic = jobs_topic;
	return 0;
}

const struct route job_routes[] = {
	{ GET, "/api/office/jobs", "What runs and ran in the background", &right_jobs_view,
	  .in = &jobs_in_shape, .list = &job_listing },
	{ POST, "/api/office/jobs/{job_run_id}/cancellations", "Cancel a run",
	  &right_jobs_cancel, ONCE, post_cancellation, &job_run_in_shape, NULL,
	  REASONS(&job_ended) },
	{ GET, "/api/office/job-events", "Changes of what runs, as events", &right_jobs_view, 0,
	  get_events, NULL, &stream_shape },
	{ 0 }
};
