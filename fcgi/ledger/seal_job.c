#include "base/log.h"
#include "ledger/jobs.h"
#include "ledger/root.h"
#include "ledger/seal.h"
#include "people/people_job.h"

/* Both jobs have one lane, and so one process. */
static bool is_begun, is_caught_up;

/* A process that begins looks after all published files: the one before may have died
 * between COMMIT and writing.  That they cannot be written is no reason not to seal. */
static int
run_seal(struct ctx *c, int64_t unused)
{
	(void)unused;
	if (!is_begun) {
		is_begun = true;
		is_caught_up = root_publish(c, true) == 0;
		if (!is_caught_up)
			log_write(LOG_ERROR, "proof_publish",
			    L(detail, c->detail != NULL ? c->detail : ""));
		fail_forget(c);
	}
	return chain_job(c, &ledger_chain);
}

static int
run_root(struct ctx *c, int64_t unused)
{
	struct proof_root root;
	bool is_new;

	(void)unused;
	if (root_make(c, &root, &is_new) != 0)
		return -1;
	if (is_new)
		log_write(LOG_INFO, "proof_root", L(proof_root_id, root.proof_root_id),
		    L(hash, root.hash));
	if (!is_new && is_caught_up)
		return 0;
	is_begun = true;
	is_caught_up = root_publish(c, !is_caught_up) == 0;	/* else all of it next time */
	return is_caught_up ? 0 : -1;
}

const struct job ledger_jobs[] = {
	{ "ledger.seal", "seal", 3, "Chains the new postings with their entries", run_seal },
	{ "proof.root", "seal", 600, "Signs a root over both chains and publishes it", run_root },
	{ 0 }
};
