#ifndef PEOPLE_PEOPLE_JOB_H
#define PEOPLE_PEOPLE_JOB_H

#include "out/jobs.h"
#include "people/chain.h"

extern const struct job people_jobs[];
/* The job of a chain in lane "seal": seals what is due, many seals when it is behind. */
int chain_job(struct ctx *, const struct chain *);

#endif
