#ifndef DB_COMMAND_H
#define DB_COMMAND_H

#include "base/command.h"

/* migrate, check-sql, keys create. */
extern const struct command db_commands[];
#endif
