#ifndef OFFICE_CONTACT_H
#define OFFICE_CONTACT_H

#include "base/command.h"

/*
 * Whom people turn to: the section of the municipality that runs the programme, as it
 * stands on papers.  Kept as settings; every program reads it, the operator writes it
 * (`madoctl contact set`).  Nothing is guessed: what was never set is NULL.
 */
struct contact { const char *section, *address, *phone; };
int contact_read(struct ctx *, struct contact *);
int contact_set(struct ctx *, const struct contact *);	/* the three together */
extern const struct command contact_commands[];

#endif
