#ifndef LEDGER_SEEN_H
#define LEDGER_SEEN_H

#include <stdio.h>

#include "people/chain_check.h"

/* The files of the witness (ledger/witness.h): lines in order, read once, appended to. */
enum { SEEN_LINE = 2000 };

/* A file of roots, walked along with those of the database. */
struct root_file {
	FILE *stream;			/* NULL: there is none, or no more */
	int64_t number;			/* of the line; 0: behind the end */
	char line[SEEN_LINE];		/* with its line end */
};
int root_file_open(struct ctx *, const char *path, struct root_file *);
int root_file_next(struct ctx *, struct root_file *);

const char *seen_path(struct ctx *, const char *name);
/* One proof at a time: waits for another, holds until the descriptor is closed. */
int seen_lock(struct ctx *, int *descriptor);
/* A line at the end of a file, safe on the disk. */
int seen_append(struct ctx *, const char *name, struct bytes lines);
/* public-keys; count 0: none is trusted yet. */
int seen_keys(struct ctx *, struct trust *);
/* Each seal of heads that is gone or another now is a finding. */
int seen_heads_check(struct ctx *, struct misfits *);

#endif
