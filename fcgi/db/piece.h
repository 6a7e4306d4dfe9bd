#ifndef DB_PIECE_H
#define DB_PIECE_H

#include "base/sealed.h"
#include "db/binlog.h"

/*
 * The binlog off the machine: a folder of sealed pieces, each of one binlog file
 * from one position on, numbered without a gap.  Number, file and position are
 * the piece's name, "000000000007-binlog.000003-4711.sealed", and the name is bound into the
 * seal.  A piece begins with the format of its file and is only added to; what counts
 * ends where a transaction is whole.  The newest piece may lack its end: the
 * machine was lost, or it is being written.
 */
struct piece {
	int64_t number;
	const char *name;		/* without ".sealed" */
	struct binlog_place from;
};

/* The pieces of the folder in their order; a name that is none is passed over. */
int piece_list(struct ctx *, const char *folder, struct piece **out, size_t *count);
/* Makes the file of the piece after it; its name goes into out. */
int piece_make(struct ctx *, const char *folder, struct piece *, int *file);

struct piece_tail {
	struct binlog_place to;		/* behind the last whole transaction */
	bool ended;			/* with its end: all of it is here */
	int64_t clear_size;		/* bytes up to there */
	struct binlog_follow follow;
};

/*
 * Reads the piece to where it is whole.  each, when given, gets the events up to
 * limit bytes; -1 from it ends the reading.  The reasons begin with a word:
 * damaged, other_key, not_sealed, cut_off (of a piece without even a beginning).
 */
struct piece_visit {
	const char *folder;
	const struct key *key;
	int64_t limit;
	int (*each)(struct ctx *, void *, const struct binlog_event *);
	void *with;
};
int piece_read(struct ctx *, const struct piece_visit *, const struct piece *,
    struct piece_tail *out);

/* Does the piece begin where the one before it ends? */
bool piece_follows(const struct piece *before, const struct piece_tail *, const struct piece *);
/* -1, 0 or 1, as a stands before, at or behind b. */
int place_compare(const struct binlog_place *a, const struct binlog_place *b);

#endif
