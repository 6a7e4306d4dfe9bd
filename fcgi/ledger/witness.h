#ifndef LEDGER_WITNESS_H
#define LEDGER_WITNESS_H

#include "people/chain_check.h"

/*
 * The proof, as somebody makes it who trusts neither the programs nor the
 * database: it reads rows, seals and roots, needs the public key only, and keeps
 * in a folder of its own (PROOF_SEEN_FOLDER) what it has seen before:
 *
 *     public-keys    keys it trusts, a line each; the first one it met when empty
 *     roots.jsonl    every root it has seen, as published; only appended to
 *     heads          "CHAIN NUMBER HASH" of the newest seals; only appended to
 *     lock           held by the one proof that runs
 *     status.json    what it found last, for everybody (struct proof_status)
 *
 * Beside the findings of chain_check.h:
 *   root             a root is not what was signed, does not follow, or names other seals
 *   root_missing     a root that was seen or published is gone: an old state was put back
 *   root_other       another root stands in its place: the chain was made anew
 *   seal_other       the same of a seal between two roots
 *   key              a root is signed with a key that is not trusted
 *   unpublished      a root is older than five minutes and in no published file
 *   published_other  the published file holds something else
 * It changes nothing in the database.
 */
struct proof_status {
	struct instant checked_at;
	struct instant looked_at;	/* when the sealer last did; later rows are not proved */
	bool is_clean;
	int64_t newest_root_id, roots, audit_rows, audit_seals, ledger_rows, ledger_seals;
	int64_t wrong, untimely;
	struct list findings;		/* of struct misfit, the first MISFITS_MAX */
};
extern const struct shape proof_status_shape;

/* Writes status.json too. */
int witness_prove(struct ctx *, struct proof_status *);

#endif
