#ifndef FAULT_WALK_H
#define FAULT_WALK_H

#include "db/db.h"
#include "rules.h"

/*
 * Every fault at every statement of an act, the first, the second ..., until the act no
 * longer reaches so far.  reached acts once, checks what became of it, and tells whether
 * the nth statement came.  The act has more than least statements and fewer than most.
 */
static inline void
walk_faults(struct world *w, bool (*reached)(struct world *, enum db_fault, int64_t nth),
    int64_t least, int64_t most)
{
	static const enum db_fault faults[] = { FAULT_DEADLOCK, FAULT_LOCK_WAIT,
		FAULT_LINK_BEFORE, FAULT_LINK_AFTER };

	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
		struct mark mark = arena_mark(&w->arena);
		int64_t nth = 1;

		while (reached(w, faults[i], nth)) {
			arena_rewind(&w->arena, mark);
			nth++;
			assert_true(nth < most);
		}
		assert_true(nth > least);
	}
}

#endif
