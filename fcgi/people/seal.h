#ifndef PEOPLE_SEAL_H
#define PEOPLE_SEAL_H

#include "people/chain.h"

/* The chain over the audit entries: who did what when. */
extern const struct chain audit_chain;

#endif
