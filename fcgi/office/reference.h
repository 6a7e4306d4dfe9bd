#ifndef OFFICE_REFERENCE_H
#define OFFICE_REFERENCE_H

#include "base/command.h"

/*
 * Banks, branches and public holidays: tables that everybody reads and only
 * `madoctl load banks FOLDER` writes, each as a whole in one transaction.
 * The folder holds the files banks, branches and holidays, one JSON object a
 * line (sql/reference/export.mjs makes them from public packages).
 */
extern const struct command reference_commands[];
int reference_load(struct ctx *, const char *folder);

#endif
