#ifndef LEDGER_SEAL_H
#define LEDGER_SEAL_H

#include "people/chain.h"

/* The chain over the ledger: each posting together with its entries. */
extern const struct chain ledger_chain;

#endif
