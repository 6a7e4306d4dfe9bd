#ifndef LEDGER_ROOT_H
#define LEDGER_ROOT_H

#include "people/chain.h"

/*
 * A root binds both chains, and so every act and every posting so far, to one
 * short text that is signed and published.  Whoever keeps a published root can
 * tell later whether anything before it was changed, also by those who hold
 * database and key.  One closes each Tokyo day; others are made in between
 * while there is something new.  Roots are numbered and follow each other:
 * none can be left out.  Made and published by jobd only.
 *
 * All hashes are texts of hex digits.  The text that is hashed (SHA-256) and
 * signed (Ed25519) is root_text: a line each, "name value", as in the JSON.
 */
struct proof_root {
	int64_t proof_root_id;		/* number, from 1 */
	struct instant made_at;
	const char *on_date;		/* the day it closes, or NULL */
	int64_t audit_seal_no;
	const char *audit_hash;
	int64_t ledger_seal_no;
	const char *ledger_hash, *prev_hash, *hash, *signature, *public_key;
};
extern const struct shape proof_root_shape;
#define ROOT_COLUMNS "proof_root_id, made_at, on_date, audit_seal_no, "		\
	"LOWER(HEX(audit_hash)) AS audit_hash, ledger_seal_no, "		\
	"LOWER(HEX(ledger_hash)) AS ledger_hash, LOWER(HEX(prev_hash)) AS prev_hash, " \
	"LOWER(HEX(hash)) AS hash, LOWER(HEX(signature)) AS signature, "	\
	"LOWER(HEX(public_key)) AS public_key"

struct bytes root_text(struct ctx *, const struct proof_root *);
/* The line of the published file, with its line end. */
struct bytes root_line(struct ctx *, const struct proof_root *);
/* The newest; proof_root_id 0 when there is none. */
int root_newest(struct ctx *, struct proof_root *);

/* Makes a root when there is something new or a day to close; else *made is the
 * newest one.  Is there a newer one than before? *is_new. */
int root_make(struct ctx *, struct proof_root *made, bool *is_new);

/*
 * Writes PROOF_FOLDER/roots-YYYY-MM.jsonl, a root a line, and newest.json, each
 * replaced as a whole.  everything: all months, else that of the newest root.
 * A published line is never taken back: when the database no longer has what was
 * published, it refuses with internal_error and leaves the files alone.
 */
int root_publish(struct ctx *, bool everything);

#endif
