#ifndef LEDGER_LEDGER_API_H
#define LEDGER_LEDGER_API_H

#include "http/route.h"

/* The routes of the proof, for the mains; never rules. */
extern const struct route proof_routes[];

#endif
