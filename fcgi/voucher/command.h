#ifndef VOUCHER_COMMAND_H
#define VOUCHER_COMMAND_H

#include "base/command.h"

/* ledger-verify, load sample. */
extern const struct command voucher_commands[];

#endif
