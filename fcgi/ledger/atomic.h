#ifndef LEDGER_ATOMIC_H
#define LEDGER_ATOMIC_H

#include <stdio.h>

#include "base/ctx.h"

/*
 * A file for everybody to read, replaced as a whole: who reads sees the old one
 * or the new one, also after the machine stopped.  Begun files that were not
 * brought to their end leave PATH.PID behind at most.
 */
struct atomic { const char *path, *fresh; FILE *stream; };
int atomic_begin(struct ctx *, const char *path, struct atomic *);	/* path is kept */
int atomic_end(struct ctx *, struct atomic *);
void atomic_drop(struct atomic *);
int atomic_write(struct ctx *, const char *path, struct bytes);

#endif
