#ifndef OUT_MADE_FILE_H
#define OUT_MADE_FILE_H

#include "base/crypto.h"
#include "base/ctx.h"

/*
 * A file written piece by piece: never whole in memory, on disk once it is
 * ended, its size and SHA-256 known then.  The file must not be there before.
 * One that is not ended is closed with the arena and stays where it is.
 */
struct made_file {
	const char *path;
	int descriptor;			/* -1: closed */
	int64_t size;
	struct hashing hashing;
	struct bytes hash;		/* once ended */
};

/* mode as of chmod, whatever the umask is; NULL: refused. */
struct made_file *made_file_begin(struct ctx *, const char *path, unsigned mode);
int made_file_add(struct ctx *, struct made_file *, struct bytes);
int made_file_end(struct ctx *, struct made_file *);

/* A folder of files goes with all that is in it, one that is not there too. */
int folder_remove(struct ctx *, const char *path);
/* What was made or removed in it is on disk. */
int folder_sync(struct ctx *, const char *path);

#endif
