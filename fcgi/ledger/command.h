#ifndef LEDGER_COMMAND_H
#define LEDGER_COMMAND_H

#include "base/command.h"

/* proof, proof verify, proof root, proof keygen. */
extern const struct command ledger_commands[];

#endif
