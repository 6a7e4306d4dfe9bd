#ifndef PEOPLE_CHAIN_H
#define PEOPLE_CHAIN_H

#include "base/crypto.h"
#include "base/text.h"
#include "db/db.h"
#include "people/account.h"

/*
 * A chain over a table whose rows are only inserted.  A seal covers a run of
 * rows: the SHA-256 of each, limits, times, and the hash of the seal before; it
 * is signed with a key that lies outside the database.  Whoever may read the
 * rows can check it with the public key alone; whoever may write them, even
 * as the database's root, cannot make seals that fit.
 *
 * A chain is a description (people/seal.h: acts; ledger/seal.h: postings); the
 * sealing and the checking are here once.  Sealing happens seconds behind the
 * acts, in jobd, and never in an act.  Nothing is skipped: see chain_seal.
 */
enum { CHAIN_ROWS_MAX = 1000, KEPT_SIZE = 8 + HASH_SIZE };
enum chain_number { CHAIN_AUDIT = 1, CHAIN_LEDGER };

/* One row as the chain sees it. */
struct leaf {
	int64_t id;
	struct instant at;		/* when it says it happened */
	/* LEAF_EMPTIED: it has none of the rows that belong to it; LEAF_STRAY: only
	 * such rows are there, it is not: never part of a seal. */
	enum { LEAF_WHOLE, LEAF_EMPTIED, LEAF_STRAY } kind;
	unsigned char hash[HASH_SIZE];
};
/* Rows behind after, up to to, in order of their numbers. */
struct stretch {
	int64_t after, to;
	bool to_seal;	/* with locks, and no more than CHAIN_ROWS_MAX */
};
struct leaves {
	int (*take)(struct ctx *, const struct leaf *, void *arg);
	void *arg;
};
struct chain {
	enum chain_number number;
	const char *name;		/* "audit" "ledger": part of what is hashed */
	const char *row;		/* what a row is called */
	const struct stmt *highest;	/* one id_item: the highest number */
	const struct stmt *waiting;	/* (behind, before): one id_item, or none */
	int (*read)(struct ctx *, const struct stretch *, const struct leaves *);
};
/* A row's bytes: each number as "12,", each text as "LENGTH:BYTES,", NULL as "-,".
 * Lengths in front: no text can pose as two. */
void leaf_number(struct text_buffer *, int64_t);
void leaf_text(struct text_buffer *, const char *);
void leaf_hash(struct ctx *, struct leaf *, const struct text_buffer *);

struct seal_row {
	int64_t seal_no, last_id, row_count;
	struct instant from_at, to_at, sealed_at;
	struct bytes prev_hash;
	struct bytes kept;		/* per row: number, high byte first, and hash */
	struct bytes hash, signature;
};
extern const struct shape seal_row_shape;
struct mark_row {
	int64_t seen_id;
	struct instant from_at, seen_at;
	int64_t last_seal_no;
	struct bytes signature;
};
extern const struct shape mark_row_shape;

struct bytes seal_hash(struct ctx *, const struct chain *, const struct seal_row *);
struct bytes mark_hash(struct ctx *, const struct chain *, const struct mark_row *);
struct bytes zero_hash(struct ctx *);
/* The newest seal without .kept; seal_no 0 and a hash of zeros when there is none. */
int chain_head(struct ctx *, const struct chain *, struct seal_row *);

/* How many rows were sealed; 0: none were due; CHAIN_ROWS_MAX: call again. */
int chain_seal(struct ctx *, const struct chain *, int64_t *rows);
/* Whether a row that says it happened before this instant is not sealed yet. */
int chain_waits(struct ctx *, const struct chain *, struct instant before, bool *waits);

/* The key of proof_key_file, read once by a process. */
int chain_signer(struct ctx *, const struct signer **);
struct bytes key_bytes(const struct key *);

#endif
