#ifndef PEOPLE_PEOPLE_JOB_H
#define PEOPLE_PEOPLE_JOB_H

#include "out/jobs.h"

extern const struct job people_jobs[];

#endif
