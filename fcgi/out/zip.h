#ifndef OUT_ZIP_H
#define OUT_ZIP_H

#include "out/made_file.h"

/*
 * A ZIP file, packed while it is written: memory holds a piece of one file.  The
 * same files in the same order with the same time give the same bytes.
 */
struct zip;

/* at: the time that every file in it bears; NULL: refused. */
struct zip *zip_begin(struct ctx *, struct made_file *to, struct instant at);
int zip_add(struct ctx *, struct zip *, const char *path, const char *name);
/* The file it goes to is still to be ended. */
int zip_end(struct ctx *, struct zip *);

#endif
