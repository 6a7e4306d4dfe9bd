#include "people/people_job.h"

#include "people/guard.h"
#include "people/mail_code.h"
#include "people/seal.h"
#include "people/session.h"

static int
run_seal(struct ctx *c, int64_t unused)
{
	int64_t entries;

	(void)unused;
	if (seal_next(c, &entries) != 0)
		return -1;
	return seal_day(c);
}

static int
run_sweep(struct ctx *c, int64_t unused)
{
	(void)unused;
	return mail_code_sweep(c) == 0 && session_sweep(c) == 0 && guard_sweep(c) == 0 ? 0 : -1;
}

const struct job people_jobs[] = {
	{ "audit.seal", "seal", 3, "Chains the new audit entries; a root for each day", run_seal },
	{ "people.sweep", "sweep", 3600, "Forgets old codes, sessions and tries", run_sweep },
	{ 0 }
};
