#ifndef DB_BACKUP_COMMAND_H
#define DB_BACKUP_COMMAND_H

#include "base/command.h"

/*
 * madoctl backup ...: what the scripts in systemd/backup/ are made of.  They need
 * neither settings nor an installation, only the file with the backup key (64
 * hexadecimal digits), so that a restore begins on an empty machine.
 */
extern const struct command backup_commands[];
#endif
