#include "people/people_job.h"

#include "people/guard.h"
#include "people/mail_code.h"
#include "people/seal.h"
#include "people/session.h"

/* Other chains of the lane have their turn when this one is far behind. */
enum { SEALS_A_TURN = 100 };

int
chain_job(struct ctx *c, const struct chain *chain)
{
	int64_t rows = CHAIN_ROWS_MAX;

	for (int i = 0; i < SEALS_A_TURN && rows == CHAIN_ROWS_MAX; i++)
		if (chain_seal(c, chain, &rows) != 0 || job_progress(c, i, 0) != 0)
			return -1;
	return 0;
}

static int
run_seal(struct ctx *c, int64_t unused)
{
	(void)unused;
	return chain_job(c, &audit_chain);
}

static int
run_sweep(struct ctx *c, int64_t unused)
{
	(void)unused;
	return mail_code_sweep(c) == 0 && session_sweep(c) == 0 && guard_sweep(c) == 0 ? 0 : -1;
}

const struct job people_jobs[] = {
	{ "audit.seal", "seal", 3, "Chains the new audit entries", run_seal },
	{ "people.sweep", "sweep", 3600, "Forgets old codes, sessions and tries", run_sweep },
	{ 0 }
};
