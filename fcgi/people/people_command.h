#ifndef PEOPLE_PEOPLE_COMMAND_H
#define PEOPLE_PEOPLE_COMMAND_H

#include "base/command.h"

/* load roles, load people, account add-staff, account confirm, audit verify,
 * keys rotate, person erase. */
extern const struct command people_commands[];

#endif
