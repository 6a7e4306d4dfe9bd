#include "settlement/check.h"

static int
look(struct ctx *c, int64_t closing_id)
{
	struct check_window w;

	if (check_window_of(c, closing_id, &w) == 0)
		return check_run(c, &w, job_progress);
	if (c->reason != &not_found)
		return -1;
	fail_forget(c);		/* dropped meanwhile: nothing to look at */
	return 0;
}

static int
look_at_open(struct ctx *c, int64_t argument)
{
	(void)argument;
	return look(c, 0);
}

const struct job check_jobs[] = {
	{ "closing.check", "settlement", 0,
	  "Looks at the payments of a closing before they are paid", look },
	{ "check.open", "settlement", 24 * 3600, "Looks at the payments that are not closed yet",
	  look_at_open },
	{ 0 }
};
