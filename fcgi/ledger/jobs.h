#ifndef LEDGER_JOBS_H
#define LEDGER_JOBS_H

#include "out/jobs.h"

/* "ledger.seal": chains the new postings.  "proof.root": signs and publishes. */
extern const struct job ledger_jobs[];

#endif
