#ifndef SETTLEMENT_CHECK_COMMAND_H
#define SETTLEMENT_CHECK_COMMAND_H

#include "base/command.h"

/* checks: looks now, and says how long each rule took. */
extern const struct command check_commands[];

#endif
