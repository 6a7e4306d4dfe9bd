#ifndef DB_MIGRATE_H
#define DB_MIGRATE_H

#include "db/db.h"

/*
 * Brings the schema forward: sql/NNNN_what.sql in order, each once, its hash
 * recorded; a recorded file that changed ends with its name and nothing is
 * run; so does one that broke off half way.  Then the files of sql/grants inside the
 * database, every time.  The only place that runs SQL from a file; used by
 * madoctl alone, with the migration account.
 */
int migrate(struct ctx *, const char *folder, int64_t *applied);
#endif
