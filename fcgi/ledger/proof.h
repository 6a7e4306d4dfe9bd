#ifndef LEDGER_PROOF_H
#define LEDGER_PROOF_H

#include "shape/shape.h"

/*
 * Finds what must never be found.  A proof reads in chunks, each in one
 * statement and so on one snapshot: acts that go on meanwhile disturb nothing.
 * The module changes nothing and repairs nothing.
 */
enum { PROOF_ROWS_MAX = 100, PROOF_CHUNK = 20000 };

struct difference {
	const char *what;	/* "posting_sum" "posting_empty" "entry_orphan" ... */
	int64_t object_id;	/* posting, purse or round */
	int64_t round_id;	/* 0: not of one round */
	int64_t expected, found;	/* yen or sets */
};
extern const struct shape difference_shape;

/* A growing list of struct difference; stops taking at PROOF_ROWS_MAX. */
void differences_add(struct ctx *, struct list *differences, const struct list *more);
/* Told between two chunks how far the proof is, in numbers walked over; what it
 * refuses ends the proof.  Called outside of transactions only, like job_progress. */
struct proof_pace {
	int (*tell)(struct ctx *, int64_t done, int64_t total);	/* NULL: nobody asks */
	int64_t done, total;
};
int proof_step(struct ctx *, struct proof_pace *, int64_t numbers);
int proof_last_posting(struct ctx *, int64_t *posting_id);
/* Every posting has entries and sums to zero per part; every entry has a posting. */
int proof_postings(struct ctx *, struct proof_pace *, struct list *differences);

#endif
