#ifndef PEOPLE_SEAL_H
#define PEOPLE_SEAL_H

#include "base/ctx.h"

/*
 * The chain over the audit entries.  A seal covers a run of entries: their
 * keyed hashes, its limits and the hash of the seal before.  The key is
 * wrapped by the master key outside the database, so whoever may write the
 * tables still cannot make a chain that fits.  A day's root is an unkeyed hash
 * over the day's last seal and the root before; it is written to the log, to
 * be kept where the database's owner cannot reach.
 *
 * Nothing is skipped: see seal_next in seal.c.
 */
int seal_next(struct ctx *, int64_t *entries);	/* how many were sealed; 0: none were due */
int seal_day(struct ctx *);			/* roots of days that are over */

enum { FINDINGS_MAX = 100 };
struct finding {
	const char *what;	/* "changed" "missing" "inserted" entries; "seal" "mark" "root" */
	int64_t id;		/* of the entry or the seal */
};
struct findings { int64_t entries, seals; size_t count; struct finding items[FINDINGS_MAX]; };
/* Reads everything; the findings name each row that does not fit. */
int seal_verify(struct ctx *, struct findings *out);

#endif
