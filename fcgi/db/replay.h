#ifndef DB_REPLAY_H
#define DB_REPLAY_H

#include "db/piece.h"

/*
 * What the pieces of a folder hold, once each of them is known to be whole and the
 * next one to begin where it ends.  Reasons: piece_missing (with the place where
 * the chain breaks), cut_off, damaged, other_key, not_sealed.
 */
struct chain {
	const char *folder;
	const struct key *key;
	struct piece *pieces;
	struct piece_tail *tails;
	size_t count;
};
/* Checks from the piece that holds the place on (all, when its file is empty). */
int chain_read(struct ctx *, struct chain *, const struct binlog_place *from);

/*
 * Writes the transactions behind the place as one binlog file that mariadb-binlog
 * reads, in their order, none in part.  until: "" for all, "FILE:POSITION", a
 * GTID "0-1-57" (with it), or "2026-11-21T05:03:00Z" (transactions begun until then).
 */
struct replay {
	struct binlog_place from;
	const char *until;
	int out;
};
/* follow tells of the last transaction written and how many were, to the place behind it. */
int replay_write(struct ctx *, const struct chain *, const struct replay *,
    struct binlog_place *to, struct binlog_follow *follow);

#endif
