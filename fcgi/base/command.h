#ifndef BASE_COMMAND_H
#define BASE_COMMAND_H

#include "base/ctx.h"

/*
 * A command of madoctl is a row: `madoctl NAME ARGUMENTS`.  A name may be two
 * words ("keys create").  run gets the words behind the name; -1 with a
 * reason recorded ends madoctl with 1.  A command runs as the account that owns
 * the schema, or as the one it names.  Tables end in { 0 }; apps/madoctl.c lists them.
 */
struct command {
	const char *name, *arguments, *doc;
	int (*run)(struct ctx *, int count, char **words);
	const char *account;	/* of the database; NULL: migrate; "": none is needed */
};
#endif
